"""A folder of to-dos and the promises of a person, in step both ways; nothing of either side is lost (A4)."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from cadence_tui.model.documents import Action
from cadence_tui.model.errors import NotPermitted
from cadence_tui.model.message import message
from cadence_tui.workspace import todo_sync
from cadence_tui.workspace.actions import (
    add_action,
    assign_action,
    block_action,
    comment_action,
    edit_action,
    finish_action,
    redate_action,
)
from cadence_tui.workspace.calendar_sync import sync_calendar
from cadence_tui.workspace.session import Workspace, act_of
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.todo_sync import SyncedTodos, sync_todos
from tests.workspace.planning_store import MADRID, NOW, account, at, opened, person, planned, workspace

DUE, LATER = date(2026, 3, 9), date(2026, 3, 12)
TODO = Path(sys.executable).parent / "todo"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    people = [person(), person("bo", pod="south"), person("lea", role="lead"), person("rob", role="reader")]
    accounts = [account("Acme, Inc"), account("beta"), account("far", owner="bo", pod="south")]
    return workspace(tmp_path / "store", [*people, *accounts, planned("beta", at(DUE, 15))])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "todos"


@pytest.fixture
def guide(ws: Workspace) -> Action:
    return add_action(ws, "beta", "Enviar la guía; «v2»", due=DUE, priority="high")


def sync(ws: Workspace, folder: Path) -> SyncedTodos:
    return sync_todos(ws, folder, ws.actor)


def now(ws: Workspace, action: Action) -> Action:
    return ws.records.get(Action, action.id)


def shown(folder: Path, action: Action) -> Any:
    (found,) = icalendar.Calendar.from_ical((folder / f"{action.id}@cadence.ics").read_bytes()).walk("VTODO")
    return found


def change_there(folder: Path, action: Action, **fields: Any) -> None:
    """What another program does to the fields of a to-do; None takes one away."""
    file = folder / f"{action.id}@cadence.ics"
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    (found,) = calendar.walk("VTODO")
    for name, value in fields.items():
        found.pop(name, None)
        if value is not None:
            found.add(name, value)
    file.write_bytes(calendar.to_ical())


def write_there(folder: Path, name: str, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    inner = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:phone",
        "BEGIN:VTODO",
        *lines,
        "END:VTODO",
        "END:VCALENDAR",
    ]
    file = folder / name
    file.write_bytes("\r\n".join([*inner, ""]).encode())
    return file


def test_promises_of_a_person_become_to_dos_and_a_second_look_does_nothing(
    ws: Workspace, folder: Path, guide: Action
) -> None:
    theirs = add_action(ws, "beta", "Name a user", side="theirs", owner="Rosa", due=LATER)
    add_action(ws, "beta", "Not mine", owner="lea")
    first = sync(ws, folder)
    assert (first.written, first.made, first.unreadable) == (2, (), ())
    assert {file.name for file in folder.iterdir()} == {f"{each.id}@cadence.ics" for each in (guide, theirs)}
    assert (str(shown(folder, guide)["SUMMARY"]), shown(folder, guide)["DUE"].dt) == (guide.title, DUE)
    seq, before = ws.store.seq, {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    again = sync(ws, folder)
    assert (again.written, again.removed, again.unchanged) == (0, 0, 2)
    assert ({file: file.stat().st_mtime_ns for file in folder.iterdir()}, ws.store.seq) == (before, seq)


def test_what_changed_here_is_written_and_what_is_anothers_is_removed(
    ws: Workspace, folder: Path, guide: Action
) -> None:
    other = add_action(ws, "beta", "Call back")
    sync(ws, folder)
    block_action(ws, guide.id, reason="waits for legal")
    assign_action(ws, other.id, owner="lea")
    after = sync(ws, folder)
    assert (after.written, after.removed) == (1, 1)
    assert [file.name for file in folder.iterdir()] == [f"{guide.id}@cadence.ics"]
    assert "blocked" in shown(folder, guide)["CATEGORIES"].cats
    assert "waits for legal" in str(shown(folder, guide)["DESCRIPTION"])
    assert shown(folder, guide)["SEQUENCE"] == 1


def test_done_there_is_done_here_in_one_act_that_can_be_taken_back(
    ws: Workspace, folder: Path, guide: Action
) -> None:
    sync(ws, folder)
    change_there(folder, guide, STATUS="COMPLETED", **{"PERCENT-COMPLETE": 100})
    seq = ws.store.seq
    assert sync(ws, folder).changed == (guide.id,)
    assert (now(ws, guide).status, now(ws, guide).done) == ("done", NOW)
    assert ws.store.seq == seq + 1
    assert sync(ws, folder).written == 0
    change_there(folder, guide, STATUS="NEEDS-ACTION", COMPLETED=None, **{"PERCENT-COMPLETE": None})
    sync(ws, folder)
    assert now(ws, guide).status == "open"
    undo(ws)
    assert now(ws, guide).status == "done"
    sync(ws, folder)
    assert str(shown(folder, guide)["STATUS"]) == "COMPLETED"


def test_everything_changed_there_at_once_is_one_entry_of_the_log(
    ws: Workspace, folder: Path, guide: Action
) -> None:
    sync(ws, folder)
    there = "She asked twice\nBring \x1b[31m the contract"
    change_there(
        folder,
        guide,
        SUMMARY="Enviar dos guías",
        DUE=LATER,
        PRIORITY=7,
        STATUS="IN-PROCESS",
        DESCRIPTION=there,
    )
    seq = ws.store.seq
    sync(ws, folder)
    after = now(ws, guide)
    assert ws.store.seq == seq + 1
    assert (after.title, after.due, after.priority, after.status) == (
        "Enviar dos guías",
        LATER,
        "low",
        "in_progress",
    )
    [slip] = after.slips
    assert (slip.was, slip.to, slip.by, slip.why) == (DUE, LATER, "ana", "Moved in another calendar")
    assert [each.text for each in after.comments] == ["She asked twice\nBring ␛[31m the contract"]
    assert sync(ws, folder).written == 0


def test_a_status_that_icalendar_lacks_survives_other_changes(
    ws: Workspace, folder: Path, guide: Action
) -> None:
    block_action(ws, guide.id, reason="legal")
    sync(ws, folder)
    change_there(folder, guide, PRIORITY=9)
    sync(ws, folder)
    assert (now(ws, guide).status, now(ws, guide).blocked_reason, now(ws, guide).priority) == (
        "blocked",
        "legal",
        "low",
    )


def test_what_both_changed_stands_as_it_is_here_and_theirs_is_a_remark(
    ws: Workspace, folder: Path, guide: Action
) -> None:
    sync(ws, folder)
    edit_action(ws, guide.id, title="Our title")
    redate_action(ws, guide.id, due=date(2026, 3, 20), why="she asked")
    change_there(folder, guide, SUMMARY="Their title", DUE=LATER, PRIORITY=9)
    synced = sync(ws, folder)
    assert synced.clashed == (guide.id,)
    after = now(ws, guide)
    assert (after.title, after.due, after.priority) == ("Our title", date(2026, 3, 20), "low")
    assert after.comments[-1].text == "In the other calendar: title “Their title”; due 2026-03-12"
    assert str(shown(folder, guide)["SUMMARY"]) == "Our title"
    assert sync(ws, folder).clashed == ()


def test_without_what_was_remembered_nothing_is_done_and_all_is_told(
    ws: Workspace, folder: Path, guide: Action, tmp_path: Path
) -> None:
    sync(ws, folder)
    change_there(folder, guide, STATUS="COMPLETED")
    for file in (tmp_path / "state").rglob("*.json"):
        file.unlink()
    assert sync(ws, folder).clashed == (guide.id,)
    assert now(ws, guide).status == "open"
    assert now(ws, guide).comments[-1].text == "In the other calendar: Done"


def test_a_new_date_for_what_is_closed_here_is_a_remark(ws: Workspace, folder: Path, guide: Action) -> None:
    sync(ws, folder)
    finish_action(ws, guide.id)
    change_there(folder, guide, DUE=LATER)
    sync(ws, folder)
    assert (now(ws, guide).status, now(ws, guide).due, now(ws, guide).slips) == ("done", DUE, ())
    assert now(ws, guide).comments[-1].text == "In the other calendar: due 2026-03-12"
    assert str(shown(folder, guide)["STATUS"]) == "COMPLETED"


def test_deleted_or_cancelled_there_is_told_and_drops_nothing(
    ws: Workspace, folder: Path, guide: Action
) -> None:
    other = add_action(ws, "beta", "Call back")
    sync(ws, folder)
    (folder / f"{guide.id}@cadence.ics").unlink()
    change_there(folder, other, STATUS="CANCELLED")
    synced = sync(ws, folder)
    assert (synced.deleted, synced.cancelled, synced.emptied) == ((guide.id,), (other.id,), False)
    assert now(ws, guide).status == now(ws, other).status == "open"
    assert str(shown(folder, other)["STATUS"]) == "NEEDS-ACTION"
    assert (folder / f"{guide.id}@cadence.ics").exists()
    for file in folder.iterdir():
        file.unlink()
    assert sync(ws, folder).emptied


def test_what_is_done_leaves_after_four_weeks_and_may_be_tidied_up_before(
    ws: Workspace, folder: Path, guide: Action, tmp_path: Path
) -> None:
    other = add_action(ws, "beta", "Call back")
    sync(ws, folder)
    finish_action(ws, guide.id, other.id)
    assert sync(ws, folder).written == 2
    (folder / f"{other.id}@cadence.ics").unlink()
    tidy = sync(ws, folder)
    assert (tidy.written, tidy.deleted) == (0, ())
    later = opened(tmp_path / "store", "ana", now=NOW + timedelta(weeks=5))
    assert sync(later, folder).removed == 1
    assert list(folder.iterdir()) == []


def test_a_to_do_that_names_an_account_becomes_a_promise_once(ws: Workspace, folder: Path) -> None:
    lines = ("UID:phone-1", "SUMMARY:Llevar el contrato", "CATEGORIES:errand,BETA", "DUE;VALUE=DATE:20260309")
    file = write_there(folder, "phone-1.ics", *lines, "DESCRIPTION:two copies", "X-APPLE-SORT-ORDER:7")
    write_there(folder, "private.ics", "UID:phone-2", "SUMMARY:Buy milk")
    write_there(folder, "done.ics", "UID:phone-3", "SUMMARY:Old", "CATEGORIES:beta", "STATUS:COMPLETED")
    write_there(folder, "weekly.ics", "UID:phone-4", "SUMMARY:Report", "CATEGORIES:beta", "RRULE:FREQ=WEEKLY")
    write_there(folder, "others.ics", "UID:phone-5", "SUMMARY:Report", "CATEGORIES:far")
    private = (folder / "private.ics").read_bytes()
    [made] = sync(ws, folder).made
    promise = ws.records.get(Action, made)
    assert (promise.account, promise.title, promise.due) == ("beta", "Llevar el contrato", DUE)
    assert (promise.owner, promise.side, promise.external_id) == ("ana", "ours", "phone-1")
    assert [each.text for each in promise.comments] == ["two copies"]
    assert (folder / "private.ics").read_bytes() == private
    text = file.read_text()
    assert "UID:phone-1\n" in text, "its own program knows it by that"
    assert "X-APPLE-SORT-ORDER:7" in text
    again = sync(ws, folder)
    assert (again.made, again.written) == ((), 0)
    finish_action(ws, made)
    sync(ws, folder)
    assert "STATUS:COMPLETED" in file.read_text()
    assign_action(ws, made, owner="lea")
    assert sync(ws, folder).removed == 0, "the file is the other program's"


def test_what_only_others_know_of_a_to_do_stays(ws: Workspace, folder: Path) -> None:
    lines = (
        "UID:phone-1",
        "SUMMARY:Call",
        "CATEGORIES:beta",
        "DTSTART:garbage",
        "DUE:20260309T143000Z",
        "GEO:1;2",
    )
    alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT10M", "END:VALARM")
    file = write_there(folder, "phone-1.ics", *lines, "X-PHONE;LANG=es:a\\,b", *alarm)
    [made] = sync(ws, folder).made
    assert ws.records.get(Action, made).due == DUE
    text = file.read_text()
    for kept in ("DUE:20260309T143000Z", "GEO:", "X-PHONE;LANG=es:a\\,b", "BEGIN:VALARM", "DTSTART:garbage"):
        assert kept in text
    redate_action(ws, made, due=LATER, why="she asked")
    sync(ws, folder)
    assert "DUE;VALUE=DATE:20260312" in file.read_text()
    assert "DTSTART" not in file.read_text(), "it would be after it, or of another kind"
    assert sync(ws, folder).written == 0


def test_one_of_ours_that_recurs_there_is_left_alone(ws: Workspace, folder: Path, guide: Action) -> None:
    sync(ws, folder)
    file = folder / f"{guide.id}@cadence.ics"
    file.write_bytes(file.read_bytes().replace(b"END:VTODO", b"RRULE:FREQ=DAILY\r\nEND:VTODO"))
    before = file.read_bytes()
    comment_action(ws, guide.id, text="news")
    synced = sync(ws, folder)
    assert (synced.written, synced.removed, synced.deleted) == (0, 0, ())
    assert file.read_bytes() == before


def test_parts_within_parts_do_no_harm(ws: Workspace, folder: Path) -> None:
    deep = ["BEGIN:VALARM"] * 5_000 + ["END:VALARM"] * 5_000
    write_there(folder, "deep.ics", "UID:deep", "SUMMARY:Deep", "CATEGORIES:beta", *deep)
    assert len(sync(ws, folder).made) == 1


def test_faults_leave_their_file_alone(ws: Workspace, folder: Path, guide: Action) -> None:
    sync(ws, folder)
    file = folder / f"{guide.id}@cadence.ics"
    whole = file.read_bytes()
    for broken in (
        b"garbage",
        whole.replace(b"20260309", b"18000101"),
        whole.replace(b"DUE;VALUE=DATE:20260309", b"DUE:00010101T000000Z"),
        whole.replace(b"STATUS:NEEDS-ACTION", b"STATUS:PERHAPS"),
        whole.replace(b"PRIORITY:1", b"PRIORITY:many"),
        b"\r\n".join(line for line in whole.split(b"\r\n") if not line.startswith(b"SUMMARY")),
    ):
        file.write_bytes(broken)
        synced = sync(ws, folder)
        assert (len(synced.unreadable), synced.written, synced.removed) == (1, 0, 0)
        assert file.read_bytes() == broken


def test_what_may_not_be_done_here_is_told_and_waits_there(
    ws: Workspace, folder: Path, guide: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = add_action(ws, "beta", "Call back")
    sync(ws, folder)
    change_there(folder, guide, SUMMARY="Theirs")
    change_there(folder, other, STATUS="COMPLETED")
    real = todo_sync.take_in

    def refusing(given: Workspace, action_id: str, *words: Any) -> Action:
        if action_id == guide.id:
            raise NotPermitted(message("That is not yours"))
        return real(given, action_id, *words)

    monkeypatch.setattr(todo_sync, "take_in", refusing)
    synced = sync(ws, folder)
    assert ([str(each) for each in synced.refused], synced.changed) == (["That is not yours"], (other.id,))
    assert str(shown(folder, guide)["SUMMARY"]) == "Theirs"
    monkeypatch.setattr(todo_sync, "take_in", real)
    assert sync(ws, folder).changed == (guide.id,)
    assert now(ws, guide).title == "Theirs"


def test_a_file_written_meanwhile_waits_for_the_next_sync(
    ws: Workspace, folder: Path, guide: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(ws, folder)
    comment_action(ws, guide.id, text="news")
    real: Callable[..., bool] = Path.read_bytes  # type: ignore[assignment]
    looked: list[Path] = []

    def phone_writes_after_the_first_look(path: Path) -> Any:
        content = real(path)
        if path.suffix == ".ics" and not looked:
            looked.append(path)
            change_there(folder, guide, SUMMARY="Just now")
        return content

    monkeypatch.setattr(Path, "read_bytes", phone_writes_after_the_first_look)
    sync(ws, folder)
    monkeypatch.undo()
    os.environ["XDG_STATE_HOME"] = str(folder.parent / "state")
    sync(ws, folder)
    assert now(ws, guide).title == "Just now"


def test_who_may_not_change_a_calendar_syncs_no_to_dos(ws: Workspace, folder: Path, tmp_path: Path) -> None:
    ana = ws.actor
    for login in ("bo", "rob"):
        with pytest.raises(NotPermitted):
            sync_todos(opened(tmp_path / "store", login), folder, ana)
    assert not folder.exists()
    lea = opened(tmp_path / "store", "lea")
    assert sync_todos(lea, folder, ana).written == 0


def test_calls_and_promises_share_a_folder(ws: Workspace, folder: Path, guide: Action) -> None:
    for _ in range(2):
        calls, promises = sync_calendar(ws, folder, ws.actor), sync(ws, folder)
    assert (calls.unchanged, promises.unchanged) == (1, 1)
    assert len(list(folder.iterdir())) == 2
    assert (calls.busy, calls.unreadable) == (0, ())


# -- with the programs that people use ---------------------------------------------------


@pytest.fixture
def todoman(tmp_path: Path, folder: Path) -> Callable[..., Any]:
    """Runs todoman on the folder."""
    if not TODO.exists():
        pytest.skip("todoman is not installed")
    config = tmp_path / "todoman.py"
    config.write_text(f'path = "{folder}"\ndate_format = "%Y-%m-%d"\ndefault_list = "todos"\n')
    surroundings = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "TZ": "Europe/Madrid"}

    def run(*words: str) -> Any:
        ran = subprocess.run(
            [TODO, "--config", config, *words],
            capture_output=True, text=True, timeout=60, env=surroundings, check=True,
        )  # fmt: skip
        return json.loads(ran.stdout) if "--porcelain" in words else ran.stdout

    return run


def test_todoman_reads_what_we_wrote(
    ws: Workspace, folder: Path, guide: Action, todoman: Callable[..., Any]
) -> None:
    hostile = add_action(
        ws, "Acme, Inc", 'a, b; "c" \\n {d} <e> 🎉 ' + "é" * 80, side="theirs", owner="Rosa, jr"
    )
    block_action(ws, guide.id, reason="espera a «legal», y más")
    sync(ws, folder)
    found = {each["summary"]: each for each in todoman("--porcelain", "list", "--status", "ANY")}
    assert found.keys() == {guide.title, hostile.title}
    mine = found[guide.title]
    assert (datetime.fromtimestamp(mine["due"], MADRID).date(), mine["priority"], mine["completed"]) == (
        DUE,
        1,
        False,
    )
    assert sorted(mine["categories"]) == ["beta", "blocked", "ours"]
    assert mine["description"] == "espera a «legal», y más"
    assert sorted(found[hostile.title]["categories"]) == ["Acme Inc", "theirs"]
    assert found[hostile.title]["due"] is None
    assert todoman("--porcelain", "show", str(mine["id"]))["summary"] == guide.title


def test_what_todoman_does_is_taken_in_without_loss(
    ws: Workspace, folder: Path, guide: Action, todoman: Callable[..., Any]
) -> None:
    other = add_action(ws, "Acme, Inc", "Call, then write", side="theirs", owner="Rosa, jr", due=DUE)
    sync(ws, folder)
    ids = {each["summary"]: str(each["id"]) for each in todoman("--porcelain", "list")}
    todoman("done", ids[guide.title])
    todoman("edit", ids[other.title], "--due", "2026-03-12", "--priority", "low")
    todoman("new", "--category", "beta", "Llevar el contrato")
    synced = sync(ws, folder)
    assert synced.unreadable == synced.refused == ()
    assert now(ws, guide).status == "done"
    assert (now(ws, other).due, now(ws, other).priority, now(ws, other).owner) == (LATER, "low", "Rosa, jr")
    assert ws.records.get(Action, synced.made[0]).title == "Llevar el contrato"
    assert act_of(next(iter(ws.store.log()))).text == "From another calendar: {what}"
    again = sync(ws, folder)
    assert (again.written, again.changed, again.made) == (0, (), ())
    assert {each["summary"] for each in todoman("--porcelain", "list")} == {other.title, "Llevar el contrato"}
