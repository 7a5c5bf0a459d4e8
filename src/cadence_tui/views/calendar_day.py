"""One day in full: every hour, every call with all that is known of its place."""

from collections.abc import Iterator, Mapping

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Preferences
from cadence_tui.model.hours import clock
from cadence_tui.views.calendar import Day
from cadence_tui.views.calendar_entries import Card, Entry, SessionCard
from cadence_tui.views.calendar_lines import (
    STATE_MARKS,
    card_lines,
    day_off_text,
    load_role,
    minutes_text,
    state_text,
    their_hour,
)
from cadence_tui.views.lines import BLANK, Spans, TextLine, line
from cadence_tui.views.names import Names
from cadence_tui.views.session_cards import session_card_lines, state_spans
from cadence_tui.views.vocabulary import word_of

_MARGIN = " " * 14
_OFFICE = (9 * 60, 17 * 60)


def day_lines(day: Day, wishes: Mapping[str, Preferences], names: Names, speech: Speech) -> list[TextLine]:
    """The page of a day; the lines of calls and group sessions carry their ids."""
    lines = [_head(day, speech), BLANK]
    for card in day.cards:
        if card.start is None:
            lines += _card(card, wishes, names, speech)
    timed = [entry for entry in day.entries if entry.start is not None]
    for hour in _hours(day, timed):
        here = [entry for entry in timed if entry.start is not None and entry.start.hour == hour]
        taken = list(_busy(day, hour, speech))
        lines += taken
        if not here and not taken:
            rest = "" if _works(day, hour) else " " + speech.say("hour|off")
            lines.append(line((f"{hour:02}:00", "dim"), ("  ·" + rest, "dim")))
        for entry in here:
            if isinstance(entry, SessionCard):
                lines += _session(entry, speech)
            else:
                lines += _card(entry, wishes, names, speech)
    return lines


def _busy(day: Day, hour: int, speech: Speech) -> Iterator[TextLine]:
    """Times that another calendar takes, in the hour in which they begin."""
    for start, end in day.busy:
        if start // 60 == hour:
            yield line((f"{clock(start)}–{clock(end)}  ▒ {speech.say('busy')}", "dim"))


def _head(day: Day, speech: Speech) -> TextLine:
    off = day_off_text(day, speech)
    told = off or minutes_text(day.load, day.capacity, speech)
    role = "dim" if off else load_role(day.load, day.capacity)
    spans: Spans = [(speech.weekday_day(day.date), "title"), (" · " + told, role)]
    if off and day.load:
        spans.append((" · " + speech.say("{n} min", n=day.load), "warn"))
    spans.append((" · " + speech.plural("{n} call", "{n} calls", len(day.cards)), ""))
    if day.sessions:
        told = speech.plural("{n} group session", "{n} group sessions", len(day.sessions))
        spans.append((" · " + told, ""))
    return line(*spans)


def _hours(day: Day, timed: list[Entry]) -> range:
    starts = [a for a, _ in (*day.spans, *day.busy)] + [_minute(entry) for entry in timed]
    ends = [b for _, b in (*day.spans, *day.busy)] + [_minute(entry) + 1 for entry in timed]
    return range(min(starts, default=_OFFICE[0]) // 60, -(-max(ends, default=_OFFICE[1]) // 60))


def _works(day: Day, hour: int) -> bool:
    return any(a < (hour + 1) * 60 and b > hour * 60 for a, b in day.spans)


def _minute(entry: Entry) -> int:
    assert entry.start is not None
    return entry.start.hour * 60 + entry.start.minute


def _when(entry: Entry, speech: Speech) -> str:
    if entry.start is None:
        return "–"
    return f"{speech.time(entry.start)}–{clock(min(24 * 60, _minute(entry) + entry.minutes))}"


def _session(card: SessionCard, speech: Speech) -> Iterator[TextLine]:
    session = card.session
    parts = [word_of("session_form", session.form, speech), speech.say("{n} min", n=session.minutes)]
    if session.work_minutes:
        parts.append(speech.say("{n} min around it", n=session.work_minutes))
    yield line(
        (f"{_when(card, speech):<12} ", "strong"),
        (card.name, "title"),
        (" · " + " · ".join(parts) + " · ", ""),
        *state_spans(card, speech),
        key=card.id,
        indent=len(_MARGIN),
    )
    for more in session_card_lines(card, speech)[1:]:
        yield line((_MARGIN, ""), *more.spans, indent=len(_MARGIN) + 2)


def _card(card: Card, wishes: Mapping[str, Preferences], names: Names, speech: Speech) -> Iterator[TextLine]:
    parts = [names.title("touch", card.touch.touch, speech), speech.say("{n} min", n=card.touch.minutes)]
    if card.touch.work_minutes:
        parts.append(speech.say("{n} min around it", n=card.touch.work_minutes))
    if card.start is not None and card.theirs is not None:
        parts.append(their_hour(card.start, card.theirs, card.their_zone, speech))
    yield line(
        (f"{_when(card, speech):<12} ", "strong"),
        (card.name, "title"),
        (" · " + " · ".join(parts) + " · ", ""),
        (state_text(card, speech), STATE_MARKS[card.state][1]),
        key=card.id,
        indent=len(_MARGIN),
    )
    for more in card_lines(card, wishes[card.account], names, speech)[1:]:
        yield line((_MARGIN, ""), *more.spans, indent=len(_MARGIN) + 2)
