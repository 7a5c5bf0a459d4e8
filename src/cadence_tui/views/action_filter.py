"""Finds promises by typed words: parts of title, account, owner; and words such as `late`."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import fold
from cadence_tui.views.actions import Card

FILTER_WORDS: Mapping[str, Message] = {
    "late": message("filter word|late"),
    "ours": message("filter word|ours"),
    "theirs": message("filter word|theirs"),
    "returned": message("filter word|returned"),
    "high": message("filter word|urgent"),
    "undated": message("filter word|undated"),
    "nobody": message("filter word|nobody"),
}
FILTER_FIELDS: Mapping[str, Message] = {
    "owner": message("filter word|owner"),
    "account": message("filter word|account"),
}
_HOLDS: Mapping[str, Callable[[Card], bool]] = {
    "late": lambda card: card.late_days > 0,
    "ours": lambda card: card.side == "ours",
    "theirs": lambda card: card.side == "theirs",
    "returned": lambda card: card.returned is not None,
    "high": lambda card: card.priority == "high",
    "undated": lambda card: card.due is None,
    "nobody": lambda card: not card.owner,
}


class CardMatcher:
    """Folds the text of a card once, so that each further key costs a search in strings only."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[Card, str]] = {}

    def matching(self, found: Sequence[Card], typed: str) -> list[Card]:
        """The cards that every word fits; `owner:ana` looks at one field only."""
        left = list(found)
        for word in fold(typed).split():
            field, colon, wanted = word.partition(":")
            if colon and (name := _meant(field, "fields")):
                left = [card for card in left if wanted in fold(_field(card, name))]
            elif name := _meant(word, "words"):
                left = [card for card in left if _HOLDS[name](card)]
            else:
                left = [card for card in left if word in self._text(card)]
        return left

    def _text(self, card: Card) -> str:
        known = self._texts.get(card.id)
        if known is None or known[0] is not card:
            parts = (card.title, card.account_name, card.owner_name, card.blocked_reason)
            known = self._texts[card.id] = (card, fold(" ".join(parts)))
        return known[1]


def _field(card: Card, name: str) -> str:
    return card.owner_name if name == "owner" else card.account_name


def _meant(word: str, among: str) -> str:
    return _spoken(among).get(word, "")


@cache
def _spoken(among: str) -> Mapping[str, str]:
    """Names of the filter words by what they are called in every language."""
    words = FILTER_WORDS if among == "words" else FILTER_FIELDS
    spoken = {name: name for name in words}
    for language in LANGUAGES:
        spoken |= {fold(speech(language).word(title)): name for name, title in words.items()}
    return spoken
