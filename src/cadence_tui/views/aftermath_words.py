"""What closing a call will make, in one line (C7)."""

from cadence_tui.locale import Speech
from cadence_tui.practice.aftermath import Aftermath


def makes_text(found: Aftermath, promises: int, speech: Speech) -> str:
    """`makes 2 promises, 1 risk, 1 opportunity, 1 signal`; `promises` are those captured in the call."""
    promises += len(found.to_send)
    again = len(found.known_risks) + len(found.known_opportunities)
    counted = (
        (promises, speech.plural("{n} promise", "{n} promises", promises)),
        (len(found.risks), speech.plural("{n} risk", "{n} risks", len(found.risks))),
        (
            len(found.opportunities),
            speech.plural("{n} opportunity", "{n} opportunities", len(found.opportunities)),
        ),
        (int(bool(found.signal)), speech.plural("{n} signal", "{n} signals", 1)),
        (again, speech.plural("a remark on {n} known already", "a remark on {n} known already", again)),
    )
    parts = [text for count, text in counted if count]
    if not parts:
        return speech.say("makes nothing but the record")
    return speech.say("makes {what}", what=", ".join(parts))
