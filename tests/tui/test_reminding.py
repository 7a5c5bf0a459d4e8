"""What the footer reminds of: without taking a key away, and without a byte while nothing changes (A2)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from cadence_tui.model.message import message
from cadence_tui.tui import reminding
from cadence_tui.tui.app import CadenceApp
from cadence_tui.workspace.actions import add_action, finish_action
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import Workspace, open_workspace
from tests.tui.conftest import NOW
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch, quiet_rules: None) -> None:
    monkeypatch.setattr(reminding, "_REST_SECONDS", 0.01)


def clear_board(store: Path) -> Workspace:
    """Ana owes nothing, nobody is waited for, no call is near."""
    ws = open_workspace(store, acting="ana", clock=FixedClock(NOW))
    finish_action(ws, *(action.id for action in ws.records.live_actions()))
    return ws


def call_at(ws: Workspace, start: datetime) -> None:
    account = ws.records.account("TechStart")
    (touch,) = [
        each for each in ws.records.open_touchpoints(account=account.id) if each.owner == ws.actor.id
    ][:1]
    ws.commit(message("Moved"), edits=[(touch, replace(touch, start=start, date=start.date()))])


async def looked(pilot: Pilot[None]) -> None:
    """Waits until the reminders have been read once."""
    await until(pilot, lambda lines: pilot.app.screen.reminding._begun and "? keys" in lines[-1])  # type: ignore[attr-defined]
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_late_promises_stand_behind_the_keys_of_every_tab(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(160, 40)) as pilot:
        await until(pilot, lambda lines: "late · ↩ 1 returned" in lines[-1])
        told = screen_text(app)[-1].rstrip().split("   ")[-1].strip()
        for tab in "2345":
            await pilot.press(tab)
            await until(pilot, lambda lines: lines[-1].rstrip().endswith(told) and "? keys" in lines[-1])


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
async def test_at_80_columns_no_key_gives_way(make_app: MakeApp, language: str) -> None:
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda lines: "▼" in lines[0] or "▼" in lines[-1])
        shown = screen_text(app)[-1]
        keys = shown.split("  ")[0].strip() if "▼" in shown else shown.strip()
        app.screen.reminding._found = type(app.screen.reminding._found)()  # type: ignore[attr-defined]
        app.screen.show_bars()  # type: ignore[attr-defined]
        await until(pilot, lambda lines: "▼" not in lines[0] and "▼" not in lines[-1])
        assert screen_text(app)[-1].strip() == keys


async def test_nothing_to_say_says_nothing(make_app: MakeApp, sample_store: Path) -> None:
    clear_board(sample_store).close()
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await looked(pilot)
        assert screen_text(app)[-1].rstrip().endswith("? keys")


async def test_what_others_do_is_told_and_taken_back(make_app: MakeApp, sample_store: Path) -> None:
    other = clear_board(sample_store)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "? keys")
        made = add_action(other, "TechStart", "Send the guide", due=NOW.date())
        await until(pilot, lambda lines: lines[-1].rstrip().endswith("● 1 due today"))
        finish_action(other, made.id)
        await until(pilot, lambda lines: lines[-1].rstrip().endswith("? keys"))
    other.close()


async def test_a_call_about_to_begin_is_said_once_and_stays_at_the_end(
    make_app: MakeApp, sample_store: Path
) -> None:
    ws = clear_board(sample_store)
    call_at(ws, NOW + timedelta(minutes=8))
    ws.close()
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "TechStart at 04:20 · 3 leads to the call")
        await pilot.press("down")
        await until(pilot, lambda lines: lines[-1].rstrip().endswith("▸ 04:20 TechStart"))


async def test_a_call_in_an_hour_is_no_reminder(make_app: MakeApp, sample_store: Path) -> None:
    ws = clear_board(sample_store)
    call_at(ws, NOW + timedelta(minutes=11))
    ws.close()
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await looked(pilot)
        assert "▸ 04" not in screen_text(app)[-1]


async def test_looking_again_paints_nothing_new(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda lines: "▼" in lines[-1])
        painted: list[str] = []
        foot = app.screen.query_one("#footer")
        foot.refresh = lambda *_, **__: painted.append("foot") or foot  # type: ignore[method-assign]
        app.screen.reminding._look()  # type: ignore[attr-defined]
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert painted == []
