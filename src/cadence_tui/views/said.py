"""What leads said to somebody, as lines (A3)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct

from cadence_tui.model.documents.remarks import VerdictWord
from cadence_tui.model.documents.review import ReviewedKind
from cadence_tui.model.text import plain
from cadence_tui.views.lines import Spans, TextLine, line
from cadence_tui.views.review_record import RecordReader, item_name
from cadence_tui.views.wording_actions import VERDICT_WORDS


class Said(Struct, frozen=True, kw_only=True):
    """A word, a remark (no `word`) or the closing words of a review (no `kind`).

    `title` of an override is its value. `waits` is true of a return that its owner has not answered, `new`
    of what they have not been shown.
    """

    kind: ReviewedKind | None
    id: str
    account: str = ""
    title: str = ""
    word: VerdictWord | None = None
    by: str
    at: datetime
    text: str = ""
    deadline: date | None = None
    waits: bool = False
    new: bool = False


def said_lines(told: Sequence[Said], who: RecordReader) -> list[TextLine]:
    """For each the word and what it is about, which opens it, then who said what."""
    if not told:
        return [line((who.speech.say("No lead has said anything about your items yet."), "dim"))]
    return [each for said in told for each in _lines(said, who)]


def _lines(said: Said, who: RecordReader) -> Iterator[TextLine]:
    reader, speech = who.reader, who.speech
    mark = ("↩ ", "warn") if said.waits else ("◆ ", "accent") if said.new else ("  ", "")
    key = f"{said.kind}:{said.id}" if said.kind else ""
    yield line(mark, *_word(said, who), (f"  {_about(said, who)}", "strong"), key=key, indent=4)
    when = f"{reader.name(said.by)}, {reader.day(said.at)}"
    text = f": {plain(said.text)}" if said.text else ""
    new = f"{speech.say('said|new')} · " if said.new else ""
    yield line(("    " + new, "accent"), (when, "dim"), (text, ""), indent=4)
    if said.waits:
        yield line((f"    {speech.say('waits for your answer')}", "warn"), indent=4)


def _word(said: Said, who: RecordReader) -> Spans:
    if said.kind is None:
        return [(who.speech.say("closing words of a review"), "")]
    if said.word is None:
        return [(who.speech.say("said|remark"), "")]
    spans: Spans = [
        (who.speech.word(VERDICT_WORDS[said.word]), "warn" if said.word == "returned" else "good")
    ]
    if said.deadline:
        spans.append((" " + who.speech.say("until {day}", day=who.speech.day(said.deadline)), "bad"))
    return spans


def _about(said: Said, who: RecordReader) -> str:
    if said.kind is None:
        return ""
    name = item_name(said.kind, said.id, said.title, who)
    return f"{plain(who.accounts.get(said.account, '?'))}: {name}"
