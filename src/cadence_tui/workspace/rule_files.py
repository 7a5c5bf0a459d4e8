"""The file of a touch model that was changed in the program: written after its document, for people.

What the program wrote last is remembered by its sum in `derived`: a file with that sum is the program's, any
other was changed by hand and counts from then on, as before.
"""

import hashlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from cadence_tui.store.disk import make_folder, replace_file
from cadence_tui.store.protocol import Commit, Store

KIND = "rules"


def model_file(store: Path, preset: str) -> Path:
    """The file of a touch model in a store's folder, whether there is one or not."""
    return store / "rules" / "touch_models" / f"{preset}.toml"


def counts(store: Path, preset: str, kept: str | None) -> bool:
    """Whether the text that the store's documents have is the one in force: no hand has changed the file."""
    if kept is None:
        return False
    file, written = _sum_of(model_file(store, preset)), _written(store, preset)
    if file == "":
        # Taken away by hand, or never written because the folder would not have it.
        return written == ""
    return file in (_sum(kept.encode()), written)


def write_down(store: Store, commit: Commit) -> None:
    """Writes the files of the texts that a commit changed; what stood there before is kept beside, dated.

    A folder that cannot be written leaves the document in force, which is on disk already.
    """
    for change in commit.changes:
        if change.kind == KIND:
            with suppress(OSError):
                _write_down(store.path, change.id, store.get(KIND, change.id), commit.at)


def _write_down(store: Path, preset: str, document: Any, at: str) -> None:
    file, note = model_file(store, preset), _note(store, preset)
    make_folder(store / "rules")
    make_folder(file.parent)
    text = str(document["text"]).encode() if document else b""
    _keep_former(file, text, at)
    if document is None:
        if _sum_of(file) == _written(store, preset):
            file.unlink(missing_ok=True)
        note.unlink(missing_ok=True)
        return
    replace_file(file, text)
    make_folder(store / "derived")
    replace_file(note, _sum(text).encode())


def _keep_former(file: Path, text: bytes, at: str) -> None:
    with suppress(FileNotFoundError):
        former = file.read_bytes()
        if former == text:
            return
        replace_file(file.with_name(f"{file.name}.{datetime.fromisoformat(at):%Y%m%d-%H%M%S}"), former)


def _note(store: Path, preset: str) -> Path:
    return store / "derived" / f"touch-model-{preset}.sum"


def _written(store: Path, preset: str) -> str:
    try:
        return _note(store, preset).read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _sum_of(file: Path) -> str:
    try:
        return _sum(file.read_bytes())
    except OSError:
        return ""


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
