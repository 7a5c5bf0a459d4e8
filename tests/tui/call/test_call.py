"""A whole call by keyboard, from brief to recap; and one that a broken connection cuts (C1-C8)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import Action, Call, Touchpoint
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.call.view import CallView
from cadence_tui.tui.frame import Frame
from cadence_tui.workspace import calls
from cadence_tui.workspace.session import Workspace
from tests.tui.conftest import NOW
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]
ACCOUNT = "TechStart"
SIZES = ((80, 24), (120, 40))


def planned(workspace: Workspace) -> Touchpoint:
    account = workspace.records.account(ACCOUNT)
    return next(touch for touch in workspace.records.open_touchpoints() if touch.account == account.id)


def open_call(workspace: Workspace) -> Call:
    return next(call for call in workspace.records.open_calls() if call.started)


async def show_brief(pilot: Pilot[None], app: CadenceApp) -> None:
    """Goes to the tab and to the worked example's call."""
    frame = app.screen
    assert isinstance(frame, Frame)
    view = frame.root(3)
    assert isinstance(view, CallView)
    view.open_touch(planned(app.workspace).id)
    await until(pilot, lambda lines: any(ACCOUNT in line and "30 min" in line for line in lines))


async def start_guide(pilot: Pilot[None], app: CadenceApp) -> None:
    await show_brief(pilot, app)
    await pilot.press("enter")
    await until_text(pilot, "/ 30:00")


async def type_line(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if char == " " else char for char in text))
    await pilot.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_a_whole_call(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await type_line(pilot, "launched mobile last week")
        await until_text(pilot, "· launched mobile last week")
        await type_line(pilot, "! Alex: add three users by 4 Dec")
        await until(pilot, lambda lines: any("! add three users" in line for line in lines))
        await type_line(pilot, "~ very happy")
        await pilot.press("tab")
        await until_text(pilot, "▸ Usage and progress")
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        assert any("‹ positive ›" in line for line in screen_text(app))
        await pilot.press("enter")
        await until_text(pilot, "Hi Alex,")
        await pilot.press("enter")
        await until_text(pilot, "Account")
        records = app.workspace.records
        call = records.get(Call, call_id)
        assert (call.status, call.sentiment) == ("closed", "positive")
        assert call.summary == "launched mobile last week."
        assert records.get(Touchpoint, call.touchpoint).status == "held"
        upcoming = records.get(Touchpoint, call.next_touch)
        assert upcoming.status == "planned"
        assert upcoming.date > NOW.date()
        (promise,) = [records.get(Action, name) for name in call.actions]
        assert (promise.side, promise.owner, promise.origin) == ("theirs", "Alex Moreno", call.id)


async def test_a_promise_is_understood_while_it_is_typed(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await pilot.press(*"!", "space", *"me:", "space", *"send", "space", *"guide", "space", *"today")
        await until_text(pilot, "our promise → Ana Ruiz · Mon 23 Nov")
        await pilot.press("ctrl+u", *"!", "space", *"soon")
        await until_text(pilot, "by when?")


@pytest.mark.parametrize(
    ("language", "section", "mark"),
    [("es", "Uso y avances", "compromiso nuestro"), ("pt-BR", "Uso e avanços", "compromisso nosso")],
)
async def test_the_guide_speaks_the_readers_language(
    make_app: MakeApp, language: str, section: str, mark: str
) -> None:
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await pilot.press("tab")
        await until_text(pilot, f"▸ {section}")
        await pilot.press("!", "space", "x")
        await until_text(pilot, mark)


async def test_a_call_goes_on_after_a_restart_on_the_same_second_and_line(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await pilot.press(*"half")
        await until(pilot, lambda _: open_call(app.workspace).draft == "half")
    again = make_app(now=NOW + timedelta(seconds=95))
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await until_text(pilot, "1:35 / 30:00")
        await until_text(pilot, "> half")


async def test_warnings_are_words(make_app: MakeApp) -> None:
    app = make_app()
    calls.start_call(app.workspace, planned(app.workspace).id)
    late = make_app(now=NOW + timedelta(minutes=6))
    async with late.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await until_text(pilot, "! 6:00 / 5 · section over by 1 min")
        await pilot.press("escape", "p")
        await until_text(pilot, "paused")


async def test_the_space_bar_tells_who_speaks_and_marks_come_back_to_the_line(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await start_guide(pilot, app)
        await pilot.press("space")
        await until(pilot, lambda _: open_call(app.workspace).speaker == "them")
        await pilot.press("escape")
        await until_text(pilot, "i type")
        await pilot.press("+", *"seats", "enter")
        await until_text(pilot, "+ seats")
        await pilot.press("ctrl+e")
        await until_text(pilot, "editing")
        await pilot.press(*"!", "enter")
        await until_text(pilot, "+ seats!")
        await pilot.press("escape", "x")
        await until(pilot, lambda _: not open_call(app.workspace).entries)


async def test_a_call_is_not_closed_without_next_touch_or_reason(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        await pilot.press("left", "enter")
        await until_text(pilot, "Choose the next touch, or say why there is none")
        assert open_call(app.workspace).id == call_id
        await pilot.press(*"merged", "ctrl+s")
        await until(pilot, lambda _: app.workspace.records.get(Call, call_id).status == "closed")
        assert app.workspace.records.get(Call, call_id).no_next_reason == "merged"


async def test_leaving_the_form_goes_on_with_the_call(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        await until(pilot, lambda _: open_call(app.workspace).running_since is None)
        await pilot.press("escape")
        await until(pilot, lambda _: open_call(app.workspace).running_since is not None)
        assert open_call(app.workspace).ended is None


async def test_nobody_came(make_app: MakeApp) -> None:
    app = make_app(now=NOW + timedelta(hours=11))
    touch = planned(app.workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_brief(pilot, app)
        await pilot.press("N")
        await until_text(pilot, "No-show: ")
        assert app.workspace.records.get(Touchpoint, touch.id).status == "no_show"


async def test_a_call_without_a_plan_starts_at_once(make_app: MakeApp) -> None:
    app = make_app()
    account = next(
        account
        for account in app.workspace.records.accounts()
        if all(touch.account != account.id for touch in app.workspace.records.open_touchpoints())
    )
    async with app.run_test(size=(80, 24)) as pilot:
        frame = app.screen
        assert isinstance(frame, Frame)
        frame.go(3)
        view = frame.root(3)
        assert isinstance(view, CallView)
        view.start(account.id)
        await until_text(pilot, "/ 20:00")
        assert open_call(app.workspace).account == account.id
