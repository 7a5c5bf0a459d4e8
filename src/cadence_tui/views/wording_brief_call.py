"""Wording of what a brief brings to the call: suggestions, questions, materials, agenda, preparation (C1)."""

from collections.abc import Mapping

from cadence_tui.model.message import Reason
from cadence_tui.views.brief_words import Args, BriefWords, Wording, dim
from cadence_tui.views.lines import Spans
from cadence_tui.views.wording import reason_text
from cadence_tui.views.wording_call import in_language, minutes_text


def _suggestion(args: Args, words: BriefWords) -> Spans:
    code, figures = args["observation"], args["figures"]
    text = in_language(words.files.suggestions.suggestions[code], words.speech).format_map(figures)
    why = reason_text(Reason(code, figures), words.speech, words.names)
    return [("→ ", "accent"), (text, ""), *dim(why)]


def _question_left(args: Args, words: BriefWords) -> Spans:
    asked = words.speech.day(args["date"]) if args["date"] else ""
    return [("? ", "accent"), (args["text"], ""), *dim(asked)]


def _material(args: Args, words: BriefWords) -> Spans:
    item = next(each for each in words.files.materials.materials if each.id == args["item"])
    text = in_language(item.text, words.speech).format_map(args["figures"])
    return [("· ", "info"), (text, ""), *dim(item.link)]


def _agenda(args: Args, words: BriefWords) -> Spans:
    titles = {section.id: in_language(section.title, words.speech) for section in words.agenda.sections}
    speech = words.speech
    parts = [f"{titles[section]} {speech.number(_minutes(seconds))}" for section, seconds in args["sections"]]
    whole = minutes_text(args["minutes"] * 60, speech)
    return [(f"{in_language(words.agenda.title, speech)}, {whole}: ", "dim"), (" · ".join(parts), "")]


def _minutes(seconds: int) -> float:
    return round(seconds / 30) / 2


def _check(args: Args, words: BriefWords) -> Spans:
    item = next(each for each in words.files.checklist.items if each.id == args["item"])
    text = in_language(item.text, words.speech)
    return [("✓ ", "good"), (text, "dim")] if args["done"] else [("□ ", "warn"), (text, "")]


CALL: Mapping[str, Wording] = {
    "suggestion": _suggestion,
    "question_left": _question_left,
    "material": _material,
    "agenda": _agenda,
    "check": _check,
}
