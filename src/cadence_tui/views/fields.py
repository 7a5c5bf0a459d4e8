"""Fields of documents in the reader's words: what they are called, and what stands in them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, cast

from cadence_tui.locale import Speech
from cadence_tui.model.documents import (
    Absence,
    Comment,
    CoverPart,
    Entry,
    Guest,
    Nudge,
    Override,
    Preferences,
    Rhythm,
    Slip,
    Verdict,
)
from cadence_tui.model.message import Message, message
from cadence_tui.model.money import Money
from cadence_tui.views.adaptation import rhythm_text
from cadence_tui.views.experiments import STATUS_WORDS as EXPERIMENT_STATUS_WORDS
from cadence_tui.views.portfolio_cells import local
from cadence_tui.views.recurrence_words import recurrence_text
from cadence_tui.views.vocabulary import VOCABULARY
from cadence_tui.views.wishes import wish_texts
from cadence_tui.views.wording_actions import PRIORITY_WORDS, SIDE_WORDS, STATUS_WORDS, VERDICT_WORDS
from cadence_tui.views.words import Words

Called = Mapping[str, str]
"""Names of accounts, contacts, calls and promises by id."""

FIELD_WORDS: Mapping[str, Message] = {
    "account": message("field|Account"),
    "actions": message("field|Promises"),
    "adoption": message("field|Adoption"),
    "agenda": message("field|Agenda"),
    "arr": message("field|Revenue a year"),
    "asked": message("field|Questions asked"),
    "attendees": message("field|Attendees"),
    "blocked_reason": message("field|Blocked because"),
    "booked_minutes": message("field|Minutes"),
    "call_share": message("field|Part for calls"),
    "cause": message("field|Cause"),
    "champion": message("field|Champion"),
    "change": message("field|Change"),
    "channel": message("field|Channel"),
    "checklist": message("field|Checklist"),
    "churned": message("field|Left us on"),
    "comments": message("field|Remarks"),
    "complex": message("field|Complex"),
    "concerns": message("field|Concerns"),
    "conclusion": message("field|Conclusion"),
    "contact": message("field|Contact"),
    "country": message("field|Country"),
    "date": message("field|Day"),
    "deadline": message("field|Until"),
    "done": message("field|Closed"),
    "draft": message("field|Line begun"),
    "half_lines": message("field|Lines begun"),
    "due": message("field|Due"),
    "email": message("field|Email"),
    "ended": message("field|Ended"),
    "entries": message("field|Notes"),
    "every_days": message("field|Days between calls"),
    "expansion": message("field|Expansion"),
    "external_id": message("field|Outside id"),
    "first": message("field|First day"),
    "goal": message("field|Goal"),
    "gone": message("field|Gone since"),
    "guests": message("field|Guests"),
    "health": message("field|Health"),
    "hours": message("field|Hours"),
    "industry": message("field|Industry"),
    "internal": message("field|Internal"),
    "key_points": message("field|Key points"),
    "language": message("field|Language"),
    "last": message("field|Last day"),
    "leave": message("field|Leave"),
    "left": message("field|Left on"),
    "login": message("field|Login"),
    "minutes": message("field|Minutes"),
    "name": message("field|Name"),
    "no_next_reason": message("field|No next call"),
    "opportunities": message("field|Opportunities"),
    "owner": message("field|Owner"),
    "phone": message("field|Phone"),
    "parts": message("field|Looked after by"),
    "pinned": message("field|Fixed"),
    "places": message("field|Places"),
    "pod": message("field|Pod"),
    "preferences": message("field|Wishes"),
    "preset": message("field|Touch model"),
    "priority": message("field|Priority"),
    "purpose": message("field|Purpose"),
    "question": message("field|Question"),
    "recap": message("field|Recap"),
    "relationship": message("field|Relationship"),
    "renewal": message("field|Renewal"),
    "rescheduled": message("field|Asked for another time"),
    "rhythm": message("field|Rhythm"),
    "repeats": message("field|Comes again"),
    "role": message("field|Role"),
    "section": message("field|Section"),
    "segment": message("field|Segment"),
    "sentiment": message("field|Mood"),
    "side": message("field|Whose side"),
    "slips": message("field|Moved dates"),
    "snoozed_until": message("field|Quiet until"),
    "source": message("field|Calendar"),
    "spans": message("field|Busy times"),
    "speaker": message("field|Speaker"),
    "sponsor": message("field|Sponsor"),
    "stage": message("field|Stage"),
    "start": message("field|Start"),
    "started": message("field|Started"),
    "status": message("field|Status"),
    "strategic": message("field|Strategic"),
    "subdivision": message("field|Region"),
    "suggested": message("field|Suggested time"),
    "summary": message("field|Summary"),
    "tags": message("field|Tags"),
    "timezone": message("field|Zone"),
    "title": message("field|What"),
    "topics": message("field|Topics"),
    "touch": message("field|Kind"),
    "until": message("field|Until the end of"),
    "verdicts": message("field|Verdicts"),
    "where": message("field|Where"),
    "why": message("field|Reason"),
    "work_minutes": message("field|Minutes of work"),
    "amount": message("field|Amount"),
    "answer": message("field|Answer"),
    "evidence": message("field|Evidence"),
    "expected": message("field|Expected"),
    "follow_ups": message("field|Follow-ups"),
    "forecast": message("field|Forecast"),
    "nudges": message("field|Reminders sent"),
    "outcome": message("field|Outcome"),
    "pinned_questions": message("field|Questions asked every time"),
    "plan": message("field|Plan"),
    "plan_due": message("field|Plan until"),
    "severity": message("field|Severity"),
    "shared": message("field|To be sent"),
    "text": message("field|Text"),
    "to": message("field|To"),
    "what": message("field|What is asked"),
    "topic": message("field|Topic"),
}
"""A field without a word here is the program's own business and is not shown."""
_LINK_WORDS: Mapping[str, Message] = {
    "call": message("field|Call"),
    "next_touch": message("field|Next touch"),
    "touchpoint": message("field|Planned touch"),
}
"""Fields that only link documents: nothing to show in them, but two may change the same one."""
_SPEAKERS = {"us": message("speaker|us"), "them": message("speaker|them")}
_CALL_STATUSES = {"open": message("call status|open"), "closed": message("call status|closed")}
_SIGNAL_STATUSES = {
    "open": message("signal|open"),
    "snoozed": message("signal|put off"),
    "done": message("signal|settled"),
}
_ADAPTATION_STATUSES = {
    "accepted": message("adaptation|accepted"),
    "dismissed": message("adaptation|not taken up"),
    "ended": message("adaptation|taken back"),
}
_ROLES = {
    "csm": message("role|CSM"),
    "lead": message("role|lead"),
    "admin": message("role|admin"),
    "reader": message("role|reader"),
}
_OF_KIND: Mapping[tuple[str, str], Mapping[str, Message]] = {
    ("action", "status"): STATUS_WORDS,
    ("call", "status"): _CALL_STATUSES,
    ("signal", "status"): _SIGNAL_STATUSES,
    ("adaptation", "status"): _ADAPTATION_STATUSES,
    ("experiment", "status"): EXPERIMENT_STATUS_WORDS,
    ("person", "role"): _ROLES,
    ("group_session", "status"): VOCABULARY["session_status"],
    ("risk", "severity"): VOCABULARY["risk_severity"],
    ("risk", "status"): VOCABULARY["risk_status"],
    ("opportunity", "status"): VOCABULARY["opportunity_status"],
    ("handoff", "status"): VOCABULARY["handoff_status"],
    ("handoff", "to"): VOCABULARY["handoff_to"],
    ("call", "outcome"): VOCABULARY["outcome"],
    ("ticket", "severity"): VOCABULARY["severity"],
}
_OF_FIELD: Mapping[str, Mapping[str, Message]] = {
    "priority": PRIORITY_WORDS,
    "side": SIDE_WORDS,
    "speaker": _SPEAKERS,
    "language": VOCABULARY["language"],
}
_SMALL_WORDS = frozenset({"change", "channel", "sentiment", "relationship", "adoption"})


