"""The names, trades, people, phrases and stories of `sample_data`, read and checked once."""

from functools import cache
from typing import TypeVar

from msgspec import Struct

from cadence_tui.content.assets import asset_folder
from cadence_tui.content.load import read_rules
from cadence_tui.content.sample.patterns import Patterns
from cadence_tui.content.sample.sessions import Sessions
from cadence_tui.content.sample.stories import Stories
from cadence_tui.model.documents.account import Language
from cadence_tui.model.documents.person import Role

Titles = dict[Language, str]
R = TypeVar("R")


class _Shape(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rule files refuse what they do not know."""


class Country(_Shape, frozen=True):
    """A country's companies and people; `rate` is units of its currency per US dollar."""

    code: str
    language: Language
    currency: str
    rate: float
    round_to: int
    zones: tuple[str, ...]
    stems: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[str, ...]
    phone: str = ""
    areas: tuple[int, ...] = (0,)


class Countries(_Shape, frozen=True):
    """`countries.toml`."""

    countries: tuple[Country, ...]


class Industry(_Shape, frozen=True):
    """A trade, what its companies are called, and its teams."""

    id: str
    weight: float
    teams: tuple[str, ...]
    names: dict[Language, tuple[str, ...]]


class Trades(_Shape, frozen=True):
    """`industries.toml`."""

    industries: tuple[Industry, ...]
    teams: dict[str, Titles]
    features: dict[str, Titles]


class Member(_Shape, frozen=True):
    """A person of the team; a CSM has accounts, the countries they lie in, and a mix of segments."""

    name: str
    login: str
    timezone: str
    hours: str
    language: Language
    country: str
    subdivision: str = ""
    role: Role = "csm"
    pod: str = ""
    accounts: int = 0
    countries: dict[str, int] = {}
    mix: dict[str, int] = {}
    leave_next_month: str = ""


class Home(_Shape, frozen=True):
    """Where further CSMs of the large sample live."""

    country: str
    timezone: str
    countries: dict[str, int]


class Team(_Shape, frozen=True):
    """`people.toml`."""

    people: tuple[Member, ...]
    homes: tuple[Home, ...]


class Roles(_Shape, frozen=True):
    """`roles.toml`: job titles, each for men and for women."""

    champions: dict[Language, tuple[tuple[str, str], ...]]
    sponsors: dict[Language, tuple[tuple[str, str], ...]]
    users: dict[Language, tuple[tuple[str, str], ...]]


Phrases = dict[str, dict[str, tuple[str, ...]]]


class World(_Shape, frozen=True):
    """Everything that the generator draws from."""

    patterns: Patterns
    countries: dict[str, Country]
    trades: Trades
    team: Team
    roles: Roles
    stories: Stories
    sessions: Sessions
    phrases: dict[Language, Phrases]


LANGUAGES: tuple[Language, ...] = ("en", "es", "pt-BR")


@cache
def load_world() -> World:
    """The folder `sample_data`; raises BadInput naming file and path when a file does not fit."""
    return World(
        patterns=_read(Patterns, "patterns"),
        countries={country.code: country for country in _read(Countries, "countries").countries},
        trades=_read(Trades, "industries"),
        team=_read(Team, "people"),
        roles=_read(Roles, "roles"),
        stories=_read(Stories, "stories"),
        sessions=_read(Sessions, "sessions"),
        phrases={language: _read(Phrases, f"phrases.{language}") for language in LANGUAGES},
    )


def _read(shape: type[R], name: str) -> R:
    file = f"{name}.toml"
    return read_rules(shape, (asset_folder("sample_data") / file).read_bytes(), file)
