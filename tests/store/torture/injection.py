"""A day of work in which the Nth call of one kind fails, by strace, and what the store says to it."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cadence_tui.store.open import open_store
from tests.store.samples import COLLECTIONS
from tests.store.torture.damage import copied, newest_journal
from tests.store.torture.history import check_history
from tests.store.torture.staff import Staff
from tests.store.torture.transactions import prepare, prove_writable, proven, transact

_WRITTEN_BEFORE = 3
_NEVER = 65535


class Fault(NamedTuple):
    """A system call, or an expression for the kin of one, and the error it answers."""

    call: str
    error: str


FAULTS = (
    Fault("fsync", "EIO"),
    Fault("write", "ENOSPC"),
    Fault("write", "EIO"),
    Fault("openat", "EMFILE"),
    Fault("/^rename", "EIO"),
    Fault("ftruncate", "EIO"),
    Fault("flock", "ENOLCK"),
    Fault("pread64", "EIO"),
    Fault("read", "EIO"),
    Fault("/^mkdir", "ENOSPC"),
    Fault("/^unlink", "EIO"),
    Fault("/^link", "EPERM"),
)


class Ordeal:
    """A store with half a line at its end, fresh for every run, and one warm nursery for all runs."""

    def __init__(self, folder: Path) -> None:
        self._original = folder / "original"
        self.store = folder / "store"
        self._record = folder / "calls"
        prepare(self._original)
        store = open_store(self._original, COLLECTIONS)
        for number in range(_WRITTEN_BEFORE):
            transact(store, f"before-{number}", "before")
        store.close()
        with newest_journal(self._original).open("ab") as journal:
            journal.write(b'{"seq":4,"at"')
        self.staff = Staff(self.store)

    def calls(self, fault: Fault) -> int:
        """How many calls there are that can fail."""
        copied(self._original, self.store)
        self._work(fault, _NEVER)
        return len(re.findall(r"^\d+ +\w+\(", self._record.read_text(), re.MULTILINE))

    def run(self, fault: Fault, when: int) -> None:
        """Lets the Nth call fail and proves the store."""
        copied(self._original, self.store)
        self.staff.history.clear()
        status = self._work(fault, when)
        if fault.call == "fsync" and re.search(r"/journal-\d+\.jsonl>.*INJECTED", self._record.read_text()):
            refusals = [event.text for event in self.staff.history if event.what == "fail"]
            assert not refusals, f"a failed sync of the journal is answered with {refusals}"
        commits = proven(self.store)
        check_history(self.staff.history, commits[_WRITTEN_BEFORE:])
        assert status == 0, f"the process ended with {status}"
        prove_writable(self.store, "afterwards")

    def _work(self, fault: Fault, when: int) -> int:
        worker = self.staff.start("work_through", "worker", "day")
        strace = subprocess.Popen(
            ["strace", "-f", "-y", "-o", str(self._record), "-p", str(worker), *_injection(fault, when)],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert strace.stderr
        attached = strace.stderr.readline()
        assert "attached" in attached, attached
        self.staff.begin(worker)
        status = self.staff.wait(worker)
        strace.communicate()
        return status


def _injection(fault: Fault, when: int) -> Sequence[str]:
    return "-e", f"trace={fault.call}", "-e", f"inject={fault.call}:error={fault.error}:when={when}"
