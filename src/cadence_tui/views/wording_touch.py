"""Wording of segments, stages and due touches: which rule, why that day, what it is worth (T1, T2, P1)."""

from collections.abc import Mapping
from typing import Any

from cadence_tui.model.message import message
from cadence_tui.views.words import Args, Patterns, Words


def _until(args: Args, words: Words) -> str:
    day = args.get("until")
    return words.speech.say("until {day}", day=words.day(day)) if day else words.speech.say("for good")


def _override(title: str, args: Args, words: Words) -> str:
    return words.speech.say(
        "{name} set {title}: {why} ({until})",
        name=words.names.person(args["by"]) or words.speech.say("somebody"),
        title=title,
        why=args["why"] or words.speech.say("no reason given"),
        until=_until(args, words),
    )


def _stage_override(args: Args, words: Words) -> str:
    return _override(words.title("stage", args["value"]), args, words)


def _segment_override(args: Args, words: Words) -> str:
    return _override(words.title("segment", args["value"]), args, words)


def _stage_renewal(args: Args, words: Words) -> str:
    return words.speech.say(
        "renewal on {day}, in {days}; the stage begins {before} before",
        day=words.day(args["renewal"]),
        days=words.days(args["days"]),
        before=words.days(args["before_days"]),
    )


def _stage_since_start(args: Args, words: Words) -> str:
    if args["days"] < 0:
        return words.speech.say("starts on {day}", day=words.day(args["start"]))
    return words.speech.say(
        "customer since {day}, {days}", day=words.day(args["start"]), days=words.days(args["days"])
    )


def _segment_arr(args: Args, words: Words) -> str:
    return words.speech.say(
        "{arr} {currency} a year, at least {threshold}",
        arr=words.speech.number(args["arr"]),
        currency=args["currency"],
        threshold=words.speech.number(args["threshold"]),
    )


def _segment_default(args: Args, words: Words) -> str:
    segment = words.title("segment", args["segment"])
    if args["currency"]:
        return words.speech.say(
            "no rate for {currency}: {segment} until somebody says otherwise",
            currency=args["currency"],
            segment=segment,
        )
    return words.speech.say("revenue unknown: {segment} until somebody says otherwise", segment=segment)


def _segment_raised(args: Args, words: Words) -> str:
    return words.speech.say(
        "raised from {was} to {segment}: {flags}",
        was=words.title("segment", args["was"]),
        segment=words.title("segment", args["segment"]),
        flags=words.listed(words.word("flag", flag) for flag in args["flags"]),
    )


def _rhythm(args: Args, words: Words) -> str:
    return words.speech.say(
        "{segment}, {stage}: {touch} {every}",
        segment=words.title("segment", args["segment"]),
        stage=words.title("stage", args["stage"]),
        touch=words.touch(args["touch"]),
        every=words.every(args["every_days"]),
    )


def _stage_begins(args: Args, words: Words) -> str:
    stage = words.title("stage", args["stage"])
    return words.speech.say("{stage} begins on {day}", stage=stage, day=words.day(args["day"]))


def _last_held(args: Args, words: Words) -> str:
    return words.speech.say(
        "last held on {day}, {days} ago", day=words.day(args["day"]), days=words.days(args["days"])
    )


def _new_account(args: Args, words: Words) -> str:
    return words.speech.say(
        "day {day} of a new account (since {start})", day=args["day"], start=words.day(args["start"])
    )


def _renewal(args: Args, words: Words) -> str:
    return words.speech.say(
        "{days} before the renewal on {day}", days=words.days(args["day"]), day=words.day(args["renewal"])
    )


def _stands_for(args: Args, words: Words) -> str:
    return words.speech.say(
        "stands for {touch} of {day} as well", touch=words.touch(args["touch"]), day=words.day(args["day"])
    )


def _moved(args: Args, words: Words) -> Mapping[str, Any]:
    return {"day": words.day(args["day"]), "to": words.day(args["to"])}


def _held_back(args: Args, words: Words) -> str:
    return words.speech.say("from {day} to {to}: {why}", why=limit_text(args, words), **_moved(args, words))


