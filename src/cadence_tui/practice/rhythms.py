"""Which rhythm holds for an account's routine calls today, by rule, decision or wish."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from statistics import median

from msgspec import Struct

from cadence_tui.model.documents import Preferences, Rhythm, Touchpoint
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Rule
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.due.situation import Situation
from cadence_tui.practice.offered import Offered
from cadence_tui.practice.stages import stage_spans

WEEK = 7
_FORESEEN = timedelta(days=3660)


class RoutineCall(Struct, frozen=True, kw_only=True):
    """A kind of routine call as an account is offered it today: every `period` days, over `channel`.

    `rhythm` is the decision that took the rule's place, if any; `wish` the customer's word on how often.
    """

    rule: Rule
    period: float
    channel: str
    rhythm: Rhythm | None
    wish: Reason | None


def rhythm_in_force(record: AccountRecord, today: date) -> Rhythm | None:
    """The rhythm that was decided for an account and still holds on a day."""
    rhythm = record.account.rhythm
    return None if rhythm is None or (rhythm.until is not None and rhythm.until < today) else rhythm


def routine_calls(record: AccountRecord, at: Situation) -> Iterator[RoutineCall]:
    """The kinds of routine call that an account is offered today, in the order of the model."""
    wishes, decided = at.wishes, rhythm_in_force(record, at.today)
    for touch in at.model.touches:
        rule = _live_rule(at, touch.id) if touch.routine and touch.id not in wishes.refused else None
        if rule is None:
            continue
        rhythm = decided if decided is not None and decided.touch in ("", touch.id) else None
        channel = wishes.channel or (rhythm.channel if rhythm else "") or rule.channel
        if channel not in LIVE_CHANNELS:
            continue
        period = wishes.every_days or (rhythm.every_days if rhythm else None) or rule.period
        wish = _frequency_wish(wishes, touch.id)
        yield RoutineCall(rule=rule, period=float(period), channel=channel, rhythm=rhythm, wish=wish)


def stage_end(at: Situation) -> date | None:
    """The last day of the present stage, where another one can be foreseen."""
    ahead = stage_spans(at.account, at.model, at.today, at.today + _FORESEEN)
    return ahead[0].last if len(ahead) > 1 else None


def latest_rhythm(found: Offered, at: Situation) -> Offered:
    """The calls of the present stage, with those of the stages before as far as they came as often."""
    pieces = [
        (stage, list(calls))
        for stage, calls in groupby(found.calls, lambda call: at.stage_on(call.date.toordinal()))
    ]
    if not pieces or pieces[-1][0] != at.stage_on(at.now):
        return Offered(first=at.today, last=at.today, calls=())
    kept = pieces[-1][1]
    for _, earlier in reversed(pieces[:-1]):
        weeks = _weeks_between(earlier)
        if weeks is None or weeks != _weeks_between(kept):
            break
        kept = [*earlier, *kept]
    whole = len(kept) == len(found.calls)
    return Offered(first=found.first if whole else kept[0].date, last=found.last, calls=tuple(kept))


def practised_period(calls: Sequence[Touchpoint], ruled: float) -> float:
    """Days between two calls as they were offered, in whole weeks; the rule's where they kept to it."""
    weeks = _weeks_between(calls)
    return ruled if weeks is None or weeks == max(1, round(ruled / WEEK)) else float(weeks * WEEK)


def _weeks_between(calls: Sequence[Touchpoint]) -> int | None:
    gaps = [(later.date - call.date).days for call, later in pairwise(calls)]
    return max(1, round(median(gaps) / WEEK)) if gaps else None


def _live_rule(at: Situation, touch: str) -> Rule | None:
    wanted = (at.segment.id, at.stage_on(at.now), touch)
    rules = (rule for rule in at.model.rules if (rule.segment, rule.stage, rule.touch) == wanted)
    return next((rule for rule in rules if rule.channel in LIVE_CHANNELS), None)


def _frequency_wish(wishes: Preferences, touch: str) -> Reason | None:
    if wishes.every_days:
        return reason("adapt_wish", every_days=wishes.every_days)
    if any(pinned.touch == touch for pinned in wishes.pinned):
        return reason("adapt_pinned", touch=touch)
    return None
