"""The one table keeps the reader's place, shows what fits, and costs what is visible."""

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from cadence_tui.tui.widgets.table import Column, Table
from tests.tui.hostile import HOSTILE, assert_inert, column_of, start_of, strips
from tests.tui.screen_text import screen_text
from tests.tui.tiny import Tiny, counted

NAMES = [f"row {number:05}" for number in range(10_000)]
COLUMNS = (
    Column(id="name", title="Name", width=12, grow=1),
    Column(id="right", title="Right", width=8, right=True, drop=1),
    Column(id="later", title="Later", width=20, drop=3),
    Column(id="soon", title="Soon", width=20, drop=2),
)


def table(count: int = 100) -> Table[str]:
    made: Table[str] = Table(COLUMNS, str, lambda row: (row, f"r{row[-2:]}", "later", "soon"))
    made.rows = NAMES[:count]
    return made


def line_of(lines: list[str], text: str) -> int | None:
    return next((number for number, line in enumerate(lines) if text in line), None)


def cursor_line(app: Tiny) -> str:
    """The text of the line that wears the cursor's colours."""
    ground = app.palette.style("cursor").bgcolor
    for strip in strips(app):
        if any(segment.style and segment.style.bgcolor == ground for segment in strip):
            return strip.text
    return ""


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (lambda rows: ["new a", "new b", *rows], "row 00040"),
        (lambda rows: [*rows, "new a"], "row 00040"),
        (lambda rows: [row for row in rows if row != "row 00040"], "row 00041"),
        (lambda rows: [*reversed(rows)], "row 00040"),
        (lambda rows: rows[:10], "row 00009"),
        (lambda rows: rows[30:], "row 00040"),
    ],
    ids=["above", "below", "removed", "other order", "fewer", "fewer above"],
)
async def test_the_cursor_stays_on_its_row_while_others_change(change, kept: str) -> None:
    shown = table()
    async with Tiny(shown).run_test(size=(80, 24)) as pilot:
        shown.focus()
        shown.select("row 00040")
        await pilot.pause()
        shown.show(change(shown.rows))
        await pilot.pause()
        assert shown.current_key == kept
        assert kept in cursor_line(pilot.app)


async def test_rows_above_do_not_move_the_place_on_the_screen() -> None:
    shown = table()
    async with Tiny(shown).run_test(size=(80, 24)) as pilot:
        shown.select("row 00040")
        shown.select("row 00030")
        await pilot.pause()
        before = line_of(screen_text(pilot.app), "row 00030")
        shown.show([f"new {number}" for number in range(7)] + list(shown.rows))
        await pilot.pause()
        assert line_of(screen_text(pilot.app), "row 00030") == before


async def test_nothing_to_show_says_so_and_something_shows_again() -> None:
    shown = table(0)
    shown.empty = [[("no accounts yet", "")], [("press n", "key")]]
    async with Tiny(shown).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = screen_text(pilot.app)
        assert "no accounts yet" in lines[2]
        assert shown.current is None
        assert shown.chosen() == []
        for act in Table.page_acts:
            assert shown.move(act)
        shown.toggle_mark()
        shown.show(["one"])
        await pilot.pause()
        assert shown.current == "one"
        assert "one" in screen_text(pilot.app)[1]


async def test_columns_leave_in_the_order_of_drop() -> None:
    shown = table()
    async with Tiny(shown).run_test(size=(80, 24)) as pilot:
        titles = {}
        for width in (80, 60, 40, 16):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            lines = screen_text(pilot.app)
            titles[width] = lines[0].split()
            assert all(cell_len(line) == width for line in lines)
            assert "row 00000" in lines[1]
    assert titles == {
        80: ["Name", "Right", "Later", "Soon"],
        60: ["Name", "Right", "Soon"],
        40: ["Name", "Right"],
        16: ["Name"],
    }


async def test_what_is_left_goes_to_the_columns_that_grow_up_to_their_most() -> None:
    columns = (
        Column(id="a", title="A", width=4, grow=1, most=10),
        Column(id="b", title="B", width=4, grow=3),
        Column(id="c", title="Long title", width=2),
    )
    shown: Table[str] = Table(columns, str, lambda row: ("a" * 99, "b" * 99, "c" * 99))
    shown.rows = ["x"]
    async with Tiny(shown).run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        name, wide, long = screen_text(pilot.app)[1].split()
        assert (len(name), len(long)) == (10, len("Long title"))
        assert len(wide) > 30


@pytest.mark.parametrize("act", sorted(Table.page_acts))
async def test_the_cursor_is_visible_after_every_move(act: str) -> None:
    shown = table()
    async with Tiny(shown).run_test(size=(80, 24)) as pilot:
        shown.focus()
        shown.select("row 00050")
        for _ in range(3):
            shown.move(act)
            await pilot.pause()
            assert str(shown.current) in cursor_line(pilot.app)


