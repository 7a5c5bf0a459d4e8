"""The list of calls and the brief beside it: where the cursor and the keys are, and what is due (C1)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from textual.pilot import Pilot

from cadence_tui.tui.account.view import AccountPage
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.call.view import CallView
from cadence_tui.tui.frame import Frame
from cadence_tui.views.call_list import CallRow, due_row
from cadence_tui.workspace.clock import FixedClock
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]
BOGOTA = "2026-11-23T{}:00-05:00"


def at(hour: str) -> datetime:
    return datetime.fromisoformat(BOGOTA.format(hour))


def list_of(app: CadenceApp) -> CallView:
    frame = app.screen
    assert isinstance(frame, Frame)
    view = frame.root(3)
    assert isinstance(view, CallView)
    return view


def nothing_runs(app: CadenceApp) -> bool:
    return not any(call.started for call in app.workspace.records.open_calls())


async def shown(pilot: Pilot[None], app: CadenceApp) -> CallView:
    await until_text(pilot, "by attention")
    await pilot.press("3")
    view = list_of(app)
    await until(
        pilot, lambda lines: bool(view.table.rows) and any(" · Check-in · " in line for line in lines)
    )
    return view


@pytest.mark.parametrize(
    ("hour", "due"), [("07:00", "08:00"), ("08:35", "08:30"), ("09:00", "10:00"), ("14:00", "14:00")]
)
async def test_the_cursor_stands_on_the_call_that_is_due(make_app: MakeApp, hour: str, due: str) -> None:
    app = make_app(now=at(hour))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "by attention")
        await pilot.press("3")
        view = list_of(app)
        await until(pilot, lambda _: view.table.current is not None)
        row = view.table.current
        assert row is not None
        assert row.start is not None
        assert row.start.strftime("%H:%M") == due


async def test_a_call_whose_time_is_over_is_marked(make_app: MakeApp) -> None:
    app = make_app(now=at("14:00"))
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, app)
        lines = await until_text(pilot, "4 not recorded")
        assert any("▼ today 08:30" in line for line in lines)
        assert any("● today 14:00" in line for line in lines)


async def test_back_in_the_list_the_cursor_stays_where_it_was_put(make_app: MakeApp) -> None:
    app = make_app(now=at("14:00"))
    async with app.run_test(size=(80, 24)) as pilot:
        view = await shown(pilot, app)
        await pilot.press("up")
        row = view.table.current
        await pilot.press("1", "3")
        await until(pilot, lambda _: view.table.has_focus)
        assert view.table.current == row


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_escape_from_an_account_returns_to_the_line_of_the_brief(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app(now=at("14:00"))
    async with app.run_test(size=size) as pilot:
        view = await shown(pilot, app)
        await until_text(pilot, "the keys are in the list")
        await pilot.press("tab", "down")
        await until_text(pilot, "the keys are in the brief")
        line = view._page.current_key
        await pilot.press("a")
        frame = app.screen
        assert isinstance(frame, Frame)
        await until(pilot, lambda _: isinstance(frame.view, AccountPage))
        await until_text(pilot, "Overview")
        await pilot.press("escape")
        await until_text(pilot, "the keys are in the brief")
        await until(pilot, lambda _: view._page.has_focus)
        assert view._page.current_key == line
        assert nothing_runs(app)
        await pilot.press("4")
        await until_text(pilot, "Waiting")
        await pilot.press("3")
        await until(pilot, lambda _: view._page.has_focus)
        await pilot.press("escape")
        await until_text(pilot, "the keys are in the list")


@pytest.mark.parametrize("key", ["S", "W", "N"])
async def test_nothing_has_come_of_a_call_that_lies_ahead(make_app: MakeApp, key: str) -> None:
    app = make_app(now=at("13:00"))
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, app)
        await pilot.press(key)
        lines = await until_text(pilot, "This call is still to come")
        assert not any("Who was reached?" in line for line in lines)
        assert nothing_runs(app)
        assert any("● today 14:00" in line for line in screen_text(app))


def test_the_call_that_runs_comes_before_the_one_that_is_due() -> None:
    def row(state: str, hour: int) -> CallRow:
        start = at(f"{hour:02}:00")
        return CallRow(
            touch=f"{state}{hour}",
            account="a",
            name="A",
            kind="check_in",
            owner="ana",
            state=state,  # type: ignore[arg-type]
            date=start.date(),
            start=start,
            their_start=None,
            their_zone="",
            minutes=30,
            purpose="",
            call="",
        )

    rows = [row("running", 9), row("late", 8), row("past", 10), row("today", 11)]
    assert due_row(rows) == rows[0]
    assert due_row(rows[1:]) == rows[3]
    assert due_row(rows[1:3]) is None


async def test_the_hour_turns_while_the_list_is_open(make_app: MakeApp) -> None:
    app = make_app(now=at("14:00"))
    async with app.run_test(size=(80, 24)) as pilot:
        view = await shown(pilot, app)
        app.workspace.clock = FixedClock(at("15:00"))
        view._turn_the_hour()
        await until_text(pilot, "▼ today 14:00")
