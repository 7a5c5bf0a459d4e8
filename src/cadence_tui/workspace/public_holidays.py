"""Public holidays of a country, by the library that knows them; loaded when first asked for."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import cast

from cadence_tui.workspace.holiday_memory import remembered

_BEFORE, _AHEAD = timedelta(days=60), timedelta(days=460)


def public_holidays(
    country: str, subdivision: str, first: date, last: date, language: str = "en"
) -> dict[date, str]:
    """Holidays between two days, both included, named in the reader's language, else in the country's own.

    A country that the library does not know has none; of an unknown subdivision the national ones count.
    """
    found: dict[date, str] = {}
    if country:
        for year in range(first.year, last.year + 1):
            found |= _of_year(country, subdivision, year, language)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


@lru_cache(maxsize=256)
def days_off(country: str, today: date) -> frozenset[date]:
    """The holidays of a country that the touches of the coming year may meet."""
    return frozenset(public_holidays(country, "", today - _BEFORE, today + _AHEAD))


@lru_cache(maxsize=256)
def country_name(country: str, language: str) -> str:
    """What readers of a language call a country; its code where nobody knows it."""
    from babel import Locale

    names = cast("Mapping[str, str]", Locale.parse(language, sep="-").territories)
    return names.get(country, country)


@lru_cache(maxsize=1024)
def _of_year(country: str, subdivision: str, year: int, language: str) -> dict[date, str]:
    return remembered(
        country, subdivision, year, language, lambda: _worked_out(country, subdivision, year, language)
    )


def _worked_out(country: str, subdivision: str, year: int, language: str) -> dict[date, str]:
    import holidays

    known = holidays.list_supported_countries()
    if country not in known:
        return {}
    part = subdivision if subdivision in known[country] else None
    offered = holidays.list_localized_countries().get(country, [])
    # Without a language the library would take that of the process.
    own = holidays.country_holidays(country).default_language
    spoken = next((code for code in offered if code.startswith(language[:2])), own)
    return dict(holidays.country_holidays(country, subdiv=part, years=year, language=spoken))
