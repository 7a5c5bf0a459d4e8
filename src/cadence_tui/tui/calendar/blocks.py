"""What stands in a day's column: its head, and each call as a block."""

from datetime import date

from rich.cells import cell_len

from cadence_tui.locale import Speech
from cadence_tui.model.hours import clock
from cadence_tui.tui.calendar.hours import Piece
from cadence_tui.tui.spans import Line
from cadence_tui.views.calendar import Card, Day
from cadence_tui.views.calendar_lines import (
    STATE_MARKS,
    day_off_text,
    load_role,
    minutes_text,
    their_hour,
)
from cadence_tui.views.names import Names

BUSY = "▒"


def pieces_of(day: Day) -> list[Piece]:
    """What has a place in a day, in order of time; without an hour first."""
    pieces = [_piece(card) for card in day.cards]
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
    """The rows of one call: hour, state and name, then what else there is room for; or of a busy time."""
    card = next((card for card in day.cards if card.id == key), None)
    if card is None:
        return _busy_rows(day, key, height, speech, wide=wide)
    glyph, role = STATE_MARKS[card.state]
    hour = speech.time(card.start) if card.start else "–"
    margin = 6 if wide else 3
    hour = f"{hour:>5} " if wide else f"{hour[-2:]:>2} "
    strong = "strong" if card.state in ("planned", "confirmed", "pinned") else ""
    rows: list[Line] = [[(hour, ""), (glyph, role), (" " + card.name, strong)]]
    rest = _details(card, names, speech)
    room = width - margin - 2
    for number in range(1, height):
        told = ""
        while rest and (not told or cell_len(told) + 3 + cell_len(rest[0]) <= room):
            told += (" · " if told else "") + rest.pop(0)
        rows.append([(" " * margin + "│ ", "border"), (told, "dim")])
        if number == height - 1 and rest and told:
            break
    return rows


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


def _piece(card: Card) -> Piece:
    if card.start is None:
        return Piece(key=card.id, start=None)
    start = card.start.hour * 60 + card.start.minute
    return Piece(key=card.id, start=start, end=min(24 * 60, start + max(1, card.touch.minutes)))


def _details(card: Card, names: Names, speech: Speech) -> list[str]:
    """Length, the customer's hour, kind and purpose, most telling first."""
    parts = [speech.say("{n} min", n=card.touch.minutes)]
    if card.theirs is not None and card.start is not None:
        parts.append(their_hour(card.start, card.theirs, card.their_zone, speech))
    parts.append(names.title("touch", card.touch.touch, speech))
    if card.touch.purpose:
        parts.append(card.touch.purpose)
    return parts
