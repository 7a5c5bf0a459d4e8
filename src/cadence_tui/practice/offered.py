"""Calls that were offered to a customer, counted by what became of them (T11)."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Evidence, Touchpoint
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.statistics import wilson


class Offered(Struct, frozen=True, kw_only=True):
    """Calls of one kind on the days from `first` to `last`, both included, in order."""

    first: date
    last: date
    calls: tuple[Touchpoint, ...]

    def evidence(self, confidence: float) -> Evidence:
        """What became of them, with the interval of the share that was held."""
        statuses = [call.status for call in self.calls]
        held = statuses.count("held")
        interval = wilson(held, len(statuses), confidence)
        return Evidence(
            first=self.first,
            last=self.last,
            held=held,
            no_show=statuses.count("no_show"),
            declined=statuses.count("declined"),
            low=interval.low,
            high=interval.high,
            confidence=confidence,
        )

    @property
    def held(self) -> int:
        """How many were held."""
        return sum(call.status == "held" for call in self.calls)

    @property
    def minutes(self) -> int:
        """What they took of the customer's time and ours; a no-show is prepared all the same."""
        whole = sum(call.minutes + call.work_minutes for call in self.calls if call.status == "held")
        return whole + sum(call.work_minutes for call in self.calls if call.status == "no_show")


def offered(touchpoints: Iterable[Touchpoint], touch: str, first: date, last: date) -> Offered:
    """The calls of a kind: held, missed by the customer or declined by them. What we called off ourselves,
    mails and internal contacts are none."""
    calls = [
        each
        for each in sorted(touchpoints, key=lambda each: each.date)
        if each.touch == touch
        and first <= each.date <= last
        and not each.internal
        and each.channel in LIVE_CHANNELS
        and each.status in ("held", "no_show", "declined")
    ]
    return Offered(first=first, last=last, calls=tuple(calls))
