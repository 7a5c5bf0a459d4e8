"""A call as plain text that fits any CRM's note field (C8)."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Action, Call, Handoff, Opportunity, Risk, Touchpoint
from cadence_tui.views.names import Names
from cadence_tui.views.vocabulary import word_of


class CallPapers(Struct, frozen=True, kw_only=True):
    """What belongs to a call: its account, what came out of it, the next touch."""

    account: Account
    actions: tuple[Action, ...] = ()
    risks: tuple[Risk, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    next_touch: Touchpoint | None = None


def crm_text(call: Call, papers: CallPapers, names: Names, speech: Speech, *, zone: str) -> str:
    """The record of a call, one fact a line; what was not noted is left out."""
    say = speech.say
    held = call.started.astimezone(ZoneInfo(zone)) if call.started else None
    ours, theirs = ([a for a in papers.actions if a.side == side] for side in ("ours", "theirs"))
    lines = [
        say("Account: {name}", name=papers.account.name),
        say("Call: {when}", when=_moment(held, speech)) if held else "",
        _outcome(call, speech),
        say("With: {names}", names=", ".join(call.attendees)) if call.attendees else "",
        say("Summary: {text}", text=call.summary) if call.summary else "",
        *_signals(call, speech),
        *_listed(say("Key points"), call.key_points),
        *_listed(say("Concerns"), call.concerns),
        *_listed(say("Risks"), [_risk(each, speech) for each in papers.risks]),
        *_listed(say("Opportunities"), _chances(call, papers, speech)),
        say("Forecast: {text}", text=call.forecast) if call.forecast else "",
        *_listed(say("Our promises"), [_owed(each, names, speech) for each in ours]),
        *_listed(say("Their promises"), [_owed(each, names, speech) for each in theirs]),
        *_listed(say("To be sent"), call.shared),
        *_listed(say("Hand-offs"), [_handed(each, names, speech) for each in papers.handoffs]),
        _next(call, papers.next_touch, speech, zone),
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _outcome(call: Call, speech: Speech) -> str:
    if call.outcome == "held":
        return ""
    return speech.say("Outcome: {word}", word=word_of("outcome", call.outcome, speech))


def _risk(risk: Risk, speech: Speech) -> str:
    return f"{risk.title} ({word_of('risk_severity', risk.severity, speech)})"


def _chances(call: Call, papers: CallPapers, speech: Speech) -> list[str]:
    """Those of the record, with the amounts of those on the books."""
    amounts = {each.title: speech.money(each.amount) for each in papers.opportunities if each.amount}
    return [f"{title} ({amounts[title]})" if title in amounts else title for title in call.opportunities]


def _handed(each: Handoff, names: Names, speech: Speech) -> str:
    to = word_of("handoff_to", each.to, speech)
    who = f"{names.person(each.person)}, {to}" if each.person else to
    return f"{each.what} ({who})"


def _signals(call: Call, speech: Speech) -> list[str]:
    say, lines = speech.say, list[str]()
    if call.sentiment:
        lines.append(say("Mood: {word}", word=word_of("sentiment", call.sentiment, speech)))
    if call.adoption:
        lines.append(say("Adoption: {word}", word=word_of("adoption", call.adoption, speech)))
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
