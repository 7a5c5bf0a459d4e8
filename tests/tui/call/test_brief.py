"""The brief on the screen: beside the list, over an account, each line with its record (C1)."""

from collections.abc import Callable
from datetime import date

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import Action, Call
from cadence_tui.tui.account.view import AccountPage
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.call.brief import BriefPage, BriefPanel, open_brief
from cadence_tui.tui.call.view import CallView
from cadence_tui.tui.frame import Frame
from cadence_tui.workspace.briefs import brief_of, open_question
from tests.tui.screen_text import until, until_text

MakeApp = Callable[..., CadenceApp]
ACCOUNT = "TechStart"


def frame_of(app: CadenceApp) -> Frame:
    assert isinstance(app.screen, Frame)
    return app.screen


def panel(app: CadenceApp) -> BriefPanel:
    return frame_of(app).view.query_one(BriefPanel)


async def show_brief(pilot: Pilot[None], app: CadenceApp) -> None:
    """Goes to the worked example's call and into its brief."""
    facts = brief_of(app.workspace, ACCOUNT)
    view = frame_of(app).root(3)
    assert isinstance(view, CallView)
    assert facts.touch is not None
    view.open_touch(facts.touch.id)
    await until(pilot, lambda _: panel(app).facts is not None and panel(app).facts.account.name == ACCOUNT)
    await pilot.press("tab")
    await until(pilot, lambda _: panel(app).has_focus)


def question_call(app: CadenceApp) -> Call:
    return app.workspace.records.get(Call, brief_of(app.workspace, ACCOUNT).brief.last_call)


async def walk_to(pilot: Pilot[None], app: CadenceApp, begin: str) -> None:
    """Puts the cursor on the first line that begins so."""
    for _ in range(60):
        line = panel(app).line
        if line is not None and line.text.startswith(begin):
            return
        await pilot.press("down")
    raise AssertionError(begin)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_matters_first_is_seen_without_scrolling(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await show_brief(pilot, app)
        for text in ("health 89", "Add three more users", "10d late", "last call Fri 23 Oct"):
            await until_text(pilot, text)


async def test_a_narrow_screen_leaves_the_room_to_what_is_read(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_brief(pilot, app)
        view = frame_of(app).view
        assert isinstance(view, CallView)
        await until(pilot, lambda _: view.table.size.height < 4)
        await pilot.press("escape")
        await until(pilot, lambda _: view.table.has_focus and view.table.size.height > 4)


async def test_a_line_opens_its_record_and_a_point_is_ticked(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_brief(pilot, app)
        await walk_to(pilot, app, "last call")
        await pilot.press("enter")
        await until_text(pilot, "esc close")
        await until_text(pilot, "Key points")
        await pilot.press("escape")
        await walk_to(pilot, app, "▲ Engineering logged in")
        await pilot.press("enter")
        await until_text(pilot, "Uses by feature")
        await pilot.press("escape")
        await walk_to(pilot, app, "−6.3 usage")
        await pilot.press("enter")
        await until_text(pilot, "Why: TechStart")
        await pilot.press("escape")
        await walk_to(pilot, app, "□ Two or three ideas")
        await pilot.press("enter")
        await until(pilot, lambda _: any(call.checklist for call in app.workspace.records.open_calls()))
        await until_text(pilot, "✓ Two or three ideas")


async def test_a_question_is_marked_as_answered_by_one_key_and_taken_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_brief(pilot, app)
        await pilot.press("d")
        await until_text(pilot, "no open question")
        await walk_to(pilot, app, "? Who in product")
        entry = open_question(question_call(app))
        await pilot.press("d")
        await until_text(pilot, "Question answered: Who in product")
        assert any(each.answered for each in question_call(app).entries)
        await until(pilot, lambda lines: not any("? Who in product" in line for line in lines))
        await pilot.press("u")
        await until(pilot, lambda _: entry in question_call(app).entries)


async def test_any_account_has_its_brief_by_one_key(make_app: MakeApp) -> None:
    app = make_app()
    planned = {touch.account for touch in app.workspace.records.open_touchpoints()}
    account = next(each for each in app.workspace.records.accounts() if each.id not in planned)
    async with app.run_test(size=(80, 24)) as pilot:
        frame_of(app).open(AccountPage(account.id))
        await until_text(pilot, account.name)
        await pilot.press("b")
        await until(pilot, lambda _: isinstance(frame_of(app).view, BriefPage))
        await until_text(pilot, "no call planned")
        await pilot.press("space")
        await until_text(pilot, "No call is planned to prepare for")
        await pilot.press("escape")
        await until(pilot, lambda _: isinstance(frame_of(app).view, AccountPage))
        await pilot.press("escape", "b")
        await until(pilot, lambda _: isinstance(frame_of(app).view, BriefPage))


@pytest.mark.parametrize(
    ("language", "text"), [("es", "ninguna llamada planeada"), ("pt-BR", "nenhuma ligação planejada")]
)
async def test_it_speaks_the_readers_language(make_app: MakeApp, language: str, text: str) -> None:
    app = make_app(language=language)
    planned = {touch.account for touch in app.workspace.records.open_touchpoints()}
    account = next(each for each in app.workspace.records.accounts() if each.id not in planned)
    async with app.run_test(size=(80, 24)) as pilot:
        open_brief(frame_of(app).view, account.id)
        await until_text(pilot, text)


async def test_what_is_ticked_is_said(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_brief(pilot, app)
        await pilot.press("space")
        await until_text(pilot, "✓ Health score and where it is heading · 1 of 5")
        await walk_to(pilot, app, "✓ Health score")
        await pilot.press("space")
        await until_text(pilot, "Not ticked any more: Health score and where it is heading")


async def test_a_promise_is_moved_from_the_brief_and_kept_from_the_account(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_brief(pilot, app)
        await walk_to(pilot, app, "□ Add three more users")
        await pilot.press("enter")
        await until_text(pilot, "d done · r new date")
        await until_text(pilot, "13 Nov")
        await pilot.press("r")
        await until_text(pilot, "new date:")
        await pilot.press(*"+3, laptops come", "enter")
        await until(pilot, lambda _: promise(app).due == date(2026, 11, 26))
        await until(pilot, lambda _: panel(app).has_focus)
        frame_of(app).open(AccountPage(promise(app).account, "promises"))
        await until_text(pilot, "Open promises")
        await until_text(pilot, "Kept in time, last")
        await until_text(pilot, "Add three more users")
        await pilot.press("enter")
        await until_text(pilot, "d done · r new date")
        await pilot.press("d")
        await until(pilot, lambda _: promise(app).status == "done")


def promise(app: CadenceApp) -> Action:
    account = app.workspace.records.account(ACCOUNT).id
    made = app.workspace.records.of_account(Action, account)
    return next(action for action in made if action.title == "Add three more users")
