"""Parts that mails to customers share: lists under a title, a day with its hour."""

from collections.abc import Sequence
from datetime import date, datetime

from cadence_tui.locale.speech import Speech


def listed(title: str, lines: Sequence[str]) -> str:
    """Lines under their title; nothing without any."""
    return "\n".join([f"{title}:", *(f"- {line}" for line in lines)]) if lines else ""


def moment_words(moment: date | datetime, speech: Speech) -> str:
    """`Monday 14 December 2026, 13:00`."""
    if isinstance(moment, datetime):
        return f"{speech.long_date(moment.date())}, {speech.time(moment)}"
    return speech.long_date(moment)
