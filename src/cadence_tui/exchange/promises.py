"""Promises as files of other programs carry them: names instead of ids, and back as rows of a table (A4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from cadence_tui.exchange.batches import Batch, Draft
from cadence_tui.exchange.directory import Directory, Existing
from cadence_tui.exchange.faults import Faults
from cadence_tui.exchange.formulas import guarded
from cadence_tui.exchange.imports import parse
from cadence_tui.exchange.json_rows import Cells
from cadence_tui.exchange.tables import table_of
from cadence_tui.model.documents import Action
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain

KIND = "actions"
TAGS = ("ours", "theirs", "blocked", "waiting")
"""What programs that know no sides and no reasons can filter by."""


class Note(Struct, frozen=True):
    """A sentence about a promise, and when it was written."""

    at: datetime
    text: str


class Promise(Struct, frozen=True, kw_only=True):
    """A promise with what a file calls its account and owner: `account` by external id or name, `owner` by
    login where it is ours.

    `notes` are remarks and moved dates, worded. `changed` and `sequence` are when it was changed last and how
    often, as far as a file shows it.
    """

    action: Action
    account: str
    account_name: str
    owner: str
    owner_name: str
    notes: tuple[Note, ...]
    changed: datetime
    sequence: int

    @property
    def tags(self) -> tuple[str, ...]:
        """Its side, and what holds it up."""
        status = self.action.status
        return (self.action.side, *((status,) if status in TAGS else ()))


class Found(Struct, frozen=True, kw_only=True):
    """A promise of a file: its row, cells by column of the contract, and its id here if it came from here.

    `notes` are what others wrote about it.
    """

    row: int
    cells: Cells
    id: str = ""
    notes: tuple[Note, ...] = ()


class Reading(Struct, frozen=True, kw_only=True):
    """What a file of promises is read against; `by` is who brings it in."""

    directory: Directory
    existing: Existing
    language: str
    zone: str
    by: str
    now: datetime


def batch_of(
    file: str,
    found: Sequence[Found],
    fields: Mapping[str, str],
    reading: Reading,
    warnings: Sequence[Message] = (),
) -> Batch:
    """The drafts in a file; `fields` is what the format calls the columns of the contract.

    What came from here is known by its id, and keeps what other programs do not carry.
    """
    rows = ((each.row, _named(each.cells, fields)) for each in found)
    try:
        table = table_of(file, rows, warnings)
    except BadInput as refused:
        return Batch(
            kind=KIND, drafts=[], faults=list(refused.where), fault_count=len(refused.where), warnings=[]
        )
    mapping = {column: name for column, name in fields.items() if name in table.header}
    today = reading.now.date()
    batch = parse(KIND, table, reading.directory, today=today, language=reading.language, mapping=mapping)
    faults = Faults(file)
    by_row = {each.row: each for each in found}
    for draft in batch.drafts:
        _claim(draft, by_row[draft.row], fields, reading, faults)
    batch.faults += faults.listed
    batch.fault_count += faults.total
    return batch


def _named(cells: Cells, fields: Mapping[str, str]) -> Cells:
    # A table takes the guard of a formula away, which these formats do not have.
    return {fields[column]: cell if cell is None else guarded(cell) for column, cell in cells.items()}


def _claim(draft: Draft, found: Found, fields: Mapping[str, str], reading: Reading, faults: Faults) -> None:
    here = reading.existing.document("action", found.id) if found.id else None
    if here is None:
        if not found.id:
            draft.initial["comments"] = [_comment(note, reading) for note in found.notes]
        return
    draft.id = found.id
    draft.fields.pop("external_id", None)
    if draft.fields["account"] != here["account"]:
        expected = message("the account that it belongs to here: promises stay with their account")
        faults.add(expected, row=draft.row, field=fields["account"], found=found.cells["account"] or "")


def _comment(note: Note, reading: Reading) -> dict[str, Any]:
    at = note.at.isoformat()
    return {"by": reading.by, "at": at, "text": plain(note.text, lines=True).strip()}
