"""What a line says against its own day: another weekday, another day (C6)."""

from datetime import date

from cadence_tui.model.message import FullDay, Message, message
from cadence_tui.practice.flag import Flag
from cadence_tui.practice.spoken_dates import SpokenDate

_IS_A: tuple[Message, ...] = (
    message("{day} is a Monday"),
    message("{day} is a Tuesday"),
    message("{day} is a Wednesday"),
    message("{day} is a Thursday"),
    message("{day} is a Friday"),
    message("{day} is a Saturday"),
    message("{day} is a Sunday"),
)


def is_doubtful(spoken: SpokenDate) -> bool:
    """Whether a line names another weekday or another day than the one it is taken for."""
    return bool(spoken.rivals) or _contradicts(spoken)


def _contradicts(spoken: SpokenDate) -> bool:
    return spoken.weekday is not None and spoken.weekday != spoken.day.weekday()


def spoken_doubts(spoken: SpokenDate, today: date) -> tuple[Flag, ...]:
    """`weekday` when the day is not the one that was said with it, `two_days` when the line names others."""
    flags: list[Flag] = []
    day = spoken.day
    if _contradicts(spoken):
        shown = day if day.year == today.year else FullDay(day)
        flags.append(Flag("weekday", Message(_IS_A[day.weekday()].text, {"day": shown})))
    if spoken.rivals:
        flags.append(Flag("two_days", message("two days: which?")))
    return tuple(flags)
