"""A card of the board as lines of a column, and the figures over it."""

from collections.abc import Sequence
from typing import NamedTuple

from cadence_tui.tui.spans import Line, fit_line, wrap
from cadence_tui.views.actions import Card, Entry

TITLE_LINES = 2


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
    return [fit_line([edge, *line], size) for line in (first, *rows, *feet)]
