"""The line of the guide says what it understood and what is doubtful, and loses nothing (C6)."""

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import Call
from cadence_tui.tui.app import CadenceApp
from cadence_tui.workspace.half_lines import kept
from tests.tui.call.test_call import SIZES, MakeApp, open_call, start_guide, type_line
from tests.tui.screen_text import screen_text, until, until_text


async def typed(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if char == " " else char for char in text))


def line_of(app: CadenceApp) -> str:
    """What stands behind the prompt."""
    return next(line for line in screen_text(app) if line.startswith(" > "))[3:].rstrip()


@pytest.mark.parametrize("size", SIZES)
async def test_a_holiday_is_told_while_typing_and_on_what_was_written(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await start_guide(pilot, app)
        await typed(pilot, "! Alex: send the whole list of those who moved to the new plan by Thursday")
        await until_text(pilot, "United States holiday: Thanksgiving")
        await pilot.press("enter")
        await until(pilot, lambda _: bool(open_call(app.workspace).entries))
        lines = await until(
            pilot, lambda lines: any("26 Nov" in line and "United States" in line for line in lines)
        )
        assert any("Alex Moreno" in line for line in lines)
        assert open_call(app.workspace).entries[0].due is not None


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
async def test_what_is_missing_is_seen_at_eighty_columns(make_app: MakeApp, language: str) -> None:
    vague = {
        "en": ("! they will see about it", "whose?", "by when?"),
        "es": ("! ellos van a ver si se puede", "¿de quién?", "¿para cuándo?"),
        "pt-BR": ("! eles vão ver se dá", "de quem?", "até quando?"),
    }
    line, whose, when = vague[language]
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await typed(pilot, line)
        await until(pilot, lambda lines: any(whose in each and when in each for each in lines))


async def test_an_amount_is_shown_as_it_is_understood(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await typed(pilot, "+ upsell $1,23,456")
        await until_text(pilot, "the amount is not understood")
        await pilot.press(*["backspace"] * 9)
        await typed(pilot, "$1.5M deal")
        await until_text(pilot, "US$ 1,500,000")
        await pilot.press("enter")
        await until(pilot, lambda lines: any("$1.5M deal · US$ 1,500,000" in line for line in lines))


async def test_a_day_out_of_reach_leaves_the_call_alive(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await typed(pilot, "! send report by end of December 9999")
        await until_text(pilot, "by when?")


async def test_owner_and_day_are_put_right_by_typing_on(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await type_line(pilot, "! send the list")
        await until_text(pilot, "by when?")
        await pilot.press("ctrl+e")
        await until_text(pilot, "editing")
        await typed(pilot, " by 4 Dec @alex")
        await until_text(pilot, "Alex Moreno")
        await pilot.press("enter")
        await until(pilot, lambda _: open_call(app.workspace).entries[0].owner == "Alex Moreno")
        entry = open_call(app.workspace).entries[0]
        assert (entry.text, str(entry.due), entry.mark) == ("send the list", "2026-12-04", "promise_theirs")


@pytest.mark.parametrize("end", ["enter", "escape"])
async def test_the_line_that_was_begun_comes_back_after_a_correction(make_app: MakeApp, end: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await start_guide(pilot, app)
        await type_line(pilot, "tehy like it")
        await until_text(pilot, "· tehy like it")
        await typed(pilot, "and the")
        await pilot.press("ctrl+e")
        await until_text(pilot, "editing")
        await typed(pilot, " much")
        await until(pilot, lambda _: bool(half(app).corrects))
        await pilot.press(end)
        await until(pilot, lambda _: line_of(app) == "and the")
        await until(pilot, lambda _: half(app).corrects is None)
        assert half(app).text == "and the"
        expected = "tehy like it much" if end == "enter" else "tehy like it"
        assert [entry.text for entry in open_call(app.workspace).entries] == [expected]


def half(app: CadenceApp):
    call: Call = open_call(app.workspace)
    return kept(call, app.workspace.actor.id)
