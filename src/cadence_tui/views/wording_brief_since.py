"""Wording of the last call and of what has changed since (C1)."""

from collections.abc import Mapping

from cadence_tui.model.message import Message, message
from cadence_tui.views.brief_words import Args, BriefWords, Wording, dim
from cadence_tui.views.lines import Spans
from cadence_tui.views.wording import reason_text
from cadence_tui.views.wording_signals import cause_title, ended_text

_RISK_ENDED: Mapping[str, Message] = {
    "settled": message("risk settled: {title}"),
    "lost": message("risk came true: {title}"),
}
_OPPORTUNITY_ENDED: Mapping[str, Message] = {
    "won": message("opportunity won: {title}"),
    "lost": message("opportunity lost: {title}"),
}


def _no_call_yet(args: Args, words: BriefWords) -> Spans:
    return [(words.speech.say("no call on record yet"), "dim")]


def _last_touch(args: Args, words: BriefWords) -> Spans:
    told = words.speech.say(
        "last conversation {date}, {days} ago; nothing was written down",
        date=words.speech.weekday_day(args["date"]),
        days=words.days(args["days"]),
    )
    return [(told, "strong")]


def _last_call(args: Args, words: BriefWords) -> Spans:
    when = words.speech.say(
        "last call {date}, {days} ago",
        date=words.speech.weekday_day(args["date"]),
        days=words.days(args["days"]),
    )
    return [(when, "strong"), *([(f": {args['summary']}", "")] if args["summary"] else [])]


def _last_signals(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    parts: list[str] = []
    if "sentiment" in args:
        parts.append(speech.say("mood {word}", word=words.word("sentiment", args["sentiment"])))
    if "adoption" in args:
        parts.append(speech.say("adoption {word}", word=words.word("adoption", args["adoption"])))
    if "relationship" in args:
        parts.append(speech.say("relationship {word}", word=words.word("relationship", args["relationship"])))
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


def _held(args: Args, words: BriefWords) -> Spans:
    touch = words.names.title("touch", args["touch"], words.speech)
    by = words.names.person(args["by"]) if args["by"] else ""
    return [(_on(args, words) + touch, ""), *dim(words.word("channel", args["channel"]), by)]


def _survey_answer(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    text = speech.say(
        "{name} answered {survey}: {score}",
        name=args["name"] or speech.say("somebody"),
        survey=words.word("survey", args["survey"]),
        score=speech.number(args["score"]),
    )
    comment: Spans = [(f" “{args['comment']}”", "dim")] if args["comment"] else []
    return [(_on(args, words) + text, ""), *comment]


def _ticket_closed(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    told = speech.say("ticket closed: {title}", title=args["title"])
    since = speech.say("opened {day}", day=speech.day(args["opened"]))
    return [("✓ ", "good"), (f"{speech.day(args['closed'])}: {told}", ""), *dim(since)]


def _signal_raised(args: Args, words: BriefWords) -> Spans:
    signal, speech = args["signal"], words.speech
    told = speech.say("signal: {cause}", cause=cause_title(signal.cause, words.reader))
    spans: Spans = [("! ", "warn"), (_on(args, words) + told, "")]
    return [*spans, *dim(reason_text(args["why"], speech, words.names))]


def _signal_ended(args: Args, words: BriefWords) -> Spans:
    signal = args["signal"]
    told = words.speech.say("signal settled: {cause}", cause=cause_title(signal.cause, words.reader))
    return [("✓ ", "good"), (_on(args, words) + told, ""), *dim(ended_text(signal, words.reader))]


def _contact_came(args: Args, words: BriefWords) -> Spans:
    told = words.speech.say("new there: {name}", name=args["name"])
    return [("+ ", "info"), (_on(args, words) + told, ""), *dim(*_roles(args, words))]


def _contact_left(args: Args, words: BriefWords) -> Spans:
    told = words.speech.say("{name} left", name=args["name"])
    weighty = args["champion"] or args["sponsor"]
    return [("− ", "bad"), (_on(args, words) + told, "bad" if weighty else ""), *dim(*_roles(args, words))]


def _roles(args: Args, words: BriefWords) -> list[str]:
    roles = [args["role"]]
    roles += [words.speech.say("champion")] if args["champion"] else []
    return [*roles, words.speech.say("sponsor")] if args["sponsor"] else roles


def _risk_ended(args: Args, words: BriefWords) -> Spans:
    told = Message(_RISK_ENDED[args["status"]].text, {"title": args["title"]})
    role = "good" if args["status"] == "settled" else "bad"
    return [(_on(args, words) + words.speech.word(told), role), *dim(args["outcome"])]


def _opportunity_ended(args: Args, words: BriefWords) -> Spans:
    told = Message(_OPPORTUNITY_ENDED[args["status"]].text, {"title": args["title"]})
    role = "good" if args["status"] == "won" else ""
    return [(_on(args, words) + words.speech.word(told), role), *dim(args["outcome"])]


def _handoff_answered(args: Args, words: BriefWords) -> Spans:
    who = words.word("handoff_to", args["to"])
    told = words.speech.say("{who} answered: {what}", who=who, what=args["what"])
    return [("✓ ", "good"), (_on(args, words) + told, ""), *dim(args["answer"])]


def _more_changes(args: Args, words: BriefWords) -> Spans:
    told = words.speech.plural("{n} earlier change", "{n} earlier changes", args["count"])
    return [(told, "dim")]


def _on(args: Args, words: BriefWords) -> str:
    return f"{words.speech.day(args['date'])}: "


SINCE: Mapping[str, Wording] = {
    "no_call_yet": _no_call_yet,
    "last_touch": _last_touch,
    "last_call": _last_call,
    "last_signals": _last_signals,
    "last_concern": _last_concern,
    "last_opportunity": _last_opportunity,
    "touch_no_show": _missed,
    "touch_declined": _declined,
    "touch_held": _held,
    "survey_answer": _survey_answer,
    "ticket_closed": _ticket_closed,
    "signal_raised": _signal_raised,
    "signal_ended": _signal_ended,
    "contact_came": _contact_came,
    "contact_left": _contact_left,
    "risk_ended": _risk_ended,
    "opportunity_ended": _opportunity_ended,
    "handoff_answered": _handoff_answered,
    "more_changes": _more_changes,
}
