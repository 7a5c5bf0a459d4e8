"""Text from outside made inert: the one boundary that names, notes and imports pass."""

import re
import unicodedata
from functools import lru_cache

_ODD = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f\ud800-\udfff]"
)
_VISIBLE_DELETE = "\u2421"
_REPLACEMENT = "\ufffd"


def plain(text: str, *, lines: bool = False) -> str:
    """Text that can do nothing but be read (X8): no control, bidi or invisible character survives.

    C0 controls become their Unicode pictures (ESC shows as ␛), every other control, bidi override,
    zero-width character and lone surrogate becomes U+FFFD, tabs become one blank, and the rest is
    normalised to NFC. A joiner between two non-ASCII characters stays: emoji and Indic names need it.
    With `lines` line feeds are kept (CR and CRLF become LF); without, they become blanks.
    """
    if text.isascii() and text.isprintable():
        return text
    if lines:
        return "\n".join(_line(part) for part in re.split(r"\r\n|\r|\n|\u2028|\u2029", text))
    return _line(re.sub(r"\r\n|[\r\n\t\u2028\u2029]", " ", text))


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", _ODD.sub(_inert, text))


def _inert(found: re.Match[str]) -> str:
    char, text = found.group(), found.string
    if char == "\t":
        return " "
    if char < "\x20":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return _VISIBLE_DELETE
    if char in "\u200c\u200d" and _joins(text, found.start()):
        return char
    return _REPLACEMENT


def _joins(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and not text[at - 1].isascii() and not text[at + 1].isascii()


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Text as search and matching see it (C9): without accents, case or repeated blanks."""
    stripped = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(stripped.casefold().split())
