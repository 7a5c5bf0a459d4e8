"""Wording of why an account asks for attention (H6), and of the marks of risk."""

from cadence_tui.model.message import message
from cadence_tui.views.words import Args, Patterns, Words


def _override(args: Args, words: Words) -> str:
    return words.speech.say(
        "{name} says {band}, until {day}",
        name=words.names.person(args["by"]),
        band=words.word("band", args["band"]),
        day=words.day(args["until"]),
    )


def _thin_score(args: Args, words: Words) -> str:
    return words.speech.say(
        "health {score}, of which little is known ({coverage})",
        score=args["score"],
        coverage=words.speech.percent(args["coverage"]),
    )


def _renewal(args: Args, words: Words) -> str:
    if args["days"] < 0:
        return words.speech.say("renewal passed {days} ago", days=words.days(-args["days"]))
    return words.speech.say(
        "renewal in {days} ({day})", days=words.days(args["days"]), day=words.day(args["renewal"])
    )


def _value(args: Args, words: Words) -> str:
    return words.speech.say("{amount} a year", amount=words.speech.short_number(args["yearly"]))


def _overdue(args: Args, words: Words) -> str:
    if not args["days"]:
        return words.speech.say("no touch overdue")
    return words.speech.say("next touch overdue for {days}", days=words.days(args["days"]))


def _promises(args: Args, words: Words) -> str:
    if not args["late"]:
        return words.speech.say("no promise of ours late")
    return words.speech.plural("{n} promise of ours late", "{n} promises of ours late", args["late"])


def _risk_signal(args: Args, words: Words) -> str:
    causes = words.listed(words.title("cause", cause) for cause in args.get("causes", ()))
    return words.speech.say("open signal: {causes}", causes=causes)


ATTENTION: Patterns = {
    "attention_scale": message("scale"),
    "attention_override": _override,
    "attention_no_score": message("health unknown"),
    "attention_thin_score": _thin_score,
    "attention_risk": message("health {score}"),
    "attention_value_unknown": message("revenue unknown"),
    "attention_value": _value,
    "attention_renewal_unknown": message("renewal unknown"),
    "attention_renewal": _renewal,
    "attention_overdue": _overdue,
    "attention_promises": _promises,
    "risk_red": message("health is red"),
    "risk_signal": _risk_signal,
    "risk_champion_left": message("the champion left and nobody followed"),
    "risk_renewal_passed": message("the renewal date has passed"),
}
