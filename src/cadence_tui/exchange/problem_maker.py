"""What a planning problem from a file asks the solver: hours and closed days by date, covers, gaps (P2).

What calls have in common is worked out once and shared: a year of fifty people has tens of thousands of calls
and a few dozen kinds of days.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from sys import intern
from zoneinfo import ZoneInfo

from cadence_tui.exchange.problem_file import DAY, Account, Busy, Csm, Days, ProblemFile, Touch
from cadence_tui.exchange.problem_file import Span as Hours
from cadence_tui.planning.problem import Fixed, Person, Problem, Request, Spacing, Spans, StandIn

_NOON = dt.time(12)
_SATURDAY = 5
_WEEK = 7
_NOBODY: Mapping[str, StandIn] = {}


def problem_of(found: ProblemFile) -> Problem:
    """The problem of a checked file; a call's minutes are the load too, and today is its first day."""
    maker = _Maker(found)
    return Problem(
        start=found.start,
        today=found.start,
        weeks=found.weeks,
        people=tuple(maker.people()),
        requests=tuple(maker.request(touch) for touch in found.touches),
        fixed=tuple(
            Fixed(
                id=call.id,
                account=intern(call.account),
                owner=intern(call.csm),
                date=call.date,
                start=call.start,
                minutes=call.minutes,
                load=call.minutes,
            )
            for call in found.fixed
        ),
        min_gap={account.id: account.min_gap for account in found.accounts},
        grid=found.grid,
        step=found.step,
    )


class _Maker:
    """Makes the parts of the problem; `hours`, `blocked` and `stand_in` answer the same objects again."""

    def __init__(self, found: ProblemFile) -> None:
        self._found = found
        self._days = [found.start + dt.timedelta(days=step) for step in range(_WEEK * found.weeks)]
        self._holidays = {country: frozenset(days) for country, days in found.holidays.items()}
        self._csms = {csm.id: csm for csm in found.csms}
        self._accounts = {account.id: account for account in found.accounts}
        self._pods: dict[str, list[Csm]] = {}
        for csm in found.csms:
            self._pods.setdefault(csm.pod, []).append(csm)
        self._hours = cache(self._hours_seen)
        self._blocked = cache(self._closed)
        self._stand_in = cache(self._colleague)

    def people(self) -> Iterator[Person]:
        """Everybody with the minutes that are left to them."""
        busy: dict[tuple[str, dt.date], list[Busy]] = {}
        for each in self._found.busy:
            busy.setdefault((each.csm, each.date), []).append(each)
        for csm in self._found.csms:
            away = self._away(csm)
            spans = {
                day: without(worked, [(each.start, each.end) for each in busy.get((csm.id, day), ())])
                for day, worked in self._worked(csm)
                if day not in away
            }
            yield Person(
                id=csm.id, spans=spans, week_share=csm.call_share, day_share=csm.day_share, away=away
            )

    def request(self, touch: Touch) -> Request:
        """A touch as a request."""
        account, owner = self._accounts[touch.account], self._csms[touch.csm]
        wish = account.pref
        return Request(
            id=touch.id,
            account=account.id,
            owner=owner.id,
            kind=intern(touch.kind),
            minutes=touch.minutes,
            load=touch.minutes,
            value=touch.value,
            ideal=touch.ideal or touch.earliest,
            earliest=touch.earliest,
            latest=touch.latest,
            weekdays=tuple(sorted(set(wish.days))) if wish else (),
            hours=self._hours(account.tz, account.hours, owner.tz),
            preferred_hours=self._hours(account.tz, (wish.begin, wish.end), owner.tz) if wish else None,
            blocked=self._blocked(touch.kind, account.industry, account.country),
            floating=touch.ideal is None,
            after=touch.prev or "",
            spacing=Spacing(*touch.gap) if touch.gap else None,
            stand_ins=self._stand_ins(touch, account, owner),
        )

    def _worked(self, csm: Csm) -> Iterator[tuple[dt.date, Spans]]:
        """Days with working hours, whether the person is there or not."""
        weekdays = {int(weekday): tuple(sorted(spans)) for weekday, spans in csm.work.items()}
        for day in self._days:
            if worked := weekdays.get(day.weekday()):
                yield day, worked

    def _away(self, csm: Csm) -> dict[dt.date, str]:
        holidays = self._holidays[csm.country]
        away: dict[dt.date, str] = {}
        for day, _ in self._worked(csm):
            if any(first <= day <= last for first, last in csm.pto):
                away[day] = "leave"
            elif day in holidays:
                away[day] = "holiday"
        return away

    def _stand_ins(self, touch: Touch, account: Account, owner: Csm) -> Mapping[str, StandIn]:
        """Colleagues of the pod, when the owner is away on a weekday of the window."""
        away = ((max(first, touch.earliest), min(last, touch.latest)) for first, last in owner.pto)
        if not any(map(_has_weekday, away)):
            return _NOBODY
        wish = account.pref
        wished = (wish.begin, wish.end) if wish else None
        return {
            colleague.id: self._stand_in(account.tz, account.hours, wished, colleague.tz)
            for colleague in self._pods[owner.pod]
            if colleague.id != owner.id
        }

    def _colleague(self, zone: str, hours: Hours, wished: Hours | None, seen_from: str) -> StandIn:
        return StandIn(
            hours=self._hours(zone, hours, seen_from),
            preferred_hours=self._hours(zone, wished, seen_from) if wished else None,
        )

    def _hours_seen(self, zone: str, hours: Hours, seen_from: str) -> Mapping[dt.date, Spans]:
        """Hours of one zone on the days of another; each day has the offsets of its noon."""
        theirs, ours = _offsets(zone, self._days), _offsets(seen_from, self._days)
        found: dict[dt.date, Spans] = {}
        for day, their, our in zip(self._days, theirs, ours, strict=True):
            begin, end = max(0, hours[0] + our - their), min(DAY, hours[1] + our - their)
            if begin < end:
                found[day] = ((begin, end),)
        return found

    def _closed(self, kind: str, industry: str, country: str) -> frozenset[dt.date]:
        """Weekends, the holidays of the country, and blackouts of the kind and industry."""
        blackouts = [
            each
            for each in self._found.blackouts
            if (each.kinds is None or kind in each.kinds) and each.industry in (None, industry)
        ]
        return frozenset(
            day
            for day in self._days
            if day.weekday() >= _SATURDAY
            or day in self._holidays[country]
            or any(each.first <= day <= each.last for each in blackouts)
        )


def without(spans: Spans, cuts: Iterable[tuple[int, int]]) -> Spans:
    """What is left of spans, in their order, when others are cut out."""
    for begin, end in sorted(cuts):
        left: list[tuple[int, int]] = []
        for first, last in spans:
            parts = ((first, min(last, begin)), (max(first, end), last))
            left += [part for part in parts if part[0] < part[1]]
        spans = tuple(left)
    return spans


def _has_weekday(days: Days) -> bool:
    """Whether a stretch of days, which may be empty, has one from Monday to Friday."""
    first, last = days
    length = (last - first).days + 1
    return length > _WEEK - _SATURDAY or any(
        (first.weekday() + step) % _WEEK < _SATURDAY for step in range(length)
    )


@cache
def _offset(zone: str, day: dt.date) -> int:
    offset = dt.datetime.combine(day, _NOON, ZoneInfo(zone)).utcoffset() or dt.timedelta()
    return int(offset.total_seconds() // 60)


def _offsets(zone: str, days: list[dt.date]) -> list[int]:
    return [_offset(zone, day) for day in days]
