"""Text from outside made inert: the one boundary that names, notes and imports pass."""

import re
import unicodedata
from functools import lru_cache

# Controls, lone surrogates, and what Unicode calls default-ignorable: characters that no reader can see.
_ODD = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff\ud800-\udfff]"
)
_JOINERS = "\u200c\u200d"
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_KEYCAP = "\u20e3"
_SHOWN = 60
_VISIBLE_DELETE = "\u2421"
_REPLACEMENT = "\ufffd"


def plain(text: str, *, lines: bool = False) -> str:
    """Text that can do nothing but be read (X8): no control, bidi or invisible character survives.

    C0 controls become their Unicode pictures (ESC shows as ␛), every other control, bidi override,
    invisible character and lone surrogate becomes U+FFFD, tabs become one blank, and the rest is
    normalised to NFC. Joiners and variation selectors stay where they shape a visible non-ASCII
    character, one each: emoji, Indic and Persian names need them.
    With `lines` line feeds are kept (CR and CRLF become LF); without, they become blanks.
    """
    if text.isascii() and text.isprintable():
        return text
    if lines:
        return "\n".join(_line(part) for part in re.split(r"\r\n|\r|\n|\u2028|\u2029", text))
    return _line(re.sub(r"\r\n|[\r\n\t\u2028\u2029]", " ", text))


def excerpt(text: str) -> str:
    """Text of a file as a message may show it: inert and short."""
    shown = plain(text[: _SHOWN * 2]).strip()
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def _line(text: str) -> str:
    # Normalised first: what a joiner's neighbour becomes decides whether the joiner stays.
    return _ODD.sub(_inert, unicodedata.normalize("NFC", text))


def _inert(found: re.Match[str]) -> str:
    char, text = found.group(), found.string
    if char == "\t":
        return " "
    if char < "\x20":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return _VISIBLE_DELETE
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    if char in _JOINERS and (_visible(before) or _SELECTOR.match(before)) and _visible(after):
        return char
    if _SELECTOR.match(char) and (_visible(before) or after == _KEYCAP):
        return char
    return _REPLACEMENT


def _visible(char: str) -> bool:
    return bool(char) and not char.isascii() and not _ODD.match(char)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Text as search and matching see it (C9): without accents, case or repeated blanks."""
    stripped = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(stripped.casefold().split())
