"""A page wraps to its width, walks from record to record, and shows names as nothing but text."""

import pytest
from rich.cells import cell_len

from cadence_tui.model.text import plain
from cadence_tui.tui.spans import Line
from cadence_tui.tui.widgets.page import Page, PageLine
from tests.tui.hostile import HOSTILE, assert_inert, strips
from tests.tui.screen_text import screen_text
from tests.tui.tiny import Tiny

SENTENCE = "the words of a long line that has to be broken at blanks as no screen is as wide as all of them"
WORDS = SENTENCE.split()


def keyed(count: int) -> list[PageLine]:
    return [PageLine([(f"line {number:03}", "")], key=f"k{number}") for number in range(count)]


def cursor_lines(app: Tiny) -> list[str]:
    ground = app.palette.style("cursor").bgcolor
    return [
        strip.text.strip()
        for strip in strips(app)
        if any(segment.style and segment.style.bgcolor == ground for segment in strip)
    ]


@pytest.mark.parametrize("width", [80, 40, 20])
async def test_a_long_line_is_wrapped_and_whole_at_any_width(width: int) -> None:
    page = Page([PageLine([(" ".join(WORDS), "")], indent=4)])
    async with Tiny(page).run_test(size=(width, 30)) as pilot:
        await pilot.pause()
        lines = [line.rstrip() for line in screen_text(pilot.app)]
        assert " ".join(lines).split() == WORDS
        assert all(cell_len(line) < width for line in lines)
        broken = [line for line in lines[1:] if line]
        assert broken or width == 120
        assert all(line.startswith(" " * 5) for line in broken)


async def test_a_page_is_wrapped_anew_when_the_screen_changes() -> None:
    page = Page([[(" ".join(WORDS), "")]])
    async with Tiny(page).run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert screen_text(pilot.app)[1].strip() == ""
        await pilot.resize_terminal(30, 30)
        await pilot.pause()
        assert " ".join(screen_text(pilot.app)).split() == WORDS


async def test_the_cursor_walks_from_keyed_line_to_keyed_line_and_stays_in_sight() -> None:
    lines: list[PageLine | Line] = []
    for line in keyed(20):
        lines += [line, [("  only to read", "dim")], []]
    page = Page(lines)
    async with Tiny(page).run_test(size=(60, 12)) as pilot:
        page.focus()
        await pilot.pause()
        assert cursor_lines(pilot.app) == ["line 000"]
        for number in range(1, 20):
            page.move("list.down")
            await pilot.pause()
            assert page.current_key == f"k{number}"
            assert cursor_lines(pilot.app) == [f"line {number:03}"]
        for number in reversed(range(19)):
            page.move("list.up")
            await pilot.pause()
            assert cursor_lines(pilot.app) == [f"line {number:03}"]


@pytest.mark.parametrize("act", ["list.page-down", "list.last", "list.page-up", "list.first"])
async def test_what_enter_would_open_is_in_sight_after_paging(act: str) -> None:
    page = Page(keyed(60))
    async with Tiny(page).run_test(size=(60, 12)) as pilot:
        page.focus()
        for _ in range(30):
            page.move("list.down")
        await pilot.pause()
        for _ in range(3):
            page.move(act)
            await pilot.pause()
            assert cursor_lines(pilot.app) == [f"line {int(page.current_key[1:]):03}"]


async def test_a_page_without_records_scrolls_to_both_ends_and_no_further() -> None:
    page = Page([[(f"line {number:03}", "")] for number in range(60)])
    async with Tiny(page).run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        tops: list[str] = []
        for act in ("list.up", "list.down", "list.page-down", "list.last", "list.down", "list.first"):
            page.move(act)
            await pilot.pause()
            tops.append(screen_text(pilot.app)[0].strip())
        assert tops == ["line 000", "line 001", "line 012", "line 048", "line 048", "line 000"]


async def test_other_lines_keep_the_record_that_was_chosen() -> None:
    page = Page(keyed(60))
    async with Tiny(page).run_test(size=(60, 12)) as pilot:
        page.focus()
        for _ in range(30):
            page.move("list.down")
        await pilot.pause()
        page.show([PageLine([("new above", "")], key="new"), *keyed(60)])
        await pilot.pause()
        assert page.current_key == "k30"
        assert cursor_lines(pilot.app) == ["line 030"]
        page.show(keyed(3))
        await pilot.pause()
        assert cursor_lines(pilot.app) == ["line 000"]
        page.show([])
        await pilot.pause()
        assert page.current_key == ""
        assert not "".join(screen_text(pilot.app)).strip()


async def test_the_record_that_was_chosen_stays_in_sight_when_the_screen_shrinks() -> None:
    page = Page(keyed(60))
    async with Tiny(page).run_test(size=(60, 40)) as pilot:
        page.focus()
        for _ in range(30):
            page.move("list.down")
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        assert cursor_lines(pilot.app) == ["line 030"]


async def test_what_is_read_from_its_top_stays_there_when_the_width_changes() -> None:
    head = [[("title " * 12, "title")], [("what it is about " * 6, "dim")]]
    page = Page([*head, *keyed(40)])
    async with Tiny(page).run_test(size=(100, 12)) as pilot:
        page.focus()
        for width in (40, 80, 50):
            await pilot.resize_terminal(width, 12)
            await pilot.pause()
            assert screen_text(pilot.app)[0].strip().startswith("title")


async def test_only_the_lines_that_change_are_told_to_move() -> None:
    page = Page(keyed(5))
    moved: list[str] = []

    class Told(Tiny):
        def on_page_moved(self, event: Page.Moved) -> None:
            moved.append(event.key)

    async with Told(page).run_test(size=(60, 12)) as pilot:
        for act in ("list.down", "list.down", "list.up"):
            page.move(act)
        await pilot.pause()
        assert moved == ["k1", "k2", "k1"]


@pytest.mark.parametrize("width", [80, 24])
async def test_hostile_names_are_text(width: int) -> None:
    lines = [PageLine([(f"{kind}: ", "dim"), (name, "strong")], indent=2) for kind, name in HOSTILE.items()]
    page = Page(lines)
    async with Tiny(page).run_test(size=(width, 60)) as pilot:
        await pilot.pause()
        assert_inert(pilot.app)
        shown = "".join("".join(screen_text(pilot.app)).split())
        for name in HOSTILE.values():
            assert "".join(plain(name).split()) in shown


async def test_another_theme_paints_the_page_anew() -> None:
    page = Page(keyed(5))
    async with Tiny(page).run_test(size=(60, 8)) as pilot:
        await pilot.pause()
        before = strips(pilot.app)
        pilot.app.wear("light")
        await pilot.pause()
        await pilot.pause()
        assert all(new != old for new, old in zip(strips(pilot.app), before, strict=True))
