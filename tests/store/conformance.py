"""The backends that must keep what `store.protocol` promises; one more is one more entry of `BACKENDS`."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cadence_tui.store.open import make_store, open_store
from cadence_tui.store.protocol import Store
from tests.store.samples import COLLECTIONS

Documents = Iterable[tuple[str, Mapping[str, Any]]]


class Backend(NamedTuple):
    """How a kind of store is made and opened in a folder of the test's own."""

    name: str
    make: Callable[[Path, Documents], Store]
    open: Callable[[Path], Store]


BACKENDS = [
    Backend(
        "files",
        lambda path, documents: make_store(path / "store", COLLECTIONS, schema=1, documents=documents),
        lambda path: open_store(path / "store", COLLECTIONS),
    ),
]
