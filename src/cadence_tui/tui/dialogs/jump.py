"""Jumps to an account, a person, a promise, a call, or to anything that was written."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cadence_tui.tui.dialogs.finder import Finder, Goal
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.lines import line
from cadence_tui.views.names import names_of
from cadence_tui.workspace.destinations import destinations
from cadence_tui.workspace.search import asked, document_texts, index_apart, index_now

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame
    from cadence_tui.workspace.search_index import SearchIndex

_PARTS = {"account": "overview", "contact": "people"}
_RECORDS = frozenset({"call", "touchpoint", "survey", "ticket"})


def jump(frame: "Frame") -> None:
    """Asks where to, and opens it."""
    workspace, speech = frame.cadence.workspace, frame.speech
    finder = Finder(speech, lambda text: asked(workspace, text, speech.language))
    # Open at once: what is typed after the key belongs to the search, not to the list below.
    frame.app.push_screen(finder, _opener(frame))
    frame.read(frame.view, lambda: destinations(workspace), finder.know_names, group="jump")
    _bring_texts(frame, finder)


def _bring_texts(frame: "Frame", finder: Finder) -> None:
    """The index of what was read before, with what came since; or one that is read now, beside all else."""
    workspace, known = frame.cadence.workspace, frame.written

    def keep(index: "SearchIndex") -> None:
        frame.written = index
        finder.know_texts(index)

    def read_anew() -> None:
        path, clock = workspace.store.path, workspace.clock
        frame.compute(frame.view, lambda: index_apart(path, clock), keep, group="index")

    def updated(index: "SearchIndex | None") -> None:
        if index is None:
            read_anew()
        else:
            keep(index)

    if known is None:
        read_anew()
    else:
        frame.read(frame.view, lambda: index_now(workspace, known), updated, group="index")


def _opener(frame: "Frame") -> Callable[[Goal | None], None]:
    def chosen(goal: Goal | None) -> None:
        if goal is not None:
            open_goal(frame, goal)

    return chosen


def open_goal(frame: "Frame", goal: Goal) -> None:
    """Opens the record itself: its page, or a page of the account where it stands."""
    from cadence_tui.tui.account.view import AccountPage
    from cadence_tui.tui.actions.promise_page import show_promise_page
    from cadence_tui.tui.call.records import open_record

    workspace = frame.cadence.workspace
    if goal.kind in _PARTS:
        frame.open(AccountPage(goal.account, _PARTS[goal.kind]))
    elif goal.kind == "action":
        show_promise_page(frame, goal.id)
    elif goal.kind in _RECORDS:
        frame.read(
            frame.view,
            lambda: names_of(workspace.rules.touch_model, workspace.records.people()),
            lambda names: open_record(frame, goal.account, goal.id, names),
            group="found",
        )
    else:
        _open_texts(frame, goal)


def _open_texts(frame: "Frame", goal: Goal) -> None:
    """All that is written in a record that has no page of its own; enter opens its account."""
    from cadence_tui.tui.account.view import AccountPage

    workspace, speech = frame.cadence.workspace, frame.speech

    def show(texts: list[tuple[str, str]]) -> None:
        lines = [
            line((f"{when}  ".rjust(14) if when else "", "dim"), (text, ""), key=goal.account, indent=2)
            for when, text in texts
        ]
        frame.app.push_screen(Reading(goal.where, page_lines(lines), speech), opened)

    def opened(account: str | None) -> None:
        if account:
            frame.open(AccountPage(account))

    def read() -> list[tuple[str, str]]:
        texts = document_texts(workspace, goal.kind, goal.id)
        return [(speech.day(when, year=True) if when else "", text) for text, when in texts]

    frame.read(frame.view, read, show, group="found")
