"""Why a call stands where it stands, or nowhere: codes with figures, made from the finished loads."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from cadence_tui.planning.call import Call, nearest
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Request
from cadence_tui.planning.result import Why
from cadence_tui.planning.shed import FullBlock

STRETCHES = 2
"""How many stretches of closed days are told for one obstacle."""


def placed(call: Call, diary: Diary) -> tuple[Why, ...]:
    """Reasons of a placed call, the first one decisive.

    `covered` (home, by) when a colleague makes it; `kept`, `retimed` (same day), `at_ideal`; an obstacle on
    the day it would have had (see `obstacle`); then what chose among the days that were left: `levelled`
    (weeks), `preferred_day` or `levelled_day`.
    """
    day = call.day
    assert day is not None
    found = _placed(call, day, diary)
    if not call.covered:
        return found
    covered = Why("covered", {"home": call.home, "by": call.owner})
    return (*found, covered) if call.old_day == day else (covered, *found)


def _placed(call: Call, day: int, diary: Diary) -> tuple[Why, ...]:
    if call.old_day == day:
        return (_at_its_day(call),)
    wish = call.ideal
    if call.before is not None and call.before.day is not None:
        wish = call.before.day
    if day == wish:
        return (Why("at_ideal"),)
    found = obstacle(call, wish, diary)
    reasons = () if found is None else (found,)
    best = nearest(call.days, wish)
    return reasons if reasons and best == day else (*reasons, _choice(call, best, day, diary))


def _at_its_day(call: Call) -> Why:
    was = call.before.start if call.before else None
    if was is None or was == call.start:
        return Why("kept")
    return Why("retimed", {"from": was, "to": call.start})


def _choice(call: Call, best: int, day: int, diary: Diary) -> Why:
    if day // 7 != best // 7:
        return _other_week(call, best, day, diary)
    wanted = call.request.weekdays
    weekday = diary.dates[day].weekday()
    if weekday in wanted and diary.dates[best].weekday() not in wanted:
        return Why("preferred_day", {"weekday": weekday})
    return Why(
        "levelled_day",
        {
            "from": diary.dates[best],
            "to": diary.dates[day],
            "ideal_load": diary.day_load[best] + call.load,
            "capacity": diary.day_capacity[best],
            "day_load": diary.day_load[day],
        },
    )


def _other_week(call: Call, best: int, day: int, diary: Diary) -> Why:
    """Why a call is not in the week of its best day: a full day, a fuller week, or others."""
    load, capacity = diary.day_load[best], diary.day_capacity[best]
    if load + call.load > capacity:
        return Why("day_full", {"day": diary.dates[best], "load": load, "capacity": capacity})
    there, here = best // 7, day // 7
    ideal_load, week_load = diary.week_load[there] + call.load, diary.week_load[here]
    weeks = {"from_week": there, "to_week": here}
    if ideal_load * diary.week_capacity[here] < week_load * diary.week_capacity[there]:
        return Why("made_room", weeks)
    figures = {
        "ideal_load": ideal_load,
        "capacity": diary.week_capacity[there],
        "week_load": week_load,
    }
    return Why("levelled", {**weeks, **figures})


def obstacle(call: Call, day: int, diary: Diary) -> Why | None:
    """What rules a day out for good, whatever else is planned; None when nothing does.

    Codes: `overdue` (before today), `beyond_horizon`, `outside_window`, `blocked`, `leave`, `holiday`,
    `day_off`, `full_day` (by agreed calls), `no_slot`, `too_close` (to another call of the account).
    """
    code = _obstacle(call, day, diary)
    if code is None:
        return None
    if code == "no_slot":
        return no_slot(call.request, (day,), diary)
    when = date_of(diary, day)
    return Why(code, {"first": when, "last": when})


def date_of(diary: Diary, day: int) -> date:
    """The date of a day, within the horizon or not."""
    return diary.dates[0] + timedelta(days=day)


def closed(call: Call, diary: Diary) -> tuple[Why, ...]:
    """Why no day of the window can be used: each obstacle with first and last day, the commonest first."""
    days = range(max(diary.first, call.earliest), min(call.latest, len(diary.dates) - 1) + 1)
    if not days or min(call.ideal, call.latest) >= len(diary.dates):
        code = "overdue" if call.latest < diary.first else "beyond_horizon"
        return (Why(code, {"first": date_of(diary, call.earliest), "last": date_of(diary, call.latest)}),)
    codes = {day: _obstacle(call, day, diary) or "no_slot" for day in days}
    if any(code != "day_off" for code in codes.values()):
        codes = {day: code for day, code in codes.items() if code != "day_off"}
    ranked = sorted(Counter(codes.values()).items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        why
        for code, _ in ranked
        for why in _over(call, code, [day for day in codes if codes[day] == code], diary)
    )


def no_slot(request: Request, days: Iterable[int], diary: Diary) -> Why:
    """That no hour suits both: free minutes of the best day, and those of them in the customer's hours."""
    common, free = max((diary.common(request, day), diary.free[day].bit_count()) for day in days)
    return Why("no_slot", {"free_minutes": free, "overlap": common})


