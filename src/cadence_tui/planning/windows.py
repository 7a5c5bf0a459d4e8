"""Cuts the windows of an account's calls so that every choice keeps the minimum gap."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from cadence_tui.planning.call import Call, nearest, open_days, seen_by
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Problem

SKIP = 1000.0
"""Leaving a call out costs more than any deviation that could make room for it."""
STAY = 100.0
"""Moving or leaving out a call that the previous plan placed costs this much more."""


class _Step(NamedTuple):
    """Cheapest way to place some of the calls so far, the last of them on `day`."""

    day: int
    cost: float
    placed: tuple[int, int] | None = None
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
            accounts[call.request.account].append(call)
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
    gap, near = problem.gap(call.request.account), tuple(others.get(call.request.account, ()))
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
    if all(a.high + gap <= b.low for a, b in pairwise(chain)):
        return
    anchors = _anchors(chain, gap)
    placed = [(call, anchors[k]) for k, call in enumerate(chain) if k in anchors]
    for (a, left), (b, right) in pairwise(placed):
        _share(a, left, b, right, gap)
    for k, call in enumerate(chain):
        if k not in anchors:
            call.narrow(())


def _wish(call: Call) -> int:
    return nearest(call.days, call.ideal) if call.held_day is None else call.held_day


def _skip(call: Call) -> float:
    """What leaving the call out costs; one that was shed before never moves one that stands."""
    value = max(0.0, call.request.value)
    if call.shed_before:
        return STAY * (0.5 + 0.5 * value / (1.0 + value))
    return SKIP * (1.0 + value) + (STAY if call.held_day is not None else 0.0)


def _anchors(chain: list[Call], gap: int) -> dict[int, int]:
    """Days, by position in the chain, nearest to the wishes with all gaps kept (dynamic programme)."""
    stairs = [_Step(day=-(10**9), cost=0.0)]
    for k, call in enumerate(chain):
        wish, days = _wish(call), [step.day for step in stairs]
        stay = 0.0 if call.held_day is None else STAY
        skip = _skip(call)
        found = [_Step(step.day, step.cost + skip, step.placed, step.back) for step in stairs]
        for day in call.days:
            back = stairs[bisect_right(days, day - gap) - 1]
            away = (day - wish) ** 2 / 100 + (stay if day != wish else 0.0)
            found.append(_Step(day, back.cost + away, (k, day), back))
        stairs = _descending(found)
    chosen: dict[int, int] = {}
    step: _Step | None = stairs[-1]
    while step is not None and step.placed is not None:
        chosen[step.placed[0]] = step.placed[1]
        step = step.back
    return chosen


def _descending(steps: list[_Step]) -> list[_Step]:
    """Steps of which none is both later and dearer than another."""
    steps.sort(key=lambda step: (step.day, step.cost))
    kept: list[_Step] = []
    for step in steps:
        if not kept or step.cost < kept[-1].cost:
            kept.append(step)
    return kept


def _share(a: Call, left: int, b: Call, right: int, gap: int) -> None:
    """Splits the days between two anchors in proportion to what each window wants of them."""
    spare = right - left - gap
    later, sooner = a.high - left, right - b.low
    if later + sooner > spare:
        later = spare * later // (later + sooner)
        sooner = spare - later
    a.high, b.low = min(a.high, left + later), max(b.low, right - sooner)
    a.days = tuple(day for day in a.days if day <= a.high)
    b.days = tuple(day for day in b.days if day >= b.low)
