"""What closing a call will make, in one line (C7)."""

from collections.abc import Sequence

from cadence_tui.locale import Speech
from cadence_tui.practice.aftermath import Aftermath, Heard


def makes_text(found: Aftermath, promises: int, speech: Speech, *, undated: int = 0) -> str:
    """`makes 3 promises (1 without a date), 1 risk, 1 opportunity (US$ 5,000)`.

    `promises` are those captured in the call, `undated` how many of them name no day.
    """
    promises += len(found.to_send)
    vague = f" ({speech.say('{n} without a date', n=undated)})" if undated else ""
    again = len(found.known_risks) + len(found.known_opportunities)
    counted = (
        (promises, speech.plural("{n} promise", "{n} promises", promises) + vague),
        (len(found.risks), speech.plural("{n} risk", "{n} risks", len(found.risks))),
        (len(found.opportunities), _opportunities(found.opportunities, speech)),
        (int(bool(found.signal)), speech.plural("{n} signal", "{n} signals", 1)),
        (again, speech.plural("a remark on {n} known already", "a remark on {n} known already", again)),
    )
    parts = [text for count, text in counted if count]
    if not parts:
        return speech.say("makes nothing but the record")
    return speech.say("makes {what}", what=", ".join(parts))


def _opportunities(found: Sequence[Heard], speech: Speech) -> str:
    told = speech.plural("{n} opportunity", "{n} opportunities", len(found))
    worth = ", ".join(speech.money(heard.amount) for heard in found if heard.amount)
    return f"{told} ({worth})" if worth else told
