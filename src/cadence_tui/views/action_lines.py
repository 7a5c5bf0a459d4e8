"""A promise in words: its card, and its page with all that speaks for or against it (A1-A3)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Action, Call, Comment, Verdict
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.message import Message
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.text import plain
from cadence_tui.practice.review import returned
from cadence_tui.views.actions import Card, late_mark
from cadence_tui.views.lines import Spans, TextLine, heading, line
from cadence_tui.views.promise_parts import carried_lines, evidence_lines, nudge_lines
from cadence_tui.views.reader import Reader
from cadence_tui.views.wording_actions import PRIORITY_WORDS, SIDE_WORDS, STATUS_WORDS, VERDICT_WORDS

SEPARATOR = (" · ", "dim")
"""Between the parts of a card's line."""
_INDENT = 2


class Happened(Struct, frozen=True, kw_only=True):
    """An entry of the log about a promise."""

    at: datetime
    who: str
    what: Message


def card_name(card: Card) -> Spans:
    """The first line of a card: the account, marked when the promise is urgent."""
    return [*([("! ", "warn")] if card.priority == "high" else []), (card.account_name, "strong")]


def card_foot(card: Card, reader: str, speech: Speech) -> Spans:
    """The last line of a card, what matters first, for its end may be left out: what stands out, the date and
    how often it moved, the owner unless it is the reader, the past."""
    parts = [*_marks(card, speech)]
    if card.column == "done" and card.done:
        parts.append((f"✓ {speech.day(card.done)}", "good"))
        parts += [("≡ " + card.evidence, "dim")] if card.evidence else []
    elif card.due and not card.late_days:
        parts.append((speech.day(card.due), ""))
    elif not card.late_days:
        parts.append((speech.say("no date"), "dim"))
    if card.slips:
        parts.append((f"↻{card.slips}", "warn"))
    if card.owner != reader or card.side == "theirs":
        parts.append((card.owner_name or speech.say("nobody"), "info" if card.owner else "warn"))
    if card.carried:
        parts.append((f"↷{card.carried}", "dim"))
    parts.append((speech.say("{n} d", n=card.age_days), "dim"))
    return _joined(parts)


def card_waits(card: Card, speech: Speech) -> Spans:
    """For how long it has waited on the customer, and when they were reminded last; nothing of others."""
    parts: list[tuple[str, str]] = []
    if card.waits_days is not None:
        parts.append((speech.say("waits {n}d", n=card.waits_days), ""))
        if card.nudged_days is None:
            parts.append((speech.say("no nudge"), "warn"))
    if card.nudged_days is not None:
        parts.append((speech.say("nudged {n}d", n=card.nudged_days), "info"))
    return _joined(parts)


def _joined(parts: Iterable[tuple[str, str]]) -> Spans:
    spans: Spans = []
    for text, role in parts:
        spans += [SEPARATOR] if spans else []
        spans.append((text, role))
    return spans


def _marks(card: Card, speech: Speech) -> Iterator[tuple[str, str]]:
    if card.returned is not None:
        yield "↩ " + speech.say("returned"), "warn"
    if card.escalated is not None:
        yield "▲ " + speech.say("until {day}", day=speech.day(card.escalated)), "bad"
    if card.late_days:
        yield late_mark(card.late_days, speech), "bad"


def promise_lines(action: Action, record: AccountRecord, reader: Reader) -> list[TextLine]:
    """Everything about a promise: what it is, how it stands, who moved and said what, where it came from."""
    named = (plain(record.account.name), "accent"), (" · ", "dim"), _side(action, reader)
    return [
        line((plain(action.title), "strong")),
        line(*named),
        line(*_whose(action, reader)),
        line(*_since(action, reader)),
        *_priority(action, reader),
        *promise_evidence(action, record, reader),
    ]


def standing_line(action: Action, reader: Reader) -> TextLine:
    """How a promise stands, on one line, where its account is told of already."""
    told = [_side(action, reader), (" · ", "dim"), *_whose(action, reader), (" · ", "dim")]
    urgent = [(" · ", "dim"), *_priority(action, reader)[0].spans] if _priority(action, reader) else []
    return line(*told, *_since(action, reader), *urgent, indent=_INDENT)


def promise_evidence(action: Action, record: AccountRecord, reader: Reader) -> list[TextLine]:
    """What speaks for or against it: what it waits for, who moved and said what, where it came from."""
    return [
        *_hindered(action, reader),
        *evidence_lines(action, reader),
        *nudge_lines(action, reader),
        *verdict_lines([verdict for verdict in action.verdicts if verdict is not returned(action)], reader),
        *_slips(action, reader),
        *comment_lines(action.comments, reader),
        *_origin(action, record, reader),
        *_last_touch(record, reader),
    ]


def history_lines(happened: Sequence[Happened], reader: Reader) -> list[TextLine]:
    """What the log says about it, newest first."""
    if not happened:
        return []
    lines = [heading(reader.speech.say("History"))]
    for one in reversed(happened):
        when = f"{reader.day(one.at)} {reader.clock(one.at)}  "
        lines.append(
            line(
                (when, "dim"),
                (reader.name(one.who) + "  ", ""),
                (reader.speech.word(one.what), ""),
                indent=_INDENT,
            )
        )
    return lines


def _side(action: Action, reader: Reader) -> tuple[str, str]:
    return reader.speech.word(SIDE_WORDS[action.side]), ""


