"""Promises as tasks of Taskwarrior: the JSON of `task import` and `task export` (A4)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import msgspec

from cadence_tui.exchange.batches import Batch
from cadence_tui.exchange.dates import day_in
from cadence_tui.exchange.encoding import JSON_SUFFIXES, inspect
from cadence_tui.exchange.faults import bad
from cadence_tui.exchange.json_faults import shown
from cadence_tui.exchange.json_rows import Cells
from cadence_tui.exchange.promises import KIND, Found, Note, Promise, Reading, batch_of
from cadence_tui.model.clock import FIRST_YEAR, LAST_YEAR
from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import ActionStatus, Priority
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import fold, plain

LIMIT_BYTES = 10_000_000
_OWN_TASKS = UUID("6b1f6a54-6f37-5c0e-9f5d-0c7b6f1d2a90")
"""The namespace of the uuids that are made of our ids: the same promise is the same task everywhere."""
_STATUSES: Mapping[ActionStatus, str] = {
    "open": "pending",
    "in_progress": "pending",
    "blocked": "pending",
    "waiting": "waiting",
    "done": "completed",
    "dropped": "deleted",
}
_BACK: Mapping[str, ActionStatus] = {
    "pending": "open",
    "waiting": "open",
    "completed": "done",
    "deleted": "dropped",
}
_PRIORITIES: Mapping[Priority, str] = {"high": "H", "normal": "M", "low": "L"}
_PRIORITIES_BACK: Mapping[str, Priority] = {"H": "high", "M": "normal", "L": "low", "": "normal"}
_HELD_UP = ("blocked", "waiting")
_FIELDS: Mapping[str, str] = {
    "account": "project",
    "title": "description",
    "side": "cadenceside",
    "owner": "cadenceowner",
    "due": "due",
    "status": "status",
    "priority": "priority",
    "blocked_reason": "cadenceblocked",
    "created": "entry",
    "done": "end",
    "evidence": "cadenceevidence",
    "external_id": "uuid",
}
_TASK = re.compile(r'"(?:uuid|description|entry)"\s*:')
_SECOND = timedelta(seconds=1)
_Task = dict[str, Any]


# -- out -----------------------------------------------------------------------------


def tasks_json(promises: Iterable[Promise], zone: str) -> Iterator[bytes]:
    """The bytes of a file for `task import`, a task per line; a due day ends with its beginning in the zone.

    Importing it again changes nothing: uuids are made of ids.
    """
    separator = b"[\n"
    for promise in promises:
        yield separator + msgspec.json.encode(_task(promise, ZoneInfo(zone)))
        separator = b",\n"
    yield b"[\n]\n" if separator == b"[\n" else b"\n]\n"


def task_uuid(action: Action) -> str:
    """The uuid of a promise: that of the task it came from, else one made of its id."""
    try:
        return str(UUID(action.external_id))
    except ValueError:
        return str(uuid5(_OWN_TASKS, action.id))


def _task(promise: Promise, zone: ZoneInfo) -> _Task:
    action = promise.action
    due = datetime.combine(action.due, time(), zone) if action.due else None
    waits = action.status == "waiting" and due is not None
    ended = (action.done or promise.changed) if _STATUSES[action.status] in ("completed", "deleted") else None
    started = (action.status_since or action.created) if action.status == "in_progress" else None
    task: _Task = {
        "uuid": task_uuid(action),
        "description": plain(action.title),
        # What waits without a day would be hidden for ever.
        "status": "waiting" if waits else _STATUSES[action.status].replace("waiting", "pending"),
        "entry": _stamp(action.created),
        "modified": _stamp(promise.changed),
        "start": _stamp(started),
        "end": _stamp(ended),
        "due": _stamp(due),
        "wait": _stamp(due if waits else None),
        "project": plain(promise.account_name),
        "priority": _PRIORITIES[action.priority],
        "tags": list(promise.tags),
        "annotations": list(_annotations(promise)),
        "cadenceid": action.id,
        "cadenceaccount": plain(promise.account),
        "cadenceside": action.side,
        "cadenceowner": plain(promise.owner),
        "cadencestatus": action.status,
        "cadenceblocked": plain(action.blocked_reason),
        "cadenceevidence": plain(action.evidence),
        "cadenceexternal": plain(action.external_id),
    }
    return {name: value for name, value in task.items() if value}


def _annotations(promise: Promise) -> Iterator[dict[str, str]]:
    # Taskwarrior knows annotations by their second: two of one second would be one.
    last = datetime.min.replace(tzinfo=UTC)
    for note in sorted(promise.notes, key=lambda note: note.at):
        at = note.at.astimezone(UTC).replace(microsecond=0)
        last = max(at, last + _SECOND) if last > datetime.min.replace(tzinfo=UTC) else at
        yield {"entry": _stamp(last), "description": plain(note.text)}


def _stamp(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") if moment else ""


# -- in ------------------------------------------------------------------------------


def is_taskwarrior(path: Path) -> bool:
    """Whether a JSON file begins as `task export` writes it."""
    if path.suffix.lower() not in JSON_SUFFIXES:
        return False
    try:
        sample = inspect(path, LIMIT_BYTES).sample
    except BadInput:
        # What is wrong with it is told by whoever reads it.
        return False
    return '"uuid"' in sample and '"description"' in sample and _TASK.search(sample) is not None


def task_batch(path: Path, reading: Reading) -> Batch:
    """The promises in a file that `task export` wrote, or its faults."""
    try:
        source = inspect(path, LIMIT_BYTES)
        tasks = _tasks(path.read_text(encoding=source.encoding), source.file)
        wanted = [(row, task) for row, task in tasks if task.get("status") != "recurring"]
        found = [_found(task, row, source.file, reading) for row, task in wanted]
    except BadInput as refused:
        faults = list(refused.where)
        return Batch(kind=KIND, drafts=[], faults=faults, fault_count=len(faults), warnings=[])
    warnings: list[Message] = list(source.warnings)
    if left := len(tasks) - len(wanted):
        warnings.append(message("Tasks that only say how others recur are not read: {n}", n=left))
    return batch_of(source.file, found, _FIELDS, reading, warnings)


def _tasks(text: str, file: str) -> list[tuple[int, _Task]]:
    expected = message("tasks as “task export” writes them")
    try:
        if text.lstrip().startswith("["):
            values = list(enumerate(msgspec.json.decode(text, type=list[Any]), start=1))
        else:
            lines = enumerate(text.splitlines(), start=1)
            values = [(row, msgspec.json.decode(line.rstrip(","))) for row, line in lines if line.strip()]
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
        raise bad(file, expected, found=text) from None
    for row, value in values:
        if not isinstance(value, dict):
            raise bad(file, expected, row=row, found=shown(value))
    return cast("list[tuple[int, _Task]]", values)


def _found(task: _Task, row: int, file: str, reading: Reading) -> Found:
    def text(name: str) -> str:
        value = task.get(name)
        if value is None:
            return ""
        if isinstance(value, str | int | float):
            return plain(str(value), lines=True)
        raise bad(file, message("text"), row=row, field=name, found=shown(value))

    tags = [fold(str(tag)) for tag in _listed(task, "tags", row, file)]
    coarse = _BACK.get(text("status"))
    cells: Cells = {
        "title": text("description"),
        "account": text("cadenceaccount") or text("project"),
        "due": _day(text("due"), ZoneInfo(reading.zone)),
        "status": _exact(coarse, text("cadencestatus"), text("start"), tags) if coarse else text("status"),
        "priority": _PRIORITIES_BACK.get(text("priority"), text("priority")),
    }
    if entry := text("entry"):
        cells["created"] = _instant(entry)
    if coarse in ("done", "dropped") and text("end"):
        cells["done"] = _instant(text("end"))
    if own_id := text("cadenceid"):
        for column in ("side", "owner", "blocked_reason", "evidence"):
            cells[column] = text(_FIELDS[column])
        cells["external_id"] = text("cadenceexternal") or own_id
        return Found(row=row, cells=cells, id=own_id)
    cells["external_id"] = text("uuid")
    if "theirs" in tags:
        cells["side"] = "theirs"
    notes = [_note(each, row, file, reading) for each in _listed(task, "annotations", row, file)]
    return Found(row=row, cells=cells, notes=tuple(note for note in notes if note.text))


def _exact(coarse: ActionStatus, word: str, started: str, tags: list[str]) -> ActionStatus:
    if coarse != "open":
        return coarse
    held = word if word in _HELD_UP else next((tag for tag in _HELD_UP if tag in tags), "")
    if held:
        return cast("ActionStatus", held)
    return "in_progress" if started else "open"


def _listed(task: _Task, name: str, row: int, file: str) -> list[Any]:
    value = task.get(name)
    if value is None:
        return []
    if isinstance(value, str):
        return [each for each in value.split(",") if each]
    if not isinstance(value, list):
        raise bad(file, message("a list"), row=row, field=name, found=shown(value))
    return cast("list[Any]", value)


def _note(value: Any, row: int, file: str, reading: Reading) -> Note:
    if not isinstance(value, dict):
        raise bad(file, message("a list of remarks with entry and description"), row=row, field="annotations")
    note = cast("dict[str, Any]", value)
    at = _moment(str(note.get("entry", "")))
    if at is None or not FIRST_YEAR <= at.year <= LAST_YEAR:
        at = reading.now
    return Note(min(at, reading.now), plain(str(note.get("description", ""))).strip())


def _day(written: str, zone: ZoneInfo) -> str:
    moment = _moment(written)
    return day_in(moment, zone).isoformat() if moment else written


def _instant(written: str) -> str:
    moment = _moment(written)
    return moment.isoformat() if moment else written


def _moment(written: str) -> datetime | None:
    """An instant as Taskwarrior writes it; a date alone is the midnight that UTC has."""
    try:
        moment = datetime.fromisoformat(written)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
