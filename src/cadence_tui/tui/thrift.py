"""The same picture in fewer bytes: style changes that change nothing a reader sees are not sent."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"\x1b\[([0-9;]*)m|\x1b[^m]*?[A-Za-ln-z~]|[^\x1b]+|\x1b")
_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})
_OFF = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "21": "24",
    "53": "55",
}
_TWINS = frozenset({"1", "2"})
"""Bold and dim are put off by one code."""


class Worn(NamedTuple):
    """A style as a terminal wears it: SGR codes of its attributes, of its ink and of its ground."""

    attributes: frozenset[str] = frozenset()
    ink: str = ""
    ground: str = ""


NAKED = Worn()


class StyleThrift:
    """Follows what the terminal wears and sends the shortest way to what it shall wear."""

    def __init__(self) -> None:
        self._worn = NAKED
        self._codes = ""

    def __call__(self, data: str) -> str:
        """The same picture in fewer bytes; the terminal wears no style afterwards, if none is asked for."""
        out: list[str] = []
        for match in _TOKEN.finditer(data):
            codes, token = match[1], match[0]
            if codes is not None:
                self._codes = "" if codes in ("", "0") else f"{self._codes};{codes}"
                continue
            if not token.startswith("\x1b") and token.strip("\r\n"):
                out.append(self._dress(_worn(self._codes), blank=token.isspace()))
            out.append(token)
        if not self._codes:
            out.append(self._dress(NAKED, blank=False))
        return "".join(out)

    def _dress(self, wanted: Worn, *, blank: bool) -> str:
        worn = self._worn
        if blank and not (wanted.attributes | worn.attributes) & _SEEN_ON_BLANKS:
            wanted = worn._replace(ground=wanted.ground)
        self._worn = wanted
        return _change(worn, wanted)


@lru_cache(maxsize=4096)
def _change(worn: Worn, wanted: Worn) -> str:
    """The shortest sequence from one style to another."""
    if worn == wanted:
        return ""
    anew = ["0", *sorted(wanted.attributes), *filter(None, (wanted.ink, wanted.ground))]
    off = {_OFF.get(code, "0") for code in worn.attributes - wanted.attributes}
    kept = worn.attributes - _TWINS if "22" in off else worn.attributes
    step = [*sorted(off), *sorted(wanted.attributes - kept)]
    if worn.ink != wanted.ink:
        step.append(wanted.ink or "39")
    if worn.ground != wanted.ground:
        step.append(wanted.ground or "49")
    ways = [anew] if "0" in off else [step, anew]
    codes = min((";".join(way) for way in ways), key=len)
    return "\x1b[m" if codes == "0" else f"\x1b[{codes}m"


@lru_cache(maxsize=4096)
def _worn(codes: str) -> Worn:
    """The style that SGR codes add up to."""
    attributes: set[str] = set()
    ink = ground = ""
    for code in _codes(codes):
        number = int(code.partition(";")[0])
        if number == 0:
            attributes, ink, ground = set(), "", ""
        elif 30 <= number <= 39 or 90 <= number <= 97:
            ink = "" if number == 39 else code
        elif 40 <= number <= 49 or 100 <= number <= 107:
            ground = "" if number == 49 else code
        elif code in _OFF.values():
            attributes -= {attribute for attribute, off in _OFF.items() if off == code}
        else:
            attributes.add(code)
    return Worn(frozenset(attributes), ink, ground)


def _codes(codes: str) -> Iterator[str]:
    """Single codes; an extended colour with all that belongs to it is one."""
    parts = iter([part or "0" for part in codes.strip(";").split(";")] if codes.strip(";") else [])
    for part in parts:
        if part not in ("38", "48"):
            yield part
            continue
        way = next(parts, "5")
        yield ";".join([part, way, *(next(parts, "0") for _ in range(3 if way == "2" else 1))])
