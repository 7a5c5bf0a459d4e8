"""An account's record prepared once, so that any past day can be asked what was known then."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Account, Call, Contact, Survey, Ticket, Touchpoint, UsageWeek
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.practice.health.promise import Promise, promise_of
from cadence_tui.practice.health.series import (
    SeatSeries,
    TeamSeries,
    Window,
    seat_series,
    team_series,
    window,
)

_PAST = ("held", "no_show", "declined")


class History(Struct, frozen=True, kw_only=True):
    """The dated evidence of an account, oldest first, without internal contacts and unfinished calls."""

    account: Account
    usage_id: str
    initial_features: tuple[str, ...]
    weeks: Sequence[UsageWeek]
    week_starts: Sequence[date]
    teams: TeamSeries
    seats: SeatSeries
    touches: Sequence[Touchpoint]
    touch_days: Sequence[date]
    calls: Sequence[tuple[date, Call]]
    tickets: Sequence[Ticket]
    surveys: Sequence[Survey]
    contacts: Sequence[Contact]
    promises: Sequence[Promise]

    def touches_between(self, first: date, last: date) -> Sequence[Touchpoint]:
        """The touches of some days, both included."""
        after = last + timedelta(days=1)
        return self.touches[bisect_left(self.touch_days, first) : bisect_left(self.touch_days, after)]


class Moment(Struct, frozen=True, kw_only=True):
    """A history seen on a day. `recent` and `baseline` are the complete weeks that usage is judged by;
    `teams` and `seats` are the same windows in the series of those names."""

    history: History
    rules: HealthRules
    segment: str
    day: date
    recent: Sequence[UsageWeek]
    baseline: Sequence[UsageWeek]
    teams: Window
    seats: Window


def history_of(record: AccountRecord) -> History:
    """The record's evidence, dated and ordered."""
    usage = record.usage
    weeks = usage.weeks if usage else ()
    calls = [(day, call) for call in record.calls if (day := _closed_on(call))]
    past = [touch for touch in record.touchpoints if touch.status in _PAST and not touch.internal]
    touches = sorted(past, key=lambda touch: touch.date)
    return History(
        account=record.account,
        usage_id=usage.id if usage else "",
        initial_features=usage.initial_features if usage else (),
        weeks=weeks,
        week_starts=[week.week for week in weeks],
        teams=team_series(weeks),
        seats=seat_series(weeks),
        touches=touches,
        touch_days=[touch.date for touch in touches],
        calls=sorted(calls, key=lambda dated: dated[0]),
        tickets=record.tickets,
        surveys=sorted(record.surveys, key=lambda survey: survey.date),
        contacts=record.contacts,
        promises=[promise_of(action) for action in record.actions],
    )


def moment(history: History, rules: HealthRules, *, segment: str, day: date) -> Moment:
    """What was known on a day: a usage week counts once it is over."""
    end = monday(day)
    middle = end - timedelta(weeks=rules.usage.recent_weeks)
    first = middle - timedelta(weeks=rules.usage.baseline_weeks)
    weeks = window(history.week_starts, first, middle, end)
    return Moment(
        history=history,
        rules=rules,
        segment=segment,
        day=day,
        recent=history.weeks[weeks.middle : weeks.end],
        baseline=history.weeks[weeks.first : weeks.middle],
        teams=window(history.teams.weeks, first, middle, end),
        seats=window(history.seats.weeks, first, middle, end),
    )


def _closed_on(call: Call) -> date | None:
    instant = call.ended or call.started
    return instant.date() if instant and call.status == "closed" else None