def _whose(action: Action, reader: Reader) -> Spans:
    owner = reader.name(action.owner) if action.side == "ours" else plain(action.owner)
    named = (owner or reader.speech.say("nobody"), "" if owner else "warn")
    return [named, (" · ", "dim"), *_due(action, reader, action.status in LIVE_STATUSES)]


def _since(action: Action, reader: Reader) -> Spans:
    say, status = reader.speech.say, reader.speech.word(STATUS_WORDS[action.status])
    since = action.status_since or action.done
    age = say("{n} d old", n=reader.days_since(action.created))
    told = say("{status} since {day}", status=status, day=reader.day(since)) if since else status
    return [(told, ""), (" · ", "dim"), (age, "dim")]


def _priority(action: Action, reader: Reader) -> list[TextLine]:
    if action.priority == "normal":
        return []
    word = reader.speech.word(PRIORITY_WORDS[action.priority])
    role = "warn" if action.priority == "high" else "dim"
    return [line((reader.speech.say("priority {word}", word=word), role))]


def _hindered(action: Action, reader: Reader) -> Iterator[TextLine]:
    say = reader.speech.say
    if action.status == "blocked":
        yield line((say("blocked: {why}", why=plain(action.blocked_reason)), "bad"), indent=_INDENT)
    back = returned(action)
    if back and action.status in LIVE_STATUSES:
        yield line(
            ("↩ " + say("returned by {name}: {why}", name=reader.name(back.by), why=plain(back.why)), "warn"),
            indent=_INDENT,
        )


def _due(action: Action, reader: Reader, live: bool) -> Iterator[tuple[str, str]]:
    if action.due is None:
        yield reader.speech.say("no date"), "dim"
        return
    yield reader.speech.say("due {day}", day=reader.speech.weekday_day(action.due)), ""
    late = (reader.today - action.due).days
    if live and late > 0:
        yield " " + late_mark(late, reader.speech), "bad"


def verdict_lines(verdicts: Sequence[Verdict], reader: Reader) -> Iterator[TextLine]:
    """What leads said, the newest first."""
    if not verdicts:
        return
    yield heading(reader.speech.say("The lead's word"))
    for verdict in reversed(verdicts):
        yield line(*verdict_spans(verdict, reader), indent=_INDENT)


def verdict_spans(verdict: Verdict, reader: Reader) -> Iterator[tuple[str, str]]:
    """A word of a lead: which, until when, whose, why."""
    yield reader.speech.word(VERDICT_WORDS[verdict.verdict]), "warn" if verdict.verdict == "returned" else ""
    if verdict.deadline:
        yield " " + reader.speech.say("until {day}", day=reader.speech.day(verdict.deadline)), "bad"
    yield f" · {reader.name(verdict.by)}, {reader.day(verdict.at)}", "dim"
    if verdict.why:
        yield f": {plain(verdict.why)}", ""


def _slips(action: Action, reader: Reader) -> Iterator[TextLine]:
    if not action.slips:
        return
    times = reader.speech.plural("Moved {n} time", "Moved {n} times", len(action.slips))
    yield heading(times)
    for slip in reversed(action.slips):
        was, to = (reader.speech.day(day) if day else "–" for day in (slip.was, slip.to))
        by = f" · {reader.name(slip.by)}, {reader.day(slip.at)}"
        yield line((f"{was} → {to}", "warn"), (by, "dim"), (f": {plain(slip.why)}", ""), indent=_INDENT)


def comment_lines(comments: Sequence[Comment], reader: Reader) -> Iterator[TextLine]:
    """What people remarked, the newest first."""
    if not comments:
        return
    yield heading(reader.speech.say("Remarks"))
    for comment in reversed(comments):
        by = f"{reader.name(comment.by)}, {reader.day(comment.at)}: "
        yield line((by, "dim"), (plain(comment.text), ""), indent=_INDENT)


def _origin(action: Action, record: AccountRecord, reader: Reader) -> Iterator[TextLine]:
    call = next((call for call in record.calls if call.id == action.origin), None)
    say = reader.speech.say
    if call is None:
        yield line((say("Written down by hand on {day}", day=reader.day(action.created)), "dim"))
    else:
        yield heading(say("From the call of {day}", day=reader.day(call.started or action.created)))
        yield from _words_of(call, action, reader)
    yield from carried_lines(action, record, reader)


def _words_of(call: Call, action: Action, reader: Reader) -> Iterator[TextLine]:
    """The line it was captured as, between what was said before and after."""
    places = [place for place, entry in enumerate(call.entries) if entry.action == action.id]
    if not places and call.summary:
        yield line((plain(call.summary), ""))
    for place in places[:1]:
        for entry in call.entries[max(0, place - 1) : place + 2]:
            here = entry.action == action.id
            role = "" if here else "dim"
            yield line(
                (reader.clock(entry.at) + " ", "dim"),
                (("! " if here else "") + plain(entry.text), role),
                indent=_INDENT,
            )


def _last_touch(record: AccountRecord, reader: Reader) -> Iterator[TextLine]:
    held = [touch for touch in record.touchpoints if touch.status == "held" and touch.date <= reader.today]
    last = max((touch.date for touch in held), default=None)
    if last is None:
        yield line((reader.speech.say("No contact held yet"), "warn"))
        return
    days = reader.speech.plural("{n} day", "{n} days", (reader.today - last).days)
    yield line(
        (reader.speech.say("Last contact {day}, {days} ago", day=reader.speech.day(last), days=days), "dim")
    )
