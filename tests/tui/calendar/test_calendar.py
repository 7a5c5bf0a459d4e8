"""The calendar by keyboard: weeks, one call, a call in the hand, a plan; at each size, in each language."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.frame import Frame
from cadence_tui.workspace.touches import add_touch
from tests.tui.calendar.steps import (
    ACCOUNT,
    choose,
    open_calls,
    propose,
    show_calendar,
    stored,
    until_stored,
    view_of,
)
from tests.tui.hostile import HOSTILE, assert_inert
from tests.tui.screen_text import until, until_text
from tests.workspace.planning_store import NOW as TEAM_NOW
from tests.workspace.planning_store import account, at, opened, person, planned, workspace

MakeApp = Callable[..., CadenceApp]
SIZES = ((80, 24), (120, 40))


@pytest.mark.parametrize(
    ("size", "language", "week", "peak"),
    [
        ((80, 24), "en", "week of 23 Nov", "peak"),
        ((120, 40), "es", "sem. 23 nov", "pico"),
        ((80, 24), "pt-BR", "sem. 23 nov", "pico"),
        ((200, 50), "en", "week of 23 Nov", "peak"),
    ],
)
async def test_the_week_and_the_load_are_shown(
    make_app: MakeApp, size: tuple[int, int], language: str, week: str, peak: str
) -> None:
    app = make_app(language=language)
    async with app.run_test(size=size) as pilot:
        await show_calendar(pilot, week)
        lines = await until_text(pilot, peak)
        assert any(ACCOUNT in line for line in lines)
        assert all(len(line) <= size[0] for line in lines)


async def test_weeks_are_turned_and_today_returns(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        await pilot.press("]")
        await until_text(pilot, "week of 30 Nov")
        await pilot.press("[", "[")
        await until_text(pilot, "week of 16 Nov")
        await pilot.press("t")
        await until_text(pilot, "week of 23 Nov")
        for _ in range(5):
            await pilot.press("right")
        await until_text(pilot, "week of 30 Nov")


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_is_proposed_accepted_and_taken_back(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await show_calendar(pilot)
        await until_text(pilot, "to plan")
        before = open_calls(app)
        await propose(pilot, app, "new")
        await until_text(pilot, "+ new")
        await pilot.press("a")
        await until_text(pilot, "calls planned")
        assert open_calls(app) > before
        await pilot.press("u")
        await until_text(pilot, "Taken back")
        assert open_calls(app) == before


async def test_the_plan_may_be_asked_for_before_it_is_worked_out(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        await pilot.press("p")
        await until_text(pilot, "new calls")


async def test_only_the_marked_changes_are_accepted(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        await until_text(pilot, "to plan")
        before = open_calls(app)
        await propose(pilot, app, "new")
        await until_text(pilot, "+ new")
        await pilot.press("space")
        await until_text(pilot, "1 marked")
        await pilot.press("a")
        await until_text(pilot, "1 calls planned, 0 moved")
        assert open_calls(app) == before + 1


async def test_a_plan_is_left_without_a_trace(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        await until_text(pilot, "to plan")
        before = app.workspace.store.seq
        await propose(pilot, app, "new")
        await until_text(pilot, "+ new")
        await pilot.press("w")
        await until_text(pilot, "Why there")
        await pilot.press("escape", "escape")
        await until_text(pilot, "week of 23 Nov")
        assert app.workspace.store.seq == before


async def test_a_call_is_moved_with_the_load_changing_under_the_hand(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        touch = await choose(pilot, app)
        await pilot.press("m")
        await until_text(pilot, "as it was")
        await pilot.press("right")
        await until_text(pilot, f"{ACCOUNT} · Tue 24 Nov")
        load = (
            view_of(app).calendar.week(date(2026, 11, 23)).days[1].load + touch.minutes + touch.work_minutes
        )
        await until_text(pilot, f"day {load} of")
        await pilot.press("down", "enter")
        await until_stored(pilot, app, lambda: stored(app, touch).date == date(2026, 11, 24))
        moved = stored(app, touch)
        assert moved.start is not None
        assert touch.start is not None
        assert (moved.start - touch.start).total_seconds() == (24 * 60 + 15) * 60


async def test_an_impossible_place_is_said_and_refused(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        touch = await choose(pilot, app)
        await pilot.press("m")
        await until_text(pilot, "as it was")
        await pilot.press("[")
        await until_text(pilot, "not possible: that day is over")
        await pilot.press("enter")
        await until_text(pilot, "cannot be put here")
        await pilot.press("escape")
        await until_text(pilot, "propose")
        assert stored(app, touch) == touch


@pytest.mark.parametrize(
    ("key", "status", "word"),
    [
        ("c", "confirmed", "confirmed"),
        ("d", "declined", "declined"),
        ("X", "cancelled", "cancelled"),
    ],
)
async def test_a_call_is_settled_by_one_key(make_app: MakeApp, key: str, status: str, word: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        touch = await choose(pilot, app)
        await pilot.press(key)
        await until_stored(pilot, app, lambda: stored(app, touch).status == status)
        await until(pilot, lambda lines: any(ACCOUNT in line and word in line for line in lines))


async def test_a_call_is_pinned_and_let_go(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        await choose(pilot, app)
        await pilot.press("f")
        await until_text(pilot, "◆ pinned")
        await pilot.press("f")
        await until(pilot, lambda lines: not any("◆" in line for line in lines))


async def test_missing_a_call_that_is_still_to_come_is_refused(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        await choose(pilot, app)
        await pilot.press("N")
        await until_text(pilot, "This call is still to come")


async def test_a_call_that_no_rule_asks_for_is_planned(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        before = open_calls(app)
        await pilot.press("n")
        await until_text(pilot, "A call with whom?")
        await pilot.press(*"techstart", "enter")
        await until_text(pilot, "Minutes")
        await pilot.press(
            "tab", *(["backspace"] * 10), *"fri", "tab", *"10:00", "tab", "tab", *"seats", "ctrl+s"
        )
        await until_text(pilot, "Against the contact budget")
        await until_text(pilot, "contact on Mon, Tue only")
        await pilot.press("escape")
        await until_text(pilot, "seats")
        assert open_calls(app) == before
        await pilot.press("ctrl+s")
        await until_text(pilot, "Against the contact budget")
        await pilot.press("enter")
        await until_stored(pilot, app, lambda: open_calls(app) == before + 1)
        made = max(app.workspace.records.open_touchpoints(), key=lambda touch: touch.id)
        assert (made.date, made.purpose) == (date(2026, 11, 27), "seats")


async def test_reasons_list_every_week_of_the_window(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        await choose(pilot, app)
        await pilot.press("w")
        await until_text(pilot, "Where else it could be")
        await until_text(pilot, "· here")


async def test_the_agenda_lists_calls_and_mails(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        await until_text(pilot, "to plan")
        await pilot.press("a")
        lines = await until_text(pilot, "◇ email")
        assert any(ACCOUNT in line for line in lines)
        await pilot.press("a")
        await until(pilot, lambda lines: not any("◇ email" in line for line in lines))


async def test_enter_opens_the_brief_of_the_call(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        await choose(pilot, app)
        await pilot.press("enter")
        frame = app.screen
        assert isinstance(frame, Frame)
        await until(pilot, lambda lines: frame.tab == 3 and any(ACCOUNT in line for line in lines))


@pytest.fixture
def team_store(tmp_path: Path) -> Path:
    """Ana and Bea of one pod, each with a customer, and their lead."""
    call = planned("hers", at(date(2026, 3, 4), 10))
    documents = [person(), person("bea"), person("lena", role="lead"), account("mine")]
    documents += [account("hers", owner="bea"), replace(call, owner="bea")]
    path = tmp_path / "team"
    workspace(path, documents).close()
    return path


async def test_a_lead_looks_at_everybody_and_changes_their_calendars(
    make_app: MakeApp, team_store: Path
) -> None:
    app = make_app(team_store, acting="lena", now=TEAM_NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "Ana · week of 2 Mar")
        await pilot.press(".")
        await until_text(pilot, "Bea · week of 2 Mar")
        await pilot.press("right", "right")
        await until_text(pilot, "hers · Check-in")
        await pilot.press("c")
        await until_text(pilot, "● confirmed")
        await pilot.press(",")
        await until_text(pilot, "Ana · week of 2 Mar")


async def test_a_colleagues_calendar_is_read_and_not_changed(make_app: MakeApp, team_store: Path) -> None:
    app = make_app(team_store, now=TEAM_NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot, "Ana · week of 2 Mar")
        await pilot.press(".")
        await until_text(pilot, "Bea · week of 2 Mar")
        await pilot.press("p")
        await until_text(pilot, "Only its owner or a lead changes this calendar")


@pytest.mark.parametrize("name", [name for name, text in HOSTILE.items() if text])
async def test_names_of_customers_stay_names(make_app: MakeApp, tmp_path: Path, name: str) -> None:
    call = planned("acme", at(date(2026, 3, 4), 10))
    text = HOSTILE[name].encode("utf-8", "replace").decode()
    path = tmp_path / "hostile"
    documents = [person(), replace(account("acme"), name=text), replace(call, purpose=text[:60])]
    workspace(path, documents).close()
    app = make_app(path, now=TEAM_NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("right", "right")
        await until_text(pilot, "why here")
        assert_inert(app)
        await pilot.press("w")
        await until_text(pilot, "Where else")
        assert_inert(app)


async def test_an_empty_calendar_says_what_fills_it(make_app: MakeApp, tmp_path: Path) -> None:
    path = tmp_path / "empty"
    workspace(path, [person()]).close()
    app = make_app(path, now=TEAM_NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await until_text(pilot, "No call that day")
        await until_text(pilot, "no flatter plan exists")
        await pilot.press("p")
        await until_text(pilot, "Nothing to change")


async def test_a_call_in_the_hand_is_held_while_others_change_the_store(
    make_app: MakeApp, team_store: Path
) -> None:
    app = make_app(team_store, acting="bea", now=TEAM_NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "Bea · week of 2 Mar")
        await pilot.press("right", "right")
        await until_text(pilot, "hers · Check-in")
        await pilot.press("m", "right")
        await until_text(pilot, "hers · Thu 5 Mar")
        with closing(opened(team_store, "lena")) as other:
            add_touch(other, "hers", date(2026, 3, 12), at(date(2026, 3, 12), 9))
        await until(pilot, lambda _: not app.workspace.stale())
        await until_text(pilot, "hers · Thu 5 Mar")
        await pilot.press("escape", "]")
        await until_text(pilot, "09:00 ○ hers")
