"""Wishes as they stand in a form, an option or a cell, read and written (T9)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from cadence_tui.model.documents.account import Pinned
from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.hours import WEEKDAYS, format_hours, parse_hours
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.recurrence import RecurrenceWords
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS, Channel
from cadence_tui.model.text import fold
from cadence_tui.practice.typed_recurrence import typed_recurrence

WISHED_CHANNELS: tuple[Channel, ...] = (*LIVE_CHANNELS, "email", "message")
"""What a person can reach a customer by."""
MOST_DAYS = 366
_ENTRY = re.compile(r"[;,\n]\s*(?=[^;:=,\n]+:)")
_ITEM = re.compile(r"[;,\n]")
_RANGE = re.compile(r"\.\.+|…|–|—|\s+(?:-|to|al?|até|ate|hasta)\s+")
_WORD = re.compile(r"[^\W\d_]+(?:-feira)?")

Quiet = tuple[tuple[date, date], ...]


class WishTerms(Struct, frozen=True, kw_only=True):
    """What wishes are said in: kinds of touch and weekdays by folded name; languages, the reader's first.

    `recurring` are the kinds that wishes can be about, `consented` those of them that need consent.
    """

    kinds: Mapping[str, str]
    recurring: tuple[str, ...]
    consented: tuple[str, ...] = ()
    weekdays: Mapping[str, int]
    languages: tuple[RecurrenceWords, ...]


def wish_terms(
    titles: Mapping[str, Iterable[str]],
    languages: Sequence[RecurrenceWords],
    *,
    recurring: Sequence[str] | None = None,
    consented: Sequence[str] = (),
) -> WishTerms:
    """The terms of a touch model, `titles` being those of its kinds by id; without `recurring` all recur."""
    kinds: dict[str, str] = {}
    for touch, names in titles.items():
        for name in (touch, touch.replace("_", " "), *names):
            kinds.setdefault(fold(name), touch)
    weekdays = {fold(name): place for place, name in enumerate(WEEKDAYS)}
    for words in languages:
        for place, names in enumerate(words.weekdays):
            for name in names:
                weekdays.setdefault(fold(name), place)
    again = tuple(titles if recurring is None else recurring)
    return WishTerms(
        kinds=kinds,
        weekdays=weekdays,
        languages=tuple(languages),
        recurring=again,
        consented=tuple(consented),
    )


def read_every(text: str) -> int:
    """Days between two contacts. Raises BadInput."""
    if text.isdecimal() and 1 <= int(text) <= MOST_DAYS:
        return int(text)
    raise misread(
        "every_days", text, message("a whole number from {least} to {most}", least=1, most=MOST_DAYS)
    )


def read_weekdays(text: str, terms: WishTerms) -> tuple[int, ...]:
    """Weekdays in a row or one by one, as in `Mon-Thu` or `lunes, jueves`. Raises BadInput."""
    days: set[int] = set()
    for item in _items(text):
        single = terms.weekdays.get(fold(item))
        first, last = (single, single) if single is not None else _row_of_days(item, terms)
        if first is None or last is None or last < first:
            raise misread("weekdays", text, message("weekdays, such as Mon, Tue or Mon-Thu"))
        days |= set(range(first, last + 1))
    return tuple(sorted(days))


def read_hours(text: str, terms: WishTerms) -> str:
    """Hours in the form in which they are kept. Raises BadInput."""

    def english(word: re.Match[str]) -> str:
        place = terms.weekdays.get(fold(word[0]))
        return word[0] if place is None else WEEKDAYS[place]

    return format_hours(parse_hours(_WORD.sub(english, text)))


def read_quiet(text: str, read_day: Callable[[str], date] = date.fromisoformat) -> Quiet:
    """Days without contact, as in `2026-07-01..2026-07-15; 2026-12-24`. Raises BadInput."""
    found: list[tuple[date, date]] = []
    for item in _items(text):
        ends = [end.strip() for end in _RANGE.split(item)]
        try:
            first, last = read_day(ends[0]), read_day(ends[-1])
        except ValueError:
            raise misread("quiet", item, message("days such as 2026-07-01..2026-07-15")) from None
        if len(ends) > 2:
            raise misread("quiet", item, message("days such as 2026-07-01..2026-07-15"))
        if last < first:
            raise misread("quiet", item, message("a last day that does not lie before the first"))
        found.append((first, last))
    return tuple(sorted(set(found)))


def days_in(texts: Iterable[str]) -> list[str]:
    """The days of several texts for `read_quiet`, as they are written."""
    return [end.strip() for text in texts for item in _items(text) for end in _RANGE.split(item)]


def read_kinds(text: str, terms: WishTerms, field: str) -> tuple[str, ...]:
    """Kinds of touch that come again by id or title; `field` is where they stand. Raises BadInput."""
    return tuple(dict.fromkeys(_kind(item, terms, field) for item in _items(text)))


def read_pinned(text: str, terms: WishTerms) -> tuple[Pinned, ...]:
    """Days agreed for good, as in `check_in: first Tuesday; Business review: FREQ=…`. Raises BadInput."""
    pinned: dict[str, Pinned] = {}
    for entry in filter(None, (each.strip(" ;,\n") for each in _ENTRY.split(text))):
        name, colon, when = entry.partition(":")
        if not colon:
            raise misread("pinned", entry, message("a kind and its day, such as check_in: first Tuesday"))
        touch = _kind(name.strip(), terms, "pinned")
        typed = typed_recurrence(when.strip(), terms.languages)
        if typed.fault is not None:
            raise misread("pinned", when.strip(), typed.fault)
        if touch in pinned:
            raise misread("pinned", name.strip(), message("each kind once"))
        pinned[touch] = Pinned(touch=touch, when=typed.rule)
    return tuple(pinned.values())


def written_weekdays(days: Sequence[int]) -> str:
    """Weekdays for `read_weekdays` to read back."""
    return ", ".join(WEEKDAYS[day] for day in days)


def written_quiet(quiet: Quiet) -> str:
    """Days without contact for `read_quiet` to read back."""
    return "; ".join(f"{first}" if first == last else f"{first}..{last}" for first, last in quiet)


def written_kinds(kinds: Sequence[str]) -> str:
    """Kinds of touch for `read_kinds` to read back."""
    return ", ".join(kinds)


def written_pinned(pinned: Sequence[Pinned]) -> str:
    """Days agreed for good for `read_pinned` to read back."""
    return "; ".join(f"{each.touch}: {each.when}" for each in pinned)


def _items(text: str) -> list[str]:
    return [item for part in _ITEM.split(text) if (item := part.strip())]


def _row_of_days(item: str, terms: WishTerms) -> tuple[int | None, int | None]:
    for dash in re.finditer(r"\s*[-–]\s*|\s+(?:to|al?|até|ate)\s+", item):
        ends = item[: dash.start()], item[dash.end() :]
        first, last = (terms.weekdays.get(fold(end)) for end in ends)
        if first is not None and last is not None:
            return first, last
    return None, None


def _kind(name: str, terms: WishTerms, field: str) -> str:
    touch = terms.kinds.get(fold(name))
    if touch is None or touch not in terms.recurring:
        raise misread(field, name, message("one of: {choices}", choices=", ".join(terms.recurring)))
    return touch


def misread(field: str, found: str, expected: Message) -> BadInput:
    """The fault of a wish that is not written as it should be."""
    text = message("Found “{found}”, expected {expected}", found=found, expected=expected)
    return BadInput(text, [Where(field=field, found=found, expected=expected)])
