"""Proposals are decided on by one key, with their evidence beside them; experiments run from a form (T11)."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from cadence_tui.tui.app import CadenceApp
from tests.tui.conftest import NOW
from tests.tui.screen_text import screen_text, until_text

MakeApp = Callable[..., CadenceApp]
SELDOM_THERE = "Grupo Ceibal Norte"


@pytest.mark.parametrize(
    ("language", "change", "saved"),
    [
        ("en", "keep to rule", "Saved/4 wk."),
        ("es", "cumplir regla", "Ahorro/4 sem."),
        ("pt-BR", "seguir a regra", "Ganho/4 sem."),
    ],
)
async def test_the_list_is_whole_at_80_by_24(
    make_app: MakeApp, language: str, change: str, saved: str
) -> None:
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("A")
        await until_text(pilot, SELDOM_THERE)
        row = next(line for line in screen_text(app) if SELDOM_THERE[:16] in line)
        assert change[:12] in row
        assert "7 → 14" in row
        assert "35 % (20–53)" in row
        assert row.rstrip().endswith(" 0 min")
        assert any(saved in line for line in screen_text(app)), "minutes of four weeks have their unit"


async def test_the_detail_has_evidence_picture_and_minutes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("A")
        await until_text(pilot, "nothing changes in what is due: 90")
        text = "\n".join(screen_text(app))
        assert "├" in text


async def test_accept_then_undo_brings_the_proposal_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("A")
        await until_text(pilot, "1 proposal ")
        await pilot.press("a")
        await until_text(pilot, "calls every 14 days from now on")
        await until_text(pilot, "0 proposals · 1 accepted change")
        await pilot.press("a")
        await until_text(pilot, "This is decided already")
        await pilot.press("u")
        await until_text(pilot, "1 proposal ")


async def test_dismissing_asks_why(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("A")
        await until_text(pilot, SELDOM_THERE)
        await pilot.press("d")
        await until_text(pilot, "not taken up, because:")
        await pilot.press(*"ill", "enter")
        await until_text(pilot, "another rhythm not taken up: ill")
        await until_text(pilot, "Attendance speaks for no other rhythm.")


async def test_an_accepted_rhythm_goes_back_to_its_rule(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("A")
        await until_text(pilot, SELDOM_THERE)
        await pilot.press("b")
        await until_text(pilot, "No accepted rhythm is in force here")
        await pilot.press("a")
        await until_text(pilot, "1 accepted change")
        await pilot.press("w")
        await until_text(pilot, "All accepted changes together")
        await pilot.press("escape", "b")
        await until_text(pilot, "rhythm as the rule says again")


async def test_enter_opens_the_account_whose_overview_tells_of_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("A")
        await until_text(pilot, SELDOM_THERE)
        await pilot.press("enter")
        await until_text(pilot, "proposed: keep to rule")
        await pilot.press("escape")
        await until_text(pilot, "Rhythms · mine")


async def test_a_lead_finds_everybodys_from_the_team(make_app: MakeApp) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("A")
        await until_text(pilot, "Rhythms · all")
        await until_text(pilot, SELDOM_THERE)


async def test_a_lead_starts_reads_and_ends_an_experiment(make_app: MakeApp) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("X")
        await until_text(pilot, "No two rhythms have been compared yet.")
        await pilot.press("n")
        await until_text(pilot, "New experiment")
        await pilot.press(*"Less", "ctrl+s")
        await until_text(pilot, "Both arms are the same")
        await pilot.press(*["down"] * 8, *"56", "ctrl+s")
        await until_text(pilot, "accounts take part")
        await until_text(pilot, "not taking part:")
        await until_text(pilot, "as the rule says: every ")
        await pilot.press("enter")
        await until_text(pilot, "Experiment started: Less")
        await until_text(pilot, "● running")
        await pilot.press("escape")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("A")
        await until_text(pilot, "in experiments")
        await until_text(pilot, "accounts are in an experiment")
        await pilot.press("escape")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("X")
        await until_text(pilot, "● running")
        await pilot.press("enter")
        await until_text(pilot, "Too little to say")
        await until_text(pilot, "week 1 of 12")
        await pilot.press("escape", "b")
        await until_text(pilot, "concluded:")
        await pilot.press(*"no", "enter")
        await until_text(pilot, "Experiment stopped: Less")
        await until_text(pilot, "✗ stopped")


async def test_a_csm_reads_experiments_and_starts_none(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("X", "n")
        await until_text(pilot, "Only leads start and end experiments")


async def test_an_experiment_whose_last_day_is_over_says_so(make_app: MakeApp) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("X", "n")
        await until_text(pilot, "New experiment")
        await pilot.press(*"Less", *["down"] * 8, *"56", "ctrl+s")
        await until_text(pilot, "accounts take part")
        await pilot.press("enter")
        await until_text(pilot, "week 1 of 12")
        header = next(line for line in screen_text(app) if "What it" in line or "State" in line)
        assert re.search(r" A +B( |$)", header[:64].rstrip() + " "), header
    later = make_app(acting="lead", now=NOW + timedelta(weeks=13))
    async with later.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("X")
        await until_text(pilot, "◇ last day over")
