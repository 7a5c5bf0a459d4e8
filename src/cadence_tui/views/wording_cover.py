"""Wording of why somebody stands in, and of the lines that a handover brief has of its own (P6)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cadence_tui.model.message import message
from cadence_tui.views.cover import need_text
from cadence_tui.views.lines import Spans
from cadence_tui.views.vocabulary import word_of
from cadence_tui.views.wishes import wish_texts
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Args, Patterns, Words

if TYPE_CHECKING:
    from cadence_tui.views.brief_words import BriefWords


def _overlap(args: Args, words: Words) -> str:
    hours = words.speech.number(round(args["minutes"] / 30) / 2)
    return words.speech.say("{hours} h a day shared with the customer", hours=hours)


def _holiday(args: Args, words: Words) -> str:
    days = ", ".join(map(words.day, args["days"]))
    return words.speech.plural(
        "public holiday on {days}", "public holidays on {days}", len(args["days"]), days=days
    )


COVER: Patterns = {
    "cover_kept": message("looks after it already"),
    "cover_holiday": _holiday,
    "cover_outside": message("of another pod"),
    "cover_partly": message("away for some days of it, but there when something is due"),
    "cover_clash": lambda args, words: words.speech.plural(
        "{n} call does not fit their hours", "{n} calls do not fit their hours", args["n"]
    ),
    "cover_room": message("{minutes} min of work, {free} of {capacity} min free in those weeks"),
    "cover_full": message("too little room: {minutes} min of work, {free} of {capacity} min free"),
    "cover_language": lambda args, words: words.speech.say(
        "speaks {language}", language=words.word("language", args["language"])
    ),
    "cover_no_language": lambda args, words: words.speech.say(
        "{language} is not their first language", language=words.word("language", args["language"])
    ),
    "cover_overlap": _overlap,
}


def _why(args: Args, words: "BriefWords") -> Spans:
    speech = words.speech
    text = speech.say(
        "{name} is away from {first} to {last}",
        name=words.names.person(args["person"]),
        first=speech.weekday_day(args["first"]),
        last=speech.weekday_day(args["last"]),
    )
    if not args["stand_in"]:
        return [(text, "strong")]
    stands = speech.say("{name} stands in", name=words.names.person(args["stand_in"]))
    return [(text, "strong"), (f" · {stands}", "")]


def _note(args: Args, words: "BriefWords") -> Spans:
    return [(words.names.person(args["person"]) + ": ", "dim"), (args["text"], "")]


def _need(args: Args, words: "BriefWords") -> Spans:
    need = args["need"]
    spans: Spans = [(need_text(need, words.reader), "")]
    if need.moves:
        spans.append((" · " + words.speech.say("moves to a day outside the leave"), "dim"))
    return spans


def _contact(args: Args, words: "BriefWords") -> Spans:
    speech = words.speech
    parts = [args["role"]]
    parts += [speech.say("champion")] if args["champion"] else []
    parts += [speech.say("sponsor")] if args["sponsor"] else []
    parts += [word_of("language", args["language"], speech), args["phone"], args["email"]]
    return [(args["name"], "strong"), (" · " + " · ".join(filter(None, parts)), "")]


def _reached(args: Args, words: "BriefWords") -> Spans:
    spoken = word_of("language", args["language"], words.speech)
    return [(" · ".join(filter(None, (spoken, args["timezone"]))), "")]


def _wishes(args: Args, words: "BriefWords") -> Spans:
    told = [f"{name}: {text}" for name, text in wish_texts(args["wishes"], words.reader)]
    return [(" · ".join(told) or words.speech.say("no wish"), "" if told else "dim")]


def _health(args: Args, words: "BriefWords") -> Spans:
    say, score = words.speech.say, args["score"]
    if score is None:
        return [(say("health unknown"), "strong")]
    if args["band"] == "unknown":
        return [(say("health {score}, too little known for a band", score=score), "strong")]
    return [
        (
            say("health {score}, {band}", score=score, band=word_of("band", args["band"], words.speech)),
            "strong",
        )
    ]


def _signal(args: Args, words: "BriefWords") -> Spans:
    reader = words.reader
    spans: Spans = [(reader.title("cause", args["cause"]), ""), (" · " + worded(args["why"], reader), "dim")]
    if args["until"]:
        spans.append(
            (" · " + words.speech.say("until {day}", day=words.speech.day(args["until"].date())), "")
        )
    return spans


HANDOVER: Mapping[str, Callable[[Args, "BriefWords"], Spans]] = {
    "cover_why": _why,
    "cover_note": _note,
    "cover_need": _need,
    "cover_contact": _contact,
    "cover_reached": _reached,
    "cover_wishes": _wishes,
    "cover_health": _health,
    "cover_signal": _signal,
}
