"""One person's hold on a store: who acts, what the clock says, reading, and the one door to writing."""

import getpass
import os
import pwd
from collections.abc import Collection, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec

from cadence_tui.model.clock import Clock
from cadence_tui.model.documents import Document, Person
from cadence_tui.model.documents.person import Role
from cadence_tui.model.errors import BadInput, CadenceError, Conflict, NotFound, NotPermitted, StoreError
from cadence_tui.model.ids import id_maker
from cadence_tui.model.message import Message, message
from cadence_tui.store.lock import Waiting
from cadence_tui.store.open import open_store
from cadence_tui.store.patch import diff
from cadence_tui.store.protocol import KEPT_BY_STORE, Change, Commit, Store
from cadence_tui.workspace.attempt import Attempt, clash_of, entry_of, message_of
from cadence_tui.workspace.clock import SystemClock
from cadence_tui.workspace.collections import COLLECTIONS, SCHEMA
from cadence_tui.workspace.conflicts import conflict_like, other_revision
from cadence_tui.workspace.folding import fold_elsewhere
from cadence_tui.workspace.records import Records, kind_of
from cadence_tui.workspace.rule_files import finish, write_down
from cadence_tui.workspace.rules import Rules
from cadence_tui.workspace.terms import Repeated, Terms, bound, check_single

if TYPE_CHECKING:
    from cadence_tui.model.rules.touch_model import TouchModel

Edit = tuple[Document, Document]
"""A document as it was read, and as it shall be."""
PASSING: dict[str, Any] = {"passing": True}
"""Marks a commit that undo steps over: the clock of a call, a line half typed."""


