"""Who keeps the promises that a call left to nobody: asked for when it is closed (C6, C7)."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Action, Call, Entry
from cadence_tui.model.documents.action import Side
from cadence_tui.model.documents.call import EntryMark
from cadence_tui.workspace.covering import on_behalf
from cadence_tui.workspace.session import Workspace

_MARKS: Mapping[Side, EntryMark] = {"ours": "promise_ours", "theirs": "promise_theirs"}


class Bearing(Struct, frozen=True):
    """Whose a promise may be: a person's id when ours, a name at the customer when theirs."""

    side: Side
    owner: str


Bearers = Mapping[str, Bearing]
"""Whose promises are, by the id of their action item."""


def likely_bearers(ws: Workspace, call: Call, contacts: Sequence[str]) -> tuple[Bearing, ...]:
    """Whose a promise of that call may be: who was in it first, then the others of both sides."""
    there = [name for name in call.attendees if name in contacts]
    names = dict.fromkeys((*there, *contacts))
    team = [person.id for person in ws.records.people() if not person.gone and person.id != ws.actor.id]
    return (
        *(Bearing("theirs", name) for name in there),
        Bearing("ours", ws.actor.id),
        *(Bearing("theirs", name) for name in names if name not in there),
        *(Bearing("ours", person) for person in team),
    )


def borne(ws: Workspace, actions: Iterable[Action], bearers: Bearers) -> list[Action]:
    """The promises with whose they are; one that belongs to somebody already stays theirs."""
    return [_borne(ws, action, bearers) for action in actions]


def borne_lines(call: Call, bearers: Bearers) -> Call:
    """The call whose lines name them too."""
    return replace(call, entries=tuple(_line(entry, bearers) for entry in call.entries))


def _borne(ws: Workspace, action: Action, bearers: Bearers) -> Action:
    found = bearers.get(action.id)
    if action.owner or found is None:
        return action
    return on_behalf(ws, replace(action, side=found.side, owner=found.owner))


def _line(entry: Entry, bearers: Bearers) -> Entry:
    found = bearers.get(entry.action)
    if entry.owner or found is None:
        return entry
    return replace(entry, mark=_MARKS[found.side], owner=found.owner)
