"""Wording of the lines of a brief (C1): each code as a text with roles."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, cast

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents.account import Language
from cadence_tui.model.message import Message, Reason, message
from cadence_tui.model.rules.call import Agenda, Checklist
from cadence_tui.model.rules.suggestions import Suggestions
from cadence_tui.model.rules.worded import Worded
from cadence_tui.practice.brief_lines import BriefLine
from cadence_tui.views.lines import Spans
from cadence_tui.views.names import Names
from cadence_tui.views.vocabulary import word_of
from cadence_tui.views.wording import reason_text

Args = Mapping[str, Any]
ADOPTION: Mapping[str, Message] = {
    "on_track": message("adoption|on track"),
    "needs_attention": message("adoption|needs attention"),
    "strong": message("adoption|strong"),
}
ACTION_STATUS: Mapping[str, Message] = {
    "in_progress": message("item|in progress"),
    "blocked": message("item|blocked"),
    "waiting": message("item|waiting on the customer"),
    "done": message("item|done"),
    "dropped": message("item|dropped"),
}


PLANNED = message("call|planned")


class BriefWords(Struct, frozen=True, kw_only=True):
    """The reader's language, names of ids, and the rule files that some lines quote."""

    speech: Speech
    names: Names
    agenda: Agenda
    checklist: Checklist
    suggestions: Suggestions
    zone: str = "UTC"


def brief_spans(line: BriefLine, words: BriefWords) -> Spans:
    """A line of a brief in words."""
    known = _LINES.get(line.code) or _of_handover(line.code)
    return known(line.args, words)


def _of_handover(code: str) -> "Callable[[Args, BriefWords], Spans]":
    # Loaded for a brief of that kind alone: the others are opened before every call.
    from cadence_tui.views.wording_cover import HANDOVER

    return HANDOVER[code]


def in_language(text: Worded, speech: Speech) -> str:
    """A text of a rule file in the reader's language."""
    return text.to(cast(Language, speech.language))


def days_text(days: int, speech: Speech) -> str:
    """`12 days`."""
    return speech.plural("{n} day", "{n} days", days)


def minutes_text(seconds: float, speech: Speech) -> str:
    """`5 min`, to the half minute."""
    return speech.say("{n} min", n=speech.number(round(seconds / 30) / 2))


def late_spans(days: int, speech: Speech) -> Spans:
    """`‹12d late›`, or nothing."""
    return [(" " + speech.say("‹{n}d late›", n=days), "bad")] if days > 0 else []


def slot_text(when: date | datetime, kind: str, agreed: bool, speech: Speech) -> str:
    """A time for the next touch: `Mon 21 Dec 14:00 · Check-in 30 min · planned`."""
    if isinstance(when, datetime):
        text = f"{speech.weekday_day(when.date())} {speech.time(when)}"
    else:
        text = speech.weekday_day(when)
    return " · ".join([text, kind, *([speech.word(PLANNED)] if agreed else [])])


def _no_call_yet(args: Args, words: BriefWords) -> Spans:
    return [(words.speech.say("no call on record yet"), "dim")]


def _last_call(args: Args, words: BriefWords) -> Spans:
    days = days_text(args["days"], words.speech)
    when = words.speech.say(
        "last call {date}, {days} ago", date=words.speech.weekday_day(args["date"]), days=days
    )
    return [(when, "strong"), *([(f": {args['summary']}", "")] if args["summary"] else [])]


