"""The kept-promise rate in words: never without of how many it speaks (A1, A3)."""

from cadence_tui.locale import Speech
from cadence_tui.practice.kept import Kept
from cadence_tui.views.lines import Spans


def rate_text(kept: Kept, speech: Speech) -> str:
    """`86 % (43/50)`, or that nothing is known."""
    if kept.rate is None:
        return speech.say("unknown")
    return f"{speech.percent(kept.rate)} ({kept.in_time}/{kept.judged})"


def kept_spans(kept: Kept, speech: Speech) -> Spans:
    """The rate, then what was late, what is still open past its date, and how many had their date moved."""
    spans: Spans = [(rate_text(kept, speech), "strong" if kept.judged else "dim")]
    parts = [
        (kept.late, speech.say("{n} kept late", n=kept.late), "warn"),
        (kept.open_late, speech.say("{n} still open past its date", n=kept.open_late), "bad"),
        (kept.moved, speech.say("{n} with a moved date", n=kept.moved), "dim"),
    ]
    for count, text, role in parts:
        if count:
            spans += [(" · ", "dim"), (text, role)]
    return spans
