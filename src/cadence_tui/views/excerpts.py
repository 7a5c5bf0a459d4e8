"""A found text as a list shows it: the part around the words, with the words marked (C9)."""

import re
from collections.abc import Collection

from cadence_tui.model.text import fold
from cadence_tui.views.lines import Spans

_WORD = re.compile(r"\w+")
_BEFORE = 30
_SHARE_BEFORE = 3
_ELLIPSIS = "…"


def excerpt(text: str, words: Collection[str], length: int, *, mark: str = "key", rest: str = "") -> Spans:
    """The text in one line from shortly before the first of the folded words, at most so many characters.

    Words that begin with one of them are spans of the role `mark`.
    """
    line = " ".join(text.split())
    marked = [
        found.span()
        for found in _WORD.finditer(line)
        if (folded := fold(found.group())) and any(folded.startswith(word) for word in words)
    ]
    begin = _begin(line, marked[0][0], length) if marked else 0
    end = min(len(line), begin + length)
    shown: Spans = [(_ELLIPSIS, "dim")] if begin else []
    at = begin
    for start, stop in marked:
        if begin <= start < end:
            shown += [(line[at:start], rest), (line[start : min(stop, end)], mark)]
            at = min(stop, end)
    shown.append((line[at:end] + (_ELLIPSIS if end < len(line) else ""), rest))
    return [span for span in shown if span[0]]


def _begin(line: str, first: int, length: int) -> int:
    """Where to begin: shortly before the first word, when the line is too long to stand whole."""
    before = min(_BEFORE, length // _SHARE_BEFORE)
    if len(line) <= length or first <= before:
        return 0
    begin = line.rfind(" ", 0, first - before) + 1
    return min(begin, max(0, len(line) - length))
