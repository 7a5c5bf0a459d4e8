"""The hard rules of a plan, checked from scratch: none of the solver's code is used here."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

from cadence_tui.planning.problem import Person, Problem, Request
from cadence_tui.planning.result import Plan


def broken_rules(problem: Problem, plan: Plan) -> list[str]:
    """Every rule that the plan breaks, in words; an empty list for a legal plan."""
    return [
        *_bookkeeping(problem, plan),
        *_places(problem, plan),
        *_capacities(problem, plan),
        *_gaps(problem, plan),
    ]


def _bookkeeping(problem: Problem, plan: Plan) -> list[str]:
    seen = Counter([e.id for e in plan.entries if e.status != "fixed"] + [s.id for s in plan.shed])
    wanted = Counter(r.id for r in problem.requests)
    faults = [f"{key} is answered {seen[key]} times" for key in seen | wanted if seen[key] != wanted[key]]
    faults += [f"{e.id} has no reason" for e in plan.entries if not e.reasons]
    faults += [f"{s.id} is shed without reason" for s in plan.shed if not s.reasons]
    agreed = {(f.id, f.date, f.start) for f in problem.fixed}
    if {(e.id, e.date, e.start) for e in plan.entries if e.status == "fixed"} != agreed:
        faults.append("an agreed call was moved or lost")
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
        request = requests[entry.id]
        faults += _day_faults(problem, request, people[request.owner], entry.date)
        if entry.start is None:
            continue
        end = entry.start + request.minutes
        faults += _time_faults(problem, request, people[request.owner], entry.date, entry.start, end)
        blocks[entry.owner, entry.date].append((entry.start, end, entry.id))
    for key, taken in blocks.items():
        taken.sort()
        for one, next_ in pairwise(taken):
            if next_[0] < one[1] and (one[2], next_[2]) != ("agreed", "agreed"):
                faults.append(f"{one[2]} and {next_[2]} overlap on {key}")
    return faults


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


def _capacities(problem: Problem, plan: Plan) -> list[str]:
    loads = {r.id: r.load for r in problem.requests}
    faults: list[str] = []
    for person in problem.people:
        for week in range(problem.weeks):
            days = [problem.start + timedelta(days=7 * week + k) for k in range(7)]
            minutes = {day: sum(b - a for a, b in person.spans.get(day, ())) for day in days}
            planned = dict.fromkeys(days, 0)
            total = dict.fromkeys(days, 0)
            for entry in plan.entries:
                if entry.owner == person.id and entry.date in total and entry.status != "fixed":
                    planned[entry.date] += loads[entry.id]
                    total[entry.date] += loads[entry.id]
            for call in problem.fixed:
                if call.owner == person.id and call.date in total:
                    total[call.date] += call.load
            whole = int(person.week_share * sum(minutes.values()) + 1e-9) // 5 * 5 + person.extra.get(week, 0)
            if sum(planned.values()) and sum(total.values()) > whole:
                faults.append(f"week {week} of {person.id}: {sum(total.values())} of {whole}")
            if plan.load[person.id][week].minutes != sum(total.values()):
                faults.append(f"week {week} of {person.id} is reported wrongly")
            for day in days:
                most = int(person.day_share * minutes[day] + 1e-9) // 5 * 5
                if planned[day] and total[day] > most:
                    faults.append(f"{day} of {person.id}: {total[day]} of {most}")
    return faults


def _gaps(problem: Problem, plan: Plan) -> list[str]:
    accounts: dict[str, list[tuple[date, str, str]]] = defaultdict(list)
    for entry in plan.entries:
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
