"""Wording of the people in a brief: who is who, who left, with whom nobody has spoken for long (C1)."""

from collections.abc import Mapping

from cadence_tui.views.brief_words import Args, BriefWords, Wording, dim
from cadence_tui.views.lines import Spans


def _person(args: Args, words: BriefWords) -> Spans:
    say = words.speech.say
    parts = [args["role"]]
    parts += [say("champion")] if args["champion"] else []
    parts += [say("sponsor")] if args["sponsor"] else []
    spans: Spans = [(args["name"], "strong" if args["expected"] else ""), *dim(*parts)]
    if args["expected"]:
        spans.append((" · " + say("in this call"), "accent"))
    if args["spoken"] is None:
        told = say("nobody of ours has spoken with them yet") if args["silent"] else ""
    elif args["silent"]:
        told = say("not spoken with for {days}", days=words.days(args["days"]))
    else:
        told = say("last spoken {day}", day=words.speech.day(args["spoken"]))
    return [*spans, (f" · {told}", "warn" if args["silent"] else "dim")] if told else spans


def _no_champion(args: Args, words: BriefWords) -> Spans:
    return [(words.speech.say("no champion there now"), "warn")]


def _more_silent(args: Args, words: BriefWords) -> Spans:
    told = words.speech.plural(
        "{n} more not spoken with for long", "{n} more not spoken with for long", args["count"]
    )
    return [(told, "dim")]


def _person_left(args: Args, words: BriefWords) -> Spans:
    told = words.speech.say("left on {day}", day=words.speech.day(args["left"]))
    return [(args["name"], ""), *dim(args["role"]), (f" · {told}", "bad")]


PEOPLE: Mapping[str, Wording] = {
    "champion": _person,
    "sponsor": _person,
    "person": _person,
    "no_champion": _no_champion,
    "more_silent": _more_silent,
    "person_left": _person_left,
}
