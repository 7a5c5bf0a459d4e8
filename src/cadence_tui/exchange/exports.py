"""Exports for other programs: a kind as CSV that can be read back, a table as Markdown."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any, Protocol, cast

import msgspec

from cadence_tui.exchange.amounts import unmistakable
from cadence_tui.exchange.formulas import guarded
from cadence_tui.exchange.words import kind_rule
from cadence_tui.model.documents import KINDS, Action, BusyCalendar, Person, Usage
from cadence_tui.model.documents.base import Document
from cadence_tui.model.money import Money
from cadence_tui.model.rules.exchange import ColumnRule, ColumnType, KindRule
from cadence_tui.model.text import plain
from cadence_tui.practice.typed_wishes import written_kinds, written_pinned, written_quiet, written_weekdays

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#&~!])")


class Names(Protocol):
    """What documents call by id, as a file should call it."""

    def account(self, id: str) -> str:
        """The external id of an account if it has one, else its name."""
        ...

    def person(self, id: str) -> str:
        """The login of a team member."""
        ...

    def contact(self, id: str) -> str:
        """The name of a contact; the given text if it is no contact's id."""
        ...


def export_csv(kind: str, documents: Iterable[Mapping[str, Any]], names: Names) -> Iterator[str]:
    """Lines of a CSV file with English headers that `imports.parse` of the same kind reads back without loss.

    `documents` are those that the kind's rule names (persons for `leave`, usage series for `usage`). What has
    no external id bears its own id in that column; formulas are guarded by an apostrophe (X8).
    """
    yield _line(list(kind_rule(kind).columns))
    for row in table_rows(kind, documents, names):
        yield _line([guarded(cell) for cell in row])


def table_rows(kind: str, documents: Iterable[Mapping[str, Any]], names: Names) -> Iterator[list[str]]:
    """The cells of the same table, as they are."""
    rule = kind_rule(kind)
    shape = KINDS[rule.document]
    rows = _ROWS.get(kind, _document_row)
    for mapping in documents:
        document = msgspec.convert({**mapping, "kind": rule.document}, shape)
        for row in rows(document, rule, names):
            yield [row.get(column, "") for column in rule.columns]


def export_markdown(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a Markdown page with one table; cells are plain text and stay so."""
    yield f"# {markdown_text(title)}\n\n"
    yield _markdown_row(header)
    yield "|" + " --- |" * len(header) + "\n"
    for row in rows:
        yield _markdown_row(row)


def _document_row(document: Document, rule: KindRule, names: Names) -> Iterator[dict[str, str]]:
    yield {column: _cell(document, column, each, names) for column, each in rule.columns.items()}


def _usage_rows(document: Document, rule: KindRule, names: Names) -> Iterator[dict[str, str]]:
    usage = cast("Usage", document)
    for week in usage.weeks:
        owner = {"account": names.account(usage.account), "week": week.week.isoformat()}
        for team, figures in week.teams.items():
            counts = {"active_users": figures.active, "seats": figures.seats, "logins": figures.logins}
            yield {**owner, "team": team, **{name: str(count) for name, count in counts.items()}}
        for feature, uses in week.features.items():
            yield {**owner, "feature": feature, "uses": str(uses)}


def _leave_rows(document: Document, rule: KindRule, names: Names) -> Iterator[dict[str, str]]:
    person = cast("Person", document)
    for absence in person.leave:
        days = {"from": absence.first.isoformat(), "to": absence.last.isoformat()}
        yield {"person": person.login, **days, "why": absence.why}


def _busy_rows(document: Document, rule: KindRule, names: Names) -> Iterator[dict[str, str]]:
    calendar = cast("BusyCalendar", document)
    for span in calendar.spans:
        times = {"start": span.start.isoformat(), "end": span.end.isoformat()}
        yield {"person": names.person(calendar.person), **times, "source": calendar.source}


_ROWS: dict[str, Callable[[Document, KindRule, Names], Iterator[dict[str, str]]]] = {
    "usage": _usage_rows,
    "leave": _leave_rows,
    "busy": _busy_rows,
}


_WRITTEN: Mapping[ColumnType, Callable[[Any], str]] = {
    "weekdays": written_weekdays,
    "quiet": written_quiet,
    "kinds": written_kinds,
    "agreed_days": written_pinned,
}


def _cell(document: Document, column: str, rule: ColumnRule, names: Names) -> str:
    if rule.type == "currency":
        money: Money | None = getattr(document, "arr", None)
        return money.currency if money else ""
    outer, inner = rule.field_of(column)
    value = getattr(getattr(document, outer), inner) if inner else getattr(document, outer)
    if rule.derived:
        return str(len(value))
    if rule.type in _WRITTEN:
        return _WRITTEN[rule.type](value) if value else ""
    if rule.type == "account":
        return names.account(value)
    if column == "external_id":
        return value or ("" if document.__struct_config__.tag == "account" else document.id)
    if column == "contact":
        return names.contact(value) if value else ""
    if rule.type == "person" or (
        isinstance(document, Action) and column == "owner" and document.side == "ours"
    ):
        return names.person(value) if value else ""
    return _text(value.value if rule.type == "segment" and value else value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Money):
        return unmistakable(f"{value.amount:f}")
    if isinstance(value, float):
        return unmistakable(f"{Decimal(repr(value)):f}".removesuffix(".0"))
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(cast("tuple[str, ...]", value))
    return str(value)


def _line(cells: Sequence[str]) -> str:
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _markdown_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(markdown_text(cell) for cell in cells) + " |\n"


def markdown_text(text: str) -> str:
    """Plain text for a line of Markdown: it stays what it is, and on that line (X8)."""
    return _MARKDOWN.sub(r"\\\1", plain(text))
