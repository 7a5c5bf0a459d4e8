"""Every glyph in ASCII, cell for cell, for terminals that show nothing else."""

import os
import unicodedata

from rich.cells import cell_len

_GLYPHS = {
    "·": "-",
    "…": "~",
    "—": "-",
    "–": "-",
    "▲": "^",
    "▼": "v",
    "●": "o",
    "◆": "*",
    "◇": "+",
    "○": ".",
    "▸": ">",
    "▣": "=",
    "▾": "v",
    "✓": "x",
    "✗": "!",
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
    "⇄": "=",
    "↩": "<",
    "↻": "@",
    "↷": "&",
    "−": "-",
    "✎": "*",
    "↵": "=",
    "⌫": "<",
    "≡": "=",
    "‹": "<",
    "›": ">",
    "«": "<",
    "»": ">",
    "‖": "=",
    "│": "|",
    "┃": "|",
    "─": "-",
    "━": "-",
    "┄": "-",
    "┌": "+",
    "┐": "+",
    "└": "+",
    "┘": "+",
    "├": "+",
    "┤": "+",
    "┬": "+",
    "┴": "+",
    "┼": "+",
    "╭": "+",
    "╮": "+",
    "╰": "+",
    "╯": "+",
    "▁": "_",
    "▂": "_",
    "▃": ".",
    "▄": "-",
    "▅": "-",
    "▆": "=",
    "▇": "=",
    "█": "#",
    "▮": "#",
    "▯": ".",
    "░": ":",
    "▒": "%",
    "±": "~",
    "×": "x",
    "≤": "<",
    "≥": ">",
    "€": "E",
    "£": "L",
    "¿": "?",
    "¡": "!",
    "“": '"',
    "”": '"',
    "’": "'",
}
_POOR_TERMS = ("linux", "vt100", "vt102", "vt220", "ansi")


class _Table(dict[int, str]):
    """Translates what is listed, strips accents from the rest, and fills the cells of what is left."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if code < 128:
            found = char
        else:
            base, cells = unicodedata.normalize("NFKD", char)[0], cell_len(char)
            found = _GLYPHS.get(char) or (base[:cells].ljust(cells) if base.isascii() else "?" * cells)
        self[code] = found
        return found


_TABLE = _Table()


def to_ascii(data: str) -> str:
    """The same screen in ASCII."""
    return data if data.isascii() else data.translate(_TABLE)


def wants_ascii() -> bool:
    """Whether this terminal can show ASCII only: by locale, by TERM, or because the user says so."""
    if os.environ.get("CADENCE_ASCII"):
        return True
    if os.environ.get("TERM", "") in _POOR_TERMS:
        return True
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    return "." in locale and "utf" not in locale.lower()
