"""What a colleague removes while somebody types about it: who did it, what was typed, and a way out (X4)."""

from collections.abc import Callable
from datetime import date

import pytest
from textual.pilot import Pilot

from cadence_tui.locale import speech
from cadence_tui.model.documents import Action, Call, Touchpoint
from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import message
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.call.view import CallView
from cadence_tui.tui.frame import Frame
from cadence_tui.workspace.accounts import AccountEdit, edit_account
from cadence_tui.workspace.actions import add_action
from cadence_tui.workspace.erasure import erase, plan_erasure
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.unsaved import unsaved
from tests.tui.conftest import MakeApp
from tests.tui.screen_text import screen_text, until, until_text

Open = Callable[[str], Workspace]


@pytest.fixture
def lead(open_as: Open) -> Workspace:
    return open_as("lead")


async def on_board(pilot: Pilot[None]) -> Action:
    """The board with one promise of Ana's own under the cursor."""
    app = pilot.app
    assert isinstance(app, CadenceApp)
    made = add_action(app.workspace, "TechStart", "Send the zeppelin", due=date(2026, 12, 1))
    await pilot.press("4")
    await until_text(pilot, "Colegio Nevadera")
    await pilot.press("slash", *"zeppelin", "enter")
    await until_text(pilot, "zeppelin")
    return made


def take_back(lead: Workspace) -> None:
    lead.catch_up()
    undo(lead, lead.store.seq)


async def test_a_form_of_a_promise_that_was_removed(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app(language="es")
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "TechStart")
        made = await on_board(pilot)
        await pilot.press("e")
        await until_text(pilot, "Send the zeppelin")
        await until(pilot, lambda _: not isinstance(app.screen, Frame))
        await pilot.press("end", *"!", "ctrl+n")
        take_back(lead)
        await pilot.press("ctrl+s")
        lines = await until_text(pilot, lead.actor.name)
        assert any("lo eliminó" in line for line in lines)
        assert any("Send the zeppelin!" in line for line in lines)
        await pilot.press("escape")
        await until(pilot, lambda _: len(unsaved(app.workspace)) == 1)
        await pilot.press("f9")
        await until_text(pilot, "Lo que no se guardó")
        await pilot.press("S")
        await until_text(pilot, "Sobrescrito")
        assert app.workspace.records.get(Action, made.id).title == "Send the zeppelin!"


async def test_a_remark_on_a_promise_that_was_removed(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "TechStart")
        made = await on_board(pilot)
        await pilot.press("c", *"mind")
        take_back(lead)
        await pilot.press("enter")
        await until_text(pilot, "removed it on")
        await pilot.press("S")
        await until_text(pilot, "Saved over it")
        (remark,) = app.workspace.records.get(Action, made.id).comments
        assert remark.text == "mind"


async def in_call(pilot: Pilot[None]) -> Call:
    app = pilot.app
    assert isinstance(app, CadenceApp)
    frame = app.screen
    assert isinstance(frame, Frame)
    view = frame.root(3)
    assert isinstance(view, CallView)
    account = app.workspace.records.account("TechStart")
    touch = next(each for each in app.workspace.records.open_touchpoints() if each.account == account.id)
    view.open_touch(touch.id)
    await until(pilot, lambda lines: any("TechStart" in line and "30 min" in line for line in lines))
    await pilot.press("enter")
    await until_text(pilot, "/ 30:00")
    return next(call for call in app.workspace.records.open_calls() if call.started)


