"""Text that was decoded twice, brought back: `GestiÃ³n` and `Gesti√≥n` are `Gestión`."""

import codecs
import re

_READS = 3
# What a repair may bring to light: Latin letters and signs, punctuation and symbols, emoji, East Asian text.
_PLAUSIBLE = re.compile(
    r"[\x20-\x7e\r\n\t\u00a0-\u017f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2bff\u3000-\u9fff\uac00-\ud7a3"
    r"\ufe0f\uff00-\uffef\U0001f000-\U0001faff\u200d]*"
)
# A word's own last letter before a mark (AMANHÃ…, CAFÉ”) is not half of a broken one.
_LAST_LETTER = re.compile(r"(?<=[^\W\d_])[À-ÿ][…–—’”™®]{1,2}(?!\w)")


def repair(text: str) -> str | None:
    """The text as it was before it was wrongly decoded as Windows-1252 or Mac Roman; None if it is sound."""
    found = text
    for _ in range(_READS):
        better = _once(found)
        if better is None:
            break
        found = better
    return None if found == text else found


def _control_byte(error: UnicodeError) -> tuple[bytes, int]:
    """Windows-1252 leaves five bytes undefined, and Latin-1 readers keep all of 80-9F as controls."""
    if not isinstance(error, UnicodeEncodeError) or ord(error.object[error.start]) > 0xFF:
        raise error
    return bytes((ord(error.object[error.start]),)), error.start + 1


codecs.register_error("latin-1-controls", _control_byte)


def _once(text: str) -> str | None:
    if text.isascii():
        return None
    for read in (_windows_bytes, _mac_roman_bytes):
        data = read(text)
        if data is None:
            continue
        try:
            better = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _PLAUSIBLE.fullmatch(better):
            return better
    return None


def _windows_bytes(text: str) -> bytes | None:
    if _LAST_LETTER.search(text):
        return None
    try:
        return text.encode("cp1252", errors="latin-1-controls")
    except UnicodeEncodeError:
        return None


def _mac_roman_bytes(text: str) -> bytes | None:
    try:
        return text.encode("mac_roman")
    except UnicodeEncodeError:
        return None
