"""Seasons, and the figures of contact, value and cost."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import get_args

from cadence_tui.content.model_faults.fault import Fault, repeated, unknown, unknown_kinds, written
from cadence_tui.model.band import Band
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import Blackout, TouchModel

_LEAP_YEAR = 2024


def season_faults(model: TouchModel) -> Iterator[Fault]:
    """Of each season, what it contradicts."""
    for index, season in enumerate(model.blackouts):
        path = f"$.blackouts[{index}]"
        yield from unknown_kinds(f"{path}.touches", season.touches, model)
        yield from unknown_kinds(f"{path}.spares", season.spares, model)
        if season.touches and season.spares:
            yield Fault(path, season.id, message("either touches or spares"))
        yield from _days(path, season)


def figure_faults(model: TouchModel) -> Iterator[Fault]:
    """Figures that contradict each other."""
    fastest, slowest = model.contact.wish_factors
    if not fastest <= 1 <= slowest:
        expected = message("a factor up to 1, then one from 1 on")
        yield Fault("$.contact.wish_factors", written(fastest, slowest), expected)
    yield from repeated("$.contact.weekdays", model.contact.weekdays)
    yield from unknown("$.value.band", model.value.band, get_args(Band))
    if any(later.within_days <= earlier.within_days for earlier, later in pairwise(model.value.renewal)):
        found = written(*(each.within_days for each in model.value.renewal))
        yield Fault("$.value.renewal", found, message("the nearest renewal first"))
    if model.economy is not None and not model.economy.cost_share:
        yield Fault("$.economy.cost_share", "0", message("more than 0"))


def _days(path: str, season: Blackout) -> Iterator[Fault]:
    days: list[date] = []
    for name, text in (("first", season.first), ("last", season.last)):
        try:
            days.append(date.fromisoformat(f"{_LEAP_YEAR}-{text}"))
        except ValueError:
            yield Fault(f"{path}.{name}", text, message("a day of the year, as in 12-31"))
    if len(days) == 2 and (days[1] - days[0]).days % 366 == 365:
        expected = message("a season that leaves days of the year open")
        yield Fault(path, f"{season.first} - {season.last}", expected)
