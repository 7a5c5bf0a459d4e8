"""What is half typed in a call is kept for each who types, until the line is handed in (C6)."""

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from cadence_tui.model.documents import Call, Entry, HalfLine

HALF_FIELDS = frozenset({"draft", "half_lines"})
"""Where a call keeps it."""
_NOTHING = HalfLine()


def kept(call: Call, person: str) -> HalfLine:
    """What somebody has not finished."""
    half = call.half_lines.get(person, _NOTHING)
    return replace(half, text=call.draft) if person == call.owner else half


def keeping(call: Call, person: str, half: HalfLine) -> Call:
    """The call with what somebody has not finished; nothing of theirs is left where that is nothing."""
    draft = call.draft
    if person == call.owner:
        draft, half = half.text, replace(half, text="")
    others = {name: other for name, other in call.half_lines.items() if name != person}
    return replace(call, draft=draft, half_lines=others if half == _NOTHING else {**others, person: half})


def led_by(call: Call, person: str) -> Call:
    """The call with another owner; what both have not finished stays theirs."""
    was, half = kept(call, call.owner), kept(call, person)
    former = {**call.half_lines, call.owner: was} if was != _NOTHING else call.half_lines
    passed = replace(call, owner=person, draft="", half_lines=former)
    return keeping(passed, person, half)


def unfinished(call: Call) -> Iterator[tuple[str, str]]:
    """Everybody with a line that they have begun, and the line; one's own corrections are among them."""
    for person in dict.fromkeys((call.owner, *call.half_lines)):
        half = kept(call, person)
        yield from ((person, text.strip()) for text in (half.text, half.corrected) if text.strip())


def finished(call: Call, now: datetime) -> Call:
    """The call without half lines: what nobody handed in is kept as a note of whoever typed it."""
    notes = (Entry(at=now, text=text, owner=person) for person, text in unfinished(call))
    return replace(call, draft="", half_lines={}, entries=(*call.entries, *notes))
