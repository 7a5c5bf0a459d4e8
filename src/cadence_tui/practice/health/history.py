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

_PAST = ("held", "no_show", "declined")


class History(Struct, frozen=True, kw_only=True):
    """The dated evidence of an account, oldest first, without internal contacts and unfinished calls."""

    account: Account
    usage_id: str
    weeks: Sequence[UsageWeek]
    week_starts: Sequence[date]
    first_login: date | None
    initial_features: tuple[str, ...]
    touches: Sequence[Touchpoint]
    calls: Sequence[tuple[date, Call]]
    tickets: Sequence[Ticket]
    surveys: Sequence[Survey]
    contacts: Sequence[Contact]
    promises: Sequence[Promise]

    def weeks_between(self, first: date, end: date) -> Sequence[UsageWeek]:
        """The weeks that start from `first` to before `end`."""
        return self.weeks[bisect_left(self.week_starts, first) : bisect_left(self.week_starts, end)]


class Moment(Struct, frozen=True, kw_only=True):
    """A history seen on a day: `recent` and `baseline` are the complete weeks that usage is judged by."""

    history: History
    rules: HealthRules
    segment: str
    day: date
    recent: Sequence[UsageWeek]
    baseline: Sequence[UsageWeek]


def history_of(record: AccountRecord) -> History:
    """The record's evidence, dated and ordered."""
    weeks = record.usage.weeks if record.usage else ()
    calls = [(day, call) for call in record.calls if (day := _closed_on(call))]
    return History(
        account=record.account,
        usage_id=record.usage.id if record.usage else "",
        weeks=weeks,
        week_starts=[week.week for week in weeks],
        first_login=next((week.week for week in weeks if any(t.logins for t in week.teams.values())), None),
        initial_features=record.usage.initial_features if record.usage else (),
        touches=sorted(
            (touch for touch in record.touchpoints if touch.status in _PAST and not touch.internal),
            key=lambda touch: touch.date,
        ),
        calls=sorted(calls, key=lambda dated: dated[0]),
        tickets=record.tickets,
        surveys=sorted(record.surveys, key=lambda survey: survey.date),
        contacts=record.contacts,
        promises=[promise_of(action) for action in record.actions],
    )


def moment(history: History, rules: HealthRules, *, segment: str, day: date) -> Moment:
    """What was known on a day: a usage week counts once it is over."""
    edge = monday(day)
    recent = edge - timedelta(weeks=rules.usage.recent_weeks)
    baseline = recent - timedelta(weeks=rules.usage.baseline_weeks)
    return Moment(
        history=history,
        rules=rules,
        segment=segment,
        day=day,
        recent=history.weeks_between(recent, edge),
        baseline=history.weeks_between(baseline, recent),
    )


def _closed_on(call: Call) -> date | None:
    instant = call.ended or call.started
    return instant.date() if instant and call.status == "closed" else None
