"""Wording of why risks, overrides and kept promises wait for the lead, and of what is judged (A3)."""

from cadence_tui.model.message import message
from cadence_tui.views.words import Args, Patterns, Words


def _over(args: Args, words: Words) -> str:
    said = words.speech.say(
        "{name} wanted it settled by {day}, {days} ago",
        name=words.names.person(args["by"]),
        day=words.day(args["deadline"]),
        days=words.days(args["days"]),
    )
    return f"{said}: {args['why']}" if args["why"] else said


def _value(args: Args, words: Words) -> str:
    return words.speech.say("an account of high value: {arr} a year", arr=words.speech.money(args["arr"]))


def _no_evidence(args: Args, words: Words) -> str:
    if not args["days"]:
        return words.speech.say("called done today, and nothing shows it")
    return words.speech.say("called done {days} ago, and nothing shows it", days=words.days(args["days"]))


def _unplanned(args: Args, words: Words) -> str:
    return words.speech.say("a risk for {days}, and no plan against it", days=words.days(args["days"]))


def _plan_late(args: Args, words: Words) -> str:
    return words.speech.say(
        "the plan against it was due {day}, {days} ago",
        day=words.day(args["due"]),
        days=words.days(args["days"]),
    )


def _new(args: Args, words: Words) -> str:
    name = _by(args, words)
    said = (
        words.speech.say("set by hand {days} ago by {name}", days=words.days(args["days"]), name=name)
        if args["days"]
        else words.speech.say("set by hand today by {name}", name=name)
    )
    return f"{said}: {args['why']}" if args["why"] else said


def _open(args: Args, words: Words) -> str:
    return words.speech.say("set by hand for ever, without a last day")


def _expired(args: Args, words: Words) -> str:
    return words.speech.say(
        "what {name} set by hand ended on {day}, {days} ago",
        name=_by(args, words),
        day=words.day(args["until"]),
        days=words.days(args["days"]),
    )


def _by(args: Args, words: Words) -> str:
    return words.names.person(args["by"]) if args["by"] else words.speech.say("review|an import")


REVIEW: Patterns = {
    "escalation_over": _over,
    "high_value": _value,
    "no_evidence": _no_evidence,
    "risk_unplanned": _unplanned,
    "plan_late": _plan_late,
    "override_new": _new,
    "override_open": _open,
    "override_expired": _expired,
}
FIELD_TITLES = {
    "segment": message("set by hand|segment"),
    "stage": message("set by hand|stage"),
    "health": message("set by hand|health"),
}
