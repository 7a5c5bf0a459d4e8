"""What happened while somebody was away, as a page."""

from typing import TYPE_CHECKING

from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.cover_lines import return_head, return_lines
from cadence_tui.views.names import Names, names_of
from cadence_tui.views.words import Words
from cadence_tui.workspace.handover import while_away

if TYPE_CHECKING:
    from datetime import date

    from cadence_tui.practice.while_away import Return
    from cadence_tui.tui.view import View


def show_return(view: "View", person: str = "", day: "date | None" = None) -> None:
    """The page; enter on an account opens it."""
    ws = view.cadence.workspace

    def read() -> "tuple[Return, Names]":
        return while_away(ws, person, day), names_of(ws.rules.touch_model, ws.records.people())

    def show(found: "tuple[Return, Names]") -> None:
        news, names = found
        words = Words(speech=view.cadence.speech, names=names, zone=ws.actor.timezone)
        lines = page_lines(return_lines(news, words))
        accounts = {each.account.id for each in news.accounts}
        reading = Reading(return_head(news, words), lines, view.cadence.speech)
        view.app.push_screen(reading, lambda key: _open(view, key, accounts))

    view.read(read, show, group="meanwhile")


def _open(view: "View", key: str | None, accounts: set[str]) -> None:
    from cadence_tui.tui.account.view import AccountPage

    if key in accounts:
        view.frame.open(AccountPage(str(key)))
