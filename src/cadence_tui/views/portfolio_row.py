"""The row of an account in a list: its shape, and what a list of them adds up to (H3)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.band import Band
from cadence_tui.model.money import Money, total

TREND_WEEKS = 12
BANDS: tuple[Band, ...] = ("green", "yellow", "red", "unknown")

Risk = Literal["risk_red", "risk_signal", "risk_champion_left", "risk_renewal_passed"]


class NextTouch(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The next contact: agreed (planned, confirmed) or only asked for by the touch model (due)."""

    date: date
    status: Literal["planned", "confirmed", "due"]
    touch: str = ""
    channel: str = ""
    start: datetime | None = None
    id: str = ""


class PortfolioRow(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An account in a list. `known` is false while its health is still to be reckoned.

    `delta` is the score against four weeks ago; `trend` the weekly scores, oldest first; `overdue_actions`
    counts promises of both sides past their date, `late_days` the worst of them; `yearly` is the revenue in
    the touch model's currency; `renewing` is true while a stage before the renewal lasts; `untouched` is who
    pays and was left for longer than the model allows.
    """

    id: str
    name: str
    external_id: str = ""
    owner: str = ""
    pod: str = ""
    segment: str = ""
    stage: str = ""
    arr: Money | None = None
    yearly: float | None = None
    country: str = ""
    industry: str = ""
    tags: tuple[str, ...] = ()
    renewal: date | None = None
    renewing: bool = False
    churned: date | None = None
    known: bool = True
    score: int | None = None
    band: Band = "unknown"
    coverage: float = 0.0
    delta: int | None = None
    trend: tuple[int | None, ...] = ()
    last_touch: date | None = None
    next_touch: NextTouch | None = None
    overdue_touch_days: int = 0
    open_actions: int = 0
    overdue_actions: int = 0
    late_days: int = 0
    risks: tuple[Risk, ...] = ()
    attention: float = 0.0
    untouched: bool = False


def former(rows: Iterable[PortfolioRow]) -> int:
    """How many are customers no more; the team, capacity and revenue do not count them."""
    return sum(row.churned is not None for row in rows)


def counted(accounts: int, gone: int, speech: Speech) -> str:
    """`139 accounts + 1 former`: those that left apart, so that the figure is that of the team."""
    told = speech.plural("{n} account", "{n} accounts", accounts - gone)
    return f"{told} + {speech.plural('{n} former', '{n} former', gone)}" if gone else told


class Sums(Struct, frozen=True, kw_only=True):
    """Accounts by band, and their revenue: by currency, and roughly together in the touch model's."""

    bands: Mapping[Band, int]
    revenue: tuple[Money, ...]
    yearly: float


def sums(rows: Iterable[PortfolioRow]) -> Sums:
    """Accounts by band, and revenue by currency, of those that are still customers."""
    counts: dict[Band, int] = dict.fromkeys(BANDS, 0)
    revenue: list[Money] = []
    yearly = 0.0
    for row in rows:
        if row.churned is not None:
            continue
        yearly += row.yearly or 0.0
        if row.known:
            counts[row.band] += 1
        if row.arr is not None:
            revenue.append(row.arr)
    return Sums(bands=counts, revenue=tuple(total(revenue)), yearly=yearly)
