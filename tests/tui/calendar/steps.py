"""What tests of the calendar do over and over: go there, choose a call, look at what is stored."""

from collections.abc import Callable
from datetime import date

from textual.pilot import Pilot

from cadence_tui.model.documents import Touchpoint
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.calendar.view import CalendarView
from cadence_tui.tui.frame import Frame
from tests.tui.screen_text import until, until_text

ACCOUNT = "TechStart"
MONDAY = date(2026, 11, 23)


def view_of(app: CadenceApp) -> CalendarView:
    frame = app.screen_stack[0]
    assert isinstance(frame, Frame)
    view = frame.root(2)
    assert isinstance(view, CalendarView)
    return view


async def show_calendar(pilot: Pilot[None], told: str = "week of 23 Nov") -> None:
    await pilot.press("2")
    await until_text(pilot, told)


async def choose(pilot: Pilot[None], app: CadenceApp, name: str = ACCOUNT) -> Touchpoint:
    """Puts the cursor on the first call with an account this week."""
    view = view_of(app)
    week = view.calendar.week(MONDAY)
    card = next(card for day in week.days for card in day.cards if card.name == name)
    view.grid.show(week, view.calendar.book.today, call=card.id)
    view.grid.post_message(view.grid.Moved())
    await until(pilot, lambda lines: any(line.lstrip().startswith(f"{name} ·") for line in lines))
    return card.touch


async def propose(pilot: Pilot[None], app: CadenceApp, group: str = "") -> None:
    """Opens the proposal, on the first row of a group if one is named."""
    await pilot.press("p")
    await until(pilot, lambda _: view_of(app).mode == "proposal")
    await pilot.pause()
    if group:
        diff = view_of(app).diff
        diff.move_to(next(n for n, row in enumerate(diff.rows) if row.is_head and row.group == group))
        await pilot.press("j")


async def until_stored(pilot: Pilot[None], app: CadenceApp, meets: Callable[[], bool]) -> None:
    await until(pilot, lambda _: meets())
    await pilot.pause()


def stored(app: CadenceApp, touch: Touchpoint) -> Touchpoint:
    return app.workspace.records.get(Touchpoint, touch.id)


def open_calls(app: CadenceApp) -> int:
    return len(app.workspace.records.open_touchpoints())
