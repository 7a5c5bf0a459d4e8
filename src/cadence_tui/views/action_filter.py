"""Finds promises by typed words: parts of title, account, owner; words such as `late`; `due:week` (A2)."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from cadence_tui.locale import LANGUAGES, Speech, speech
from cadence_tui.model.clock import monday
from cadence_tui.model.errors import WrongUsage
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
    "blocked": message("filter word|blocked"),
    "waiting": message("filter word|waiting"),
    "escalated": message("filter word|escalated"),
    "slipped": message("filter word|slipped"),
    "carried": message("filter word|carried"),
    "nudged": message("filter word|nudged"),
    "unnudged": message("filter word|unnudged"),
    "proven": message("filter word|proven"),
    "unproven": message("filter word|unproven"),
}
"""Words that a promise fits or not; `proven` is what something shows to be done."""
FILTER_FIELDS: Mapping[str, Message] = {
    "owner": message("filter word|owner"),
    "account": message("filter word|account"),
    "side": message("filter word|side"),
    "due": message("filter word|due"),
}
FILTER_DAYS: Mapping[str, Message] = {
    "today": message("filter word|today"),
    "week": message("filter word|week"),
    "next": message("filter word|next"),
    "month": message("filter word|month"),
}
"""What `due:` takes beside a date or its beginning: today, this week, the next one, this month."""
_HOLDS: Mapping[str, Callable[[Card], bool]] = {
    "late": lambda card: card.late_days > 0,
    "ours": lambda card: card.side == "ours",
    "theirs": lambda card: card.side == "theirs",
    "returned": lambda card: card.returned is not None,
    "high": lambda card: card.priority == "high",
    "undated": lambda card: card.due is None,
    "nobody": lambda card: not card.owner,
    "blocked": lambda card: card.column == "blocked",
    "waiting": lambda card: card.column == "waiting",
    "escalated": lambda card: card.escalated is not None,
    "slipped": lambda card: card.slips > 0,
    "carried": lambda card: card.carried > 0,
    "nudged": lambda card: card.nudged_days is not None,
    "unnudged": lambda card: card.waits_days is not None and card.nudged_days is None,
    "proven": lambda card: bool(card.evidence),
    "unproven": lambda card: card.column == "done" and not card.evidence,
}
_DUE: Mapping[str, Callable[[date, date], bool]] = {
    "today": lambda due, today: due == today,
    "week": lambda due, today: monday(due) == monday(today),
    "next": lambda due, today: monday(due) == monday(today) + timedelta(days=7),
    "month": lambda due, today: (due.year, due.month) == (today.year, today.month),
}
_SIDES = ("ours", "theirs")
_WRITTEN = re.compile(r"\d{4}(-\d{0,2}(-\d{0,2})?)?")


class CardMatcher:
    """Folds the text of a card once, so that each further key costs a search in strings only."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[Card, str]] = {}

    def matching(self, found: Sequence[Card], typed: str, today: date) -> list[Card]:
        """The cards that every word fits; `owner:ana` looks at one field only, `due:week` at the date."""
        left = list(found)
        for word in fold(typed).split():
            field, colon, wanted = word.partition(":")
            if colon and (name := _meant(field, "fields")):
                fits = _fitting(name, wanted, today)
                left = [card for card in left if fits(card)]
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


def filter_words(spoken: Speech) -> list[str]:
    """All words of the filter in a language, for people to read: `late`, `owner:…`, `due:today`."""
    word = spoken.word
    fields = [f"{word(title)}:…" for name, title in FILTER_FIELDS.items() if name in ("owner", "account")]
    sides = [f"{word(FILTER_FIELDS['side'])}:{word(FILTER_WORDS[side])}" for side in ("ours", "theirs")]
    days = [f"{word(FILTER_FIELDS['due'])}:{word(title)}" for title in FILTER_DAYS.values()]
    return [*(word(title) for title in FILTER_WORDS.values()), *fields, *sides, *days]


def require_known(typed: str, spoken: Speech) -> None:
    """Refuses a filter that no promise could ever fit. Raises WrongUsage naming what there is.

    Those are fields, sides and days that there are not. For commands: on a screen the word may be half typed.
    """
    for word in fold(typed).split():
        field, colon, wanted = word.partition(":")
        if not colon or not field.isalpha():
            continue
        name = _meant(field, "fields")
        if not name:
            raise _unknown(f"{field}:", [f"{spoken.word(title)}:" for title in FILTER_FIELDS.values()])
        if name == "side" and _meant(wanted, "words") not in _SIDES:
            raise _unknown(wanted, [spoken.word(FILTER_WORDS[side]) for side in _SIDES])
        if name == "due" and not _meant(wanted, "days") and not _WRITTEN.fullmatch(wanted):
            days = [spoken.word(title) for title in FILTER_DAYS.values()]
            raise _unknown(wanted, [*days, "2026-12", "2026-12-04"])


def _unknown(word: str, known: Sequence[str]) -> WrongUsage:
    text = message("No filter is called {word}; there are: {known}", word=word, known=", ".join(known))
    return WrongUsage(text)


def _fitting(field: str, wanted: str, today: date) -> Callable[[Card], bool]:
    if field == "side":
        side = _meant(wanted, "words")
        return lambda card: card.side == side
    if field == "due":
        fits = _DUE.get(_meant(wanted, "days"))
        if fits is not None:
            return lambda card: card.due is not None and fits(card.due, today)
        return lambda card: card.due is not None and card.due.isoformat().startswith(wanted)
    if field == "owner" and _meant(wanted, "words") == "nobody":
        return _HOLDS["nobody"]
    if field == "owner":
        return lambda card: wanted in fold(card.owner_name)
    return lambda card: wanted in fold(card.account_name)


def _meant(word: str, among: str) -> str:
    return _spoken(among).get(word, "")


@cache
def _spoken(among: str) -> Mapping[str, str]:
    """Names of the filter words by what they are called in every language."""
    words = {"words": FILTER_WORDS, "fields": FILTER_FIELDS, "days": FILTER_DAYS}[among]
    spoken = {name: name for name in words}
    for language in LANGUAGES:
        spoken |= {fold(speech(language).word(title)): name for name, title in words.items()}
    return spoken
