"""The account page, and the jump to it."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from cadence_tui.tui.account.view import PARTS, AccountPage
from cadence_tui.tui.app import CadenceApp
from tests.tui.screen_text import until, until_text

MakeApp = Callable[..., CadenceApp]


async def opened(pilot: Pilot[None], name: str = "techst") -> AccountPage:
    await until_text(pilot, "▲")
    await pilot.press("ctrl+k")
    await until_text(pilot, "Jump to")
    await pilot.press(*name)
    await until_text(pilot, "TechStart")
    await pilot.press("enter")
    await until_text(pilot, "Overview")
    page = pilot.app.screen_stack[0].view  # type: ignore[attr-defined]
    assert isinstance(page, AccountPage)
    return page


async def test_jump_opens_the_account(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        lines = await until_text(pilot, "Engineering logged in 80 times last week, Product only 5")
        assert any("TechStart  ▲ 89 green" in line for line in lines)


async def test_jump_to_a_promise_opens_its_page(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "▲")
        await pilot.press("ctrl+k")
        await until_text(pilot, "Jump to")
        await pilot.press(*"add three more")
        await until_text(pilot, "Add three more users")
        await pilot.press("enter")
        await until_text(pilot, "Alex Moreno · due")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_part_can_be_walked_to_and_back(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await opened(pilot)
        for text in (
            "Logins by team",
            "2026",
            "Open promises",
            "Open risks",
            "Open opportunities",
            "Contacts",
            "2027",
        ):
            await pilot.press("right")
            await until_text(pilot, text)
        await pilot.press("right")
        await until_text(pilot, "This week")
        for _ in PARTS:
            await pilot.press("left")
        await until_text(pilot, "This week")
        await pilot.press("escape")
        await until_text(pilot, "12 weeks")


async def test_enter_reads_the_record_of_the_line(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("right", "right", "right", "enter")
        await until_text(pilot, "Alex Moreno · due Fri 13 Nov")
        await pilot.press("escape", "right", "right", "right", "enter")
        await until_text(pilot, "email: ")


async def test_a_due_touch_says_why_then(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        page = await opened(pilot)
        await pilot.press("left")
        await until_text(pilot, "2027")
        while "◇" not in _current(page):
            await pilot.press("j")
        await pilot.press("enter")
        lines = await until_text(pilot, "Why then")
        assert any("Mid-market, Maturity: " in line for line in lines)


async def test_a_line_without_a_record_says_so(make_app: MakeApp) -> None:
    async with make_app(language="es").run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "▲")
        await pilot.press("enter")
        await until_text(pilot, "Cronología")
        await pilot.press("right")
        await until_text(pilot, "Inicios de sesión por equipo")
        await pilot.press("enter")
        await until_text(pilot, "Esta línea no tiene un registro detrás")


async def test_the_page_follows_what_is_changed(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("e")
        await until_text(pilot, "for a segment or stage set by hand")
        await pilot.press("end", *" GmbH", "ctrl+s")
        await until(pilot, lambda lines: lines[2].startswith(" TechStart GmbH"))


async def test_the_part_can_be_copied(make_app: MakeApp) -> None:
    async with make_app(language="pt-BR").run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "▲")
        await pilot.press("enter")
        await until_text(pilot, "Resumo")
        await pilot.press("y")
        lines = await until_text(pilot, "Copiado")
        assert any("acessos por semana" in line and line.count("│") == 2 for line in lines)


def _current(page: AccountPage) -> str:
    lines = page.query_one("Page")._lines  # type: ignore[attr-defined]
    cursor = page.query_one("Page")._cursor  # type: ignore[attr-defined]
    return "".join(text for text, _ in lines[cursor].spans)


@pytest.mark.parametrize("part", ["risks", "expansion"])
async def test_the_footer_of_a_part_tells_what_is_done_with_its_lines(make_app: MakeApp, part: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▲")
        app.screen.open(AccountPage(app.workspace.records.account("TechStart").id, part))  # type: ignore[attr-defined]
        await until_text(pilot, "n new · e edit · f hand off")
