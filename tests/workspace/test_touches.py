"""Calls are moved, pinned, confirmed, declined, missed, cancelled and added by hand (P7)."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Absence, Document, Preferences, Touchpoint
from cadence_tui.model.errors import NotFound, NotPermitted, Refused
from cadence_tui.practice.attendance import attendance_rate
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.touches import (
    add_touch,
    cancel,
    confirm,
    decline,
    edit_touch,
    move_touch,
    no_show,
    pin,
    placing,
)
from tests.workspace.planning_store import NOW, account, at, opened, person, planned, workspace

WEDNESDAY = date(2026, 3, 4)
CALL = "acme-planned"


def with_call(path: Path, *more: Document, when: datetime | None = None, **fields: object) -> Workspace:
    call = planned("acme", when or at(WEDNESDAY, 10), **fields)
    return workspace(path, [person(), account("acme"), call, *more])


def now(ws: Workspace, touch: str = CALL) -> Touchpoint:
    return ws.records.get(Touchpoint, touch)


def test_a_call_moves_to_another_day_and_hour_and_back_with_undo(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store")
    move_touch(ws, CALL, date(2026, 3, 5), at(date(2026, 3, 5), 15, 30))
    assert (now(ws).date, now(ws).start) == (date(2026, 3, 5), at(date(2026, 3, 5), 15, 30))
    assert now(ws).ideal == WEDNESDAY
    undo(ws)
    assert (now(ws).date, now(ws).start) == (WEDNESDAY, at(WEDNESDAY, 10))


def test_the_day_of_a_call_is_that_of_its_owner(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store")
    evening = datetime(2026, 3, 5, 23, 30, tzinfo=ZoneInfo("Pacific/Honolulu"))
    move_touch(ws, CALL, date(2026, 3, 5), evening)
    assert now(ws).date == date(2026, 3, 6)


def test_a_moved_call_has_to_be_confirmed_again(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store", status="confirmed")
    move_touch(ws, CALL, WEDNESDAY, at(WEDNESDAY, 10))
    assert now(ws).status == "confirmed"
    move_touch(ws, CALL, WEDNESDAY, at(WEDNESDAY, 11))
    assert now(ws).status == "planned"


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (at(date(2026, 3, 7), 10), "no working day"),
        (at(date(2026, 3, 6), 7), "outside working hours"),
        (at(date(2026, 3, 6), 13, 15), "outside working hours"),
        (at(date(2026, 2, 27), 10), "that day is over"),
        (at(date(2026, 3, 10), 10), "on leave that day"),
        (at(date(2026, 3, 19), 10), "a public holiday"),
        (at(date(2026, 3, 5), 9, 45), "other has a call then"),
    ],
)
def test_impossible_places_are_refused_with_the_reason(tmp_path: Path, when: datetime, why: str) -> None:
    away = Absence(date(2026, 3, 10), date(2026, 3, 10))
    ana = person(country="ES", subdivision="VC", leave=(away,))
    documents = [ana, account("acme"), account("other"), planned("acme", at(WEDNESDAY, 10))]
    ws = workspace(tmp_path / "store", [*documents, planned("other", at(date(2026, 3, 5), 10))])
    with pytest.raises(Refused, match=why):
        move_touch(ws, CALL, when.date(), when)
    assert now(ws).date == WEDNESDAY


def test_what_only_the_customer_minds_is_said_and_left_to_the_csm(tmp_path: Path) -> None:
    wish = Preferences(hours="Mon-Fri 16:00-18:00", quiet=((date(2026, 3, 5), date(2026, 3, 5)),))
    documents = [person(), account("acme", preferences=wish), planned("acme", at(WEDNESDAY, 16))]
    ws = workspace(tmp_path / "store", documents)
    place = placing(ws, CALL)
    codes = {reason.code for reason in place.against(date(2026, 3, 5), 10 * 60)}
    assert {"plan_customer_closed", "plan_blocked"} <= codes
    assert place.forbids(date(2026, 3, 5), 10 * 60) == ()
    move_touch(ws, CALL, date(2026, 3, 5), at(date(2026, 3, 5), 10))
    assert now(ws).date == date(2026, 3, 5)


def test_a_place_knows_its_load_and_its_free_hours(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store", account("other"), planned("other", at(date(2026, 3, 5), 9)))
    place = placing(ws, CALL)
    assert (place.load_on(date(2026, 3, 5)).day, place.load_on(WEDNESDAY).day) == (90, 45)
    assert place.load_on(WEDNESDAY).week == 90
    assert place.starts(date(2026, 3, 5))[0] == 9 * 60 + 30
    here = next(week for week in place.window() if week.current)
    assert (here.before, here.after) == (45, 90)
    assert next(day for day in here.days if day.date == WEDNESDAY).current


def test_pinning_and_confirming_are_taken_back_by_doing_them_again(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store")
    assert (pin(ws, CALL).pinned, pin(ws, CALL).pinned) == (True, False)
    assert (confirm(ws, CALL).status, confirm(ws, CALL).status) == ("confirmed", "planned")


def test_declined_and_missed_calls_lower_attendance_and_cancelled_ones_do_not(tmp_path: Path) -> None:
    later = datetime(2026, 3, 6, 12, 0, tzinfo=NOW.tzinfo)
    calls = [planned("acme", at(date(2026, 3, day), 10)) for day in (3, 4, 5)]
    named = [(f"call{n}", call) for n, call in enumerate(calls)]
    documents = [replace(call, id=name) for name, call in named]
    ws = workspace(tmp_path / "store", [person(), account("acme"), *documents], now=later)
    decline(ws, "call0")
    no_show(ws, "call1")
    cancel(ws, "call2")
    counts = attendance_rate(ws.records.record("acme"), ws.today()).total
    assert (counts.held, counts.declined, counts.no_show) == (0, 1, 1)


def test_a_call_that_is_still_to_come_cannot_have_been_missed(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store", when=at(date(2026, 3, 2), 17))
    with pytest.raises(Refused, match="still to come"):
        no_show(ws, CALL)


def test_a_call_that_is_over_stays_as_it_is(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store")
    decline(ws, CALL)
    for act in (pin, confirm, cancel):
        with pytest.raises(Refused, match="over"):
            act(ws, CALL)


def test_an_ad_hoc_call_takes_its_figures_from_the_rules(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store")
    rules = ws.rules.planning.ad_hoc
    made = add_touch(ws, "acme", WEDNESDAY, at(WEDNESDAY, 16), purpose="Talk about \x1b[31mseats")
    assert (made.touch, made.minutes, made.work_minutes) == (rules.touch, rules.minutes, rules.work_minutes)
    assert "\x1b" not in made.purpose
    assert now(ws, made.id).start == at(WEDNESDAY, 16)


def test_impossible_ad_hoc_calls_are_refused(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store", account("gone", churned=date(2026, 2, 1)))
    with pytest.raises(Refused, match="no longer a customer"):
        add_touch(ws, "gone", WEDNESDAY)
    with pytest.raises(Refused, match="acme has a call then"):
        add_touch(ws, "acme", WEDNESDAY, at(WEDNESDAY, 10, 15))
    with pytest.raises(Refused, match="no kind"):
        add_touch(ws, "acme", WEDNESDAY, touch="seance")
    with pytest.raises(NotFound):
        add_touch(ws, "nobody", WEDNESDAY)


def test_length_and_purpose_can_be_changed(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store")
    edit_touch(ws, CALL, minutes=45, purpose="Renewal")
    assert (now(ws).minutes, now(ws).purpose) == (45, "Renewal")
    with pytest.raises(Refused):
        edit_touch(ws, CALL, minutes=0)


def test_others_do_not_change_a_calendar_but_a_lead_does(tmp_path: Path) -> None:
    path = tmp_path / "store"
    people = [person("bea"), person("rita", role="reader"), person("lena", role="lead")]
    with_call(path, *people)
    for login in ("bea", "rita"):
        with pytest.raises(NotPermitted):
            confirm(opened(path, login), CALL)
    assert confirm(opened(path, "lena"), CALL).status == "confirmed"
