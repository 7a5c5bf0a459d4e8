"""What a customer's wishes change in a touch, with a warning where they leave the guideline (T9), and what
was decided for the account besides (T11)."""

from msgspec import Struct

from cadence_tui.model.documents import Rhythm
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import Form, Rule, Touch
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS, Channel
from cadence_tui.practice.due.situation import Situation

WRITTEN_WISHES: tuple[Channel, ...] = ("email", "message")


class Conduct(Struct, frozen=True):
    """How a touch is done after wish and decision."""

    channel: Channel
    minutes: int
    work_minutes: int
    reasons: tuple[Reason, ...] = ()


def guideline_of(rule: Rule, at: Situation) -> tuple[float, float]:
    """The fastest and the slowest rhythm, in days, that a wish may ask for without a warning."""
    if rule.guideline_days:
        return rule.guideline_days
    fastest, slowest = at.model.contact.wish_factors
    return rule.period * fastest, rule.period * slowest


def wished_period(rule: Rule, touch: Touch, at: Situation, day: int) -> tuple[float, tuple[Reason, ...]]:
    """Days between two touches of a rule on a day, and why they differ from the rule's own."""
    if not touch.routine:
        return rule.period, ()
    wish = at.wishes.every_days
    if wish is not None and wish >= 1:
        return (rule.period, ()) if wish == rule.period else (float(wish), _wish_reasons(wish, rule, at))
    decided = decided_on(day, touch, at)
    if decided is None or decided.every_days is None or decided.every_days == rule.period:
        return rule.period, ()
    figures = {"every_days": decided.every_days, "rule_days": rule.period, "source": decided.source}
    return float(decided.every_days), (reason("rhythm_decided", **figures),)


def decided_on(day: int, touch: Touch, at: Situation) -> Rhythm | None:
    """The rhythm that was decided for a kind of touch and holds on a day, also on one to come."""
    rhythm = at.account.rhythm
    if rhythm is None or rhythm.touch not in ("", touch.id):
        return None
    return None if rhythm.until is not None and rhythm.until.toordinal() < max(day, at.now) else rhythm


def conduct(form: Form, touch: Touch, at: Situation, day: int) -> Conduct:
    """Channel and minutes of a touch on a day: a call becomes written, or one of the wished kind."""
    wish, code = at.wishes.channel, "wish_channel"
    if not wish and touch.routine and (decided := decided_on(day, touch, at)) is not None:
        wish, code = decided.channel, "channel_decided"
    if not wish or wish == form.channel or not _may_become(form.channel, wish):
        return Conduct(form.channel, form.minutes, form.work_minutes)
    why = (reason(code, channel=wish, was=form.channel),)
    for written in WRITTEN_WISHES:
        if written == wish:
            live = form.channel in LIVE_CHANNELS
            return Conduct(
                written, 0, at.model.contact.email_work_minutes if live else form.work_minutes, why
            )
    for live in LIVE_CHANNELS:
        if live == wish:
            return Conduct(live, form.minutes, form.work_minutes, why)
    return Conduct(form.channel, form.minutes, form.work_minutes)


def _may_become(channel: str, wish: str) -> bool:
    """Calls become anything that a person does; what is written stays written; automation stays as it is."""
    return channel in LIVE_CHANNELS or (channel in WRITTEN_WISHES and wish in WRITTEN_WISHES)


def _wish_reasons(wish: int, rule: Rule, at: Situation) -> tuple[Reason, ...]:
    reasons = [reason("wish_frequency", every_days=wish, rule_days=rule.period)]
    fastest, slowest = guideline_of(rule, at)
    if not fastest <= wish <= slowest:
        reasons.append(reason("wish_outside_guideline", every_days=wish, fastest=fastest, slowest=slowest))
    return tuple(reasons)
