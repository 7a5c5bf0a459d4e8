"""Which transactions were kept already: in memory for the journals of now, on disk for those before."""

from collections.abc import Mapping
from pathlib import Path

from cadence_tui.store.archive import ARCHIVE
from cadence_tui.store.cold import index_key
from cadence_tui.store.disk import Kept, make_folder, sync_folder, write_file
from cadence_tui.store.index import Index, Place, index_lines

_MOST_INDEXES = 12


class Transactions:
    """The numbers of commits by their transaction's id."""

    def __init__(self, root: Path, kept: tuple[Kept, ...]) -> None:
        self._root = root
        self._kept = kept
        self._indexes: list[Index] | None = None
        self._fresh: dict[str, int] = {}

    def remember(self, txn: str, seq: int) -> None:
        """Notes a commit."""
        self._fresh[txn] = seq

    def fresh(self) -> dict[str, int]:
        """A copy of what was noted since the last snapshot."""
        return dict(self._fresh)

    def find(self, txn: str) -> int | None:
        """The number of a transaction's commit. Raises StoreError when an index is damaged."""
        if txn in self._fresh:
            return self._fresh[txn]
        if self._indexes is None:
            self._indexes = [Index(self._root / kept.name, kept) for kept in self._kept]
        key = index_key(txn)
        for index in reversed(self._indexes):
            place = index.find(key)
            if place:
                return place.offset
        return None


def write_transactions(
    root: Path, number: int, kept: tuple[Kept, ...], fresh: Mapping[str, int]
) -> tuple[Kept, ...]:
    """The indexes of all transactions before the journal of a number; `fresh` ones get an index of their own.

    Many small ones become one, so that there are never many. Raises OSError and StoreError.
    """
    if not fresh:
        return kept
    places = [(index_key(txn), Place(seq, 0, 0)) for txn, seq in fresh.items()]
    if len(kept) >= _MOST_INDEXES:
        for each in kept:
            places += Index(root / each.name, each).entries()
        kept = ()
    path = root / ARCHIVE / f"journal-{number:06d}.txns"
    make_folder(path.parent)
    size, total = write_file(path, index_lines(places))
    sync_folder(path.parent)
    return (*kept, Kept(str(path.relative_to(root)), size, total))
