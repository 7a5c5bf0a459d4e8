"""A last look at calls without a place, beside their account's other calls where these have come to stand."""

from collections import defaultdict

from cadence_tui.planning.call import Call, price
from cadence_tui.planning.cover import Desk
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.rehouse import make_place, settle


def last_look(calls: list[Call], homeless: dict[str, list[Call]], desk: Desk) -> None:
    """Places calls on days that gaps and spacings leave open now that the others stand.

    Windows were cut before anybody knew which calls would find room, so some lost days for nothing.
    """
    without = sorted((call for call in calls if call.day is None), key=lambda call: call.density)
    if not without:
        return
    placed: dict[str, list[Call]] = defaultdict(list)
    of_owner: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        if call.day is not None:
            placed[call.request.circle].append(call)
            of_owner[call.owner].append(call)
    followers = {call.request.after: call for call in calls if call.request.spacing is not None}
    for call in without:
        days = _open_now(call, placed[call.request.circle], followers.get(call.id), desk)
        if not days or days == call.days:
            continue
        was = call.days, call.costs
        call.days, diary = days, desk.diaries[call.owner]
        price(call, diary, desk.dials)
        until = 7 * (diary.first // 7 + desk.dials.slot_weeks)
        if _settle_at_home(diary, call, until) or (
            not call.shed_before and make_place(diary, call, of_owner[call.owner], until)
        ):
            _stay_apart(call, placed[call.request.circle], desk)
            placed[call.request.circle].append(call)
            of_owner[call.owner].append(call)
            if call in homeless[call.owner]:
                homeless[call.owner].remove(call)
        else:
            call.days, call.costs = was


def _settle_at_home(diary: Diary, call: Call, slots_until: int) -> bool:
    """Places a call on the day that it had, else on the cheapest one."""
    held, days, costs = call.held_day, call.days, call.costs
    if held is not None:
        call.days, call.costs = (held,), (0.0,)
        found = settle(diary, call, slots_until)
        call.days, call.costs = days, costs
        if found:
            return True
    return settle(diary, call, slots_until)


def _open_now(call: Call, placed: list[Call], follower: Call | None, desk: Desk) -> tuple[int, ...]:
    gap, days = desk.gap(call.request.circle), call.open_days
    for other in [*[each.day for each in placed], *desk.agreed(call.request.circle)]:
        days = tuple(day for day in days if other is None or abs(day - other) >= gap)
    before = next((each.day for each in placed if each.id == call.request.after), None)
    spacing = call.request.spacing
    if spacing is not None and before is not None:
        days = tuple(day for day in days if spacing.least <= day - before <= spacing.most)
    after = follower.day if follower else None
    spacing = follower.request.spacing if follower else None
    if spacing is not None and after is not None:
        days = tuple(day for day in days if spacing.least <= after - day <= spacing.most)
    return days


def _stay_apart(call: Call, placed: list[Call], desk: Desk) -> None:
    """Bars the account's other calls from days too near: they may still make room for somebody."""
    gap, here = desk.gap(call.request.circle), call.day
    for other in placed:
        linked = other.request.after == call.id or call.request.after == other.id
        pairs = zip(other.days, other.costs, strict=True)
        kept = [
            (day, cost)
            for day, cost in pairs
            if day == other.day or (not linked and here is not None and abs(day - here) >= gap)
        ]
        other.days, other.costs = tuple(day for day, _ in kept), tuple(cost for _, cost in kept)
