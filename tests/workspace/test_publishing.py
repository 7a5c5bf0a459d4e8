"""Files that other calendars subscribe to: private, stable, right on both sides of clock changes (P8)."""

import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from cadence_tui.model.documents import Document
from cadence_tui.model.errors import NotPermitted, Refused
from cadence_tui.workspace.group_sessions import add_session, cancel_session, edit_session
from cadence_tui.workspace.publishing import calendar_of, publish
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.session_guests import add_guests, candidates_named
from cadence_tui.workspace.touches import cancel, confirm, move_touch, pin
from tests.workspace.planning_store import account, at, opened, person, planned, workspace

MONDAY = date(2026, 3, 2)
PEOPLE = (person(), person("bo", pod="south"), person("cy"), person("lea", role="lead"))


def with_calls(path: Path, *calls: Document) -> Workspace:
    accounts = [account(str(call.account), timezone="America/Sao_Paulo") for call in calls]  # type: ignore[attr-defined]
    return workspace(path, [*PEOPLE, *accounts, *calls])


def events(file: Path) -> dict[str, Any]:
    found = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return {str(event["UID"]).removesuffix("@cadence"): event for event in found}


def published(ws: Workspace, folder: Path) -> dict[str, Any]:
    (one,) = publish(ws, folder, [ws.actor])
    return events(Path(one.file))


def test_calls_on_both_sides_of_the_changes_of_clocks(tmp_path: Path) -> None:
    days = [date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 27), date(2026, 3, 30)]
    calls = [planned(f"c{day:%m%d}", at(day, 15)) for day in days]
    found = published(with_calls(tmp_path / "store", *calls), tmp_path / "out")
    hours = {key: event["DTSTART"].dt for key, event in found.items()}
    assert hours == {
        "c0306-planned": datetime(2026, 3, 6, 14, tzinfo=UTC),
        "c0309-planned": datetime(2026, 3, 9, 14, tzinfo=UTC),
        "c0327-planned": datetime(2026, 3, 27, 14, tzinfo=UTC),
        "c0330-planned": datetime(2026, 3, 30, 13, tzinfo=UTC),
    }
    told = {key: str(event["DESCRIPTION"]).splitlines()[1] for key, event in found.items()}
    assert told["c0327-planned"] == "For the customer: Fri 27 Mar 11:00 (Sao Paulo)"
    assert told["c0330-planned"] == "For the customer: Mon 30 Mar 10:00 (Sao Paulo)"


def test_the_same_calls_leave_the_file_as_it_is(tmp_path: Path) -> None:
    ws = with_calls(tmp_path / "store", planned("acme", at(MONDAY, 15)))
    (first,) = publish(ws, tmp_path / "out", [ws.actor])
    before = Path(first.file).stat()
    later = opened(tmp_path / "store", "ana", now=ws.now() + timedelta(days=3))
    (again,) = publish(later, tmp_path / "out", [later.actor])
    assert (first.changed, again.changed) == (True, False)
    assert Path(first.file).stat().st_ino == before.st_ino


def test_an_events_stamps_change_with_the_event_and_only_then(tmp_path: Path) -> None:
    ws = with_calls(tmp_path / "store", planned("acme", at(MONDAY, 15)))
    stamps = [_stamps(published(ws, tmp_path / "out"))]
    later = opened(tmp_path / "store", "ana", now=ws.now() + timedelta(hours=1))
    for act in (
        lambda: pin(later, "acme-planned"),
        lambda: move_touch(later, "acme-planned", date(2026, 3, 3), at(date(2026, 3, 3), 10)),
        lambda: confirm(later, "acme-planned"),
    ):
        act()
        stamps.append(_stamps(published(later, tmp_path / "out")))
    assert stamps[0] == stamps[1], "a pin is nothing that the event shows"
    assert [sequence for sequence, _ in stamps] == [0, 0, 1, 2]
    assert stamps[2][1] == later.now()


def _stamps(found: dict[str, Any]) -> tuple[int, datetime]:
    event = found["acme-planned"]
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
    return int(event["SEQUENCE"]), event["DTSTAMP"].dt


