"""What an import found in its files: drafts of documents, faults, warnings."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import NODEFAULT, Struct, field, structs

from cadence_tui.exchange.faults import Faults, refusal
from cadence_tui.model.documents import KINDS
from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.exchange import KindRule

# Lists to which every file may add.
_ADDING = ("weeks", "leave")


class Draft(Struct, kw_only=True):
    """A document as one row (or several) would have it.

    `fields` holds JSON values ready for the document, and only those that the file names; None stands for
    the field's default. `initial` is for new documents alone. `id` is the document meant, when parsing could
    tell; else `external_id` and `natural` (the values of the kind's `unique` fields) find it. `label` names
    the column by which a repetition is reported.
    """

    kind: str
    file: str
    row: int
    label: str
    fields: dict[str, Any]
    natural: tuple[str, ...]
    external_id: str = ""
    id: str = ""
    initial: dict[str, Any] = field(default_factory=dict[str, Any])


class Batch(Struct, kw_only=True):
    """The drafts of one kind of import with every fault (the first 200 in full) and what else to tell."""

    kind: str
    drafts: list[Draft]
    faults: list[Where]
    fault_count: int
    warnings: list[Message]

    def refusal(self) -> BadInput | None:
        """The error to raise if the files have faults; an import is all or nothing."""
        return refusal(self.faults, self.fault_count) if self.faults else None


def join(batches: Sequence[Batch]) -> Batch:
    """Batches of one kind (at least one) from several files as one.

    A document in two of them is a fault, but for what adds up, weeks of usage and leave: there the later file
    has the last word.
    """
    joined = Batch(kind=batches[0].kind, drafts=[], faults=[], fault_count=0, warnings=[])
    for batch in batches:
        joined.drafts += batch.drafts
        joined.faults += batch.faults
        joined.fault_count += batch.fault_count
        joined.warnings += batch.warnings
    if any(name in draft.fields for draft in joined.drafts[:1] for name in _ADDING):
        joined.drafts = _added_up(joined.drafts)
        return joined
    for draft, other in repetitions(joined.drafts):
        if draft.file != other.file:
            faults = Faults(draft.file)
            report_repetition(faults, draft, other)
            joined.faults += faults.listed
            joined.fault_count += faults.total
    return joined


def _added_up(drafts: Iterable[Draft]) -> list[Draft]:
    sums: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        first = sums.setdefault(draft.natural, draft)
        if first is not draft:
            adding = next(name for name in _ADDING if name in draft.fields)
            longer = [*first.fields[adding], *draft.fields[adding]]
            sums[draft.natural] = structs.replace(first, fields={**first.fields, adding: longer})
    return list(sums.values())


def repetitions(drafts: Iterable[Draft]) -> list[tuple[Draft, Draft]]:
    """Drafts that mean the document of an earlier one, each with that one.

    Equal natural keys are two documents only where each has an external id of its own.
    """
    found: list[tuple[Draft, Draft]] = []
    by_id: dict[str, Draft] = {}
    by_external: dict[str, Draft] = {}
    by_natural: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        same = by_id.get(draft.id) or by_external.get(draft.external_id)
        alike = by_natural.setdefault(draft.natural, draft)
        if same is None and alike is not draft and not (draft.external_id and alike.external_id):
            same = alike
        if same is not None:
            found.append((draft, same))
        if draft.id:
            by_id.setdefault(draft.id, draft)
        if draft.external_id:
            by_external.setdefault(draft.external_id, draft)
    return found


def report_repetition(faults: Faults, draft: Draft, other: Draft) -> None:
    """Adds the fault of a draft that repeats another."""
    found = draft.external_id or " · ".join(filter(None, draft.natural))
    if draft.file == other.file:
        expected = message("each one once; row {row} is the same", row=other.row)
    else:
        expected = message("each one once; {file} has it in row {row}", file=other.file, row=other.row)
    faults.add(expected, row=draft.row, field=draft.label, found=found)


def natural_key(rule: KindRule, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The values that tell one document of a kind from another, defaults filled in."""
    defaults = defaults_of(rule.document)
    return tuple(str(fields.get(name) or defaults.get(name, "")) for name in rule.unique)


@cache
def defaults_of(document: str) -> dict[str, Any]:
    """The default values of a kind of document by field, as far as a field has one."""
    fields = structs.fields(KINDS[document])
    return {each.name: each.default for each in fields if each.default is not NODEFAULT}
