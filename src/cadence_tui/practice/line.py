"""A typed line as words: matched without accents and case, cut where the reader typed."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from cadence_tui.model.text import fold

_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}([/.-])\d{1,2}(?:\1\d{2,4})?(?!\d)|\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_]+(?:['’-][^\W\d_]+)*|\S"
)

MOST_READ = 1000
"""Characters of a line that are searched for words: typing never waits, whatever was pasted."""


class Line:
    """The line and its `key`: folded words and marks, one blank between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spans: list[tuple[int, int]] = []
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        for found in _TOKEN.finditer(text):
            word = folded(found.group())
            if not word:
                continue
            self._spans.append(found.span())
            self._starts.append(length)
            parts.append(word)
            length += len(word) + 1
        self.words = tuple(parts)
        self.key = " ".join(parts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a place in the key."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        return self._spans[first][0], self._spans[last][1]

    def word_before(self, start: int) -> str:
        """The word before a place in the key; empty at its beginning."""
        at = bisect_right(self._starts, start) - 1
        return self.words[at - 1] if at > 0 else ""


def folded(words: str) -> str:
    """Words as they stand in a key."""
    return fold(words.replace("’", "'"))


def phrase(words: str) -> str:
    """A phrase as the key of a line that says nothing else."""
    return Line(words).key


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of some phrases of a key, longest first; none matches nothing."""
    known = sorted({phrase(words) for words in phrases}, key=lambda words: (-len(words), words))
    return f"(?:{'|'.join(map(re.escape, known))})" if known else "(?!)"


def whole(pattern: str) -> re.Pattern[str]:
    """A pattern that begins and ends with whole words of a key."""
    return re.compile(rf"(?<!\S){pattern}(?!\S)")
