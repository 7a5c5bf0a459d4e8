"""What leads said: to the reader about their own items, and in signed reviews (A3)."""

from collections.abc import Callable

from cadence_tui.locale import Speech
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.view import View
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.review_record import record_lines, session_line
from cadence_tui.views.said import said_lines
from cadence_tui.workspace.ledger_reading import read_page
from cadence_tui.workspace.review_page import plain_item, read_item_page
from cadence_tui.workspace.review_reading import subject_of
from cadence_tui.workspace.review_record import record_reader, signed_review, signed_reviews
from cadence_tui.workspace.review_said import read_said, set_heard
from cadence_tui.workspace.session import Workspace

_MOST_REVIEWS = 50


def show_said(view: View, heard: Callable[[], None]) -> None:
    """Lays over the view what leads said to the reader, what is new first; for leads signed reviews, too.

    `heard` is called once it is no longer new.
    """
    ws, speech = view.cadence.workspace, view.cadence.speech

    def lines() -> list[TextLine]:
        said = read_said(ws)
        set_heard(ws)
        told = said_lines(said, record_reader(ws, speech))
        if ws.actor.role not in ("lead", "admin"):
            return told
        return [*told, BLANK, *_reviews(ws, speech)] if said else _reviews(ws, speech)

    _lay(view, speech.say("What the lead said"), lines, heard)


def show_records(view: View) -> None:
    """Lays the signed reviews over the view, the newest first."""
    ws, speech = view.cadence.workspace, view.cadence.speech
    _lay(view, speech.say("Signed reviews"), lambda: _reviews(ws, speech))


def _reviews(ws: Workspace, speech: Speech) -> list[TextLine]:
    who, found = record_reader(ws, speech), signed_reviews(ws)[:_MOST_REVIEWS]
    if not found:
        return [line((speech.say("No review is signed yet."), "dim"))]
    return [heading(speech.say("Signed reviews")), *(session_line(review, who) for review in found)]


def _lay(
    view: View, title: str, read: Callable[[], list[TextLine]], shown: Callable[[], None] | None = None
) -> None:
    """Shows lines over a view; a keyed one opens, and closing that comes back."""

    def show(lines: list[TextLine]) -> None:
        if shown is not None:
            shown()
        view.app.push_screen(Reading(title, page_lines(lines), view.cadence.speech), opened)

    def opened(key: str | None) -> None:
        if key:
            kind, _, item = key.partition(":")
            view.read(lambda: _page(view, kind, item), lay_page, group="said-page")

    def lay_page(lines: list[TextLine]) -> None:
        reading = Reading(title, page_lines(lines), view.cadence.speech)
        view.app.push_screen(reading, lambda _: view.read(read, show, group="said"))

    view.read(read, show, group="said")


def _page(view: View, kind: str, item: str) -> list[TextLine]:
    ws, speech = view.cadence.workspace, view.cadence.speech
    if kind == "review":
        return record_lines(signed_review(ws, item), record_reader(ws, speech))
    if kind == "action":
        return read_page(ws, item, speech, history=True)
    subject = subject_of(ws, item)
    return read_item_page(ws, plain_item(ws, subject), (), speech)
