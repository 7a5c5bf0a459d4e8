"""What the board says in words: its cards, the heads of its columns, the context line, why it is empty."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cadence_tui.tui.spans import Line, wrap
from cadence_tui.views.action_filter import filter_words
from cadence_tui.views.action_lines import card_foot, card_name, card_waits
from cadence_tui.views.actions import (
    COLUMN_TITLES,
    COLUMNS,
    GROUP_TITLES,
    SCOPE_TITLES,
    SORT_TITLES,
    BoardView,
    Card,
    Column,
    Entry,
)
from cadence_tui.views.wording_actions import STATUS_WORDS

if TYPE_CHECKING:
    from cadence_tui.tui.actions.view import ActionsView

DETAIL_FROM = 110
"""The width from which the promise under the cursor stands beside the board."""


def card_lines(view: "ActionsView", card: Card) -> list[Line]:
    """The first line of a card, its title, how long it waits on the customer if it does, its last line."""
    speech, me = view.cadence.speech, view.cadence.workspace.actor.id
    waits = card_waits(card, speech)
    return [card_name(card), [(card.title, "")], *([waits] if waits else []), card_foot(card, me, speech)]


def head_line(view: "ActionsView", column: Column, entries: Sequence[Entry], here: bool) -> Line:
    """The title of a column with how many cards there are, and how many of them late."""
    speech, tally = view.cadence.speech, view.board.tally(column)
    line: Line = [(speech.word(COLUMN_TITLES[column]), "accent" if here else ""), (f" {tally.cards}", "")]
    if tally.late:
        line += [(" · ", "dim"), (speech.say("{n} late", n=tally.late), "bad")]
    return line


def context_line(view: "ActionsView", shown: int, said: Line) -> Line:
    """Scope, how many promises, filter, marks, what the lead `said`, then order and groups, which may be cut.

    Where there is little room a filter or the lead's words take the place of the order.
    """
    speech, chosen = view.cadence.speech, view.arrangement
    count = speech.plural("{n} promise", "{n} promises", shown)
    line: Line = [(speech.word(SCOPE_TITLES[chosen.scope]), "strong"), (f" · {count}", "")]
    if chosen.filter:
        line += [(" · / ", "dim"), (chosen.filter, "accent")]
    if view.board.marked:
        marked = speech.plural("{n} marked", "{n} marked", len(view.board.marked))
        line.append((f" · {marked}", "mark"))
    line += said
    if not (chosen.filter or said) or view.size.width >= DETAIL_FROM:
        line.append((" · " + speech.word(SORT_TITLES[chosen.sort]), ""))
    if chosen.group:
        line.append((" · " + speech.word(GROUP_TITLES[chosen.group]), ""))
    return line


def hidden_line(view: "ActionsView") -> Line:
    """Columns for which there is no room, with their counts, at the side where they are."""
    speech, hidden = view.cadence.speech, view.board.hidden()
    line: Line = []
    for column in hidden:
        count = view.board.tally(column).cards
        before = COLUMNS.index(column) < COLUMNS.index(view.board.column)
        title = STATUS_WORDS["done"] if column == "done" else COLUMN_TITLES[column]
        name = f"{speech.word(title)} {count}"
        line.append((f"‹ {name}  " if before else f"{name} ›  ", "dim"))
    return line


def empty_lines(view: "ActionsView", *, filtered: bool) -> list[Line]:
    """Which key fills the board; when only the filter empties it, the words that it knows."""
    speech, keymap = view.cadence.speech, view.cadence.keymap
    key = keymap.label(keymap.acts["actions.filter" if filtered else "actions.new"], speech)
    if not filtered:
        return [[(speech.say("No promise here. {key} writes one down.", key=key), "dim")]]
    words = speech.say("The filter knows: {words}", words=", ".join(filter_words(speech)))
    fitted = wrap([(words, "dim")], max(20, view.size.width - 6))
    return [[(speech.say("No promise fits. {key} changes the filter.", key=key), "dim")], [], *fitted]


def told(view: "ActionsView", arrangement: BoardView) -> str:
    """An arrangement in words."""
    word = view.cadence.speech.word
    parts = [word(SCOPE_TITLES[arrangement.scope]), word(SORT_TITLES[arrangement.sort])]
    if arrangement.group:
        parts.append(word(GROUP_TITLES[arrangement.group]))
    if arrangement.filter:
        parts.append(f"/ {arrangement.filter}")
    return " · ".join(parts)
