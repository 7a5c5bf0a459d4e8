"""A folder of events and the calls of a person, in step both ways; nothing of either side is lost (P8)."""

import fcntl
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, GroupSession, Touchpoint
from cadence_tui.model.errors import NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.workspace import calendar_sync, publishing, sync_state
from cadence_tui.workspace.calendar_sync import Synced, sync_calendar
from cadence_tui.workspace.group_sessions import add_session, cancel_session, edit_session
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.suggestions import accept_suggestion, drop_suggestion
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.touches import cancel, confirm, move_touch
from tests.exchange.ics.files import event, ics
from tests.workspace.planning_store import account, at, opened, person, planned, workspace

WEDNESDAY, THURSDAY, FRIDAY = date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6)
CALL, NAME = "acme-planned", "acme-planned@cadence.ics"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    people = [person(), person("bo"), person("lea", role="lead"), person("rob", role="reader")]
    calls = [planned("acme", at(WEDNESDAY, 10)), planned("beta", at(WEDNESDAY, 15))]
    return workspace(tmp_path / "store", [*people, account("acme"), account("beta"), *calls])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "calendar"


def sync(ws: Workspace, folder: Path, *, accept_deletions: bool = False) -> Synced:
    return sync_calendar(ws, folder, ws.actor, accept_deletions=accept_deletions)


def now(ws: Workspace, call: str = CALL) -> Touchpoint:
    return ws.records.get(Touchpoint, call)


def shown(folder: Path, name: str = NAME) -> datetime | date:
    (found,) = icalendar.Calendar.from_ical((folder / name).read_bytes()).walk("VEVENT")
    return found["DTSTART"].dt


def move_there(folder: Path, start: datetime | date, name: str = NAME) -> None:
    """What a phone does: its own zone, its own alarm, its own writing."""
    calendar = icalendar.Calendar.from_ical((folder / name).read_bytes())
    (found,) = calendar.walk("VEVENT")
    for field in ("DTSTART", "DTEND", "DURATION"):
        found.pop(field, None)
    found.add("DTSTART", start)
    found.add("DURATION", timedelta(minutes=30) if isinstance(start, datetime) else timedelta(days=1))
    alarm = icalendar.Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", timedelta(minutes=-10))
    found.add_component(alarm)
    (folder / name).write_bytes(calendar.to_ical())


def test_what_a_sync_that_was_killed_left_is_removed_by_a_later_one(ws: Workspace, folder: Path) -> None:
    folder.mkdir()
    old, young, others = (
        folder / name for name in (f".{NAME}.a1b2c3_d", f".{NAME}.e1f2g3_h", ".work.ics.a1b2c3_d")
    )
    for file in (old, young, others):
        file.write_text("BEGIN:VCAL")
    for file in (old, others):
        os.utime(file, (0, 0))
    sync(ws, folder)
    assert not old.exists()
    assert young.exists()
    assert others.exists()


def test_calls_become_events_and_a_second_look_does_nothing(ws: Workspace, folder: Path) -> None:
    first = sync(ws, folder)
    assert (first.written, first.proposed, first.busy) == (2, (), 0)
    assert shown(folder) == at(WEDNESDAY, 10)
    before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    again = sync(ws, folder)
    assert (again.written, again.removed, again.unchanged) == (0, 0, 2)
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == before
    assert ws.store.seq == 0


