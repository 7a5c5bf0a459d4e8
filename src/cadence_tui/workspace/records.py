"""Typed reading of the store; what is returned is never changed in place (`msgspec.structs.replace`)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from cadence_tui.model.clock import Clock, today
from cadence_tui.model.documents import (
    KINDS,
    Account,
    Action,
    Adaptation,
    BusyCalendar,
    BusySpan,
    Call,
    Contact,
    Cover,
    Document,
    GroupSession,
    Handoff,
    Opportunity,
    Person,
    Risk,
    Settings,
    Signal,
    Survey,
    Ticket,
    Touchpoint,
    Usage,
)
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.message import message
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.text import fold
from cadence_tui.practice.covering import Lent, as_now
from cadence_tui.practice.working_time import joined_spans
from cadence_tui.store.protocol import Applied, Store

D = TypeVar("D", bound=Document)
_LISTS: dict[str, str] = {
    "contact": "contacts",
    "touchpoint": "touchpoints",
    "call": "calls",
    "action": "actions",
    "ticket": "tickets",
    "survey": "surveys",
    "signal": "signals",
    "adaptation": "adaptations",
    "risk": "risks",
    "opportunity": "opportunities",
    "handoff": "handoffs",
}
_SHOWN_CANDIDATES = 5


class Records:
    """Documents by kind, id, name and account.

    With a clock, what a stand-in was given is read as the owner's again from the day on which it is.
    """

    def __init__(self, store: Store, clock: Clock | None = None) -> None:
        self._store = store
        self._clock = clock
        self._typed: dict[tuple[str, str], Document] = {}

    # -- one document ----------------------------------------------------------

    def get(self, shape: type[D], doc_id: str) -> D:
        """A document by id. Raises NotFound."""
        kind = kind_of(shape)
        found = self._store.get(kind, doc_id)
        if found is None:
            raise NotFound(message("There is no document with the id {id}", id=doc_id))
        return self._convert(shape, found)

    def editable(self, shape: type[D], doc_id: str) -> D:
        """A document as it is or, removed meanwhile, as it was. Raises NotFound for what never was.

        For what an act is to change: the store refuses a change of what is gone as a conflict, which names
        who removed it and carries what was to be saved.
        """
        kind = kind_of(shape)
        if self._store.get(kind, doc_id) is not None:
            return self.get(shape, doc_id)
        removal = self.removal(kind, doc_id)
        if removal is not None:
            head = {"kind": kind, "id": doc_id, "rev": removal.rev - 1}
            return msgspec.convert({**removal.was, **head}, shape)
        known = self._typed.get((kind, doc_id))
        if known is not None:
            # Erased from the past as well: whoever has it on the screen is to hear of that all the same.
            return known  # type: ignore[return-value]
        return self.get(shape, doc_id)

    def removal(self, kind: str, doc_id: str) -> Applied | None:
        """What removed a document last; None for one that is there, never was, or was erased."""
        touches = (
            applied
            for commit in reversed(self._store.history(kind, doc_id))
            for applied in commit.changes
            if (applied.kind, applied.id) == (kind, doc_id)
        )
        last = next(touches, None)
        return last if last is not None and last.dropped else None

    def account(self, text: str) -> Account:
        """The account that an id, external id, name or unmistakable part of a name means (contract).

        Raises NotFound for none, Refused naming the candidates for several.
        """
        if self._store.get("account", text) is not None:
            return self.get(Account, text)
        return self._by_name(self.accounts(), text, _account_names)

    def person(self, text: str) -> Person:
        """The person that an id, login or name means. Raises NotFound or Refused."""
        if self._store.get("person", text) is not None:
            return self.get(Person, text)
        return self._by_name(self.people(), text, _person_names)

    def person_now(self, person: Person) -> Person:
        """A person as they are now; as they were known where the store does not have them."""
        return self.get(Person, person.id) if self._store.get("person", person.id) is not None else person

    def settings(self) -> Settings:
        """The settings of the store."""
        return self.get(Settings, "settings")

    # -- many --------------------------------------------------------------------

    def accounts(self) -> list[Account]:
        """All accounts."""
        return self._hot(Account)

    def people(self) -> list[Person]:
        """Everybody of the team, those who left included."""
        return self._hot(Person)

    def open_touchpoints(self, *, account: str = "", owner: str = "") -> list[Touchpoint]:
        """Planned and confirmed touchpoints: all, those of an account, or those of an owner."""
        found = self._found(Touchpoint, account=account, owner=owner)
        if owner:
            back = self._found(Touchpoint, covers=owner)
            found = [touch for touch in (*found, *back) if touch.owner == owner]
        return [touch for touch in found if touch.status in OPEN_STATUSES]

    def live_actions(self, *, account: str = "") -> list[Action]:
        """Actions that are neither done nor dropped: all, or those of an account."""
        return [action for action in self._found(Action, account=account) if action.status in LIVE_STATUSES]

    def actions_at_hand(self) -> list[Action]:
        """What of the actions is in memory: the live ones, and those closed lately."""
        return self._hot(Action)

    def open_calls(self) -> list[Call]:
        """Calls that are running or were left open."""
        return [call for call in self._hot(Call) if call.status == "open"]

    def busy_times(self, person_id: str) -> tuple[BusySpan, ...]:
        """When somebody's other calendars take their time, as stretches that do not touch."""
        calendars = self.of_owner(BusyCalendar, person_id)
        return joined_spans(span for calendar in calendars for span in calendar.spans)

    def covers(self) -> list[Cover]:
        """Covers that have not been ended; those of leave that is over are among them."""
        return [cover for cover in self._hot(Cover) if cover.ended is None]

    def lent_by(self, shape: type[Lent], person: str) -> list[Lent]:
        """Open touchpoints or promises of somebody that a stand-in was given, as they are stored."""
        found = self._store.by(kind_of(shape), "covers", person)
        return [msgspec.convert(doc, shape) for doc in found]

    def as_stored(self, document: Document) -> Document:
        """What was read, as it is stored: a change of what has come back writes the return down, too."""
        if not isinstance(document, Touchpoint | Action) or document.covers:
            return document
        stored = self._store.get(kind_of(type(document)), document.id)
        if stored is None or not stored.get("covers") or stored["rev"] != document.rev:
            return document
        return msgspec.convert(stored, type(document))

    def group_sessions(self, owners: Collection[str] = ()) -> list[GroupSession]:
        """Group sessions of some hosts, of all without, those that are over included; by their hour."""
        found = [each for each in self.every(GroupSession) if not owners or each.owner in owners]
        return sorted(found, key=lambda each: (each.start, each.id))

    def every(self, shape: type[D]) -> Iterator[D]:
        """All documents of a kind, history included; reads the cold file."""
        return (self._as_now(msgspec.convert(doc, shape)) for doc in self._store.all(kind_of(shape)))

    def of_account(self, shape: type[D], account_id: str) -> list[D]:
        """The documents of one account, in order of creation."""
        return self.of_owner(shape, account_id)

    def of_owner(self, shape: type[D], owner_id: str) -> list[D]:
        """The documents of whatever owns those of a kind, in order of creation."""
        found = self._store.group(kind_of(shape), owner_id)
        return [self._as_now(msgspec.convert(doc, shape)) for doc in found]

    def record(self, account_id: str) -> AccountRecord:
        """Everything about one account. Raises NotFound."""
        return AccountRecord(
            account=self.get(Account, account_id),
            contacts=self.of_account(Contact, account_id),
            touchpoints=_by_date(self.of_account(Touchpoint, account_id)),
            calls=self.of_account(Call, account_id),
            actions=self.of_account(Action, account_id),
            usage=next(iter(self.of_account(Usage, account_id)), None),
            tickets=sorted(self.of_account(Ticket, account_id), key=lambda ticket: ticket.opened),
            surveys=sorted(self.of_account(Survey, account_id), key=lambda survey: survey.date),
            signals=self.of_account(Signal, account_id),
            adaptations=self.of_account(Adaptation, account_id),
            risks=self.of_account(Risk, account_id),
            opportunities=self.of_account(Opportunity, account_id),
            handoffs=self.of_account(Handoff, account_id),
        )

    def all_records(self) -> list[AccountRecord]:
        """Every account with everything about it, in one pass over each kind."""
        records = {account.id: AccountRecord(account=account) for account in self.accounts()}
        for kind, name in _LISTS.items():
            for doc in self.every(KINDS[kind]):
                record = records.get(doc.account)  # type: ignore[attr-defined]
                if record is not None:
                    _append(record, name, doc)
        for usage in self.every(Usage):
            if usage.account in records:
                records[usage.account].usage = usage
        for record in records.values():
            for name in _LISTS.values():
                getattr(record, name).sort(key=_by_id)
            record.touchpoints = _by_date(record.touchpoints)
            record.tickets.sort(key=lambda ticket: ticket.opened)
            record.surveys.sort(key=lambda survey: survey.date)
        return list(records.values())

    # -- inside --------------------------------------------------------------------

    def _hot(self, shape: type[D]) -> list[D]:
        return [self._convert(shape, doc) for doc in self._store.hot(kind_of(shape))]

    def _found(self, shape: type[D], **wanted: str) -> list[D]:
        """What is in memory with a value in an indexed field; everything when no value is given."""
        for field, value in wanted.items():
            if value:
                return [self._convert(shape, doc) for doc in self._store.by(kind_of(shape), field, value)]
        return self._hot(shape)

    def _convert(self, shape: type[D], doc: Mapping[str, Any]) -> D:
        key = (kind_of(shape), str(doc["id"]))
        known = self._typed.get(key)
        if known is None or known.rev != doc["rev"]:
            known = self._typed[key] = msgspec.convert(doc, shape)
        return self._as_now(known)  # type: ignore[arg-type, return-value]

    def _as_now(self, document: D) -> D:
        # Days pass without anybody's doing: it is worked out whenever it is read.
        if self._clock is None or not isinstance(document, Touchpoint | Action) or not document.covers:
            return document
        away = self._store.get("person", document.covers)
        if away is None:
            return document
        person = self._convert(Person, away)
        return as_now(document, person, today(self._clock, person.timezone))  # type: ignore[return-value]

    def _by_name(self, documents: Iterable[D], text: str, names: Callable[[D], tuple[str, ...]]) -> D:
        wanted = fold(text)
        exact: list[D] = []
        partly: list[D] = []
        for document in documents:
            folded = [fold(name) for name in names(document) if name]
            if wanted in folded:
                exact.append(document)
            elif any(wanted in name for name in folded):
                partly.append(document)
        found = exact or partly
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(message("Nothing is called {name}", name=text))
        candidates = ", ".join(names(document)[0] for document in found[:_SHOWN_CANDIDATES])
        raise Refused(message("{name} may mean several: {candidates}", name=text, candidates=candidates))


def kind_of(shape: type[Document]) -> str:
    """The kind of a document type, as stored."""
    return str(shape.__struct_config__.tag)


def _by_id(document: Document) -> str:
    return document.id


def _by_date(touchpoints: list[Touchpoint]) -> list[Touchpoint]:
    return sorted(touchpoints, key=lambda touch: (touch.date, touch.id))


def _append(record: AccountRecord, name: str, doc: Document) -> None:
    getattr(record, name).append(doc)


def _account_names(account: Account) -> tuple[str, ...]:
    return account.name, account.external_id


def _person_names(person: Person) -> tuple[str, ...]:
    return person.name, person.login
