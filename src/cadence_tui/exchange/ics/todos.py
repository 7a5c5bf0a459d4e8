"""Promises as to-dos of iCalendar, as todoman, phones and servers keep them (RFC 5545 VTODO, A4)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cadence_tui.exchange.batches import Batch
from cadence_tui.exchange.dates import day_in, in_utc
from cadence_tui.exchange.directory import Directory
from cadence_tui.exchange.ics.library import icalendar
from cadence_tui.exchange.ics.reading import IcsFile, read_ics, values_of
from cadence_tui.exchange.ics.writing import OWN, new_calendar
from cadence_tui.exchange.json_rows import Cells
from cadence_tui.exchange.promises import KIND, TAGS, Found, Note, Promise, Reading, batch_of
from cadence_tui.model.documents.action import ActionStatus, Priority
from cadence_tui.model.errors import BadInput
from cadence_tui.model.text import fold, plain

STATUSES: Mapping[ActionStatus, str] = {
    "open": "NEEDS-ACTION",
    "in_progress": "IN-PROCESS",
    "blocked": "NEEDS-ACTION",
    "waiting": "NEEDS-ACTION",
    "done": "COMPLETED",
    "dropped": "CANCELLED",
}
_PRIORITIES: Mapping[Priority, int] = {"high": 1, "normal": 5, "low": 9}
_BACK: Mapping[str, ActionStatus] = {
    "NEEDS-ACTION": "open",
    "IN-PROCESS": "in_progress",
    "COMPLETED": "done",
    "CANCELLED": "dropped",
}
COARSE: Mapping[ActionStatus, ActionStatus] = {status: _BACK[word] for status, word in STATUSES.items()}
"""What is left of a status where iCalendar's words for it come back."""
_ALL_DONE = 100
_FIELDS: Mapping[str, str] = {
    "account": "CATEGORIES",
    "title": "SUMMARY",
    "side": "X-CADENCE-SIDE",
    "owner": "X-CADENCE-OWNER",
    "due": "DUE",
    "status": "STATUS",
    "priority": "PRIORITY",
    "blocked_reason": "X-CADENCE-BLOCKED",
    "created": "CREATED",
    "done": "COMPLETED",
    "evidence": "X-CADENCE-EVIDENCE",
    "external_id": "UID",
}
_ENDED = "X-CADENCE-ENDED"
_OURS = (
    *("UID", "DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", "SUMMARY", "DESCRIPTION", "DUE", "STATUS"),
    *("COMPLETED", "PERCENT-COMPLETE", "PRIORITY", "CATEGORIES", "CLASS", "X-CADENCE-ID"),
    *("X-CADENCE-ACCOUNT", "X-CADENCE-SIDE", "X-CADENCE-OWNER", "X-CADENCE-STATUS", "X-CADENCE-BLOCKED"),
    *("X-CADENCE-EVIDENCE", "X-CADENCE-EXTERNAL-ID", _ENDED),
)
"""What we write; all else in a to-do is its other programs' own and stays."""
_BEGIN = re.compile(r"^BEGIN:VTODO\s*$", re.MULTILINE | re.IGNORECASE)


# -- out -----------------------------------------------------------------------------


def todos_bytes(promises: Iterable[Promise]) -> bytes:
    """A calendar of to-dos by creation."""
    made = new_calendar()
    for promise in sorted(promises, key=lambda promise: promise.action.id):
        made.add_component(_component(promise))
    return made.to_ical()


def todo_bytes(promise: Promise) -> bytes:
    """A calendar with one to-do, as a file of a vdir holds it."""
    return todos_bytes([promise])


def todo_bytes_over(there: Any, promise: Promise, zone: ZoneInfo) -> bytes:
    """The same over a to-do as other programs have it: its UID, alarms, and what else is theirs stay.

    So does the hour of the day that it is due, in the zone.
    """
    component = _component(promise, there)
    due = promise.action.due
    is_same_day = due is not None and _day(there, zone) == due.isoformat()
    if is_same_day:
        component["DUE"] = there["DUE"]
    for name, value in there.items():
        # It may be after the new due day, or an hour where that is a day.
        if name.upper() not in _OURS and (is_same_day or name.upper() != "DTSTART"):
            component[name] = value
    for part in there.subcomponents:
        if part.name == "VALARM" and not part.subcomponents:
            component.add_component(part)
    made = new_calendar()
    made.add_component(component)
    return made.to_ical()


