"""Faults of a file, gathered so that a person can mend them all in one go."""

from collections.abc import Sequence
from typing import Any

from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import excerpt

LISTED = 200


class Faults:
    """The first faults of a file in full (`listed`), and how many there are (`total`)."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.listed: list[Where] = []
        self.total = 0

    def add(
        self, expected: Message | str, *, row: int | None = None, field: str = "", found: str = ""
    ) -> None:
        """Notes one fault: where, what stood there, what should."""
        self.total += 1
        if len(self.listed) < LISTED:
            where = Where(
                file=self.file, row=row, field=excerpt(field), found=excerpt(found), expected=expected
            )
            self.listed.append(where)

    def raise_any(self) -> None:
        """Raises BadInput if there are faults."""
        if self.total:
            raise refusal(self.listed, self.total)


def bad(
    file: str, expected: Message, *, row: int | None = None, field: str = "", found: str = ""
) -> BadInput:
    """The refusal of a file for a single fault."""
    faults = Faults(file)
    faults.add(expected, row=row, field=field, found=found)
    return refusal(faults.listed, 1)


def refusal(listed: Sequence[Where], total: int) -> BadInput:
    """The refusal of a file: how many faults, the first in words, and all that are listed."""
    first = listed[0]
    if total == 1:
        return BadInput(
            message("{file} cannot be read. {fault}", file=first.file, fault=sentence(first)), listed
        )
    text = message(
        "{file} cannot be read: {n} faults. The first: {fault}",
        file=first.file,
        n=total,
        fault=sentence(first),
    )
    return BadInput(text, listed)


def sentence(where: Where) -> Message:
    """A fault in words, for the line of a list; the file is not repeated."""
    figures = {"row": where.row, "field": where.field, "found": where.found, "expected": where.expected}
    if where.row is None:
        return _without_row(where, figures)
    if not where.field:
        return message("Row {row}: found “{found}”, expected {expected}", **figures)
    if not where.found:
        return message("Row {row}, {field}: nothing there, expected {expected}", **figures)
    return message("Row {row}, {field}: found “{found}”, expected {expected}", **figures)


def _without_row(where: Where, figures: dict[str, Any]) -> Message:
    if where.field and where.found:
        return message("{field}: found “{found}”, expected {expected}", **figures)
    if where.field:
        return message("{field}: nothing there, expected {expected}", **figures)
    if where.found:
        return message("Found “{found}”, expected {expected}", **figures)
    return message("Expected {expected}", **figures)
