"""Cuts the windows of an account's calls so that every choice keeps the minimum gap."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from cadence_tui.planning.call import Call, nearest, open_days, seen_by
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Problem

SKIP = 1000.0
"""Leaving a call out costs more than any deviation that could make room for it."""
FEW = 2.0
"""Points for the only day that is left to a call; two days cost half of it, and so on."""
MARKS = 40
"""At about how many of its days a window may be cut."""
STAY = 100.0
"""Moving or leaving out a call that the previous plan placed costs this much more."""


class _Step(NamedTuple):
    """Cheapest way to give some of the calls so far their days; the next one may begin on day `free`."""

    free: int
    cost: float
    span: tuple[int, int, int] | None = None
    back: "_Step | None" = None


def keep_gaps(problem: Problem, calls: list[Call], diaries: dict[str, Diary]) -> None:
    """Cuts `days` of the calls so that any day of one keeps the gap to any day of the account's next.

    Agreed calls keep their gap too. When a chain does not fit, its least valuable calls lose all their days.
    """
    agreed = agreed_days(problem)
    accounts: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        call.narrow(apart_from(agreed, problem, call, call.days))
        if call.days:
            _widen(call, apart_from(agreed, problem, call, _days_of_colleagues(call, diaries)))
            accounts[call.request.circle].append(call)
    for account, chain in accounts.items():
        _cut(chain, problem.gap(account))


def agreed_days(problem: Problem) -> dict[str, list[int]]:
    """Days of agreed calls by account."""
    agreed: dict[str, list[int]] = defaultdict(list)
    for fixed in problem.fixed:
        agreed[fixed.account].append(problem.day(fixed.date))
    return agreed


def apart_from(
    others: Mapping[str, Iterable[int]], problem: Problem, call: Call, days: Iterable[int]
) -> list[int]:
    """Those of the days that keep the gap to the other days of the call's account."""
    gap, near = problem.gap(call.request.circle), tuple(others.get(call.request.circle, ()))
    return [day for day in days if all(abs(day - other) >= gap for other in near)]


def _days_of_colleagues(call: Call, diaries: dict[str, Diary]) -> list[int]:
    """Days on which somebody who may stand in could make the call."""
    if call.tolerance is not None:
        return []
    others = [who for who in call.request.stand_ins if who in diaries and who != call.owner]
    return [day for who in others for day in open_days(call, diaries[who], seen_by(call.request, who))]


def _widen(call: Call, days: list[int]) -> None:
    call.low, call.high = min([call.low, *days]), max([call.high, *days])


def _cut(chain: list[Call], gap: int) -> None:
    chain.sort(key=lambda call: (_wish(call), call.high, call.low, call.id))
    if gap <= 0 or all(a.high + gap <= b.low for a, b in pairwise(chain)):
        return
    kept = _cuts(chain, gap)
    for k, call in enumerate(chain):
        if k not in kept:
            call.narrow(())
            continue
        low, high = kept[k]
        call.low, call.high = low, high
        call.days = tuple(day for day in call.days if low <= day <= high)


def _wish(call: Call) -> int:
    return nearest(call.days, call.ideal) if call.held_day is None else call.held_day


def _skip(call: Call) -> float:
    """What leaving the call out costs; one that was shed before never moves one that stands."""
    value = max(0.0, call.request.value)
    if call.shed_before:
        return STAY * (0.5 + 0.5 * value / (1.0 + value))
    return SKIP * (1.0 + value) + (STAY if call.held_day is not None else 0.0)


def _cuts(chain: list[Call], gap: int) -> dict[int, tuple[int, int]]:
    """First and last day, by position in the chain, of every call that stays (dynamic programme).

    Each gets as many days as the others can spare, those near its wish first; the last one of few days is
    dearer than one of many, so that no call is confined while its neighbour has plenty.
    """
    stairs = [_Step(free=-(10**9), cost=0.0)]
    for k, call in enumerate(chain):
        later = min((other.low for other in chain[k + 1 :]), default=10**9)
        # Where nobody later is in the way there is nothing to cut.
        ends = (call.high,) if call.high + gap <= later else (*_marks(call.days), call.high)
        wish, skip = _wish(call), _skip(call)
        found = [_Step(step.free, step.cost + skip, step.span, step.back) for step in stairs]
        for step in stairs:
            low = max(call.low, step.free)
            first = bisect_left(call.days, low)
            for end in ends:
                count = bisect_right(call.days, end) - first
                if count > 0:
                    cost = step.cost + _tightness(call, first, count, wish)
                    found.append(_Step(end + gap, cost, (k, low, end), step))
        stairs = _descending(found)
    chosen: dict[int, tuple[int, int]] = {}
    step: _Step | None = min(stairs, key=lambda step: (step.cost, step.free))
    while step is not None and step.span is not None:
        k, low, end = step.span
        chosen[k] = (low, end)
        step = step.back
    return chosen


def _marks(days: tuple[int, ...]) -> tuple[int, ...]:
    """Days at which a window may be cut; of a very long one some must do."""
    return days[:: max(1, len(days) // MARKS)]


def _tightness(call: Call, first: int, count: int, wish: int) -> float:
    """What these days of a call cost it: how far the nearest is from its wish, and how few they are."""
    days = call.days[first : first + count]
    away = nearest(days, wish) - wish
    stay = STAY if away and call.held_day is not None else 0.0
    return stay + away * away / 100 + FEW / count


def _descending(steps: list[_Step]) -> list[_Step]:
    """Steps of which none leaves less room and is dearer than another."""
    steps.sort(key=lambda step: (step.free, step.cost))
    kept: list[_Step] = []
    for step in steps:
        if not kept or step.cost < kept[-1].cost:
            kept.append(step)
    return kept
