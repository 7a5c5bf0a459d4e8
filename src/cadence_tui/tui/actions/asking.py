"""What the board asks and shows: columns, reasons, dates, owners, the page of a promise."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from cadence_tui.model.documents import Action
from cadence_tui.model.message import message
from cadence_tui.practice.review_proposals import by_likelihood
from cadence_tui.tui.actions.promise_page import show_promise_page
from cadence_tui.tui.actions.prompts import ask_day, ask_line, ask_words, carry_out
from cadence_tui.tui.actions.prompts import ask_owner as ask_for_owner
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.actions import COLUMNS, Card, Column
from cadence_tui.views.lines import BLANK, TextLine
from cadence_tui.views.wording_actions import STATUS_WORDS
from cadence_tui.workspace import actions

if TYPE_CHECKING:
    from cadence_tui.tui.actions.view import ActionsView

_DROP = "drop"


def ask_filter(view: "ActionsView") -> None:
    """Narrows the board as words are typed."""
    say, was = view.cadence.speech.say, view.arrangement.filter
    ask_line(
        view,
        say("filter:"),
        view.narrow,
        value=was,
        hint=say("words, late, waiting, unproven, due:week, owner:ana"),
        change=view.narrow,
        leave=lambda: view.narrow(was),
    )


def show_promise(view: "ActionsView") -> None:
    """Lays the page of the promise with its history over the board."""
    if view.board.current is not None:
        show_promise_page(view.frame, view.board.current.id)


def show_why(view: "ActionsView") -> None:
    """Lays over the board why the promise stands where it stands."""
    from cadence_tui.views.action_reasons import kept_lines, place_lines, review_lines
    from cadence_tui.views.names import Names
    from cadence_tui.workspace.review_reading import review_item

    card, ws, speech, ledger = view.board.current, view.cadence.workspace, view.cadence.speech, view.ledger
    if card is None:
        return
    names = Names(people={person.id: person.name for person in ledger.people.values()})

    def lines() -> list[TextLine]:
        placed = place_lines(card, speech)
        waits = review_lines(review_item(ws, card.id), ws.rules.review, names, speech)
        kept = kept_lines(card, list(ws.records.every(Action)), ws.today(), ws.rules.team.kept_days, speech)
        return [*placed, BLANK, *waits, BLANK, *kept]

    def show(found: list[TextLine]) -> None:
        view.app.push_screen(Reading(card.title, page_lines(found), speech))

    view.read(lines, show, group="why")


def copy_cards(view: "ActionsView") -> None:
    """Copies the chosen promises as lines of text."""
    from cadence_tui.tui.dialogs.copied import copy
    from cadence_tui.views.action_reasons import copied_text

    copy(view.frame, copied_text(view.board.chosen(), view.cadence.speech))


def finish(view: "ActionsView") -> None:
    """The chosen ones are kept."""
    ws, ids = view.cadence.workspace, _ids(view)
    _settle(view, lambda: actions.finish_action(ws, *ids))


def ask_evidence(view: "ActionsView") -> None:
    """The chosen ones are kept, and what shows it; enter on an empty line goes without."""
    ws, ids = view.cadence.workspace, _ids(view)
    known = next((card.evidence for card in view.board.chosen() if card.evidence), "")
    hint = view.cadence.speech.say("a mail, a ticket, a page; enter alone: nothing to show")

    def done(shown: str) -> None:
        _settle(view, lambda: actions.finish_action(ws, *ids, evidence=shown))

    ask_line(view, view.cadence.speech.say("shown by:"), done, hint=hint, value=known)


def shift(view: "ActionsView", by: int) -> None:
    """Moves the chosen ones to a neighbouring column."""
    place = COLUMNS.index(view.board.column) + by
    if 0 <= place < len(COLUMNS):
        _move_to(view, COLUMNS[place])
    else:
        view.frame.tell(message("There is no column further on"), role="warn")


def ask_column(view: "ActionsView") -> None:
    """Asks for the column, or to drop it."""
    speech = view.cadence.speech
    choices = [Choice(column, speech.word(STATUS_WORDS[column])) for column in COLUMNS]
    choices.append(Choice(_DROP, speech.say("Dropped: it will not be done")))

    def chosen(key: str | None) -> None:
        if key == _DROP:
            _ask_drop(view)
        for column in COLUMNS:
            if column == key:
                _move_to(view, column)

    view.app.push_screen(Picker(speech.say("Move to"), choices, speech, current=view.board.column), chosen)


def ask_block(view: "ActionsView") -> None:
    """Asks what it is blocked by."""
    ws, ids = view.cadence.workspace, _ids(view)
    label = view.cadence.speech.say("blocked, because:")
    ask_words(view, label, lambda why: _settle(view, lambda: actions.block_action(ws, *ids, reason=why)))


def ask_date(view: "ActionsView") -> None:
    """Asks for the new date, and why it moves where one was promised before."""
    ws, say, cards = view.cadence.workspace, view.cadence.speech.say, view.board.chosen()
    ids = [card.id for card in cards]
    why = say("why does it move?") if any(card.due for card in cards) else ""

    def move(due: date, reason: str) -> None:
        _settle(view, lambda: actions.redate_action(ws, *ids, due=due, why=reason))

    ask_day(view, say("new date:"), move, why=why)


def ask_owner(view: "ActionsView") -> None:
    """Asks whose it shall be; of marked ones those of the same side change hands."""
    ws, cards = view.cadence.workspace, view.board.chosen()
    first = view.board.current if view.board.current in cards else cards[0]
    if first is None:
        return
    ids = [card.id for card in cards if _shares_owners(card, first)]
    people = by_likelihood(view.ledger.accounts[first.account], view.ledger.people.values())
    if left := len(cards) - len(ids):
        text = message("Of another side, or at another customer, so they keep their owner: {n}", n=left)
        view.frame.tell(text, role="warn")

    def give(owner: str) -> None:
        _settle(view, lambda: actions.assign_action(ws, *ids, owner=owner))

    ask_for_owner(view, side=first.side, account=first.account, people=people, then=give)


def ask_remark(view: "ActionsView") -> None:
    """Asks for a remark."""
    ws, ids = view.cadence.workspace, _ids(view)
    label = view.cadence.speech.say("remark:")
    ask_words(view, label, lambda text: _settle(view, lambda: actions.comment_action(ws, *ids, text=text)))


def _ask_drop(view: "ActionsView") -> None:
    ws, ids = view.cadence.workspace, _ids(view)
    label = view.cadence.speech.say("dropped, because:")
    ask_words(view, label, lambda why: _settle(view, lambda: actions.drop_action(ws, *ids, reason=why)))


def _move_to(view: "ActionsView", column: Column) -> None:
    ws, cards, ids = view.cadence.workspace, view.board.chosen(), _ids(view)
    if column == "blocked":
        ask_block(view)
    elif column == "done":
        finish(view)
    elif any(card.column == "done" for card in cards) or column == "open":
        _settle(view, lambda: actions.reopen_action(ws, *ids, status=column))
    elif column == "waiting":
        _settle(view, lambda: actions.wait_on_customer(ws, *ids))
    else:
        _settle(view, lambda: actions.start_action(ws, *ids))


def _settle(view: "ActionsView", act: Callable[[], object]) -> None:
    """Carries out an act on the chosen cards; a single one is followed to its new column."""
    ids = _ids(view)

    def then() -> None:
        view.board.marked.clear()
        view.follow = ids[0] if len(ids) == 1 else ""

    carry_out(view, act, then)


def _ids(view: "ActionsView") -> list[str]:
    return [card.id for card in view.board.chosen()]


def _shares_owners(card: Card, first: Card) -> bool:
    return card.side == first.side and (first.side == "ours" or card.account == first.account)
