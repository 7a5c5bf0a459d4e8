"""Thrift changes the bytes, never the picture; ASCII keeps every cell in its place."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cadence_tui.tui.ascii import to_ascii
from cadence_tui.tui.thrift import StyleThrift

CODES = [
    "31",
    "1",
    "7",
    "38;5;120",
    "48;5;16",
    "1;38;5;200;48;5;17",
    "4;3",
    "9;44",
    "38;2;1;2;3",
    "23;1;97",
    "0;1",
]
STYLES = st.lists(st.sampled_from(CODES), min_size=1, max_size=3).map(";".join)
RUNS = st.tuples(STYLES | st.none(), st.text(alphabet="abc é·…│", min_size=1, max_size=8))
MOVES = st.tuples(st.integers(1, 6), st.integers(1, 30)).map(lambda place: f"\x1b[{place[0]};{place[1]}H")


def as_textual_writes(style: str | None, text: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if style else text


PAINT = st.lists(st.one_of(MOVES, RUNS.map(lambda run: as_textual_writes(*run))), max_size=30)


def picture(*writes: str) -> list[tuple[object, ...]]:
    """What is seen: of a blank its ground only, unless it is reversed, underlined or struck out."""
    screen = pyte.Screen(40, 8)
    stream = pyte.Stream(screen)
    for data in writes:
        stream.feed(data)
    cells = [screen.buffer[row][column] for row in range(8) for column in range(40)]
    return [
        tuple(cell)
        if cell.data != " " or cell.reverse or cell.underscore or cell.strikethrough
        else (cell.data, cell.bg)
        for cell in cells
    ]


@given(st.lists(PAINT, min_size=1, max_size=4))
def test_thrift_paints_the_same_picture_in_no_more_bytes(paints: list[list[str]]) -> None:
    writes = ["".join(paint) for paint in paints]
    thrift = StyleThrift()
    thrifty = [thrift(data) for data in writes]
    assert picture(*thrifty) == picture(*writes)
    assert sum(map(len, thrifty)) <= sum(map(len, writes))


def test_a_row_of_cells_in_one_style_costs_one_style() -> None:
    row = "".join(as_textual_writes("38;5;120", "cell ") for _ in range(10))
    assert StyleThrift()(row) == "\x1b[38;5;120m" + "cell " * 10 + "\x1b[m"


def test_another_ink_on_the_same_ground_costs_the_ink_alone() -> None:
    row = as_textual_writes("1;31;48;5;16", "one") + as_textual_writes("32;48;5;16", "two")
    assert StyleThrift()(row) == "\x1b[1;31;48;5;16mone\x1b[22;32mtwo\x1b[m"


def test_blanks_cost_their_ground_alone() -> None:
    row = (
        as_textual_writes("31;44", "one")
        + as_textual_writes("32;44", "   ")
        + as_textual_writes("31;44", "two")
    )
    assert StyleThrift()(row) == "\x1b[31;44mone   two\x1b[m"


def test_a_line_that_is_not_finished_yet_keeps_its_style() -> None:
    thrift = StyleThrift()
    assert thrift("\x1b[31mone") == "\x1b[31mone"
    assert thrift("two\x1b[0m") == "two\x1b[m"


def test_other_escape_sequences_pass_untouched() -> None:
    data = "\x1b[?1049h\x1b[?25l\x1b[2J\x1b]52;c;YWJj\x07\x1b[>5u\x1b[?2026$p"
    assert StyleThrift()(data) == data


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf", "Mn", "Me", "Co", "Cn"])))
def test_ascii_has_the_same_width_cell_for_cell(text: str) -> None:
    for char in text:
        shown = to_ascii(char)
        assert shown.isascii()
        assert len(shown) == cell_len(char)


def test_ascii_keeps_words_readable() -> None:
    assert to_ascii("São Paulo · ▼ 41 ‹12d›") == "Sao Paulo - v 41 <12d>"
