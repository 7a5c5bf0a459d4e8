"""Asked against has, person by person: weeks, months, the first week that no plan can save (T12)."""

from collections.abc import Sequence
from datetime import date, timedelta
from heapq import heappop, heappush
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.message import Reason, reason
from cadence_tui.practice.feasibility.demand import Ask, near
from cadence_tui.practice.feasibility.team import Capacity, Team, capacity_of

Verdict = Literal["fits", "tight", "breaks"]


class WeekAsked(Struct, frozen=True, kw_only=True):
    """A week by its Monday, in minutes: calls and written work as they fall, and what is left of it.

    `short` are the minutes that must be done by the end of this week and find no room, wherever within its
    window each touch is put. `leave` and `holidays` are working days of it that fall out,
    `busy` the working minutes that other calendars take, `sessions` those of group sessions.
    """

    week: date
    calls: int
    written: int
    has: int
    short: int = 0
    leave: int = 0
    holidays: int = 0
    busy: int = 0
    sessions: int = 0

    @property
    def missing(self) -> dict[str, int]:
        """Why it has less than other weeks: days of leave and holidays, minutes busy and of sessions."""
        return {
            "leave": self.leave,
            "holidays": self.holidays,
            "busy": self.busy,
            "sessions": self.sessions,
        }

    @property
    def asked(self) -> int:
        """Minutes of the touches whose day lies in the week."""
        return self.calls + self.written

    @property
    def over(self) -> int:
        """By how much the week exceeds what there is, while nothing is moved."""
        return max(0, self.asked - self.has)


class MonthAsked(Struct, frozen=True, kw_only=True):
    """A calendar month, as far as it lies in the stretch, in minutes."""

    first: date
    last: date
    whole: bool
    calls: int
    written: int
    has: int

    @property
    def asked(self) -> int:
        """Minutes of calls and of written work."""
        return self.calls + self.written


class Calls(Struct, frozen=True, kw_only=True):
    """Calls to come: how many in the stretch, and at that pace in four weeks and in an average month."""

    ahead: int
    four_weeks: float
    month: float


class Automated(Struct, frozen=True, kw_only=True):
    """Touches to come, and those of them that no person delivers."""

    touches: int
    automated: int

    @property
    def share(self) -> float | None:
        """The automated part; None without any touch."""
        return self.automated / self.touches if self.touches else None


class PersonLoad(Struct, frozen=True, kw_only=True):
    """One person: what they are asked for and what they have.

    It `breaks` when some week is short, is `tight` when some week is over but moving calls helps, else it
    `fits`.
    """

    id: str
    accounts: int
    weeks: tuple[WeekAsked, ...]
    months: tuple[MonthAsked, ...]
    calls: Calls
    automated: Automated
    reasons: tuple[Reason, ...]

    @property
    def asked(self) -> int:
        """Minutes of the stretch."""
        return sum(week.asked for week in self.weeks)

    @property
    def has(self) -> int:
        """Minutes that there are in the stretch."""
        return sum(week.has for week in self.weeks)

    @property
    def short(self) -> int:
        """Minutes that find no room."""
        return sum(week.short for week in self.weeks)

    @property
    def peak(self) -> WeekAsked:
        """The week that asks for the largest part of what there is."""
        return max(self.weeks, key=lambda week: week.asked / week.has if week.has else week.asked)

    @property
    def first_break(self) -> WeekAsked | None:
        """The first week that no plan can save."""
        return next((week for week in self.weeks if week.short), None)

    @property
    def first_over(self) -> WeekAsked | None:
        """The first week with more than there is, while nothing is moved."""
        return next((week for week in self.weeks if week.over), None)

    @property
    def verdict(self) -> Verdict:
        """In one word."""
        if self.first_break:
            return "breaks"
        return "tight" if self.first_over else "fits"


