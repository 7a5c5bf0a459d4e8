"""How good the plans of one book are, measured against what is proven possible."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from benchmarks.planning.asking import answer_of, problem_of
from benchmarks.planning.books import Shape, book
from benchmarks.planning.calendars import Form
from benchmarks.planning.change import changed
from benchmarks.planning.desk import Desk, Wanted, desks_of
from benchmarks.planning.least import Evenness, Least, evenness, least_moves, least_peak, least_shed
from cadence_tui.planning.call import Call, calls_of
from cadence_tui.planning.engine import diaries_of, ready
from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Dials, Problem, Request
from cadence_tui.planning.result import Entry, Plan, Shed
from tests.planning.form import broken_rules

DIALS = Dials()
SLACK = 1.05
"""The fullest week may be this much above the least that is possible ..."""
ONE_CALL = 30
"""... or this many minutes, when that is more."""
NEAR = 0.05
"""Points by which another week may be cheaper at the proven prices before a place counts as unexplained."""


@dataclass
class Quality:
    """What was found in one book or in several; minutes, ratios and counts."""

    broken: int = 0
    beyond_slack: list[float] = field(default_factory=list)
    beyond_least: list[float] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    shed_value: list[float] = field(default_factory=list)
    shed_more: list[int] = field(default_factory=list)
    shed_needlessly: int = 0
    moved_again: int = 0
    moves_more: list[float] = field(default_factory=list)
    moves_more_overloaded: list[float] = field(default_factory=list)
    agreed_moved: int = 0
    wishes: int = 0
    wishes_met: int = 0
    unexplained: int = 0
    to_prove: int = 0
    proven: int = 0


class _Case:
    """A problem with its desks, and a plan of it."""

    def __init__(self, problem: Problem, made: Plan) -> None:
        self.problem, self.plan = problem, made
        self.requests = {request.id: request for request in problem.requests}
        self.desks = desks_of(problem)
        self.entries: dict[str, list[Entry]] = {name: [] for name in self.desks}
        for entry in made.entries:
            if entry.status != "fixed":
                self.entries[entry.owner].append(entry)

    def calls(self, name: str) -> list[Wanted]:
        """The calls that somebody has in the plan."""
        return [self.desks[name].wanted(self.requests[entry.id]) for entry in self.entries[name]]

    def choices(self, request: Request) -> dict[str, Wanted]:
        """The call as each of those who may take it sees it."""
        able = {name: self.desks[name] for name in (request.owner, *request.stand_ins) if name in self.desks}
        return {name: desk.wanted(request) for name, desk in able.items()}


def measure(shape: Shape, found: Quality) -> None:
    """Plans a book in every mode, and adds what comes of it."""
    form = book(shape)
    problem = problem_of(form)
    made = plan(problem)
    case = _Case(problem, made)
    found.broken += len(broken_rules(form, answer_of(form, made)))
    least = {name: least_peak(desk, case.calls(name)) for name, desk in case.desks.items()}
    priced = _priced(problem)
    for name, desk in case.desks.items():
        _levels(case, desk, least[name], priced, found)
    _shed(case, found)
    if shape.tightness < 1:
        _wishes(_Case(problem, plan(problem, dials=Dials(slot_weeks=shape.weeks))), found)
    found.unexplained += sum(not call.reasons for call in (*made.entries, *made.shed))
    found.moved_again += len(plan(problem, made).moves)
    flat = plan(problem, mode="flatten")
    found.broken += len(broken_rules(form, answer_of(form, flat)))
    _flat(_Case(problem, flat), found)
    over = found.moves_more if shape.tightness < 1 else found.moves_more_overloaded
    over.append(_change(form, made, found))


def _levels(case: _Case, desk: Desk, least: Least, priced: dict[str, Call], found: Quality) -> None:
    """The fullest week, and what the weeks cost."""
    name = desk.person.id
    peak = case.plan.peaks[name]
    allowed = max(least.level * SLACK * peak.capacity, least.level * peak.capacity + ONE_CALL)
    found.beyond_slack.append(max(0.0, peak.minutes - allowed))
    standing = {entry.id: entry.week for entry in case.entries[name]}
    costs = {key: _week_costs(priced[key]) if priced[key].owner == name else {} for key in standing}
    taken_over = {key: {week: 0.0} for key, week in standing.items() if week not in costs[key]}
    costs |= taken_over  # from a colleague at the end: it stays where it is
    load = [week.minutes for week in case.plan.load[name]]
    limit = [
        max(minutes, min(whole, int(max(least.level * SLACK * whole, least.level * whole + ONE_CALL))))
        for minutes, whole in zip(load, desk.capacity, strict=True)
    ]
    calls = case.calls(name)
    best = evenness(desk, calls, costs, limit, DIALS.level)
    points = sum(costs[key][week] for key, week in standing.items()) + sum(
        DIALS.level * minutes**2 / (30 * whole)
        for minutes, whole in zip(load, desk.capacity, strict=True)
        if whole
    )
    found.points.append(points / best.points if best.points > 0 else 1.0)
    _explained(case, [call for call in calls if call.id not in taken_over], costs, best, found)


def _explained(
    case: _Case,
    calls: list[Wanted],
    costs: dict[str, dict[int, float]],
    best: Evenness,
    found: Quality,
) -> None:
    """A call outside its ideal week is explained when that week is closed to it, or no week is cheaper."""
    entries = {entry.id: entry for entry in case.plan.entries}
    for call in calls:
        entry = entries[call.id]
        ideal = case.problem.day(entry.ideal) // 7
        if entry.week == ideal:
            continue
        found.to_prove += 1
        at = {week: points + best.prices[week] * call.load for week, points in costs[call.id].items()}
        found.proven += ideal not in call.options or at[entry.week] <= min(at.values()) + NEAR


def _priced(problem: Problem) -> dict[str, Call]:
    """The calls with the planner's prices for their days: what is measured is how well it spends them."""
    diaries = diaries_of(problem)
    calls = ready(problem, diaries, calls_of(problem, diaries, None, "repair"), DIALS)
    return {call.id: call for call in calls}


