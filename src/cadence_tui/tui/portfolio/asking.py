"""What the portfolio asks a person: order, groups, kept views, a file's name."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import message
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.views.portfolio_list import (
    GROUP_TITLES,
    GROUPS,
    SCOPE_TITLES,
    SORT_TITLES,
    SORTS,
    Arrangement,
)
from cadence_tui.views.portfolio_row import PortfolioRow

if TYPE_CHECKING:
    from cadence_tui.tui.portfolio.view import PortfolioView

_KEEP = "keep"
_FORGET = "forget"
_VIEW = "view:"


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


def ask_view(view: "PortfolioView") -> None:
    """Asks for a kept view, or to keep the present one."""
    from cadence_tui.workspace.saved_views import saved_views

    try:
        kept = saved_views()
    except BadInput as error:
        view.frame.tell(error.message, role="error")
        return
    speech = view.cadence.speech
    choices = [Choice(_VIEW + name, name, _told(view, arrangement)) for name, arrangement in kept.items()]
    choices.append(Choice(_KEEP, speech.say("keep this view …"), _told(view, view.arrangement)))
    if kept:
        choices.append(Choice(_FORGET, speech.say("forget a view …")))

    def chosen(key: str | None) -> None:
        if key == _KEEP:
            _ask_name(view)
        elif key == _FORGET:
            _ask_forgotten(view, kept)
        elif key is not None:
            arrangement = kept[key.removeprefix(_VIEW)]
            view.rearrange(
                scope=arrangement.scope,
                filter=arrangement.filter,
                sort=arrangement.sort,
                group=arrangement.group,
            )

    view.app.push_screen(Picker(speech.say("Views"), choices, speech), chosen)


def _told(view: "PortfolioView", arrangement: Arrangement) -> str:
    word = view.cadence.speech.word
    parts = [word(SCOPE_TITLES[arrangement.scope]), word(SORT_TITLES[arrangement.sort])]
    if arrangement.group:
        parts.append(word(GROUP_TITLES[arrangement.group]))
    if arrangement.filter:
        parts.append(f"/ {arrangement.filter}")
    return " · ".join(parts)


def _ask_name(view: "PortfolioView") -> None:
    from cadence_tui.workspace.saved_views import keep_view

    arrangement = view.arrangement

    def answered(name: str) -> None:
        kept = message("View kept: {name}", name=name)
        view.perform(lambda: keep_view(name, arrangement), lambda _: view.frame.tell(kept))
        view.entered()

    view.frame.prompt.ask(view.cadence.speech.say("name of the view:"), answered, leave=view.entered)


def _ask_forgotten(view: "PortfolioView", kept: dict[str, Arrangement]) -> None:
    from cadence_tui.workspace.saved_views import forget_view

    speech = view.cadence.speech
    choices = [Choice(name, name, _told(view, arrangement)) for name, arrangement in kept.items()]

    def chosen(name: str | None) -> None:
        if name is not None:
            told = message("View forgotten: {name}", name=name)
            view.perform(lambda: forget_view(name), lambda _: view.frame.tell(told))

    view.app.push_screen(Picker(speech.say("Forget a view"), choices, speech), chosen)


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
