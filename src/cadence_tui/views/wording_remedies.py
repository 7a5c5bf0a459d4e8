"""Wording of the steps to green (H2)."""

from cadence_tui.model.message import message
from cadence_tui.views.words import Args, Patterns, Words


def _activate_users(args: Args, words: Words) -> str:
    return words.speech.say("bring active seats back to {share}", share=words.speech.percent(args["share"]))


def _use_seats(args: Args, words: Words) -> str:
    return words.speech.say(
        "fill the seats: {active} of {seats} in use, {share} gives all points",
        active=args["active"],
        seats=args["seats"],
        share=words.speech.percent(args["share"]),
    )


def _use_features(args: Args, words: Words) -> str:
    return words.speech.say("put to use: {features}", features=words.listed(args["features"]))


def _attend_calls(args: Args, words: Words) -> str:
    return words.speech.say("hold {share} of the calls", share=words.speech.percent(args["share"]))


def _hold_touch(args: Args, words: Words) -> str:
    return words.speech.say("have a contact; usually {every}", every=words.every(args["usual"]))


def _better_calls(args: Args, words: Words) -> str:
    if args["about"] == "sentiment":
        return words.speech.say("find out what weighs on the mood, and mend it")
    return words.speech.say("win the relationship back")


def _survey_again(args: Args, words: Words) -> str:
    survey, score = words.word("survey", args["survey"]), words.speech.number(args["score"])
    return words.speech.say("follow up and ask for {survey} again, aim {score}", survey=survey, score=score)


def _resolve_tickets(args: Args, words: Words) -> str:
    return words.speech.plural("resolve the open ticket", "resolve the {n} open tickets", args["open"])


def _keep_promises(args: Args, words: Words) -> str:
    if args["late"]:
        return words.speech.plural("keep our late promise", "keep our {n} late promises", args["late"])
    return words.speech.say("keep open promises without moving them again")


def _find_role(args: Args, words: Words) -> str:
    if args["role"] == "champion":
        return words.speech.say("find a new champion")
    return words.speech.say("find a new sponsor")


def _settle_role(args: Args, words: Words) -> str:
    return words.speech.say("get to know {name}", name=args["name"])


def _supply_input(args: Args, words: Words) -> str:
    return words.speech.say(
        "find out about: {component}", component=words.word("component", args["component"])
    )


REMEDIES: Patterns = {
    "begin_using": message("get them to log in"),
    "team_back": message("bring {team} back"),
    "activate_users": _activate_users,
    "use_seats": _use_seats,
    "use_features": _use_features,
    "attend_calls": _attend_calls,
    "hold_touch": _hold_touch,
    "better_calls": _better_calls,
    "survey_again": _survey_again,
    "resolve_tickets": _resolve_tickets,
    "keep_promises": _keep_promises,
    "keep_in_time": message("keep promises in time ({in_time} of {of} were)"),
    "find_role": _find_role,
    "settle_role": _settle_role,
    "supply_input": _supply_input,
}
