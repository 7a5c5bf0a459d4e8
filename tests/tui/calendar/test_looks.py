"""The ways to look at the calendar: the load picture, a week with its hours, one day, people side by side."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Absence, Document
from cadence_tui.model.documents.calendar import BusyCalendar, BusySpan
from cadence_tui.tui.app import CadenceApp
from tests.tui.calendar.steps import ACCOUNT, choose, show_calendar, view_of
from tests.tui.screen_text import screen_text, until, until_text
from tests.workspace.planning_store import NOW as TEAM_NOW
from tests.workspace.planning_store import account, at, person, planned, workspace

MakeApp = Callable[..., CadenceApp]
MONDAY = date(2026, 3, 2)


@pytest.fixture
def absent(tmp_path: Path) -> Path:
    """Ana has a call of ninety minutes on Monday and is on leave for the whole week after."""
    away = Absence(MONDAY + timedelta(days=7), MONDAY + timedelta(days=11))
    call = replace(planned("acme", at(MONDAY, 10)), minutes=90, purpose="Seats for the new team")
    brazil = account("acme", timezone="America/Sao_Paulo")
    path = tmp_path / "absent"
    workspace(path, [person(leave=(away,)), brazil, call]).close()
    return path


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Two pods and their lead; Bea has more than her day on Tuesday, Caio is in the other pod."""
    tuesday = MONDAY + timedelta(days=1)
    calls = [
        replace(planned("hers", at(tuesday, hour)), id=f"hers-{hour}", owner="bea", minutes=120)
        for hour in (9, 11, 14, 16)
    ]
    documents: list[Document] = [
        person("lena", role="lead"),
        person(),
        person("bea"),
        person("caio", pod="south"),
        account("mine"),
        account("hers", owner="bea"),
        account("his", owner="caio"),
        *calls,
    ]
    path = tmp_path / "team"
    workspace(path, documents).close()
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_the_picture_tells_peak_bound_worst_day_and_what_lacks_time(
    make_app: MakeApp, absent: Path, size: tuple[int, int]
) -> None:
    app = make_app(absent, now=TEAM_NOW)
    async with app.run_test(size=size) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        lines = await until_text(pilot, "peak ")
        assert any("peak 105 of" in line for line in lines)
        assert any("fullest day Mon 2 Mar: 105 of 335 min" in line for line in lines)
        assert any("9 Mar 5 d leave" in line for line in lines)
        assert any("›2 Mar‹" in line for line in lines)
        await pilot.press("]")
        await until_text(pilot, "›9 Mar‹")


