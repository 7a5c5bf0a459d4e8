"""Busy times of other calendars: who may bring them in, what they replace, what the planner makes of it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from cadence_tui.model.documents import BusyCalendar, Document, Touchpoint
from cadence_tui.model.errors import BadInput, NotFound, NotPermitted, WrongUsage
from cadence_tui.views.calendar import Calendar
from cadence_tui.workspace.busy import busy_calendars, forget_busy
from cadence_tui.workspace.calendar import read_calendar
from cadence_tui.workspace.feasibility import read_team as feasibility_team
from cadence_tui.workspace.feasibility import reckon
from cadence_tui.workspace.imports import Imported, import_files
from cadence_tui.workspace.plan import propose
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.team import read_team
from cadence_tui.workspace.touches import move_touch, placing
from tests.exchange.ics.files import event, ics
from tests.workspace.planning_store import MADRID, account, at, mature, opened, person, planned, workspace

MONDAY = date(2026, 3, 2)
THURSDAY = date(2026, 3, 5)
NINE_TO_TWELVE = ("DTSTART;TZID=Europe/Madrid:20260305T090000", "DTEND;TZID=Europe/Madrid:20260305T120000")


def read(ws: Workspace, file: Path, **options: str) -> Imported:
    return import_files(ws, "busy", [file], language="en", **options)


def counts(imported: Imported) -> tuple[int, int, int]:
    return imported.created, imported.updated, imported.unchanged


def team(path: Path, *more: Document) -> Workspace:
    people = [person(), person("bo"), person("lea", role="lead"), person("rob", role="reader")]
    return workspace(path, [*people, *more])


def spans(ws: Workspace, who: str = "ana") -> list[str]:
    return [f"{span.start:%m-%d %H:%M}-{span.end:%H:%M}" for span in ws.records.busy_times(who)]


def test_a_calendar_read_again_changes_nothing_and_a_newer_one_replaces_it(tmp_path: Path) -> None:
    ws, file = team(tmp_path / "store"), tmp_path / "work.ics"
    assert counts(read(ws, ics(file, event(*NINE_TO_TWELVE)))) == (1, 0, 0)
    assert counts(read(ws, file)) == (0, 0, 1)
    assert ws.store.seq == 1
    later = [line.replace("T1200", "T1300") for line in NINE_TO_TWELVE]
    assert counts(read(ws, ics(file, event(*later)))) == (0, 1, 0)
    assert spans(ws) == ["03-05 08:00-12:00"]
    undo(ws)
    assert spans(ws) == ["03-05 08:00-11:00"]
    assert counts(read(ws, ics(file))) == (0, 1, 0)
    assert spans(ws) == []


def test_what_the_time_is_taken_by_is_not_kept(tmp_path: Path) -> None:
    ws = team(tmp_path / "store")
    read(ws, ics(tmp_path / "work.ics", event(*NINE_TO_TWELVE, title="Job interview")))
    kept = [file.read_bytes() for file in (tmp_path / "store").rglob("*") if file.is_file()]
    assert kept
    assert not any(b"interview" in content for content in kept)


def test_calendars_of_several_sources_stand_together_until_one_is_forgotten(tmp_path: Path) -> None:
    ws = team(tmp_path / "store")
    read(ws, ics(tmp_path / "work.ics", event(*NINE_TO_TWELVE)))
    home = event("DTSTART:20260305T100000Z", "DTEND:20260305T130000Z")
    read(ws, ics(tmp_path / "tmp123.ics", home), source="home")
    assert spans(ws) == ["03-05 08:00-13:00"]
    assert [each.source for each in busy_calendars(ws, ws.actor)] == ["home", "work.ics"]
    forget_busy(ws, ws.actor, "work.ics")
    assert spans(ws) == ["03-05 10:00-13:00"]
    with pytest.raises(NotFound):
        forget_busy(ws, ws.actor, "work.ics")


@pytest.mark.parametrize(("who", "allowed"), [("ana", False), ("rob", False), ("lea", True), ("bo", True)])
def test_a_csm_brings_in_their_own_calendar_and_a_lead_everybodys(
    tmp_path: Path, who: str, allowed: bool
) -> None:
    team(tmp_path / "store").close()
    ws = opened(tmp_path / "store", who)
    file = ics(tmp_path / "work.ics", event(*NINE_TO_TWELVE))
    rows = tmp_path / "busy.csv"
    rows.write_text("person,start,end\nbo,2026-03-06T08:00:00Z,2026-03-06T09:00:00Z\n")
    if allowed:
        assert counts(read(ws, file, person="bo")) == counts(read(ws, rows)) == (1, 0, 0)
        assert spans(ws, "bo") == ["03-05 08:00-11:00", "03-06 08:00-09:00"]
        return
    for refused in (lambda: read(ws, file, person="bo"), lambda: read(ws, rows)):
        with pytest.raises(NotPermitted):
            refused()
    assert ws.store.seq == 0


def test_hours_without_a_zone_are_those_of_the_person_whose_calendar_it_is(tmp_path: Path) -> None:
    ws = workspace(
        tmp_path / "store",
        [person("lea", role="lead"), person("bo", timezone="America/Sao_Paulo")],
        acting="lea",
    )
    read(ws, ics(tmp_path / "bo.ics", event("DTSTART:20260305T090000", "DURATION:PT1H")), person="bo")
    assert spans(ws, "bo") == ["03-05 12:00-13:00"]


def test_a_fault_changes_nothing_and_a_person_goes_with_calendars_only(tmp_path: Path) -> None:
    ws = team(tmp_path / "store")
    with pytest.raises(BadInput, match="fewer repetitions"):
        read(ws, ics(tmp_path / "bad.ics", event(*NINE_TO_TWELVE, "RRULE:FREQ=SECONDLY")))
    with pytest.raises(WrongUsage):
        import_files(ws, "accounts", [tmp_path / "x.csv"], language="en", person="ana")
    assert ws.store.seq == 0


def test_nothing_is_planned_into_busy_times_and_the_reason_says_so(tmp_path: Path) -> None:
    names = [f"a{number}" for number in range(6)]
    accounts = [document for name in names for document in mature(name, date(2026, 2, 2))]
    ws = team(tmp_path / "store", *accounts)
    all_mornings = event(
        "DTSTART;TZID=Europe/Madrid:20260223T090000",
        "DTEND;TZID=Europe/Madrid:20260223T133000",
        "RRULE:FREQ=DAILY",
    )
    before = read_team(ws)[0].weeks[0].capacity
    read(ws, ics(tmp_path / "work.ics", all_mornings))
    placed = [call for call in propose(ws, weeks=4).calls if call.start]
    assert placed
    assert all(call.start.astimezone(MADRID).hour >= 14 for call in placed if call.start)
    assert read_team(ws)[0].weeks[0].capacity == pytest.approx(before / 2, abs=5)


def test_one_figure_of_capacity_everywhere(tmp_path: Path) -> None:
    ws = team(tmp_path / "store", account("acme"))
    trip = event("DTSTART;VALUE=DATE:20260309", "DTEND;VALUE=DATE:20260314")
    read(ws, ics(tmp_path / "work.ics", trip))
    week = date(2026, 3, 9)
    shown = Calendar(read_calendar(ws)).week(week)
    known = next(each for each in read_team(ws) if each.id == "ana")
    load = next(each for each in known.weeks if each.week == week)
    reckoned = reckon(feasibility_team(ws, 13)).before
    assert (shown.capacity, load.capacity) == (0, 0)
    assert next(each for each in reckoned.people if each.id == "ana").weeks[1].has == 0
    assert [day.away for day in shown.days[:5]] == ["busy"] * 5


def test_the_calendar_shows_busy_stretches_by_day(tmp_path: Path) -> None:
    ws = team(tmp_path / "store", account("acme"))
    read(ws, ics(tmp_path / "work.ics", event(*NINE_TO_TWELVE)))
    days = Calendar(read_calendar(ws)).week(MONDAY).days
    assert [day.busy for day in days] == [(), (), (), ((540, 720),), (), (), ()]


def test_a_busy_hour_speaks_against_a_place_and_a_person_may_still_choose_it(tmp_path: Path) -> None:
    ws = team(tmp_path / "store", account("acme"), planned("acme", at(MONDAY, 15)))
    read(ws, ics(tmp_path / "work.ics", event(*NINE_TO_TWELVE)))
    place = placing(ws, "acme-planned")
    assert "plan_busy" in {reason.code for reason in place.against(THURSDAY, 630)}
    assert 630 not in place.starts(THURSDAY)
    assert place.forbids(THURSDAY, 630) == ()
    move_touch(ws, "acme-planned", THURSDAY, at(THURSDAY, 10, 30))
    assert ws.records.get(Touchpoint, "acme-planned").date == THURSDAY


def test_whole_weeks_are_read_so_that_a_day_later_nothing_changes(tmp_path: Path) -> None:
    forever = event("DTSTART:20200101T090000Z", "DTEND:20200101T100000Z", "RRULE:FREQ=DAILY")
    ws = team(tmp_path / "store")
    file = ics(tmp_path / "work.ics", forever)
    read(ws, file)
    (calendar,) = ws.records.of_owner(BusyCalendar, "ana")
    assert (calendar.spans[0].start.date(), len(calendar.spans)) == (MONDAY, 53 * 7)
    for days, changed in ((6, 0), (7, 1)):
        later = opened(tmp_path / "store", "ana", now=ws.now() + timedelta(days=days))
        assert read(later, file).updated == changed


def test_a_planned_call_that_other_things_have_taken_the_hour_of_is_offered_another(tmp_path: Path) -> None:
    there = planned("acme", at(date(2026, 3, 12), 10))
    ws = team(tmp_path / "store", account("acme"), there)
    assert [call.change for call in propose(ws).calls if call.id == there.id] == ["kept"]
    taken = [line.replace("20260305", "20260312") for line in NINE_TO_TWELVE]
    read(ws, ics(tmp_path / "work.ics", event(*taken)))
    (call,) = [call for call in propose(ws).calls if call.id == there.id]
    assert call.start is not None
    assert (call.change, call.start >= at(call.date, 12)) == ("moved", True)
    trip = event("DTSTART;VALUE=DATE:20260309", "DTEND;VALUE=DATE:20260314")
    read(ws, ics(tmp_path / "work.ics", trip))
    (call,) = [call for call in propose(ws).calls if call.id == there.id]
    assert not date(2026, 3, 9) <= call.date <= date(2026, 3, 13)
    assert "plan_busy" in {reason.code for reason in call.reasons}
