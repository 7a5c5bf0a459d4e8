"""One account, reckoned for the detail, the account page and the reasons (H2, H4)."""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import LIVE_STATUSES, Side
from cadence_tui.model.message import Reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.adaptive import Proposal, propose
from cadence_tui.practice.attendance import Adherence, Attendance, adherence, attendance_rate
from cadence_tui.practice.contact_budget import Budget, budget_of
from cadence_tui.practice.covering import StandingIn
from cadence_tui.practice.due.touches import Asking, asking
from cadence_tui.practice.health.result import Movement
from cadence_tui.practice.health.trend import moved, trend
from cadence_tui.practice.kept import Kept
from cadence_tui.practice.observations import Observation, observations
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of
from cadence_tui.practice.wishes import Wishes, wishes_in_force
from cadence_tui.views.portfolio import PortfolioRules, Standing, risks, standing
from cadence_tui.views.portfolio_row import TREND_WEEKS

YEAR = timedelta(days=365)
_MOVED_SINCE = timedelta(weeks=4)


class AccountView(Struct, frozen=True, kw_only=True):
    """An account on a day: its documents and all that the practice makes of them.

    `wish_warnings` are of the wishes in force; whoever knows the hours of the owner adds them. So is it with
    `covered`: who looks after the account today instead of its owner; and with `kept`: what became of the
    promises of each side in the last `kept_days`.
    """

    today: date
    record: AccountRecord
    standing: Standing
    scores: tuple[int | None, ...]
    moved: tuple[Movement, ...]
    moved_since: date
    observations: tuple[Observation, ...]
    segment_reasons: tuple[Reason, ...]
    stage_reasons: tuple[Reason, ...]
    adherence: Adherence
    attendance: Attendance
    proposal: Proposal | None
    budget: Budget
    wishes: Wishes
    risks: tuple[Reason, ...]
    wish_warnings: tuple[Reason, ...] = ()
    covered: StandingIn | None = None
    kept: Mapping[Side, Kept] = {}
    kept_days: int = 0


def account_view(
    record: AccountRecord,
    rules: PortfolioRules,
    today: date,
    *,
    moved_since: date | None = None,
    over_for: str = "",
) -> AccountView:
    """The account on a day; health is compared with the day `moved_since`, or with four weeks ago.

    `over_for` is the person who looks after it, where their work of the day has ended.
    """
    since = moved_since or today - _MOVED_SINCE
    holidays = rules.holidays(record.account.country)
    now, model = standing(record, rules, today), rules.touch_model
    placed = {"segment": now.segment, "stage": now.stage}
    return AccountView(
        today=today,
        record=record,
        standing=now,
        scores=tuple(trend(record, rules.health, today=today, weeks=TREND_WEEKS, **placed)),
        moved=tuple(moved(record, rules.health, since=since, today=today, **placed)),
        moved_since=since,
        observations=tuple(observations(record, rules.health, today)),
        segment_reasons=segment_of(record.account, model, today).reasons,
        stage_reasons=stage_of(record.account, model, today).reasons,
        adherence=adherence(record, model, today),
        attendance=attendance_rate(record, today),
        proposal=propose(record, model, today),
        budget=budget_of(record, model, today, holidays=holidays, over_for=over_for),
        wishes=wishes_in_force(record, today),
        risks=tuple(risks(record, now.health, model, today)),
    )


def touches_of_year(record: AccountRecord, rules: PortfolioRules, today: date, band: str) -> Asking:
    """What the touch model will ask for in the next twelve months beyond what is agreed, with the messages
    and what is held back (P1, T8, T10)."""
    holidays = rules.holidays(record.account.country)
    return asking(record, rules.touch_model, today=today, until=today + YEAR, band=band, holidays=holidays)


def live_promises(record: AccountRecord) -> list[Action]:
    """Promises still to be kept, the longest overdue first, undated ones last."""
    live = [action for action in record.actions if action.status in LIVE_STATUSES]
    return sorted(live, key=lambda action: (action.due is None, action.due or date.max, action.id))
