"""Imports: a table of one kind becomes drafts of documents, or the list of all that is wrong with it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cadence_tui.exchange.batches import Batch, Draft, repetitions, report_repetition
from cadence_tui.exchange.columns import Matched, match_columns
from cadence_tui.exchange.directory import Directory
from cadence_tui.exchange.faults import Faults
from cadence_tui.exchange.subjects import SUBJECTS, Entry, Scope
from cadence_tui.exchange.tables import Table
from cadence_tui.exchange.unreadable import Unreadable
from cadence_tui.exchange.values import Column, cell_text, reader
from cadence_tui.exchange.words import kind_rule
from cadence_tui.locale.speech import speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.exchange import ColumnRule

_ABSENT = object()
_FAULTY = object()
# An empty text, date or amount clears its field; an empty choice leaves it as it is.
_SAYS_NOTHING = ("choice", "language", "timezone", "hours", "share")


def parse(
    kind: str,
    table: Table,
    directory: Directory,
    *,
    today: date,
    language: str,
    mapping: Mapping[str, str] | None = None,
) -> Batch:
    """The drafts in a table of a kind (`words.kinds()`), and every fault in it (X7, contract "CSV").

    `language` words the texts that the import itself writes; `mapping` is the user's (`columns.read_map`).
    Faults are returned, not raised, so that a dry run can show them beside the warnings.
    """
    faults = Faults(table.file)
    matched = match_columns(kind, table.header, mapping or {}, faults)
    warnings = [*table.warnings, *matched.warnings]
    if faults.total:
        return _batch(kind, [], faults, warnings)
    headers = {column: table.header[place] for column, place in matched.places.items()}
    scope = Scope(kind_rule(kind), headers, directory, today, speech(language), faults, warnings)
    drafts = SUBJECTS[kind](_entries(table, matched, scope), scope)
    for draft, other in repetitions(drafts):
        report_repetition(faults, draft, other)
    return _batch(kind, drafts, faults, warnings)


def _entries(table: Table, matched: Matched, scope: Scope) -> list[Entry]:
    """The rows without a fault; columns are read whole, for the rest of one may decide how to read a cell."""
    read = {
        column: _read_column(table, place, scope.rule.columns[column], scope)
        for column, place in matched.places.items()
    }
    entries: list[Entry] = []
    for place, row in enumerate(table.rows):
        values = {column: cells[place] for column, cells in read.items() if cells[place] is not _ABSENT}
        if _FAULTY not in values.values():
            entries.append(Entry(row.number, values))
    return entries


def _read_column(table: Table, place: int, rule: ColumnRule, scope: Scope) -> list[Any]:
    lines = rule.type == "note"
    cells = [
        None if row.cells[place] is None else cell_text(row.cells[place] or "", lines=lines)
        for row in table.rows
    ]
    read = reader(Column(rule, list(filter(None, cells)), scope.directory))
    known: dict[str, Any] = {}
    values: list[Any] = []
    for row, cell in zip(table.rows, cells, strict=True):
        if not cell:
            values.append(_blank(cell, rule, row.number, table.header[place], scope.faults))
            continue
        if cell not in known:
            known[cell] = _value(read, cell)
        value = known[cell]
        if isinstance(value, Unreadable):
            scope.faults.add(value.expected, row=row.number, field=table.header[place], found=cell)
            value = _FAULTY
        values.append(value)
    return values


def _value(read: Any, cell: str) -> Any:
    try:
        return read(cell)
    except Unreadable as unreadable:
        return unreadable


def _blank(cell: str | None, rule: ColumnRule, row: int, field: str, faults: Faults) -> Any:
    if rule.required:
        faults.add(message("a value; this column may not be empty"), row=row, field=field)
        return _FAULTY
    silent = rule.type in _SAYS_NOTHING and not rule.clears
    return _ABSENT if cell is None or silent else None


def _batch(kind: str, drafts: list[Draft], faults: Faults, warnings: list[Message]) -> Batch:
    listed = sorted(faults.listed, key=lambda where: where.row or 0)
    return Batch(kind=kind, drafts=drafts, faults=listed, fault_count=faults.total, warnings=warnings)
