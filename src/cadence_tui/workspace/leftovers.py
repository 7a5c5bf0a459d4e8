"""Files in a store's folder beside its documents and history, that may tell of somebody (R16)."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from cadence_tui.store.segment import LOST

_OWN = re.compile(
    r"(HEAD|lock|compact\.lock|rewriting|journal-[^/]*\.jsonl|archive/journal-[^/]*)(\.tmp)?"
    r"|(snap-[^/]*|derived)/.*",
    re.DOTALL,
)
"""What is written anew or removed when history is."""
_PACKED = b"\x1f\x8b"
_LARGEST = 1 << 26
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_BLANKS = "nrtbf"

Tells = Callable[[str], bool]
"""Whether a text tells of somebody."""


def telling_pieces(store: Path, tells: Tells) -> list[Path]:
    """Files of lost+found that tell something."""
    pieces = sorted(file for file in (store / LOST).glob("*") if file.is_file())
    return [file for file in pieces if piece_tells(_content(file) or b"", tells)]


def piece_tells(content: bytes, tells: Tells) -> bool:
    """Whether a piece of a journal or a snapshot tells something, damaged as it may be."""
    return any(map(tells, _views(content.decode(errors="replace"))))


def copies(store: Path, tells: Tells) -> list[Path]:
    """Files that are not the store's own and tell something, or cannot be looked into; folders likewise."""
    return [file for file in _files(store) if _is_copy(store, file, tells)]


def _is_copy(store: Path, file: Path, tells: Tells) -> bool:
    name = file.relative_to(store).as_posix()
    if _OWN.fullmatch(name):
        return False
    content = _content(file)
    if file.parent == store / LOST:
        # What tells something is removed from there, so this is about the rest.
        return content is None or content.startswith(_PACKED)
    # In names of files other characters stand for blanks.
    if tells(name) or tells(re.sub(r"[-_.]", " ", name)):
        return True
    text = _text(content)
    return text is None or any(map(tells, _views(text)))


def _text(content: bytes | None) -> str | None:
    if content is None or b"\0" in content:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _content(file: Path) -> bytes | None:
    """All bytes; None for what cannot be read, or is too large for it."""
    try:
        return file.read_bytes() if file.stat().st_size <= _LARGEST else None
    except OSError:
        return None


def _files(folder: Path) -> Iterator[Path]:
    """Files at any depth, in order, and folders that cannot be opened."""
    closed: list[OSError] = []
    found = [
        Path(place) / name for place, _, names in os.walk(folder, onerror=closed.append) for name in names
    ]
    found += [Path(error.filename) for error in closed if Path(error.filename).exists()]
    yield from sorted(found)


def _views(text: str) -> Iterator[str]:
    """A text as it is, and as JSON may mean it."""
    yield text
    if "\\" in text:
        yield _ESCAPED.sub(_unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return " " if found[2] in _BLANKS else found[2]
