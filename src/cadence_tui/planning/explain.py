"""Why a call stands here and not there: every other place, with the load before and after (P5)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cadence_tui.planning.call import Call, median_value, price, seen_by, weight_of
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.level import POINT_MINUTES
from cadence_tui.planning.problem import Dials, Fixed, Person, Problem, Request
from cadence_tui.planning.reasons import no_slot
from cadence_tui.planning.result import Entry, Plan, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChoice:
    """A day of the window: minutes without and with the call, and what speaks against it."""

    date: dt.date
    before: int
    after: int
    capacity: int
    delta_days: int
    current: bool
    against: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekChoice:
    """A week of the window: minutes without and with the call; `raises_peak` against the plan as it is.

    `points` is what the call costs there: its best day's deviation and wishes, and what it adds to uneven
    load; None when no day of the week is worked. `gives_way` are the least valuable calls that would have to
    leave a full week first.
    """

    week: int
    before: int
    after: int
    capacity: int
    raises_peak: bool
    current: bool
    days: tuple[DayChoice, ...]
    points: float | None = None
    gives_way: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether some day of the week could take the call."""
        return any(not day.against for day in self.days)


@dataclass(frozen=True, slots=True)
class _Case:
    """One request with its owner's diary as it is without it."""

    problem: Problem
    plan: Plan
    request: Request
    entry: Entry | None
    diary: Diary
    neighbours: tuple[Entry, ...]
    costs: Mapping[int, float]

    @property
    def owner(self) -> str:
        """Who makes the call, or would."""
        return self.diary.person.id

    @property
    def ideal(self) -> dt.date:
        return self.entry.ideal if self.entry else self.request.ideal


