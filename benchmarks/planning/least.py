"""What is possible at best, proven by linear and integer programmes: peak, evenness, shed value, moves."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, inf

from benchmarks.planning.desk import Desk, Wanted, unit_of
from benchmarks.planning.solver import Model
from cadence_tui.planning.problem import Request

EPSILON = 1e-6
ROUNDING = 1e-3
"""Minutes that a level from a solver may be short of the one it means."""
SHED_GAP = 0.005
"""The least value to be shed is proven to within this part."""
TANGENTS = 60
"""Lines that hold up the parabola of a week's load from below."""

Group = tuple[int, tuple[tuple[int, int], ...]]
"""Calls that are the same to the weeks: their load, and every week with the tight days in it."""


@dataclass(frozen=True)
class Least:
    """The lowest level that the fullest week can have; `exact` when it is known to be reached."""

    level: float
    exact: bool


@dataclass(frozen=True)
class Evenness:
    """Points that no plan within the limits goes below, and the price of a minute in each week."""

    points: float
    prices: list[float]


def least_peak(desk: Desk, calls: list[Wanted], seconds: float = 20.0) -> Least:
    """The least level of the fullest week: is a level packable, asked of counts of like calls (P3)."""
    groups = _groups(desk, calls)
    unit = unit_of(calls)
    level = max((a / c for a, c in zip(desk.agreed, desk.capacity, strict=True) if c), default=0.0)
    if not groups:
        return Least(level, exact=True)
    level = max(level, _fractional(desk, groups))
    whole = False
    while True:
        excess = _packed(desk, groups, level, unit, whole, seconds)
        if excess is None:
            return Least(level, exact=False)
        if excess > EPSILON:
            higher = _next_level(desk, level, unit)
            if higher is None:
                return Least(level, exact=False)
            level = higher
        elif whole:
            return Least(level, exact=True)
        else:
            whole = True


def evenness(
    desk: Desk, calls: list[Wanted], costs: dict[str, dict[int, float]], limit: list[int], weight: float
) -> Evenness:
    """Least points of calls in weeks: what a week costs each, and `weight` x load^2 / (30 x capacity).

    Calls may be cut in pieces; the parabolas are held up by tangents: no plan within the limits has less.
    """
    model = Model()
    load: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for call in calls:
        columns = {week: model.column(costs[call.id][week]) for week in costs[call.id]}
        model.row([(column, 1.0) for column in columns.values()], 1, 1)
        for week, column in columns.items():
            load[week].append((column, call.load))
    minutes: dict[int, int] = {}
    rows: dict[int, int] = {}
    for week, capacity in enumerate(desk.capacity):
        if not capacity:
            continue
        minutes[week] = model.column(most=limit[week])
        rows[week] = model.row(
            [(minutes[week], 1.0), *((column, -part) for column, part in load[week])],
            desk.agreed[week],
            desk.agreed[week],
        )
        steep = weight / (30 * capacity)
        points = model.column(1.0)
        for step in range(TANGENTS + 1):
            at = step * max(limit[week], 1) / TANGENTS
            model.row([(points, 1.0), (minutes[week], -2 * steep * at)], -steep * at * at)
    solved = model.solve()
    prices = [solved.duals[rows[week]] if week in rows else 0.0 for week in range(len(desk.capacity))]
    return Evenness(solved.bound, prices)


def least_shed(
    desks: dict[str, Desk], choices: list[dict[str, Wanted]], seconds: float = 30.0
) -> tuple[float, int]:
    """Value that must be given up at least, and how many calls the best known plan gives up.

    A choice is one call as each of those who may take it sees it. Weeks hold their room, and so do days that
    hold less than their week.
    """
    model = Model()
    weeks: dict[tuple[str, int], list[tuple[int, float]]] = defaultdict(list)
    tight: dict[tuple[str, int, int], list[tuple[int, float]]] = defaultdict(list)
    out: list[int] = []
    for choice in choices:
        some = next(iter(choice.values()))
        out.append(model.column(some.value, 1, whole=True))
        terms = [(out[-1], 1.0)]
        for name, call in choice.items():
            for week, days in call.options.items():
                column = model.column(0.0, 1, whole=True)
                terms.append((column, 1.0))
                weeks[name, week].append((column, call.load))
                if desks[name].tight(week, days):
                    tight[name, week, days].append((column, call.load))
        model.row(terms, 1, 1)
    for (name, week), terms in weeks.items():
        model.row(terms, most=desks[name].room[week])
    for (name, week, days), inner in _nested(tight):
        model.row(inner, most=desks[name].room_of(week, days))
    solved = model.solve(seconds, SHED_GAP)
    given_up = sum(round(solved.columns[column]) for column in out) if solved.columns else 0
    return max(0.0, solved.bound), given_up


