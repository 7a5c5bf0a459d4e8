"""Another rhythm, proposed from what a customer does with the calls they are offered (T11)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from math import ceil, floor

from msgspec import Struct

from cadence_tui.model.documents import Adaptation, Evidence
from cadence_tui.model.documents.adaptation import Change
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Adaptive, TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.due.situation import Situation, situation
from cadence_tui.practice.due.touches import due_touches
from cadence_tui.practice.due.wishes import guideline_of
from cadence_tui.practice.offered import Offered, offered
from cadence_tui.practice.rhythms import (
    WEEK,
    RoutineCall,
    latest_rhythm,
    practised_period,
    rhythm_in_force,
    routine_calls,
    stage_end,
)

MAIL = "email"
_DAY = timedelta(days=1)
_FOUR_WEEKS = 28
_AHEAD_WEEKS = 13


class Proposal(Struct, frozen=True, kw_only=True):
    """Another rhythm for one kind of touch, and why.

    From `was_days` to `every_days`, from `was_channel` to `channel`; what is empty stays. `ask` proposes
    nothing but to talk about it: the customer's own wish binds. `minutes_was` and `minutes_then` are of four
    weeks, the customer's and ours together. `until` is the last day of the stage that it is for. `by_rule`:
    what is due comes that often already; what changes is that the rule is kept.
    """

    account: str
    touch: str
    change: Change
    was_days: float
    every_days: int | None = None
    was_channel: str
    channel: str = ""
    evidence: Evidence
    minutes_was: int
    minutes_then: int
    until: date | None = None
    by_rule: bool = False
    reasons: tuple[Reason, ...]


class _Case(Struct, frozen=True, kw_only=True):
    """A kind of routine call of an account, offered every `period` days, and the figures to judge it by."""

    record: AccountRecord
    at: Situation
    figures: Adaptive
    call: RoutineCall
    period: float

    @property
    def touch(self) -> str:
        return self.call.rule.touch


class _Step(Struct, frozen=True, kw_only=True):
    """What the calls speak for."""

    change: Change
    every_days: int | None = None
    channel: str = ""
    reasons: tuple[Reason, ...]


def propose(record: AccountRecord, model: TouchModel, today: date) -> Proposal | None:
    """What the calls of the window speak for; None when they speak for nothing, or are too few.

    Nothing is proposed for who has left, while an experiment sets the rhythm, and of what was dismissed
    before: there only the calls offered since count.
    """
    churned, rhythm = record.account.churned, rhythm_in_force(record, today)
    if model.adaptive is None or (churned is not None and churned <= today):
        return None
    if rhythm is not None and rhythm.source not in {each.id for each in record.adaptations}:
        return None
    at = situation(record, model, today, today)
    for call in routine_calls(record, at):
        found = _of_call(record, at, model.adaptive, call)
        if found is not None:
            return found
    return None


def _since(adaptation: Adaptation, today: date) -> date | None:
    """The first day whose calls tell of what holds since an adaptation was accepted, lapsed or taken back."""
    if adaptation.status == "dismissed":
        return None
    ends = (adaptation.evidence.last, adaptation.ended, adaptation.until)
    return max(day for day in ends if day is not None and day <= today) + _DAY


# -- what the calls speak for ----------------------------------------------------------


def _of_call(record: AccountRecord, at: Situation, figures: Adaptive, call: RoutineCall) -> Proposal | None:
    today = at.today
    decided = (_since(each, today) for each in record.adaptations if each.touch == call.rule.touch)
    first = today - timedelta(days=figures.window_days - 1)
    found = offered(record.touchpoints, call.rule.touch, max([first, *filter(None, decided)]), today)
    period = call.period
    if call.rhythm is None and call.wish is None:
        found = latest_rhythm(found, at)
        period = practised_period(found.calls, call.period)
    case = _Case(record=record, at=at, figures=figures, call=call, period=period)
    proposal = _judged(case, found)
    dismissed = _dismissed(proposal, record.adaptations) if proposal else None
    if proposal is None or dismissed is None:
        return proposal
    later = tuple(each for each in found.calls if each.date > dismissed.evidence.last)
    again = _judged(case, Offered(first=dismissed.evidence.last + _DAY, last=today, calls=later))
    return again if again is not None and again.change == proposal.change else None


def _dismissed(proposal: Proposal, adaptations: Iterable[Adaptation]) -> Adaptation | None:
    same = [
        each
        for each in adaptations
        if each.status == "dismissed"
        and (each.touch, each.change, each.was_days) == (proposal.touch, proposal.change, proposal.was_days)
        and each.evidence.last >= proposal.evidence.first
    ]
    return max(same, key=lambda each: each.evidence.last, default=None)


def _judged(case: _Case, found: Offered) -> Proposal | None:
    evidence = found.evidence(case.figures.confidence)
    if evidence.offered < case.figures.least_offered:
        return None
    if evidence.high < case.figures.lower_below:
        step = _for_less(case, evidence)
    elif evidence.low > case.figures.raise_above:
        step = _for_more(case, evidence)
    else:
        step = None
    return _proposal(case, evidence, step) if step else None


def _for_less(case: _Case, evidence: Evidence) -> _Step | None:
    low = reason("adapt_low", high=evidence.high, below=case.figures.lower_below)
    if case.call.wish is not None:
        return _Step(change="ask", reasons=(low, case.call.wish))
    fastest, slowest = guideline_of(case.call.rule, case.at)
    slower = _whole_weeks(case.period * case.figures.slower_factor, fastest, slowest)
    # Who was called more often than the rule says is not to be due more often than it says.
    slower = max(slower, _days(case.call.period))
    if slower > case.period:
        limits = reason("adapt_guideline", fastest=fastest, slowest=slowest)
        return _Step(change="slower", every_days=slower, reasons=(low, limits))
    share = evidence.declined / evidence.offered
    if share < case.figures.mail_when_declined:
        return None
    figures = {"declined": evidence.declined, "offered": evidence.offered}
    said_no = reason("adapt_declined", share=share, least=case.figures.mail_when_declined, **figures)
    slow_end = reason("adapt_slow_end", days=case.period, slowest=slowest)
    if case.at.wishes.channel:
        wish = reason("adapt_channel_wish", channel=case.at.wishes.channel)
        return _Step(change="ask", reasons=(low, said_no, wish))
    return _Step(change="mail", channel=MAIL, reasons=(low, said_no, slow_end))


def _for_more(case: _Case, evidence: Evidence) -> _Step | None:
    if case.call.wish is not None:
        return None
    fastest, slowest = guideline_of(case.call.rule, case.at)
    faster = _whole_weeks(case.period * case.figures.faster_factor, fastest, slowest)
    faster = min(faster, _days(case.call.period))
    gap, cap = case.at.limits_on(case.at.now)
    if not gap <= faster < case.period:
        return None
    contacts = _contacts_a_week(case, faster)
    if contacts > cap:
        return None
    return _Step(
        change="faster",
        every_days=faster,
        reasons=(
            reason("adapt_high", low=evidence.low, above=case.figures.raise_above),
            reason("adapt_guideline", fastest=fastest, slowest=slowest),
            reason("adapt_room", contacts=round(contacts, 1), cap=cap),
        ),
    )


def _whole_weeks(days: float, fastest: float, slowest: float) -> int:
    """Whole weeks near so many days, within the guideline; none where not one week fits."""
    weeks = max(1, round(days / WEEK), ceil(fastest / WEEK))
    return min(weeks, floor(slowest / WEEK)) * WEEK


def _days(period: float) -> int:
    """The rhythm in force in whole days, near enough to compare another with it."""
    return round(period)


def _contacts_a_week(case: _Case, every_days: int) -> float:
    """Contacts to come in a week on average, agreed and asked for, were the rhythm that fast."""
    today = case.at.today
    until = today + timedelta(weeks=_AHEAD_WEEKS)
    asked = due_touches(case.record, case.at.model, today=today, until=until)
    agreed = (
        touch
        for touch in case.record.touchpoints
        if touch.status in OPEN_STATUSES and not touch.internal and today <= touch.date <= until
    )
    more = _AHEAD_WEEKS * WEEK * (1 / every_days - 1 / case.call.period)
    return (sum(not due.optional for due in asked) + sum(1 for _ in agreed) + more) / _AHEAD_WEEKS


# -- the proposal ------------------------------------------------------------------------


def _proposal(case: _Case, evidence: Evidence, step: _Step) -> Proposal:
    call, rule = case.call, case.call.rule
    then_days = step.every_days or case.period
    live = (step.channel or call.channel) in LIVE_CHANNELS
    whole = rule.minutes + rule.work_minutes
    # What is due costs that much already: keeping to the rule saves nothing.
    by_rule = step.every_days is not None and step.every_days == call.period
    was = round(_FOUR_WEEKS / (call.period if by_rule else case.period) * whole)
    then = round(_FOUR_WEEKS / then_days * (whole if live else case.at.model.contact.email_work_minutes))
    return Proposal(
        account=case.record.account.id,
        touch=case.touch,
        change=step.change,
        was_days=case.period,
        every_days=step.every_days,
        was_channel=call.channel,
        channel=step.channel,
        evidence=evidence,
        minutes_was=was,
        minutes_then=then,
        until=None if step.change == "ask" else stage_end(case.at),
        by_rule=by_rule,
        reasons=(
            *_facts(case, evidence, by_rule=by_rule),
            *step.reasons,
            *_minutes(step, was, then, by_rule=by_rule),
        ),
    )


def _facts(case: _Case, evidence: Evidence, *, by_rule: bool) -> Iterator[Reason]:
    counts = {"held": evidence.held, "no_show": evidence.no_show, "declined": evidence.declined}
    days = {"first": evidence.first, "last": evidence.last}
    ends = {"low": evidence.low, "high": evidence.high, "confidence": evidence.confidence}
    yield reason("adapt_evidence", offered=evidence.offered, rate=evidence.rate, **counts, **days, **ends)
    if case.period != case.call.period:
        code = "adapt_by_rule" if by_rule else "adapt_practised"
        yield reason(code, every_days=case.period, rule_days=case.call.period)


def _minutes(step: _Step, was: int, then: int, *, by_rule: bool) -> tuple[Reason, ...]:
    if by_rule:
        return (reason("adapt_same_minutes", minutes=then),)
    return () if step.change == "ask" else (reason("adapt_minutes", was=was, then=then),)
