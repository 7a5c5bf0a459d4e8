"""Makes stores: empty ones with their first admin, and ones that begin with documents."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from cadence_tui.model.documents import Document, Settings
from cadence_tui.store.open import make_store
from cadence_tui.store.protocol import KEPT_BY_STORE, Store
from cadence_tui.workspace.collections import COLLECTIONS, SCHEMA
from cadence_tui.workspace.records import kind_of
from cadence_tui.workspace.session import document_dict

DEFAULT_PRESET = "check-in-guide"


def create_store(
    path: Path,
    documents: Iterable[Document],
    *,
    made: datetime,
    preset: str = DEFAULT_PRESET,
    sample: str = "",
) -> Store:
    """A store in a new or empty folder that begins with these documents and its settings.

    Raises StoreError when the folder cannot become a store.
    """
    settings = Settings(id="settings", preset=preset, made=made, sample=sample)
    return make_store(path, COLLECTIONS, schema=SCHEMA, documents=_stored([settings, *documents]))


def _stored(documents: Iterable[Document]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for document in documents:
        fields = {name: value for name, value in document_dict(document).items() if name not in KEPT_BY_STORE}
        yield kind_of(type(document)), {"id": document.id, **fields}
