"""Where each hour and each call stands in the week: rows that are shared out so that every call is seen."""

from collections.abc import Sequence

from msgspec import Struct

_HOUR = 60
_MOST_ROWS = 6
"""Rows of an hour beyond which more room says nothing more."""


class Piece(Struct, frozen=True, kw_only=True):
    """Something with a place in a day: minutes after midnight, None where its hour is open."""

    key: str
    start: int | None
    end: int = 0


class Placed(Struct, frozen=True, kw_only=True):
    """A piece with its rows."""

    key: str
    top: int
    height: int


class Hours(Struct, frozen=True, kw_only=True):
    """Rows of a week. `labels` has the hour that begins in a row, `days` the pieces of each day in order."""

    labels: tuple[int | None, ...]
    days: tuple[tuple[Placed, ...], ...]


def lay_out(
    days: Sequence[Sequence[Piece]], first: int, last: int, room: int, *, depth: int, most: int = _MOST_ROWS
) -> Hours:
    """Shares `room` rows among the hours from `first` to before `last`.

    A piece takes `depth` rows at least, and as many as its length is worth where there is room. More rows
    than `room` come out where the pieces need them. Pieces without an hour stand above the first one.
    """
    loose = max((sum(piece.start is None for piece in day) for day in days), default=0) * depth
    needs = [_need(days, hour, depth) for hour in range(first, last)]
    rows = _shared(needs, room - loose, most)
    tops = [loose + sum(rows[:place]) for place in range(len(rows) + 1)]
    labels: list[int | None] = [None] * tops[-1]
    for place, count in enumerate(rows):
        if count:
            labels[tops[place]] = first + place
    return Hours(labels=tuple(labels), days=tuple(_placed(day, first, tops, depth=depth) for day in days))


def _need(days: Sequence[Sequence[Piece]], hour: int, depth: int) -> int:
    return depth * max(
        (sum(piece.start is not None and piece.start // _HOUR == hour for piece in day) for day in days),
        default=0,
    )


def _shared(needs: Sequence[int], room: int, most: int) -> list[int]:
    """Rows for each hour: what its pieces need, and beyond that the same for all."""
    even = 0
    while even < most and sum(max(need, even + 1) for need in needs) <= room:
        even += 1
    return [max(need, even) for need in needs]


def _placed(day: Sequence[Piece], first: int, tops: Sequence[int], *, depth: int) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    free = 0
    loose = [piece for piece in day if piece.start is None]
    timed = [(piece, piece.start) for piece in day if piece.start is not None]
    for piece in loose:
        placed.append(Placed(key=piece.key, top=free, height=depth))
        free += depth
    tops_of = _tops(timed, first, tops, depth)
    for place, (piece, _) in enumerate(timed):
        top = tops_of[place]
        until = max(top + depth, _row(piece.end, first, tops, up=True))
        if place + 1 < len(timed):
            until = min(until, tops_of[place + 1])
        placed.append(Placed(key=piece.key, top=top, height=max(1, until - top)))
    return tuple(placed)


def _tops(timed: Sequence[tuple[Piece, int]], first: int, tops: Sequence[int], depth: int) -> list[int]:
    """First rows: where the minute falls, yet below the piece before, and with room for those after."""
    found: list[int] = []
    free = 0
    for place, (_, start) in enumerate(timed):
        hour = start // _HOUR - first
        after = sum(other // _HOUR - first == hour for _, other in timed[place:])
        latest = tops[hour + 1] - depth * after
        top = max(free, min(_row(start, first, tops), latest))
        found.append(top)
        free = top + depth
    return found


def _row(minute: int, first: int, tops: Sequence[int], *, up: bool = False) -> int:
    hour, rest = divmod(minute, _HOUR)
    place = min(hour - first, len(tops) - 2)
    rows = tops[place + 1] - tops[place]
    part = rest * rows
    return tops[place] + (-(-part // _HOUR) if up else part // _HOUR) if hour - first == place else tops[-1]