def _last_signals(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    parts: list[str] = []
    if "sentiment" in args:
        parts.append(speech.say("mood {word}", word=word_of("sentiment", args["sentiment"], speech)))
    if "adoption" in args:
        parts.append(speech.say("adoption {word}", word=speech.word(ADOPTION[args["adoption"]])))
    if "relationship" in args:
        word = word_of("relationship", args["relationship"], speech)
        parts.append(speech.say("relationship {word}", word=word))
    return [(" · ".join(parts), "")]


def _last_concern(args: Args, words: BriefWords) -> Spans:
    return [("- ", "bad"), (words.speech.say("concern: {text}", text=args["text"]), "")]


def _last_opportunity(args: Args, words: BriefWords) -> Spans:
    return [("+ ", "good"), (words.speech.say("opportunity: {text}", text=args["text"]), "")]


def _missed(args: Args, words: BriefWords) -> Spans:
    touch = words.names.title("touch", args["touch"], words.speech)
    day = words.speech.day(args["date"])
    return [(words.speech.say("{day}: nobody came ({touch})", day=day, touch=touch), "warn")]


def _declined(args: Args, words: BriefWords) -> Spans:
    touch = words.names.title("touch", args["touch"], words.speech)
    day = words.speech.day(args["date"])
    return [(words.speech.say("{day}: they declined ({touch})", day=day, touch=touch), "warn")]


def _survey_answer(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    text = speech.say(
        "{name} answered {survey}: {score} ({day})",
        name=args["name"] or speech.say("somebody"),
        survey=word_of("survey", args["survey"], speech),
        score=speech.number(args["score"]),
        day=speech.day(args["date"]),
    )
    return [(text, ""), *([(f" “{args['comment']}”", "dim")] if args["comment"] else [])]


def _promise(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    owner = words.names.person(args["owner"]) if args["owner"] else speech.say("nobody")
    due = speech.day(args["due"]) if args["due"] else speech.say("no date")
    line: Spans = [("□ ", "dim"), (args["title"], ""), (f" · {owner} · {due}", "dim")]
    line += late_spans(args["days_late"], speech)
    if args["status"] != "open":
        status = speech.word(ACTION_STATUS[args["status"]])
        line.append((f" · {status}", "warn"))
    if args["blocked_reason"]:
        line.append((f": {args['blocked_reason']}", "dim"))
    if args["carried"]:
        line.append((" · " + speech.plural("carried {n} time", "carried {n} times", args["carried"]), "warn"))
    if args["slips"]:
        moved = speech.plural("moved {n} time", "moved {n} times", args["slips"])
        why = args["slip_why"] or "–"
        told = speech.say(
            "{moved}, last by {name}: {why}", moved=moved, name=words.names.person(args["slip_by"]), why=why
        )
        line.append((f" · {told}", "dim"))
    return line


def _promise_kept(args: Args, words: BriefWords) -> Spans:
    day = words.speech.day(args["done"])
    return [("✓ ", "good"), (words.speech.say("{title} · kept {day}", title=args["title"], day=day), "")]


def _mover(args: Args, words: BriefWords) -> Spans:
    change = args["change"]
    sign, role = ("+", "good") if change > 0 else ("−", "bad")
    component = word_of("component", args["component"], words.speech)
    why: Reason = args["reason"]
    return [
        (f"{sign}{words.speech.number(abs(change))} ", role),
        (component, ""),
        (f" · {reason_text(why, words.speech, words.names)}", "dim"),
    ]


def _team_usage(args: Args, words: BriefWords) -> Spans:
    speech, before = words.speech, args["before"]
    logins = speech.plural("{n} login", "{n} logins", args["logins"])
    line: Spans = [(f"{args['team']}: ", "strong"), (logins, "")]
    if before is not None:
        role = "bad" if args["logins"] < before else "good" if args["logins"] > before else "dim"
        glyph = {"bad": "▼ ", "good": "▲ ", "dim": "= "}[role]
        line += [(" " + glyph, role), (speech.say("{n} the week before", n=speech.number(before)), "dim")]
    if args["seats"]:
        seats = speech.say("{active} of {seats} seats", active=args["active"], seats=args["seats"])
        line.append((f" · {seats}", "dim"))
    return line


def _ticket(args: Args, words: BriefWords) -> Spans:
    urgent = args["severity"] in ("high", "critical")
    severity = word_of("severity", args["severity"], words.speech)
    days = words.speech.say("open for {days}", days=days_text(args["days"], words.speech))
    return [(args["title"], ""), (f" · {severity}", "bad" if urgent else "dim"), (f" · {days}", "dim")]


def _suggestion(args: Args, words: BriefWords) -> Spans:
    code, figures = args["observation"], args["figures"]
    text = in_language(words.suggestions.suggestions[code], words.speech).format_map(figures)
    why = reason_text(Reason(code, figures), words.speech, words.names)
    return [("→ ", "accent"), (text, ""), (f" · {why}", "dim")]


def _question_left(args: Args, words: BriefWords) -> Spans:
    return [("? ", "accent"), (args["text"], "")]


def _champion(args: Args, words: BriefWords) -> Spans:
    return _person(args, words.speech.say("champion"))


def _sponsor(args: Args, words: BriefWords) -> Spans:
    return _person(args, words.speech.say("sponsor"))


def _person_left(args: Args, words: BriefWords) -> Spans:
    day = words.speech.day(args["left"])
    return [*_person(args, ""), (" · " + words.speech.say("left on {day}", day=day), "bad")]


def _person(args: Args, part: str) -> Spans:
    known = [text for text in (args["role"], part) if text]
    return [(args["name"], ""), (f" · {' · '.join(known)}" if known else "", "dim")]


def _agenda_section(args: Args, words: BriefWords) -> Spans:
    section = next(each for each in words.agenda.sections if each.id == args["section"])
    title = in_language(section.title, words.speech)
    return [(title, ""), (f" · {minutes_text(args['seconds'], words.speech)}", "dim")]


def _check(args: Args, words: BriefWords) -> Spans:
    item = next(each for each in words.checklist.items if each.id == args["item"])
    text = in_language(item.text, words.speech)
    return [("✓ ", "good"), (text, "dim")] if args["done"] else [("□ ", "warn"), (text, "")]


_LINES: Mapping[str, Callable[[Args, BriefWords], Spans]] = {
    "no_call_yet": _no_call_yet,
    "last_call": _last_call,
    "last_signals": _last_signals,
    "last_concern": _last_concern,
    "last_opportunity": _last_opportunity,
    "touch_no_show": _missed,
    "touch_declined": _declined,
    "survey_answer": _survey_answer,
    "promise": _promise,
    "promise_kept": _promise_kept,
    "mover": _mover,
    "team_usage": _team_usage,
    "ticket": _ticket,
    "suggestion": _suggestion,
    "question_left": _question_left,
    "champion": _champion,
    "sponsor": _sponsor,
    "person_left": _person_left,
    "agenda_section": _agenda_section,
    "check": _check,
}
