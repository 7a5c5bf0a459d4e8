"""One call by keyboard: another time, a suggestion, a price; and ways out of a shortage (P5, P7)."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Document, Touchpoint
from cadence_tui.tui.app import CadenceApp
from tests.tui.calendar.steps import choose, open_calls, show_calendar, stored, until_stored
from tests.tui.screen_text import until, until_text
from tests.workspace.planning_store import NOW as TEAM_NOW
from tests.workspace.planning_store import account, at, mature, person, planned, workspace

MakeApp = Callable[..., CadenceApp]
MONDAY = date(2026, 3, 2)
WEDNESDAY = date(2026, 3, 4)
THURSDAY = date(2026, 3, 5)


async def test_a_customer_who_asks_for_another_time_gets_the_best_ones(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        touch = await choose(pilot, app)
        await pilot.press("r")
        await until_text(pilot, "asks for another time")
        await until_text(pilot, "no time yet")
        await pilot.press("enter")
        await until_stored(pilot, app, lambda: stored(app, touch).rescheduled == 1)
        assert stored(app, touch).start != touch.start
        assert stored(app, touch).start is not None
        await until_text(pilot, "asked for another time 1 time")
        await pilot.press("u")
        await until_text(pilot, "Taken back: Rescheduled")


async def test_another_time_may_be_chosen_by_hand(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        touch = await choose(pilot, app)
        await pilot.press("r")
        await until_text(pilot, "choose it in the calendar")
        await pilot.press(*"another", "enter")
        await until_text(pilot, "as it was")
        await pilot.press("right", "enter")
        await until_stored(pilot, app, lambda: stored(app, touch).rescheduled == 1)
        assert stored(app, touch).date == touch.date + timedelta(days=1)


@pytest.fixture
def suggested(tmp_path: Path) -> Path:
    call = replace(planned("acme", at(WEDNESDAY, 10)), suggested=at(THURSDAY, 15))
    path = tmp_path / "suggested"
    workspace(path, [person(), account("acme"), call]).close()
    return path


@pytest.mark.parametrize(("key", "day"), [("+", THURSDAY), ("-", WEDNESDAY)])
async def test_a_suggested_time_is_shown_and_answered_by_a_key(
    make_app: MakeApp, suggested: Path, key: str, day: date
) -> None:
    app = make_app(suggested, now=TEAM_NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("right", "right")
        await until_text(pilot, "moved in your own calendar to Thu 5 Mar 15:00")
        await pilot.press(key)
        call = lambda: app.workspace.records.get(Touchpoint, "acme-planned")  # noqa: E731
        await until(pilot, lambda _: call().suggested is None)
        assert call().date == day
        await until(pilot, lambda lines: not any("accept or drop" in line for line in lines))


async def test_without_a_suggestion_the_keys_say_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        await choose(pilot, app)
        await pilot.press("+")
        await until_text(pilot, "Nothing was suggested for this call")


async def test_reasons_have_the_price_of_every_week(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        await choose(pilot, app)
        await pilot.press("w")
        lines = await until_text(pilot, "Where else it could be")
        assert any("price " in line for line in lines)


async def test_a_mail_is_sent_from_the_agenda(make_app: MakeApp, tmp_path: Path) -> None:
    path = tmp_path / "letters"
    letter = replace(planned("letters", at(WEDNESDAY, 10)), channel="email", start=None, minutes=0)
    workspace(path, [person(), account("letters"), letter]).close()
    app = make_app(path, now=TEAM_NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("a")
        await until_text(pilot, "◇ email")
        await pilot.press("M")
        await until_text(pilot, "No calls ahead")
        sent = app.workspace.records.get(Touchpoint, letter.id)
        assert (sent.status, sent.date) == ("held", MONDAY)


@pytest.fixture
def overloaded(tmp_path: Path) -> Path:
    """Ana has little of her time for calls and too many accounts; Bea of her pod has plenty."""
    documents: list[Document] = [person(call_share=0.05), person("bea"), account("hers", owner="bea")]
    for number in range(12):
        documents += mature(f"acme{number:02}", MONDAY - timedelta(days=28))
    path = tmp_path / "overloaded"
    workspace(path, documents).close()
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_way_out_is_tried_before_it_is_done(
    make_app: MakeApp, overloaded: Path, size: tuple[int, int]
) -> None:
    app = make_app(overloaded, now=TEAM_NOW)
    async with app.run_test(size=size) as pilot:
        await show_calendar(pilot, "week of 2 Mar")
        await pilot.press("s")
        lines = await until_text(pilot, "Bea takes")
        assert any("min short" in line for line in lines)
        before = app.workspace.store.seq
        await until(pilot, lambda lines: not any("being tried" in line for line in lines))
        assert app.workspace.store.seq == before
        await pilot.press("a")
        await until_text(pilot, "No way out is chosen")
        await pilot.press("down", "enter")
        await until_text(pilot, "Where they would stand")
        await pilot.press("escape", "a")
        await until_text(pilot, "placed")
        assert open_calls(app) > 0
        assert {each.owner for each in app.workspace.records.open_touchpoints()} == {"bea"}
        await pilot.press("escape")
        await until_text(pilot, "week of 2 Mar")