def is_shown(name: str) -> bool:
    """Whether a field means something to a reader."""
    return name in FIELD_WORDS


def fields_message(names: Iterable[str]) -> Message:
    """The fields that mean something to a reader, for a sentence; the names themselves where none does."""
    names = list(names)
    known = {**_LINK_WORDS, **FIELD_WORDS}
    words = [known[name] for name in names if name in known]
    if not words:
        return message("{names}", names=", ".join(names))
    told = words[-1]
    for word in reversed(words[:-1]):
        told = message("{first}, {others}", first=word, others=told)
    return told


def field_word(name: str, words: Words) -> str:
    """What a field is called."""
    return words.speech.word(FIELD_WORDS[name])


def lowered_word(name: str, speech: Speech) -> str:
    """What a field is called in the middle of a sentence."""
    word = speech.word(FIELD_WORDS[name])
    return word if word.isupper() else word[:1].lower() + word[1:]


def value_texts(kind: str, name: str, value: Any, words: Words, called: Called) -> list[str]:
    """What stands in a field, one text for each of several; nothing when it is empty."""
    if value is None or value == "":
        return []
    if isinstance(value, tuple):
        several = cast("tuple[Any, ...]", value)
        return [text for each in several for text in value_texts(kind, name, each, words, called)]
    if isinstance(value, str):
        return [_text(kind, name, value, words, called)]
    if isinstance(value, Guest):
        name = called.get(value.contact) or called.get(value.account, value.account)
        return [f"{name} ({words.word('guest_status', value.status)})"]
    if isinstance(value, Override):
        return [_override(name, value, words)]
    for shape, worded in _WORDED:
        if isinstance(value, shape):
            return [text] if (text := worded(value, words)) else []
    return [words.speech.figure(value)]


