"""Risks, opportunities and hand-offs of an account: their lists, and each of them to read (C7, C8)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cadence_tui.model.documents import Comment, Handoff, Opportunity, Risk
from cadence_tui.model.record import AccountRecord
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.portfolio_cells import local
from cadence_tui.views.words import Words

_SEVERITY_MARKS = {"high": ("▼ ", "bad"), "medium": ("● ", "warn"), "low": ("○ ", "dim")}
_SEVERITY_ORDER = ("high", "medium", "low")
_CHANCE_MARKS = {
    "open": ("+ ", "good"),
    "proposed": ("» ", "accent"),
    "won": ("✓ ", "good"),
    "lost": ("✗ ", "dim"),
}
_HANDOFF_MARKS = {"open": ("→ ", "warn"), "taken": ("» ", "accent"), "done": ("✓ ", "good")}


def risks_lines(record: AccountRecord, words: Words) -> list[TextLine]:
    """Risks that are open, the worst first, then those that are over."""
    say = words.speech.say
    live = [risk for risk in record.risks if risk.status == "open"]
    live.sort(key=lambda risk: (_SEVERITY_ORDER.index(risk.severity), risk.raised))
    over = sorted((risk for risk in record.risks if risk.status != "open"), key=_ended, reverse=True)
    lines = [heading(say("Open risks"))]
    lines += [risk_line(risk, words) for risk in live]
    if not live:
        lines.append(line((say("no risk is open; n names one"), "dim")))
    return [*lines, *_over(over, [risk_line(risk, words) for risk in over], words)]


def opportunities_lines(record: AccountRecord, words: Words) -> list[TextLine]:
    """Opportunities that are open or proposed, then those that are over."""
    say = words.speech.say
    live = [each for each in record.opportunities if each.status in ("open", "proposed")]
    live.sort(key=lambda each: (each.status != "proposed", each.raised))
    over = [each for each in record.opportunities if each not in live]
    over.sort(key=_ended, reverse=True)
    lines = [heading(say("Open opportunities"))]
    lines += [opportunity_line(each, words) for each in live]
    if not live:
        lines.append(line((say("no opportunity is open; n names one"), "dim")))
    return [*lines, *_over(over, [opportunity_line(each, words) for each in over], words)]


def handoffs_lines(record: AccountRecord, words: Words) -> list[TextLine]:
    """What others of the house are asked for, what waits first; nothing where nobody was asked."""
    if not record.handoffs:
        return []
    ordered = sorted(record.handoffs, key=lambda each: (each.status == "done", each.at))
    return [
        BLANK,
        heading(words.speech.say("Hand-offs")),
        *(handoff_line(each, words) for each in ordered),
    ]


def risk_line(risk: Risk, words: Words) -> TextLine:
    """A risk: how bad, what, whose, and its plan."""
    mark = _SEVERITY_MARKS[risk.severity] if risk.status == "open" else ("✓ ", "dim")
    state = words.word("risk_severity" if risk.status == "open" else "risk_status", _state_of(risk))
    parts = [words.names.person(risk.owner)] if risk.owner else []
    if risk.status != "open":
        parts.append(risk.outcome)
    elif risk.plan:
        parts.append(risk.plan)
        if risk.plan_due:
            parts.append(words.speech.say("until {day}", day=words.day(risk.plan_due)))
    else:
        parts.append(words.speech.say("no plan yet"))
    return _line(mark, state, risk.title, parts, risk.id)


def opportunity_line(each: Opportunity, words: Words) -> TextLine:
    """An opportunity: how far, what, how much, whose."""
    parts = [words.speech.money(each.amount)] if each.amount else []
    if each.expected:
        parts.append(words.speech.say("expected {day}", day=words.date(each.expected)))
    if each.owner:
        parts.append(words.names.person(each.owner))
    if each.outcome:
        parts.append(each.outcome)
    state = words.word("opportunity_status", each.status)
    return _line(_CHANCE_MARKS[each.status], state, each.title, parts, each.id)


def handoff_line(each: Handoff, words: Words) -> TextLine:
    """A hand-off: to whom, how far, what."""
    to = words.word("handoff_to", each.to)
    parts = [words.names.person(each.person)] if each.person else []
    parts += [words.word("handoff_status", each.status), words.day(local(each.at, words.zone).date())]
    if each.answer:
        parts.append(each.answer)
    return _line(_HANDOFF_MARKS[each.status], to, each.what, parts, each.id)


def outlook_record(record: AccountRecord, key: str, words: Words) -> list[TextLine]:
    """A risk, an opportunity or a hand-off of the account to read; nothing when it is none of them."""
    for risk in record.risks:
        if risk.id == key:
            return _risk_record(risk, words)
    for each in record.opportunities:
        if each.id == key:
            return _opportunity_record(each, words)
    for handoff in record.handoffs:
        if handoff.id == key:
            return _handoff_record(handoff, words)
    return []


def made_lines(record: AccountRecord, call_id: str, words: Words) -> list[TextLine]:
    """What came out of a call: risks, opportunities, hand-offs."""
    found = [risk_line(risk, words) for risk in record.risks if risk.origin == call_id]
    found += [opportunity_line(each, words) for each in record.opportunities if each.origin == call_id]
    found += [handoff_line(each, words) for each in record.handoffs if each.origin == call_id]
    return [BLANK, heading(words.speech.say("call|What came of it")), *found] if found else []


def handoff_text(each: Handoff, account: str, words: Words) -> str:
    """A hand-off as text for the colleague: what, why, from whom."""
    say = words.speech.say
    lines = [
        say("{account}: {what}", account=account, what=each.what),
        say("For: {who}", who=_for_whom(each, words)),
        say("Why: {why}", why=each.why),
        say("From: {who}", who=words.names.person(each.by)),
    ]
    return "\n".join(lines) + "\n"


def _risk_record(risk: Risk, words: Words) -> list[TextLine]:
    say = words.speech.say
    facts = [
        (say("severity"), words.word("risk_severity", risk.severity)),
        (say("state"), words.word("risk_status", risk.status)),
        (say("owner"), words.names.person(risk.owner)),
        (say("plan"), risk.plan or say("no plan yet")),
        (say("plan until"), words.date(risk.plan_due) if risk.plan_due else ""),
        (say("outcome"), risk.outcome),
        (say("noticed"), _instant(risk.raised, words)),
        (say("closed"), _instant(risk.ended, words) if risk.ended else ""),
    ]
    return _record(risk.title, facts, risk.comments, words)


def _opportunity_record(each: Opportunity, words: Words) -> list[TextLine]:
    say = words.speech.say
    facts = [
        (say("state"), words.word("opportunity_status", each.status)),
        (say("amount"), words.speech.money(each.amount) if each.amount else ""),
        (say("expected"), words.date(each.expected) if each.expected else ""),
        (say("owner"), words.names.person(each.owner)),
        (say("outcome"), each.outcome),
        (say("noticed"), _instant(each.raised, words)),
        (say("closed"), _instant(each.ended, words) if each.ended else ""),
    ]
    return _record(each.title, facts, each.comments, words)


def _handoff_record(each: Handoff, words: Words) -> list[TextLine]:
    say = words.speech.say
    facts = [
        (say("hand-off|for"), _for_whom(each, words)),
        (say("state"), words.word("handoff_status", each.status)),
        (say("why"), each.why),
        (say("hand-off|from"), words.names.person(each.by)),
        (say("hand-off|asked"), _instant(each.at, words)),
        (say("hand-off|answer"), each.answer),
        (say("closed"), _instant(each.ended, words) if each.ended else ""),
    ]
    return _record(each.what, facts, (), words)


def _for_whom(each: Handoff, words: Words) -> str:
    to = words.word("handoff_to", each.to)
    return f"{words.names.person(each.person)} ({to})" if each.person else to


def _record(
    title: str, facts: Iterable[tuple[str, str]], comments: Sequence[Comment], words: Words
) -> list[TextLine]:
    lines = [line((title, "strong"))]
    lines += [line((f"{name}: ", "dim"), (text, ""), indent=4) for name, text in facts if text]
    for comment in comments:
        said = f"{words.names.person(comment.by)}: {comment.text}"
        lines.append(line((f"{_instant(comment.at, words)}: ", "dim"), (said, ""), indent=4))
    return lines


def _line(mark: tuple[str, str], state: str, title: str, parts: Iterable[str], key: str) -> TextLine:
    told = " · ".join(part for part in parts if part)
    spans: Spans = [mark, (f"{state} · ", mark[1]), (title, ""), (f" · {told}" if told else "", "dim")]
    return line(*spans, key=key, indent=2)


def _over(over: Sequence[object], shown: list[TextLine], words: Words) -> list[TextLine]:
    return [BLANK, heading(words.speech.say("Over")), *shown] if over else []


def _state_of(risk: Risk) -> str:
    return risk.severity if risk.status == "open" else risk.status


def _ended(each: Risk | Opportunity) -> datetime:
    return each.ended or each.raised


def _instant(at: datetime, words: Words) -> str:
    there = local(at, words.zone)
    return f"{words.date(there.date())} {words.speech.time(there)}"
