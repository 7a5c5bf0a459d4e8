"""The brief as every face shows it: parts with titles, lines with roles and the record behind each (C1)."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Call, Entry, Touchpoint
from cadence_tui.model.message import Message, message
from cadence_tui.practice.brief.line import BriefLine
from cadence_tui.practice.brief.page import Brief, SectionId
from cadence_tui.views.brief_words import BriefWords
from cadence_tui.views.call_list import CallRow, head_texts
from cadence_tui.views.lines import BLANK, TextLine, heading
from cadence_tui.views.names import Names
from cadence_tui.views.wording_brief import brief_spans

if TYPE_CHECKING:
    from cadence_tui.model.rules.call import Agenda
    from cadence_tui.practice.brief.page import BriefFiles

_TITLES: dict[SectionId, Message] = {
    "account": message("In short"),
    "ours": message("What we promised"),
    "theirs": message("What they promised"),
    "since_last": message("Since the last call"),
    "suggestions": message("Suggestions"),
    "questions": message("Questions left open"),
    "usage": message("Usage in the last full week"),
    "movers": message("What moved the health score"),
    "outlook": message("Risks, opportunities, hand-offs"),
    "signals": message("Other open signals"),
    "tickets": message("Open tickets"),
    "people": message("People"),
    "materials": message("At hand"),
    "agenda": message("Agenda"),
    "checklist": message("Preparation"),
    "cover": message("Why you stand in"),
    "in_leave": message("What falls into the time"),
    "wishes": message("How they want to be reached"),
}
_UNTITLED: tuple[SectionId, ...] = ("account",)
"""Parts that stand right under the name, where a title would say nothing."""
_APART = ("item", "component", "team", "feature", "observation", "text")
"""Figures by which lines about the same record are told apart."""


class BriefFacts(Struct, frozen=True, kw_only=True):
    """A brief with what its wording needs; `touch` and `call` are those it prepares, if there are any, `row`
    how a list of calls has them."""

    account: Account
    brief: Brief
    names: Names
    agenda: "Agenda"
    files: "BriefFiles"
    touch: Touchpoint | None = None
    call: Call | None = None
    row: CallRow | None = None


class PartLine(TextLine, frozen=True, kw_only=True):
    """A line of a brief; `source` is the id of its record.

    A point of the checklist has its `item` and whether it is `done`, a question left open its `entry` in the
    call that is its source.
    """

    source: str = ""
    item: str = ""
    done: bool | None = None
    entry: Entry | None = None

    @property
    def text(self) -> str:
        """The line without roles."""
        return "".join(text for text, _ in self.spans).strip()


class BriefPart(Struct, frozen=True, kw_only=True):
    """A part of the brief in words; parts without lines are left out."""

    id: SectionId
    title: str
    lines: tuple[PartLine, ...]


def brief_parts(facts: BriefFacts, speech: Speech, zone: str = "UTC") -> list[BriefPart]:
    """The brief in the reader's language; hours of calls in their `zone`."""
    words = BriefWords(speech=speech, names=facts.names, agenda=facts.agenda, files=facts.files, zone=zone)
    return [
        BriefPart(
            id=section.id,
            title=speech.word(_TITLES[section.id]),
            lines=tuple(_part_line(line, section.id, words) for line in section.lines),
        )
        for section in facts.brief.sections
        if section.lines
    ]


def _part_line(line: BriefLine, part: SectionId, words: BriefWords) -> PartLine:
    check = line.code == "check"
    told = [str(line.args[name]) for name in _APART if name in line.args]
    return PartLine(
        spans=brief_spans(line, words),
        key=":".join([part, line.code, line.source, *told]) if line.source else "",
        indent=2,
        source=line.source,
        item=line.args["item"] if check else "",
        done=line.args["done"] if check else None,
        entry=line.args.get("entry"),
    )


def line_of(parts: Iterable[BriefPart], key: str) -> PartLine | None:
    """The line that a key of the page stands for."""
    return next((line for part in parts for line in part.lines if line.key == key and key), None)


def next_question(parts: Iterable[BriefPart], key: str) -> str:
    """The key of the open question after that one, else of the one before; empty for the only one."""
    keys = [line.key for part in parts for line in part.lines if line.entry is not None]
    place = keys.index(key) if key in keys else len(keys)
    return next(iter([*keys[place + 1 : place + 2], *keys[max(0, place - 1) : place]]), "")


def brief_page(parts: Iterable[BriefPart]) -> list[TextLine]:
    """The brief as the lines of a page."""
    lines: list[TextLine] = []
    for part in parts:
        lines += [BLANK] if lines else []
        lines += [*([] if part.id in _UNTITLED else [heading(part.title)]), *part.lines]
    return lines


def brief_data(parts: Iterable[BriefPart]) -> list[dict[str, object]]:
    """The brief as the command line gives it to programs: `source` is the id of each line's record."""
    return [
        {"id": part.id, "title": part.title, "lines": [_data(line) for line in part.lines]} for part in parts
    ]


def _data(line: PartLine) -> dict[str, object]:
    told: dict[str, object] = {"text": line.text, "source": line.source}
    return {**told, "item": line.item, "done": line.done} if line.item else told


def call_texts(facts: BriefFacts, speech: Speech) -> list[str]:
    """The call that a brief prepares, for under the name: what, when, how long, what for."""
    return head_texts(facts.row, facts.names, speech) if facts.row else []


def brief_text(
    facts: BriefFacts, parts: Iterable[BriefPart], *, ids: bool = False, about: Sequence[str] = ()
) -> str:
    """The brief as plain text, `about` its call under the name; with `ids` of the records if asked for."""
    head, blocks = [facts.account.name, *(f"  {line}" for line in about)], list[str]()
    for part in parts:
        lines = [f"  {line.text}{_id(line, ids)}" for line in part.lines]
        if part.id in _UNTITLED:
            head += lines
        else:
            blocks.append("\n".join([part.title, *lines]))
    return "\n\n".join(["\n".join(head), *blocks]) + "\n"


def brief_markdown(
    facts: BriefFacts, parts: Iterable[BriefPart], *, ids: bool = False, about: Sequence[str] = ()
) -> str:
    """The brief as Markdown; text from outside cannot format it."""
    blocks = [f"# {_escaped(facts.account.name)}", *(_escaped(line) for line in about)]
    for part in parts:
        lines = [f"- {_ticked(line)}{_escaped(_told(line) + _id(line, ids))}" for line in part.lines]
        title = [] if part.id in _UNTITLED else [f"## {_escaped(part.title)}", ""]
        blocks.append("\n".join([*title, *lines]))
    return "\n\n".join(blocks) + "\n"


def _ticked(line: PartLine) -> str:
    return "" if line.done is None else "[x] " if line.done else "[ ] "


def _told(line: PartLine) -> str:
    """The text; without its mark where Markdown has one of its own."""
    return line.text if line.done is None else line.text[2:]


def _id(line: PartLine, ids: bool) -> str:
    return f"  ({line.source})" if ids and line.source else ""


def _escaped(text: str) -> str:
    for char in "\\`*_[]<>#|":
        text = text.replace(char, f"\\{char}")
    return text
