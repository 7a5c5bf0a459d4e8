"""A bar gives its left part the room, and is text whatever it is given."""

import pytest
from rich.cells import cell_len
from textual.geometry import Region

from cadence_tui.tui.themes import theme_names
from cadence_tui.tui.widgets.bar import Bar
from tests.tui.hostile import HOSTILE, assert_inert, start_of, strips
from tests.tui.screen_text import screen_text
from tests.tui.tiny import NO_THEMES, Tiny


class CountingBar(Bar):
    """A bar that knows how often it was asked to be painted."""

    painted = 0

    def refresh(self, *regions: Region, **how: bool) -> "CountingBar":
        self.painted += 1
        super().refresh(*regions, **how)
        return self


async def test_both_parts_stand_at_their_ends() -> None:
    bar = Bar()
    bar.show([("left", "")], [("right", "dim")])
    async with Tiny(bar).run_test(size=(60, 1)) as pilot:
        await pilot.pause()
        (line,) = screen_text(pilot.app)
        assert line == "left" + " " * 51 + "right"


async def test_the_right_part_gives_way_where_there_is_no_room() -> None:
    bar = Bar()
    bar.show([("all of the left part", "")], [("right", "")])
    async with Tiny(bar).run_test(size=(60, 1)) as pilot:
        shown = {}
        for width in (30, 24, 14, 10):
            await pilot.resize_terminal(width, 1)
            await pilot.pause()
            shown[width] = screen_text(pilot.app)[0].rstrip()
    assert shown == {
        30: "all of the left part     right",
        24: "all of the left p… right",
        14: "all of…  right",
        10: "all of th…",
    }


async def test_the_same_text_is_not_painted_twice() -> None:
    bar = CountingBar()
    async with Tiny(bar).run_test(size=(60, 1)) as pilot:
        bar.show([("one", "")])
        await pilot.pause()
        painted = bar.painted
        bar.show([("one", "")])
        assert bar.painted == painted
        bar.show([("two", "")])
        assert bar.painted > painted


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_names_are_text_at_either_end(kind: str) -> None:
    name = HOSTILE[kind]
    left, right = Bar(), Bar()
    left.show([(name, "title")], [("end", "")])
    right.show([("begin", "")], [(name, "")])
    async with Tiny(left, right).run_test(size=(60, 2)) as pilot:
        await pilot.pause()
        assert_inert(pilot.app)
        first, second = screen_text(pilot.app)
        assert start_of(name) in first
        assert first.endswith("end") or cell_len(first.rstrip()) > 50
        assert second.startswith("begin")


async def test_another_theme_paints_the_bar_anew() -> None:
    bar = Bar()
    bar.show([("left", "")])
    async with Tiny(bar).run_test(size=(60, 1)) as pilot:
        await pilot.pause()
        before = strips(pilot.app)
        pilot.app.wear("light")
        await pilot.pause()
        await pilot.pause()
        assert strips(pilot.app) != before


@pytest.mark.parametrize("theme", sorted(theme_names(NO_THEMES)))
async def test_what_stands_out_in_a_bar_stands_out_in_every_theme(theme: str) -> None:
    bar = Bar("bar")
    words = {"1": "tab", "2": "tab_on", "?": "key", "off": "dim", "no": "error", "rest": ""}
    bar.show([(f" {word} ", role) for word, role in words.items()])
    async with Tiny(bar, theme=theme).run_test(size=(60, 1)) as pilot:
        await pilot.pause()
        (strip,) = strips(pilot.app)
        styles = {segment.text.strip(): segment.style for segment in strip if segment.text.strip()}
        for word in ("2", "?", "off", "no"):
            assert styles[word] != styles["rest"], word
        assert styles["1"] != styles["2"]