async def test_the_bars_are_as_wide_as_the_capacity(make_app: MakeApp, absent: Path) -> None:
    app = make_app(absent, now=TEAM_NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await until_text(pilot, "peak ")
        bars, minutes = screen_text(app)[5], screen_text(app)[6]
        assert bars.split()[1] == "·"
        assert len(bars.split()[2]) == 8
        assert minutes.split()[0] == "105/1200"


@pytest.mark.parametrize(("size", "told"), [((80, 24), "00 ○ acme"), ((120, 40), "10:00 ○ acme")])
async def test_a_call_stands_in_its_hour_as_long_as_it_is(
    make_app: MakeApp, absent: Path, size: tuple[int, int], told: str
) -> None:
    app = make_app(absent, now=TEAM_NOW)
    async with app.run_test(size=size) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        lines = await until_text(pilot, told)
        top = next(n for n, line in enumerate(lines) if told in line)
        assert lines[top].startswith("10")
        assert lines[top + 1][:40].count("│") >= 2
        assert any("90 min" in line for line in lines[top + 1 : top + 3])


async def test_both_clocks_stand_in_a_wide_week(make_app: MakeApp, absent: Path) -> None:
    app = make_app(absent, now=TEAM_NOW)
    async with app.run_test(size=(200, 50)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await until(pilot, lambda lines: any("│ 90 min · 06:00 Sao Paulo" in line for line in lines))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_day_shows_all_hours_and_the_whole_text(
    make_app: MakeApp, absent: Path, size: tuple[int, int]
) -> None:
    app = make_app(absent, now=TEAM_NOW)
    async with app.run_test(size=size) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("z")
        lines = await until_text(pilot, "Mon 2 Mar · 105 of 335 min · 1 call")
        assert any("10:00–11:30" in line for line in lines)
        assert any("Seats for the new team" in line for line in lines)
        assert any("06:00 Sao" in line for line in lines)
        assert any(line.lstrip().startswith("09:00") for line in lines)
        await pilot.press("right")
        await until_text(pilot, "Tue 3 Mar · 0 of 335 min · 0 calls")
        await pilot.press("left", "left")
        await until_text(pilot, "Fri 27 Feb")
        await pilot.press("t")
        await until_text(pilot, "10:00–11:30")
        await pilot.press("z")
        await until_text(pilot, "propose")
        assert view_of(app).grid.entry is not None


async def test_the_cursor_of_a_day_stays_when_the_calendar_changes(make_app: MakeApp, team: Path) -> None:
    app = make_app(team, acting="bea", now=TEAM_NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "Bea · week of 2 Mar")
        await pilot.press("right", "z")
        await until_text(pilot, "Tue 3 Mar · 540 of 335 min")
        await pilot.press("down", "down")
        await pilot.press("c")
        settled = ("14:00–16:00", "● confirmed")
        await until(pilot, lambda lines: any(all(told in line for told in settled) for line in lines))
        card = view_of(app).card
        assert card is not None
        assert card.id == "hers-14"
        await pilot.press("z")
        await until_text(pilot, "propose")
        assert view_of(app).grid.entry is not None
        assert view_of(app).grid.entry.id == "hers-14"


async def test_the_verbs_work_in_the_day(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        touch = await choose(pilot, app)
        await pilot.press("z")
        await until_text(pilot, "min around it")
        card = view_of(app).card
        assert card is not None
        assert card.id == touch.id
        await pilot.press("c")
        await until(pilot, lambda lines: any(ACCOUNT in line and "● confirmed" in line for line in lines))
        await pilot.press("w")
        await until_text(pilot, "Where else it could be")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_the_lead_sees_people_side_by_side_and_goes_into_a_week(
    make_app: MakeApp, team: Path, size: tuple[int, int]
) -> None:
    app = make_app(team, acting="lena", now=TEAM_NOW)
    async with app.run_test(size=size) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("T")
        lines = await until_text(pilot, "2 people")
        assert not any("Caio" in line for line in lines)
        await pilot.press("o")
        await until_text(pilot, "Caio")
        await pilot.press("z")
        await until_text(pilot, "!540/335")
        await pilot.press("]")
        await until(pilot, lambda lines: not any("540/335" in line for line in lines))
        await pilot.press("[", "home", "down")
        await until_text(pilot, "Bea · fullest week 2 Mar: 540 of")
        await pilot.press("enter")
        await until_text(pilot, "Bea · week of 2 Mar")


async def test_the_weeks_of_everybody_are_there_when_there_is_room(make_app: MakeApp, team: Path) -> None:
    app = make_app(team, acting="lena", now=TEAM_NOW)
    async with app.run_test(size=(200, 50)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("T")
        await until(pilot, lambda lines: any("Bea" in line and line.count("/1200") == 14 for line in lines))


async def test_a_cursor_key_in_the_week_repaints_the_blocks_alone(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        await choose(pilot, app)
        grid = view_of(app).grid
        painted: list[tuple[int, int]] = []
        refresh = grid.refresh

        def noted(*regions: object, **how: object) -> object:
            painted.extend((region.width, region.height) for region in regions)  # type: ignore[attr-defined]
            return refresh(*regions, **how)  # type: ignore[arg-type]

        grid.refresh = noted  # type: ignore[method-assign,assignment]
        assert grid.step_day(1)
        assert painted
        assert all(height == 1 and width < 30 for width, height in painted)


async def test_busy_times_stand_in_the_week_and_in_the_day(make_app: MakeApp, tmp_path: Path) -> None:
    lunch = BusySpan(start=at(MONDAY, 13), end=at(MONDAY, 15))
    busy = BusyCalendar(id="b", person="ana", source="home.ics", spans=(lunch,))
    path = tmp_path / "busy"
    workspace(path, [person(), account("acme"), planned("acme", at(MONDAY, 10)), busy]).close()
    app = make_app(path, now=TEAM_NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        lines = await until_text(pilot, "13:00 ▒ busy")
        assert any("▒ –15:00" in line for line in lines)
        await pilot.press("z")
        await until_text(pilot, "13:00–15:00  ▒ busy")
