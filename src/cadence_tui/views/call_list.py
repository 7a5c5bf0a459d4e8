"""The list of calls: what runs, what is late, today, and what comes next."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Call, Touchpoint
from cadence_tui.model.message import Message, message
from cadence_tui.views.lines import Spans
from cadence_tui.views.names import Names

State = Literal["running", "late", "past", "today", "ahead"]
_GLYPHS: Mapping[State, tuple[str, str]] = {
    "running": ("▸", "accent"),
    "late": ("▼", "bad"),
    "past": ("▼", "bad"),
    "today": ("●", "strong"),
    "ahead": ("○", "dim"),
}
_WORDS: Mapping[State, Message] = {
    "running": message("call|running"),
    "late": message("call|not recorded"),
    "past": message("call|not recorded"),
    "today": message("call|today"),
    "ahead": message("call|planned"),
}


class CallRow(Struct, frozen=True, kw_only=True):
    """A call to come, or one that runs. `start` is in the reader's zone, `their_start` in the customer's.

    `late` is one of an earlier day, `past` one of today whose time is over; neither has a record.
    """

    touch: str
    account: str
    name: str
    kind: str
    owner: str
    state: State
    date: date
    start: datetime | None
    their_start: datetime | None
    their_zone: str
    minutes: int
    purpose: str
    call: str


def call_row(touch: Touchpoint, account: Account, call: Call | None, *, now: datetime, zone: str) -> CallRow:
    """The row of a touchpoint for a reader in that zone, at an instant."""
    start = touch.start.astimezone(ZoneInfo(zone)) if touch.start else None
    theirs = touch.start.astimezone(ZoneInfo(account.timezone)) if touch.start and account.timezone else None
    apart = start is not None and theirs is not None and start.utcoffset() != theirs.utcoffset()
    day = start.date() if start else touch.date
    running = call is not None and call.started is not None
    state: State = "running" if running else _state(day, start, touch.minutes, now.astimezone(ZoneInfo(zone)))
    return CallRow(
        touch=touch.id,
        account=account.id,
        name=account.name,
        kind=touch.touch,
        owner=touch.owner,
        state=state,
        date=day,
        start=start,
        their_start=theirs if apart else None,
        their_zone=account.timezone.rpartition("/")[2].replace("_", " "),
        minutes=touch.minutes,
        purpose=touch.purpose,
        call=call.id if call else "",
    )


def _state(day: date, start: datetime | None, minutes: int, now: datetime) -> State:
    if day != now.date():
        return "late" if day < now.date() else "ahead"
    return "past" if start and start + timedelta(minutes=minutes) <= now else "today"


def due_row(rows: Sequence[CallRow]) -> CallRow | None:
    """The call that runs, is due now or comes next, of rows in their order."""
    return next((row for row in rows if row.state not in ("late", "past")), None)


def row_order(row: CallRow) -> tuple[bool, date, bool, float, str]:
    """Running ones first, then by day and hour."""
    return (
        row.state != "running",
        row.date,
        row.start is None,
        row.start.timestamp() if row.start else 0.0,
        row.touch,
    )


def when_spans(row: CallRow, speech: Speech) -> Spans:
    """Day and hour; what is not plainly ahead is said in a word too."""
    glyph, role = _GLYPHS[row.state]
    hour = speech.time(row.start) if row.start else "–"
    if row.state in ("running", "today", "past"):
        word = _WORDS["today" if row.state == "past" else row.state]
        return [(f"{glyph} ", role), (speech.word(word), role), (f" {hour}", "")]
    line: Spans = [(f"{glyph} ", role), (f"{speech.weekday_day(row.date)} ", ""), (hour, "")]
    return line


def hour_text(row: CallRow, speech: Speech) -> str:
    """`14:00 (11:00 São Paulo)`."""
    if row.start is None:
        return ""
    if row.their_start is None:
        return speech.time(row.start)
    return f"{speech.time(row.start)} ({speech.time(row.their_start)} {row.their_zone})"


def head_spans(row: CallRow, names: Names, speech: Speech) -> Spans:
    """What stands over the brief: who, what, when, how long."""
    role = _GLYPHS[row.state][1]
    line: Spans = [(row.name, "title"), (f" · {_what(row, names, speech)}", "")]
    return [*line, (" · " + speech.word(_WORDS[row.state]), role)]


def head_texts(row: CallRow, names: Names, speech: Speech) -> list[str]:
    """The same as text under the name of the account, with the purpose if there is one."""
    told = f"{_what(row, names, speech)} · {speech.word(_WORDS[row.state])}"
    return [told, row.purpose] if row.purpose else [told]


def _what(row: CallRow, names: Names, speech: Speech) -> str:
    parts = [names.title("touch", row.kind, speech), speech.weekday_day(row.date)]
    parts += [hour_text(row, speech)] if row.start else []
    return " · ".join([*parts, speech.say("{n} min", n=row.minutes)])