@pytest.mark.parametrize(("first", "then"), [(24, 8), (8, 40), (40, 5)])
async def test_the_cursor_is_visible_after_a_resize(first: int, then: int) -> None:
    shown = table(60)
    async with Tiny(shown).run_test(size=(80, first)) as pilot:
        shown.focus()
        for start in ("row 00059", "row 00020"):
            shown.select(start)
            await pilot.pause()
            await pilot.resize_terminal(80, then)
            await pilot.pause()
            assert start in cursor_line(pilot.app)
            assert "Name" in screen_text(pilot.app)[0]
            await pilot.resize_terminal(80, first)
            await pilot.pause()


async def test_a_taller_screen_leaves_no_gap_below_the_last_row() -> None:
    shown = table(60)
    async with Tiny(shown).run_test(size=(80, 10)) as pilot:
        shown.select("row 00059")
        await pilot.pause()
        await pilot.resize_terminal(80, 40)
        await pilot.pause()
        assert "row 00059" in screen_text(pilot.app)[-1]


async def test_marks_are_seen_on_every_row_and_leave_again() -> None:
    shown = table(3)
    async with Tiny(shown).run_test(size=(80, 10)) as pilot:
        shown.focus()

        async def marks() -> list[str]:
            await pilot.pause()
            return [line[0] for line in screen_text(pilot.app)[1:4]]

        assert await marks() == [" ", " ", " "]
        shown.toggle_mark()
        assert await marks() == ["+", " ", " "]
        assert shown.current == "row 00001"
        shown.move("list.up")
        assert await marks() == ["+", " ", " "]
        shown.move("list.last")
        shown.toggle_mark()
        assert await marks() == ["+", " ", "+"]
        assert shown.chosen() == ["row 00000", "row 00002"]
        shown.toggle_mark()
        assert await marks() == ["+", " ", " "]
        shown.move("list.first")
        shown.toggle_mark()
        assert await marks() == [" ", " ", " "]
        assert shown.chosen() == [shown.current]


async def test_of_ten_thousand_rows_only_the_visible_are_made() -> None:
    cells, asked = counted(lambda row: (row, "", "", ""))
    shown: Table[str] = Table(COLUMNS, str, cells)
    async with Tiny(shown).run_test(size=(80, 24)) as pilot:
        shown.focus()
        shown.show(NAMES)
        await pilot.pause()
        assert set(asked) == set(NAMES[:23])
        asked.clear()
        shown.move("list.down")
        await pilot.pause()
        assert set(asked) <= {"row 00000", "row 00001"}
        asked.clear()
        shown.move("list.last")
        await pilot.pause()
        assert set(asked) == set(NAMES[-23:])


async def test_a_change_of_one_row_paints_one_row() -> None:
    cells, asked = counted(lambda row: (row, "", "", ""))
    shown: Table[str] = Table(COLUMNS, str, cells)
    async with Tiny(shown).run_test(size=(80, 24)) as pilot:
        shown.show(NAMES)
        await pilot.pause()
        asked.clear()
        shown.redraw("row 00003")
        await pilot.pause()
        assert asked == ["row 00003"]


async def test_hostile_names_are_text_and_keep_the_columns_aligned() -> None:
    columns = (COLUMNS[0], Column(id="end", title="End", width=8))
    shown: Table[str] = Table(columns, str, lambda row: (HOSTILE[row], "end"))
    shown.rows = list(HOSTILE)
    async with Tiny(shown).run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        lines = screen_text(pilot.app)[1 : 1 + len(HOSTILE)]
        assert len({column_of(line, "end   ") for line in lines}) == 1
        for line, name in zip(lines, HOSTILE.values(), strict=True):
            assert start_of(name) in line
        assert_inert(pilot.app)
        assert pilot.app.is_running


async def test_a_hostile_title_of_a_column_is_text() -> None:
    shown: Table[str] = Table(
        (Column(id="a", title="[@click=app.quit]A[/]\x1b[0m", width=30),), str, lambda row: (row,)
    )
    shown.rows = ["x"]
    async with Tiny(shown).run_test(size=(60, 4)) as pilot:
        await pilot.pause()
        assert "[@click=app.quit]A" in screen_text(pilot.app)[0]
        assert_inert(pilot.app)


async def test_another_theme_paints_every_row_anew() -> None:
    shown = table(5)
    async with Tiny(shown).run_test(size=(80, 8)) as pilot:
        await pilot.pause()
        before = strips(pilot.app)
        await wear(pilot, "light")
        after = strips(pilot.app)
        assert [strip.text for strip in after] == [strip.text for strip in before]
        assert all(new != old for new, old in zip(after, before, strict=True))


async def wear(pilot: Pilot[None], name: str) -> None:
    pilot.app.wear(name)
    await pilot.pause()
    await pilot.pause()
