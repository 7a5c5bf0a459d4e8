"""The driver: from a problem to a plan in which every request has a place or a reason."""

from collections import defaultdict
from dataclasses import dataclass

from cadence_tui.planning import answer
from cadence_tui.planning.call import Call, calls_of, price_days
from cadence_tui.planning.days import choose_days
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.phase import choose_phases
from cadence_tui.planning.problem import Dials, Fixed, Problem
from cadence_tui.planning.rehouse import rehouse
from cadence_tui.planning.result import Peak, Plan, Shortage
from cadence_tui.planning.shed import FullBlock, give_way, measure, merged, shortages
from cadence_tui.planning.slots import choose_starts, keeps_start
from cadence_tui.planning.weeks import choose_weeks, free_minutes, week_room
from cadence_tui.planning.windows import keep_gaps


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Calls of one owner without a place, the full block that shut each out, and the shortages."""

    homeless: list[Call]
    blocks: dict[str, FullBlock]
    shortages: list[Shortage]


def plan(problem: Problem, previous: Plan | None = None, dials: Dials | None = None) -> Plan:
    """Places every request or says why not (P2, P3, P5); what stood in `previous` is kept where legal (P4).

    Deterministic: the same problem gives the same plan in every process. Never broken: working spans, blocked
    dates, customer's hours, week and day capacity, minimum gaps, no overlap.
    """
    dials = dials or Dials()
    diaries = diaries_of(problem)
    calls = calls_of(problem, diaries, previous)
    for owner, diary in diaries.items():
        choose_phases([call for call in calls if call.owner == owner], diary)
    for call in calls:
        if min(call.ideal, call.latest) >= problem.days and call.held_day is None:
            call.days = ()
    keep_gaps(problem, calls)
    price_days(calls, diaries, dials)

    entries = [answer.agreed(problem, call) for call in problem.fixed]
    shed = [answer.ownerless(request) for request in problem.requests if request.owner not in diaries]
    peaks: dict[str, Peak] = {}
    short: list[Shortage] = []
    for owner, diary in diaries.items():
        mine = [call for call in calls if call.owner == owner]
        usable = [call for call in mine if call.days]
        outcome = _place(diary, usable, dials)
        standing = [call for call in usable if call.day is not None]
        entries += [answer.entry(diary, call) for call in standing]
        shed += [answer.shed(diary, call, outcome.blocks.get(call.id), usable) for call in outcome.homeless]
        shed += [answer.unusable(diary, call) for call in mine if not call.days]
        short += outcome.shortages
        peaks[owner] = answer.peak(diary, standing)
    return Plan(
        start=problem.start,
        entries=tuple(
            sorted(entries, key=lambda e: (e.date, e.owner, -1 if e.start is None else e.start, e.id))
        ),
        shed=tuple(sorted(shed, key=lambda s: s.id)),
        load={owner: answer.loads(diary) for owner, diary in diaries.items()},
        peaks=peaks,
        shortages=tuple(short),
    )


def diaries_of(problem: Problem) -> dict[str, Diary]:
    """A diary for every person, in order of their ids, with the agreed calls in it."""
    agreed: dict[str, list[Fixed]] = defaultdict(list)
    for call in problem.fixed:
        agreed[call.owner].append(call)
    people = sorted(problem.people, key=lambda person: person.id)
    return {person.id: Diary(problem, person, agreed[person.id]) for person in people}


def _place(diary: Diary, calls: list[Call], dials: Dials) -> _Outcome:
    """Stage by stage: who gives way, weeks, days, starting times, and a last look for room."""
    room = week_room(diary)
    free = free_minutes(room, calls)
    full = give_way(calls, free)
    homeless = [call for call in calls if call.id in full or call.shed_before]
    staying = [call for call in calls if call.id not in full and not call.shed_before]
    chosen = choose_weeks(diary, room, staying, dials)
    homeless += chosen.pop(-1, [])
    for week in sorted(chosen):
        homeless += choose_days(diary, week, chosen[week], dials)
    slots_until = 7 * (diary.first // 7 + dials.slot_weeks)
    homeless += _give_starts(diary, calls, slots_until)
    remaining = rehouse(diary, calls, homeless, slots_until)
    left = {call.id for call in remaining}
    blocks = [
        measure(block, calls, free) for block in merged(full[key] for key in sorted(full) if key in left)
    ]
    return _Outcome(
        homeless=remaining,
        blocks={key: _covering(blocks, weeks) for key, weeks in full.items() if key in left},
        shortages=shortages(diary.person.id, remaining, blocks),
    )


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


def _covering(blocks: list[FullBlock], weeks: frozenset[int]) -> FullBlock:
    return next(block for block in blocks if weeks.issubset(block.weeks))
