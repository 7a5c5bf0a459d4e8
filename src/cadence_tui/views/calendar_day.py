"""One day in full: every hour, every call with all that is known of its place."""

from collections.abc import Iterator, Mapping

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Preferences
from cadence_tui.model.hours import clock
from cadence_tui.views.calendar import Card, Day
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

_MARGIN = " " * 14
_OFFICE = (9 * 60, 17 * 60)


def day_lines(day: Day, wishes: Mapping[str, Preferences], names: Names, speech: Speech) -> list[TextLine]:
    """The page of a day; the lines of calls carry their ids."""
    lines = [_head(day, speech), BLANK]
    for card in day.cards:
        if card.start is None:
            lines += _card(card, wishes, names, speech)
    timed = [card for card in day.cards if card.start is not None]
    for hour in _hours(day, timed):
        here = [card for card in timed if card.start is not None and card.start.hour == hour]
        taken = list(_busy(day, hour, speech))
        lines += taken
        if not here and not taken:
            rest = "" if _works(day, hour) else " " + speech.say("hour|off")
            lines.append(line((f"{hour:02}:00", "dim"), ("  ·" + rest, "dim")))
        for card in here:
            lines += _card(card, wishes, names, speech)
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
    return line(*spans)


def _hours(day: Day, timed: list[Card]) -> range:
    starts = [a for a, _ in (*day.spans, *day.busy)] + [_minute(card) for card in timed]
    ends = [b for _, b in (*day.spans, *day.busy)] + [_minute(card) + 1 for card in timed]
    return range(min(starts, default=_OFFICE[0]) // 60, -(-max(ends, default=_OFFICE[1]) // 60))


def _works(day: Day, hour: int) -> bool:
    return any(a < (hour + 1) * 60 and b > hour * 60 for a, b in day.spans)


def _minute(card: Card) -> int:
    assert card.start is not None
    return card.start.hour * 60 + card.start.minute


def _card(card: Card, wishes: Mapping[str, Preferences], names: Names, speech: Speech) -> Iterator[TextLine]:
    when = "–"
    if card.start is not None:
        when = f"{speech.time(card.start)}–{clock(min(24 * 60, _minute(card) + card.touch.minutes))}"
    parts = [names.title("touch", card.touch.touch, speech), speech.say("{n} min", n=card.touch.minutes)]
    if card.touch.work_minutes:
        parts.append(speech.say("{n} min around it", n=card.touch.work_minutes))
    if card.start is not None and card.theirs is not None:
        parts.append(their_hour(card.start, card.theirs, card.their_zone, speech))
    yield line(
        (f"{when:<12} ", "strong"),
        (card.name, "title"),
        (" · " + " · ".join(parts) + " · ", ""),
        (state_text(card, speech), STATE_MARKS[card.state][1]),
        key=card.id,
        indent=len(_MARGIN),
    )
    for more in card_lines(card, wishes[card.account], names, speech)[1:]:
        yield line((_MARGIN, ""), *more.spans, indent=len(_MARGIN) + 2)
