"""Text that was decoded twice, brought back: `GestiÃ³n` and `Gesti√≥n` are `Gestión`."""

import re

_READS = 3
_MAC_ROMAN_MARKS = "√‚¬\uf8ff"
_WINDOWS_MARKS = "ÂÃâðäåæçéèêëìíîïãÄÅ"
# What a repair may bring to light: Latin letters and signs, punctuation and symbols, emoji, East Asian text.
_PLAUSIBLE = re.compile(
    r"[\x20-\x7e\r\n\t\u00a0-\u017f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2bff\u3000-\u9fff\uac00-\ud7a3"
    r"\ufe0f\uff00-\uffef\U0001f000-\U0001faff\u200d]*"
)
# A shouted word before a mark (AMANHÃ…, CAFÉ”) is not a broken letter.
_SHOUTED = re.compile(r"(?<=[A-ZÀ-Ý])[À-ß][…–—’”™®](?!\w)")


def repair(text: str) -> str | None:
    """The text as it was before it was wrongly decoded as Windows-1252 or Mac Roman; None if it is sound."""
    found = text
    for _ in range(_READS):
        better = _once(found)
        if better is None:
            break
        found = better
    return None if found == text else found


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
    if _SHOUTED.search(text) or not any(char in text for char in _WINDOWS_MARKS):
        return None
    data = bytearray()
    for char in text:
        try:
            data += char.encode("cp1252")
        except UnicodeEncodeError:
            # Windows-1252 leaves five bytes undefined, and Latin-1 readers keep all of 80-9F as controls.
            if ord(char) > 0xFF:
                return None
            data.append(ord(char))
    return bytes(data)


def _mac_roman_bytes(text: str) -> bytes | None:
    if not any(char in text for char in _MAC_ROMAN_MARKS):
        return None
    try:
        return text.encode("mac_roman")
    except UnicodeEncodeError:
        return None
