"""Rows of the portfolio as a file for other programs: CSV, or Markdown where the name says so."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from cadence_tui.exchange.exports import export_markdown
from cadence_tui.exchange.formulas import guarded
from cadence_tui.locale import Speech
from cadence_tui.views.names import Names
from cadence_tui.views.portfolio_row import PortfolioRow
from cadence_tui.views.portfolio_table import table_header, table_rows
from cadence_tui.workspace.outfile import write_out

_MARKDOWN = (".md", ".markdown")


def write_portfolio(path: Path, rows: Sequence[PortfolioRow], names: Names, speech: Speech) -> None:
    """Writes the rows to a new file. Raises Refused when there is one already or it cannot be written."""
    header, cells = table_header(speech), table_rows(rows, names, speech)
    if path.suffix.lower() in _MARKDOWN:
        lines = export_markdown(speech.say("Portfolio"), header, cells)
    else:
        lines = _csv([header, *cells])
    write_out(path.expanduser(), (line.encode() for line in lines))


def _csv(table: Iterable[Sequence[str]]) -> Iterable[str]:
    for cells in table:
        buffer = StringIO(newline="")
        csv.writer(buffer, lineterminator="\n").writerow([guarded(cell) for cell in cells])
        yield buffer.getvalue()
