"""The world that the books are set in: countries with zones and holidays, rhythms, closed seasons."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

ZONES = {
    "BR": "America/Sao_Paulo",
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "GB": "Europe/London",
    "MX": "America/Mexico_City",
    "PT": "Europe/Lisbon",
    "US": "America/New_York",
}
HOMES = ("ES", "BR", "MX", "PT")
"""Where the pods sit, in turn."""
CUSTOMERS = {
    "ES": {"ES": 6, "PT": 1, "GB": 1, "DE": 1, "MX": 1},
    "BR": {"BR": 7, "US": 2, "PT": 1},
    "MX": {"MX": 5, "US": 4, "ES": 1},
    "PT": {"PT": 5, "BR": 2, "GB": 2, "DE": 1},
}
"""Where the customers of a pod sit, as weights."""
INDUSTRIES = {"software": 5, "retail": 2, "banking": 2, "health": 2, "transport": 1}
OFFICE = {"ES": [[540, 840], [930, 1110]], "PT": [[540, 780], [840, 1080]]}
"""Working minutes of a day by country; the others take the usual hours."""
USUAL = [[540, 750], [810, 1080]]


@dataclass(frozen=True)
class Rhythm:
    """How a segment is looked after: days between check-ins, minutes, reviews, calls before the renewal.

    `renewal` has days before the date, minutes, and the days by which the call may be off.
    """

    onboarding: int
    steady: int
    minutes: int
    review_every: int
    review_minutes: int
    renewal: tuple[tuple[int, int, int], ...]


RHYTHMS = {
    "strategic": Rhythm(7, 14, 45, 91, 60, ((90, 45, 9), (60, 30, 7), (30, 30, 4), (10, 15, 2))),
    "growth": Rhythm(14, 28, 30, 182, 45, ((75, 30, 9), (30, 20, 5))),
    "core": Rhythm(28, 84, 20, 0, 0, ((45, 15, 9),)),
}
ARR = {"strategic": (90_000, 800_000), "growth": (20_000, 90_000), "core": (2_000, 20_000)}
VALUES = {"renewal": 3.0, "review": 2.0, "kickoff": 3.0, "check_in": 1.0}
TOLERANCE = 0.28
"""The part of its rhythm by which a check-in may be off on either side."""


@lru_cache(maxsize=64)
def holidays_of(country: str, years: tuple[int, ...]) -> tuple[date, ...]:
    """Public holidays of a country, in order."""
    import holidays

    return tuple(sorted(holidays.country_holidays(country, years=years)))


def closed_seasons(years: tuple[int, ...]) -> list[dict[str, object]]:
    """No business reviews in December; retail is left alone from mid-November on."""
    seasons: list[dict[str, object]] = []
    for year in years:
        seasons += [
            {"kinds": ["review"], "industry": None, "from": f"{year}-12-01", "to": f"{year}-12-31"},
            {
                "kinds": ["review", "check_in"],
                "industry": "retail",
                "from": f"{year}-11-13",
                "to": f"{year}-12-31",
            },
        ]
    return seasons
