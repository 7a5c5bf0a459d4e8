"""Whether the rhythm is kept, and whether the customer turns up (H1, M1, M2)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Touchpoint
from cadence_tui.model.documents.calendar import GROUP_CHANNEL
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Rule, TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.due.situation import Situation, restarted, situation
from cadence_tui.practice.stages import StageSpan, stage_of, stage_spans

_YEAR = timedelta(days=365)
_DAY = timedelta(days=1)

State = Literal["ok", "amber", "red", "unknown"]
_STATES: tuple[State, ...] = ("ok", "amber", "red", "unknown")


class Adherence(Struct, frozen=True, kw_only=True):
    """How an account's rhythms are kept.

    `share` is the part of the gaps of the last twelve months that stayed within the rule's red days, None
    without a gap to judge. `state` is that of the most neglected rhythm now. `last` is the last touch that
    restarts a clock.
    """

    share: float | None
    kept: int
    gaps: int
    state: State
    last: date | None
    days_since: int | None
    reasons: tuple[Reason, ...]


class Counts(Struct, frozen=True, kw_only=True):
    """Calls of one kind by their outcome; `rescheduled` is how often the customer asked for another time.

    That alone is no miss: the call is held, missed or declined later on. A call that the customer calls off,
    however late, is declined; one that we call off ourselves counts nowhere.
    """

    held: int = 0
    no_show: int = 0
    declined: int = 0
    rescheduled: int = 0

    @property
    def rate(self) -> float | None:
        """Held among all that were offered; None when none was."""
        offered = self.held + self.no_show + self.declined
        return self.held / offered if offered else None


class Attendance(Struct, frozen=True, kw_only=True):
    """Calls of the last twelve months, together and by touch kind; `group` are group sessions, which an
    account came to or missed after it had accepted. They are told beside the calls and never among them: to
    miss one of many seats says little about the calls of one's own.
    """

    total: Counts
    by_touch: dict[str, Counts]
    group: Counts = Counts()

    @property
    def rate(self) -> float | None:
        """Held among all that were offered; None when none was."""
        return self.total.rate


def adherence(record: AccountRecord, model: TouchModel, today: date) -> Adherence:
    """How the rhythms of an account are kept, today and over the last twelve months."""
    at = situation(record, model, today, today)
    judged = [gap for touch in model.touches for gap in _gaps(touch.id, touch.group, at)]
    kept = sum(judged)
    state, reasons = _state(at)
    last = max(at.last_held.values(), default=None)
    return Adherence(
        share=kept / len(judged) if judged else None,
        kept=kept,
        gaps=len(judged),
        state=state,
        last=last,
        days_since=(today - last).days if last else None,
        reasons=tuple(reasons),
    )


def attendance_rate(record: AccountRecord, today: date) -> Attendance:
    """Who turned up to the calls of the last twelve months; mails and internal touches do not count."""
    calls = record.touchpoints
    by_touch = {
        name: attendance_counts((touch for touch in calls if touch.touch == name), today)
        for name in sorted({touch.touch for touch in calls if _is_offered(touch, today)})
    }
    group = (
        touch for touch in calls if touch.channel == GROUP_CHANNEL and today - _YEAR < touch.date <= today
    )
    return Attendance(
        total=attendance_counts(calls, today),
        by_touch=by_touch,
        group=_outcomes(group),
    )


def attendance_counts(touches: Iterable[Touchpoint], today: date) -> Counts:
    """The outcomes of the calls of the last twelve months, and of those ahead that were declined already."""
    calls = [touch for touch in touches if _is_recent(touch, today)]
    asked = sum(touch.rescheduled for touch in calls)
    return replace(_outcomes(touch for touch in calls if _is_offered(touch, today)), rescheduled=asked)


def _is_recent(touch: Touchpoint, today: date) -> bool:
    return today - _YEAR < touch.date and not touch.internal and touch.channel in LIVE_CHANNELS


def _is_offered(touch: Touchpoint, today: date) -> bool:
    # Whoever has said no to a call of next week has said it already.
    return _is_recent(touch, today) and (touch.date <= today or touch.status == "declined")


def _outcomes(touches: Iterable[Touchpoint]) -> Counts:
    statuses = [touch.status for touch in touches]
    return Counts(
        held=statuses.count("held"), no_show=statuses.count("no_show"), declined=statuses.count("declined")
    )


def _gaps(touch: str, clock: str, at: Situation) -> Iterator[bool]:
    """For each gap that ended in the last twelve months, or is running beyond red: was it kept?"""
    rules = _binding(touch, at)
    if not rules:
        return
    days = sorted({t.date for t in at.held if clock in restarted(t, at.kinds)})
    spans = stage_spans(at.account, at.model, days[0], at.today) if days else []
    for start, end in pairwise(days):
        rule = rules.get(_stage_on(spans, start))
        if rule and end > at.today - _YEAR:
            yield (end - start).days <= rule.red_days
    if (
        days
        and (rule := rules.get(_stage_on(spans, days[-1])))
        and (at.today - days[-1]).days > rule.red_days
    ):
        yield False


def _state(at: Situation) -> tuple[State, list[Reason]]:
    stage = stage_of(at.account, at.model, at.today).value
    reasons: list[Reason] = []
    levels: list[int] = []
    for touch in at.model.touches:
        rule = _binding(touch.id, at).get(stage)
        since = at.last_held.get(touch.group) or at.account.start
        if rule is None or since is None:
            continue
        days = max(0, (at.today - since).days)
        level = (days >= rule.amber_days) + (days >= rule.red_days)
        levels.append(level)
        figures = {"days": days, "amber": rule.amber_days, "red": rule.red_days}
        code = "gap" if touch.group in at.last_held else "gap_never_held"
        reasons.append(reason(code, touch=touch.id, state=_STATES[level], **figures))
    return _STATES[max(levels, default=_STATES.index("unknown"))], reasons


def _binding(touch: str, at: Situation) -> dict[str, Rule]:
    rules = at.model.rules_of(at.segment.id, touch)
    return {stage: rule for stage, rule in rules.items() if not rule.optional}


def _stage_on(spans: list[StageSpan], day: date) -> str:
    return next((span.stage for span in spans if span.first <= day <= span.last), "")
