"""A folder of to-dos kept in step with a person's promises; nothing either side wrote is lost (P8, A4).

The store comes first, then the files, then what is remembered: whoever is stopped in between starts again and
ends up in the same place.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.exchange.ics.todos import (
    categories_of,
    text_of,
    todo_bytes,
    todo_bytes_over,
    todos_in,
)
from cadence_tui.exchange.ics.vdir import VdirFile, file_name
from cadence_tui.exchange.ics.writing import OWN
from cadence_tui.exchange.promises import Promise
from cadence_tui.locale.speech import speech
from cadence_tui.model.documents import Account, Action, Person
from cadence_tui.model.documents.action import LIVE_STATUSES, Priority
from cadence_tui.model.errors import BadInput, CadenceError
from cadence_tui.model.message import Message
from cadence_tui.model.text import fold
from cadence_tui.workspace.actions import add_action
from cadence_tui.workspace.plan import require_planner
from cadence_tui.workspace.promises_out import changes_of_promises, promises_of
from cadence_tui.workspace.publishing import put
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.sync_state import SyncState, kept_state
from cadence_tui.workspace.todo_changes import take_in
from cadence_tui.workspace.todo_reading import TodoThere, accounts_named, fields_there, our_todo
from cadence_tui.workspace.todo_steps import KnownTodo, TodoStep, todo_step
from cadence_tui.workspace.vdir_folder import is_overtaken, open_vdir, remove_item

_KEPT = timedelta(weeks=4)
"""So long a to-do stays in the folder after it was done or dropped."""


class SyncedTodos(Struct, frozen=True, kw_only=True):
    """What a sync did: files written and removed; promises changed for what was done there (`changed`), made
    (`made`), and those that both sides changed (`clashed`: ours stands, theirs is a remark).

    `deleted` were taken away there and are back; `emptied` says that all were. `cancelled` were called off
    there, which drops nothing here. `refused` says why something done there was not done here; such files
    and those that are `unreadable` were left as they are.
    """

    written: int
    removed: int
    unchanged: int
    changed: tuple[str, ...]
    made: tuple[str, ...]
    clashed: tuple[str, ...]
    cancelled: tuple[str, ...]
    deleted: tuple[str, ...]
    emptied: bool
    refused: tuple[Message, ...]
    unreadable: tuple[Message, ...]


def sync_todos(ws: Workspace, folder: Path, person: Person) -> SyncedTodos:
    """Brings a folder and a person's promises together, those of their customers included.

    Done, begun, moved, renamed and remarked on there is so here. A to-do of others that has an account of the
    person's as a category becomes a promise; all else there is left alone. Raises NotPermitted, and Refused
    where the folder cannot be read or written, and while another sync of it is running.
    """
    require_planner(ws, person.id)
    with kept_state(ws.store.path, person.id, folder) as state:
        return _TodoSync(ws, folder, person, state).run()


class _TodoSync:
    """One run."""

    def __init__(self, ws: Workspace, folder: Path, person: Person, state: SyncState) -> None:
        self.ws, self.folder, self.person, self.state = ws, folder, person, state
        self.speech, self.zone = speech(person.language), ZoneInfo(person.timezone)
        self.unreadable: list[Message] = []
        self.refused: list[Message] = []
        self.left = set[str]()
        self.there: dict[str, TodoThere] = {}
        self.others: list[TodoThere] = []
        self._accounts = ws.records.accounts()
        self._by_uid = {each.external_id: each.id for each in ws.records.every(Action) if each.external_id}
        files = open_vdir(folder)
        self.broken = {file.name for file in files if file.content is None}
        for file in files:
            self._sort(file)

    def run(self) -> SyncedTodos:
        made = tuple(self._made())
        changed = changes_of_promises(self.ws)
        promises = {each.action.id: each for each in self._promises(changed)}
        steps = {key: self._step(promise) for key, promise in promises.items()}
        steps = {key: step for key, step in steps.items() if not self._is_out_of_sight(key)}
        taken = [key for key, step in steps.items() if (step.take or step.clash) and self._take(key, step)]
        if taken:
            changed = changes_of_promises(self.ws)
            promises |= {each.action.id: each for each in self._promises(changed) if each.action.id in taken}
        written = sum(self._write(promises[key], step) for key, step in steps.items())
        deleted = tuple(key for key, step in steps.items() if step.deleted)
        return SyncedTodos(
            written=written,
            removed=self._removed(promises),
            unchanged=len(self.state.todos) - written,
            changed=tuple(key for key in taken if not steps[key].clash),
            made=made,
            clashed=tuple(key for key in taken if steps[key].clash),
            cancelled=tuple(key for key in taken if steps[key].take.get("status") == "dropped"),
            deleted=deleted,
            emptied=not self.there and len(deleted) > 1,
            refused=tuple(self.refused),
            unreadable=tuple(self.unreadable),
        )

    # -- looking ---------------------------------------------------------------------

    def _sort(self, file: VdirFile) -> None:
        """Puts the one to-do of a file to ours or to those of others; what recurs is left alone."""
        if file.fault is not None:
            self.unreadable.append(file.fault.message)
        todos = list(todos_in(file.content)) if file.content else []
        if file.content is None or not todos:
            return
        if len(todos) > 1 or "RRULE" in todos[0]:
            self.broken.add(file.name)
            return
        uid = text_of(todos[0], "UID")
        key = uid.removesuffix(OWN) if uid.endswith(OWN) else self._by_uid.get(uid, "")
        try:
            fields = fields_there(file.content, todos[0], self.zone)
        except BadInput as fault:
            if key or accounts_named(todos[0], self._accounts):
                self.unreadable.append(fault.message)
                self.broken.add(file.name)
            return
        found = TodoThere(file=file.name, digest=file.digest, todo=todos[0], fields=fields)
        if key:
            self.there.setdefault(key, found)
        elif not uid.endswith(OWN):
            self.others.append(found)

    def _promises(self, changes: Any) -> list[Promise]:
        actions = [each for each in self.ws.records.every(Action) if self._is_shown(each)]
        return promises_of(self.ws, actions, self.speech, changes)

    def _is_shown(self, action: Action) -> bool:
        """Live ones of the person; closed ones of which the folder knows, for a while."""
        if not self._is_mine(action):
            return False
        if action.status in LIVE_STATUSES:
            return True
        is_recent = action.done is None or self.ws.now() - action.done < _KEPT
        return is_recent and (action.id in self.state.todos or action.id in self.there)

    def _is_mine(self, action: Action) -> bool:
        if action.side == "ours":
            return action.owner == self.person.id
        account = self.ws.store.get("account", action.account)
        return account is not None and account.get("owner") == self.person.id

    def _is_out_of_sight(self, key: str) -> bool:
        """Whether its file is there and cannot be read now."""
        known = self.state.todos.get(key)
        name = known.file if known else file_name(key + OWN)
        return key not in self.there and name in self.broken

    def _step(self, promise: Promise) -> TodoStep:
        key = promise.action.id
        there = self.there.get(key)
        return todo_step(our_todo(promise), self.state.todos.get(key), there.fields if there else None)

    # -- telling the store --------------------------------------------------------------

    def _take(self, key: str, step: TodoStep) -> bool:
        try:
            take_in(self.ws, key, step.take, step.clash, self.speech)
        except CadenceError as error:
            self.refused.append(error.message)
            self.left.add(key)
            return False
        return True

    def _made(self) -> Iterator[str]:
        """Promises of to-dos that others wrote and that name an account."""
        for each in self.others:
            named = accounts_named(each.todo, self._accounts)
            mine = [account for account in named if account.owner == self.person.id]
            if len(mine) != 1 or each.fields.status not in LIVE_STATUSES:
                continue
            try:
                made = self._add(each, mine[0])
            except CadenceError as error:
                self.refused.append(error.message)
                continue
            self.there[made.id] = each
            # What it says beyond that is taken in as if it had been changed there since.
            fields = replace(each.fields, status="open", notes="")
            self.state.todos[made.id] = KnownTodo(file=each.file, fields=fields, content="")
            yield made.id

    def _add(self, each: TodoThere, account: Account) -> Action:
        is_theirs = "theirs" in map(fold, categories_of(each.todo))
        return add_action(
            self.ws,
            account.id,
            each.fields.title,
            side="theirs" if is_theirs else "ours",
            owner="" if is_theirs else self.person.login,
            due=date.fromisoformat(each.fields.due) if each.fields.due else None,
            priority=cast("Priority", each.fields.priority),
            external_id=text_of(each.todo, "UID"),
        )

    # -- telling the folder ---------------------------------------------------------------

    def _write(self, promise: Promise, step: TodoStep) -> bool:
        key = promise.action.id
        there = self.there.get(key)
        if step.forget:
            self.state.todos.pop(key, None)
            return False
        name = there.file if there else file_name(key + OWN)
        if key in self.left or (
            step.write and is_overtaken(self.folder, name, there.digest if there else "")
        ):
            return False
        ours = our_todo(promise)
        self.state.todos[key] = KnownTodo(file=name, fields=ours.fields, content=ours.content)
        content = todo_bytes_over(there.todo, promise, self.zone) if there else todo_bytes(promise)
        return step.write and put(self.folder / name, content)

    def _removed(self, promises: dict[str, Promise]) -> int:
        """Takes away what is no longer this person's, or has been closed for long."""
        removed = 0
        for key in {**self.state.todos, **self.there}:
            if key in promises or not self._may_go(key):
                continue
            there = self.there.get(key)
            if there is None or not is_overtaken(self.folder, there.file, there.digest):
                self.state.todos.pop(key)
                removed += there is not None and remove_item(self.folder, there.file)
        return removed

    def _may_go(self, key: str) -> bool:
        """Whether we wrote it, and can see it; a file of others stays when its promise is somebody else's."""
        there, known = self.there.get(key), self.state.todos.get(key)
        if known is None or known.file in self.broken:
            return False
        if there is not None and not text_of(there.todo, "UID").endswith(OWN):
            del self.state.todos[key]
            return False
        return True
