"""Which contact answers which signal."""

from cadence_tui.model.documents import Signal, Touchpoint
from cadence_tui.model.rules.signals import SignalRules
from cadence_tui.practice.due.answers import signal_due_id

_SILENCE = "silent_account"


def answers(touch: Touchpoint, signal: Signal, rules: SignalRules) -> bool:
    """Whether a touch, once held, answers a signal.

    It was planned or begun for it, or planned for another one that asks for the same kind of touch: of
    several of a kind only one is asked for. Any contact ends silence.
    """
    if signal.status == "done" or touch.internal or touch.account != signal.account:
        return False
    if touch.due_id == signal_due_id(signal.account, signal.id) or signal.touch == touch.id:
        return True
    rule = rules.of(signal.cause)
    for_signals = touch.due_id.startswith(signal_due_id(signal.account, ""))
    return signal.cause == _SILENCE or (for_signals and rule is not None and rule.touch == touch.touch)