def test_only_what_changed_here_is_written_and_what_is_gone_is_removed(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    move_touch(ws, CALL, THURSDAY, at(THURSDAY, 16))
    cancel(ws, "beta-planned")
    after = sync(ws, folder)
    assert (after.written, after.removed) == (1, 1)
    assert shown(folder) == at(THURSDAY, 16)
    assert [file.name for file in folder.iterdir()] == [NAME]


def test_moved_there_is_a_proposal_here_until_it_is_accepted(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    move_there(folder, at(THURSDAY, 11))
    there = (folder / NAME).read_bytes()
    assert sync(ws, folder).proposed == (CALL,)
    assert (now(ws).start, now(ws).suggested) == (at(WEDNESDAY, 10), at(THURSDAY, 11))
    assert sync(ws, folder).proposed == (CALL,), "it is still open"
    assert (folder / NAME).read_bytes() == there, "the phone's event does not jump back"
    accept_suggestion(ws, CALL)
    assert (now(ws).date, now(ws).start, now(ws).suggested) == (THURSDAY, at(THURSDAY, 11), None)
    assert sync(ws, folder).written == 1
    assert shown(folder) == at(THURSDAY, 11)
    assert b"BEGIN:VALARM" in (folder / NAME).read_bytes(), "their alarm stays"
    assert sync(ws, folder).written == 0


def test_a_dropped_proposal_moves_the_event_back_and_is_not_made_again(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    move_there(folder, at(THURSDAY, 11))
    sync(ws, folder)
    drop_suggestion(ws, CALL)
    after = sync(ws, folder)
    assert (after.written, after.proposed) == (1, ())
    assert shown(folder) == at(WEDNESDAY, 10)
    assert (sync(ws, folder).proposed, now(ws).suggested) == ((), None)
    with pytest.raises(Refused):
        drop_suggestion(ws, CALL)


def test_moved_on_both_sides_ours_stands_and_theirs_is_the_proposal(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    move_there(folder, at(THURSDAY, 11))
    move_touch(ws, CALL, FRIDAY, at(FRIDAY, 9))
    assert sync(ws, folder).proposed == (CALL,)
    assert shown(folder) == at(FRIDAY, 9)
    assert (now(ws).start, now(ws).suggested) == (at(FRIDAY, 9), at(THURSDAY, 11))
    assert sync(ws, folder).written == 0


def test_moved_there_and_back_takes_the_proposal_back(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    move_there(folder, at(THURSDAY, 11))
    sync(ws, folder)
    move_there(folder, at(WEDNESDAY, 10))
    sync(ws, folder)
    assert now(ws).suggested is None


@pytest.mark.parametrize(
    "start",
    [THURSDAY, datetime(2026, 3, 5, 11, 0), datetime(2026, 3, 5, 10, 0, tzinfo=UTC)],  # noqa: DTZ001
)
def test_a_day_an_hour_without_zone_and_an_instant(ws: Workspace, folder: Path, start: date) -> None:
    sync(ws, folder)
    move_there(folder, start)
    sync(ws, folder)
    accept_suggestion(ws, CALL)
    expected = None if start is THURSDAY else at(THURSDAY, 11)
    assert (now(ws).date, now(ws).start) == (THURSDAY, expected)
    assert sync(ws, folder).proposed == ()


def test_a_place_that_is_not_possible_stays_a_proposal(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    move_there(folder, at(date(2026, 3, 8), 11))
    sync(ws, folder)
    with pytest.raises(Refused, match="no working day"):
        accept_suggestion(ws, CALL)
    assert now(ws).suggested == at(date(2026, 3, 8), 11)


def test_deleted_there_is_told_and_comes_back(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    (folder / NAME).unlink()
    told = sync(ws, folder)
    assert (told.deleted, told.cancelled, told.written) == ((CALL,), (), 1)
    assert (now(ws).status, shown(folder)) == ("planned", at(WEDNESDAY, 10))
    assert sync(ws, folder).deleted == ()


def test_deletions_are_accepted_when_that_is_asked_for(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    (folder / NAME).unlink()
    told = sync(ws, folder, accept_deletions=True)
    assert (told.cancelled, now(ws).status, now(ws, "beta-planned").status) == (
        (CALL,),
        "cancelled",
        "planned",
    )
    assert [file.name for file in folder.iterdir()] == ["beta-planned@cadence.ics"]
    undo(ws)
    assert sync(ws, folder).written == 1


def test_what_came_back_can_be_cancelled_afterwards(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    (folder / NAME).unlink()
    sync(ws, folder)
    sync(ws, folder)
    told = sync(ws, folder, accept_deletions=True)
    assert (told.deleted, told.cancelled, told.removed) == ((CALL,), (CALL,), 1)
    assert (now(ws).status, now(ws, "beta-planned").status) == ("cancelled", "planned")
    assert not (folder / NAME).exists()


def test_what_came_back_and_was_moved_since_stays(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    for name in (NAME, "beta-planned@cadence.ics"):
        (folder / name).unlink()
        sync(ws, folder)
    move_there(folder, at(THURSDAY, 11))
    move_touch(ws, "beta-planned", THURSDAY, at(THURSDAY, 16))
    assert sync(ws, folder, accept_deletions=True).cancelled == ()
    assert sync(ws, folder, accept_deletions=True).cancelled == ()


def test_what_came_back_long_ago_stays(ws: Workspace, folder: Path, tmp_path: Path) -> None:
    move_touch(ws, CALL, FRIDAY + timedelta(days=14), at(FRIDAY + timedelta(days=14), 10))
    sync(ws, folder)
    (folder / NAME).unlink()
    sync(ws, folder)
    later = opened(tmp_path / "store", "ana", now=ws.now() + timedelta(days=8))
    assert sync(later, folder, accept_deletions=True).cancelled == ()


def test_an_empty_folder_cancels_nothing(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    shutil.rmtree(folder)
    with pytest.raises(Refused, match="All calls are gone"):
        sync(ws, folder, accept_deletions=True)
    assert now(ws).status == "planned"
    told = sync(ws, folder)
    assert (told.written, told.emptied) == (2, True)
    assert sync(ws, folder, accept_deletions=True).cancelled == (), "nor afterwards"


def test_a_group_session_stands_there_as_here(ws: Workspace, folder: Path) -> None:
    made = add_session(ws, "Ask us", at(FRIDAY, 11)).sessions[0]
    name = f"{made.id}@cadence.ics"
    sync(ws, folder)
    move_there(folder, at(FRIDAY, 16), name)
    found = sync(ws, folder)
    assert (found.restored, found.proposed, found.busy) == ((made.id,), (), 0)
    assert shown(folder, name) == at(FRIDAY, 11)
    (folder / name).unlink()
    found = sync(ws, folder, accept_deletions=True)
    assert (found.restored, found.deleted, found.cancelled) == ((made.id,), (), ())
    assert ws.records.get(GroupSession, made.id).status == "planned"
    assert (sync(ws, folder).written, shown(folder, name)) == (0, at(FRIDAY, 11))
    edit_session(ws, made.id, start=at(FRIDAY, 12))
    found = sync(ws, folder)
    assert (found.written, found.restored, shown(folder, name)) == (1, (), at(FRIDAY, 12))
    cancel_session(ws, made.id)
    assert sync(ws, folder).removed == 1
    assert not (folder / name).exists()


def test_others_events_are_busy_times_and_to_dos_are_left_alone(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    dentist = event("DTSTART:20260305T080000Z", "DTEND:20260305T093000Z")
    ics(folder / "dentist.ics", dentist)
    to_do = ics(folder / "milk.ics", "BEGIN:VTODO\nUID:t\nSUMMARY:Milk\nEND:VTODO\n")
    assert sync(ws, folder).busy == 1
    assert [span.start for span in ws.records.busy_times("ana")] == [at(THURSDAY, 9)]
    kept = ws.store.seq
    assert (sync(ws, folder).busy, ws.store.seq) == (1, kept)
    assert to_do.exists()
    (folder / "dentist.ics").unlink()
    sync(ws, folder)
    assert ws.records.busy_times("ana") == ()


def test_a_file_that_cannot_be_read_is_named_left_and_no_deletion(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    (folder / NAME).write_bytes(b"BEGIN:VCALENDAR\r\nBEGIN:VEV")
    (folder / "broken.ics").write_text("no calendar")
    told = sync(ws, folder, accept_deletions=True)
    assert [NAME in str(each) for each in told.unreadable] == [True, False]
    assert (told.deleted, told.written, now(ws).status) == ((), 0, "planned")
    assert (folder / NAME).read_bytes().endswith(b"BEGIN:VEV")


def test_a_lost_memory_makes_proposals_and_loses_nothing(ws: Workspace, folder: Path, state: Path) -> None:
    sync(ws, folder)
    move_there(folder, at(THURSDAY, 11))
    shutil.rmtree(state)
    assert sync(ws, folder).proposed == (CALL,)
    shutil.rmtree(state)
    assert sync(ws, folder).proposed == (CALL,), "it is still open"
    cancel(ws, "beta-planned")
    shutil.rmtree(state)
    assert sync(ws, folder).removed == 1


@pytest.mark.parametrize("written", [0, 1, 2])
@pytest.mark.parametrize("remembers", [True, False])
def test_stopped_anywhere_it_ends_up_in_the_same_place(
    ws: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch, written: int, remembers: bool
) -> None:
    sync(ws, folder)
    move_there(folder, at(THURSDAY, 11))
    move_touch(ws, CALL, FRIDAY, at(FRIDAY, 9))
    confirm(ws, "beta-planned")
    left = iter([True] * written)

    def full(file: Path, content: bytes) -> bool:
        if not next(left, False):
            raise Refused("No space left on device")
        return publishing.put(file, content)

    def forgetful(*_: object, **__: object) -> None:
        raise Refused("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(calendar_sync, "put", full)
        if not remembers:
            patched.setattr(sync_state, "write_out", forgetful)
        stopped = pytest.raises(Refused, match="No space") if written < 2 or not remembers else nullcontext()
        with stopped:
            sync(ws, folder)
    assert now(ws).suggested == at(THURSDAY, 11)
    sync(ws, folder)
    assert (now(ws).start, now(ws).suggested, shown(folder)) == (
        at(FRIDAY, 9),
        at(THURSDAY, 11),
        at(FRIDAY, 9),
    )
    assert sync(ws, folder).written == 0


def test_what_another_program_writes_meanwhile_is_not_written_over(
    ws: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(ws, folder)
    confirm(ws, CALL)
    cancel(ws, "beta-planned")
    reckon = calendar_sync.changes_of_entries

    def interrupted(ws: Workspace) -> object:
        move_there(folder, at(THURSDAY, 11))
        move_there(folder, at(THURSDAY, 12), "beta-planned@cadence.ics")
        return reckon(ws)

    with monkeypatch.context() as patched:
        patched.setattr(calendar_sync, "changes_of_entries", interrupted)
        told = sync(ws, folder)
    assert (told.written, told.removed, shown(folder)) == (0, 0, at(THURSDAY, 11))
    told = sync(ws, folder)
    assert (told.proposed, told.removed, now(ws).suggested) == ((CALL,), 1, at(THURSDAY, 11))


def test_two_at_once_are_one_after_the_other(ws: Workspace, folder: Path, state: Path) -> None:
    sync(ws, folder)
    (lock,) = state.rglob("*.lock")
    with lock.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Refused, match="Another sync"):
            sync(ws, folder)
    assert sync(ws, folder).unchanged == 2


def test_events_are_private_and_memory_is_too(ws: Workspace, folder: Path, state: Path) -> None:
    sync(ws, folder)
    files = [*folder.iterdir(), *state.rglob("*.json")]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_what_is_over_is_nobodys_to_move(ws: Workspace, folder: Path, tmp_path: Path) -> None:
    sync(ws, folder)
    later = opened(tmp_path / "store", "ana", now=ws.now() + timedelta(days=4))
    move_there(folder, at(date(2026, 3, 10), 11))
    (folder / "beta-planned@cadence.ics").unlink()
    told = sync(later, folder, accept_deletions=True)
    assert (told.proposed, told.deleted) == ((), ())
    assert now(later).status == now(later, "beta-planned").status == "planned"


def test_a_call_that_another_takes_over_leaves_the_folder(ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    touch = now(ws)
    ws.commit(message("Handed over"), edits=[(touch, replace(touch, owner="bo"))])
    assert sync(ws, folder).removed == 1
    assert ws.records.get(Account, "acme").owner == "ana"


@pytest.mark.parametrize(("who", "allowed"), [("bo", False), ("rob", False), ("lea", True)])
def test_whose_calls_may_be_synced(
    ws: Workspace, folder: Path, tmp_path: Path, who: str, allowed: bool
) -> None:
    other = opened(tmp_path / "store", who)
    if allowed:
        assert sync_calendar(other, folder, ws.actor).written == 2
        return
    with pytest.raises(NotPermitted):
        sync_calendar(other, folder, ws.actor)
    assert not folder.exists()
    with pytest.raises(NotPermitted):
        accept_suggestion(other, CALL)


def khal(folder: Path, config: Path, *words: str, zone: str = "Europe/Madrid") -> list[str]:
    """What khal prints, to somebody in a zone."""
    config.write_text(
        f"[calendars]\n[[work]]\npath = {folder}\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"local_timezone = {zone}\ndefault_timezone = {zone}\n"
        f"[sqlite]\npath = {config.parent / 'khal.db'}\n[default]\ndefault_calendar = work\n"
    )
    program = Path(sys.executable).parent / "khal"
    ran = subprocess.run(
        [program, "-c", config, *words], capture_output=True, text=True, timeout=60, check=True
    )
    return [line for line in ran.stdout.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Europe/Madrid", date(2026, 3, 27), date(2026, 3, 30)),
        ("America/New_York", date(2026, 3, 6), date(2026, 3, 9)),
        ("America/Sao_Paulo", date(2026, 3, 27), date(2026, 3, 30)),
    ],
)
def test_khal_shows_calls_at_their_hour_on_both_sides_of_a_change(
    tmp_path: Path, folder: Path, zone: str, before: date, after: date
) -> None:
    starts = [datetime(day.year, day.month, day.day, 15, tzinfo=ZoneInfo(zone)) for day in (before, after)]
    calls = [
        replace(planned(f"c{start:%m%d}", start), date=start.date(), start=start.astimezone(UTC))
        for start in starts
    ]
    accounts = [account(call.account) for call in calls]
    ws = workspace(tmp_path / "store", [person(timezone=zone), *accounts, *calls])
    sync(ws, folder)
    form = "{start-date} {start-time}-{end-time} {title}"
    listed = khal(
        folder, tmp_path / "khal.conf", "list", "--day-format", "", "--format", form, "2026-03-02", "40d",
        zone=zone,
    )  # fmt: skip
    assert listed == [f"{start:%Y-%m-%d} 15:00-15:30 c{start:%m%d} · Check-in" for start in starts]


def test_what_khal_adds_is_busy_time(tmp_path: Path, ws: Workspace, folder: Path) -> None:
    sync(ws, folder)
    khal(folder, tmp_path / "khal.conf", "new", "2026-03-30 10:00", "90m", "Dentist")
    assert sync(ws, folder).busy == 1
    (span,) = ws.records.busy_times("ana")
    assert (span.start, span.end) == (at(date(2026, 3, 30), 10), at(date(2026, 3, 30), 11, 30))
