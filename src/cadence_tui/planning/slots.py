"""Gives the calls of a day their starting times."""

from cadence_tui.planning.call import Call
from cadence_tui.planning.days import enter_day, leave_day
from cadence_tui.planning.diary import Diary


def choose_starts(diary: Diary, calls: list[Call]) -> list[Call]:
    """Sets starts for the calls of one day; answers those that found no time, struck out of the diary.

    Times of the previous plan come first, then the calls with the fewest possible times. A call without a
    free time may push others to another time of the day.
    """
    day = calls[0].day if calls else None
    if day is None:
        return []
    placed: list[Call] = []
    homeless: list[Call] = []
    for call in sorted(calls, key=lambda call: _order(diary, call, day)):
        leave_day(diary, call)
        start = best_start(diary, call, day)
        if start is not None:
            enter_day(diary, call, day, start)
            placed.append(call)
        elif _push(diary, call, day, placed):
            placed.append(call)
        else:
            homeless.append(call)
    return homeless


def best_start(diary: Diary, call: Call, day: int) -> int | None:
    """The free time that suits the call best: the one it had, then a preferred one, then the earliest."""
    starts = diary.starts(call.request, day)
    if not starts:
        return None
    kept = kept_start(call, day)
    if kept is not None and starts >> kept & 1:
        return kept
    return _earliest(preferred_starts(diary, call, day, starts) or starts)


def preferred_starts(diary: Diary, call: Call, day: int, starts: int) -> int:
    """Those of the starts at which the call lies within the hours that the customer prefers."""
    if call.request.preferred_hours is None:
        return 0
    wanted = 0
    for begin, end in call.request.preferred_hours.get(diary.dates[day], ()):
        last = end - call.request.minutes
        if last >= begin:
            wanted |= ((1 << (last - begin + 1)) - 1) << begin
    return starts & wanted


def keeps_start(diary: Diary, call: Call) -> bool:
    """Whether the call stands on its old day and its old time is still free there."""
    if call.day is None or call.start is not None:
        return False
    kept = kept_start(call, call.day)
    return kept is not None and bool(diary.starts(call.request, call.day) >> kept & 1)


def kept_start(call: Call, day: int) -> int | None:
    """The time that the call had on that day in the previous plan."""
    return call.before.start if call.before and call.before.day == day else None


def _order(diary: Diary, call: Call, day: int) -> tuple[bool, int, int, str]:
    starts = diary.starts(call.request, day)
    kept = kept_start(call, day)
    return (
        kept is None or not starts >> kept & 1,
        starts.bit_count(),
        -call.request.minutes,
        call.id,
    )


def _push(diary: Diary, call: Call, day: int, placed: list[Call]) -> bool:
    """Places the call at a time taken by others when each of these finds another time."""
    taken = [(other, other.start) for other in placed]
    for other in placed:
        leave_day(diary, other)
    options = diary.starts(call.request, day)
    for other, start in taken:
        enter_day(diary, other, day, start)
    while options:
        start = _earliest(options)
        options &= options - 1
        if _displace(diary, call, day, start, placed):
            return True
    return False


def _displace(diary: Diary, call: Call, day: int, start: int, placed: list[Call]) -> bool:
    end = start + call.request.minutes
    clashes = [(other, other.start) for other in placed if _overlaps(other, start, end)]
    for other, _ in clashes:
        leave_day(diary, other)
    enter_day(diary, call, day, start)
    moved: list[Call] = []
    for other, _ in clashes:
        found = best_start(diary, other, day)
        if found is None:
            break
        enter_day(diary, other, day, found)
        moved.append(other)
    if len(moved) == len(clashes):
        return True
    for other in moved:
        leave_day(diary, other)
    leave_day(diary, call)
    for other, was in clashes:
        enter_day(diary, other, day, was)
    return False


def _overlaps(other: Call, start: int, end: int) -> bool:
    return other.start is not None and other.start < end and start < other.start + other.request.minutes


def _earliest(starts: int) -> int:
    return (starts & -starts).bit_length() - 1
