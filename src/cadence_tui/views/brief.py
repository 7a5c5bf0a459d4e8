"""The brief as every face shows it: parts with titles, lines with roles and the record behind each (C1)."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Call, Touchpoint
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.call import Agenda, Checklist
from cadence_tui.model.rules.suggestions import Suggestions
from cadence_tui.practice.brief import Brief, SectionId
from cadence_tui.views.lines import BLANK, TextLine, heading
from cadence_tui.views.names import Names
from cadence_tui.views.wording_call import BriefWords, brief_spans

CHECK = "check:"
"""Begins the key of a line that is a point of the checklist."""
_TITLES: dict[SectionId, Message] = {
    "since_last": message("Since the last call"),
    "ours": message("What we promised"),
    "theirs": message("What they promised"),
    "movers": message("What moved the health score"),
    "usage": message("Usage in the last full week"),
    "tickets": message("Open tickets"),
    "suggestions": message("Suggestions"),
    "questions": message("Questions left open"),
    "people": message("People"),
    "agenda": message("Agenda"),
    "checklist": message("Preparation"),
    "cover": message("Why you stand in"),
    "in_leave": message("What falls into the time"),
    "wishes": message("How they want to be reached"),
    "signals": message("Other open signals"),
}


class BriefFacts(Struct, frozen=True, kw_only=True):
    """A brief with what its wording needs; `touch` and `call` are those it prepares, if there are any."""

    account: Account
    brief: Brief
    names: Names
    agenda: Agenda
    checklist: Checklist
    suggestions: Suggestions
    touch: Touchpoint | None = None
    call: Call | None = None


class BriefPart(Struct, frozen=True, kw_only=True):
    """A part of the brief in words; parts without lines are left out."""

    id: SectionId
    title: str
    lines: tuple[TextLine, ...]


def brief_parts(facts: BriefFacts, speech: Speech, zone: str = "UTC") -> list[BriefPart]:
    """The brief in the reader's language; hours of calls in their `zone`."""
    words = BriefWords(
        speech=speech,
        names=facts.names,
        agenda=facts.agenda,
        checklist=facts.checklist,
        suggestions=facts.suggestions,
        zone=zone,
    )
    parts: list[BriefPart] = []
    for section in facts.brief.sections:
        lines = [
            TextLine(
                spans=brief_spans(line, words),
                key=f"{CHECK}{line.args['item']}" if line.code == "check" else line.source,
                indent=2,
            )
            for line in section.lines
        ]
        if lines:
            parts.append(BriefPart(id=section.id, title=speech.word(_TITLES[section.id]), lines=tuple(lines)))
    return parts


def brief_page(parts: Iterable[BriefPart], order: Sequence[SectionId] = ()) -> list[TextLine]:
    """The brief as the lines of a page; the parts of `order` come first."""
    ranked = sorted(parts, key=lambda part: order.index(part.id) if part.id in order else len(order))
    lines: list[TextLine] = []
    for part in ranked:
        lines += [BLANK] if lines else []
        lines += [heading(part.title), *part.lines]
    return lines


def brief_text(facts: BriefFacts, parts: Iterable[BriefPart], *, ids: bool = False) -> str:
    """The brief as plain text; with the `ids` of the records if asked for."""
    blocks = [facts.account.name]
    blocks += [
        "\n".join([part.title, *(f"  {_text(line)}{_id(line, ids)}" for line in part.lines)])
        for part in parts
    ]
    return "\n\n".join(blocks) + "\n"


def brief_markdown(facts: BriefFacts, parts: Iterable[BriefPart], *, ids: bool = False) -> str:
    """The brief as Markdown; text from outside cannot format it."""
    blocks = [f"# {_escaped(facts.account.name)}"]
    for part in parts:
        marks = [
            f"- [{'x' if line.spans[0][0].startswith('✓') else ' '}] {_escaped(_text(line)[2:])}"
            if part.id == "checklist"
            else f"- {_escaped(_text(line) + _id(line, ids))}"
            for line in part.lines
        ]
        blocks.append("\n".join([f"## {_escaped(part.title)}", "", *marks]))
    return "\n\n".join(blocks) + "\n"


def _id(line: TextLine, ids: bool) -> str:
    return f"  ({line.key})" if ids and line.key else ""


def _text(line: TextLine) -> str:
    return "".join(text for text, _ in line.spans).strip()


def _escaped(text: str) -> str:
    for char in "\\`*_[]<>#|":
        text = text.replace(char, f"\\{char}")
    return text
