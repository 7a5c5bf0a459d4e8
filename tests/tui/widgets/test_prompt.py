"""The line at the foot answers on enter, leaves on escape, and always has room to type."""

import pytest
from textual import events

from cadence_tui.tui.widgets.prompt import Prompt
from tests.tui.hostile import HOSTILE, assert_inert, start_of
from tests.tui.screen_text import screen_text
from tests.tui.tiny import Tiny


def told() -> tuple[list[str], dict[str, object]]:
    """What happened, and the callbacks that note it."""
    happened: list[str] = []
    return happened, {
        "answer": lambda text: happened.append(f"answer {text}"),
        "change": lambda text: happened.append(f"change {text}"),
        "leave": lambda: happened.append("leave"),
    }


async def test_enter_answers_with_what_was_typed_and_closes() -> None:
    prompt = Prompt()
    happened, callbacks = told()
    async with Tiny(prompt).run_test(size=(60, 4)) as pilot:
        prompt.ask("Filter", value="ab", **callbacks)
        await pilot.pause()
        assert "Filter ab" in screen_text(pilot.app)[0]
        await pilot.press("c", "space", "enter")
        await pilot.pause()
        assert happened == ["change abc", "change abc ", "answer abc"]
        assert not prompt.is_open
        assert not "".join(screen_text(pilot.app)).strip()


async def test_a_second_enter_answers_nothing() -> None:
    prompt = Prompt()
    happened, callbacks = told()
    async with Tiny(prompt).run_test(size=(60, 4)) as pilot:
        prompt.ask("Why?", **callbacks)
        await pilot.pause()
        await pilot.press("a")
        for _ in range(2):
            pilot.app.post_message(events.Key("enter", None))
        await pilot.pause()
        assert happened == ["change a", "answer a"]


async def test_pasted_lines_become_one() -> None:
    prompt = Prompt()
    happened, callbacks = told()
    async with Tiny(prompt).run_test(size=(60, 4)) as pilot:
        prompt.ask("Why?", value="because ", **callbacks)
        await pilot.pause()
        pilot.app.post_message(events.Paste("first\n  second\r\n\nthird\n"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert happened[-1] == "answer because first second third"


async def test_escape_leaves_without_an_answer() -> None:
    prompt = Prompt()
    happened, callbacks = told()
    async with Tiny(prompt).run_test(size=(60, 4)) as pilot:
        prompt.ask("Filter", **callbacks)
        await pilot.pause()
        await pilot.press("a", "escape")
        await pilot.pause()
        assert happened == ["change a", "leave"]
        assert not prompt.is_open


async def test_asking_again_forgets_the_question_before() -> None:
    prompt = Prompt()
    first, callbacks = told()
    second, others = told()
    async with Tiny(prompt).run_test(size=(60, 4)) as pilot:
        prompt.ask("First", **callbacks)
        await pilot.pause()
        await pilot.press("a", "enter")
        prompt.ask("Second", answer=others["answer"])
        await pilot.pause()
        await pilot.press("b", "enter")
        await pilot.pause()
        assert first == ["change a", "answer a"]
        assert second == ["answer b"]


async def test_a_hint_shows_until_something_is_typed() -> None:
    prompt = Prompt()
    async with Tiny(prompt).run_test(size=(60, 4)) as pilot:
        prompt.ask("Due", lambda _: None, hint="a day such as friday")
        await pilot.pause()
        assert "a day such as friday" in screen_text(pilot.app)[0]
        await pilot.press("x")
        await pilot.pause()
        assert "such as" not in screen_text(pilot.app)[0]


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_text_is_text_and_leaves_room_to_type(kind: str) -> None:
    prompt = Prompt()
    answers: list[str] = []
    async with Tiny(prompt).run_test(size=(60, 4)) as pilot:
        prompt.ask(HOSTILE[kind], answers.append, value="", hint=HOSTILE[kind])
        await pilot.pause()
        assert_inert(pilot.app)
        assert start_of(HOSTILE[kind], 6) in screen_text(pilot.app)[0]
        await pilot.press(*"typed here")
        await pilot.pause()
        assert "typed here" in screen_text(pilot.app)[0]
        pilot.app.focused.post_message(events.Paste(HOSTILE[kind]))
        await pilot.pause()
        assert_inert(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert not set(answers[0]) & set("\x1b\x07\x9b\u202e\u200b\udcff\n\t")