async def test_a_call_whose_start_was_taken_back_says_so_and_is_left_with_what_was_typed(
    make_app: MakeApp, lead: Workspace
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        call = await in_call(pilot)
        take_back(lead)
        await until_text(pilot, "This call was removed meanwhile: esc leaves it")
        for key in ("tab", "space", "ctrl+t", "enter"):
            await pilot.press("a", "backspace")
            await pilot.press(key)
            await until_text(pilot, "This call was removed meanwhile: esc leaves it")
        assert unsaved(app.workspace) == []
        await pilot.press(*"seats", "escape")
        lines = await until_text(pilot, "removed it on")
        assert any("seats" in line for line in lines)
        await pilot.press("escape")
        await until_text(pilot, "What you entered is kept: f9")
        assert len(unsaved(app.workspace)) == 1
        # The guide is left: the list of calls is there again.
        await until_text(pilot, "calls today")
        await pilot.press("f9")
        await until_text(pilot, "What was not saved")
        await pilot.press("S")
        await until_text(pilot, "Saved over it")
        (entry,) = app.workspace.records.get(Call, call.id).entries
        assert entry.text == "seats"


async def test_a_line_handed_in_on_a_removed_call_is_kept_once(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        await in_call(pilot)
        take_back(lead)
        await until_text(pilot, "esc leaves it")
        await pilot.press(*"seats", "enter")
        await until_text(pilot, "removed it on")
        await pilot.press("escape")
        await until_text(pilot, "What you entered is kept: f9")
        await pilot.press("escape")
        await until_text(pilot, "calls today")
        assert len(unsaved(app.workspace)) == 1


async def test_a_call_of_an_account_that_was_erased_can_be_left(make_app: MakeApp, open_as: Open) -> None:
    app, admin = make_app(), open_as("admin")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        call = await in_call(pilot)
        admin.catch_up()
        erase(admin, plan_erasure(admin, [call.account]), "asked")
        await until_text(pilot, "This call was removed meanwhile: esc leaves it")
        await pilot.press(*"seats", "ctrl+g")
        lines = await until_text(pilot, "before yours could be saved")
        assert any("seats" in line for line in lines)
        await pilot.press("S")
        await until_text(pilot, "cannot be brought back")
        assert len(unsaved(app.workspace)) == 1
        assert not any("TechStart" in line for line in screen_text(app))


async def test_saving_a_closing_over_ends_the_call_and_its_form(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "TechStart")
        call = await in_call(pilot)
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        await until(pilot, lambda _: app.workspace.records.get(Call, call.id).running_since is None)
        lead.catch_up()
        lead.commit(message("Removed"), dropped=[lead.records.get(Touchpoint, call.touchpoint)])
        await pilot.press("enter")
        await until_text(pilot, "removed it on")
        await pilot.press("S")
        await until_text(pilot, "Hi ")
        assert app.workspace.records.get(Call, call.id).status == "closed"
        await pilot.press("enter")
        await until_text(pilot, "today")
        assert not any("Next touch" in line for line in screen_text(app))


async def test_an_undo_that_was_overtaken_is_one_sentence_and_keeps_nothing(
    make_app: MakeApp, lead: Workspace
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "TechStart")
        account = app.workspace.records.account("TechStart")
        edit_account(app.workspace, account.id, AccountEdit(goal="Open two shops"))
        number = app.workspace.store.seq
        lead.catch_up()
        edit_account(lead, account.id, AccountEdit(goal="Sell in Brazil"))
        await pilot.press("u")
        await until_text(pilot, f"Change {number} (Edited: TechStart) cannot be taken back")
        assert isinstance(app.screen, Frame)
        assert unsaved(app.workspace) == []


async def test_what_nothing_stood_in_the_way_of_is_saved_and_not_saved_over(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        frame, workspace = app.screen, app.workspace
        assert isinstance(frame, Frame)
        account = workspace.records.account("TechStart")

        def full(*_: object, **__: object) -> None:
            raise StoreError(message("The disk of {path} is full: nothing was written", path="/there"))

        with monkeypatch.context() as patched:
            patched.setattr(workspace.store, "commit", full)
            frame.perform(lambda: edit_account(workspace, account.id, AccountEdit(goal="Hire")), None)
            await until_text(pilot, "is kept: f9")
        await pilot.press("f9")
        await until_text(pilot, "What was not saved")
        await pilot.press("?")
        await until_text(pilot, "Keys of this screen")
        text = "\n".join(screen_text(app))
        assert "forget" in text
        assert "Next row" in text
        await pilot.press("escape", "S")
        await until_text(pilot, "Saved: Edited: TechStart")


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
async def test_a_damaged_store_says_what_is_missing_and_who_mends_it(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    app = make_app(language=language)
    damage = StoreError(message("{path} is damaged at line {line}", path="journal", line=7))
    monkeypatch.setattr(type(app.workspace.store), "damage", damage)
    async with app.run_test(size=(120, 40)) as pilot:

        def said(lines: list[str]) -> bool:
            foot = " ".join(line.strip() for line in lines[-4:])
            return speech(language).word(damage.message) in foot and "cadence doctor --repair" in foot

        await until(pilot, said)
