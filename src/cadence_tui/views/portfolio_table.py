"""The portfolio as a plain table for files and clipboards: one text a cell, dates and figures unrounded."""

from collections.abc import Iterable

from cadence_tui.locale import Speech
from cadence_tui.views.names import Names
from cadence_tui.views.portfolio_row import PortfolioRow
from cadence_tui.views.vocabulary import word_of


def table_header(speech: Speech) -> list[str]:
    """The titles of the columns."""
    say = speech.say
    return [
        say("column|Account"),
        say("column|External id"),
        say("column|Health"),
        say("column|Score"),
        say("column|Known"),
        say("column|Four weeks"),
        say("column|Segment"),
        say("column|Stage"),
        say("column|ARR"),
        say("column|Currency"),
        say("column|Last contact"),
        say("column|Next contact"),
        say("column|Renewal"),
        say("column|Open promises"),
        say("column|Late promises"),
        say("column|Attention"),
        say("column|Owner"),
    ]


def table_rows(rows: Iterable[PortfolioRow], names: Names, speech: Speech) -> list[list[str]]:
    """The cells of each account, in the order of the header."""
    return [_cells(row, names, speech) for row in rows]


def _cells(row: PortfolioRow, names: Names, speech: Speech) -> list[str]:
    return [
        row.name,
        row.external_id,
        word_of("band", row.band, speech),
        "" if row.score is None else str(row.score),
        f"{row.coverage:.2f}",
        "" if row.delta is None else str(row.delta),
        names.title("segment", row.segment, speech),
        names.title("stage", row.stage, speech),
        str(row.arr.amount) if row.arr else "",
        row.arr.currency if row.arr else "",
        row.last_touch.isoformat() if row.last_touch else "",
        row.next_touch.date.isoformat() if row.next_touch else "",
        row.renewal.isoformat() if row.renewal else "",
        str(row.open_actions),
        str(row.overdue_actions),
        f"{row.attention:.1f}",
        names.person(row.owner) if row.owner else "",
    ]