def _over(call: Call, code: str, days: list[int], diary: Diary) -> Iterator[Why]:
    """The stretches of days that an obstacle takes, the longest ones; weekends between do not part them."""
    if code == "no_slot":
        yield no_slot(call.request, days, diary)
        return
    stretches: list[list[int]] = [[days[0]]]
    for before, day in pairwise(days):
        if any(diary.works(between) for between in range(before + 1, day)):
            stretches.append([])
        stretches[-1].append(day)
    longest = sorted(stretches, key=lambda stretch: (-len(stretch), stretch))[:STRETCHES]
    for stretch in sorted(longest):
        yield Why(code, {"first": diary.dates[stretch[0]], "last": diary.dates[stretch[-1]]})


def without_room(call: Call, block: FullBlock | None, diary: Diary) -> Why:
    """Why a call with open days has no place: a full block, days too full for it, or no common free time."""
    if block is not None and block.short:
        return Why(
            "full_block",
            {
                "first": block.weeks[0],
                "last": block.weeks[-1],
                "need": block.need,
                "have": block.have,
                "short": block.short,
            },
        )
    free = max(_room(diary, day) for day in call.days)
    if free >= call.load:
        return no_slot(call.request, call.days, diary)
    return Why("no_room", {"need": call.load, "free_minutes": free})


def priority(call: Call, others: Iterable[Call]) -> Why | None:
    """The rank of a shed call by value among the calls that wanted its weeks; None when it had no rivals."""
    weeks = set(call.weeks())
    rivals = [other for other in others if other is not call and weeks & set(other.weeks())]
    kept = [other.request.value for other in rivals if other.day is not None]
    if not kept:
        return None
    rank = 1 + sum(other.request.value > call.request.value for other in rivals)
    return Why("shed_by_priority", {"rank": rank, "value": call.request.value, "last_kept_value": min(kept)})


def _room(diary: Diary, day: int) -> int:
    week = day // 7
    day_room = diary.day_capacity[day] - diary.day_load[day]
    return max(0, min(day_room, diary.week_capacity[week] - diary.week_load[week]))


def _obstacle(call: Call, day: int, diary: Diary) -> str | None:
    if day < diary.first:
        return "overdue"
    if day >= len(diary.dates):
        return "beyond_horizon"
    if not call.earliest <= day <= call.latest:
        return "outside_window"
    if day in call.days:
        return None
    when = diary.dates[day]
    if when in call.request.blocked:
        return "blocked"
    if not diary.works(day):
        return diary.person.away.get(when, "day_off")
    if day in call.open_days:
        return "too_close"
    week = day // 7
    if (
        diary.agreed_day[day] + call.load > diary.day_capacity[day]
        or diary.agreed_week[week] + call.load > diary.week_capacity[week]
    ):
        return "full_day"
    return "no_slot"
