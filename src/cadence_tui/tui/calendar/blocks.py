"""What stands in a day's column: its head, and each call and session as a block."""

from datetime import date

from rich.cells import cell_len

from cadence_tui.locale import Speech
from cadence_tui.model.hours import clock
from cadence_tui.tui.calendar.hours import Piece
from cadence_tui.tui.spans import Line
from cadence_tui.views.calendar import Day
from cadence_tui.views.calendar_entries import Card, Entry, SessionCard
from cadence_tui.views.calendar_lines import (
    STATE_MARKS,
    day_off_text,
    load_role,
    minutes_text,
    their_hour,
)
from cadence_tui.views.names import Names
from cadence_tui.views.session_cards import MARK, guests_text, mark_role
from cadence_tui.views.vocabulary import word_of

BUSY = "▒"


def pieces_of(day: Day) -> list[Piece]:
    """What has a place in a day, in order of time; without an hour first."""
    pieces = [_piece(entry) for entry in day.entries]
    pieces += [Piece(key=_busy_key(start), start=start, end=end) for start, end in day.busy]
    return sorted(pieces, key=lambda piece: -1 if piece.start is None else piece.start)


def day_head(day: Day, width: int, speech: Speech, *, today: date, cursor: str) -> list[Line]:
    """Which day, its minutes against its capacity or why it is off, and a rule."""
    role = f"{cursor} {'title' if day.date == today else 'strong'}".strip()
    name = speech.weekday_day(day.date)
    now = " " + speech.say("today") if day.date == today else ""
    off = day_off_text(day, speech)
    if off:
        load: Line = [(" " + off, "dim")]
        if day.load:
            load.append((" " + speech.say("{n} min", n=day.load), "warn"))
    else:
        told = minutes_text(day.load, day.capacity, speech)
        told = told if cell_len(told) < width else f"{day.load}/{day.capacity}"
        load = [(" " + told, load_role(day.load, day.capacity) or "dim")]
    return [
        [(" ", ""), (name, role), (now if cell_len(name + now) < width - 1 else "", "accent")],
        load,
        [("─" * width, "border")],
    ]


def block_rows(
    day: Day, key: str, height: int, width: int, names: Names, speech: Speech, *, wide: bool
) -> list[Line]:
    """The rows of a call or session: hour, state, name, then what there is room for; or of a busy time."""
    entry = next((entry for entry in day.entries if entry.id == key), None)
    if entry is None:
        return _busy_rows(day, key, height, speech, wide=wide)
    hour = speech.time(entry.start) if entry.start else "–"
    margin = 6 if wide else 3
    hour = f"{hour:>5} " if wide else f"{hour[-2:]:>2} "
    rows: list[Line] = [[(hour, ""), _glyph(entry), (" " + entry.name, "strong" if is_open(entry) else "")]]
    rest = _details(entry, names, speech)
    room = width - margin - 2
    for number in range(1, height):
        told = ""
        while rest and (not told or cell_len(told) + 3 + cell_len(rest[0]) <= room):
            told += (" · " if told else "") + rest.pop(0)
        rows.append([(" " * margin + "│ ", "border"), (told, "dim")])
        if number == height - 1 and rest and told:
            break
    return rows


def is_open(entry: Entry) -> bool:
    """Whether it is still to be held, as far as is known."""
    if isinstance(entry, Card):
        return entry.state in ("planned", "confirmed", "pinned")
    return entry.session.status == "planned"


def is_settled(entry: Entry) -> bool:
    """Whether nothing is to be done about it any more."""
    if isinstance(entry, Card):
        return entry.state in ("held", "declined", "cancelled")
    return entry.session.status == "held"


def _glyph(entry: Entry) -> tuple[str, str]:
    return STATE_MARKS[entry.state] if isinstance(entry, Card) else (MARK, mark_role(entry))


def _busy_key(start: int) -> str:
    return f"busy {start}"


def _busy_rows(day: Day, key: str, height: int, speech: Speech, *, wide: bool) -> list[Line]:
    """A time that another calendar takes."""
    start, end = next(span for span in day.busy if _busy_key(span[0]) == key)
    hour = f"{clock(start)} " if wide else f"{clock(start)[-2:]} "
    margin = " " * len(hour)
    rows: list[Line] = [[(hour, ""), (f"{BUSY} {speech.say('busy')}", "")]]
    rows += [[(margin + BUSY, "")] for _ in range(height - 1)]
    if height > 1:
        rows[1].append((f" –{clock(end)}", ""))
    return rows


def _piece(entry: Entry) -> Piece:
    if entry.start is None:
        return Piece(key=entry.id, start=None)
    start = entry.start.hour * 60 + entry.start.minute
    return Piece(key=entry.id, start=start, end=min(24 * 60, start + max(1, entry.minutes)))


def _details(card: Entry, names: Names, speech: Speech) -> list[str]:
    """Length, the customer's hour, kind and purpose, most telling first; of a session its guests."""
    parts = [speech.say("{n} min", n=card.minutes)]
    if isinstance(card, SessionCard):
        return [*parts, guests_text(card.session, speech), word_of("session_form", card.session.form, speech)]
    if card.theirs is not None and card.start is not None:
        parts.append(their_hour(card.start, card.theirs, card.their_zone, speech))
    parts.append(names.title("touch", card.touch.touch, speech))
    if card.touch.purpose:
        parts.append(card.touch.purpose)
    return parts
