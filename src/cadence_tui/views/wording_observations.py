"""Wording of what is worth saying about an account this week (H5)."""

from cadence_tui.model.message import message
from cadence_tui.views.words import Args, Patterns, Words


def _team_silent(args: Args, words: Words) -> str:
    return words.speech.plural(
        "{team} has not logged in for {n} week",
        "{team} has not logged in for {n} weeks",
        args["weeks"],
        team=args["team"],
    )


def _teams_apart(args: Args, words: Words) -> str:
    if not args["other_logins"]:
        return words.speech.say(
            "{team} logged in {logins} times last week, {other} not at all",
            team=args["team"],
            logins=args["logins"],
            other=args["other"],
        )
    return words.speech.say(
        "{team} logged in {logins} times last week, {other} only {other_logins}",
        team=args["team"],
        logins=args["logins"],
        other=args["other"],
        other_logins=args["other_logins"],
    )


def _change(args: Args, words: Words) -> str:
    sign = "+" if args["change"] > 0 else "−"
    return sign + words.speech.percent(abs(args["change"]))


def _team_changed(args: Args, words: Words) -> str:
    return words.speech.say(
        "{team}: {logins} logins last week, usually {usual} ({change})",
        team=args["team"],
        logins=args["logins"],
        usual=words.speech.number(args["usual"]),
        change=_change(args, words),
    )


def _logins_changed(args: Args, words: Words) -> str:
    return words.speech.say(
        "{logins} logins last week, {before} the week before ({change})",
        logins=args["logins"],
        before=args["before"],
        change=_change(args, words),
    )


def _feature_new(args: Args, words: Words) -> str:
    return words.speech.plural(
        "{feature}, not part of the initial setup, used {n} time last week (since {since})",
        "{feature}, not part of the initial setup, used {n} times last week (since {since})",
        args["uses"],
        feature=args["feature"],
        since=words.day(args["since"]),
    )


def _seats_nearly_full(args: Args, words: Words) -> str:
    return words.speech.say(
        "seats nearly full: {active} of {seats} ({share})",
        active=args["active"],
        seats=args["seats"],
        share=words.speech.percent(args["share"]),
    )


def _promise_theirs_open(args: Args, words: Words) -> str:
    figures = {"title": args["title"], "owner": args["owner"] or words.speech.say("nobody")}
    if args["late_days"]:
        late = words.days(args["late_days"])
        return words.speech.say("their promise “{title}” ({owner}) is late by {days}", days=late, **figures)
    days = words.days(args["days"])
    return words.speech.say(
        "their promise “{title}” ({owner}) has been open for {days}", days=days, **figures
    )


def _promise_ours_kept(args: Args, words: Words) -> str:
    day = words.day(args["done"])
    return words.speech.say("we kept our promise “{title}” on {day}", title=args["title"], day=day)


def _answer(args: Args, words: Words) -> dict[str, str]:
    return {
        "name": args["name"],
        "survey": words.word("survey", args["survey"]),
        "score": words.speech.number(args["score"]),
        "days": words.days(args["days"]),
    }


def _survey_detractor(args: Args, words: Words) -> str:
    return words.speech.say("{name} is a detractor: {survey} {score}, {days} ago", **_answer(args, words))


def _survey_promoter(args: Args, words: Words) -> str:
    return words.speech.say("{name} is a promoter: {survey} {score}, {days} ago", **_answer(args, words))


OBSERVATIONS: Patterns = {
    "survey_detractor": _survey_detractor,
    "champion_left": message("the champion {name} left on {left}"),
    "sponsor_left": message("the sponsor {name} left on {left}"),
    "team_silent": _team_silent,
    "team_drop": _team_changed,
    "teams_apart": _teams_apart,
    "logins_drop": _logins_changed,
    "promise_theirs_open": _promise_theirs_open,
    "feature_new": _feature_new,
    "seats_nearly_full": _seats_nearly_full,
    "team_rise": _team_changed,
    "logins_rise": _logins_changed,
    "promise_ours_kept": _promise_ours_kept,
    "survey_promoter": _survey_promoter,
}
