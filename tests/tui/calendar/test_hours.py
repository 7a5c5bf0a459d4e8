"""Hours of the week: every call is seen, in order, none over another, where its hour is."""

from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.tui.calendar.hours import Hours, Piece, lay_out

FIRST, LAST = 8, 18


@st.composite
def days_of_pieces(draw: st.DrawFn) -> list[list[Piece]]:
    days: list[list[Piece]] = []
    for day in range(draw(st.integers(1, 5))):
        starts = draw(st.lists(st.integers(FIRST * 4, LAST * 4 - 1), max_size=12))
        lengths = draw(st.lists(st.sampled_from([15, 30, 60, 90]), min_size=12, max_size=12))
        loose = [Piece(key=f"{day} loose {n}", start=None) for n in range(draw(st.integers(0, 2)))]
        timed = [
            Piece(key=f"{day} {n}", start=15 * start, end=min(LAST * 60, 15 * start + length))
            for n, (start, length) in enumerate(zip(sorted(starts), lengths, strict=False))
        ]
        days.append(loose + timed)
    return days


@given(days_of_pieces(), st.integers(3, 60), st.sampled_from([1, 2]))
def test_every_piece_has_rows_of_its_own(days: list[list[Piece]], room: int, depth: int) -> None:
    found = lay_out(days, FIRST, LAST, room, depth=depth)
    for pieces, placed in zip(days, found.days, strict=True):
        assert [part.key for part in placed] == [piece.key for piece in pieces]
        free = 0
        for part in placed:
            assert part.top >= free
            assert part.height >= 1
            free = part.top + part.height
        assert free <= len(found.labels)


@given(days_of_pieces(), st.integers(3, 60), st.sampled_from([1, 2]))
def test_a_piece_stands_in_its_hour(days: list[list[Piece]], room: int, depth: int) -> None:
    found = lay_out(days, FIRST, LAST, room, depth=depth)
    for pieces, placed in zip(days, found.days, strict=True):
        for piece, part in zip(pieces, placed, strict=True):
            if piece.start is not None:
                assert _hour_of(found, part.top) == piece.start // 60


@given(days_of_pieces(), st.integers(3, 60))
def test_no_more_rows_come_out_than_there_is_room_unless_pieces_need_them(
    days: list[list[Piece]], room: int
) -> None:
    rows = len(lay_out(days, FIRST, LAST, room, depth=1).labels)
    needed = sum(_most(days, hour) for hour in range(FIRST, LAST)) + _most_loose(days)
    assert rows <= max(room, needed)


def test_a_long_call_takes_as_many_rows_as_its_hours() -> None:
    day = [Piece(key="long", start=9 * 60, end=11 * 60), Piece(key="next", start=11 * 60, end=11 * 60 + 30)]
    (placed,) = lay_out([day], FIRST, LAST, 20, depth=1).days
    assert [(part.key, part.top, part.height) for part in placed] == [("long", 2, 4), ("next", 6, 1)]


def _hour_of(found: Hours, row: int) -> int | None:
    """The hour that the row lies in."""
    return next((hour for hour in reversed(found.labels[: row + 1]) if hour is not None), None)


def _most(days: list[list[Piece]], hour: int) -> int:
    return max(sum(p.start is not None and p.start // 60 == hour for p in day) for day in days)


def _most_loose(days: list[list[Piece]]) -> int:
    return max(sum(piece.start is None for piece in day) for day in days)
