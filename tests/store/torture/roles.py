"""What the processes of the torture do with the store, until they are killed."""

import random
import resource
import select
import signal
import socket
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import msgspec

from cadence_tui.model.errors import OutcomeUnknown, StoreError
from cadence_tui.store.faults import too_busy
from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Store
from tests.store.samples import COLLECTIONS
from tests.store.torture.history import Event
from tests.store.torture.transactions import COUNTER, transact

_LEAST_ROOM = 1000
_MOST_ROOM = 12000
_LONGEST_LIST = 16
_LOOK_EVERY = 0.002
_WORTH_A_FOLD = 8
_PUTS_A_DAY = 8
_PUTS_A_FOLD = 3
_BUSY = str(too_busy(Path()).message).partition(" ")[2]


class Teller:
    """Tells the history what one process asks and is answered, each event at its instant."""

    def __init__(self, who: str, channel: socket.socket) -> None:
        self._who = who
        self._channel = channel

    def tell(self, what: str, *, txn: str = "", seq: int = 0, text: str = "") -> None:
        """Sends an event. By `send`, which no injected fault of a file's `write` can hit."""
        event = Event(what=what, who=self._who, at=time.monotonic_ns(), txn=txn, seq=seq, text=text)
        self._channel.send(msgspec.json.encode(event))

    def attempt(self, store: Store, txn: str, key: str) -> StoreError | None:
        """Runs a transaction and tells of it; the refusal, if there is one."""
        self.tell("invoke", txn=txn)
        try:
            commit = transact(store, txn, key)
        except StoreError as refusal:
            unknown = isinstance(refusal, OutcomeUnknown)
            self.tell("unknown" if unknown else "fail", txn=txn, text=str(refusal))
            return refusal
        self.tell("ok", txn=txn, seq=commit.seq)
        return None


def write(path: Path, teller: Teller, name: str, key: str, repeated: str = "") -> None:
    """Transactions without end, the one that a killed process left without an answer first."""
    store = open_store(path, COLLECTIONS)
    refusal = teller.attempt(store, repeated, key) if repeated else None
    for number in count():
        # On a crowded machine others may come between too often; nothing was written: it may be tried again.
        if refusal and _BUSY not in str(refusal):
            raise AssertionError("a sound disk refuses a write") from refusal
        refusal = teller.attempt(store, f"{name}-{number:05d}", f"{key}-{number // _LONGEST_LIST}")


def write_cramped(path: Path, teller: Teller, name: str, key: str) -> None:
    """Transactions while no file may grow beyond a few lines: that disk is full now and then."""
    room = random.Random(name).randrange(_LEAST_ROOM, _MOST_ROOM)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    store = open_store(path, COLLECTIONS)
    for number in count():
        teller.attempt(store, f"{name}-{number:05d}", key)


def read(path: Path, teller: Teller) -> None:
    """Looks again and again: whole transactions, one after the other."""
    store = open_store(path, COLLECTIONS)
    while True:
        teller.tell("look")
        before = store.seq
        fresh = [commit.seq for commit in store.refresh()]
        assert fresh == list(range(before + 1, store.seq + 1)), (
            f"{fresh} were told between {before} and {store.seq}"
        )
        counter = store.get("house", COUNTER)
        assert counter
        assert counter["n"] == store.count("letter") == store.seq, "half a transaction is visible"
        teller.tell("read", seq=store.seq)
        select.select([], [], [], _LOOK_EVERY)


def fold(path: Path, teller: Teller) -> None:
    """Folds the journal again and again, each time there is a little in it."""
    store = open_store(path, COLLECTIONS)
    folded = store.seq
    while True:
        select.select([], [], [], _LOOK_EVERY)
        store.refresh()
        if store.seq >= folded + _WORTH_A_FOLD:
            store.compact()
            folded = store.seq


def work_through(path: Path, teller: Teller, name: str) -> None:
    """A short day of work, begun on SIGUSR1, in which any one call of the system may fail."""
    signal.sigwait({signal.SIGUSR1})
    store = None
    for number in range(_PUTS_A_DAY):
        try:
            # A sync that failed in a fold leaves a store that must be opened again.
            store = store if store and store.hindrance is None else open_store(path, COLLECTIONS)
            if number % _PUTS_A_FOLD == 0:
                store.compact()
        except StoreError as refusal:
            teller.tell("refused", text=str(refusal))
            continue
        if isinstance(teller.attempt(store, f"{name}-{number}", name), OutcomeUnknown):
            _prove_it_stopped(store, f"{name}-{number}-next")
            store = open_store(path, COLLECTIONS)
            refusal = teller.attempt(store, f"{name}-{number}", name)
            if refusal:
                raise AssertionError("a repeated transaction is refused") from refusal


def _prove_it_stopped(store: Store, txn: str) -> None:
    """After a sync that failed a process must not write."""
    try:
        transact(store, txn, txn)
    except OutcomeUnknown:
        raise
    except StoreError:
        return
    raise AssertionError("it goes on writing after a sync that failed")


ROLES: dict[str, Callable[..., None]] = {
    role.__name__: role for role in (write, write_cramped, read, fold, work_through)
}
