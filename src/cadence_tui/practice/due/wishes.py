"""What a customer's wishes change in a touch, with a warning where they leave the guideline (T9)."""

from msgspec import Struct

from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import LIVE_CHANNELS, Channel, Rule, Step, Touch
from cadence_tui.practice.due.situation import Situation


class Conduct(Struct, frozen=True):
    """How a touch is done after the customer's wish."""

    channel: Channel
    minutes: int
    work_minutes: int
    reasons: tuple[Reason, ...] = ()


def wished_period(rule: Rule, touch: Touch, at: Situation) -> tuple[float, tuple[Reason, ...]]:
    """Days between two touches of a rule, and why they differ from the rule's own."""
    wish = at.account.preferences.every_days
    if not touch.routine or wish is None or wish < 1 or wish == rule.period:
        return rule.period, ()
    fastest, slowest = rule.guideline_days or tuple(rule.period * f for f in at.model.contact.wish_factors)
    reasons = [reason("wish_frequency", every_days=wish, rule_days=rule.period)]
    if not fastest <= wish <= slowest:
        reasons.append(reason("wish_outside_guideline", every_days=wish, fastest=fastest, slowest=slowest))
    return float(wish), tuple(reasons)


def conduct(form: Rule | Step, at: Situation) -> Conduct:
    """Channel and minutes of a touch: a call becomes an email, or a call of the wished kind."""
    wish = at.account.preferences.channel
    own = Conduct(form.channel, form.minutes, form.work_minutes)
    if form.channel not in LIVE_CHANNELS or wish in ("", form.channel):
        return own
    why = (reason("wish_channel", channel=wish, was=form.channel),)
    if wish == "email":
        return Conduct("email", 0, at.model.contact.email_work_minutes, why)
    for live in LIVE_CHANNELS:
        if live == wish:
            return Conduct(live, form.minutes, form.work_minutes, why)
    return own
