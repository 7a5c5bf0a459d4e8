"""Text for mails of cron: no line wider than a mail bears, in the characters that the locale has."""

import os
import unicodedata
from collections.abc import Iterable, Iterator

from cadence_tui.cli.columns import cells
from cadence_tui.model.text import plain

WIDTH = 78
_ASCII = {"…": "...", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "·": "-", "¿": "", "¡": ""}
_ASCII |= {"º": "o", "ª": "a", "ß": "ss", "æ": "ae", "ø": "o", "Ø": "O", "€": "EUR", "£": "GBP"}


def wrapped(text: str, indent: int = 0, hanging: int = 0, width: int = WIDTH) -> Iterator[str]:
    """The text in lines of at most so many cells, all set in, those after the first by `hanging` more."""
    line, used, margin = "", 0, indent
    for word in plain(text).split(" "):
        for piece in _pieces(word, width - indent - hanging):
            size = cells(piece)
            if line and used + 1 + size > width - margin:
                yield " " * margin + line
                line, used, margin = "", 0, indent + hanging
            line, used = (f"{line} {piece}", used + 1 + size) if line else (piece, size)
    yield (" " * margin + line).rstrip()


def fitted(lines: Iterable[str]) -> Iterator[str]:
    """The lines as the locale can show them: in ASCII where that is all it has (`LC_ALL=C`, none set)."""
    return (to_ascii(line) for line in lines) if is_ascii_only() else iter(lines)


def is_ascii_only() -> bool:
    """Whether the locale of the environment has no more than ASCII to offer."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or "C"
    return "utf" not in locale.lower()


def to_ascii(text: str) -> str:
    """The text in ASCII: letters without accents, a question mark for what has no likeness."""
    if text.isascii():
        return text
    return "".join(_ASCII[char] if char in _ASCII else _letters(char) for char in text)


def _letters(char: str) -> str:
    if char.isascii():
        return char
    base = "".join(each for each in unicodedata.normalize("NFKD", char) if each.isascii())
    return base or ("" if unicodedata.combining(char) else "?")


def _pieces(word: str, most: int) -> Iterator[str]:
    """The word, or parts of it that fit on a line each."""
    piece = ""
    for char in word:
        if piece and cells(piece + char) > most:
            yield piece
            piece = ""
        piece += char
    yield piece