def least_moves(desk: Desk, calls: list[Wanted], before: dict[str, int], requests: Iterable[Request]) -> int:
    """How many calls must leave the day they had, at least, for weeks and days to hold all of these.

    Calls of `requests` that follow another keep their spacing.
    """
    model = Model()
    weeks: dict[int, list[tuple[int, float]]] = defaultdict(list)
    days: dict[int, list[tuple[int, float]]] = defaultdict(list)
    stands: dict[str, list[tuple[int, float]]] = {}
    for call in calls:
        columns = {day: model.column(0.0 if before.get(call.id, day) == day else 1.0) for day in call.days}
        model.row([(column, 1.0) for column in columns.values()], 1, 1)
        stands[call.id] = [(column, day) for day, column in columns.items()]
        for day, column in columns.items():
            weeks[day // 7].append((column, call.load))
            days[day].append((column, call.load))
    for week, terms in weeks.items():
        model.row(terms, most=desk.room[week])
    for day, terms in days.items():
        model.row(terms, most=desk.day_room[day])
    for request in requests:
        if request.spacing and request.id in stands and request.after in stands:
            apart = [*stands[request.id], *((column, -day) for column, day in stands[request.after])]
            model.row(apart, request.spacing.least, request.spacing.most)
    solved = model.solve()
    return ceil(solved.bound - EPSILON) if solved.bound < inf else 0


def _groups(desk: Desk, calls: list[Wanted]) -> Counter[Group]:
    return Counter(
        (call.load, tuple((week, desk.tight(week, days)) for week, days in sorted(call.options.items())))
        for call in calls
        if call.options
    )


def _spread(model: Model, groups: Counter[Group], whole: bool) -> tuple[dict, dict]:
    """Columns for the calls of each group in each week, and their minutes by week and by tight days."""
    weeks: dict[int, list[tuple[int, float]]] = defaultdict(list)
    tight: dict[tuple[str, int, int], list[tuple[int, float]]] = defaultdict(list)
    for (load, options), count in sorted(groups.items()):
        terms: list[tuple[int, float]] = []
        for week, days in options:
            column = model.column(0.0, count, whole)
            terms.append((column, 1.0))
            weeks[week].append((column, load))
            if days:
                tight["", week, days].append((column, load))
        model.row(terms, count, count)
    return weeks, tight


def _nested(tight: dict) -> list[tuple[tuple[str, int, int], list[tuple[int, float]]]]:
    """For every set of tight days, all minutes that are confined to it or to a part of it."""
    sets: dict[tuple[str, int], set[int]] = defaultdict(set)
    for name, week, days in tight:
        sets[name, week].add(days)
    rows = []
    for name, week, days in tight:
        parts = [part for part in sets[name, week] if part | days == days]
        rows.append(((name, week, days), [term for part in parts for term in tight[name, week, part]]))
    return rows


def _fractional(desk: Desk, groups: Counter[Group]) -> float:
    model = Model()
    weeks, _ = _spread(model, groups, whole=False)
    level = model.column(1.0)
    for week, terms in weeks.items():
        model.row([*terms, (level, -desk.capacity[week])], most=-desk.agreed[week])
    return model.solve().bound


def _limits(desk: Desk, level: float, unit: int) -> list[int]:
    """Minutes of planned calls in each week at a level, in whole units."""
    return [
        max(0, min(int(level * whole + ROUNDING) - agreed, room)) // unit * unit
        for whole, agreed, room in zip(desk.capacity, desk.agreed, desk.room, strict=True)
    ]


def _packed(
    desk: Desk, groups: Counter[Group], level: float, unit: int, whole: bool, seconds: float
) -> float | None:
    """Minutes that do not fit at a level at least; None when the time was too short to tell."""
    model = Model()
    weeks, tight = _spread(model, groups, whole)
    limits = _limits(desk, level, unit)
    for week, terms in weeks.items():
        model.row([*terms, (model.column(1.0), -1.0)], most=limits[week])
    for (_, week, days), terms in _nested(tight):
        model.row([*terms, (model.column(1.0), -1.0)], most=desk.room_of(week, days))
    solved = model.solve(seconds)
    if solved.bound > EPSILON:
        return solved.bound
    return solved.value if solved.value < EPSILON or solved.optimal else None


def _next_level(desk: Desk, level: float, unit: int) -> float | None:
    """The next level at which some week holds one more unit; None when all are full."""
    limits = _limits(desk, level, unit)
    steps = [
        (agreed + limit + unit) / whole
        for whole, agreed, limit, room in zip(desk.capacity, desk.agreed, limits, desk.room, strict=True)
        if whole and limit + unit <= room
    ]
    return max(level, min(steps)) if steps else None
