"""Wording of what a brief finds and suggests something for, besides the observations (C1)."""

from cadence_tui.model.message import message
from cadence_tui.views.words import Args, Patterns, Words


def _promise_ours_late(args: Args, words: Words) -> str:
    return words.speech.say("our promise is late by {days}", days=words.days(args["days"]))


def _ticket_severe(args: Args, words: Words) -> str:
    severity, days = words.word("severity", args["severity"]), words.days(args["days"])
    return words.speech.say("ticket, {severity}, open for {days}", severity=severity, days=days)


def _risk_open(args: Args, words: Words) -> str:
    severity = words.word("risk_severity", args["severity"])
    return words.speech.say(
        "risk without a plan: {title} ({severity})", title=args["title"], severity=severity
    )


def _renewal_near(args: Args, words: Words) -> str:
    return words.speech.say(
        "the contract renews in {days} ({day})", days=words.days(args["days"]), day=words.day(args["renewal"])
    )


def _contact_silent(args: Args, words: Words) -> str:
    role = words.speech.say("champion") if args["champion"] else words.speech.say("sponsor")
    figures = {"name": args["name"], "role": role}
    if args["days"] is None:
        return words.speech.say("nobody of ours has spoken with {name} ({role}) yet", **figures)
    days = words.days(args["days"])
    return words.speech.say("nobody of ours has spoken with {name} ({role}) for {days}", days=days, **figures)


def _goal_known(args: Args, words: Words) -> str:
    if args["days"] is None:
        return words.speech.say("their goal, not talked about yet")
    return words.speech.say("their goal; the last call was {days} ago", days=words.days(args["days"]))


FINDINGS: Patterns = {
    "promise_ours_late": _promise_ours_late,
    "ticket_severe": _ticket_severe,
    "risk_open": _risk_open,
    "renewal_near": _renewal_near,
    "contact_silent": _contact_silent,
    "question_open": message("a question left open on {date}"),
    "opportunity_open": message("heard of on {raised}, still open"),
    "goal_known": _goal_known,
}