class Workspace:
    """Everything a face needs; acts are functions of the sibling modules that take it first.

    Not safe for several threads at once: a face uses it from one thread. `via` is the login behind an actor
    with another one; the log keeps it.
    """

    def __init__(self, store: Store, actor: Person, clock: Clock, *, via: str = "") -> None:
        self.store = store
        self.actor = actor
        self.clock = clock
        self.via = via
        self.records = Records(store, clock)
        self.rules = self.present_rules()
        self.new_id = id_maker(clock.now, _chance)
        self._terms = Terms()
        self._changed: set[str] = set()
        self._untold: Message | None = None

    # -- time ----------------------------------------------------------------------

    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    def local_now(self) -> datetime:
        """The present instant in the actor's zone."""
        return self.clock.now().astimezone(ZoneInfo(self.actor.timezone))

    def today(self) -> date:
        """The actor's day (design law 6)."""
        return self.local_now().date()

    # -- writing -------------------------------------------------------------------

    def require(self, *roles: Role) -> None:
        """Raises NotPermitted unless the actor has one of the roles, and for one removed since."""
        refuse_gone(self.records.person_now(self.actor))
        if self.actor.role not in roles:
            text = message("{name} ({role}) may not do this", name=self.actor.name, role=self.actor.role)
            raise NotPermitted(text)

    def require_writer(self) -> None:
        """Raises NotPermitted for readers."""
        self.require("csm", "lead", "admin")

    def commit(
        self,
        why: Message,
        *,
        edits: Sequence[Edit] = (),
        made: Sequence[Document] = (),
        dropped: Sequence[Document] = (),
        claimed: Collection[str] = (),
        txn: str = "",
        marks: dict[str, Any] | None = None,
    ) -> Commit | None:
        """One act, one transaction, one entry in the log; nothing when nothing changes.

        `claimed` fields of the first edited document count as changed though they stay: whoever changes one
        of them in the same moment stands against it.

        Raises Conflict when somebody changed the same fields meanwhile, StoreError when the disk says no;
        both carry what was to be saved.
        """
        stored = ((self.records.as_stored(was), new) for was, new in edits if was != new)
        changes = [change for was, new in stored if (change := _change(was, new)) is not None]
        if claimed and changes and edits:
            changes[0] = _claiming(changes[0], edits[0][1], claimed)
        changes += [_creation(document) for document in made]
        changes += [_removal(document) for document in dropped]
        return self.commit_changes(why, changes, txn=txn, marks=marks) if changes else None

    def commit_changes(
        self, why: Message, changes: Sequence[Change], *, txn: str = "", marks: dict[str, Any] | None = None
    ) -> Commit:
        """A transaction of changes that are already patches (imports, undo)."""
        self.require_writer()
        entry = {**entry_of(why), **(marks or {}), **({"via": self.via} if self.via else {})}
        at = self.now().isoformat()
        if self._terms.rev is not None:
            self._check_revision([(each.kind, each.id, each.base_rev) for each in changes if each.base_rev])
            changes = bound(changes)
        txn, before = txn or self._terms.txn, self.store.seq
        try:
            commit = self.store.commit(changes, who=self.actor.id, why=entry, at=at, txn=txn)
        except (Conflict, StoreError) as error:
            refusal = self._in_words(error) if isinstance(error, Conflict) else error
            refusal.unsaved = Attempt(
                id=self.new_id(),
                store=str(self.store.path.resolve()),
                who=self.actor.id,
                at=at,
                why=entry,
                txn=txn,
                changes=list(changes),
                refusal=entry_of(refusal.message),
                clash=clash_of(refusal, gone=self._is_gone(refusal)),
            )
            raise refusal from None
        self._untold = write_down(self.store, commit) or self._untold
        self._note({change.kind for change in commit.changes})
        if self._terms.txn and (commit.seq <= before or commit.seq in self._news()):
            raise Repeated(commit)
        return commit

    def untold(self) -> Message | None:
        """What is to be told of acts since the last call: a file for people that cannot be written."""
        text, self._untold = self._untold, None
        return text

    def _is_gone(self, error: CadenceError) -> bool:
        return isinstance(error, Conflict) and self.store.get(error.kind, error.id) is None

    def _in_words(self, error: Conflict) -> Conflict:
        """The same conflict with the name of the person, and with fields as readers know them."""
        # Most acts clash with nobody: they are not to pay for the words.
        from cadence_tui.views.fields import fields_message

        figures = dict(error.message.figures)
        other = next((person for person in self.records.people() if person.id == error.who), None)
        who = other.name if other else error.who
        if other is not None:
            figures["who"] = who
        if "fields" in figures:
            figures["fields"] = fields_message(error.fields)
        return conflict_like(error, Message(error.message.text, figures), who=who)

    # -- on terms --------------------------------------------------------------------

    @contextmanager
    def insisting(self, terms: Terms) -> Generator[None]:
        """Within, an act is kept on these terms or not at all.

        Raises Repeated, also from the act, when something was kept under the transaction's id before, by
        whomever; NotPermitted for readers. The act raises Conflict when the document that it edits has
        another revision, WrongUsage when it edits none or several.
        """
        self.require_writer()
        kept = self.store.transaction(terms.txn) if terms.txn else None
        if kept is not None:
            raise Repeated(self._secured(kept))
        self._terms = terms
        try:
            yield
        finally:
            self._terms = Terms()

    @contextmanager
    def aside(self) -> Generator[None]:
        """Within, what follows from an act of its own accord is kept on no terms."""
        terms, self._terms = self._terms, Terms()
        try:
            yield
        finally:
            self._terms = terms

    def expect(self, documents: Iterable[Document]) -> None:
        """For acts to call before they judge what they are to edit; raises as `insisting` says."""
        if self._terms.rev is not None:
            self._check_revision([(kind_of(type(each)), each.id, each.rev) for each in documents])

    def _check_revision(self, seen: Sequence[tuple[str, str, int]]) -> None:
        check_single(len(seen))
        kind, doc_id, rev = seen[0]
        wanted, zone = self._terms.rev, self.actor.timezone
        if wanted is not None and rev != wanted:
            raise self._in_words(other_revision(self.store, kind, doc_id, seen=rev, wanted=wanted, zone=zone))

    def _secured(self, kept: Commit) -> Commit:
        # It can be read before it is on disk. Asking for it again under its id writes nothing, but waits.
        changes = [Change(kind=each.kind, id=each.id, base_rev=each.rev) for each in kept.changes]
        if not changes:
            # Erased since, or no longer in the log: long on disk.
            return kept
        return self.store.commit(changes, who=kept.who, why=kept.why, at=kept.at, txn=kept.txn)

    # -- news ------------------------------------------------------------------------

    def stale(self) -> bool:
        """Whether there is something for `changed_kinds`; may be asked from any thread."""
        return bool(self._changed) or self.store.stale()

    def catch_up(self) -> None:
        """Takes in what others have committed meanwhile; `changed_kinds` still tells of it."""
        self._news()

    def changed_kinds(self) -> set[str]:
        """Kinds of documents changed since the last call, by this process or by others."""
        self.catch_up()
        changed, self._changed = self._changed, set()
        return changed

    def _news(self) -> set[int]:
        """The numbers of what others have committed since the last look."""
        commits = self.store.refresh()
        self._note({change.kind for commit in commits for change in commit.changes})
        return {commit.seq for commit in commits}

    def reread_rules(self) -> Rules:
        """Takes in what others committed and what was changed by hand in the file of the touch model.

        Returns the rules as they are now. Raises BadInput when they cannot be used; those read before stay.
        """
        self.catch_up()
        present = self.present_rules()
        if present.touch_model != self._touch_model_read():
            self.rules = present
            self._changed |= {"rules", "account"}
        return present

    def _touch_model_read(self) -> "TouchModel | None":
        try:
            return self.rules.touch_model
        except (BadInput, NotFound):
            return None

    def _note(self, kinds: set[str]) -> None:
        self._changed |= kinds
        changed = "settings" in kinds and self.records.settings().preset != self.rules.preset
        if changed or "rules" in kinds:
            self.rules = self.present_rules()
        if "rules" in kinds:
            # By other rules everything that was reckoned of an account is to be reckoned anew.
            self._changed.add("account")

    def present_rules(self) -> Rules:
        """The rules as documents and files are now; `rules` are those that were read."""
        preset = self.records.settings().preset
        kept = self.store.get("rules", preset)
        return Rules(self.store.path, preset, str(kept["text"]) if kept else None)

    def close(self) -> None:
        """Lets go of the store."""
        self.store.close()


