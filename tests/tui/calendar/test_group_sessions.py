"""Group sessions among the calls of the calendar: in the week, the day, the agenda, the team (P9)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import GroupSession, Guest
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.sessions.guests import GuestsView
from cadence_tui.workspace.group_sessions import add_session
from tests.tui.calendar.steps import show_calendar, view_of
from tests.tui.screen_text import until, until_text
from tests.workspace.planning_store import NOW, account, at, opened, person, planned, workspace

MakeApp = Callable[..., CadenceApp]
MONDAY = date(2026, 3, 2)
TITLE = "Ask us anything"


def session() -> GroupSession:
    return GroupSession(
        id="s1",
        title=TITLE,
        owner="ana",
        start=at(MONDAY, 11),
        minutes=60,
        work_minutes=15,
        places=12,
        where="https://meet.example/ask",
        guests=(Guest(account="acme"), Guest(account="other"), Guest(account="early", status="declined")),
    )


@pytest.fixture
def hosted(tmp_path: Path) -> Path:
    """Ana has calls on Monday at nine and at three, and between them a session with two accounts."""
    accounts = [account(name) for name in ("acme", "early", "other")]
    calls = [planned("early", at(MONDAY, 9)), planned("acme", at(MONDAY, 15))]
    path = tmp_path / "hosted"
    workspace(path, [person(), *accounts, *calls, session()]).close()
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_cursor_walks_over_a_session_whose_guests_enter_opens(
    make_app: MakeApp, hosted: Path, size: tuple[int, int]
) -> None:
    app = make_app(hosted, now=NOW)
    async with app.run_test(size=size) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await until(pilot, lambda lines: any("▣ Ask us" in line for line in lines))
        await pilot.press("down")
        lines = await until_text(pilot, "Guests: 2 of 12 · acme, other")
        assert any(f"{TITLE} · office hours · Mon 2 Mar 11:00 · 60 min" in line for line in lines)
        await pilot.press("c")
        await until_text(pilot, "This is a group session: enter opens it")
        await pilot.press("down")
        await until(pilot, lambda _: view_of(app).card is not None)
        assert view_of(app).card is not None
        assert view_of(app).card.name == "acme"  # type: ignore[union-attr]
        await pilot.press("up", "enter")
        await until(pilot, lambda lines: any("early" in line and "declined" in line for line in lines))
        guests = app.screen_stack[0].view  # type: ignore[attr-defined]
        assert isinstance(guests, GuestsView)
        assert guests.session_id == "s1"


async def test_a_day_tells_its_sessions_whole(make_app: MakeApp, hosted: Path) -> None:
    app = make_app(hosted, now=NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("z")
        lines = await until_text(pilot, "Mon 2 Mar · 165 of 335 min · 2 calls · 1 group session")
        places = [
            next(n for n, line in enumerate(lines) if told in line) for told in ("09:00–", TITLE, "15:00–")
        ]
        assert places == sorted(places)
        assert any("11:00–12:00" in line and "15 min around it" in line for line in lines)
        assert any("https://meet.example/ask" in line for line in lines)
        await pilot.press("down", "enter")
        await until(pilot, lambda lines: any("early" in line and "declined" in line for line in lines))


async def test_the_agenda_has_sessions_where_their_hour_comes(make_app: MakeApp, hosted: Path) -> None:
    app = make_app(hosted, now=NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("a")
        await until(pilot, lambda lines: any(TITLE in line and "▣ planned" in line for line in lines))
        assert [row.name for row in view_of(app).agenda.rows] == ["early", TITLE, "acme"]
        await pilot.press("home", "down", "z")
        await until_text(pilot, "1 group session")
        assert view_of(app).entry is not None
        assert view_of(app).entry.id == "s1"  # type: ignore[union-attr]


async def test_a_session_that_a_colleague_plans_appears(make_app: MakeApp, hosted: Path) -> None:
    app = make_app(hosted, now=NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await until_text(pilot, "165 of 335")
        other = opened(hosted, "ana")
        add_session(other, "Roadmap", at(date(2026, 3, 4), 10))
        other.close()
        await until(pilot, lambda lines: any("▣ Roadmap" in line for line in lines))


async def test_people_side_by_side_carry_their_sessions(make_app: MakeApp, hosted: Path) -> None:
    app = make_app(hosted, now=NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("T", "z")
        await until_text(pilot, "165/335")


async def test_a_session_whose_attendance_is_open_asks_for_it(make_app: MakeApp, tmp_path: Path) -> None:
    path = tmp_path / "over"
    past = replace(session(), start=at(date(2026, 2, 27), 11), guests=())
    workspace(path, [person(), account("acme"), past]).close()
    app = make_app(path, now=at(MONDAY, 8))
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("a")
        await until(pilot, lambda lines: any(TITLE in line and "▣ who came?" in line for line in lines))
