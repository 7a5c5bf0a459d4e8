"""Kinds of values on the command line; a wrong one is refused in the reader's language."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import available_timezones

import click

from cadence_tui.cli.request import Request
from cadence_tui.model.clock import FIRST_YEAR, LAST_YEAR
from cadence_tui.model.errors import BadInput, WrongUsage
from cadence_tui.model.hours import parse_hours
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.search import PAST_FORMS
from cadence_tui.workspace.terms import check_transaction

_FORMS = message("a date such as {example}, friday, “in two weeks”", example="2026-11-23")


class OneOf(click.Choice[str]):
    """One word of several."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word. Raises WrongUsage naming the others."""
        if value in self.choices:
            return value
        raise _wrong(param, value, message("one of {words}", words=", ".join(self.choices)))

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """The words, as usage shows them."""
        return "|".join(self.choices)


class WholeNumber(click.ParamType):
    """A whole number between two bounds, both included."""

    name = "n"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Raises WrongUsage."""
        number = int(value) if str(value).isdecimal() else None
        if number is not None and self.least <= number <= self.most:
            return number
        expected = message("a whole number from {least} to {most}", least=self.least, most=self.most)
        raise _wrong(param, value, expected)


class Day(click.ParamType):
    """A day, written YYYY-MM-DD, or said in the reader's language: one ahead, or one that lies behind."""

    name = "date"

    def __init__(self, *, past: bool = False) -> None:
        self.past = past

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Raises WrongUsage, and for words what opening the store raises."""
        day = value if isinstance(value, date) else written_day(value) or self._said(value, ctx)
        if day is None:
            raise _wrong(param, value, PAST_FORMS if self.past else _FORMS)
        _check_year(param, value, day.year)
        return day

    def _said(self, text: str, ctx: click.Context | None) -> date | None:
        if ctx is None or ctx.resilient_parsing:
            return None
        from cadence_tui.workspace.said_days import coming_day_said, past_day_said

        request = ctx.find_root().ensure_object(Request)
        said = past_day_said if self.past else coming_day_said
        return said(request.workspace, text, request.speech.language)


class Instant(click.ParamType):
    """An instant, ISO 8601; without an offset it is UTC."""

    name = "iso-8601"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The instant. Raises WrongUsage."""
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            example = "2026-11-23T09:00:00+01:00"
            raise _wrong(param, value, message("an instant such as {example}", example=example)) from None
        _check_year(param, value, instant.year)
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


class Zone(click.ParamType):
    """An IANA time zone."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The zone. Raises WrongUsage."""
        if value in available_timezones():
            return value
        raise _wrong(param, value, message("a time zone such as {example}", example="America/Bogota"))


class WorkingHours(click.ParamType):
    """Working hours, as `model.hours` reads them."""

    name = "hours"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The hours as they stand. Raises WrongUsage."""
        try:
            parse_hours(value)
        except BadInput as error:
            raise WrongUsage(error.message) from None
        return value


class Transaction(click.ParamType):
    """The id of a transaction, as `workspace.terms` has it."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id. Raises WrongUsage."""
        check_transaction(value)
        return value


def written_day(text: str) -> date | None:
    """The day of `YYYY-MM-DD`; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _check_year(param: click.Parameter | None, value: Any, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        expected = message("a year between {first} and {last}", first=str(FIRST_YEAR), last=str(LAST_YEAR))
        raise _wrong(param, value, expected)


def _wrong(param: click.Parameter | None, value: Any, expected: Message) -> WrongUsage:
    name = param.opts[0] if isinstance(param, click.Option) else str(param.name if param else "").upper()
    text = message(
        "{name}: found “{found}”, expected {expected}", name=name, found=str(value), expected=expected
    )
    return WrongUsage(text)


DAY = Day()
PAST_DAY = Day(past=True)
INSTANT = Instant()
ZONE = Zone()
HOURS = WorkingHours()
TRANSACTION = Transaction()