def description_of(promise: Promise) -> str:
    """What a to-do says below its title: why it is held up, where dates moved, remarks."""
    texts = (promise.action.blocked_reason, *(note.text for note in promise.notes))
    return "\n".join(plain(text, lines=True).strip() for text in texts if text.strip())


def _component(promise: Promise, there: Any = None) -> Any:
    action, made = promise.action, icalendar().Todo()
    stamp = promise.changed.astimezone(UTC).replace(microsecond=0)
    made.add("uid", text_of(there, "UID") if there is not None else action.id + OWN)
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("created", action.created.astimezone(UTC).replace(microsecond=0))
    made.add("sequence", max(promise.sequence, _number(there, "SEQUENCE")))
    made.add("summary", plain(action.title))
    if description := description_of(promise):
        made.add("description", description)
    if action.due:
        made.add("due", action.due)
    made.add("status", STATUSES[action.status])
    if action.status == "done":
        made.add("completed", (action.done or promise.changed).astimezone(UTC).replace(microsecond=0))
        made.add("percent-complete", _ALL_DONE)
    made.add("priority", _PRIORITIES[action.priority])
    made.add("categories", _categories(promise, there))
    # Customers' names are in it: not for those with whom the calendar is shared.
    made.add("class", "PRIVATE")
    for name, text in _particulars(promise):
        if text:
            # Of names that it does not know the library, and so todoman, keeps the escapes.
            made.add(name, icalendar().vText(plain(text, lines=True)), parameters={"VALUE": "TEXT"})
    return made


def _particulars(promise: Promise) -> Iterator[tuple[str, str]]:
    action = promise.action
    yield "x-cadence-id", action.id
    yield "x-cadence-account", promise.account
    yield "x-cadence-side", action.side
    yield "x-cadence-owner", promise.owner
    yield "x-cadence-status", action.status
    yield "x-cadence-blocked", action.blocked_reason
    yield "x-cadence-evidence", action.evidence
    yield "x-cadence-external-id", action.external_id
    if action.status == "dropped" and action.done:
        # COMPLETED would make a kept promise of it.
        yield _ENDED.lower(), action.done.astimezone(UTC).isoformat()


def _categories(promise: Promise, there: Any) -> list[str]:
    # Several programs take a comma for the end of a category, escaped or not.
    own = [" ".join(plain(promise.account_name).replace(",", " ").split()), *promise.tags]
    known = {*TAGS, fold(own[0]), *(fold(part) for part in promise.account_name.split(","))}
    left = [each for each in categories_of(there) if fold(each) not in known]
    return list(dict.fromkeys(filter(None, [*own, *left])))


# -- in ------------------------------------------------------------------------------


def todo_batch(path: Path, reading: Reading) -> Batch:
    """The promises in a file of to-dos, or its faults."""
    try:
        file = read_ics(path)
    except BadInput as refused:
        faults = list(refused.where)
        return Batch(kind=KIND, drafts=[], faults=faults, fault_count=len(faults), warnings=[])
    lines = [file.text.count("\n", 0, begin.start()) + 1 for begin in _BEGIN.finditer(file.text)]
    todos = list(todos_in(file))
    rows = lines if len(lines) == len(todos) else range(1, len(todos) + 1)
    found = [
        _found(todo, row, reading)
        for row, todo in zip(rows, todos, strict=True)
        if "RECURRENCE-ID" not in todo
    ]
    return batch_of(file.file, found, _FIELDS, reading)


def todos_in(file: IcsFile) -> Iterator[Any]:
    """The to-dos of a file, in its order."""
    return file.components("VTODO")


def shared_cells(todo: Any, zone: ZoneInfo) -> Cells:
    """What every program can change of a to-do, as cells: title, due day, status, priority."""
    return {
        "title": text_of(todo, "SUMMARY"),
        "due": _day(todo, zone),
        "status": status_of(todo),
        "priority": _priority(todo),
    }


def status_of(todo: Any) -> str:
    """A status of ours; of a word that iCalendar does not have the word."""
    word = text_of(todo, "STATUS").strip()
    if not word:
        is_done = "COMPLETED" in todo or _number(todo, "PERCENT-COMPLETE") == _ALL_DONE
        return "done" if is_done else "open"
    return _BACK.get(word.upper(), word)