def why(problem: Problem, plan: Plan, request: str) -> tuple[WeekChoice, ...]:
    """Every week of a request's window with its days; works for placed and for shed requests.

    Raises KeyError for a request that the problem does not have, or whose owner it does not have.
    """
    case = _case(problem, plan, request)
    first = max(case.diary.first, problem.day(case.request.earliest))
    last = min(problem.days - 1, problem.day(case.request.latest))
    weeks = range(first // 7, last // 7 + 1) if first <= last else range(0)
    return tuple(
        _week(case, week, range(max(first, 7 * week), min(last, 7 * week + 6) + 1)) for week in weeks
    )


def why_not(
    problem: Problem,
    plan: Plan,
    request: str,
    when: dt.date,
    minute: int | None = None,
    *,
    stand_in: str = "",
) -> tuple[Why, ...]:
    """What speaks against a day (and a starting minute), all else unchanged; empty when possible.

    `stand_in` is who would make the call instead of who makes it now.

    Codes: `overdue`, `beyond_horizon`, `outside_window`, `blocked`, `leave`, `holiday`, `day_off`,
    `too_close` (other call, its date, gap), `full_week` and `full_day` (load, capacity, need), `off_grid`,
    `busy` (from when to when), `not_working`, `customer_closed`, `taken` (by which call), `no_slot`. Raises
    KeyError as `why` does.
    """
    case = _case(problem, plan, request, stand_in)
    day = problem.day(when)
    if day < case.diary.first:
        return (Why("overdue", {"first": when, "last": when}),)
    if day >= problem.days:
        return (Why("beyond_horizon", {"first": when, "last": when}),)
    return (*_against_day(case, day), *_against_minute(case, day, minute))


def _case(problem: Problem, plan: Plan, wanted: str, stand_in: str = "") -> _Case:
    requests = {request.id: request for request in problem.requests}
    people = {person.id: person for person in problem.people}
    request = requests[wanted]
    entry = next((e for e in plan.entries if e.id == wanted and e.status != "fixed"), None)
    maker = stand_in or (entry.owner if entry else "")
    if maker in request.stand_ins:
        request = seen_by(request, maker)
    others = [e for e in plan.entries if e.id != wanted]
    diary = Diary(problem, people[request.owner], _taken(problem, requests, request.owner, others))
    alone = {each.id for each in problem.requests if each.alone}
    neighbours = tuple(
        e for e in others if e.account == request.account and e.id not in alone and not request.alone
    )
    return _Case(problem, plan, request, entry, diary, neighbours, _costs(problem, request, entry, diary))


def _costs(problem: Problem, request: Request, entry: Entry | None, diary: Diary) -> dict[int, float]:
    """Points of each day of the window, were it free."""
    ideal = problem.day(entry.ideal if entry else request.ideal)
    call = Call(
        request=request,
        home=request.owner,
        ideal=ideal,
        earliest=problem.day(request.earliest),
        latest=problem.day(request.latest),
        weight=weight_of(request.value, median_value(each.value for each in problem.requests)),
    )
    call.days = tuple(range(max(diary.first, call.earliest), min(problem.days - 1, call.latest) + 1))
    price(call, diary, Dials())
    return dict(zip(call.days, call.costs, strict=True))


def _taken(problem: Problem, requests: dict[str, Request], owner: str, others: list[Entry]) -> list[Fixed]:
    """Everything else in the owner's calendar as agreed calls."""
    taken = [call for call in problem.fixed if call.owner == owner]
    for entry in others:
        if entry.owner != owner or entry.status == "fixed" or entry.id not in requests:
            continue
        request = requests[entry.id]
        taken.append(
            Fixed(
                id=entry.id,
                account=entry.account,
                owner=owner,
                date=entry.date,
                start=entry.start,
                minutes=request.minutes,
                load=request.load,
            )
        )
    return taken


def _week(case: _Case, week: int, days: range) -> WeekChoice:
    before, capacity = case.diary.week_load[week], case.diary.week_capacity[week]
    after = before + case.request.load
    return WeekChoice(
        week=week,
        before=before,
        after=after,
        capacity=capacity,
        raises_peak=after > case.plan.peaks[case.owner].level * capacity + 1e-6,
        current=case.entry is not None and case.entry.week == week,
        days=tuple(_day(case, day) for day in days if case.diary.works(day)),
        points=_points(case, week, days),
        gives_way=_giving_way(case, week, after - capacity),
    )


def _points(case: _Case, week: int, days: range) -> float | None:
    own = [case.costs[day] for day in days if case.diary.works(day) and day in case.costs]
    before, capacity = case.diary.week_load[week], case.diary.week_capacity[week]
    if not own or not capacity:
        return None
    after = before + case.request.load
    return min(own) + Dials().level * (after * after - before * before) / (POINT_MINUTES * capacity)


def _giving_way(case: _Case, week: int, over: int) -> tuple[str, ...]:
    """The least valuable calls of a week that free so many minutes, none more than is needed."""
    requests = {request.id: request for request in case.problem.requests}
    there = [
        requests[entry.id]
        for entry in case.plan.entries
        if entry.owner == case.owner and entry.week == week and entry.status != "fixed"
        if entry.id in requests and entry.id != case.request.id
    ]
    enough = [request for request in there if request.load >= over]
    if over <= 0 or not there:
        return ()
    if enough:
        return (min(enough, key=lambda request: (request.value, request.id)).id,)
    given: list[str] = []
    for request in sorted(there, key=lambda request: (request.value, request.id)):
        given.append(request.id)
        over -= request.load
        if over <= 0:
            return tuple(given)
    return ()


def _day(case: _Case, day: int) -> DayChoice:
    when, before = case.diary.dates[day], case.diary.day_load[day]
    return DayChoice(
        date=when,
        before=before,
        after=before + case.request.load,
        capacity=case.diary.day_capacity[day],
        delta_days=(when - case.ideal).days,
        current=case.entry is not None and case.entry.date == when,
        against=(*_against_day(case, day), *_against_minute(case, day, None)),
    )


def _against_day(case: _Case, day: int) -> Iterator[Why]:
    request, diary, when = case.request, case.diary, case.diary.dates[day]
    here = {"first": when, "last": when}
    if not request.earliest <= when <= request.latest:
        yield Why("outside_window", here)
    if when in request.blocked:
        yield Why("blocked", here)
    if not diary.works(day):
        yield Why(diary.person.away.get(when, "day_off"), here)
        return
    gap = case.problem.gap(request.account)
    for other in case.neighbours:
        if abs((other.date - when).days) < gap:
            yield Why("too_close", {"other": other.id, "date": other.date, "gap": gap})
    yield from _full("full_week", diary.week_load[day // 7], diary.week_capacity[day // 7], request.load)
    yield from _full("full_day", diary.day_load[day], diary.day_capacity[day], request.load)


def _full(code: str, load: int, capacity: int, need: int) -> Iterator[Why]:
    if load + need > capacity:
        yield Why(code, {"load": load, "capacity": capacity, "need": need})


def _against_minute(case: _Case, day: int, minute: int | None) -> Iterator[Why]:
    request, diary = case.request, case.diary
    if not diary.works(day):
        return
    if minute is None:
        if not diary.starts(request, day):
            yield no_slot(request, (day,), diary)
        return
    end, when = minute + request.minutes, diary.dates[day]
    if minute % case.problem.grid:
        yield Why("off_grid", {"grid": case.problem.grid})
    yield from _away_then(diary.person, when, minute, end)
    if request.hours is not None and not any(
        a <= minute and end <= b for a, b in request.hours.get(when, ())
    ):
        yield Why("customer_closed", {"start": minute, "end": end})
    for other, start, minutes in _timed(case, when):
        if start < end and minute < start + minutes:
            yield Why("taken", {"other": other, "start": start, "end": start + minutes})


def _away_then(person: Person, when: dt.date, minute: int, end: int) -> Iterator[Why]:
    """What of the owner's own speaks against the minutes: an appointment elsewhere, or that they rest."""
    spans = person.spans.get(when, ())
    if any(a <= minute and end <= b for a, b in spans):
        return
    taken = [(a, b) for a, b in person.busy.get(when, ()) if a < end and minute < b]
    for start, until in taken:
        yield Why("busy", {"start": start, "end": until})
    if not _cover(sorted([*spans, *taken]), minute, end):
        yield Why("not_working", {"start": minute, "end": end})


def _cover(spans: list[tuple[int, int]], minute: int, end: int) -> bool:
    """Whether sorted spans, taken together, hold all minutes up to an end."""
    for start, until in spans:
        if start <= minute < until:
            minute = until
    return minute >= end


def _timed(case: _Case, when: dt.date) -> Iterator[tuple[str, int, int]]:
    """Calls of the owner on a date that have a starting time."""
    lengths = {request.id: request.minutes for request in case.problem.requests}
    lengths |= {call.id: call.minutes for call in case.problem.fixed}
    for entry in case.plan.entries:
        if entry.owner != case.owner or entry.date != when or entry.id == case.request.id:
            continue
        if entry.start is not None and entry.id in lengths:
            yield entry.id, entry.start, lengths[entry.id]
