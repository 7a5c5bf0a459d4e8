"""The record of a call to read, with what came of it (C7, C8)."""

from collections.abc import Iterator
from datetime import datetime

from cadence_tui.model.documents import Call, Entry
from cadence_tui.model.record import AccountRecord
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.outlook_lines import made_lines
from cadence_tui.views.portfolio_cells import local
from cadence_tui.views.words import Words


def call_lines(call: Call, record: AccountRecord, words: Words) -> list[TextLine]:
    """What is on record of a call: its facts, what was said, what came of it."""
    say = words.speech.say
    lines = list(_facts(call, record, words))
    if call.summary:
        lines += [BLANK, heading(say("Summary")), line((call.summary, ""))]
    for title, texts in (
        (say("Key points"), call.key_points),
        (say("Concerns"), call.concerns),
        (say("Opportunities"), call.opportunities),
        (say("To be sent"), call.shared),
        (say("Notes"), tuple(_noted(entry, words) for entry in call.entries)),
    ):
        if texts:
            lines += [BLANK, heading(title), *(line(("▸ ", "info"), (text, ""), indent=2) for text in texts)]
    return [*lines, *_promises(call, record, words), *made_lines(record, call.id, words)]


def _noted(entry: Entry, words: Words) -> str:
    """A line; one that was not finished is its author's own."""
    own = entry.mark == "note" and entry.owner
    return f"{words.names.person(entry.owner)}: {entry.text}" if own else entry.text


def _facts(call: Call, record: AccountRecord, words: Words) -> Iterator[TextLine]:
    say = words.speech.say
    if call.started:
        yield _fact(say("call of"), f"{_instant(call.started, words)} · {words.names.person(call.owner)}")
    if call.outcome != "held":
        yield _fact(say("outcome"), words.word("outcome", call.outcome))
    if call.attendees:
        yield _fact(say("attendees"), ", ".join(call.attendees))
    if call.sentiment:
        yield _fact(say("mood"), words.word("sentiment", call.sentiment))
    if call.adoption:
        yield _fact(say("adoption"), words.word("adoption", call.adoption))
    if call.relationship:
        yield _fact(say("relationship"), words.word("relationship", call.relationship))
    if call.forecast:
        yield _fact(say("forecast"), call.forecast)
    following = next((touch for touch in record.touchpoints if touch.id == call.next_touch), None)
    if following is not None:
        when = (
            _instant(following.start, words) if following.start else words.speech.weekday_day(following.date)
        )
        yield _fact(say("next touch"), when)
    elif call.no_next_reason:
        yield _fact(say("no next touch"), call.no_next_reason)


def _promises(call: Call, record: AccountRecord, words: Words) -> list[TextLine]:
    promised = [action for action in record.actions if action.origin == call.id]
    if not promised:
        return []
    lines = [BLANK, heading(words.speech.say("Promises"))]
    for action in promised:
        owner = words.names.person(action.owner) if action.side == "ours" else action.owner
        due = words.day(action.due) if action.due else ""
        told = " · ".join(part for part in (owner, due) if part)
        lines.append(
            line(
                ("! ", "accent"),
                (action.title, ""),
                (f" · {told}" if told else "", "dim"),
                key=action.id,
                indent=2,
            )
        )
    return lines


def _instant(at: datetime, words: Words) -> str:
    there = local(at, words.zone)
    return f"{words.speech.weekday_day(there.date())} {words.speech.time(there)}"


def _fact(name: str, text: str) -> TextLine:
    return line((f"{name}: ", "dim"), (text, ""), indent=4)