def limit_text(args: Args, words: Words) -> str:
    """What of the contact budget is in the way: the contact that is too near, or the cap of the week."""
    if args["by"] == "cap":
        return words.speech.plural(
            "at most {n} contact in a week", "at most {n} contacts in a week", args["cap"]
        )
    touch = words.touch(args["near_touch"]) if args["near_touch"] else words.speech.say("survey answered")
    return words.speech.say(
        "{touch} on {near}, at least {gap} apart",
        touch=touch,
        near=words.day(args["near"]),
        gap=words.days(args["gap_days"]),
    )


def _moved_closed(args: Args, words: Words) -> str:
    say, why = words.speech.say, args["why"]
    if why == "quiet":
        return _moved_for(say("quiet days of the customer"), args, words)
    if why == "holiday":
        return _moved_for(say("a holiday of the customer"), args, words)
    return _moved_for(words.title("season", why), args, words)


def _moved_weekday(args: Args, words: Words) -> str:
    return _moved_for(words.speech.say("a weekday of contact"), args, words)


def _moved_for(why: str, args: Args, words: Words) -> str:
    """`from … to …` reads as a span of days when the second is the earlier one."""
    if args["to"] < args["day"]:
        return words.speech.say("brought forward from {day} to {to}: {why}", why=why, **_moved(args, words))
    return words.speech.say("from {day} to {to}: {why}", why=why, **_moved(args, words))


def _wish_frequency(args: Args, words: Words) -> str:
    return words.speech.say(
        "the customer wishes it {every}; the rule says {rule}",
        every=words.every(args["every_days"]),
        rule=words.every(args["rule_days"]),
    )


def _wish_outside(args: Args, words: Words) -> str:
    return words.speech.say(
        "careful: that leaves the guideline of {fastest} to {slowest} days",
        fastest=words.speech.number(args["fastest"]),
        slowest=words.speech.number(args["slowest"]),
    )


def _wish_channel(args: Args, words: Words) -> str:
    return words.speech.say(
        "the customer wishes {channel} instead of {was}",
        channel=words.word("channel", args["channel"]),
        was=words.word("channel", args["was"]),
    )


def _value(args: Args, words: Words) -> str:
    figures = {name: words.speech.number(value, 2) for name, value in args.items()}
    return words.speech.say(
        "worth: touch {rule} × segment {segment} × revenue {revenue} × risk {risk} × renewal {renewal}"
        " × silence {silence}",
        **figures,
    )


def _gap(args: Args, words: Words) -> str:
    return words.speech.say(
        "{touch}: {days} since the last one, {state} (late from {amber}, neglected from {red} days)",
        touch=words.touch(args["touch"]),
        days=words.days(args["days"]),
        state=words.word("state", args["state"]),
        amber=args["amber"],
        red=args["red"],
    )


def _gap_never_held(args: Args, words: Words) -> str:
    return words.speech.say(
        "{touch}: none in {days}, {state} (late from {amber}, neglected from {red} days)",
        touch=words.touch(args["touch"]),
        days=words.days(args["days"]),
        state=words.word("state", args["state"]),
        amber=args["amber"],
        red=args["red"],
    )


TOUCH: Patterns = {
    "stage_override": _stage_override,
    "stage_override_unknown": message("somebody set the stage {value}, which the touch model does not know"),
    "stage_renewal": _stage_renewal,
    "stage_no_start": message("no start date known"),
    "stage_since_start": _stage_since_start,
    "segment_override": _segment_override,
    "segment_override_unknown": message(
        "somebody set the segment {value}, which the touch model does not know"
    ),
    "segment_arr": _segment_arr,
    "segment_default": _segment_default,
    "segment_raised": _segment_raised,
    "rhythm": _rhythm,
    "stage_begins": _stage_begins,
    "last_held": _last_held,
    "from_start": message("counted from the start on {start}"),
    "new_account": _new_account,
    "renewal": _renewal,
    "stands_for": _stands_for,
    "held_back": _held_back,
    "overdue": message("was due on {day}; the next open day is {to}"),
    "moved_closed": _moved_closed,
    "moved_weekday": _moved_weekday,
    "wish_frequency": _wish_frequency,
    "wish_outside_guideline": _wish_outside,
    "wish_channel": _wish_channel,
    "value": _value,
    "gap": _gap,
    "gap_never_held": _gap_never_held,
}
