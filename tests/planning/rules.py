"""The hard rules of a plan, checked from scratch: none of the solver's code is used here."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta

from cadence_tui.planning.problem import Person, Problem, Request
from cadence_tui.planning.result import Entry, Plan


def broken_rules(problem: Problem, plan: Plan) -> list[str]:
    """Every rule that the plan breaks, in words; an empty list for a legal plan."""
    faults = [*_bookkeeping(problem, plan), *_owners(problem, plan)]
    return faults or [
        *_places(problem, plan),
        *_capacities(problem, plan),
        *_gaps(problem, plan),
        *_chains(problem, plan),
    ]


def broken_promises(problem: Problem, previous: Plan, plan: Plan) -> list[str]:
    """What a repair of a previous plan may not do, beyond the hard rules.

    A call moves only when its old place cannot be had any more, the others being where they are now; and what
    an entry says of its past is true.
    """
    faults: list[str] = []
    before = {entry.id: entry for entry in previous.entries if entry.status != "fixed"}
    for entry in plan.entries:
        was = before.get(entry.id)
        if entry.status == "fixed":
            continue
        said = "new" if was is None else "kept" if _place(entry) == _place(was) else "moved"
        timed = was is not None and was.start is None and was.date == entry.date and was.owner == entry.owner
        if entry.status != said and not (timed and entry.status == "kept"):
            faults.append(f"{entry.id} is {said} but says {entry.status}")
        if was is None or said == "kept" or timed:
            continue
        back = replace(entry, date=was.date, start=was.start, owner=was.owner)
        others = tuple(back if other is entry else other for other in plan.entries)
        if not _allowed(problem, replace(plan, entries=others)):
            faults.append(f"{entry.id} was moved from {was.date} for nothing")
    return faults


def rooms_for(problem: Problem, plan: Plan, shed: str) -> list[tuple[date, int, str]]:
    """A place (date, start, who) for each day that would still take a shed call, the others staying."""
    request = next(r for r in problem.requests if r.id == shed)
    rest = replace(plan, shed=tuple(other for other in plan.shed if other.id != shed))
    known = {person.id for person in problem.people}
    places: list[tuple[date, int, str]] = []
    for owner in (name for name in (request.owner, *request.stand_ins) if name in known):
        for starts in places_alone(problem, plan, request, owner).values():
            for entry in starts:
                if not _allowed(problem, replace(rest, entries=(*rest.entries, entry))):
                    assert entry.start is not None
                    places.append((entry.date, entry.start, owner))
                    break
    return places


def places_alone(problem: Problem, plan: Plan, request: Request, owner: str) -> dict[date, list[Entry]]:
    """Where somebody could put a call beside nothing but what is agreed: by day, with every start."""
    first = max(request.earliest, problem.start)
    last = min(request.latest, problem.start + timedelta(days=7 * problem.weeks - 1))
    places: dict[date, list[Entry]] = {}
    for day in range((last - first).days + 1):
        when = first + timedelta(days=day)
        entries = [_placed(request, owner, when, start) for start in range(0, 24 * 60, problem.grid)]
        fine = [entry for entry in entries if not _places(problem, replace(plan, entries=(entry,)))]
        if fine:
            places[when] = fine
    return places


def _placed(request: Request, owner: str, when: date, start: int) -> Entry:
    return Entry(
        id=request.id,
        account=request.account,
        owner=owner,
        date=when,
        start=start,
        week=0,
        ideal=when,
        delta_days=0,
        status="new",
        reasons=(),
    )


def _place(entry: Entry) -> tuple[date, int | None, str]:
    return entry.date, entry.start, entry.owner


def _allowed(problem: Problem, plan: Plan) -> list[str]:
    """Broken rules of place alone, for a plan whose figures and reasons are not those of its entries."""
    return [
        *_owners(problem, plan),
        *_places(problem, plan),
        *_capacities(problem, plan, reported=False),
        *_gaps(problem, plan),
        *_chains(problem, plan),
    ]


def _bookkeeping(problem: Problem, plan: Plan) -> list[str]:
    seen = Counter([e.id for e in plan.entries if e.status != "fixed"] + [s.id for s in plan.shed])
    wanted = Counter(r.id for r in problem.requests)
    faults = [f"{key} is answered {seen[key]} times" for key in seen | wanted if seen[key] != wanted[key]]
    faults += [f"{e.id} has no reason" for e in plan.entries if not e.reasons]
    faults += [f"{s.id} is shed without reason" for s in plan.shed if not s.reasons]
    agreed = Counter((f.id, f.account, f.owner, f.date, f.start) for f in problem.fixed)
    answered = Counter(
        (e.id, e.account, e.owner, e.date, e.start) for e in plan.entries if e.status == "fixed"
    )
    if answered != agreed:
        faults.append("an agreed call was moved or lost")
    return faults


def _owners(problem: Problem, plan: Plan) -> list[str]:
    known = {person.id for person in problem.people}
    requests = {r.id: r for r in problem.requests}
    faults: list[str] = []
    for entry in plan.entries:
        request = requests.get(entry.id)
        if entry.status == "fixed" or request is None:
            continue
        if entry.account != request.account:
            faults.append(f"{entry.id} is put down to another account")
        if entry.owner not in known or entry.owner not in (request.owner, *request.stand_ins):
            faults.append(f"{entry.id} is with {entry.owner}, who may not take it")
    return faults


def _places(problem: Problem, plan: Plan) -> list[str]:
    people = {p.id: p for p in problem.people}
    requests = {r.id: r for r in problem.requests}
    blocks: dict[tuple[str, date], list[tuple[int, int, str]]] = defaultdict(list)
    for call in problem.fixed:
        if call.start is not None:
            blocks[call.owner, call.date].append((call.start, call.start + call.minutes, "agreed"))
    faults: list[str] = []
    for entry in plan.entries:
        if entry.status == "fixed":
            continue
        request = _seen_by(entry.owner, requests[entry.id])
        faults += _day_faults(problem, request, people[entry.owner], entry.date)
        if entry.start is None:
            continue
        end = entry.start + request.minutes
        faults += _time_faults(problem, request, people[entry.owner], entry.date, entry.start, end)
        blocks[entry.owner, entry.date].append((entry.start, end, entry.id))
    for key, taken in blocks.items():
        taken.sort()
        for k, one in enumerate(taken):
            for other in taken[k + 1 :]:
                if other[0] < one[1] and (one[2], other[2]) != ("agreed", "agreed"):
                    faults.append(f"{one[2]} and {other[2]} overlap on {key}")
    return faults


def _seen_by(owner: str, request: Request) -> Request:
    """The request with the customer's hours in the minutes of whoever makes the call."""
    if owner == request.owner or owner not in request.stand_ins:
        return request
    return replace(request, hours=request.stand_ins[owner].hours)


