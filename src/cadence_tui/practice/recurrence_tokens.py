"""A phrase about a day that comes again, as marks: weekdays, ordinals, periods (T9)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.rules.recurrence import Names, RecurrenceWords, Unit
from cadence_tui.practice.line import Line, folded, phrase

Sort = Literal[
    "weekday",
    "ordinal",
    "either",
    "number",
    "month",
    "unit",
    "rhythm",
    "workday",
    "month_end",
    "every",
    "alternate",
    "join",
]
_LONGEST = 6
_SIGN = re.compile(r"(?<=\d)\s?\.?([ºª°])")
_LETTER = {"º": "o", "°": "o", "ª": "a"}
_NUMBER = re.compile(r"\d{1,2}")


class Mark(Struct, frozen=True, kw_only=True):
    """One thing said: a number of its sort, and with it a period.

    `either` is a weekday (`number`) that may be an ordinal (`other`); `figures` tells a number written so,
    `apart` that words which say nothing stood before it.
    """

    sort: Sort
    number: int = 0
    other: int = 0
    unit: Unit = "day"
    figures: bool = False
    apart: bool = False


def marks_of(text: str, words: RecurrenceWords) -> list[Mark] | None:
    """What a text says, without the words that say nothing; None when it holds an unknown word."""
    said = Line(_SIGN.sub(lambda sign: _LETTER[sign[1]], text)).words
    known, marks, place, apart = _known(words), list[Mark](), 0, False
    while place < len(said):
        for length in range(min(_LONGEST, len(said) - place), 0, -1):
            piece = " ".join(said[place : place + length])
            mark = known.get(piece) or (_counted(piece, words) if length == 1 else None)
            if mark is not None or piece in _fillers(words):
                break
        else:
            return None
        if mark is not None:
            marks.append(replace(mark, apart=apart))
        apart = mark is None
        place += length
    return _decided(marks)


def _counted(word: str, words: RecurrenceWords) -> Mark | None:
    if _NUMBER.fullmatch(word):
        return Mark(sort="number", number=int(word), figures=True)
    number = word.rstrip("abcdefghijklmnopqrstuvwxyz")
    if _NUMBER.fullmatch(number) and word[len(number) :] in words.ordinal_endings:
        return Mark(sort="ordinal", number=int(number), figures=True)
    return None


def _decided(marks: list[Mark]) -> list[Mark]:
    """Words that are weekday and ordinal in one: an ordinal stands before a weekday, or beside an ordinal."""
    decided: list[Mark] = []
    for place in range(len(marks) - 1, -1, -1):
        mark = marks[place]
        if mark.sort == "either":
            mark = _as_ordinal(mark) if _stands_before_weekday(decided) else _as_weekday(mark)
        decided.insert(0, mark)
    return decided


def _stands_before_weekday(after: list[Mark]) -> bool:
    if after and after[0].sort == "join":
        return len(after) > 1 and after[1].sort == "ordinal"
    return bool(after) and after[0].sort == "weekday"


def _as_ordinal(mark: Mark) -> Mark:
    return Mark(sort="ordinal", number=mark.other)


def _as_weekday(mark: Mark) -> Mark:
    return Mark(sort="weekday", number=mark.number)


@cache
def _fillers(words: RecurrenceWords) -> frozenset[str]:
    return frozenset(folded(word) for word in words.fillers) | {phrase(word) for word in words.fillers}


@cache
def _known(words: RecurrenceWords) -> Mapping[str, Mark]:
    known: dict[str, Mark] = {}
    plain: tuple[tuple[Sort, Names], ...] = (
        ("join", words.joins),
        ("every", words.every),
        ("alternate", words.alternate),
        ("workday", words.workdays),
        ("month_end", words.month_ends),
    )
    for sort, names in plain:
        known |= {_key(name): Mark(sort=sort) for name in names}
    for number, names in enumerate(words.months, start=1):
        known |= {_key(name): Mark(sort="month", number=number) for name in names}
    known |= {_key(name): Mark(sort="number", number=number) for name, number in words.numbers.items()}
    known |= {_key(name): Mark(sort="unit", unit=u, number=n) for name, (u, n) in words.units.items()}
    known |= {_key(name): Mark(sort="rhythm", unit=u, number=n) for name, (u, n) in words.rhythms.items()}
    ordinals = {_key(name): number for name, number in words.ordinals.items()}
    known |= {name: Mark(sort="ordinal", number=number) for name, number in ordinals.items()}
    for weekday, names in enumerate(words.weekdays):
        for name in map(_key, names):
            counted = _counted(name, words)
            other = ordinals.get(name) or (counted.number if counted else 0)
            known[name] = Mark(sort="either" if other else "weekday", number=weekday, other=other)
    return known


def _key(name: str) -> str:
    return phrase(_SIGN.sub(lambda sign: _LETTER[sign[1]], name))
