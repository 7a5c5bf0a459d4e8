"""Signals that a contact settles by being held, in the commit that makes it so (T7)."""

from msgspec.structs import replace

from cadence_tui.model.documents import Signal, Touchpoint
from cadence_tui.workspace.session import Edit, Workspace


def answered(ws: Workspace, touch: Touchpoint | None) -> list[Edit]:
    """The signals that end because a touch is held; belongs into every commit that makes one so."""
    if touch is None:
        return []
    live = [each for each in ws.records.of_account(Signal, touch.account) if each.status != "done"]
    if not live:
        return []
    # Loaded here: most contacts are held where no signal is open.
    from cadence_tui.practice.signals.answering import answers

    rules, now, by = ws.rules.touch_model.signals, ws.now(), ws.actor.id
    done = {"status": "done", "ended": now, "snoozed_until": None, "why": "", "by": by, "touch": touch.id}
    return [(signal, replace(signal, **done)) for signal in live if answers(touch, signal, rules)]
