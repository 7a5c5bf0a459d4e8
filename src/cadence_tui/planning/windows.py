"""Cuts the windows of an account's calls so that every choice keeps the minimum gap."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from cadence_tui.planning.call import Call, nearest
from cadence_tui.planning.problem import Problem

SKIP = 1000.0
"""Leaving a call out costs more than any deviation that could make room for it."""
STAY = 100.0
"""Moving or leaving out a call that the previous plan placed costs this much more."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Cheapest way to place some of the calls so far, the last of them on `day`."""

    day: int
    cost: float
    placed: tuple[int, int] | None = None
    back: "_Step | None" = None


def keep_gaps(problem: Problem, calls: list[Call]) -> None:
    """Cuts `days` of the calls so that any day of one keeps the gap to any day of the account's next.

    Agreed calls keep their gap too. When a chain does not fit, its least valuable calls lose all their days.
    """
    agreed: dict[str, list[int]] = defaultdict(list)
    for fixed in problem.fixed:
        agreed[fixed.account].append(problem.day(fixed.date))
    accounts: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        gap = problem.gap(call.request.account)
        near = agreed.get(call.request.account, ())
        call.days = tuple(day for day in call.days if all(abs(day - other) >= gap for other in near))
        if call.days:
            accounts[call.request.account].append(call)
    for account, chain in accounts.items():
        _cut(chain, problem.gap(account))


def _cut(chain: list[Call], gap: int) -> None:
    chain.sort(key=lambda call: (_wish(call), call.days[-1], call.days[0], call.id))
    if all(a.days[-1] + gap <= b.days[0] for a, b in pairwise(chain)):
        return
    anchors = _anchors(chain, gap)
    placed = [(call, anchors[k]) for k, call in enumerate(chain) if k in anchors]
    for (a, left), (b, right) in pairwise(placed):
        _share(a, left, b, right, gap)
    for k, call in enumerate(chain):
        if k not in anchors:
            call.days = ()


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
    later, sooner = a.days[-1] - left, right - b.days[0]
    if later + sooner > spare:
        later = spare * later // (later + sooner)
        sooner = spare - later
    a.days = tuple(day for day in a.days if day <= left + later)
    b.days = tuple(day for day in b.days if day >= right - sooner)
