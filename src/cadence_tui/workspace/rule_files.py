"""The file of a touch model that was changed in the program: written after its document, for people.

A note beside the file, which a backup takes along, holds the sum of what the program wrote last. A file that
is as the note says was touched by nobody: then the document counts, also when the program was stopped before
it wrote the file anew. Any other file was changed by hand and counts itself.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from cadence_tui.model.message import Message, message
from cadence_tui.store.disk import make_folder, replace_file
from cadence_tui.store.protocol import Commit, Store

KIND = "rules"
_NOTE = ".written"
_UNREADABLE = "unreadable"


def model_file(store: Path, preset: str) -> Path:
    """The file of a touch model in a store's folder, whether there is one or not."""
    return store / "rules" / "touch_models" / f"{preset}.toml"


def is_ours(store: Path, preset: str, kept: str | None) -> bool:
    """Whether the documents say what is in force, `kept` or else what is shipped: no hand was in the file."""
    file, note, due = _sum_of(model_file(store, preset)), _noted(store, preset), _due(kept)
    if file == due:
        return True
    # A file that was once as it should be was changed since; one that is as noted still waits to be written.
    return note != due and file == note


def write_down(store: Store, commit: Commit) -> Message | None:
    """Writes the files of the texts that a commit changed; returns what is to be told when that failed.

    What stood there before is kept beside, dated. The document is on disk already and in force.
    """
    for change in commit.changes:
        if change.kind != KIND:
            continue
        document = store.get(KIND, change.id)
        try:
            _write_down(store.path, change.id, _text_of(document), str(change.was.get("text", "")), commit.at)
        except OSError as error:
            return message(
                "It is kept, but the file {file} cannot be written: {fault}",
                file=str(model_file(store.path, change.id)),
                fault=error.strerror or type(error).__name__,
            )
    return None


def finish(store: Store, at: str) -> None:
    """Writes what the program was stopped before, or was not allowed to; files changed by hand stay."""
    folder = model_file(store.path, "").parent
    noted = {note.name.removeprefix(".").removesuffix(_NOTE) for note in folder.glob(f".*{_NOTE}")}
    for preset in sorted(noted | {str(each["id"]) for each in store.hot(KIND)}):
        kept = _text_of(store.get(KIND, preset))
        if _noted(store.path, preset) != _due(kept) and is_ours(store.path, preset, kept):
            # Who may only read leaves it to whoever may write.
            with suppress(OSError):
                _write_down(store.path, preset, kept, "", at)


def _write_down(store: Path, preset: str, kept: str | None, was: str, at: str) -> None:
    file, note = model_file(store, preset), _note(store, preset)
    if kept is None:
        # The text that the document had is the program's, also where a note was lost.
        if _sum_of(file) in {_noted(store, preset), _due(was)} - {""}:
            _keep_former(file, b"", at)
            file.unlink(missing_ok=True)
        with suppress(NotADirectoryError):
            note.unlink(missing_ok=True)
        return
    make_folder(store / "rules")
    make_folder(file.parent)
    text = kept.encode()
    _keep_former(file, text, at)
    replace_file(file, text)
    replace_file(note, _sum(text).encode())


def _keep_former(file: Path, text: bytes, at: str) -> None:
    with suppress(FileNotFoundError):
        former = file.read_bytes()
        if former == text:
            return
        replace_file(file.with_name(f"{file.name}.{datetime.fromisoformat(at):%Y%m%d-%H%M%S}"), former)


def _text_of(document: Mapping[str, Any] | None) -> str | None:
    return str(document["text"]) if document else None


def _note(store: Path, preset: str) -> Path:
    return model_file(store, preset).with_name(f".{preset}{_NOTE}")


def _noted(store: Path, preset: str) -> str:
    try:
        return _note(store, preset).read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _due(kept: str | None) -> str:
    """The sum that the file should have; empty where there should be none."""
    return "" if kept is None else _sum(kept.encode())


def _sum_of(file: Path) -> str:
    """The sum of a file; empty where there is none, and no sum at all of one that cannot be read."""
    try:
        return _sum(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError:
        return _UNREADABLE


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
