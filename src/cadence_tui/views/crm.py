"""A call as plain text that fits any CRM's note field (C8)."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Action, Call, Touchpoint
from cadence_tui.views.names import Names
from cadence_tui.views.vocabulary import word_of
from cadence_tui.views.wording_call import ADOPTION


def crm_text(
    call: Call,
    account: Account,
    actions: Sequence[Action],
    next_touch: Touchpoint | None,
    names: Names,
    speech: Speech,
    *,
    zone: str,
) -> str:
    """The record of a call, one fact a line; what was not noted is left out."""
    say = speech.say
    held = call.started.astimezone(ZoneInfo(zone)) if call.started else None
    lines = [
        say("Account: {name}", name=account.name),
        say("Call: {when}", when=_moment(held, speech)) if held else "",
        say("With: {names}", names=", ".join(call.attendees)) if call.attendees else "",
        say("Summary: {text}", text=call.summary) if call.summary else "",
        *_signals(call, speech),
        *_listed(say("Key points"), call.key_points),
        *_listed(say("Concerns"), call.concerns),
        *_listed(say("Opportunities"), call.opportunities),
        *_listed(say("Our promises"), [_owed(a, names, speech) for a in actions if a.side == "ours"]),
        *_listed(say("Their promises"), [_owed(a, names, speech) for a in actions if a.side == "theirs"]),
        _next(call, next_touch, speech, zone),
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _signals(call: Call, speech: Speech) -> list[str]:
    say, lines = speech.say, list[str]()
    if call.sentiment:
        lines.append(say("Mood: {word}", word=word_of("sentiment", call.sentiment, speech)))
    if call.adoption:
        lines.append(say("Adoption: {word}", word=speech.word(ADOPTION[call.adoption])))
    if call.relationship:
        lines.append(say("Relationship: {word}", word=word_of("relationship", call.relationship, speech)))
    return lines


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [f"{title}:", *(f"- {line}" for line in lines)] if lines else []


def _owed(action: Action, names: Names, speech: Speech) -> str:
    owner = names.person(action.owner) if action.owner else speech.say("nobody")
    due = speech.day(action.due, year=True) if action.due else speech.say("no date")
    return f"{action.title} ({owner}, {due})"


def _next(call: Call, touch: Touchpoint | None, speech: Speech, zone: str) -> str:
    if touch is not None:
        start = touch.start.astimezone(ZoneInfo(zone)) if touch.start else None
        when = _moment(start, speech) if start else speech.day(touch.date, year=True)
        return speech.say("Next touch: {when}", when=when)
    if call.no_next_reason:
        return speech.say("No next touch: {why}", why=call.no_next_reason)
    return ""


def _moment(at: datetime, speech: Speech) -> str:
    return f"{speech.day(at.date(), year=True)} {speech.time(at)}"
