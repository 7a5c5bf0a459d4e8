"""Imports files into the store: all of them or nothing, in one transaction (X7)."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from cadence_tui.exchange.batches import Batch, join
from cadence_tui.exchange.busy import KIND as BUSY
from cadence_tui.exchange.busy import busy_batch
from cadence_tui.exchange.columns import read_map
from cadence_tui.exchange.ics.todos import todo_batch
from cadence_tui.exchange.imports import parse
from cadence_tui.exchange.merge import ImportPlan, Planned, plan_changes
from cadence_tui.exchange.promises import KIND as PROMISES
from cadence_tui.exchange.promises import Reading
from cadence_tui.exchange.tables import read_table
from cadence_tui.exchange.taskwarrior import is_taskwarrior, task_batch
from cadence_tui.exchange.words import kinds
from cadence_tui.model.documents import Account
from cadence_tui.model.documents.person import Role
from cadence_tui.model.errors import Refused, WrongUsage
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.store.patch import diff, fields_of
from cadence_tui.store.protocol import Change
from cadence_tui.workspace.busy import whose_time
from cadence_tui.workspace.directory import StoreDirectory
from cadence_tui.workspace.import_notes import wish_notes
from cadence_tui.workspace.ledger import require_reach
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.signal_counts import Counts

_EVIDENCE = frozenset({"usage", "tickets", "surveys", "contacts"})
"""What signals are drawn from."""
_CALENDARS = frozenset({".ics", ".ical", ".ifb"})
# Roles and absences of others decide what people may do and what the planner may ask of them.
_LEADS_ONLY: dict[str, tuple[Role, ...]] = {"people": ("admin",), "leave": ("lead", "admin")}


class _Calendar(Struct, frozen=True):
    """What is said of an iCalendar file beside it."""

    person: str
    source: str


class Imported(Struct, frozen=True, kw_only=True):
    """The counts of the contract, what a person should know beside them, and what the rules saw in it."""

    created: int
    updated: int
    unchanged: int
    warnings: list[Message]
    signals: Counts = Counts()


def import_files(
    ws: Workspace,
    kind: str,
    files: Sequence[Path],
    *,
    language: str,
    mapping: Path | None = None,
    dry: bool = False,
    person: str = "",
    source: str = "",
) -> Imported:
    """Imports files of one kind; `dry` only tells what would happen. `mapping` is a file for `read_map`.

    Busy times come as iCalendar too: then they are those of `person`, by login, name or id (else the actor),
    and known by `source` (else the file's name); read again, they replace those of the same source. Promises
    come as iCalendar and as tasks of Taskwarrior too; a date that a file moves is a slip.

    Importing again what was imported changes nothing. Raises BadInput with every fault, WrongUsage for a
    kind that there is not, Refused for admins who would take their own role, NotPermitted, for promises with
    accounts of other pods too, Conflict, StoreError.
    """
    if kind not in kinds():
        text = message("There is no import of {kind}; there is: {kinds}", kind=kind, kinds=", ".join(kinds()))
        raise WrongUsage(text)
    ws.require_writer()
    if kind in _LEADS_ONLY:
        ws.require(*_LEADS_ONLY[kind])
    directory = StoreDirectory(ws)
    if person or source:
        _require_calendars(kind, files)
    batch = _batch(ws, kind, files, directory, language, mapping, _Calendar(person, source))
    if kind == BUSY:
        _require_own(ws, batch)
    plan = plan_changes(batch, directory, now=ws.now())
    _keep_an_admin(ws, plan)
    _require_own_promises(ws, plan)
    warnings = [*plan.warnings, *wish_notes(ws, plan.changes, language)]
    signals = Counts()
    if not dry and plan.changes:
        _write(ws, kind, files, plan)
        signals = _look(ws) if kind in _EVIDENCE else signals
    return Imported(
        created=plan.created,
        updated=plan.updated,
        unchanged=plan.unchanged,
        warnings=warnings,
        signals=signals,
    )


def _look(ws: Workspace) -> Counts:
    # Loaded here: most imports hold nothing that signals are drawn from.
    from cadence_tui.workspace.signal_look import look_for_signals

    return look_for_signals(ws)


def _keep_an_admin(ws: Workspace, plan: ImportPlan) -> None:
    # Whoever imports people is an admin, so that one stays.
    for change in plan.changes:
        if change.kind == "person" and change.id == ws.actor.id and change.document["role"] != "admin":
            raise Refused(message("Nobody can take the role of admin from themselves; another admin can"))


def _require_own_promises(ws: Workspace, plan: ImportPlan) -> None:
    """A file changes no promises that its bringer could not change by hand."""
    meant: set[tuple[str, str]] = set()
    for change in plan.changes:
        if change.kind == "action":
            before = ws.store.get("action", change.id) if change.id else None
            meant.add((change.document["account"], before.get("owner", "") if before else ""))
    for account, owner in sorted(meant):
        require_reach(ws, ws.records.get(Account, account), owner)


def _batch(
    ws: Workspace,
    kind: str,
    files: Sequence[Path],
    directory: StoreDirectory,
    language: str,
    mapping: Path | None,
    calendar: _Calendar,
) -> Batch:
    columns = read_map(mapping, kind) if mapping else None
    today = ws.today()

    def read(file: Path) -> Batch:
        if kind == BUSY and _is_calendar(file):
            return _busy_of(ws, file, calendar)
        if kind == PROMISES and (reader := _promise_reader(file)):
            return reader(file, _reading(ws, directory, language))
        return parse(kind, read_table(file), directory, today=today, language=language, mapping=columns)

    return join([read(file) for file in files])


def _promise_reader(file: Path) -> Callable[[Path, Reading], Batch] | None:
    if _is_calendar(file):
        return todo_batch
    return task_batch if is_taskwarrior(file) else None


def _reading(ws: Workspace, directory: StoreDirectory, language: str) -> Reading:
    who = {"zone": ws.actor.timezone, "by": ws.actor.id}
    return Reading(directory=directory, existing=directory, language=language, now=ws.now(), **who)


def _is_calendar(file: Path) -> bool:
    return file.suffix.lower() in _CALENDARS


def _require_calendars(kind: str, files: Sequence[Path]) -> None:
    if kind != BUSY or not all(map(_is_calendar, files)):
        raise WrongUsage(message("--person and --source go with: import busy FILE.ics"))


def _busy_of(ws: Workspace, file: Path, calendar: _Calendar) -> Batch:
    person = ws.records.person(calendar.person) if calendar.person else ws.actor
    return busy_batch(file, person.id, plain(calendar.source).strip() or file.name, whose_time(ws, person))


def _require_own(ws: Workspace, batch: Batch) -> None:
    """A CSM brings in their own calendar, a lead or admin everybody's."""
    if {draft.fields["person"] for draft in batch.drafts} - {ws.actor.id}:
        ws.require("lead", "admin")


def _write(ws: Workspace, kind: str, files: Sequence[Path], plan: ImportPlan) -> None:
    why = message(
        "Import of {kind}: {created} new, {updated} changed ({files})",
        kind=kind,
        created=plan.created,
        updated=plan.updated,
        files=", ".join(file.name for file in files),
    )
    ws.commit_changes(why, list(_changes(ws, plan.changes)))


def _changes(ws: Workspace, planned: Sequence[Planned]) -> Iterator[Change]:
    for each in planned:
        if each.id is None:
            yield Change(kind=each.kind, id=ws.new_id(), set=fields_of(each.document))
            continue
        before: dict[str, Any] | None = ws.store.get(each.kind, each.id)
        after = _with_slip(ws, each, before) if each.kind == "action" and before else each.document
        change = diff(each.kind, before, after)
        if change is not None:
            yield change


def _with_slip(ws: Workspace, planned: Planned, before: dict[str, Any]) -> dict[str, Any]:
    """The document of a promise, with the slip that a moved date is, and since when its status holds."""
    after, at = dict(planned.document), ws.now().isoformat()
    was, to = before.get("due"), after.get("due")
    if was and was != to:
        why = plain(Path(planned.file).name)
        slip = {"was": was, "to": to, "by": ws.actor.id, "why": why, "at": at}
        after["slips"] = [*before.get("slips", ()), slip]
    if before.get("status", "open") != after.get("status", "open"):
        after["status_since"] = at
    return after
