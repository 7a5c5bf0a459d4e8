"""The table of feasibility: its columns, and the cells of a person before and after."""

from collections.abc import Callable, Sequence
from typing import get_args

from rich.cells import cell_len

from cadence_tui.locale import Speech
from cadence_tui.model.text import plain
from cadence_tui.practice.feasibility.load import PersonLoad, Verdict
from cadence_tui.tui.spans import Cell, Line, fit_line
from cadence_tui.tui.widgets.table import Column
from cadence_tui.views.feasibility import PersonRow, loaded
from cadence_tui.views.feasibility_lines import break_cell, verdict_cell, weeks_cell
from cadence_tui.views.feasibility_tables import Part
from cadence_tui.views.feasibility_words import change, share_text
from cadence_tui.views.words import Words

_LEAST_NAME = 8
_CHANGED = "→ "


def feasibility_columns(speech: Speech) -> tuple[Column, ...]:
    """Columns of the people; what there is least room for leaves first."""
    say, words = speech.say, Words(speech=speech)
    verdict = max(cell_len(words.word("verdict", each)) for each in get_args(Verdict)) + len(_CHANGED)
    return (
        Column(id="name", title=say("Name"), width=12, grow=2, most=26),
        Column(id="accounts", title=say("Accts"), width=7, right=True, drop=3),
        Column(id="asked", title=say("Asked, min"), width=15, right=True, drop=2),
        Column(id="has", title=say("Has, min"), width=8, right=True, drop=4),
        Column(id="load", title=say("Asked, %"), width=11, right=True),
        Column(id="weeks", title=say("Weeks"), width=13, most=52, drop=5),
        Column(id="verdict", title=say("Verdict"), width=verdict),
        Column(id="breaks", title=say("Breaks"), width=15),
        Column(id="calls", title=say("Calls/4 wk"), width=9, right=True, drop=1),
        Column(id="ratio", title=say("Guideline"), width=6, right=True, drop=6),
    )


def feasibility_cells(row: PersonRow, words: Words) -> Sequence[Cell]:
    """The cells of a person."""
    speech = words.speech
    return (
        plain(row.name),
        _change(row, lambda load: speech.number(load.accounts)),
        _change(row, lambda load: speech.number(load.asked)),
        _change(row, lambda load: speech.number(load.has)),
        _change(row, lambda load: share_text(loaded(load), speech)),
        weeks_cell(row.now),
        verdict_cell(row, words),
        break_cell(row, speech),
        _change(row, lambda load: speech.number(round(load.calls.four_weeks))),
        share_text(row.ratio.filled if row.ratio else None, speech),
    )


def part_lines(part: Part, room: int) -> list[Line]:
    """A table of the page as lines of so many cells; names give way."""
    rows = (part.header, *part.rows)
    widths = [max(cell_len(plain(row[place])) for row in rows) for place in range(len(part.header))]
    widths[0] = min(widths[0], max(_LEAST_NAME, room - sum(2 + width for width in widths[1:])))
    lines: list[Line] = [[(part.title, "title")]]
    lines += [[(part.note, "dim")]] if part.note else []
    for number, row in enumerate(rows):
        line: Line = []
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            spans: Line = [(plain(cell), "head" if not number else "")]
            line += [("  " if place else "", ""), *fit_line(spans, width, right=place in part.right)]
        lines.append(line)
    return [*lines, []]


def _change(row: PersonRow, told: Callable[[PersonLoad], str]) -> str:
    return change(told(row.was) if row.was else None, told(row.now) if row.now else None)
