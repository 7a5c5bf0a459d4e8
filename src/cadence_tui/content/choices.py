"""The names that could stand in a place: all of a few, of many those that come near what was typed."""

from collections.abc import Sequence
from difflib import get_close_matches

from cadence_tui.model.message import Message, message

_FEW = 8
_EXAMPLES = 3
"""More names than these are no help on a line, and there are kinds of touch by the dozen."""


def one_of(known: Sequence[str], found: str = "", what: Message | None = None) -> Message:
    """`one of call, video, …`; of many, `one of 30 kinds of touch, such as check_in`, `what` naming them."""
    if len(known) <= _FEW:
        return message("one of {known}", known=", ".join(known))
    examples = near_misses(found, known) or known[:_EXAMPLES]
    return message(
        "one of {n} {what}, such as {examples}",
        n=len(known),
        what=what or message("names"),
        examples=", ".join(examples),
    )


def near_misses(found: str, known: Sequence[str]) -> list[str]:
    """The names that somebody who typed this may have meant, nearest first."""
    return get_close_matches(found, known, n=_EXAMPLES)
