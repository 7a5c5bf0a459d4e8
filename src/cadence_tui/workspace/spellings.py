"""Names, addresses and numbers found in texts however they are spelt, and cut out of them (R16)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

ERASED = "***"
_SHORTEST = 3
_AROUND = 40
# An underscore is no letter: `_Rosa_` is how Markdown has it.
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_MOST_NAMES = 8

_NUMBER = re.compile(r"[+(\d][\d\s()./\u2010-\u2015\u2212-]+")
_NUMBER_INSIDE = re.compile(r"[+(]{0,2}\d[\d\s().\u2010-\u2015\u2212-]{5,}\d")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_ENOUGH_DIGITS = 9
"""With so many a number means one telephone even without the code of its country."""
_CODE = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d")
_BETWEEN = r"[\s()./\u2010-\u2015\u2212-]{0,4}"
_TRUNK = rf"(?:0{_BETWEEN})?"
_ABROAD = r"(?:\+|00)\s?"
_OPENING = r"(?:\((?=[+\d]{1,5}\)))?"
# Another digit may stand after a blank, as in "600 111 222 at 9"; after a hyphen it is another number.
_NUMBER_BEFORE, _NUMBER_AFTER = r"(?<!\d[.-])", r"(?![.-]\d)"


def is_long_enough(word: str) -> bool:
    """Whether a word has enough letters and digits to be looked for everywhere."""
    return sum(map(str.isalnum, _folded(word)[0])) >= _SHORTEST


def numbers_in(text: str) -> Iterator[str]:
    """The telephone numbers in a text that may have words or several of them."""
    for found in _NUMBER_INSIDE.findall(text):
        if _is_number(found):
            yield found.strip()


class Spellings:
    """Words that are long enough, as people write them: without regard to case, accents and blanks.

    Names also stand with the last one first, numbers with any separators and without their country's code.
    """

    def __init__(self, words: Iterable[str]) -> None:
        spelt = {word: _spelt(word) for word in sorted(words, key=len, reverse=True)}
        self._each = {word: re.compile(pattern) for word, pattern in spelt.items()}
        self._any = re.compile("|".join(spelt.values())) if spelt else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where they stand in a text: first character, and the one after the last."""
        if self._any is None:
            return []
        folded, places = _folded(text)
        spans: list[tuple[int, int]] = []
        for found in self._any.finditer(folded):
            start, end = places[found.start()], _end(places, found.end(), len(text))
            # Both may share a character that is several letters, such as a ligature.
            if spans and start < spans[-1][1]:
                start = spans.pop()[0]
            spans.append((start, end))
        return spans

    def words_in(self, text: str) -> set[str]:
        """Those that stand in a text."""
        if self._any is None:
            return set()
        folded = _folded(text)[0]
        if not self._any.search(folded):
            return set()
        return {word for word, pattern in self._each.items() if pattern.search(folded)}

    def cut(self, text: str) -> str:
        """The text with `***` in their place; the same text where there are none."""
        # What stood around a word may be another one, now that a blank or a star is beside it.
        while spans := self.spans(text):
            for start, end in reversed(spans):
                text = f"{text[:start]}{ERASED}{text[end:]}"
        return text

    def passages(self, text: str) -> Iterator[str]:
        """Each with what is written around it."""
        for start, end in self.spans(text):
            begin, close = max(0, start - _AROUND), end + _AROUND
            yield f"{'…' if begin else ''}{text[begin:close]}{'…' if close < len(text) else ''}"


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text as `fold` sees it, blanks as they are, and where each letter of it comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in _letters(char):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _letters(char: str) -> str:
    """A character without accents and case: several letters, or none for a mark or an invisible one."""
    parts = unicodedata.normalize("NFKD", char)
    kept = (part for part in parts if not unicodedata.combining(part) and unicodedata.category(part) != "Cf")
    return "".join(kept).casefold()


def _end(places: Sequence[int], after: int, length: int) -> int:
    """Where the character ends that the letter before `after` comes from, with the marks on it."""
    last = places[after - 1]
    while after < len(places) and places[after] == last:
        after += 1
    return places[after] if after < len(places) else length


def _spelt(word: str) -> str:
    folded = _folded(word)[0]
    if _is_number(folded):
        orders = [f"{_NUMBER_BEFORE}{_OPENING}(?:{'|'.join(_numbers(folded))}){_NUMBER_AFTER}"]
    else:
        orders = list(_orders(folded))
    return f"{_BEFORE}(?:{'|'.join(orders)}){_AFTER}"


def _orders(folded: str) -> Iterator[str]:
    """A text as it is; names in every order that puts last ones first, with and without a comma."""
    yield _joined(folded.split())
    last, comma, first = folded.partition(",")
    names = [*first.split(), *last.split()] if comma else folded.split()
    if 1 < len(names) <= _MOST_NAMES and all(map(_is_name, names)):
        yield _joined(names)
        for place in range(1, len(names)):
            yield rf"{_joined(names[place:])}(?:\s*,\s*|\s+){_joined(names[:place])}"


def _joined(parts: Iterable[str]) -> str:
    return r"\s+".join(map(re.escape, parts))


def _is_name(part: str) -> bool:
    return part[0].isalpha() and not any(char.isdigit() or char in "@," for char in part)


def _is_number(text: str) -> bool:
    return (
        _NUMBER.fullmatch(text.strip()) is not None
        and _FEWEST_DIGITS <= sum(map(str.isdecimal, text)) <= _MOST_DIGITS
    )


def _numbers(folded: str) -> Iterator[str]:
    """A number with the code of its country and without, where enough of it is left; longest first."""
    written = re.sub(r"[^\d+]", "", folded.replace("(0)", ""))
    abroad = written.startswith(("+", "00"))
    digits = written.lstrip("+").removeprefix("00") if abroad else written
    code = _CODE.match(digits)
    own = digits[code.end() :] if code else ""
    if not abroad and len(digits.lstrip("0")) >= _ENOUGH_DIGITS:
        yield rf"{_ABROAD}[1-9]\d{{0,2}}{_BETWEEN}{_TRUNK}{_spaced(digits.lstrip('0'))}"
    if code and len(own) >= _ENOUGH_DIGITS:
        yield f"(?:{_ABROAD})?{_spaced(code.group())}{_BETWEEN}{_TRUNK}{_spaced(own)}"
        yield f"{_TRUNK}{_spaced(own)}"
    else:
        yield f"(?:{_ABROAD})?{_spaced(digits)}"


def _spaced(digits: str) -> str:
    return _BETWEEN.join(digits)