def test_a_group_session_is_an_event_without_its_guests(tmp_path: Path) -> None:
    ws = with_calls(tmp_path / "store", planned("acme", at(MONDAY, 15)))
    made = add_session(
        ws, "Ask us", at(MONDAY, 11), where="https://meet.example/ask", topics="News"
    ).sessions[0]
    (file,) = publish(ws, tmp_path / "out", [ws.actor])
    assert (file.calls, file.sessions) == (1, 1)
    event = events(Path(file.file))[made.id]
    assert str(event["SUMMARY"]) == "Ask us"
    assert str(event["LOCATION"]) == "https://meet.example/ask"
    assert str(event["DESCRIPTION"]).splitlines() == ["office hours · 60 min", "News"]
    assert event["DTSTART"].dt == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert event["STATUS"] == "CONFIRMED"
    add_guests(ws, made.id, candidates_named(ws, "acme"))
    (same,) = publish(ws, tmp_path / "out", [ws.actor])
    assert not same.changed
    edit_session(ws, made.id, start=at(MONDAY, 12))
    moved = published(ws, tmp_path / "out")[made.id]
    assert (moved["DTSTART"].dt.hour, moved["SEQUENCE"]) == (11, 1)
    cancel_session(ws, made.id)
    assert published(ws, tmp_path / "out")[made.id]["STATUS"] == "CANCELLED"


def test_a_state_of_the_call_is_one_of_the_event(tmp_path: Path) -> None:
    calls = [planned(name, at(MONDAY, hour)) for name, hour in (("a", 9), ("b", 10), ("c", 15))]
    ws = with_calls(tmp_path / "store", *calls)
    confirm(ws, "b-planned")
    cancel(ws, "c-planned")
    move_touch(ws, "a-planned", date(2026, 3, 4), None)
    found = published(ws, tmp_path / "out")
    assert {key: str(event["STATUS"]) for key, event in found.items()} == {
        "a-planned": "TENTATIVE",
        "b-planned": "CONFIRMED",
        "c-planned": "CANCELLED",
    }
    assert found["a-planned"]["DTSTART"].dt == date(2026, 3, 4)


def test_a_file_is_its_owners_alone_unless_somebody_opened_it(tmp_path: Path) -> None:
    ws = with_calls(tmp_path / "store", planned("acme", at(MONDAY, 15)))
    (one,) = publish(ws, tmp_path / "out", [ws.actor])
    file = Path(one.file)
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    file.chmod(0o640)
    confirm(ws, "acme-planned")
    assert publish(ws, tmp_path / "out", [ws.actor])[0].changed
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [each.name for each in file.parent.iterdir()] == ["ana.ics"]


def test_a_link_that_others_put_there_opens_nothing(tmp_path: Path) -> None:
    ws = with_calls(tmp_path / "store", planned("acme", at(MONDAY, 15)))
    (tmp_path / "out").mkdir()
    (tmp_path / "open").write_text("")
    (tmp_path / "open").chmod(0o666)
    (tmp_path / "out" / "ana.ics").symlink_to(tmp_path / "open")
    file = Path(publish(ws, tmp_path / "out", [ws.actor])[0].file)
    assert (file.is_symlink(), stat.S_IMODE(file.stat().st_mode)) == (False, 0o600)
    assert (tmp_path / "open").read_text() == ""


def test_only_calendars_that_may_be_seen_are_handed_out(tmp_path: Path) -> None:
    hers = account("hers", owner="bo")
    workspace(tmp_path / "store", [*PEOPLE, hers]).close()
    bo = next(each for each in PEOPLE if each.login == "bo")
    ana, lea = opened(tmp_path / "store", "ana"), opened(tmp_path / "store", "lea")
    with pytest.raises(NotPermitted):
        publish(ana, tmp_path / "out", [bo])
    with pytest.raises(NotPermitted):
        calendar_of(ana, [bo], "en")
    assert not (tmp_path / "out").exists()
    assert publish(lea, tmp_path / "out", [bo])[0].person == "bo"


def test_calls_of_several_people_bear_their_names_in_the_readers_language(tmp_path: Path) -> None:
    ws = with_calls(tmp_path / "store", planned("acme", at(MONDAY, 15)))
    lea = opened(tmp_path / "store", "lea")
    (both,) = icalendar.Calendar.from_ical(calendar_of(lea, [PEOPLE[0], PEOPLE[2]], "es")).walk("VEVENT")
    assert str(both["SUMMARY"]).startswith("Ana: acme · ")
    assert "Para el cliente: lun 2 mar 11:00" in str(both["DESCRIPTION"])
    ws.close()


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    ws = with_calls(tmp_path / "store", planned("acme", at(MONDAY, 15)))
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(Refused, match="taken"):
        publish(ws, tmp_path / "taken", [ws.actor])