def _week_costs(call: Call) -> dict[int, float]:
    costs: dict[int, float] = {}
    for day, points in zip(call.days, call.costs, strict=True):
        costs[day // 7] = min(points, costs.get(day // 7, points))
    return costs


def _shed(case: _Case, found: Quality) -> None:
    """What was given up against what must be, pod by pod."""
    given_up = {call.id: call for call in case.plan.shed}
    for pod in _pods(case.problem):
        requests = [request for request in case.problem.requests if request.owner in pod]
        gone = [request for request in requests if request.id in given_up]
        for request in gone:
            found.to_prove += 1
            found.proven += _full(case, request, given_up[request.id])
        if not gone:
            continue
        value, count = least_shed(case.desks, [case.choices(request) for request in requests])
        if count >= 10:
            found.shed_value.append(sum(request.value for request in gone) / value)
        else:
            found.shed_more.append(len(gone) - count)
        found.shed_needlessly += len(gone) if not count else 0


def _full(case: _Case, request: Request, shed: Shed) -> bool:
    """Whether the call had no day at all, or the weeks that it is said to have missed are truly full."""
    if not any(call.days for call in case.choices(request).values()):
        return True
    desk, weeks = case.desks[request.owner], set(shed.weeks)
    confined = [desk.wanted(r) for r in case.problem.requests if r.owner == request.owner]
    need = sum(call.load for call in confined if call.days and weeks.issuperset(call.options))
    return need > sum(desk.room[week] for week in weeks)


def _pods(problem: Problem) -> list[frozenset[str]]:
    """People who may take calls of each other, together."""
    pods: dict[str, frozenset[str]] = {person.id: frozenset({person.id}) for person in problem.people}
    for request in problem.requests:
        group = frozenset().union(*(pods[name] for name in (request.owner, *request.stand_ins)))
        pods.update(dict.fromkeys(group, group))
    return sorted(set(pods.values()), key=min)


def _wishes(case: _Case, found: Quality) -> None:
    """Calls with a time, of customers whose days and hours of choice are open on some day of the window."""
    for name, entries in case.entries.items():
        for entry in entries:
            request = case.requests[entry.id]
            wished = request.preferred_hours
            if name != request.owner:
                wished = request.stand_ins[name].preferred_hours
            if entry.start is None or not wished or not request.weekdays:
                continue
            wish = replace(request, owner=name, hours=wished)
            days = [case.problem.date(day) for day in case.desks[name].wanted(wish).days]
            if not any(when.weekday() in request.weekdays for when in days):
                continue
            end = entry.start + request.minutes
            found.wishes += 1
            found.wishes_met += entry.date.weekday() in request.weekdays and any(
                first <= entry.start and end <= last for first, last in wished.get(entry.date, ())
            )


def _flat(case: _Case, found: Quality) -> None:
    for name, desk in case.desks.items():
        least, peak = least_peak(desk, case.calls(name)), case.plan.peaks[name]
        found.beyond_least.append(max(0.0, peak.minutes - least.level * peak.capacity))


def _change(form: Form, before: Plan, found: Quality) -> float:
    """A repair after a twentieth of the accounts has changed: moves beyond the fewest that would do, in %."""
    later = changed(form)
    problem = problem_of(later)
    case = _Case(problem, plan(problem, before))
    found.broken += len(broken_rules(later, answer_of(later, case.plan)))
    agreed = {(call.id, call.date, call.start) for call in problem.fixed}
    kept = {(e.id, e.date, e.start) for e in case.plan.entries if e.status == "fixed"}
    found.agreed_moved += len(agreed ^ kept)
    old: dict[str, tuple[str, int]] = {
        entry.id: (entry.owner, problem.day(entry.date)) for entry in before.entries
    }
    days: dict[str, dict[str, int]] = defaultdict(dict)
    common = moved = 0
    for name, entries in case.entries.items():
        for entry in entries:
            if entry.id not in old:
                continue
            owner, day = old[entry.id]
            days[name][entry.id] = day if owner == name else -1
            common += 1
            moved += (owner, day) != (name, problem.day(entry.date))
    least = sum(
        least_moves(desk, case.calls(name), days[name], case.problem.requests)
        for name, desk in case.desks.items()
    )
    return 100 * max(0, moved - least) / max(1, common)
