"""What the portfolio asks a person: order, groups, kept views, a file's name."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cadence_tui.model.message import message
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.dialogs.views import ask_view
from cadence_tui.views.portfolio_list import (
    GROUP_TITLES,
    GROUPS,
    SCOPE_TITLES,
    SORT_TITLES,
    SORTS,
    Arrangement,
)
from cadence_tui.views.portfolio_row import PortfolioRow
from cadence_tui.workspace.saved_views import PORTFOLIO_VIEWS

if TYPE_CHECKING:
    from cadence_tui.tui.portfolio.view import PortfolioView


def ask_sort(view: "PortfolioView") -> None:
    """Asks for an order."""
    speech = view.cadence.speech
    choices = [Choice(sort, speech.word(SORT_TITLES[sort])) for sort in SORTS]

    def chosen(sort: str | None) -> None:
        if sort is not None:
            view.rearrange(sort=sort)

    view.app.push_screen(
        Picker(speech.say("Order by"), choices, speech, current=view.arrangement.sort), chosen
    )


def ask_group(view: "PortfolioView") -> None:
    """Asks what to group by."""
    speech = view.cadence.speech
    choices = [Choice(group or "none", speech.word(GROUP_TITLES[group])) for group in GROUPS]

    def chosen(group: str | None) -> None:
        if group is not None:
            view.rearrange(group="" if group == "none" else group)

    current = view.arrangement.group or "none"
    view.app.push_screen(Picker(speech.say("Group by"), choices, speech, current=current), chosen)


def ask_kept_view(view: "PortfolioView") -> None:
    """Asks for a kept view, or to keep the present one."""

    def show(kept: Arrangement) -> None:
        view.rearrange(scope=kept.scope, filter=kept.filter, sort=kept.sort, group=kept.group)

    ask_view(view, PORTFOLIO_VIEWS, view.arrangement, lambda each: _told(view, each), show)


def _told(view: "PortfolioView", arrangement: Arrangement) -> str:
    word = view.cadence.speech.word
    parts = [word(SCOPE_TITLES[arrangement.scope]), word(SORT_TITLES[arrangement.sort])]
    if arrangement.group:
        parts.append(word(GROUP_TITLES[arrangement.group]))
    if arrangement.filter:
        parts.append(f"/ {arrangement.filter}")
    return " · ".join(parts)


def ask_export(view: "PortfolioView", rows: Sequence[PortfolioRow]) -> None:
    """Asks for a file and writes the rows into it."""
    from cadence_tui.workspace.portfolio_file import write_portfolio

    speech, names = view.cadence.speech, view.book.names

    def answered(path: str) -> None:
        view.entered()
        if path:
            told = message("{n} accounts written to {path}", n=len(rows), path=path)
            view.perform(
                lambda: write_portfolio(Path(path), rows, names, speech), lambda _: view.frame.tell(told)
            )

    label = speech.plural("file for {n} account:", "file for {n} accounts:", len(rows))
    proposed = f"portfolio-{view.cadence.workspace.today().isoformat()}.csv"
    view.frame.prompt.ask(label, answered, value=proposed, hint=".csv, .md", leave=view.entered)


def copy_row(view: "PortfolioView", row: PortfolioRow) -> None:
    """Copies what the list knows of an account, one figure a line."""
    from cadence_tui.tui.dialogs.copied import copy
    from cadence_tui.views.portfolio_table import table_header, table_rows

    speech = view.cadence.speech
    cells = table_rows([row], view.book.names, speech)[0]
    filled = zip(table_header(speech), cells, strict=True)
    copy(view.frame, "\n".join(f"{title}: {cell}" for title, cell in filled if cell))
