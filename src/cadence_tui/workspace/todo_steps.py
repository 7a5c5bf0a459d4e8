"""What is to be done about one to-do that both sides may have changed since they last agreed. Pure (A4)."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import asdict


class TodoFields(Struct, frozen=True, kw_only=True):
    """What every program can change of a to-do.

    `due` is an ISO date or empty, `status` is `open`, `in_progress`, `done` or `dropped`, which is all that
    iCalendar tells apart.
    """

    title: str
    due: str
    status: str
    priority: str
    notes: str


class KnownTodo(Struct, frozen=True, kw_only=True):
    """A to-do when both sides agreed last: its file, its fields, and what tells our writing of it."""

    file: str
    fields: TodoFields
    content: str


class OurTodo(Struct, frozen=True, kw_only=True):
    """A promise as it is here; `live` ones are still to be kept."""

    fields: TodoFields
    content: str
    live: bool


class TodoStep(Struct, frozen=True, kw_only=True):
    """What follows for one to-do. `take` has what was changed there alone, by field; `clash` what both sides
    changed otherwise: ours stands, theirs is told. `deleted` was taken away there and comes back.
    """

    write: bool = False
    take: Mapping[str, str] = {}
    clash: Mapping[str, str] = {}
    deleted: bool = False
    forget: bool = False


def todo_step(ours: OurTodo, known: KnownTodo | None, there: TodoFields | None) -> TodoStep:
    """The step for a to-do of ours; None stands for one that was not known, or is not there."""
    if there is None:
        if known is None or ours.live:
            return TodoStep(write=True, deleted=known is not None)
        # Who tidies up what is done is left in peace.
        return TodoStep(forget=True)
    take = dict(_taken(ours, known, there))
    clash = dict(_clashes(ours, known, there))
    # What is taken changes our writing, too; the file then says it as we do.
    stale = known is None or ours.content != known.content
    return TodoStep(write=stale or bool(take or clash), take=take, clash=clash)


def new_lines(before: str, after: str) -> str:
    """The lines of a text that were not in an earlier one."""
    had = {line.strip() for line in before.splitlines()}
    return "\n".join(line.strip() for line in after.splitlines() if line.strip() and line.strip() not in had)


def _taken(ours: OurTodo, known: KnownTodo | None, there: TodoFields) -> Iterator[tuple[str, str]]:
    if known is None:
        return
    was, here, now = asdict(known.fields), asdict(ours.fields), asdict(there)
    for name, value in now.items():
        if name == "notes":
            if added := new_lines(f"{was[name]}\n{here[name]}", value):
                yield name, added
        elif value != was[name] and value != here[name] and here[name] == was[name]:
            yield name, value


def _clashes(ours: OurTodo, known: KnownTodo | None, there: TodoFields) -> Iterator[tuple[str, str]]:
    here, now = asdict(ours.fields), asdict(there)
    was = asdict(known.fields) if known else {}
    for name, value in now.items():
        if name == "notes":
            if known is None and (added := new_lines(here[name], value)):
                yield name, added
        elif value != here[name] and (known is None or (value != was[name] and here[name] != was[name])):
            yield name, value
