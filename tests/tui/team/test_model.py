"""The touch model in the Team tab: tried with its effect on the load, saved by a lead, taken back."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cadence_tui.tui.app import CadenceApp
from cadence_tui.workspace.touch_model import use_touch_model
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]
SHIPPED = (files("cadence_tui.content") / "touch_models" / "check-in-guide.toml").read_bytes()
RULE = "Check-in · Mid-market · Maturity"


async def open_model(pilot: Pilot[None]) -> None:
    await until_text(pilot, "TechStart")
    await pilot.press("5")
    await until_text(pilot, "Ana Ruiz")
    await pilot.press("m")
    await until_text(pilot, "check-in-guide")
    await pilot.press("/", *"mid maturity check", "enter")
    await until(pilot, lambda lines: "Check-in · Mid-market" in lines[3])


async def change_rhythm(pilot: Pilot[None], days: str) -> None:
    await pilot.press("enter")
    await until(pilot, lambda lines: any("Every, days" in line and "28" in line for line in lines))
    await pilot.press("backspace", "backspace", *days)


@pytest.mark.parametrize(
    ("language", "first"), [("en", "Enterprise"), ("es", "Gran empresa"), ("pt-BR", "Grande empresa")]
)
async def test_the_entries_are_listed_at_80_by_24(make_app: MakeApp, language: str, first: str) -> None:
    app = make_app(acting="lead", language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("m")
        await until(pilot, lambda lines: first in lines[3] and "7" in lines[3])


async def test_the_palette_leads_there_from_anywhere(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        await pilot.press(":")
        await until_text(pilot, "Commands")
        await pilot.press(*"touch model", "enter")
        await until_text(pilot, "check-in-guide · ")


async def test_the_effect_on_the_load_stands_below_the_figures(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_model(pilot)
        await change_rhythm(pilot, "31")
        await until_text(pilot, "accounts are concerned")
        await until(pilot, lambda lines: any("Ana Ruiz: " in line and "→" in line for line in lines))


async def test_faults_are_told_before_anything_is_saved(make_app: MakeApp) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_model(pilot)
        await change_rhythm(pilot, "60")
        await until_text(pilot, "expected: at least the rhythm of the rule")
        await pilot.press("ctrl+s")
        await until(pilot, lambda lines: "1 entry not saved" in lines[1])
        await pilot.press("ctrl+s")
        await until_text(pilot, "Why")
        await pilot.press("ctrl+s")
        await until_text(pilot, "cannot be used, faults found")


async def test_a_figure_out_of_range_brings_the_form_to_its_field(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_model(pilot)
        await change_rhythm(pilot, "0")
        await pilot.press("ctrl+s")
        await until_text(pilot, "expected: a number from 1 to 3660")


async def test_a_lead_saves_and_takes_back(make_app: MakeApp) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_model(pilot)
        await change_rhythm(pilot, "30")
        await pilot.press("ctrl+s")
        await until(pilot, lambda lines: "1 entry not saved" in lines[1] and lines[3].startswith(" *"))
        await pilot.press("ctrl+s")
        await until_text(pilot, "Why")
        await pilot.press(*"calmer", "enter")
        await until_text(pilot, "The touch model is saved")
        await until(pilot, lambda lines: "every 30" in lines[3])
        await pilot.press("u")
        await until(pilot, lambda lines: "every 28" in lines[3])


async def test_a_csm_tries_and_is_told_who_may_save(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_model(pilot)
        await change_rhythm(pilot, "30")
        await pilot.press("ctrl+s")
        await until(pilot, lambda lines: "1 entry not saved" in lines[1])
        await pilot.press("ctrl+s")
        await until_text(pilot, "A lead or an admin can save it")
        await pilot.press("escape")
        await until_text(pilot, "Changes are not saved")
        await pilot.press("escape")
        await until(pilot, lambda lines: "Ana Ruiz" in lines[3])


async def test_the_effect_of_all_changes_names_each_week(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await open_model(pilot)
        await change_rhythm(pilot, "31")
        await pilot.press("ctrl+s")
        await until(pilot, lambda lines: "1 entry not saved" in lines[1])
        await pilot.press("w")
        await until_text(pilot, "What all changes do to the load")
        await until(pilot, lambda lines: any(" → " in line and " Nov " in line for line in lines))
        await pilot.press("escape", "d")
        await until(pilot, lambda lines: "not saved" not in lines[1] and "every 28" in lines[3])


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_leaving_asks_once_before_changes_are_lost(make_app: MakeApp, key: str) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_model(pilot)
        await change_rhythm(pilot, "30")
        await pilot.press("ctrl+s")
        await until(pilot, lambda lines: "1 entry not saved" in lines[1])
        await pilot.press("1")
        await until_text(pilot, "TechStart")
        await pilot.press(key)
        # It is asked where the change is, so that ctrl+s saves it.
        await until_text(pilot, "Touch model not saved: ctrl+s saves it; the same key forgets it")
        assert "1 entry not saved" in "".join(screen_text(app))
        await pilot.press("down", key)
        await until_text(pilot, "Touch model not saved")
        assert app._exit is False
        await pilot.press(key)
        assert app._exit is True


def own_model(store: Path, name: str = "check-in-guide") -> Path:
    file = store / "rules" / "touch_models" / f"{name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(SHIPPED)
    return file


@pytest.mark.parametrize("broken", [b"x = [", b"x = 1", b"# caf\xe9\n" + SHIPPED])
async def test_a_file_that_broke_meanwhile_is_told_and_the_rest_goes_on(
    make_app: MakeApp, sample_store: Path, broken: bytes
) -> None:
    file = own_model(sample_store)
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        file.write_bytes(broken)
        await pilot.press("m")
        await until(pilot, lambda lines: "check-in-guide.tomlcannotbe" in "".join(lines).replace(" ", ""))
        await pilot.press("escape")
        await until(pilot, lambda lines: "Ana Ruiz" in lines[3])


async def test_a_model_whose_only_file_was_taken_away_is_told(make_app: MakeApp, sample_store: Path) -> None:
    file = own_model(sample_store, "ours")
    app = make_app(acting="lead")
    use_touch_model(app.workspace, "ours")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        file.unlink()
        await pilot.press("m")
        await until_text(pilot, "There is no touch model ours")


async def test_a_file_that_cannot_be_written_is_told_and_the_change_counts(
    make_app: MakeApp, sample_store: Path
) -> None:
    (sample_store / "rules").write_text("in the way")
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_model(pilot)
        await change_rhythm(pilot, "30")
        await pilot.press("ctrl+s")
        await until(pilot, lambda lines: "1 entry not saved" in lines[1])
        await pilot.press("ctrl+s")
        await until_text(pilot, "Why")
        await pilot.press("enter")
        await until_text(pilot, "It is kept, but the file")
        await until(pilot, lambda lines: "every 30" in lines[3])
