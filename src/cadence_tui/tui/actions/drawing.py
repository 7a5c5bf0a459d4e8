"""A card of the board as lines of a column, and the figures over it."""

from collections.abc import Sequence
from typing import NamedTuple

from cadence_tui.tui.spans import Line, fit_line, width_of, wrap
from cadence_tui.views.action_lines import SEPARATOR
from cadence_tui.views.actions import Card, Entry

TITLE_LINES = 2
_READABLE = 5
"""Cells of a part that is cut."""


class Tally(NamedTuple):
    """How many cards, and how many of them late."""

    cards: int
    late: int


def tally_of(entries: Sequence[Entry]) -> Tally:
    """The figures of a column."""
    held = [entry for entry in entries if isinstance(entry, Card)]
    return Tally(len(held), sum(card.late_days > 0 for card in held))


def draw_card(words: Sequence[Line], size: int, *, marked: bool) -> list[Line]:
    """First line, title and last lines in so many cells; every last line but one costs the title a line."""
    first, title, *feet = words
    edge = ("+" if marked else " ", "mark")
    most = TITLE_LINES + 1 - len(feet)
    rows = wrap(title, size - 2)
    if len(rows) > most:
        rows = [*rows[: most - 1], fit_line([*rows[most - 1], ("…", "")], size - 2)]
    fitted = (first, *rows, *(fit_parts(foot, size - 1) for foot in feet))
    return [fit_line([edge, *line], size) for line in fitted]


def fit_parts(line: Line, size: int) -> Line:
    """A line of parts with dots between them, without those at its end that do not fit.

    The first one left out is cut, if enough of it is left to be read.
    """
    kept: Line = []
    for part in line:
        room = size - width_of(kept)
        if width_of([part]) <= room:
            kept.append(part)
            continue
        if not kept or (kept[-1] == SEPARATOR and room >= _READABLE):
            return [*kept, *fit_line([part], room)]
        break
    return kept[:-1] if kept and kept[-1] == SEPARATOR else kept
