"""Cells become values: one reader per column type, chosen by the column's rule."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from msgspec import Struct

from cadence_tui.exchange import amounts, dates, formulas, words
from cadence_tui.exchange.directory import Directory
from cadence_tui.exchange.unreadable import Unreadable
from cadence_tui.model.errors import BadInput
from cadence_tui.model.hours import format_hours, parse_hours
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.exchange import ColumnRule, ColumnType
from cadence_tui.model.text import fold, plain
from cadence_tui.practice import typed_wishes as typed
from cadence_tui.practice.typed_wishes import WishTerms, wish_terms

_EMAIL = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")
_EMAIL_LENGTH = 254
_WORD = re.compile(r"[^\W\d_]+(?:-feira)?")

Reader = Callable[[str], Any]


class Column(Struct, frozen=True):
    """What a reader is made from: the rule, every cell of the column that is not blank, the store's names."""

    rule: ColumnRule
    cells: Sequence[str]
    directory: Directory


def reader(column: Column) -> Reader:
    """Reads the cells of a column as JSON values of its document; the reader raises Unreadable."""
    return _READERS[column.rule.type](column)


def cell_text(cell: str, *, lines: bool = False) -> str:
    """The text of a cell: inert, without outer blanks, without the apostrophe that guards a formula (X8)."""
    return formulas.unguarded(plain(cell, lines=lines).strip())


def is_email(text: str) -> bool:
    """Whether a text is an e-mail address."""
    return len(text) <= _EMAIL_LENGTH and _EMAIL.fullmatch(text) is not None


def _text(_: Column) -> Reader:
    return str


def _tags(_: Column) -> Reader:
    def read(cell: str) -> list[str]:
        return list(dict.fromkeys(tag for part in re.split("[,;]", cell) if (tag := part.strip())))

    return read


def _email(_: Column) -> Reader:
    def read(cell: str) -> str:
        if not is_email(cell):
            raise Unreadable(message("an e-mail address such as ana@company.example"))
        return cell

    return read


def _boolean(_: Column) -> Reader:
    return _named(words.booleans(), message("yes or no"))


def _language(_: Column) -> Reader:
    return _named(words.languages(), message("a language: en, es or pt-BR"))


def _country(_: Column) -> Reader:
    return _named(words.countries(), message("a country, best as two letters such as ES, MX or BR"))


def _timezone(_: Column) -> Reader:
    return _named(_timezones(), message("a time zone such as America/Bogota"))


def _hours(_: Column) -> Reader:
    days = words.weekdays()

    def read(cell: str) -> str:
        try:
            return format_hours(parse_hours(_WORD.sub(lambda word: days.get(fold(word[0]), word[0]), cell)))
        except BadInput:
            raise Unreadable(message("working hours such as Mon-Fri 09:00-13:00 14:00-18:00")) from None

    return read


def _choice(column: Column) -> Reader:
    known = words.choices(column.rule.choices)
    return _named(known, _one_of(list(dict.fromkeys(known.values()))))


def _segment(column: Column) -> Reader:
    return _titled(column.directory.segments())


def _touch(column: Column) -> Reader:
    return _titled(column.directory.touches())


def _account(column: Column) -> Reader:
    directory = column.directory

    def read(cell: str) -> str:
        ids = directory.account_ids(external_id=cell) or directory.account_ids(name=cell)
        if not ids:
            raise Unreadable(message("the external id or the exact name of an account"))
        if len(ids) > 1:
            raise Unreadable(message("one account; {n} bear this name: use the external id", n=len(ids)))
        return ids[0]

    return read


def _person(column: Column) -> Reader:
    directory = column.directory

    def read(cell: str) -> str:
        person = directory.person_id(cell)
        if person is None:
            raise Unreadable(unknown_person())
        return person

    return read


def unknown_person() -> Message:
    """What is expected where no team member is meant."""
    return message("the login of a person of the team")


def _titled(titles: Mapping[str, Mapping[str, str]]) -> Reader:
    known = words.lookup({identifier: tuple(names.values()) for identifier, names in titles.items()})
    return _named(known, _one_of(list(titles)))


def _one_of(choices: Sequence[str]) -> Message:
    return message("one of: {choices}", choices=", ".join(choices))


def _named(known: Mapping[str, Any], expected: Message) -> Reader:
    def read(cell: str) -> Any:
        value = known.get(fold(cell))
        if value is None:
            raise Unreadable(expected)
        return value

    return read


@cache
def _timezones() -> dict[str, str]:
    return {fold(name): name for name in available_timezones() if "/" in name or name == "UTC"}


def _terms(column: Column) -> WishTerms:
    titles = {touch: names.values() for touch, names in column.directory.touches().items()}
    return wish_terms(titles, words.recurrences(), recurring=column.directory.recurring_touches())


def _rhythm(_: Column) -> Reader:
    return _legible(typed.read_every)


def _wished_channel(_: Column) -> Reader:
    known = {name: one for name, one in words.choices("channel").items() if one in typed.WISHED_CHANNELS}
    return _named(known, _one_of(typed.WISHED_CHANNELS))


def _weekdays(column: Column) -> Reader:
    terms = _terms(column)
    return _legible(lambda cell: list(typed.read_weekdays(cell, terms)))


def _quiet(column: Column) -> Reader:
    days = dates.date_reader(typed.days_in(column.cells))

    def read(cell: str) -> list[list[str]]:
        quiet = typed.read_quiet(cell, lambda day: date.fromisoformat(days(day)))
        return [[first.isoformat(), last.isoformat()] for first, last in quiet]

    return _legible(read)


def _kinds(column: Column) -> Reader:
    terms = _terms(column)
    return _legible(lambda cell: list(typed.read_kinds(cell, terms, column.rule.field)))


def _agreed_days(column: Column) -> Reader:
    terms = _terms(column)

    def read(cell: str) -> list[dict[str, str]]:
        return [{"touch": each.touch, "when": each.when} for each in typed.read_pinned(cell, terms)]

    return _legible(read)


def _legible(read: Reader) -> Reader:
    """The reader of wishes for cells."""

    def of_cell(cell: str) -> Any:
        try:
            return read(cell)
        except BadInput as fault:
            expected = fault.where[0].expected
            raise Unreadable(expected if isinstance(expected, Message) else Message(expected)) from None

    return of_cell


_READERS: dict[ColumnType, Callable[[Column], Reader]] = {
    "text": _text,
    "note": _text,
    "tags": _tags,
    "email": _email,
    "amount": lambda column: amounts.amount_reader(column.cells),
    "currency": lambda _: amounts.read_currency,
    "count": lambda column: amounts.count_reader(column.rule.most),
    "score": lambda column: amounts.score_reader(column.cells),
    "share": lambda _: amounts.read_share,
    "boolean": _boolean,
    "date": lambda column: dates.date_reader(column.cells),
    "monday": lambda column: dates.monday_reader(column.cells),
    "instant": lambda _: dates.read_instant,
    "language": _language,
    "country": _country,
    "timezone": _timezone,
    "hours": _hours,
    "choice": _choice,
    "segment": _segment,
    "touch": _touch,
    "account": _account,
    "person": _person,
    "rhythm": _rhythm,
    "wished_channel": _wished_channel,
    "weekdays": _weekdays,
    "quiet": _quiet,
    "kinds": _kinds,
    "agreed_days": _agreed_days,
}
