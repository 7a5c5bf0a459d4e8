"""To-dos of a folder and promises of the store, as a sync holds them against each other (A4)."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.exchange.ics.reading import IcsFile
from cadence_tui.exchange.ics.todos import (
    COARSE,
    categories_of,
    description_of,
    shared_cells,
    text_of,
    todo_bytes,
)
from cadence_tui.exchange.ics.vdir import digest_of
from cadence_tui.exchange.promises import Promise
from cadence_tui.model.clock import FIRST_YEAR, LAST_YEAR
from cadence_tui.model.documents import Account
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.message import message
from cadence_tui.model.text import fold, plain
from cadence_tui.views.wording_actions import PRIORITY_WORDS
from cadence_tui.workspace.todo_steps import OurTodo, TodoFields


class TodoThere(Struct, frozen=True, kw_only=True):
    """A to-do as the folder has it."""

    file: str
    digest: str
    todo: Any
    fields: TodoFields


def our_todo(promise: Promise) -> OurTodo:
    action = promise.action
    fields = TodoFields(
        title=plain(action.title).strip(),
        due=action.due.isoformat() if action.due else "",
        status=COARSE[action.status],
        priority=action.priority,
        notes=description_of(promise),
    )
    content = digest_of(todo_bytes(promise))
    return OurTodo(fields=fields, content=content, live=action.status in LIVE_STATUSES)


def fields_there(file: IcsFile, todo: Any, zone: ZoneInfo) -> TodoFields:
    """What a to-do of the folder says. Raises BadInput with the field that cannot be read."""
    cells = {name: value or "" for name, value in shared_cells(todo, zone).items()}
    if cells["due"]:
        try:
            day = date.fromisoformat(cells["due"])
        except ValueError:
            raise file.fault(todo, "DUE", message("a day or an hour"), cells["due"]) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            years = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
            raise file.fault(todo, "DUE", message("a year between {first} and {last}", **years), cells["due"])
    for name, known in (("status", COARSE.values()), ("priority", PRIORITY_WORDS)):
        if cells[name] not in known:
            expected = message("one of: {choices}", choices=", ".join(dict.fromkeys(known)))
            raise file.fault(todo, name.upper(), expected, cells[name])
    notes = text_of(todo, "DESCRIPTION").strip()
    title = plain(cells.pop("title")).strip()
    if not title:
        raise file.fault(todo, "SUMMARY", message("what is promised, in a few words"))
    return TodoFields(title=title, notes=notes, **cells)


def accounts_named(todo: Any, accounts: Iterable[Account]) -> list[Account]:
    """The accounts that a to-do has as categories, by name or external id."""
    names = {fold(each) for each in categories_of(todo)} - {""}
    if not names:
        return []
    return [
        account
        for account in accounts
        if {fold(account.name), fold(account.external_id), fold(account.name.replace(",", " "))} & names
    ]