def _day_faults(problem: Problem, request: Request, person: Person, when: date) -> list[str]:
    faults: list[str] = []
    if not request.earliest <= when <= request.latest:
        faults.append(f"{request.id} is outside its window")
    if when < problem.today or not problem.start <= when < problem.start + timedelta(weeks=problem.weeks):
        faults.append(f"{request.id} is outside the horizon")
    if when in request.blocked:
        faults.append(f"{request.id} is on a blocked date")
    if not person.spans.get(when):
        faults.append(f"{request.id} is on a day off")
    if request.hours is not None and not request.hours.get(when):
        faults.append(f"{request.id} is on a day the customer is closed")
    return faults


def _time_faults(
    problem: Problem, request: Request, person: Person, when: date, start: int, end: int
) -> list[str]:
    faults: list[str] = []
    if start % problem.grid:
        faults.append(f"{request.id} is off the grid")
    if not any(a <= start and end <= b for a, b in person.spans.get(when, ())):
        faults.append(f"{request.id} is outside working hours")
    if request.hours is not None and not any(a <= start and end <= b for a, b in request.hours.get(when, ())):
        faults.append(f"{request.id} is outside the customer's hours")
    return faults


def _capacities(problem: Problem, plan: Plan, *, reported: bool = True) -> list[str]:
    loads = {r.id: r.load for r in problem.requests}
    planned: dict[tuple[str, date], int] = defaultdict(int)
    total: dict[tuple[str, date], int] = defaultdict(int)
    for entry in plan.entries:
        if entry.status != "fixed":
            planned[entry.owner, entry.date] += loads[entry.id]
            total[entry.owner, entry.date] += loads[entry.id]
    for call in problem.fixed:
        total[call.owner, call.date] += call.load
    faults: list[str] = []
    for person in problem.people:
        for week in range(problem.weeks):
            days = [problem.start + timedelta(days=7 * week + k) for k in range(7)]
            minutes = {day: sum(b - a for a, b in person.spans.get(day, ())) for day in days}
            have = sum(total[person.id, day] for day in days)
            whole = int(person.week_share * sum(minutes.values()) + 1e-9) // 5 * 5 + person.extra.get(week, 0)
            if have > whole and any(planned[person.id, day] for day in days):
                faults.append(f"week {week} of {person.id}: {have} of {whole}")
            if reported and plan.load[person.id][week].minutes != have:
                faults.append(f"week {week} of {person.id} is reported wrongly")
            for day in days:
                most = int(person.day_share * minutes[day] + 1e-9) // 5 * 5
                if planned[person.id, day] and total[person.id, day] > most:
                    faults.append(f"{day} of {person.id}: {total[person.id, day]} of {most}")
    return faults


def _gaps(problem: Problem, plan: Plan) -> list[str]:
    accounts: dict[str, list[tuple[date, str, str]]] = defaultdict(list)
    alone = {request.id for request in problem.requests if request.alone}
    for entry in plan.entries:
        if entry.id in alone:
            continue
        accounts[entry.account].append((entry.date, entry.id, entry.status))
    faults: list[str] = []
    for account, calls in accounts.items():
        calls.sort()
        for k, (when, key, status) in enumerate(calls):
            for later, other, other_status in calls[k + 1 :]:
                near = (later - when).days < problem.min_gap.get(account, 1)
                if near and (status, other_status) != ("fixed", "fixed"):
                    faults.append(f"{key} and {other} are too close")
    return faults


def _chains(problem: Problem, plan: Plan) -> list[str]:
    """A call that follows another keeps its distance when both have a place."""
    dates = {entry.id: entry.date for entry in plan.entries}
    faults: list[str] = []
    for request in problem.requests:
        spacing = request.spacing
        if spacing is None or request.id not in dates or request.after not in dates:
            continue
        days = (dates[request.id] - dates[request.after]).days
        if not spacing.least <= days <= spacing.most:
            faults.append(f"{request.id} is {days} days after {request.after}")
    return faults
