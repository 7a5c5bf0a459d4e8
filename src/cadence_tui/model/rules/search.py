"""Shape of `search.toml`: the words by which a search is narrowed (C9)."""

from typing import Literal

from msgspec import Struct

from cadence_tui.model.message import message

FilterName = Literal["account", "person", "kind", "since", "until"]
Unit = Literal["days", "weeks", "months"]
Period = Literal["this_week", "last_week", "this_month", "last_month"]

PAST_FORMS = message("2026-10-01, 30d, yesterday or “3 days ago”")
"""The forms of a day that lies behind which everybody should know."""


class PastWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How days are called that lie behind. `weekdays` begin with Monday; `ago` are forms with `{n}` and
    `{unit}`, `numbers` what counts there beside digits. Case and accents do not matter.
    """

    today: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    before_yesterday: tuple[str, ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    periods: dict[Period, tuple[str, ...]] = {}
    ago: tuple[str, ...] = ()
    units: dict[Unit, tuple[str, ...]] = {}
    numbers: dict[str, int] = {}


class SearchWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`filters` are what is typed before a colon, `kinds` what kinds of documents are called after `kind:`.

    Case and accents do not matter; the beginning of a kind's word is enough.
    """

    filters: dict[FilterName, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
    past: PastWords = PastWords()
