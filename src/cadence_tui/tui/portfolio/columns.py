"""The columns of the portfolio and their cells."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from cadence_tui.locale import Speech
from cadence_tui.tui.spans import Cell
from cadence_tui.tui.widgets.table import Column
from cadence_tui.views import portfolio_cells as cells
from cadence_tui.views.names import Names
from cadence_tui.views.portfolio_list import GroupHead
from cadence_tui.views.portfolio_row import TREND_WEEKS, PortfolioRow, counted

Listed = PortfolioRow | GroupHead


def columns(speech: Speech, *, owner: bool) -> list[Column]:
    """The columns in their order; the owner's only where accounts of several people are listed."""
    say = speech.say
    shown = [
        Column(id="health", title=say("column|Health"), width=9),
        Column(id="trend", title=say("column|12 weeks"), width=TREND_WEEKS, drop=4),
        Column(id="account", title="  " + say("column|Account"), width=19, grow=3, most=44),
        Column(id="segment", title=say("column|Segment"), width=10, grow=1, drop=7, most=16),
        Column(id="stage", title=say("column|Stage"), width=11, grow=1, drop=8, most=20),
        Column(id="arr", title=say("column|ARR"), width=9, right=True, drop=6),
        Column(id="last", title=say("column|Last"), width=5, right=True, drop=5),
        Column(id="next", title="  " + say("column|Next"), width=11, drop=1),
        Column(id="renewal", title=say("column|Renews"), width=6, right=True, drop=2),
        Column(id="promises", title=say("column|Promises"), width=11, drop=3),
    ]
    if owner:
        shown.append(Column(id="owner", title=say("column|Owner"), width=12, grow=1, drop=9, most=24))
    return shown


def key_of(listed: Listed) -> str:
    """The key of a row: the account's id, or that of the head of a group."""
    return listed.key if isinstance(listed, GroupHead) else listed.id


def cell_maker(
    speech: Speech,
    names: Callable[[], Names],
    today: Callable[[], date],
    zone: str,
    covered: Callable[[], Collection[str]],
) -> Callable[[Listed], Sequence[Cell]]:
    """Makes the cells of a row in the order of the columns."""

    def make(listed: Listed) -> Sequence[Cell]:
        if isinstance(listed, GroupHead):
            return _head(listed.title, counted(listed.count, listed.former, speech))
        day = today()
        return (
            cells.health_cell(listed),
            cells.trend_cell(listed),
            cells.account_cell(listed, covered=listed.id in covered()),
            cells.segment_cell(listed, names(), speech),
            cells.stage_cell(listed, names(), speech),
            cells.revenue_cell(listed, speech),
            cells.last_cell(listed, speech, day),
            cells.next_cell(listed, speech, day, zone),
            cells.renewal_cell(listed, speech, day),
            cells.promises_cell(listed, speech),
            cells.owner_cell(listed, names()),
        )

    return make


def _head(title: str, count: str) -> Sequence[Cell]:
    return ("", "", [(title, "title"), (f"  {count}", "dim")], "", "", "", "", "", "", "", "")
