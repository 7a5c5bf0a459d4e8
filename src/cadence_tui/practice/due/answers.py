"""Touches that open signals start, each until its deadline (T7)."""

from datetime import date

from cadence_tui.model.documents import Signal, Touchpoint
from cadence_tui.model.message import reason
from cadence_tui.model.rules.signals import SignalRule
from cadence_tui.model.rules.touch_model import Form, Touch
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.due.situation import Asked, Situation, restarted


def answering_touches(at: Situation) -> list[Asked]:
    """One touch for the signals of a kind, by the nearest deadline; none where a contact stands for it.

    What was held since, or is agreed until the deadline, stands for it when it restarts every clock that the
    touch would, and is a call where that is one.
    """
    asked: dict[str, Asked] = {}
    for signal in sorted(at.signals, key=lambda each: (_last_day(each) or date.max, each.id)):
        rule = at.model.signals.of(signal.cause)
        kind = at.kinds.get(rule.touch) if rule else None
        if rule is None or kind is None or (rule.segments and at.segment.id not in rule.segments):
            continue
        if any(_stands_for(touch, signal, rule, kind, at) for touch in (*at.held, *at.agreed)):
            continue
        if (first := asked.get(kind.id)) is not None:
            first.signals = (*first.signals, signal.id)
            first.reasons.append(reason("signal_too", cause=signal.cause, day=signal.raised.date()))
        elif (touch := _ask(signal, rule, kind, at)) is not None:
            asked[kind.id] = touch
    return list(asked.values())


def signal_due_id(account: str, signal: str) -> str:
    """The id of the due touch that a signal starts."""
    return f"{account}:signal:{signal}"


def _ask(signal: Signal, rule: SignalRule, kind: Touch, at: Situation) -> Asked | None:
    ideal = at.days(kind).on_or_after(at.now)
    if ideal is None:
        return None
    last = _last_day(signal)
    deadline = last.toordinal() if last else ideal
    figures = {"cause": signal.cause, "day": signal.raised.date(), "deadline": signal.deadline}
    return Asked(
        id=signal_due_id(at.account.id, signal.id),
        touch=kind,
        form=_form(rule, at),
        rule=f"signal.{signal.cause}",
        ideal=ideal,
        earliest=at.now,
        latest=max(ideal, deadline),
        overdue=max(0, at.now - deadline) if last else 0,
        urgent=True,
        signals=(signal.id,),
        reasons=[reason("signal", **figures)],
    )


def _form(rule: SignalRule, at: Situation) -> Form:
    return Form(
        segment=at.segment.id,
        touch=rule.touch,
        channel=rule.channel,
        minutes=rule.minutes,
        work_minutes=rule.work_minutes,
        delivered_by=rule.delivered_by,
        outcome=rule.outcome,
        tolerance_days=0,
        value=rule.value,
    )


def _stands_for(touch: Touchpoint, signal: Signal, rule: SignalRule, kind: Touch, at: Situation) -> bool:
    if touch.due_id == signal_due_id(at.account.id, signal.id):
        return True
    raised, last = signal.raised.date(), _last_day(signal)
    # On the day of the signal nobody knows which of the two came first.
    in_time = touch.date > raised and (touch.status == "held" or last is None or touch.date <= last)
    live = touch.channel in LIVE_CHANNELS or rule.channel not in LIVE_CHANNELS
    wanted, given = set(kind.restarted(rule.channel)), set(restarted(touch, at.kinds))
    return in_time and live and bool(given) and wanted <= given


def _last_day(signal: Signal) -> date | None:
    return signal.deadline.date() if signal.deadline else None
