"""The calls that an account is due over a horizon, with windows that keep its calls apart."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from benchmarks.planning.calendars import Calendars, Form
from benchmarks.planning.world import RHYTHMS, TOLERANCE, VALUES

RANKS = ("renewal", "kickoff", "review", "check_in")
"""Which call stays when two of an account fall together: the first named."""
WIDEST = 35
"""Days by which the window of a call may be put off to get past a closed season."""


@dataclass(frozen=True)
class _Due:
    """A call before it is written down; days count from the start of the horizon."""

    kind: str
    ideal: int
    first: int
    last: int
    minutes: int
    period: int


def touches_of(account: Form, calendars: Calendars, unit: int = 0, floating: bool = False) -> list[Form]:
    """The touches of one account; the same account always gets the same ones.

    `unit` replaces every length. A floating account has only a rhythm and no date to begin with.
    """
    if account["channel"] != "call":
        return []
    if floating:
        return _series(account, calendars, unit)
    due = _kept_apart(_wanted(account, calendars), account["min_gap"])
    made = [_touch(account, call, calendars, unit) for call in due]
    opened = [_widened(touch, calendars) for touch in made]
    _part(opened, account["min_gap"], calendars)
    return [touch for touch in opened if touch["earliest"] <= touch["latest"] and calendars.possible(touch)]


def clear_of(touches: list[Form], agreed: list[str], gap: int, calendars: Calendars) -> list[Form]:
    """The touches with windows cut to keep the gap to the agreed dates; those without a day left are out."""
    left: list[Form] = []
    for touch in touches:
        first, last = calendars.day(touch["earliest"]), calendars.day(touch["latest"])
        wish = calendars.day(touch["ideal"] or touch["earliest"])
        for day in (calendars.day(when) for when in agreed):
            if day <= wish and first < day + gap:
                first = day + gap
            elif wish < day < last + gap:
                last = day - gap
        if first > last:
            continue
        ideal = touch["ideal"] and _iso(calendars, min(last, max(first, wish)))
        cut = {**touch, "ideal": ideal, "earliest": _iso(calendars, first), "latest": _iso(calendars, last)}
        if calendars.possible(cut):
            left.append(cut)
    return left


def _wanted(account: Form, calendars: Calendars) -> list[_Due]:
    rhythm = RHYTHMS[account["segment"]]
    begun, ends = calendars.day(account["start"]), calendars.day(account["renewal"])
    calls = [
        _Due("kickoff", begun + after, begun, begun + after + 4, minutes, 7)
        for after, minutes in ((2, 60), (9, 30))
    ]
    for before, minutes, off in rhythm.renewal:
        for year in (0, 365):
            at = ends + year - before
            calls.append(_Due("renewal", at, at - off, at + off, minutes, 2 * off))
    if rhythm.review_every:
        for day in range(begun + rhythm.review_every, calendars.days, rhythm.review_every):
            calls.append(_Due("review", day, day - 12, day + 12, rhythm.review_minutes, rhythm.review_every))
    return [call for call in [*calls, *_check_ins(account, calendars)] if 0 <= call.ideal < calendars.days]


def _check_ins(account: Form, calendars: Calendars) -> list[_Due]:
    rhythm = RHYTHMS[account["segment"]]
    begun = calendars.day(account["start"])
    last = account["last_contact"]
    steady = account["period"] or rhythm.steady
    period = rhythm.onboarding if 0 - begun < 60 else steady
    day = begun + 14 if last is None else calendars.day(last) + period
    overdue, day = day < 0, max(0, day)
    calls: list[_Due] = []
    while day < calendars.days:
        period = rhythm.onboarding if day - begun < 60 else steady
        off = max(1, round(TOLERANCE * period))
        more = period // 4 if overdue else 0
        calls.append(_Due("check_in", day, day - off, day + off + more, rhythm.minutes, period))
        day, overdue = day + period, False
    return calls


def _kept_apart(calls: list[_Due], gap: int) -> list[_Due]:
    """In order of time, without those that a call of higher rank makes needless."""
    kept: list[_Due] = []
    for call in sorted(calls, key=lambda call: (RANKS.index(call.kind), call.ideal)):
        near = max(gap + 1, call.period // 3 if call.kind == "check_in" else 0)
        if all(abs(call.ideal - other.ideal) >= near for other in kept):
            kept.append(call)
    return sorted(kept, key=lambda call: call.ideal)


def _touch(account: Form, call: _Due, calendars: Calendars, unit: int) -> Form:
    ideal = _workday(call.ideal, calendars)
    first = min(ideal, max(0, call.first))
    last = max(ideal, min(calendars.days - 1, call.last))
    value = VALUES[call.kind] * account["risk"] * (account["arr"] / 10_000) ** 0.4
    return {
        "id": f"{account['id']}/{call.kind}/{_iso(calendars, call.ideal)}",
        "account": account["id"],
        "csm": account["csm"],
        "kind": call.kind,
        "minutes": unit or call.minutes,
        "value": round(value, 2),
        "ideal": _iso(calendars, ideal),
        "earliest": _iso(calendars, first),
        "latest": _iso(calendars, last),
        "period": call.period,
    }


def _widened(touch: Form, calendars: Calendars) -> Form:
    """The touch, with a window that reaches past what closes all of it."""
    first, last = calendars.day(touch["earliest"]), calendars.day(touch["latest"])
    for more in range(0, WIDEST + 1, 7):
        reach = {
            "earliest": _iso(calendars, max(0, first - more)),
            "latest": _iso(calendars, min(calendars.days - 1, last + more)),
        }
        if calendars.possible({**touch, **reach}):
            return {**touch, **reach}
    return touch


def _part(touches: list[Form], gap: int, calendars: Calendars) -> None:
    """Cuts neighbouring windows between their ideal days, so that any two days in them keep the gap."""
    for one, other in pairwise(touches):
        left, right = calendars.day(one["ideal"]), calendars.day(other["ideal"])
        last, first = calendars.day(one["latest"]), calendars.day(other["earliest"])
        if first - last >= gap:
            continue
        cut = min(last, max(left, left + (right - left - gap) // 2))
        one["latest"] = _iso(calendars, cut)
        other["earliest"] = _iso(calendars, max(first, cut + gap))


def _series(account: Form, calendars: Calendars, unit: int) -> list[Form]:
    """Whole rounds of a rhythm without a first date; each call follows the one before."""
    rhythm = RHYTHMS[account["segment"]]
    period = account["period"] or rhythm.steady
    off = round(TOLERANCE * period)
    made: list[Form] = []
    for begins in range(0, calendars.days - period + 1, period):
        margin = off if made else 0
        due = _Due("check_in", begins, begins - margin, begins + period - 1 + margin, rhythm.minutes, period)
        touch = {**_touch(account, due, calendars, unit), "ideal": None}
        if made:
            touch |= {"prev": made[-1]["id"], "gap": [period - 2 * off, period, period + 2 * off]}
        if not calendars.possible(touch):
            break
        made.append(touch)
    return made


def _workday(day: int, calendars: Calendars) -> int:
    """The day itself, or the Friday before or the Monday after a weekend, within the horizon."""
    weekday = calendars.date(day).weekday()
    if weekday < 5:
        return day
    monday = day + 7 - weekday
    return day + 4 - weekday if weekday == 5 or monday >= calendars.days else monday


def _iso(calendars: Calendars, day: int) -> str:
    return (calendars.start + timedelta(days=day)).isoformat()
