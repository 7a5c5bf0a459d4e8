"""One place to jump from: names at once, then whatever was written, opened where it stands (C9)."""

from collections.abc import Callable
from threading import Event

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import Call, Entry, Risk
from cadence_tui.model.message import message
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.dialogs import jump
from cadence_tui.tui.dialogs.finder import Finder
from tests.tui.conftest import NOW
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]
SIZES = [(80, 24), (120, 40)]


async def find(pilot: Pilot[None], text: str) -> None:
    await until_text(pilot, "▲")
    await pilot.press("ctrl+k")
    await until_text(pilot, "Jump to")
    await pilot.press(*("space" if char == " " else char for char in text))


@pytest.mark.parametrize("size", SIZES)
async def test_words_of_a_note_find_its_call_and_open_its_record(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await find(pilot, "documentation api kind:call")
        lines = await until(pilot, lambda lines: any("call · TechStart" in line for line in lines))
        (found,) = (line for line in lines if "call · TechStart" in line)
        assert "Send the API documentation" in found
        assert "23 Oct 2026" in found
        await pilot.press("enter")
        await until_text(pilot, "call of: Fri 23 Oct")


@pytest.mark.parametrize("size", SIZES)
async def test_a_call_is_shown_by_the_line_that_has_the_words(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        account = app.workspace.records.account("TechStart")
        line = "Before the holidays, they would like to have the recording of our session in February"
        call = Call(
            id="c-1",
            account=account.id,
            status="closed",
            started=NOW,
            summary="A good call, they ask for much; recording",
            entries=(Entry(text=line, at=NOW),),
        )
        app.workspace.commit(message("Draft"), made=[call])
        await find(pilot, "recording")
        lines = await until(pilot, lambda lines: any("the recording" in line for line in lines))
        (found,) = (line for line in lines if "call · TechStart" in line)
        assert "the recording" in found


async def test_names_stand_before_texts(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await find(pilot, "tech")
        lines = await until(pilot, lambda lines: any(" name" in line and " text" in line for line in lines))
        rows = [line for line in lines if "TechStart" in line and "│" in line]
        assert "account" in rows[0]


async def test_filters_in_the_readers_language_narrow_names_and_texts(make_app: MakeApp) -> None:
    async with make_app(language="es").run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▲")
        await pilot.press("ctrl+k")
        await until_text(pilot, "filtros: cuenta:")
        await pilot.press(*"api", "space", *"tipo:compromiso")
        await until(pilot, lambda lines: any("compromiso · TechStart" in line for line in lines))
        assert not any("llamada · TechStart" in line for line in screen_text(pilot.app))


async def test_a_day_that_cannot_be_read_is_said_and_what_was_found_stays(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await find(pilot, "api")
        await until_text(pilot, "call · TechStart")
        await pilot.press("space", *"since:soon")
        await until_text(pilot, "No day is read in soon: 2026-10-01, 30d, yesterday or “3 days ago”")
        assert any("call · TechStart" in line for line in screen_text(pilot.app))


async def test_names_are_there_while_texts_are_being_read(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, read = Event(), jump.index_apart

    def slow(*args):
        go_on.wait(20)
        return read(*args)

    monkeypatch.setattr(jump, "index_apart", slow)
    async with make_app().run_test(size=(80, 24)) as pilot:
        try:
            await find(pilot, "api")
            await until_text(pilot, "names only")
            await pilot.press("ctrl+u", *"techst")
            await until_text(pilot, "account")
        finally:
            go_on.set()
        await until(pilot, lambda lines: any(" text" in line for line in lines))


async def test_what_was_written_since_the_last_search_is_found(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await find(pilot, "api")
        await until_text(pilot, "call · TechStart")
        await pilot.press("escape")
        account = app.workspace.records.account("TechStart")
        risk = Risk(id="r-1", account=account.id, title="the qwsponsor leaves", raised=NOW)
        app.workspace.commit(message("Draft"), made=[risk])
        await pilot.press("ctrl+k", *"qwsp")
        await until_text(pilot, "risk · TechStart")
        await pilot.press("enter")
        await until_text(pilot, "23 Nov 2026")
        await pilot.press("enter")
        await until_text(pilot, "Overview")


async def test_escape_leaves_everything_as_it_was(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await find(pilot, "api")
        await pilot.press("escape")
        await until(pilot, lambda lines: not any("Jump to" in line for line in lines))
        assert not isinstance(app.screen, Finder)
