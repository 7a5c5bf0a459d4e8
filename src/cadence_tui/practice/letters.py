"""Parts that mails to customers share: lists under a title, a day with its hour."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cadence_tui.locale.speech import Speech


def listed(title: str, lines: Sequence[str]) -> str:
    """Lines under their title; nothing without any."""
    return "\n".join([f"{title}:", *(f"- {line}" for line in lines)]) if lines else ""


def moment_words(moment: date | datetime, speech: Speech, *, place: str = "") -> str:
    """`Monday 14 December 2026, 13:00`; with the `place` whose hour it is `…, 13:00 (Chicago time)`."""
    if not isinstance(moment, datetime):
        return speech.long_date(moment)
    told = f"{speech.long_date(moment.date())}, {speech.time(moment)}"
    return speech.say("{moment} ({place} time)", moment=told, place=place) if place else told


def place_of_hour(moment: date | datetime | None, theirs: str, ours: str) -> str:
    """Whose hour a mail says, by the name of their zone; empty where both sides have the same hour."""
    if not isinstance(moment, datetime) or not theirs:
        return ""
    if moment.astimezone(ZoneInfo(theirs)).utcoffset() == moment.astimezone(ZoneInfo(ours)).utcoffset():
        return ""
    return theirs.rpartition("/")[2].replace("_", " ")