def person_load(person_id: str, asks: Sequence[Ask], accounts: int, team: Team) -> PersonLoad:
    """The figures of one person from what they are asked for."""
    person = team.person(person_id)
    has = capacity_of(person, team)
    weeks = _weeks(asks, has, team)
    calls = sum(ask.is_call for ask in asks)
    missing = {
        "leave": has.leave,
        "holidays": has.holidays,
        "busy": sum(has.busy),
        "sessions": sum(has.sessions),
    }
    counted = Calls(ahead=calls, four_weeks=team.four_weeks(calls), month=team.a_month(calls))
    load = PersonLoad(
        id=person_id,
        accounts=accounts,
        weeks=tuple(weeks),
        months=tuple(_months(asks, has)),
        calls=counted,
        automated=automated(asks),
        reasons=(),
    )
    pace = {"calls": calls, "four_weeks": counted.four_weeks, "month": counted.month}
    why = (
        reason("capacity", hours=person.hours, share=person.call_share, **missing),
        reason("calls_counted", weeks=team.weeks, **pace),
        *_verdict(load),
    )
    return replace(load, reasons=why)


def automated(asks: Sequence[Ask]) -> Automated:
    """How many of these touches run by themselves."""
    return Automated(touches=len(asks), automated=sum(ask.by == "automation" for ask in asks))


def shortages(asks: Sequence[Ask], has: Sequence[int], team: Team) -> list[int]:
    """Minutes by week that are left when each week first does what must be done soonest.

    No order does better (earliest deadline first); what may wait beyond the stretch is never short.
    """
    begins: list[list[tuple[int, int]]] = [[] for _ in has]
    for ask in asks:
        first, last = near(ask.earliest, team), near(ask.latest, team)
        if ask.minutes and first < len(has):
            begins[first].append((last, ask.minutes))
    waiting: list[tuple[int, int]] = []
    short: list[int] = []
    for week, room in enumerate(has):
        for item in begins[week]:
            heappush(waiting, item)
        _work(waiting, room)
        missed = 0
        while waiting and waiting[0][0] <= week:
            missed += heappop(waiting)[1]
        short.append(missed)
    return short


def _work(waiting: list[tuple[int, int]], room: int) -> None:
    while waiting and room > 0:
        last, minutes = heappop(waiting)
        done = min(minutes, room)
        room -= done
        if done < minutes:
            heappush(waiting, (last, minutes - done))


def _weeks(asks: Sequence[Ask], has: Capacity, team: Team) -> list[WeekAsked]:
    calls, written = [0] * team.weeks, [0] * team.weeks
    for ask in asks:
        week = near(ask.day, team)
        (calls if ask.is_call else written)[week] += ask.minutes
    short = shortages(asks, has.weeks, team)
    return [
        WeekAsked(
            week=team.start + timedelta(weeks=number),
            calls=calls[number],
            written=written[number],
            has=has.weeks[number],
            short=short[number],
            leave=has.away[number].count("leave"),
            holidays=has.away[number].count("holiday"),
            busy=has.busy[number],
            sessions=has.sessions[number],
        )
        for number in range(team.weeks)
    ]


def _months(asks: Sequence[Ask], has: Capacity) -> list[MonthAsked]:
    calls: dict[tuple[int, int], int] = {}
    written: dict[tuple[int, int], int] = {}
    for ask in asks:
        sums, month = calls if ask.is_call else written, (ask.day.year, ask.day.month)
        sums[month] = sums.get(month, 0) + ask.minutes
    return [
        MonthAsked(
            first=month.first,
            last=month.last,
            whole=month.whole,
            calls=calls.get((month.first.year, month.first.month), 0),
            written=written.get((month.first.year, month.first.month), 0),
            has=month.minutes,
        )
        for month in has.months
    ]


def _verdict(load: PersonLoad) -> tuple[Reason, ...]:
    peak, broken, over = load.peak, load.first_break, load.first_over
    why = [reason("peak_week", week=peak.week, asked=peak.asked, has=peak.has)]
    if broken:
        why.append(reason("breaks", week=broken.week, minutes=broken.short, total=load.short))
        if any(broken.missing.values()):
            why.append(reason("away_week", week=broken.week, **broken.missing))
    elif over:
        why.append(reason("tight", week=over.week, minutes=over.over))
    return tuple(why)