def text_of(todo: Any, name: str) -> str:
    """The text that a to-do has under a name, inert; the first of several, empty without."""
    found: Any = next(iter(values_of(todo.get(name))), "") if todo is not None else ""
    if isinstance(found, icalendar().prop.vUnknown):
        found = icalendar().vText.from_ical(found.to_ical().decode())
    return plain(str(found), lines=True)


def categories_of(todo: Any) -> list[str]:
    """The categories of a to-do."""
    values = values_of(todo.get("CATEGORIES")) if todo is not None else []
    return [plain(str(each)) for value in values for each in getattr(value, "cats", [value])]


def account_of(todo: Any, directory: Directory) -> str:
    """What a to-do calls its account: as we wrote it, else the category that is an account's name.

    Without one all its categories, for the reader of a fault.
    """
    if written := text_of(todo, "X-CADENCE-ACCOUNT"):
        return written
    named = categories_of(todo)
    known = [
        each for each in named if directory.account_ids(external_id=each) or directory.account_ids(name=each)
    ]
    return known[0] if len(known) == 1 else ", ".join(known or named)


def _found(todo: Any, row: int, reading: Reading) -> Found:
    uid, zone = text_of(todo, "UID"), ZoneInfo(reading.zone)
    is_ours = uid.endswith(OWN) or bool(text_of(todo, "X-CADENCE-ID"))
    cells = shared_cells(todo, zone)
    cells["account"] = account_of(todo, reading.directory)
    for column in ("created", "done"):
        if (instant := _instant(todo, _FIELDS[column], zone)) is not None:
            cells[column] = instant
    if cells["status"] == "dropped" and (ended := text_of(todo, _ENDED)):
        cells["done"] = ended
    if cells["status"] not in ("done", "dropped"):
        cells.pop("done", None)
    if not is_ours:
        cells["external_id"] = uid
        if "theirs" in map(fold, categories_of(todo)):
            cells["side"] = "theirs"
        text = text_of(todo, "DESCRIPTION").strip()
        return Found(row=row, cells=cells, notes=(Note(reading.now, text),) if text else ())
    exact = text_of(todo, "X-CADENCE-STATUS")
    # Still true only where it fits what other programs have made of it since.
    if cells["status"] == next((coarse for status, coarse in COARSE.items() if status == exact), None):
        cells["status"] = exact
    for column in ("side", "owner", "blocked_reason", "evidence"):
        cells[column] = text_of(todo, _FIELDS[column])
    own_id = text_of(todo, "X-CADENCE-ID") or uid.removesuffix(OWN)
    cells["external_id"] = text_of(todo, "X-CADENCE-EXTERNAL-ID") or own_id
    return Found(row=row, cells=cells, id=own_id)


def _day(todo: Any, zone: ZoneInfo) -> str:
    moment = _moment(todo, "DUE")
    if isinstance(moment, datetime):
        return (day_in(moment, zone) if moment.tzinfo else moment.date()).isoformat()
    return moment.isoformat() if isinstance(moment, date) else text_of(todo, "DUE")


def _instant(todo: Any, name: str, zone: ZoneInfo) -> str | None:
    moment = _moment(todo, name)
    if isinstance(moment, datetime):
        return in_utc(moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()
    if isinstance(moment, date):
        return moment.isoformat()
    return text_of(todo, name) if name in todo else None


def _moment(todo: Any, name: str) -> Any:
    """What the library has read under a name; None where it could not, or it is no moment."""
    if any(broken == name for broken, _ in todo.errors):
        return None
    return getattr(next(iter(values_of(todo.get(name))), None), "dt", None)


def _priority(todo: Any) -> str:
    written = text_of(todo, "PRIORITY") or "0"
    if not re.fullmatch(r"[0-9]", written, re.ASCII):
        return written
    number = int(written)
    if number in (0, _PRIORITIES["normal"]):
        return "normal"
    return "high" if number < _PRIORITIES["normal"] else "low"


def _number(todo: Any, name: str) -> int:
    written = text_of(todo, name)
    return int(written) if re.fullmatch(r"[0-9]{1,9}", written, re.ASCII) else 0
