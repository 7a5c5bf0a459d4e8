"""Turns what the stages left in the diaries into the entries, shed calls, loads and peaks of a plan."""

from math import ceil

from cadence_tui.planning import reasons
from cadence_tui.planning.bound import at_level, common_unit
from cadence_tui.planning.call import Call
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Fixed, Problem, Request
from cadence_tui.planning.prove import packing
from cadence_tui.planning.result import Action, Entry, Move, Peak, Place, Plan, Shed, Status, WeekLoad, Why
from cadence_tui.planning.shed import FullBlock
from cadence_tui.planning.weeks import day_room, item_of, proven_level, week_room

EPSILON = 1e-6


def agreed(problem: Problem, call: Fixed) -> Entry:
    """The entry of an agreed call."""
    return Entry(
        id=call.id,
        account=call.account,
        owner=call.owner,
        date=call.date,
        start=call.start,
        week=problem.day(call.date) // 7,
        ideal=call.date,
        delta_days=0,
        status="fixed",
        reasons=(Why("fixed"),),
    )


def entry(diary: Diary, call: Call) -> Entry:
    """The entry of a placed call."""
    assert call.day is not None
    return Entry(
        id=call.id,
        account=call.request.account,
        owner=call.owner,
        date=diary.dates[call.day],
        start=call.start,
        week=call.day // 7,
        ideal=reasons.date_of(diary, call.ideal),
        delta_days=call.day - call.ideal,
        status=_status(call),
        reasons=reasons.placed(call, diary),
    )


def shed(diary: Diary, call: Call, block: FullBlock | None, rivals: list[Call]) -> Shed:
    """A call that has open days and found no room on them."""
    why = [reasons.without_room(call, block, diary)]
    rank = reasons.priority(call, rivals)
    if rank is not None:
        why.append(rank)
    return _shed(call.request, block.weeks if block else call.weeks(), tuple(why), _action(diary, call))


def unusable(diary: Diary, call: Call) -> Shed:
    """A call for which the calendar has no day at all, or none beside the account's other calls."""
    return _shed(call.request, (), reasons.closed(call, diary), _action(diary, call))


def ownerless(request: Request) -> Shed:
    """A call whose owner is not among the people of the problem."""
    return _shed(request, (), (Why("no_owner", {"owner": request.owner}),), "defer")


def loads(diary: Diary) -> tuple[WeekLoad, ...]:
    """Minutes and capacity of every week."""
    pairs = zip(diary.week_load, diary.week_capacity, strict=True)
    return tuple(WeekLoad(minutes=minutes, capacity=capacity) for minutes, capacity in pairs)


def peak(diary: Diary, standing: list[Call], *, prove: bool) -> Peak:
    """The fullest week that is not over, with the bound for these calls in their whole windows.

    With `prove` a solver looks whether a lower peak is possible where the bound leaves that open.
    """
    level = proven_level(diary, week_room(diary), standing, uncut=True)
    weeks = [week for week in range(diary.first // 7, len(diary.week_load)) if diary.week_capacity[week]]
    if not weeks:
        return Peak(week=0, minutes=0, capacity=0, bound=0)
    week = max(weeks, key=lambda week: (diary.week_load[week] / diary.week_capacity[week], -week))
    minutes, capacity = diary.week_load[week], diary.week_capacity[week]
    if (
        prove
        and ceil(level * capacity - EPSILON) < minutes
        and _is_least(diary, standing, minutes / capacity)
    ):
        level = minutes / capacity
    bound = min(minutes, ceil(level * capacity - EPSILON))
    level = min(level, minutes / capacity)
    days = [
        day for day in range(diary.first, len(diary.dates)) if diary.day_load[day] and diary.day_capacity[day]
    ]
    fullest = max(days, key=lambda day: (diary.day_load[day] / diary.day_capacity[day], -day), default=None)
    if fullest is None:
        return Peak(week=week, minutes=minutes, capacity=capacity, bound=bound, bound_level=level)
    return Peak(
        week=week,
        minutes=minutes,
        capacity=capacity,
        bound=bound,
        bound_level=level,
        day=fullest,
        day_minutes=diary.day_load[fullest],
        day_capacity=diary.day_capacity[fullest],
    )


def _is_least(diary: Diary, standing: list[Call], level: float) -> bool:
    """Whether no packing of the calls has its fullest week below a level."""
    room, unit = week_room(diary), common_unit(call.load for call in standing)
    items = [
        item_of(n, call.load, call.open_days, [0.0] * len(call.open_days)) for n, call in enumerate(standing)
    ]
    days = [day_room(diary, day) for day in range(len(diary.dates))]
    return packing(items, at_level(room, level - EPSILON, unit), days) == "impossible"


def moves(problem: Problem, entries: list[Entry], previous: Plan | None) -> tuple[Move, ...]:
    """Calls that stand elsewhere than in the previous plan; a first hour on the same day is no move."""
    if previous is None:
        return ()
    before = {entry.id: entry for entry in previous.entries}
    found: list[Move] = []
    for now in entries:
        was = before.get(now.id)
        if was is None or now.status != "moved":
            continue
        place = Place(owner=was.owner, date=was.date, start=was.start)
        here = Place(owner=now.owner, date=now.date, start=now.start)
        found.append(Move(id=now.id, was=place, now=here, reason=now.reasons[0]))
    return tuple(found)


def _status(call: Call) -> Status:
    before = call.before
    if before is None or before.day is None:
        return "new"
    if (
        before.owner != call.owner
        or before.day != call.day
        or (before.start is not None and before.start != call.start)
    ):
        return "moved"
    return "kept"


def _action(diary: Diary, call: Call) -> Action:
    """A window that goes on beyond the horizon may still be met later."""
    later = max(call.latest, call.ideal) >= len(diary.dates)
    return "defer" if later or not call.request.email_ok else "email"


def _shed(request: Request, weeks: tuple[int, ...], why: tuple[Why, ...], action: Action) -> Shed:
    return Shed(
        id=request.id, account=request.account, owner=request.owner, action=action, weeks=weeks, reasons=why
    )
