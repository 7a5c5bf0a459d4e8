"""What a person asked for beside the command itself: store, person, language, clock, form of the answer."""

import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from cadence_tui.cli.refusals import notice, refuse
from cadence_tui.cli.whole import whole
from cadence_tui.locale import Speech, speech
from cadence_tui.model.clock import Clock
from cadence_tui.model.errors import BadInput, CadenceError, Conflict, StoreError, WrongUsage
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.views.names import names_of
from cadence_tui.views.words import Words
from cadence_tui.workspace.attempt import Attempt
from cadence_tui.workspace.clock import FixedClock, SystemClock
from cadence_tui.workspace.preferences import Choices, choose_language, load_choices
from cadence_tui.workspace.session import Workspace, act_of, damage_of, open_workspace
from cadence_tui.workspace.terms import Repeated, Terms
from cadence_tui.workspace.whereabouts import is_there, require_store, store_path


class Request:
    """The options that every command takes (contract), the workspace they lead to, and the way to answer."""

    def __init__(self, language: str = "", *, as_json: bool = False) -> None:
        self.store = ""
        self.acting = ""
        self.language = language
        self.now: datetime | None = None
        self.as_json = as_json
        self.txn = ""
        self.if_rev: int | None = None
        self.writes = False
        self._workspace: Workspace | None = None
        self._damage: Message | None = None

    @cached_property
    def speech(self) -> Speech:
        """The language asked for, else chosen in the settings, else of the locale."""
        try:
            choices = load_choices()
        except BadInput:
            # The command says so itself when it needs the settings; words are needed even for that.
            choices = Choices()
        return speech(choose_language(self.language, choices.language))

    @property
    def clock(self) -> Clock:
        """The machine's clock, or the instant of `--now`."""
        return SystemClock() if self.now is None else FixedClock(self.now)

    @cached_property
    def path(self) -> Path:
        """The folder of the store. Raises WrongUsage, BadInput."""
        return store_path(self.store)

    @property
    def has_store(self) -> bool:
        """Whether there is a store to open; some commands have an answer before there is one."""
        return is_there(self.path)

    @property
    def workspace(self) -> Workspace:
        """The store, opened for the acting person; closed by `close`. Raises what opening raises."""
        if self._workspace is None:
            self._workspace = self._opened()
        return self._workspace

    def _opened(self) -> Workspace:
        require_store(self.path)
        ws = open_workspace(self.path, acting=self.acting, clock=self.clock, waiting=self.waits)
        self._damage = damage_of(ws.store)
        if not self.writes:
            # Whoever is about to write is refused with the same words.
            self._tell_damage()
        return ws

    def _tell_damage(self) -> None:
        damage, self._damage = self._damage, None
        if damage is not None:
            notice(damage, self.speech, as_json=self.as_json)

    @property
    def words(self) -> Words:
        """The reader: their language, the names of what ids stand for, their zone."""
        ws = self.workspace
        names = names_of(ws.rules.touch_model, ws.records.people())
        return Words(speech=self.speech, names=names, zone=ws.actor.timezone)

    def workspace_on(self, day: date) -> Workspace:
        """The workspace as if it were a past day, at this hour. Raises WrongUsage for a day to come."""
        ws = self.workspace
        if day > ws.today():
            raise WrongUsage(message("{day} is still to come", day=day.isoformat()))
        then = ws.now() - timedelta(days=(ws.today() - day).days)
        return Workspace(ws.store, ws.actor, FixedClock(then), via=ws.via)

    def admit(self) -> None:
        """For faces that do not take every option; raises WrongUsage."""

    @contextmanager
    def insisting(self) -> Generator[None]:
        """Within, an act is kept on the terms asked for. Raises what `Workspace.insisting` raises."""
        if not self.txn and self.if_rev is None:
            yield
            return
        with self.workspace.insisting(Terms(self.txn, self.if_rev)):
            yield

    def refuse(self, error: CadenceError) -> int:
        """Tells of a refusal; returns the exit status of the contract."""
        if self._damage is not None and self._damage.figures["why"] == error.message:
            error, self._damage = StoreError(self._damage, error.where), None
        self._tell_damage()
        return refuse(error, self.speech, as_json=self.as_json, sides=self.sides(error))

    def sides(self, error: CadenceError) -> list[str]:
        """Both sides of a clash in the reader's words; nothing for other refusals."""
        if not isinstance(error, Conflict):
            return []
        # Most commands clash with nobody: they are not to pay for the words.
        from cadence_tui.views.versions import head_text, side_texts
        from cadence_tui.workspace.versions import read_conflict, read_versions

        attempt, ws, words = error.unsaved, self.workspace, self.words
        with suppress(CadenceError):
            if isinstance(attempt, Attempt):
                versions = read_versions(ws, attempt)
                head = head_text(versions, words)
            else:
                versions, head = read_conflict(ws, error), self.speech.word(error.message)
            return [head, *(f"  {each}" for each in side_texts(versions, words))]
        return []

    def close(self) -> None:
        """Lets go of the store if it was opened."""
        self._tell_damage()
        if self._workspace is not None:
            if (text := self._workspace.untold()) is not None:
                notice(text, self.speech, as_json=self.as_json)
            self._workspace.close()
            self._workspace = None

    def answer(self, data: Any, lines: Callable[[], Iterable[str]]) -> None:
        """Prints the data as JSON if asked for, else the lines."""
        if self.as_json:
            write_json(data)
        else:
            write_lines(lines())

    def done(self, data: Any, text: Message | str) -> None:
        """Prints what was done: the data as JSON, or one sentence."""
        self.answer(data, lambda: [self.speech.word(text)])

    def repeated(self, again: Repeated) -> None:
        """Prints what was kept when the transaction was asked for first."""
        kept = again.commit
        documents = [{"kind": each.kind, "id": each.id, "rev": each.rev} for each in kept.changes]
        first = documents[0] if documents else {}
        data = {"repeated": True, "seq": kept.seq, "at": kept.at, **first, "documents": documents}
        what = act_of(kept)
        self.done(data, message("Done before, as number {number}: {what}", number=str(kept.seq), what=what))

    def pour(self, chunks: Iterable[bytes]) -> None:
        """Prints what is more than an answer: files, pages of help."""
        sys.stdout.buffer.writelines(chunks)

    def waits(self, holder: Message) -> None:
        """Tells on stderr for whom the store waits."""
        notice(message("Waiting: {why}", why=holder), self.speech, as_json=self.as_json)


def write_lines(lines: Iterable[str]) -> None:
    """Prints lines; nothing in them can do anything but be read (X8)."""
    sys.stdout.writelines(f"{plain(line)}\n" for line in lines)


def write_json(data: Any) -> None:
    """Prints one JSON document, defaults included."""
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(whole(data)), indent=2) + b"\n")
