"""The driver: from a problem to a plan in which every request has a place or a reason."""

from collections import defaultdict
from dataclasses import dataclass, replace

from cadence_tui.planning import answer
from cadence_tui.planning.call import Call, calls_of, price_days
from cadence_tui.planning.cover import Pod, cover_the_absent
from cadence_tui.planning.days import choose_days
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.phase import choose_phases
from cadence_tui.planning.problem import Dials, Fixed, Mode, Problem
from cadence_tui.planning.rehouse import rehouse
from cadence_tui.planning.result import Plan, Shortage
from cadence_tui.planning.shed import full_blocks, give_way, shortages
from cadence_tui.planning.slots import choose_starts, keeps_start
from cadence_tui.planning.weeks import choose_weeks, free_minutes, week_room
from cadence_tui.planning.windows import keep_gaps


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Calls of one owner without a place, the weeks that shut each of them out, free minutes, prices."""

    homeless: list[Call]
    shut_out: dict[str, frozenset[int]]
    free: list[int]
    prices: tuple[float, ...]


def plan(
    problem: Problem, previous: Plan | None = None, dials: Dials | None = None, mode: Mode = "repair"
) -> Plan:
    """Places every request or says why not (P2, P3, P5).

    `repair` keeps what stood in `previous` where it is legal (P4), `relevel` makes the weeks even again and
    pays for every move, `flatten` brings the fullest week to the least that is possible, then the day.
    Deterministic: the same problem gives the same plan in every process. Never broken: working spans, blocked
    dates, customers' hours, week and day capacity, minimum gaps, spacings, no overlap.
    """
    dials = dials or Dials()
    if mode == "flatten":
        dials = replace(dials, slack=0.0, day_slack=0.0)
    diaries = diaries_of(problem)
    calls = _ready(problem, diaries, calls_of(problem, diaries, previous, mode), dials)
    usable: dict[str, list[Call]] = {owner: [] for owner in diaries}
    for call in calls:
        if call.days:
            usable[call.owner].append(call)
    outcomes = {owner: _place(diary, usable[owner], dials, mode) for owner, diary in diaries.items()}
    _rescue(problem, calls, diaries, dials, outcomes)

    entries = [answer.agreed(problem, call) for call in problem.fixed]
    shed = [answer.ownerless(request) for request in problem.requests if request.owner not in diaries]
    standing: dict[str, list[Call]] = {owner: [] for owner in diaries}
    for call in calls:
        if call.day is not None:
            standing[call.owner].append(call)
            entries.append(answer.entry(diaries[call.owner], call))
        elif not call.days:
            shed.append(answer.unusable(diaries[call.owner], call))
    short: list[Shortage] = []
    for owner, outcome in outcomes.items():
        full = full_blocks(usable[owner], outcome.homeless, outcome.free, outcome.shut_out)
        shed += [answer.shed(diaries[owner], c, full.of(c), usable[owner]) for c in outcome.homeless]
        short += shortages(owner, outcome.homeless, full.blocks)
    entries.sort(key=lambda e: (e.date, e.owner, -1 if e.start is None else e.start, e.id))
    return Plan(
        start=problem.start,
        entries=tuple(entries),
        shed=tuple(sorted(shed, key=lambda s: s.id)),
        load={owner: answer.loads(diary) for owner, diary in diaries.items()},
        peaks={owner: answer.peak(diary, standing[owner]) for owner, diary in diaries.items()},
        shortages=tuple(short),
        moves=answer.moves(problem, entries, previous),
        prices={owner: outcome.prices for owner, outcome in outcomes.items()},
    )


def _ready(problem: Problem, diaries: dict[str, Diary], calls: list[Call], dials: Dials) -> list[Call]:
    """The calls with the days that are left to each, whatever the others do, and what these cost."""
    cover_the_absent(calls, diaries)
    homes: dict[str, list[Call]] = {owner: [] for owner in diaries}
    for call in calls:
        homes[call.home].append(call)
    for owner, diary in diaries.items():
        choose_phases(homes[owner], diary)
    for call in calls:
        if min(call.ideal, call.latest) >= problem.days and call.held_day is None:
            call.narrow(())
    keep_gaps(problem, calls, diaries)
    price_days(calls, diaries, dials)
    return calls


def _rescue(
    problem: Problem,
    calls: list[Call],
    diaries: dict[str, Diary],
    dials: Dials,
    outcomes: dict[str, _Outcome],
) -> None:
    """Lets colleagues take what has no room at home, where the owner's absence allows it."""
    if not any(outcome.homeless for outcome in outcomes.values()):
        return
    pod = Pod(problem, calls, diaries, dials)
    for outcome in outcomes.values():
        for call in sorted(outcome.homeless, key=lambda call: call.density):
            if not call.shed_before and (pod.take(call) or pod.make_room(call)):
                outcome.homeless.remove(call)


def diaries_of(problem: Problem) -> dict[str, Diary]:
    """A diary for every person, in order of their ids, with the agreed calls in it."""
    agreed: dict[str, list[Fixed]] = defaultdict(list)
    for call in problem.fixed:
        agreed[call.owner].append(call)
    people = sorted(problem.people, key=lambda person: person.id)
    return {person.id: Diary(problem, person, agreed[person.id]) for person in people}


def _place(diary: Diary, calls: list[Call], dials: Dials, mode: Mode) -> _Outcome:
    """Stage by stage: who gives way, weeks, days, starting times, and a last look for room."""
    room = week_room(diary)
    free = free_minutes(room, calls)
    shut_out = give_way(calls, free)
    homeless = [call for call in calls if call.id in shut_out or call.shed_before]
    staying = [call for call in calls if call.id not in shut_out and not call.shed_before]
    chosen, prices = choose_weeks(diary, room, staying, dials, mode)
    homeless += chosen.pop(-1, [])
    for week in sorted(chosen):
        homeless += choose_days(diary, week, chosen[week], dials)
    slots_until = 7 * (diary.first // 7 + dials.slot_weeks)
    homeless += _give_starts(diary, calls, slots_until)
    return _Outcome(rehouse(diary, calls, homeless, slots_until), shut_out, free, prices)


def _give_starts(diary: Diary, calls: list[Call], slots_until: int) -> list[Call]:
    """Times for the days before `slots_until`, and beyond for calls that had one; answers calls without."""
    homeless: list[Call] = []
    days: dict[int, list[Call]] = defaultdict(list)
    for call in calls:
        if call.day is not None and (call.day < slots_until or keeps_start(diary, call)):
            days[call.day].append(call)
    for day in sorted(days):
        homeless += choose_starts(diary, days[day])
    return homeless
