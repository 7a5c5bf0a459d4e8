"""Words that the brief, the guide and the closing of a call share (C1-C8)."""

from datetime import date, datetime
from typing import cast

from cadence_tui.locale import Speech
from cadence_tui.model.documents.account import Language
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.worded import Worded
from cadence_tui.views.lines import Spans

PLANNED = message("call|planned")
BEST = message("next touch|best")


def in_language(text: Worded, speech: Speech) -> str:
    """A text of a rule file in the reader's language."""
    return text.to(cast(Language, speech.language))


def minutes_text(seconds: float, speech: Speech) -> str:
    """`5 min`, to the half minute."""
    return speech.say("{n} min", n=speech.number(round(seconds / 30) / 2))


def late_spans(days: int, speech: Speech) -> Spans:
    """`‹12d late›`, or nothing."""
    return [(" " + speech.say("‹{n}d late›", n=days), "bad")] if days > 0 else []


def slot_text(
    when: date | datetime, kind: str, speech: Speech, today: date, *, mark: Message | None = None
) -> str:
    """A time for the next touch: `Mon 21 Dec 14:00 · planned · Check-in 30 min`; its end may be cut off."""
    if isinstance(when, datetime):
        text = f"{speech.weekday_day(when.date(), today)} {speech.time(when)}"
    else:
        text = speech.weekday_day(when, today)
    return " · ".join([text, *([speech.word(mark)] if mark else []), kind])
