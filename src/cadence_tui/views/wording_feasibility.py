"""Wording of feasibility: what a person has, where it breaks, what a change did (T12)."""

from cadence_tui.model.message import message
from cadence_tui.views.feasibility_words import away_text
from cadence_tui.views.words import Args, Patterns, Words


def _capacity(args: Args, words: Words) -> str:
    told = words.speech.say(
        "{share} of the working hours ({hours})",
        share=words.speech.percent(args["share"]),
        hours=args["hours"],
    )
    away = away_text(args, words)
    return words.speech.say("{told}, without {away}", told=told, away=away) if away else told


def _away_week(args: Args, words: Words) -> str:
    away = away_text(args, words)
    return words.speech.say("{away} in the week of {week}", away=away, week=words.day(args["week"]))


def _calls_counted(args: Args, words: Words) -> str:
    return words.speech.say(
        "{calls} calls in {weeks}: at that pace {four} in four weeks, {month} in an average month",
        calls=args["calls"],
        weeks=words.weeks(args["weeks"]),
        four=words.speech.number(round(args["four_weeks"], 1)),
        month=words.speech.number(round(args["month"], 1)),
    )


def _ratio(args: Args, words: Words) -> str:
    return words.speech.say(
        "{segment}: {accounts} accounts; the guideline says {least} to {most}",
        segment=words.title("segment", args["segment"]),
        accounts=args["accounts"],
        least=words.speech.number(round(args["least"])),
        most=words.speech.number(round(args["most"])),
    )


def _ratio_filled(args: Args, words: Words) -> str:
    return words.speech.say(
        "together {share} of the most that the guideline allows: {state}",
        share=words.speech.percent(args["share"]),
        state=words.word("ratio_state", args["state"]),
    )


def _cost_minutes(args: Args, words: Words) -> str:
    return words.speech.say(
        "{minutes} min of people's time in {weeks}, at that pace for a year",
        minutes=words.speech.number(args["minutes"]),
        weeks=words.weeks(args["weeks"]),
    )


def _cost_hour(args: Args, words: Words) -> str:
    return words.speech.say(
        "an hour costs {cost} {currency}; an account may cost {share} of its revenue",
        cost=words.speech.number(args["hour_cost"]),
        currency=args["currency"],
        share=words.speech.percent(args["share"]),
    )


def _if_model(args: Args, words: Words) -> str:
    return words.speech.say("the touch model is {name}", name=args["name"])


def _if_share(args: Args, words: Words) -> str:
    return words.speech.say(
        "{name}: {share} of the working hours for calls, was {was}",
        name=words.names.person(args["person"]),
        share=words.speech.percent(args["share"]),
        was=words.speech.percent(args["was"]),
    )


def _if_away(args: Args, words: Words) -> str:
    return words.speech.say(
        "{name} is away from {first} to {last}",
        name=words.names.person(args["person"]),
        first=words.day(args["first"]),
        last=words.day(args["last"]),
    )


def _if_tier(args: Args, words: Words) -> str:
    accounts = words.speech.plural("{n} account", "{n} accounts", args["accounts"])
    return words.speech.say(
        "{accounts} in the segment {segment}",
        accounts=accounts,
        segment=words.title("segment", args["segment"]),
    )


def _if_joins(args: Args, words: Words) -> str:
    return words.speech.say(
        "{name} joins, with hours and share like {like}",
        name=args["name"],
        like=words.names.person(args["like"]),
    )


def _handed(args: Args, words: Words) -> dict[str, str]:
    accounts = words.speech.plural("{n} account", "{n} accounts", args["accounts"])
    return {"accounts": accounts, "name": words.names.person(args["person"]) or words.speech.say("nobody")}


def _if_add(args: Args, words: Words) -> str:
    told = {
        "segment": words.title("segment", args["segment"]),
        "accounts": words.speech.plural("{n} new account", "{n} new accounts", args["accounts"]),
        "first": words.day(args["first"]),
        "last": words.day(args["last"]),
    }
    if args["first"] == args["last"]:
        return words.speech.say("{accounts} in the segment {segment}, start {first}", **told)
    return words.speech.say("{accounts} in the segment {segment}, start {first} to {last}", **told)


def _hours_above(args: Args, words: Words) -> str:
    return words.speech.say(
        "{segment}: {hours} hours a month for an account are more than the guideline's {most}",
        segment=words.title("segment", args["segment"]),
        hours=words.speech.number(args["hours"], 1),
        most=words.speech.number(args["most"]),
    )


FEASIBILITY: Patterns = {
    "hours_above_guideline": _hours_above,
    "capacity": _capacity,
    "calls_counted": _calls_counted,
    "peak_week": message("fullest week {week}: asked {asked} of {has} min"),
    "breaks": message(
        "{minutes} min must be done by the end of the week of {week} and find no room; {total} in all"
    ),
    "tight": message("week of {week}: {minutes} min too many; moved within their windows everything fits"),
    "away_week": _away_week,
    "ratio": _ratio,
    "ratio_filled": _ratio_filled,
    "cost_minutes": _cost_minutes,
    "cost_unset": message("the touch model names no cost of an hour"),
    "cost_hour": _cost_hour,
    "cost_unknown_revenue": message("its revenue is not known, or in a currency without a rate"),
    "if_model": _if_model,
    "if_share": _if_share,
    "if_away": _if_away,
    "if_tier": _if_tier,
    "if_joins": _if_joins,
    "if_takes_over": lambda args, words: words.speech.say(
        "takes over {accounts} from {name}", **_handed(args, words)
    ),
    "if_leaves": lambda args, words: words.speech.say(
        "{name} leaves", name=words.names.person(args["person"])
    ),
    "if_gives": lambda args, words: words.speech.say("{accounts} to {name}", **_handed(args, words)),
    "if_add": _if_add,
    "if_gets": lambda args, words: words.speech.say("{name} gets {accounts}", **_handed(args, words)),
    "if_not_possible": message("not possible any more: somebody or something it speaks of is not there"),
}