def open_workspace(
    path: Path, *, acting: str = "", clock: Clock | None = None, waiting: Waiting | None = None
) -> Workspace:
    """A workspace on a store for the person whose login is the system user, or for `acting`.

    Contract, "Who". `waiting` is told, from the thread that writes, when somebody holds the lock for long.
    Raises StoreError when the store cannot be opened, NotPermitted when the login is nobody there or may not
    act for others, NotFound when `acting` is nobody.
    """
    store = open_store(path, COLLECTIONS, schema=SCHEMA, waiting=waiting, compactor=fold_elsewhere)
    return workspace_on(store, acting=acting, clock=clock)


def workspace_on(store: Store, *, acting: str = "", clock: Clock | None = None) -> Workspace:
    """The same on a store that is open already. Raises NotPermitted, NotFound."""
    clock = clock or SystemClock()
    if store.damage is None and store.hindrance is None:
        finish(store, clock.now().isoformat())
    records = Records(store)
    login = system_login()
    own = store.path.stat().st_uid == os.getuid()
    if acting:
        person = records.person(acting)
        refuse_gone(person)
        if not own and person.login != login:
            raise NotPermitted(message("Only the owner of the store may act as somebody else"))
        via = login if person.login != login else ""
        return Workspace(store, person, clock, via=via)
    me = next((person for person in records.people() if person.login == login and not person.gone), None)
    if me is None:
        text = message(
            "The login {login} is nobody in this store; an admin can add it with: cadence person add {login}",
            login=login,
        )
        raise NotPermitted(text)
    return Workspace(store, me, clock)


def refuse_gone(person: Person) -> None:
    """Raises NotPermitted for somebody who was removed, saying since when."""
    if person.gone is not None:
        day = person.gone.isoformat()
        raise NotPermitted(message("{name} left the team on {day}", name=person.name, day=day))


def _chance() -> int:
    """32 random bits, without the library for passwords: every start would load it."""
    return int.from_bytes(os.urandom(4), "big")


def system_login() -> str:
    """The login of the real user, from the system and never from the environment (store rule R13)."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return getpass.getuser()


def damage_of(store: Store) -> Message | None:
    """What is damaged, what follows from it for the reader, and who mends it; nothing of a sound store."""
    if store.damage is None:
        return None
    return message(
        "{why}. What came after it is not shown; the owner of the store can mend it with:"
        " cadence doctor --repair",
        why=store.damage.message,
    )


def last_done(ws: Workspace) -> Message:
    """What the latest commit did: for faces to say after an act, in the words of the log."""
    return act_of(next(iter(ws.store.log())))


def act_of(commit: Commit) -> Message:
    """What a commit did, as a message in no language yet."""
    return message_of(commit.why)


def document_dict(document: Document) -> dict[str, Any]:
    """A document as the store keeps it."""
    return msgspec.to_builtins(document)


def _change(was: Document, new: Document) -> Change | None:
    return diff(kind_of(type(new)), document_dict(was), document_dict(new))


def _claiming(change: Change, new: Document, claimed: Collection[str]) -> Change:
    fields = document_dict(new)
    stay = [name for name in claimed if name not in change.set and name not in change.unset]
    return msgspec.structs.replace(
        change,
        set={**change.set, **{name: fields[name] for name in stay if name in fields}},
        unset=(*change.unset, *(name for name in stay if name not in fields)),
    )


def _creation(document: Document) -> Change:
    fields = {name: value for name, value in document_dict(document).items() if name not in KEPT_BY_STORE}
    return Change(kind=kind_of(type(document)), id=document.id, set=fields)


def _removal(document: Document) -> Change:
    return Change(kind=kind_of(type(document)), id=document.id, base_rev=document.rev, drop=True)
