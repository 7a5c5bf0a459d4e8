"""A signed review as lines and as titled parts (A3)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Review, Reviewed
from cadence_tui.model.text import plain
from cadence_tui.views.action_lines import Reader
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.model_page import PagePart
from cadence_tui.views.names import Names
from cadence_tui.views.review_page import override_title
from cadence_tui.views.vocabulary import word_of
from cadence_tui.views.wording_actions import VERDICT_WORDS
from cadence_tui.views.words import Words


class RecordReader(Struct, frozen=True, kw_only=True):
    """Who reads a record: the reader, the names of accounts by id, of segments and stages."""

    reader: Reader
    accounts: Mapping[str, str]
    names: Names = Names()

    @property
    def speech(self) -> Speech:
        """The reader's language."""
        return self.reader.speech


def session_line(review: Review, who: RecordReader) -> TextLine:
    """A review in a list: when, by whom, how many of each verdict."""
    reader = who.reader
    when = f"{reader.day(review.signed)} {reader.clock(review.signed)}"
    counted = " · ".join(_counts(review, who.speech)) or who.speech.say("no verdict")
    return line(
        (when, "strong"),
        (f"  {reader.name(review.lead)}  ", ""),
        (counted, "dim"),
        key=f"review:{review.id}",
        indent=2,
    )


def record_lines(review: Review, who: RecordReader) -> list[TextLine]:
    """The whole record: who and when, how many, the closing words, each item as it was decided."""
    lines = [line((record_title(review, who), "strong")), line((_span(review, who), "dim"))]
    lines.append(line((" · ".join(_totals(review, who.speech)), "")))
    if review.comment:
        lines += [BLANK, line((plain(review.comment), ""), indent=2)]
    for item in review.items:
        lines += [BLANK, *_item_lines(item, review, who)]
    return lines


def record_parts(review: Review, who: RecordReader) -> list[PagePart]:
    """The same as titled parts, for a terminal or Markdown."""
    say = who.speech.say
    facts = [
        (say("review|Time"), _span(review, who)),
        (say("review|Verdicts"), " · ".join(_totals(review, who.speech))),
    ]
    if review.comment:
        facts.append((say("Closing words"), review.comment))
    return [
        PagePart(title=say("review|Signed"), facts=tuple(facts)),
        *(PagePart(title=_titled(item, who), facts=_labelled(item, review, who)) for item in review.items),
    ]


def record_title(review: Review, who: RecordReader) -> str:
    """`Review of 23 Nov 2026 by Marta Oliveira`."""
    day = who.speech.day(review.signed.date(), year=True)
    return who.speech.say("Review of {day} by {name}", day=day, name=who.reader.name(review.lead))


def item_name(kind: str, item: str, title: str, who: RecordReader) -> str:
    """The title of a promise or risk; of what was set by hand the field and the value."""
    if kind != "override":
        return plain(title)
    words = Words(speech=who.speech, names=who.names)
    return override_title(item.rpartition(".")[2], title, words)


def _span(review: Review, who: RecordReader) -> str:
    began, signed = (who.reader.clock(at) for at in (review.began, review.signed))
    return who.speech.say("begun {began}, signed {signed}", began=began, signed=signed)


def _totals(review: Review, speech: Speech) -> Sequence[str]:
    counted = _counts(review, speech)
    if review.undecided:
        counted.append(speech.say("{n} undecided", n=review.undecided))
    return counted


def _counts(review: Review, speech: Speech) -> list[str]:
    given = Counter(item.verdict for item in review.items if item.verdict)
    return [f"{speech.word(title)} {given[word]}" for word, title in VERDICT_WORDS.items() if given[word]]  # type: ignore[index]


def _item_lines(item: Reviewed, review: Review, who: RecordReader) -> Iterator[TextLine]:
    yield heading(_titled(item, who))
    for told in _facts(item, review, who):
        yield line(*told, indent=2)


def _titled(item: Reviewed, who: RecordReader) -> str:
    name = item_name(item.kind, item.item, item.title, who)
    return f"{plain(who.accounts.get(item.account, '?'))}: {name}"


def _facts(item: Reviewed, review: Review, who: RecordReader) -> Iterator[Spans]:
    yield [(_about(item, review, who), "dim")]
    if item.verdict:
        yield [(_verdict(item, who), "strong"), (f": {plain(item.why)}" if item.why else "", "")]
    for remark in item.remarks:
        yield [(who.speech.say("review|remark: {text}", text=plain(remark)), "")]


def _labelled(item: Reviewed, review: Review, who: RecordReader) -> tuple[tuple[str, str], ...]:
    say = who.speech.say
    facts = [(say("review|What it is"), _about(item, review, who)), (say("Id"), item.item)]
    if item.verdict:
        facts.append((say("review|Verdict"), _verdict(item, who)))
    if item.why:
        facts.append((say("Why"), item.why))
    return (*facts, *((say("review|Remark"), remark) for remark in item.remarks))


def _about(item: Reviewed, review: Review, who: RecordReader) -> str:
    """What kind of thing it is and whose; a lead who judged their own is named as such."""
    say = who.speech.say
    kind = say("set by hand") if item.kind == "override" else word_of("kind", item.kind, who.speech)
    owner = who.reader.name(item.owner) if item.owner else say("nobody")
    return f"{kind} · {owner}" + (f" · {say('their own')}" if item.owner == review.lead else "")


def _verdict(item: Reviewed, who: RecordReader) -> str:
    word = who.speech.word(VERDICT_WORDS[item.verdict])
    if item.deadline is None:
        return word
    return f"{word} {who.speech.say('until {day}', day=who.speech.day(item.deadline, year=True))}"
