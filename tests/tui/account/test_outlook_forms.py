"""Risks, opportunities and hand-offs on the account page: new, changed, handed off, copied (C7, C8)."""

from collections.abc import Callable

from textual.pilot import Pilot

from cadence_tui.model.documents import Account, Handoff, Opportunity, Risk
from cadence_tui.tui.account.view import AccountPage
from cadence_tui.tui.app import CadenceApp
from cadence_tui.workspace import handoffs, risks
from cadence_tui.workspace.session import Workspace
from tests.tui.screen_text import until, until_text

MakeApp = Callable[..., CadenceApp]


def bare(ws: Workspace) -> Account:
    """An account of the actor's about which nothing is on the books."""
    records = (ws.records.record(each.id) for each in ws.records.accounts() if each.owner == ws.actor.id)
    return next(each.account for each in records if not (each.risks or each.opportunities or each.handoffs))


async def show_part(pilot: Pilot[None], app: CadenceApp, part: str, text: str) -> str:
    """Opens the page of such an account at a part."""
    account = bare(app.workspace).id
    await until_text(pilot, "TechStart")
    app.screen.open(AccountPage(account, part))  # type: ignore[attr-defined]
    await until_text(pilot, text)
    return account


async def test_a_risk_is_named_and_settled(make_app: MakeApp) -> None:
    app = make_app()
    records = app.workspace.records
    async with app.run_test(size=(80, 24)) as pilot:
        account = await show_part(pilot, app, "risks", "no risk is open; n names one")
        await pilot.press("n")
        await until_text(pilot, "New risk")
        await pilot.press(*"Trello", "tab", "right", "tab", "tab", *"session", "tab", *"nonsense", "ctrl+s")
        await until_text(pilot, "No day can be read in this: nonsense")
        await pilot.press("ctrl+u", *"friday", "ctrl+s")
        await until_text(pilot, "▼ high · Trello")
        (risk,) = records.of_account(Risk, account)
        assert (risk.plan, str(risk.plan_due)) == ("session", "2026-11-27")
        await pilot.press("e")
        await until_text(pilot, "Outcome")
        await pilot.press(*["tab"] * 5, "right", "ctrl+s")
        await until_text(pilot, "A few words are needed: why?")
        await pilot.press(*["tab"] * 6, *"moved over", "ctrl+s")
        await until_text(pilot, "settled · Trello")
        assert records.get(Risk, risk.id).outcome == "moved over"


async def test_an_opportunity_is_named_with_its_amount(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        account = await show_part(pilot, app, "expansion", "no opportunity is open; n names one")
        await pilot.press("n")
        await until_text(pilot, "New opportunity")
        await pilot.press(*"ten seats", "tab", *"lots", "ctrl+s")
        await until_text(pilot, "No amount can be read in this: lots")
        await pilot.press("tab", "ctrl+u", *"5k", "ctrl+s")
        await until_text(pilot, "open · ten seats · ")
        (made,) = app.workspace.records.of_account(Opportunity, account)
        assert made.owner == app.workspace.actor.id


async def test_a_risk_is_handed_off_and_its_answer_comes_back(make_app: MakeApp) -> None:
    app = make_app()
    ws = app.workspace
    async with app.run_test(size=(80, 24)) as pilot:
        account = await show_part(pilot, app, "risks", "no risk is open")
        risks.add_risk(ws, account, "Trello")
        await until_text(pilot, "· Trello")
        await pilot.press("f")
        await until_text(pilot, "What is asked")
        await pilot.press("right", "right", "tab", "tab", *"they type twice", "ctrl+s")
        await until_text(pilot, "Why: they type twice")
        (made,) = ws.records.of_account(Handoff, account)
        assert (made.to, made.what) == ("product", "Trello")
        await pilot.press("escape")
        handoffs.answer_handoff(ws, made.id, "there since May")
        await pilot.press("left")
        await until(pilot, lambda lines: any("there since May" in line for line in lines))
