"""Calls of one account that belong together: they share a phase, and keep their distances."""

from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from cadence_tui.planning.call import Call, nearest
from cadence_tui.planning.problem import Spacing

MOVING_CLAIM = 3
"""The claim of a call without a place to the days beside a call that stands, whose claim is 1."""
WINDOW_PART = 4
"""This part of the span in which a floating call may stand is its tolerance, once it has its phase."""


class Series(NamedTuple):
    """Calls in their order; `spaced` when each keeps its spacing to the one before."""

    calls: tuple[Call, ...]
    spaced: bool

    @property
    def id(self) -> str:
        """The id of its first call."""
        return self.calls[0].id

    @property
    def floating(self) -> bool:
        """Whether its phase is free."""
        return self.calls[0].request.floating

    def places(self, shift: int) -> list[tuple[Call, int]]:
        """The day of each call that finds one, near its ideal day put off by `shift` days."""
        found: list[tuple[Call, int]] = []
        before: int | None = None
        for call in self.calls:
            day = self._day(call, shift, before)
            if day is not None:
                found.append((call, day))
            before = day
        return found

    def _day(self, call: Call, shift: int, before: int | None) -> int | None:
        if call.shed_before:
            # It takes what is left in the end, and binds nobody that stands.
            return None
        wish = call.ideal + shift if call.held_day is None else call.held_day
        days = call.open_days
        spacing = _spacing(call)
        if spacing is not None and before is not None:
            days = tuple(day for day in days if spacing.least <= day - before <= spacing.most)
        return nearest(days, wish) if days else None


def series_of(calls: list[Call]) -> list[Series]:
    """Series with more to them than single dates: chains, and floating calls of an account and kind.

    The ideal days of a floating chain are lined up from its first call on. Heaviest first.
    """
    followers = {call.request.after: call for call in calls if _spacing(call) is not None}
    ids = {call.id for call in calls}
    loose: dict[tuple[str, str], list[Call]] = defaultdict(list)
    found: list[Series] = []
    for call in calls:
        if _spacing(call) is not None and call.request.after in ids:
            continue
        if call.id in followers:
            found.append(_chain(call, followers))
        elif call.request.floating and call.open_days:
            loose[call.request.circle, call.request.kind].append(call)
    for group in loose.values():
        found.append(Series(tuple(sorted(group, key=lambda call: (call.ideal, call.id))), spaced=False))
    found.sort(key=lambda one: (-sum(call.load for call in one.calls), one.id))
    return found


def settle_phase(series: Series, shift: int) -> None:
    """Puts off the ideal days, and leaves each call of a spaced series the days that suit all its others."""
    anchors = {call.id: day for call, day in series.places(shift)}
    for call in series.calls:
        call.ideal += shift
        if series.floating:
            call.tolerance = (call.latest - call.earliest) // WINDOW_PART
    if not series.spaced:
        return
    around: dict[str, int] = {}
    for before, call in pairwise(series.calls):
        slack = _slack(call, before, anchors)
        if slack is not None:
            for each, other in ((before, call), (call, before)):
                share = slack * _claim(each) // (_claim(each) + _claim(other))
                around[each.id] = min(share, around.get(each.id, share))
    for call in series.calls:
        anchor, share = anchors.get(call.id), around.get(call.id)
        if anchor is None:
            call.narrow(())
        elif share is not None:
            call.tolerance = max(1, share)
            call.narrow(day for day in call.days if abs(day - anchor) <= share)


def _claim(call: Call) -> int:
    """How much of the days between two calls is for one of them: more for one that has to move."""
    return 1 if call.held_day is not None else MOVING_CLAIM


def _chain(first: Call, followers: dict[str, Call]) -> Series:
    chain = [first]
    while chain[-1].id in followers:
        call = followers[chain[-1].id]
        spacing = _spacing(call)
        assert spacing is not None
        if call.request.floating:
            call.ideal = chain[-1].ideal + spacing.ideal
        chain.append(call)
    return Series(tuple(chain), spaced=True)


def _spacing(call: Call) -> Spacing | None:
    return call.request.spacing if call.request.after else None


def _slack(call: Call, before: Call, anchors: dict[str, int]) -> int | None:
    """Days by which the two may come nearer or part, together; None when one of them has no day."""
    spacing = _spacing(call)
    if spacing is None or call.id not in anchors or before.id not in anchors:
        return None
    apart = anchors[call.id] - anchors[before.id]
    return min(apart - spacing.least, spacing.most - apart)
