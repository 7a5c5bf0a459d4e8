"""A language as a value: words messages, writes dates, numbers and money.

Interface and content may speak different languages in one process, so there is no current language.
A message that one English word cannot tell apart carries a context before a bar: `status|Open`.
"""

import gettext
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from cadence_tui.model.message import FullDay, Message, without_context
from cadence_tui.model.money import Money

LANGUAGES = ("en", "es", "pt-BR")
_SYMBOLS = {
    "USD": "US$",
    "EUR": "€",
    "GBP": "£",
    "BRL": "R$",
    "MXN": "MX$",
    "COP": "COP$",
    "ARS": "AR$",
    "CLP": "CLP$",
}


class Formats(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names and patterns of a language, from `formats.toml`."""

    weekdays: tuple[str, ...]
    weekdays_long: tuple[str, ...]
    months: tuple[str, ...]
    months_long: tuple[str, ...]
    day: str
    day_year: str
    weekday_day: str
    weekday_day_year: str
    long: str
    decimal: str
    group: str
    thousand: str
    million: str


class Speech:
    """Everything a reader of one language needs."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations, formats: Formats) -> None:
        self.language = language
        self.formats = formats
        self._catalogue = catalogue

    def say(self, text: str, /, **figures: Any) -> str:
        """The sentence in this language, its `{names}` filled; extraction keyword."""
        return self._fill(self._catalogue.gettext(text), text, figures)

    def plural(self, one: str, many: str, number: int, /, **figures: Any) -> str:
        """The sentence for a number of things (`{n}`); extraction keyword."""
        text = self._catalogue.ngettext(one, many, number)
        return self._fill(text, one if text == one else many, {"n": self.number(number), **figures})

    def word(self, message: Message | str) -> str:
        """A message that lower layers made, in this language; figures that are messages are worded too."""
        if isinstance(message, str):
            return message
        figures = {name: self.figure(value) for name, value in message.figures.items()}
        return self._fill(self._catalogue.gettext(message.text), message.text, figures)

    def figure(self, value: Any) -> str:
        """A value as a reader expects it inside a sentence."""
        if isinstance(value, Message):
            return self.word(value)
        if isinstance(value, FullDay):
            return self.day(value.day, year=True)
        if isinstance(value, datetime):
            return f"{self.day(value.date())} {self.time(value)}"
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return str(value)
        return self.number(value)

    def day(self, day: date, *, year: bool = False) -> str:
        """`4 Dec`, or `4 Dec 2026`."""
        return self._date(self.formats.day_year if year else self.formats.day, day)

    def day_from(self, day: date, today: date) -> str:
        """`4 Dec`, with its year where that is not the one of `today`."""
        return self.day(day, year=day.year != today.year)

    def weekday_day(self, day: date, today: date | None = None) -> str:
        """`Fri 4 Dec`, with its year where that is not the one of `today`."""
        far = today is not None and day.year != today.year
        return self._date(self.formats.weekday_day_year if far else self.formats.weekday_day, day)

    def weekday(self, day: date) -> str:
        """`Fri`."""
        return self.formats.weekdays[day.weekday()]

    def long_date(self, day: date) -> str:
        """`Friday 4 December 2026`, for letters."""
        return self.formats.long.format(
            weekday=self.formats.weekdays_long[day.weekday()],
            day=day.day,
            month=self.formats.months_long[day.month - 1],
            year=day.year,
        )

    def time(self, instant: datetime) -> str:
        """`14:05`, in the zone the instant carries."""
        return f"{instant:%H:%M}"

    def number(self, value: float | Decimal, places: int | None = None) -> str:
        """A number, separated as usual, and `places` after the decimal mark (default: none or one)."""
        if places is None:
            places = 0 if value == int(value) else 1
        text = f"{value:,.{places}f}"
        return text.translate(str.maketrans({",": self.formats.group, ".": self.formats.decimal}))

    def percent(self, share: float) -> str:
        """A share of one as whole percent, `72 %`."""
        return f"{self.number(round(share * 100))} %"

    def money(self, money: Money, *, short: bool = False) -> str:
        """`US$ 120,000`; short `US$ 120k`."""
        symbol = _SYMBOLS.get(money.currency, money.currency)
        if not short:
            whole = money.amount == money.amount.to_integral_value()
            return f"{symbol} {self.number(money.amount, 0 if whole else 2)}"
        return f"{symbol} {self.short_number(money.amount)}"

    def short_number(self, value: Decimal | float) -> str:
        """`4.1M`, `120k`, `950`."""
        amount = Decimal(value)
        for size, unit in ((Decimal(10) ** 6, self.formats.million), (Decimal(1000), self.formats.thousand)):
            # Just below a unit the smaller one would round up to 1,000.
            if abs(amount) >= size - size / 2000:
                scaled = amount / size
                # Just below ten one place would round up to 10.0.
                places = 1 if abs(scaled) < Decimal("9.95") and size > 1000 else 0
                rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
                return f"{self.number(rounded, places)}{unit}"
        return self.number(amount, 0)

    def _date(self, pattern: str, day: date) -> str:
        return pattern.format(
            weekday=self.formats.weekdays[day.weekday()],
            day=day.day,
            month=self.formats.months[day.month - 1],
            year=day.year,
        )

    @staticmethod
    def _fill(text: str, source: str, figures: Mapping[str, Any]) -> str:
        if text == source:
            text = without_context(text)
        return text.format_map(figures) if figures else text


@cache
def speech(language: str) -> Speech:
    """The speech of a language (`en`, `es`, `pt-BR`)."""
    formats = tomllib.loads(_read("formats.toml").decode())[language]
    return Speech(language, _catalogue(language), msgspec.convert(formats, Formats))


def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with (files("cadence_tui.locale") / "compiled" / f"{language}.mo").open("rb") as stream:
        return gettext.GNUTranslations(stream)  # pyright: ignore[reportArgumentType]


def _read(name: str) -> bytes:
    return (files("cadence_tui.locale") / name).read_bytes()
