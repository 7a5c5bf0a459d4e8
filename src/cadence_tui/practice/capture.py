"""Understands one line typed during a call: its mark, and a promise's owner, day and vagueness (C6)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import msgspec
from msgspec import Struct

from cadence_tui.model.documents.action import Side
from cadence_tui.model.documents.call import EntryMark
from cadence_tui.model.message import message
from cadence_tui.model.money import Money
from cadence_tui.model.rules.capture import CaptureWords, DateWords, PromiseWords
from cadence_tui.model.text import plain
from cadence_tui.practice.bearer import Bearer, Known, bearer_of
from cadence_tui.practice.date_grammar import date_grammar
from cadence_tui.practice.flag import Flag
from cadence_tui.practice.line import MOST_READ, Line, any_of, folded, whole
from cadence_tui.practice.spoken_dates import SpokenDate, find_date
from cadence_tui.practice.spoken_doubts import is_doubtful, spoken_doubts

MARKS: dict[str, EntryMark] = {
    "!": "promise_ours",
    "?": "question",
    "+": "opportunity",
    "-": "concern",
    "~": "sentiment",
    "=": "decision",
}
_WRITTEN_DAY = re.compile(r"(?<=\S)[ ]\d{4}-\d{2}-\d{2}$")
_LOOSE = " \t.,;:·—–-("


class Captured(Struct, frozen=True, kw_only=True):
    """A line understood. `owner` is a person's id when ours and a contact's name when theirs; owner, side and
    due are set for promises alone, the amount for opportunities. `heard` counts what words of the language
    said: who, what and by when."""

    mark: EntryMark
    text: str
    owner: str = ""
    side: Side | None = None
    due: date | None = None
    amount: Money | None = None
    flags: tuple[Flag, ...] = ()
    heard: int = 0


def parse_line(
    text: str,
    *,
    words: CaptureWords,
    today: date,
    people: Mapping[str, str],
    contacts: Sequence[str],
    me: str,
) -> Captured:
    """A typed line as it was meant, for showing at once.

    `people` are the team's names with their ids, `contacts` the names at the customer, `me` the typist's id.
    A first name suffices where only one of them bears it. A promise whose line names nobody is the typist's.
    """
    line = plain(text).strip()
    mark = MARKS.get(line[:1], "note")
    body = line[1:].strip() if line[:1] in MARKS else line
    if mark != "promise_ours":
        return Captured(mark=mark, text=body)
    return _promise(body, words, today, people, contacts, me)


def _promise(
    body: str, words: CaptureWords, today: date, people: Mapping[str, str], contacts: Sequence[str], me: str
) -> Captured:
    known = Known(people, contacts, me)
    bearer = bearer_of(body, words.promises, known)
    # "We'll see" is vague as a whole: without its beginning it would say something else.
    vague = _is_vague(body, words.promises) and not _is_vague(bearer.rest, words.promises)
    rest = body if vague else bearer.rest
    spoken = _spoken(rest, words.dates, today, known)
    said = _without(spoken, rest, words.dates)
    flags = _flags(bearer, body, said, spoken, words.promises, today)
    what = all(flag.code != "no_verb" for flag in flags)
    return Captured(
        mark="promise_ours" if bearer.side == "ours" else "promise_theirs",
        text=said,
        owner=bearer.owner,
        side=bearer.side,
        due=spoken.day if spoken else None,
        flags=flags,
        heard=bearer.heard + what + (spoken is not None),
    )


def _spoken(text: str, words: DateWords, today: date, known: Known) -> SpokenDate | None:
    """The day that a line names; of a very long one its end is read, where a deadline stands."""
    cut = max(0, len(text) - MOST_READ)
    found = find_date(Line(text[cut:]), words, today, known.callable_names())
    if found is None or not cut:
        return found
    return msgspec.structs.replace(found, start=found.start + cut, end=found.end + cut)


def _without(spoken: SpokenDate | None, text: str, words: DateWords) -> str:
    """The promise without its day, when the day stands at either end of it and no word leads up to it.

    Of a day that is not sure the words stay.
    """
    if spoken is None or is_doubtful(spoken):
        return text
    before, after = text[: spoken.start].rstrip(_LOOSE), text[spoken.end :].lstrip(_LOOSE + ")!")
    last = Line(before[-MOST_READ:]).words[-1:]
    if (before and after) or (last and last[0] in date_grammar(words).joins):
        return text
    # What a line that is put right said before: another day was typed behind it.
    return _WRITTEN_DAY.sub("", before) or after or text


def _flags(
    bearer: Bearer, body: str, said: str, spoken: SpokenDate | None, words: PromiseWords, today: date
) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    if bearer.unknown:
        text = message("who is {name}?", name=bearer.unknown)
        flags.append(Flag("unknown_name", text))
    if _is_vague(body, words):
        flags.append(Flag("noncommittal", message("still vague")))
    elif not any(_is_verb(word, words) for word in Line(said[:MOST_READ]).words):
        flags.append(Flag("no_verb", message("what will be done?")))
    if not bearer.owner:
        flags.append(Flag("no_owner", message("Whose promise is it?")))
    if spoken is None:
        flags.append(Flag("no_date", message("By when?")))
    return (*flags, *(spoken_doubts(spoken, today) if spoken else ()))


def _is_vague(text: str, words: PromiseWords) -> bool:
    return _anywhere(words.noncommittal).search(Line(text[:MOST_READ]).key) is not None


def _is_verb(word: str, words: PromiseWords) -> bool:
    verbs, endings, others = _verb_words(
        words.verbs + words.does + words.does_them, words.verb_endings, words.not_verbs
    )
    if word in others:
        return False
    return word in verbs or any(word.endswith(ending) and len(word) > len(ending) for ending in endings)


@cache
def _verb_words(
    verbs: tuple[str, ...], endings: tuple[str, ...], others: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return frozenset(map(folded, verbs)), frozenset(map(folded, endings)), frozenset(map(folded, others))


@cache
def _anywhere(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return whole(any_of(phrases))
