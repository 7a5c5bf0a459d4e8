"""A pytest plugin: TinyDB's own tests get our classes under TinyDB's names.

They expect numbers as ids and exactly the fields that they inserted, so that is what these classes show.
"""

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import tinydb

from cadence_tui.store.open import make_store, open_store
from cadence_tui.store.patch import fields_of
from cadence_tui.store.protocol import Collection
from cadence_tui.store.tinydb_journal import JournalDatabase, JournalStorage, JournalTable
from tests.store.samples import AT

TABLES = ("_default", "foo", "nonpersisted", "persisted", "some-other-table", "table")
TABLES += tuple(f"table{number}" for number in range(1, 5))
COLLECTIONS = [Collection(kind=table) for table in TABLES]


class FileStorage(JournalStorage):
    """The store in a folder, made when there is none."""

    def __init__(self, path: str | Path, **_: object) -> None:
        folder = Path(path)
        there = folder.exists()
        self.store = open_store(folder, COLLECTIONS) if there else make_store(folder, COLLECTIONS, schema=1)
        super().__init__(
            self.store, COLLECTIONS, who="ana", why={"text": "because"}, at=lambda: AT, new_id=lambda: ""
        )

    def close(self) -> None:
        """Closes the store with the database, as its only user."""
        self.store.close()


class ScratchStorage(FileStorage):
    """A new store in a folder that nobody knows."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        super().__init__(Path(self.folder.name) / "store")


class NumberedTable(JournalTable):
    """Ids are numbers, and the store's own fields are hidden."""

    document_id_class = int  # type: ignore[assignment]
    numbers: Iterator[int] | None = None

    def truncate(self) -> None:
        """Numbers begin anew."""
        super().truncate()
        self.numbers = None

    def _read_table(self) -> dict[str, Any]:
        found = super()._read_table()
        return {doc_id: fields_of(found[doc_id]) for doc_id in sorted(found, key=int)}

    def _get_next_id(self) -> int:
        taken = self._read_table()
        self.numbers = self.numbers or count(1)
        return next(number for number in self.numbers if number > max(map(int, taken), default=0))


class TinyDB(JournalDatabase):
    """Takes a storage as its namesake does."""

    table_class = NumberedTable
    default_storage_class = FileStorage

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        tinydb.TinyDB.__init__(self, *args, **kwargs)


@pytest.fixture
def db() -> TinyDB:
    """What upstream's fixture of this name has in it."""
    database = TinyDB(storage=ScratchStorage)
    database.insert_multiple({"int": 1, "char": char} for char in "abc")
    return database


@pytest.fixture(autouse=True)
def our_classes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Upstream's names, where a module has them, mean our classes."""
    ours = {"TinyDB": TinyDB, "JSONStorage": FileStorage, "MemoryStorage": ScratchStorage}
    for name in ours.keys() & vars(request.module).keys():
        monkeypatch.setattr(request.module, name, ours[name])
