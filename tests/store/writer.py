"""A process that works on a store for the tests: `python writer.py ACT FOLDER [ARGUMENT]`.

It prints a line for what it did only after the store has answered.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from cadence_tui.model.errors import Conflict, StoreError
from cadence_tui.store.lock import Lock
from cadence_tui.store.open import open_store
from tests.store.samples import COLLECTIONS, edit, keep, new

_OUT = sys.stdout
NOBODY = 65534


def count_up(path: Path, times: str) -> None:
    """Adds one to the same document, again and again, until each addition is kept."""
    store = open_store(path, COLLECTIONS)
    for _ in range(int(times)):
        while True:
            store.refresh()
            seen = store.get("house", "counter")
            assert seen
            try:
                keep(store, edit("house", "counter", seen["rev"], n=seen["n"] + 1), who=str(os.getpid()))
            except Conflict:
                continue
            break


def write_for_ever(path: Path, name: str) -> None:
    """Makes documents of both kinds, folding now and then, until it is killed; prints each number kept."""
    store = open_store(path, COLLECTIONS)
    number = 0
    while True:
        doc_id = f"{name}-{number:05d}"
        closed = new("letter", doc_id, house=doc_id, state="closed", text="x" * (number % 700))
        keep(store, new("house", doc_id), closed)
        _say(doc_id)
        number += 1
        if number % 20 == 0:
            store.compact()


def hold_the_lock(path: Path, _: str) -> None:
    """Holds the lock until it is killed."""
    with Lock(path / "lock", patience=5, waiting=None).held():
        _say("held")
        signal.pause()


def write_into_a_full_disk(path: Path, limit: str) -> None:
    """Writes while no file may grow beyond a limit; prints what was kept and what the refusal says."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    store = open_store(path, COLLECTIONS)
    number = 0
    try:
        while True:
            keep(store, new("house", f"d{number}", text="x" * 200))
            _say(f"d{number}")
            number += 1
    except StoreError as refusal:
        _say(str(refusal))
    assert store.count("house") == number
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    keep(store, new("house", "after"))
    _say("after")


def write_without_permission(path: Path, _: str) -> None:
    """Reads and tries to write as a person who may only read."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    store = open_store(path, COLLECTIONS)
    _say(f"{store.hindrance}")
    _say(f"houses {store.count('house')} {sorted(doc['id'] for doc in store.all('house'))}")
    try:
        keep(store, new("house", "mine"))
    except StoreError as refusal:
        _say(str(refusal))


def _say(text: str) -> None:
    print(text, file=_OUT, flush=True)


ACTS: dict[str, Callable[[Path, str], None]] = {
    act.__name__: act
    for act in (
        count_up,
        write_for_ever,
        hold_the_lock,
        write_into_a_full_disk,
        write_without_permission,
    )
}

if __name__ == "__main__":
    ACTS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
