"""The driver: from a problem, stage by stage, to a plan in which every request has a place or a reason."""

from collections import defaultdict
from dataclasses import replace

from cadence_tui.planning import answer
from cadence_tui.planning.call import Call, calls_of, price_days
from cadence_tui.planning.cover import Desk, Pod, cover_the_absent, share_overload, teams_of
from cadence_tui.planning.days import choose_days
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.leftovers import last_look
from cadence_tui.planning.phase import choose_phases
from cadence_tui.planning.problem import Dials, Fixed, Mode, Problem
from cadence_tui.planning.prove import can_prove
from cadence_tui.planning.refill import refill
from cadence_tui.planning.rehouse import rehouse
from cadence_tui.planning.result import Plan, Shortage
from cadence_tui.planning.shed import full_blocks, shortages
from cadence_tui.planning.sides import choose_sides
from cadence_tui.planning.slots import choose_starts, keeps_start
from cadence_tui.planning.timetable import Timetable
from cadence_tui.planning.weeks import Weeks, choose_weeks
from cadence_tui.planning.windows import keep_gaps


def solve(problem: Problem, previous: Plan | None, dials: Dials, mode: Mode) -> Plan:
    """What `plan.plan` promises."""
    if mode == "flatten":
        dials = replace(dials, slack=0.0, day_slack=0.0)
    diaries = diaries_of(problem)
    calls = ready(problem, diaries, calls_of(problem, diaries, previous, mode), dials)
    usable: dict[str, list[Call]] = {owner: [] for owner in diaries}
    for call in calls:
        if call.days:
            usable[call.owner].append(call)
    desk, teams = Desk(problem, diaries, dials), teams_of(usable)
    share_overload(usable, teams, desk)
    weeks = {owner: choose_weeks(diary, usable[owner], dials, mode) for owner, diary in diaries.items()}
    for team in teams:
        refill(weeks, team, desk)
    homeless = {owner: _days_and_hours(chosen, dials) for owner, chosen in weeks.items()}
    _rescue(calls, homeless, desk)
    last_look(calls, homeless, desk)

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
    for owner, without in homeless.items():
        full = full_blocks(usable[owner], without, weeks[owner].free, weeks[owner].shut_out)
        shed += [answer.shed(diaries[owner], call, full.of(call), usable[owner]) for call in without]
        short += shortages(owner, without, full.blocks)
    entries.sort(key=lambda e: (e.date, e.owner, -1 if e.start is None else e.start, e.id))
    return Plan(
        start=problem.start,
        entries=tuple(entries),
        shed=tuple(sorted(shed, key=lambda s: s.id)),
        load={owner: answer.loads(diary) for owner, diary in diaries.items()},
        peaks={
            owner: answer.peak(diary, standing[owner], prove=mode == "flatten" and can_prove())
            for owner, diary in diaries.items()
        },
        shortages=tuple(short),
        moves=answer.moves(problem, entries, previous),
    )


def ready(problem: Problem, diaries: dict[str, Diary], calls: list[Call], dials: Dials) -> list[Call]:
    """The calls with the days that are left to each, whatever the others do, and what these cost."""
    cover_the_absent(calls, diaries)
    choose_phases(calls, diaries)
    for call in calls:
        if min(call.ideal, call.latest) >= problem.days and call.held_day is None:
            call.narrow(())
    choose_sides(problem, calls, diaries)
    keep_gaps(problem, calls, diaries)
    price_days(calls, diaries, dials)
    return calls


def _rescue(calls: list[Call], homeless: dict[str, list[Call]], desk: Desk) -> None:
    """Lets colleagues take what has no room at home, where the owner's absence allows it."""
    if not any(homeless.values()):
        return
    pod = Pod(calls, desk)
    for without in homeless.values():
        for call in sorted(without, key=lambda call: call.density):
            if not call.shed_before and (pod.take(call) or pod.make_room(call)):
                without.remove(call)


def diaries_of(problem: Problem) -> dict[str, Diary]:
    """A diary for every person, in order of their ids, with the agreed calls in it."""
    agreed: dict[str, list[Fixed]] = defaultdict(list)
    for call in problem.fixed:
        agreed[call.owner].append(call)
    people = sorted(problem.people, key=lambda person: person.id)
    return {person.id: Diary(problem, person, agreed[person.id]) for person in people}


def _days_and_hours(weeks: Weeks, dials: Dials) -> list[Call]:
    """Days, starting times and a last look for room; answers the calls without a place."""
    diary, homeless = weeks.diary, list(weeks.left)
    for week in sorted(weeks.chosen):
        homeless += choose_days(diary, week, weeks.chosen[week], dials)
    slots_until = 7 * (diary.first // 7 + dials.slot_weeks)
    homeless += _give_starts(diary, weeks.calls, slots_until, dials)
    return rehouse(diary, weeks.calls, homeless, slots_until)


def _give_starts(diary: Diary, calls: list[Call], slots_until: int, dials: Dials) -> list[Call]:
    """Times for the days before `slots_until`, and beyond for calls that had one; answers calls without."""
    homeless: list[Call] = []
    weeks: dict[int, list[Call]] = defaultdict(list)
    for call in calls:
        if call.day is not None and (call.day < slots_until or keeps_start(diary, call)):
            weeks[call.day // 7].append(call)
    for week in sorted(weeks):
        homeless += _give_week(diary, week, weeks[week], dials)
    return homeless


def _give_week(diary: Diary, week: int, calls: list[Call], dials: Dials) -> list[Call]:
    days: dict[int, list[Call]] = defaultdict(list)
    for call in calls:
        assert call.day is not None
        days[call.day].append(call)
    without = [call for day in sorted(days) for call in choose_starts(diary, days[day])]
    timetable = Timetable(diary, week, calls, dials)
    homeless = timetable.fill_in(without)
    timetable.improve()
    return homeless
