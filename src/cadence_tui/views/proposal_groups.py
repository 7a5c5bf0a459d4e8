"""The rows of a proposal in groups: what falls short, what moves, what is new (P4, P5)."""

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.views.lines import Spans
from cadence_tui.views.proposal import Change, Proposal, ProposedCall, ShedCall, Shortage

Group = Literal["short", "shed", "moved", "timed", "covered", "dropped", "new"]
GROUPS: tuple[Group, ...] = get_args(Group)
"""In the order in which they are read: trouble first, then what stood elsewhere, then what is added."""
GROUP_TITLES: Mapping[Group, Message] = {
    "short": message("diff|Short of time"),
    "shed": message("diff|Without room"),
    "moved": message("diff|Moved"),
    "timed": message("diff|Given an hour"),
    "covered": message("diff|Covered"),
    "dropped": message("diff|Taken away"),
    "new": message("diff|New"),
}
_OF_CHANGE: Mapping[Change, Group] = {"moved": "moved", "timed": "timed", "dropped": "dropped", "new": "new"}


class DiffRow(Struct, frozen=True, kw_only=True):
    """A row of the diff: a call that changes, one without room, weeks that are short, or a group's head.

    `count` is how many rows a group has.
    """

    id: str
    group: Group
    name: str = ""
    call: ProposedCall | None = None
    shed: ShedCall | None = None
    short: Shortage | None = None
    count: int = 0

    @property
    def is_head(self) -> bool:
        """Whether it stands over a group."""
        return bool(self.count)

    @property
    def acceptable(self) -> bool:
        """Whether accepting it would do something."""
        return self.call is not None


def diff_rows(proposal: Proposal, names: Mapping[str, str], speech: Speech) -> list[DiffRow]:
    """The rows of a proposal by group, each with its head; `names` by account."""
    rows = list(_rows(proposal, names))
    listed: list[DiffRow] = []
    for group in GROUPS:
        members = [row for row in rows if row.group == group]
        if members:
            title = speech.word(GROUP_TITLES[group])
            listed.append(DiffRow(id=f"group {group}", group=group, name=title, count=len(members)))
            listed += members
    return listed


def moves_of(proposal: Proposal) -> int:
    """Planned calls that would get another place."""
    return sum(call.change == "moved" for call in proposal.calls)


def head_spans(row: DiffRow) -> Spans:
    """A head: title and count."""
    return [(row.name, "title"), (f"  {row.count}", "dim")]


def _rows(proposal: Proposal, names: Mapping[str, str]) -> Iterator[DiffRow]:
    for number, short in enumerate(proposal.shortages):
        yield DiffRow(id=f"short {number}", group="short", short=short)
    for shed in proposal.shed:
        yield DiffRow(id=shed.id, group="shed", name=names.get(shed.account, ""), shed=shed)
    for call in proposal.changes():
        group = "covered" if call.covered and call.change != "dropped" else _OF_CHANGE[call.change]
        yield DiffRow(id=call.id, group=group, name=names.get(call.account, ""), call=call)
