"""A proposal in words: what is new, moved or without room, each with its reasons (P4, P5)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.views.calendar_lines import covers_text
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.names import Names
from cadence_tui.views.proposal import Change, Proposal, ProposedCall, ShedCall, Shortage
from cadence_tui.views.proposal_groups import DiffRow, head_spans
from cadence_tui.views.wording import reason_text

_MARKS: Mapping[Change, tuple[str, str]] = {
    "new": ("+", "good"),
    "moved": ("→", "info"),
    "timed": ("◇", "info"),
    "dropped": ("✗", "warn"),
    "kept": ("○", "dim"),
}
_WORDS: Mapping[Change, Message] = {
    "new": message("change|new"),
    "moved": message("change|moved"),
    "timed": message("change|hour"),
    "dropped": message("change|dropped"),
    "kept": message("change|kept"),
}
_SAME_DAY = frozenset({"plan_same_day", "plan_same_day_signal"})


def change_spans(row: DiffRow, speech: Speech) -> Spans:
    """What happens to the call, as glyph and word."""
    if row.short is not None:
        return [("! " + speech.say("change|short"), "bad")]
    if row.call is None:
        return [("! " + speech.say("change|no room"), "bad")]
    glyph, role = _MARKS[row.call.change]
    return [(f"{glyph} {speech.word(_WORDS[row.call.change])}", role)]


def when_text(row: DiffRow, speech: Speech) -> str:
    """The day and hour it gets; the ideal day of one without room; the weeks that are short."""
    if row.short is not None:
        return weeks_text(row.short, speech)
    if row.call is not None:
        return moment_text(row.call.date, row.call.start, speech)
    return speech.weekday_day(row.shed.ideal) if row.shed else ""


def was_text(row: DiffRow, speech: Speech) -> str:
    """Where it was, for one that moves or gets its hour."""
    call = row.call
    if call is None or call.change not in ("moved", "timed") or call.was_date is None:
        return ""
    return moment_text(call.was_date, call.was_start, speech)


def first_reason(row: DiffRow, names: Names, speech: Speech) -> str:
    """The reason that decided."""
    if row.short is not None:
        return speech.plural("{n} call gave way", "{n} calls gave way", len(row.short.calls))
    found = row.call.reasons if row.call else row.shed.reasons if row.shed else ()
    return reason_text(found[0], speech, names) if found else ""


def counts_text(proposal: Proposal, speech: Speech) -> str:
    """`140 new · 2 moved · 1 without room`."""
    changes = [call.change for call in proposal.calls]
    parts = [speech.plural("{n} new call", "{n} new calls", changes.count("new"))]
    if moved := changes.count("moved"):
        parts.append(speech.plural("{n} moved", "{n} moved", moved))
    if timed := changes.count("timed"):
        parts.append(speech.plural("{n} gets its hour", "{n} get their hour", timed))
    if dropped := changes.count("dropped"):
        parts.append(speech.plural("{n} dropped", "{n} dropped", dropped))
    if proposal.shed:
        parts.append(speech.say("{n} without room", n=len(proposal.shed)))
    return " · ".join(parts)


def diff_lines(row: DiffRow, proposal: Proposal, names: Names, speech: Speech) -> list[TextLine]:
    """Everything about one row: why the call is due, why it goes there, what could be done instead."""
    if row.is_head:
        return [line(*head_spans(row)), BLANK, *summary_lines(proposal, speech)]
    if row.short is not None:
        return _short_lines(row.short, proposal, names, speech)
    part = row.call or row.shed
    assert part is not None
    told = [names.title("touch", part.touch, speech), when_text(row, speech)]
    told.append(speech.say("{n} min", n=part.minutes))
    if part.work_minutes:
        told.append(speech.say("{n} min around it", n=part.work_minutes))
    lines = [line((row.name, "title"), (" · " + " · ".join(told), ""), indent=2)]
    lines.append(line(*change_spans(row, speech), *_before(row, speech), indent=2))
    if row.call is not None and row.call.covers:
        lines.append(line((covers_text(row.call.covers, names, speech), "accent"), indent=2))
    if part.due_reasons:
        lines += [BLANK, heading(speech.say("Why it is due"))]
        lines += [line((reason_text(each, speech, names), ""), indent=2) for each in part.due_reasons]
    lines += [BLANK, heading(speech.say("Why there") if row.call else speech.say("Why there is no room"))]
    lines += [line((reason_text(each, speech, names), ""), indent=2) for each in part.reasons]
    if row.call is not None:
        lines.append(line((_window(row.call, speech), "dim"), indent=2))
    if row.shed is not None:
        lines += _ways_out(row.shed, proposal, speech)
    return lines


def diff_summary(row: DiffRow, proposal: Proposal, names: Names, speech: Speech) -> list[TextLine]:
    """The same in three lines, for a narrow screen."""
    if row.is_head:
        return [line(*head_spans(row)), *summary_lines(proposal, speech)]
    if row.short is not None:
        return _short_lines(row.short, proposal, names, speech)
    part = row.call or row.shed
    assert part is not None
    kind = names.title("touch", part.touch, speech)
    head = f" · {kind} · {when_text(row, speech)} · {speech.say('{n} min', n=part.minutes)}"
    due = " · ".join(reason_text(each, speech, names) for each in part.due_reasons if each.code != "value")
    there = " · ".join(reason_text(each, speech, names) for each in part.reasons)
    lines = [line((row.name, "title"), (head, ""), *_before(row, speech), indent=2)]
    lines.append(line((there, "" if row.call else "warn"), indent=2))
    if due:
        lines.append(line((due, "dim"), indent=2))
    return lines


def summary_lines(proposal: Proposal, speech: Speech) -> list[TextLine]:
    """What the whole plan does: its peak, what stays, what moves."""
    owner = proposal.owners[0]
    changes = [call.change for call in proposal.calls]
    agreed = max((week.agreed for week in owner.weeks), default=0)
    peak = speech.say(
        "fullest week: {was} min agreed, {now} with this plan",
        was=speech.number(agreed),
        now=speech.number(owner.peak),
    )
    kept = speech.plural(
        "{n} planned call stays where it is", "{n} planned calls stay where they are", changes.count("kept")
    )
    return [
        line((counts_text(proposal, speech), "strong"), indent=2),
        line((peak, ""), indent=2),
        line((kept, "dim"), indent=2),
    ]


def _before(row: DiffRow, speech: Speech) -> Spans:
    if row.call is None or row.call.change not in ("moved", "timed"):
        return []
    return [(" · " + speech.say("was {when}", when=was_text(row, speech)), "info")]


def _short_lines(short: Shortage, proposal: Proposal, names: Names, speech: Speech) -> list[TextLine]:
    told = speech.say(
        "{name} is {minutes} min short, {weeks}",
        name=names.person(short.owner),
        minutes=speech.number(short.minutes),
        weeks=weeks_text(short, speech),
    )
    lines = [line((told, "bad"), indent=2)]
    gone = [shed for shed in proposal.shed if shed.id in short.calls]
    lines.append(line((speech.plural("{n} call gave way", "{n} calls gave way", len(gone)), ""), indent=2))
    lines.append(line((speech.say("s shows the ways out"), "dim"), indent=2))
    return lines


def weeks_text(short: Shortage, speech: Speech) -> str:
    """The weeks of a shortage."""
    first, last = speech.day(short.weeks[0]), speech.day(short.weeks[-1])
    if len(short.weeks) == 1:
        return speech.say("week of {day}", day=first)
    return speech.say("weeks {first} to {last}", first=first, last=last)


def _window(call: ProposedCall, speech: Speech) -> str:
    return speech.say(
        "ideal {ideal}, window {first} to {last}",
        ideal=speech.weekday_day(call.ideal),
        first=speech.day(call.earliest),
        last=speech.day(call.latest),
    )


def _ways_out(shed: ShedCall, proposal: Proposal, speech: Speech) -> list[TextLine]:
    lines = [BLANK, heading(speech.say("What would help"))]
    lines += [_short(short, speech) for short in _about(shed, proposal.shortages)]
    if shed.planned:
        told = speech.say("It stands where it can no longer be: move it by hand, or cancel it.")
        lines.append(line((told, "warn")))
    if shed.reasons and shed.reasons[0].code in _SAME_DAY:
        # The reason says what to do; a later day is too late.
        return lines if len(lines) > 2 else []
    if shed.action == "email":
        lines.append(line((speech.say("An email instead: this kind of contact may be written."), "")))
    elif shed.latest >= proposal.start + timedelta(weeks=proposal.weeks):
        lines.append(line((speech.say("A later day: its window goes on after these weeks."), "")))
    return lines if len(lines) > 2 else []


def _about(shed: ShedCall, shortages: Sequence[Shortage]) -> list[Shortage]:
    return [short for short in shortages if shed.id in short.calls]


def _short(short: Shortage, speech: Speech) -> TextLine:
    told = speech.say(
        "{minutes} min more in the weeks of {first} to {last}",
        minutes=speech.number(short.minutes),
        first=speech.day(short.weeks[0]),
        last=speech.day(short.weeks[-1]),
    )
    return line((told, ""), indent=2)


def moment_text(day: date, start: datetime | None, speech: Speech) -> str:
    """A day, and the hour where it is known."""
    when = speech.weekday_day(day)
    return f"{when} {speech.time(start)}" if start else when
