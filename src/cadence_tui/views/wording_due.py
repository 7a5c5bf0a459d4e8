"""Wording of what starts, moves and holds back a touch besides its rhythm (T7-T11)."""

from cadence_tui.views.recurrence_words import recurrence_text
from cadence_tui.views.wording_touch import limit_text
from cadence_tui.views.words import Args, Patterns, Words


def _pinned(args: Args, words: Words) -> str:
    return words.speech.say(
        "agreed with the customer: {touch}, {when}",
        touch=words.touch(args["touch"]),
        when=recurrence_text(args["when"], words),
    )


def _at_risk(args: Args, words: Words) -> str:
    band = [words.word("band", args["band"])] if args["band"] else []
    return words.speech.say(
        "at risk ({why}): {touch} {every} for {weeks}",
        why=words.listed([*band, *(words.title("cause", cause) for cause in args["causes"])]),
        touch=words.touch(args["touch"]),
        every=words.every(args["every_days"]),
        weeks=words.weeks(args["weeks"]),
    )


def _signal(args: Args, words: Words) -> str:
    cause, day = words.title("cause", args["cause"]), words.day(args["day"])
    if args["deadline"] is None:
        return words.speech.say("{cause}, seen on {day}", cause=cause, day=day)
    deadline = words.day(args["deadline"].date())
    return words.speech.say(
        "{cause}, seen on {day}; to be answered by {deadline}", cause=cause, day=day, deadline=deadline
    )


def _signal_too(args: Args, words: Words) -> str:
    cause = words.title("cause", args["cause"])
    return words.speech.say("answers {cause} of {day} as well", cause=cause, day=words.day(args["day"]))


def _message(args: Args, words: Words) -> str:
    when = recurrence_text(args["when"], words)
    if args["ahead"]:
        return words.speech.say("{days} before the event: {when}", days=words.days(args["ahead"]), when=when)
    return words.speech.say("goes out {when}", when=when)


def _closed(args: Args, words: Words) -> str:
    season = words.names.title("season", args["why"], words.speech)
    known = {
        "quiet": words.speech.say("quiet days of the customer"),
        "holiday": words.speech.say("a holiday of the customer"),
        "weekday": words.speech.say("no weekday of contact"),
    }
    return words.speech.say("left out: {why}", why=known.get(args["why"], season))


def _left_out(args: Args, words: Words) -> str:
    return words.speech.say("held back: {why}", why=limit_text(args, words))


def _rhythm_decided(args: Args, words: Words) -> str:
    return words.speech.say(
        "decided for this account: {every}; the rule says {rule}",
        every=words.every(args["every_days"]),
        rule=words.every(args["rule_days"]),
    )


def _rhythm_over(args: Args, words: Words) -> str:
    return words.speech.say("the rhythm decided for this account ends on {day}", day=words.day(args["until"]))


def _channel_decided(args: Args, words: Words) -> str:
    return words.speech.say(
        "decided for this account: {channel} instead of {was}",
        channel=words.word("channel", args["channel"]),
        was=words.word("channel", args["was"]),
    )


DUE: Patterns = {
    "pinned": _pinned,
    "at_risk": _at_risk,
    "signal": _signal,
    "signal_too": _signal_too,
    "message": _message,
    "message_closed": _closed,
    "left_out": _left_out,
    "rhythm_decided": _rhythm_decided,
    "rhythm_over": _rhythm_over,
    "channel_decided": _channel_decided,
}
