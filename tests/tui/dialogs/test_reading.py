"""A reading fits its screen, reaches its last line, and closes by any key that closes."""

import pytest

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.widgets.page import PageLine
from tests.tui.hostile import HOSTILE, assert_inert, start_of
from tests.tui.screen_text import screen_text
from tests.tui.tiny import Tiny

LONG = [[(f"line {number:03}", "")] for number in range(100)]


@pytest.mark.parametrize("key", ["escape", "q", "w"])
async def test_it_closes_without_an_answer(key: str) -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Reading("Why", LONG, speech("en")))
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.answers == [None]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (60, 16), (120, 40), (200, 50)])
async def test_the_first_and_the_last_line_can_be_read(language: str, size: tuple[int, int]) -> None:
    async with Tiny(language=language).run_test(size=size) as pilot:
        pilot.app.ask(Reading("Why", LONG, speech(language)))
        await pilot.pause()
        for key, line in (("end", "line 099"), ("home", "line 000"), ("down", "line 001")):
            await pilot.press(key)
            await pilot.pause()
            lines = screen_text(pilot.app)
            assert any(line in each for each in lines), key
            assert any("esc" in each for each in lines)
            assert any("╰" in each for each in lines)


async def test_every_line_passes_by_page_after_page() -> None:
    seen: set[str] = set()
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Reading("Why", LONG, speech("en")))
        for _ in range(10):
            await pilot.pause()
            seen |= {word for line in screen_text(pilot.app) for word in line.split() if word.isdecimal()}
            await pilot.press("pagedown")
    assert len(seen) == len(LONG)


async def test_a_short_text_takes_a_small_box() -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Reading("Why", LONG[:2], speech("en")))
        await pilot.pause()
        assert len([line for line in screen_text(pilot.app) if line.strip()]) == 5


async def test_enter_answers_with_the_record_of_the_line() -> None:
    lines = [
        PageLine([("only text", "")]),
        *(PageLine([(f"call {n}", "")], key=f"call-{n}") for n in range(3)),
    ]
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Reading("Calls", lines, speech("en")))
        await pilot.pause()
        assert any("open" in line for line in screen_text(pilot.app))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert pilot.app.answers == ["call-1"]


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_titles_and_lines_are_text(kind: str) -> None:
    name = HOSTILE[kind]
    async with Tiny().run_test(size=(60, 24)) as pilot:
        pilot.app.ask(Reading(name, [[(name, "strong")]], speech("en")))
        await pilot.pause()
        assert_inert(pilot.app)
        top, first, *_ = (line for line in screen_text(pilot.app) if line.strip()[:1] in ("╭", "│"))
        assert start_of(name, 6) in top
        assert start_of(name, 6) in first
