"""Calendars that other programs subscribe to: a file for each person, rewritten when it changes (P8)."""

import os
import re
import stat
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from msgspec import Struct

from cadence_tui.exchange.ics.writing import OwnEvent, calendar_bytes
from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Person
from cadence_tui.views.calendar_entries import Card
from cadence_tui.workspace.calendar_events import changes_of_entries, entries_of, events_of, require_shown
from cadence_tui.workspace.outfile import fresh_file, unwritable
from cadence_tui.workspace.session import Workspace

BACK = timedelta(weeks=4)
"""How long calls that are over stay in the calendars of others."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]|^\.")


class Published(Struct, frozen=True, kw_only=True):
    """A person's file: where it is, whether it had to be written, how much of each is in it."""

    person: str
    file: str
    changed: bool
    calls: int
    sessions: int


def calendar_of(ws: Workspace, people: Sequence[Person], language: str) -> bytes:
    """The calls and group sessions of some people as one calendar. Raises NotPermitted."""
    changes = changes_of_entries(ws)
    events: list[OwnEvent] = []
    for person in people:
        require_shown(ws, person)
        named = person.name if len(people) > 1 else ""
        events += events_of(ws, entries_of(ws, person, language), language, changes, named)
    return calendar_bytes(events)


def publish(ws: Workspace, folder: Path, people: Sequence[Person]) -> list[Published]:
    """Writes the calendar of each person to `LOGIN.ics`, in their language, where it is not so already.

    What was in the last four weeks is in it, and all to come. A new file is its owner's alone, for customers'
    names are in it; of one that is there the mode stays. Raises NotPermitted, Refused.
    """
    for person in people:
        require_shown(ws, person)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from None
    changes = changes_of_entries(ws)
    since = monday(ws.today()) - BACK
    published: list[Published] = []
    for person in people:
        entries = entries_of(ws, person, person.language, since)
        content = calendar_bytes(events_of(ws, entries, person.language, changes), name=person.name)
        file = folder / f"{_UNSAFE.sub('_', person.login)}.ics"
        changed = put(file, content)
        calls = sum(isinstance(entry, Card) for entry in entries)
        told = {"calls": calls, "sessions": len(entries) - calls}
        published.append(Published(person=person.id, file=str(file), changed=changed, **told))
    return published


def put(file: Path, content: bytes) -> bool:
    """Gives a file its content at one stroke, unless it has it already. Raises Refused."""
    try:
        if file.read_bytes() == content:
            return False
    except FileNotFoundError:
        pass
    except OSError as error:
        raise unwritable(file, error) from None
    with fresh_file(file, replace=True) as fresh:
        fresh.write_bytes(content)
        if (mode := _own_mode(file)) is not None:
            fresh.chmod(mode)
    return True


def _own_mode(file: Path) -> int | None:
    """The mode that its owner gave a file; what others put in its place decides nothing."""
    try:
        found = file.lstat()
    except FileNotFoundError:
        return None
    is_ours = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
    return stat.S_IMODE(found.st_mode) if is_ours else None
