"""Folds the journal into new snapshots while others go on writing (R9)."""

import threading
from contextlib import suppress
from pathlib import Path

from cadence_tui.store.lock import alone
from cadence_tui.store.maintenance import COMPACTION, settle_rewriting
from cadence_tui.store.replica import Replica
from cadence_tui.store.snapshot import start_journal, tidy, write_generation
from cadence_tui.store.writer import Writer


def compact(path: Path, replica: Replica, *, writer: Writer, guard: threading.RLock) -> None:
    """Makes a generation of what the journal holds; nothing when that is little or another process is at it.

    The lock is held for the moment in which one journal is closed and the next one begun; the snapshots are
    written afterwards. Raises StoreError and OSError; the store is as before then.
    """
    with alone(path / COMPACTION) as free:
        if not free:
            return
        with guard:
            replica.catch_up()
            if replica.fenced is not None:
                # What HEAD says now is none of this process's business.
                raise replica.fenced
            old = replica.head
            settle_rewriting(path)
            if replica.seq == old.seq:
                return
            for kind in replica.changed:
                replica.shelf(kind)
            following = replica.journal.number + 1
        start_journal(path, following)
        with writer.turn, writer.lock.held(), guard:
            if not replica.catch_up_for_writing() or replica.journal.number + 1 != following:
                return
            frozen = replica.rotate(following)
        head = write_generation(path, old, frozen)
        with suppress(OSError):
            # The snapshot stands; what is left over is tidied up by the next one.
            tidy(path, old, head)
        with guard:
            replica.catch_up()
