"""The picker finds by any part of a name, shows what fits on any screen, and answers with a key."""

import pytest
from textual.widgets import Input

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.tui.dialogs.picker import Choice, Picker
from tests.tui.hostile import HOSTILE, assert_inert, column_of, start_of
from tests.tui.screen_text import screen_text
from tests.tui.tiny import Tiny

CHOICES = (
    Choice("sp", "São Paulo", "BR", "city"),
    Choice("mx", "México", "MX", "city"),
    Choice("bo", "Bogotá", "CO", "capital"),
    Choice("na", "Nova Aliança", "BR"),
)
MANY = [Choice(f"c{number}", f"choice {number:03}", f"hint {number}") for number in range(300)]


def picker(choices=CHOICES, language: str = "en", **settings) -> Picker:
    return Picker("Places", choices, speech(language), **settings)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sao", "sp"),
        ("SÃO", "sp"),
        ("mex", "mx"),
        ("alianca nova", "na"),
        ("capital", "bo"),
        ("ogo ta", "bo"),
    ],
)
async def test_parts_of_a_name_find_it_without_accents_or_case(typed: str, found: str) -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(picker())
        await pilot.pause()
        await pilot.press(*("space" if char == " " else char for char in typed), "enter")
        await pilot.pause()
        assert pilot.app.answers == [found]


async def test_names_that_begin_so_stand_first() -> None:
    choices = [Choice("a", "Grupo Nova"), Choice("b", "Nova Grupo")]
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(picker(choices))
        await pilot.pause()
        await pilot.press(*"nova", "enter")
        await pilot.pause()
        assert pilot.app.answers == ["b"]


async def test_nothing_found_is_said_and_answers_nothing() -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(picker())
        await pilot.pause()
        await pilot.press(*"zzz")
        await pilot.pause()
        assert any("nothing like that" in line for line in screen_text(pilot.app))
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.answers == [None]


async def test_escape_answers_nothing() -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(picker())
        await pilot.pause()
        await pilot.press("s", "escape")
        await pilot.pause()
        assert pilot.app.answers == [None]


async def test_arrows_choose_and_the_current_one_is_chosen_before() -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        for keys, answer in ((["down", "enter"], "na"), (["up", "enter"], "mx"), (["enter"], "bo")):
            pilot.app.ask(picker(current="bo"))
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            assert pilot.app.answers.pop() == answer


async def test_what_is_typed_finds_more_than_was_listed() -> None:
    more = picker(more=lambda typed: [Choice(f"new:{typed}", f"add {typed}")])
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(more)
        await pilot.pause()
        await pilot.press(*"qq", "enter")
        await pilot.pause()
        assert pilot.app.answers == ["new:qq"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (60, 16), (120, 40)])
async def test_many_choices_leave_the_keys_and_the_cursor_in_sight(
    language: str, size: tuple[int, int]
) -> None:
    async with Tiny(language=language).run_test(size=size) as pilot:
        pilot.app.ask(picker(MANY, language))
        await pilot.pause()
        for key, chosen in (("down", "choice 001"), ("pagedown", ""), ("pagedown", "")):
            await pilot.press(key)
            await pilot.pause()
            lines = screen_text(pilot.app)
            chosen = chosen or pilot.app.screen._table.current.name
            assert any(chosen in line for line in lines), chosen
            assert any("esc" in line for line in lines)
            assert any("╰" in line for line in lines)


@pytest.mark.parametrize("width", [80, 60])
async def test_hostile_names_are_text_and_keep_the_hints_aligned(width: int) -> None:
    choices = [Choice(kind, name, "hint", name) for kind, name in HOSTILE.items()]
    async with Tiny().run_test(size=(width, 40)) as pilot:
        pilot.app.ask(picker(choices))
        await pilot.pause()
        rows = [line for line in screen_text(pilot.app) if "hint   " in line]
        assert len(rows) == len(HOSTILE)
        assert len({column_of(line, "hint   ") for line in rows}) == 1
        for line, name in zip(rows, HOSTILE.values(), strict=True):
            assert start_of(name) in line
        assert_inert(pilot.app)


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_hostile_title_is_text_and_leaves_the_box_whole(kind: str) -> None:
    async with Tiny().run_test(size=(60, 16)) as pilot:
        pilot.app.ask(Picker(HOSTILE[kind], CHOICES, speech("en")))
        await pilot.pause()
        assert_inert(pilot.app)
        top = next(line for line in screen_text(pilot.app) if "╭" in line)
        assert start_of(HOSTILE[kind], 6) in top
        assert top.strip().endswith("╮")


async def test_what_is_pasted_is_text() -> None:
    from textual import events

    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(picker())
        await pilot.pause()
        pilot.app.screen.focused.post_message(events.Paste(HOSTILE["escape"] + HOSTILE["bidi"]))
        await pilot.pause()
        assert_inert(pilot.app)


async def test_a_second_enter_answers_nothing_beneath() -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        below, above = picker(), picker()
        pilot.app.ask(below)
        pilot.app.ask(above)
        await pilot.pause()
        for _ in range(2):
            above.query_one(Input).post_message(Input.Submitted(above.query_one(Input), ""))
        await pilot.pause()
        assert len(pilot.app.answers) == 1
        assert pilot.app.screen is below


@pytest.mark.parametrize("width", [80, 120])
async def test_hints_that_have_to_be_read_stand_there_whole(width: int) -> None:
    hint = "day 285/315 · week 585/1,245"
    choices = [Choice("a", "Mon 30 Nov 14:00 (11:00 Sao Paulo)", hint)]
    async with Tiny().run_test(size=(width, 24)) as pilot:
        pilot.app.ask(picker(choices, wide=True))
        await pilot.pause()
        assert any(hint in line for line in screen_text(pilot.app))
