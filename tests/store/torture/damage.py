"""Bytes changed while nobody works, and the proof that no change is taken for the truth in silence."""

import random
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cadence_tui.model.errors import StoreError
from cadence_tui.store.check import check_store
from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Commit
from tests.store.samples import COLLECTIONS, everything
from tests.store.torture.transactions import Documents, state_after


def newest_journal(path: Path) -> Path:
    """The journal of the last line, and of the next one unless it is made just then."""
    return max(journal for journal in path.glob("journal-*.jsonl") if journal.stat().st_size)


def kept_aside(path: Path) -> list[bytes]:
    """What the store has put into lost+found."""
    return [piece.read_bytes() for piece in sorted(path.glob("lost+found/*"))]


def soil(path: Path, rng: random.Random) -> bytes:
    """Puts the trace of a write that came to no end after the last line; returns it."""
    journal = newest_journal(path)
    line = journal.read_bytes().splitlines(keepends=True)[-1:] or [b'{"seq":']
    tails = [line[0][: rng.randrange(1, max(2, len(line[0]) - 1))], bytes(rng.randrange(1, 600)), _noise(rng)]
    tail = rng.choice(tails)
    with journal.open("ab") as stream:
        stream.write(tail)
    return tail


def flip(file: Path, place: int, bit: int) -> None:
    """Turns one bit over."""
    content = bytearray(file.read_bytes())
    content[place] ^= 1 << bit
    file.write_bytes(content)


def flip_somewhere(path: Path, rng: random.Random) -> str:
    """Turns over a bit of one of the store's files; which one."""
    files = [file for file in sorted(path.rglob("*")) if file.is_file() and file.stat().st_size]
    file = rng.choice([file for file in files if file.parent.name != "lost+found"])
    place, bit = rng.randrange(file.stat().st_size), rng.randrange(8)
    flip(file, place, bit)
    return f"{file.relative_to(path)}, byte {place}, bit {bit}"


def prove_told(path: Path, commits: Sequence[Commit]) -> None:
    """A damaged store refuses, or the check tells, or all `commits` kept before are there as they were."""
    with suppress(StoreError):
        told = check_store(path, COLLECTIONS)
        assert told or _seen(path) == (len(commits), state_after(commits)), "damaged without a word"


def _seen(path: Path) -> tuple[int, Documents]:
    store = open_store(path, COLLECTIONS)
    try:
        return store.seq, everything(store)
    finally:
        store.close()


def _noise(rng: random.Random) -> bytes:
    return rng.randbytes(rng.randrange(1, 600)).replace(b"\n", b"\0")


def copied(path: Path, target: Path) -> Path:
    """A fresh copy of a store, in the place of an older one."""
    shutil.rmtree(target, ignore_errors=True)
    return shutil.copytree(path, target)
