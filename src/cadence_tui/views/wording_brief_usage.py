"""Wording of usage in a brief: week on week by team, and the features that moved by themselves (C1)."""

from collections.abc import Mapping

from cadence_tui.views.brief_words import Args, BriefWords, Wording, dim
from cadence_tui.views.lines import Spans

_FALLING, _RISING, _SAME = ("▼ ", "bad"), ("▲ ", "good"), ("= ", "dim")


def _team_usage(args: Args, words: BriefWords) -> Spans:
    speech, team, logins, before = words.speech, args["team"], args["logins"], args["before"]
    parts: list[str] = []
    if not logins:
        told = speech.say("{team} did not log in last week", team=team)
    else:
        told = speech.plural(
            "{team} logged in {n} time last week", "{team} logged in {n} times last week", logins, team=team
        )
    if before is not None:
        told += speech.say(", {n} the week before", n=speech.number(before))
    if args["usual"] is not None and args["usual"] != before:
        parts.append(speech.say("usually {usual}", usual=speech.number(args["usual"])))
    if args["seats"]:
        parts.append(speech.say("{active} of {seats} seats", active=args["active"], seats=args["seats"]))
    return [_trend(logins, before), (told, ""), *dim(*parts)]


def _trend(found: float, before: float | None) -> tuple[str, str]:
    if before is None or found == before:
        return _SAME if before is not None else ("  ", "")
    return _RISING if found > before else _FALLING


def _usage_stale(args: Args, words: BriefWords) -> Spans:
    speech, weeks = words.speech, args["weeks"]
    told = speech.plural(
        "no usage known for {n} week; in that of {day}: {logins} logins",
        "no usage known for {n} weeks; in that of {day}: {logins} logins",
        weeks,
        day=speech.day(args["week"]),
        logins=speech.number(args["logins"]),
    )
    return [(told, "warn")]


def _feature_new_use(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    told = _uses(args, words)
    if args["before"] is not None:
        told += speech.say(", {n} the week before", n=speech.number(args["before"]))
    since = speech.say("not part of the first set-up, in use since {day}", day=speech.day(args["since"]))
    return [("+ ", "good"), (told, ""), (f" · {since}", "accent")]


def _feature_gone(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    told = speech.say("{feature} was not used last week", feature=args["feature"])
    usual = speech.say("usually {usual}", usual=speech.number(args["usual"]))
    return [_FALLING, (told, ""), *dim(usual)]


def _feature_changed(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    told = _uses(args, words)
    usual = speech.say("usually {usual}", usual=speech.number(args["usual"]))
    return [_trend(args["uses"], args["usual"]), (told, ""), *dim(usual)]


def _uses(args: Args, words: BriefWords) -> str:
    return words.speech.plural(
        "{feature} used {n} time last week",
        "{feature} used {n} times last week",
        args["uses"],
        feature=args["feature"],
    )


USAGE: Mapping[str, Wording] = {
    "team_usage": _team_usage,
    "usage_stale": _usage_stale,
    "feature_new_use": _feature_new_use,
    "feature_gone": _feature_gone,
    "feature_changed": _feature_changed,
}