def _text(kind: str, name: str, value: str, words: Words, called: Called) -> str:
    fixed = _OF_KIND.get((kind, name)) or _OF_FIELD.get(name)
    if fixed is not None:
        return words.speech.word(fixed[value]) if value in fixed else value
    if (kind, name) == ("touchpoint", "status"):
        return words.word("touch_status", value)
    if name == "touch":
        return words.touch(value)
    if name == "repeats":
        return recurrence_text(value, words)
    if name in ("segment", "stage"):
        return words.title("segment" if name == "segment" else "stage", value)
    if name in _SMALL_WORDS:
        return words.word(name, value)
    if name == "owner":
        return words.names.person(value)
    return called.get(value, value)


def _override(name: str, given: Override, words: Words) -> str:
    value = words.word("band", given.value)
    if name in ("segment", "stage"):
        value = words.title("segment" if name == "segment" else "stage", given.value)
    until = words.speech.say("until {day}", day=words.date(given.until)) if given.until else ""
    return " · ".join(part for part in (value, given.why, until) if part)


def _wishes(value: Preferences, words: Words) -> str:
    return " · ".join(f"{name}: {text}" for name, text in wish_texts(value, words))


def _said(value: Comment, words: Words) -> str:
    return f"{words.names.person(value.by)}, {instant_text(value.at, words)}: {value.text}"


def _slip(value: Slip, words: Words) -> str:
    was, to = (words.day(day) if day else "–" for day in (value.was, value.to))
    return f"{was} → {to} · {words.names.person(value.by)}: {value.why}"


def _verdict(value: Verdict, words: Words) -> str:
    said = f"{words.names.person(value.by)}: {words.speech.word(VERDICT_WORDS[value.verdict])}"
    return f"{said} · {value.why}" if value.why else said


def _nudge(value: Nudge, words: Words) -> str:
    channel = words.word("channel", value.channel)
    return f"{words.names.person(value.by)}, {instant_text(value.at, words)} · {channel}"


def _absence(value: Absence, words: Words) -> str:
    days = f"{words.date(value.first)} – {words.date(value.last)}"
    return f"{days} · {value.why}" if value.why else days


def _part(value: CoverPart, words: Words) -> str:
    name = words.names.person(value.stand_in)
    return f"{name} · {value.note}" if value.note else name


def _yes_or_no(value: bool, words: Words) -> str:
    return words.speech.say("yes") if value else words.speech.say("no")


def instant_text(at: datetime, words: Words) -> str:
    """`Mon 23 Nov 10:12`, in the reader's zone."""
    there = local(at, words.zone)
    return f"{words.speech.weekday_day(there.date())} {words.speech.time(there)}"


def _money(value: Money, words: Words) -> str:
    return words.speech.money(value)


def _day(value: date, words: Words) -> str:
    return words.date(value)


def _entry(value: Entry, words: Words) -> str:
    return value.text


_WORDED: tuple[tuple[type, Callable[[Any, Words], str]], ...] = (
    (bool, _yes_or_no),
    (datetime, instant_text),
    (date, _day),
    (Money, _money),
    (Preferences, _wishes),
    (Rhythm, rhythm_text),
    (Comment, _said),
    (Slip, _slip),
    (Verdict, _verdict),
    (Nudge, _nudge),
    (Absence, _absence),
    (CoverPart, _part),
    (Entry, _entry),
)
"""The first that fits; an instant is a date too, so it comes before."""
