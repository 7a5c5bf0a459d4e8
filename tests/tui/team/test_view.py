"""The team at a glance: a lead sees everybody, a CSM the own pod; figures explain themselves (M1-M3)."""

from collections.abc import Callable

import pytest

from cadence_tui.tui.app import CadenceApp
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]


@pytest.mark.parametrize(("language", "kept"), [("en", "Kept"), ("es", "Cumplido"), ("pt-BR", "Cumprido")])
async def test_a_row_for_each_person_at_80_by_24(make_app: MakeApp, language: str, kept: str) -> None:
    app = make_app(acting="lead", language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        lines = await until(pilot, lambda lines: "Ana Ruiz" in lines[3])
        assert kept in lines[2]
        assert "%" in lines[3]


async def test_every_figure_says_what_it_was_counted_from(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("5")
        await until(pilot, lambda lines: "Ana Ruiz" in lines[3])
        await pilot.press("w")
        await until_text(pilot, "Load of the coming weeks")
        text = "\n".join(screen_text(app))
        assert "kept in time" in text
        assert "no-show" in text
        assert "with a contact held" in text


async def test_enter_shows_the_accounts_of_the_person(make_app: MakeApp) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await until(pilot, lambda lines: "Ana Ruiz" in lines[3])
        await pilot.press("enter")
        await until(pilot, lambda lines: "owner:ana" in lines[1] and "TechStart" in "".join(lines))
