"""Wording of signals: what each cause is called, its evidence, and why it ended (T7)."""

from collections.abc import Mapping
from datetime import date

from cadence_tui.model.documents import Signal
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.signals import SignalRule
from cadence_tui.practice.signals.found import TOLD
from cadence_tui.views.words import Args, Patterns, Words

_CAUSES: Mapping[str, Message] = {
    "usage_drop": message("signal|usage drop"),
    "band_drop": message("signal|health band drop"),
    "support_spike": message("signal|support spike"),
    "silent_team": message("signal|silent team"),
    "champion_left": message("signal|champion left"),
    "detractor": message("signal|NPS detractor"),
    "promoter": message("signal|NPS promoter"),
    "milestone": message("signal|success milestone"),
    "near_limit": message("signal|near a usage limit"),
    "silent_account": message("signal|account without contact"),
    "call_concern": message("signal|worrying call"),
}
_ENDED: Mapping[str, Message] = {
    "over": message("no longer so"),
    "newer_answer": message("a newer answer says otherwise"),
    "churned": message("the customer has left"),
    "unwatched": message("the rules no longer watch for this"),
    "duplicate": message("raised twice at the same moment"),
}


def cause_word(cause: str) -> Message:
    """What a cause is called in the log; one that nobody knows stands for itself."""
    return _CAUSES.get(cause, Message(cause.replace("_", " ")))


def cause_title(cause: str, words: Words) -> str:
    """What the rule file calls a cause, else what it is called anyway."""
    if cause in words.names.causes:
        return words.title("cause", cause)
    return words.speech.word(cause_word(cause))


def ended_text(signal: Signal, words: Words) -> str:
    """Why a signal was put off or settled, and by whom; nothing for an open one."""
    if signal.status == "open":
        return ""
    if not signal.by:
        return words.speech.word(_ENDED.get(signal.why, Message(signal.why)))
    who = words.names.person(signal.by)
    if signal.status == "done" and signal.touch and not signal.why:
        return words.speech.say("answered by a contact ({name})", name=who)
    return words.speech.say("{name}: {why}", name=who, why=signal.why)


def _usage_drop(args: Args, words: Words) -> str:
    return words.speech.say(
        "{logins} logins a week, usually {usual} (−{drop}), since the week of {since}",
        logins=words.speech.number(_figure(args, "logins")),
        usual=words.speech.number(_figure(args, "usual")),
        drop=words.speech.percent(_figure(args, "drop")),
        since=_day(args, "since", words),
    )


def _band_drop(args: Args, words: Words) -> str:
    return words.speech.say(
        "health fell from {before} ({before_score}) to {band} ({score}) after {last}",
        before=words.word("band", str(args.get("before", ""))),
        before_score=args.get("before_score", "–"),
        band=words.word("band", str(args.get("band", ""))),
        score=args.get("score", "–"),
        last=_day(args, "last", words),
    )


def _support_spike(args: Args, words: Words) -> str:
    told = words.speech.plural(
        "{n} ticket in {days}, usually {usual}",
        "{n} tickets in {days}, usually {usual}",
        int(_figure(args, "tickets")),
        days=words.days(int(_figure(args, "days"))),
        usual=words.speech.number(_figure(args, "usual")),
    )
    severe = int(_figure(args, "severe"))
    if not severe:
        return told
    return told + " · " + words.speech.plural("{n} of them severe", "{n} of them severe", severe)


def _silent_team(args: Args, words: Words) -> str:
    return words.speech.say(
        "{team} has not logged in for {weeks}, usually {usual} times a week",
        team=args.get("team", ""),
        weeks=words.weeks(int(_figure(args, "weeks"))),
        usual=words.speech.number(_figure(args, "usual")),
    )


def _champion_left(args: Args, words: Words) -> str:
    return words.speech.say(
        "the champion {name} left on {left}", name=args.get("name", ""), left=_day(args, "left", words)
    )


def _answer(args: Args, words: Words) -> str:
    return words.speech.say(
        "{name} answered {score} of 10 on {day}",
        name=args.get("name") or words.speech.say("somebody"),
        score=words.speech.number(_figure(args, "score")),
        day=_day(args, "answered", words),
    )


def _milestone(args: Args, words: Words) -> str:
    return words.speech.say(
        "{active} of {seats} seats in use: {share} reached for the first time, in the week of {since}",
        active=args.get("active", "–"),
        seats=args.get("seats", "–"),
        share=words.speech.percent(_figure(args, "share")),
        since=_day(args, "since", words),
    )


def _near_limit(args: Args, words: Words) -> str:
    return words.speech.say(
        "{active} of {seats} seats in use ({share}), as full since the week of {since}",
        active=args.get("active", "–"),
        seats=args.get("seats", "–"),
        share=words.speech.percent(_figure(args, "share")),
        since=_day(args, "since", words),
    )


def _silent_account(args: Args, words: Words) -> str:
    day = _day(args, "last", words)
    if args.get("never"):
        return words.speech.say("no contact at all since the start on {day}", day=day)
    return words.speech.say("no contact since {day}", day=day)


def _told(args: Args, words: Words) -> str:
    who = words.names.person(str(args.get("who", "")))
    return words.speech.say("{name}: {why}", name=who, why=args.get(TOLD, ""))


SIGNALS: Patterns = {
    "signal_usage_drop": _usage_drop,
    "signal_band_drop": _band_drop,
    "signal_support_spike": _support_spike,
    "signal_silent_team": _silent_team,
    "signal_champion_left": _champion_left,
    "signal_detractor": _answer,
    "signal_promoter": _answer,
    "signal_milestone": _milestone,
    "signal_near_limit": _near_limit,
    "signal_silent_account": _silent_account,
    "signal_told": _told,
}


def again_text(rule: SignalRule, words: Words) -> str:
    """How long a settled cause stays silent; nothing when a new one is told at once."""
    if not rule.again_after_days:
        return ""
    return words.speech.say("once settled it is silent for {days}", days=words.days(rule.again_after_days))


def _figure(args: Args, name: str) -> float:
    """A figure; what came in by hand or from an earlier program may lack it."""
    value = args.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0


def _day(args: Args, name: str, words: Words) -> str:
    try:
        return words.day(date.fromisoformat(str(args.get(name, ""))))
    except ValueError:
        return "–"
