"""Calls that follow others: each chain has a beginning and stays with its account."""

from collections.abc import Iterator, Mapping, Sequence

from cadence_tui.exchange.json_faults import shown
from cadence_tui.exchange.problem_file import Touch
from cadence_tui.model.message import Message, message


def chain_faults(
    touches: Sequence[Touch | None], places: Mapping[str, int], *, all_known: bool
) -> Iterator[tuple[str, str, Message]]:
    """Path, found and expected of every `prev` and `gap` that cannot be.

    `places` are those of the touches by id; without `all_known` there may be others.
    """
    for place, touch in enumerate(touches):
        if touch is not None:
            yield from _gap(f"touches[{place}]", touch)
            if touch.prev is not None and touch.prev in places:
                before = touches[places[touch.prev]]
                yield from _account(f"touches[{place}].prev", touch, before)
            elif touch.prev is not None and all_known:
                expected = message("one that stands in {list}", list="touches")
                yield f"touches[{place}].prev", touch.prev, expected
    yield from _forks(touches)
    yield from _circles(touches, places)


def _gap(path: str, touch: Touch) -> Iterator[tuple[str, str, Message]]:
    if touch.prev is None and touch.gap is not None:
        yield f"{path}.prev", "", message("the id of the touch that the gap is to")
    elif touch.prev is not None and touch.gap is None:
        yield f"{path}.gap", "", message("days after the touch before: at least, aimed at, at most")
    elif touch.gap is not None and list(touch.gap) != sorted(touch.gap):
        expected = message("days after the touch before: at least, aimed at, at most")
        yield f"{path}.gap", shown(touch.gap), expected


def _account(path: str, touch: Touch, before: Touch | None) -> Iterator[tuple[str, str, Message]]:
    # The account is empty where it could not be read.
    if before is not None and before.account and touch.account not in ("", before.account):
        yield path, before.id, message("a touch of the same account, {account}", account=touch.account)


def _forks(touches: Sequence[Touch | None]) -> Iterator[tuple[str, str, Message]]:
    """A fault for every touch that comes after one that another follows already."""
    followed: dict[str, str] = {}
    for place, touch in enumerate(touches):
        if touch is None or touch.prev is None:
            continue
        other = followed.setdefault(touch.prev, touch.id)
        if other != touch.id:
            expected = message("a touch that no other follows; {other} does", other=other)
            yield f"touches[{place}].prev", touch.prev, expected


def _circles(
    touches: Sequence[Touch | None], places: Mapping[str, int]
) -> Iterator[tuple[str, str, Message]]:
    """One fault for each circle, at the first touch in it."""
    before: dict[str, str] = {touch.id: touch.prev for touch in touches if touch is not None and touch.prev}
    done: set[str] = set()
    for touch in before:
        walked: dict[str, None] = {}
        here: str | None = touch
        while here is not None and here not in done and here not in walked:
            walked[here] = None
            here = before.get(here)
        done |= walked.keys()
        if here is not None and here in walked:
            path = f"touches[{places[here]}].prev"
            yield path, before[here], message("a chain with a beginning; this one comes back to itself")
