"""A form keeps what was typed until it is handed in, names its faults, and is text only."""

import pytest
from textual import events
from textual.widgets import Input

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.message import message
from cadence_tui.tui.dialogs.form import Answers, Field, Form
from tests.tui.hostile import HOSTILE, assert_inert, start_of
from tests.tui.screen_text import screen_text, until_text
from tests.tui.tiny import Tiny

FIELDS = (
    Field(id="title", label="Title"),
    Field(id="side", label="Whose", options=(("ours", "ours"), ("theirs", "theirs"), ("both", "both"))),
    Field(id="due", label="Due", value="2026-11-30", hint="a date"),
)


def refuse_without_title(answers: Answers):
    return {} if answers["title"] else {"title": message("A few words are needed: why?")}


async def test_it_answers_with_every_field() -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Form("Promise", FIELDS, speech("en")))
        await pilot.pause()
        await pilot.press(*"guide", "enter", "right", "enter", "end", "backspace", "1", "enter")
        await pilot.pause()
        assert pilot.app.answers == [{"title": "guide", "side": "theirs", "due": "2026-11-31"}]


async def test_a_refusal_keeps_what_was_typed_and_goes_to_the_fault() -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Form("Promise", FIELDS, speech("es"), refuse_without_title))
        await pilot.pause()
        await pilot.press("tab", "left", "down", "end", *"x", "ctrl+s")
        await pilot.pause()
        assert pilot.app.answers == []
        text = "\n".join(screen_text(pilot.app))
        assert "2026-11-30x" in text
        assert "‹ both ›" in text
        assert speech("es").say("A few words are needed: why?") in text
        await pilot.press(*"now", "ctrl+s")
        await pilot.pause()
        assert pilot.app.answers == [{"title": "now", "side": "both", "due": "2026-11-30x"}]


async def test_a_fault_is_gone_once_it_is_mended() -> None:
    def check(answers: Answers):
        faults = {}
        if not answers["title"]:
            faults["title"] = message("A few words are needed: why?")
        if answers["due"]:
            faults["due"] = message("Nobody can remove themselves; another admin can")
        return faults

    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Form("Promise", FIELDS, speech("en"), check))
        await pilot.pause()
        await pilot.press("ctrl+s", *"now", "ctrl+s")
        await pilot.pause()
        text = "\n".join(screen_text(pilot.app))
        assert "A few words" not in text
        assert "Nobody can remove" in text
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value == "2026-11-30"


async def test_escape_answers_nothing() -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Form("Promise", FIELDS, speech("en")))
        await pilot.pause()
        await pilot.press(*"abc", "escape")
        await pilot.pause()
        assert pilot.app.answers == [None]


async def test_tab_and_arrows_go_round() -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Form("Promise", FIELDS, speech("en")))
        await pilot.pause()
        lines = pilot.app.screen._lines
        places = []
        for key in ("tab", "down", "tab", "shift+tab", "up", "up"):
            await pilot.press(key)
            await pilot.pause()
            places.append(lines.index(pilot.app.focused))
        assert places == [1, 2, 0, 2, 1, 0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_of_many_fields_the_one_with_the_focus_is_in_sight(
    language: str, size: tuple[int, int]
) -> None:
    fields = [Field(id=f"f{number}", label=f"field {number:02}") for number in range(30)]
    faults = {"f7": message("Expected {expected}", expected="…")}
    async with Tiny(language=language).run_test(size=size) as pilot:
        pilot.app.ask(Form("Many", fields, speech(language), lambda _: faults))
        await pilot.pause()
        for key, label in (("up", "field 29"), ("tab", "field 00"), ("ctrl+s", "field 07")):
            await pilot.press(key)
            await pilot.pause()
            lines = screen_text(pilot.app)
            assert any(label in line for line in lines), key
            assert any("esc" in line for line in lines), key
        assert any(speech(language).word(faults["f7"]) in line for line in lines)


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_text_anywhere_is_text(kind: str) -> None:
    name = HOSTILE[kind]
    fields = (
        Field(id="a", label=name, value=name),
        Field(id="b", label="b", hint=name),
        Field(id="c", label="c", value="x", options=(("x", name), ("y", "y"))),
    )
    refused = {"b": message("{found}", found=name)}
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Form(name, fields, speech("en"), lambda _: refused))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert_inert(pilot.app)
        lines = screen_text(pilot.app)
        assert sum(start_of(name, 6) in line for line in lines) >= 5


@pytest.mark.parametrize("kind", ["escape", "bidi", "zero-width", "link", "surrogate"])
async def test_what_is_pasted_is_text_on_the_screen_and_in_the_answer(kind: str) -> None:
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Form("Promise", FIELDS, speech("en")))
        await pilot.pause()
        pilot.app.focused.post_message(events.Paste(HOSTILE[kind]))
        await pilot.pause()
        assert_inert(pilot.app)
        await pilot.press("end", "x", "ctrl+s")
        await pilot.pause()
        (answers,) = pilot.app.answers
        assert answers["title"].endswith("x")
        assert not set(answers["title"]) & set("\x1b\x07\x9b\u202e\u200b\udcff")


async def test_several_options_are_chosen_from_a_list_that_letters_narrow() -> None:
    kinds = (("tips", "Tips"), ("news", "Newsletter"), ("report", "Report"))
    fields = [
        Field(id="kinds", label="Kinds", value="gone,report", hint="choose", options=kinds, several=True),
        Field(id="none", label="None", hint="nothing there", several=True),
    ]
    async with Tiny().run_test(size=(80, 24)) as pilot:
        pilot.app.ask(Form("Wishes", fields, speech("en")))
        await until_text(pilot, "‹ Report ›  choose")
        await pilot.press("space")
        lines = await until_text(pilot, "type to narrow")
        assert any("Report" in line and "✓" in line for line in lines)
        await pilot.press("down", "down", "enter")
        await until_text(pilot, "‹ choose ›")
        await pilot.press("t", "i")
        await until_text(pilot, "─ Kinds")
        await pilot.press("enter")
        await until_text(pilot, "‹ Tips ›")
        await pilot.press("n", "escape")
        await until_text(pilot, "‹ Tips ›")
        await pilot.press("tab", "space")
        await until_text(pilot, "‹ nothing there ›")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.answers == [{"kinds": "tips,gone", "none": ""}]
