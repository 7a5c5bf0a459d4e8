"""What is half typed in a call is kept for each who types, until the line is handed in (C6)."""

from msgspec.structs import replace

from cadence_tui.model.documents import Call, HalfLine

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
