"""Names and separators of each language are those of CLDR; dots after abbreviations and case are ours."""

import string
from collections.abc import Iterable, Mapping

import pytest
from babel import dates, numbers

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.locale.speech import Formats

CLDR = {"en": "en_US", "es": "es", "pt-BR": "pt_BR"}
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
PATTERNS = {
    "day": {"day", "month"},
    "day_year": {"day", "month", "year"},
    "weekday_day": {"weekday", "day", "month"},
    "weekday_day_year": {"weekday", "day", "month", "year"},
    "long": {"weekday", "day", "month", "year"},
}


def bare(names: Mapping[int, str] | Iterable[str]) -> list[str]:
    in_order = [names[key] for key in sorted(names)] if isinstance(names, Mapping) else names
    return [name.rstrip(".").casefold() for name in in_order]


def formats(language: str) -> Formats:
    return speech(language).formats


@LANGUAGE
def test_weekdays(language: str) -> None:
    assert bare(formats(language).weekdays) == bare(dates.get_day_names("abbreviated", locale=CLDR[language]))
    assert bare(formats(language).weekdays_long) == bare(dates.get_day_names("wide", locale=CLDR[language]))


@LANGUAGE
def test_months(language: str) -> None:
    assert bare(formats(language).months) == bare(dates.get_month_names("abbreviated", locale=CLDR[language]))
    assert bare(formats(language).months_long) == bare(dates.get_month_names("wide", locale=CLDR[language]))


@LANGUAGE
def test_separators(language: str) -> None:
    assert formats(language).decimal == numbers.get_decimal_symbol(CLDR[language])
    assert formats(language).group == numbers.get_group_symbol(CLDR[language])


@LANGUAGE
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_shows_each_of_its_parts(language: str, name: str) -> None:
    pattern = getattr(formats(language), name)
    assert {field for _, field, _, _ in string.Formatter().parse(pattern) if field} == PATTERNS[name]
