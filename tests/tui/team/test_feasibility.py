"""Feasibility in the Team tab: who can do it, and what-ifs that stand, change and go again."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from cadence_tui.tui.app import CadenceApp
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]


async def open_feasibility(pilot: Pilot[None], name: str = "Ana Ruiz") -> None:
    await until_text(pilot, "TechStart")
    await pilot.press("5")
    await until_text(pilot, name)
    await pilot.press("f")
    await until(pilot, lambda lines: lines[1].startswith(" 13 ") and name in lines[3])


async def add_accounts(pilot: Pilot[None], app: CadenceApp, count: str) -> None:
    await pilot.press("n")
    await until_text(pilot, "What if?")
    await pilot.press("enter")
    await until_text(pilot, "How many")
    await pilot.press(*count, "ctrl+s")
    await until(pilot, lambda lines: f"if: {count} new account" in lines[1])


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
async def test_whoever_is_asked_for_too_much_is_seen_at_80_by_24(make_app: MakeApp, language: str) -> None:
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_feasibility(pilot)
        await pilot.press("enter")
        await until(pilot, lambda lines: "▮" in "".join(lines))
        await pilot.press("escape", "escape")
        await until(pilot, lambda lines: "%" in lines[3] and "▮" not in "".join(lines))


async def test_a_what_if_shows_before_and_after_and_can_be_changed_and_dropped(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_feasibility(pilot)
        was = next(line for line in screen_text(app) if "Ana Ruiz" in line)
        await add_accounts(pilot, app, "9")
        await until(pilot, lambda lines: "→" in lines[3])
        await pilot.press("e")
        await until_text(pilot, "How many")
        await pilot.press("backspace", "7", "ctrl+s")
        await until(pilot, lambda lines: "if: 7 new account" in lines[1])
        await pilot.press("d")
        await until(pilot, lambda lines: lines[3] == was)


async def test_several_stand_and_one_goes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(150, 40)) as pilot:
        await open_feasibility(pilot)
        await add_accounts(pilot, app, "9")
        await pilot.press("n")
        await until_text(pilot, "What if?")
        await pilot.press(*"joins", "enter")
        await until_text(pilot, "Hours like")
        await pilot.press(*"Luz", "ctrl+s")
        await until(pilot, lambda lines: "Luz joins" in lines[1] and "Luz" in "".join(lines[3:6]))
        await pilot.press("d")
        await until_text(pilot, "Which what-if?")
        await pilot.press(*"new", "enter")
        await until(pilot, lambda lines: "Luz joins" in lines[1] and "new account" not in lines[1])


async def test_a_fault_brings_the_form_back_with_what_was_typed(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_feasibility(pilot)
        await pilot.press("n")
        await until_text(pilot, "What if?")
        await pilot.press(*"share", "enter")
        await until_text(pilot, "Share for calls")
        await pilot.press("tab", *"7", "ctrl+s")
        await until_text(pilot, "A share between 0 and 1 is expected, not 7.0")
        assert any("│ Who" in line and "‹ Ana Ruiz ›" in line for line in screen_text(app))


async def test_the_page_has_both_counts_and_the_costs(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 80)) as pilot:
        await open_feasibility(pilot)
        await pilot.press("p")
        await until_text(pilot, "In four weeks  In a month")
        await until_text(pilot, "Costliest against their revenue")


async def test_a_year_may_be_looked_at(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_feasibility(pilot)
        await pilot.press("t")
        await until(pilot, lambda lines: lines[1].startswith(" 52 weeks"))


@pytest.mark.parametrize(
    ("language", "told"), [("en", "All together: "), ("es", "Todo el equipo: "), ("pt-BR", "Toda a equipe: ")]
)
@pytest.mark.parametrize("size", [(80, 24), (150, 40)])
async def test_the_verdict_stands_below_the_table(
    make_app: MakeApp, language: str, told: str, size: tuple[int, int]
) -> None:
    app = make_app(language=language)
    async with app.run_test(size=size) as pilot:
        await open_feasibility(pilot)
        await until(pilot, lambda lines: any(line.strip().startswith(told) for line in lines[4:]))
        assert any(line.strip().startswith("Ana Ruiz: ") for line in screen_text(app)[4:])


async def test_what_ifs_stand_when_the_view_is_left_and_opened_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_feasibility(pilot)
        await add_accounts(pilot, app, "9")
        await pilot.press("escape")
        await until(pilot, lambda lines: "if: 9" not in lines[1])
        await pilot.press("f")
        await until(pilot, lambda lines: "if: 9 new account" in lines[1])


async def test_people_and_models_are_chosen_not_typed(make_app: MakeApp) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_feasibility(pilot)
        await pilot.press("n")
        await until_text(pilot, "What if?")
        await pilot.press(*"leaves", "enter")
        await until_text(pilot, "‹ Ana Ruiz ›")
        await until_text(pilot, "‹ their pod, by load ›")
        await pilot.press("escape", "n")
        await until_text(pilot, "What if?")
        await pilot.press(*"model", "enter")
        await until_text(pilot, "‹ cadence-models ›")
