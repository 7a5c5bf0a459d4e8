"""Wording of why a promise waits for the lead (A3)."""

from cadence_tui.model.message import message
from cadence_tui.views.words import Args, Patterns, Words


def _late(args: Args, words: Words) -> str:
    return words.speech.say(
        "late for {days}, due {day}", days=words.days(args["days"]), day=words.day(args["due"])
    )


def _slipped(args: Args, words: Words) -> str:
    said = words.speech.plural(
        "moved {n} time, last by {name}",
        "moved {n} times, last by {name}",
        args["times"],
        name=words.names.person(args["by"]),
    )
    return f"{said}: {args['why']}" if args["why"] else said


def _blocked(args: Args, words: Words) -> str:
    said = words.speech.say("blocked for {days}", days=words.days(args["days"]))
    return f"{said}: {args['why']}" if args["why"] else said


def _no_owner(args: Args, words: Words) -> str:
    if args["side"] == "theirs":
        return words.speech.say("nobody named at the customer")
    return words.speech.say("nobody of ours has taken it")


def _renewal(args: Args, words: Words) -> str:
    due, days = args["due"], words.days(args["days"])
    if due is not None and due > args["renewal"]:
        return words.speech.say("the account renews in {days}, and this is due only after that", days=days)
    return words.speech.say("the account renews in {days}", days=days)


def _answered(args: Args, words: Words) -> str:
    return words.speech.say(
        "answered after {name} returned it: {why}", name=words.names.person(args["by"]), why=args["why"]
    )


def _waits(args: Args, words: Words) -> str:
    return words.speech.say(
        "returned by {name} {days} ago, no answer yet: {why}",
        name=words.names.person(args["by"]),
        days=words.days(args["days"]),
        why=args["why"],
    )


ACTIONS: Patterns = {
    "late": _late,
    "slipped": _slipped,
    "blocked": _blocked,
    "no_owner": _no_owner,
    "renewal_near": _renewal,
    "returned_answered": _answered,
    "returned_waits": _waits,
}
PRIORITY_WORDS = {
    "high": message("priority|high"),
    "normal": message("priority|normal"),
    "low": message("priority|low"),
}
SIDE_WORDS = {"ours": message("side|ours"), "theirs": message("side|theirs")}
VERDICT_WORDS = {
    "approved": message("verdict|approved"),
    "returned": message("verdict|returned"),
    "escalated": message("verdict|escalated"),
    "reassigned": message("verdict|reassigned"),
    "redated": message("verdict|new date"),
}
STATUS_WORDS = {
    "open": message("status|Open"),
    "in_progress": message("status|In progress"),
    "blocked": message("status|Blocked"),
    "waiting": message("status|Waiting on customer"),
    "done": message("status|Done"),
    "dropped": message("status|Dropped"),
}
