"""Rounds of work on one store while nemeses kill, stop, fold and cramp; a proof after each round."""

import random
import time
from itertools import count
from pathlib import Path

import msgspec

from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Commit
from tests.store.samples import COLLECTIONS
from tests.store.torture.damage import copied, flip_somewhere, kept_aside, prove_told, soil
from tests.store.torture.history import Event, check_history, unanswered
from tests.store.torture.staff import Staff
from tests.store.torture.transactions import prepare, proven, transact

_WRITERS = 3
_FLIPS = 3
_LONGEST_PAUSE = 0.05
_PATIENCE = 20.0


class Campaign:
    """One store, the processes that work on it by name, and their history."""

    def __init__(self, path: Path, rng: random.Random) -> None:
        prepare(path)
        self.kills = 0
        self._path = path
        self._rng = rng
        self._rounds = 0
        self._names = (f"p{number:04d}" for number in count())
        self._running: dict[str, tuple[str, int]] = {}
        self.staff = Staff(path)

    def run_round(self, kills: int) -> None:
        """Kills that many processes one way or another, then proves the store."""
        self._rounds += 1
        goal = self.kills + kills
        for role in ["write"] * _WRITERS + ["read", "fold", "write_cramped"]:
            self._start(role)
        while self.kills < goal:
            self._await_an_answer()
            nemeses = [self._kill_one, self._kill_one, self._kill_one, self._kill_all, self._stop_one]
            self._rng.choice(nemeses)()
        self.kills += self.staff.rest()
        self._running.clear()
        self._prove()

    def _start(self, role: str, *arguments: str) -> None:
        name = next(self._names)
        if role.startswith("write"):
            arguments = (name, f"r{self._rounds}", *arguments)
        self._running[name] = (role, self.staff.start(role, name, *arguments))

    def _await_an_answer(self) -> None:
        """Returns up to 50 ms after the next acknowledgement."""
        answered = self.staff.listen(_PATIENCE, until=lambda event: event.what in {"ok", "broken"})
        assert answered, "nobody gets an answer any more"
        self.staff.listen(self._rng.uniform(0, _LONGEST_PAUSE))

    def _kill_one(self) -> None:
        self._replace(self._rng.choice(sorted(self._running)))

    def _kill_all(self) -> None:
        for name in sorted(self._running):
            self._replace(name)

    def _replace(self, name: str) -> None:
        """Kills a process; another takes its place and repeats what had no answer."""
        role, child = self._running.pop(name)
        self.staff.kill(child)
        self.kills += 1
        in_flight = unanswered(self.staff.history).get(name)
        self._start(role, *([in_flight] if in_flight and role == "write" else []))

    def _stop_one(self) -> None:
        _, child = self._running[self._rng.choice(sorted(self._running))]
        self.staff.stop(child)
        self.staff.listen(self._rng.uniform(0, 2 * _LONGEST_PAUSE))
        self.staff.resume(child)

    def _prove(self) -> None:
        told = b"".join(msgspec.json.encode(event) + b"\n" for event in self.staff.history)
        self._path.with_name("history.jsonl").write_bytes(told)
        commits = proven(self._path)
        check_history(self.staff.history, commits)
        for _ in range(_FLIPS):
            copy = copied(self._path, self._path.with_name("flipped"))
            flipped = flip_somewhere(copy, self._rng)
            try:
                prove_told(copy, commits)
            except AssertionError as silence:
                silence.add_note(f"flipped: {flipped}")
                raise
        self._prove_mended()

    def _prove_mended(self) -> None:
        """The next write sets aside what a torn write left, and is the next commit."""
        # Of two writes the first may begin a new journal; the second shows which one the third will go to.
        self._write(f"first-{self._rounds}")
        self._write(f"second-{self._rounds}")
        tail = soil(self._path, self._rng)
        commit = self._write(f"mended-{self._rounds}")
        assert any(piece.endswith(tail) for piece in kept_aside(self._path)), f"{tail!r} was thrown away"
        assert proven(self._path)[-1] == commit, "the write after a torn one is not the last of the log"

    def _write(self, txn: str) -> Commit:
        store = open_store(self._path, COLLECTIONS)
        asked = time.monotonic_ns()
        commit = transact(store, txn, "mender")
        answered = time.monotonic_ns()
        store.close()
        self.staff.history += [
            Event(what="invoke", who="mender", at=asked, txn=txn),
            Event(what="ok", who="mender", at=answered, txn=txn, seq=commit.seq),
        ]
        return commit
