"""Busy times as drafts of an import: from rows, or unfolded from an iCalendar file (P8)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from cadence_tui.exchange.batches import Batch, Draft, natural_key
from cadence_tui.exchange.ics.busy import Whose, busy_spans
from cadence_tui.exchange.ics.reading import read_ics
from cadence_tui.exchange.ics.writing import OWN
from cadence_tui.exchange.words import kind_rule
from cadence_tui.model.documents import BusySpan
from cadence_tui.model.errors import BadInput
from cadence_tui.practice.working_time import joined_spans

KIND = "busy"


def busy_batch(path: Path, person: str, source: str, whose: Whose) -> Batch:
    """The one draft that an iCalendar file is: the busy times of a person from one source, or its fault."""
    try:
        spans = busy_spans([read_ics(path)], whose, own=OWN)
    except BadInput as refused:
        faults = list(refused.where)
        return Batch(kind=KIND, drafts=[], faults=faults, fault_count=len(faults), warnings=[])
    fields = {"person": person, "source": source, "spans": busy_value(spans)}
    draft = Draft(
        kind=KIND,
        file=str(path),
        row=1,
        label="source",
        fields=fields,
        natural=natural_key(kind_rule(KIND), fields),
    )
    return Batch(kind=KIND, drafts=[draft], faults=[], fault_count=0, warnings=[])


def busy_value(spans: Iterable[BusySpan]) -> list[Any]:
    """Spans as a document has them."""
    return msgspec.to_builtins(list(joined_spans(spans)))
