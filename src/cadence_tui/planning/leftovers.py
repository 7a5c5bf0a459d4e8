"""A last look at calls without a place, beside their account's other calls where these have come to stand."""

from collections import defaultdict
from collections.abc import Mapping

from cadence_tui.planning.call import Call, hand_over, price
from cadence_tui.planning.cover import Desk
from cadence_tui.planning.days import enter_day, leave_day
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
        siblings, mine = placed[call.request.circle], of_owner[call.owner]
        if not (
            _settled(call, siblings, mine, followers, desk)
            or _settled_with_colleague(call, siblings, followers, desk)
            or _settled_past(call, siblings, followers, desk)
        ):
            continue
        _stay_apart(call, siblings, desk)
        siblings.append(call)
        of_owner[call.owner].append(call)
        for left in homeless.values():
            if call in left:
                left.remove(call)


Followers = Mapping[str, Call]


def _settled(call: Call, siblings: list[Call], mine: list[Call], followers: Followers, desk: Desk) -> bool:
    """Places a call on a day that nobody of its account needs any more."""
    days = _open_now(call, siblings, followers.get(call.id), desk)
    if not days or days == call.days:
        return False
    was = call.days, call.costs
    diary, until = desk.diaries[call.owner], desk.slots_until(call.owner)
    call.days = days
    price(call, diary, desk.dials)
    if _settle_at_home(diary, call, until) or (not call.shed_before and make_place(diary, call, mine, until)):
        return True
    call.days, call.costs = was
    return False


def _settled_with_colleague(call: Call, siblings: list[Call], followers: Followers, desk: Desk) -> bool:
    """Places a call with somebody who may stand in, on such a day."""
    if call.shed_before:
        return False
    was = call.request, call.open_days, call.days, call.costs, call.low, call.high
    for who in sorted(call.request.stand_ins):
        if who not in desk.diaries or who == call.owner:
            continue
        hand_over(call, who, desk.diaries)
        call.narrow(_open_now(call, siblings, followers.get(call.id), desk))
        price(call, desk.diaries[who], desk.dials)
        if call.days and settle(desk.diaries[who], call, desk.slots_until(who)):
            return True
        call.request, call.open_days, call.days, call.costs, call.low, call.high = was
    return False


def _settled_past(call: Call, siblings: list[Call], followers: Followers, desk: Desk) -> bool:
    """Places a call where one other of its account goes to another day, before it or after it."""
    if call.shed_before:
        return False
    for other in siblings:
        if other.day is None or other.held_day is not None or other.request.spacing is not None:
            continue
        if other.id not in followers and _passed(call, other, siblings, followers, desk):
            return True
    return False


def _passed(call: Call, other: Call, siblings: list[Call], followers: Followers, desk: Desk) -> bool:
    diary, theirs = desk.diaries[call.owner], desk.diaries[other.owner]
    day, start, days, costs = other.day, other.start, other.days, other.costs
    was = call.days, call.costs
    assert day is not None
    leave_day(theirs, other)
    rest = [each for each in siblings if each is not other]
    call.days = _open_now(call, rest, followers.get(call.id), desk)
    price(call, diary, desk.dials)
    if settle(diary, call, desk.slots_until(call.owner)):
        other.days = _open_now(other, [*rest, call], None, desk)
        price(other, theirs, desk.dials)
        if settle(theirs, other, desk.slots_until(other.owner)):
            return True
        leave_day(diary, call)
    other.days, other.costs = days, costs
    call.days, call.costs = was
    enter_day(theirs, other, day, start)
    return False


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
