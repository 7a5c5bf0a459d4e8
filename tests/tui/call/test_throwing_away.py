"""A call that was begun by mistake is got rid of from its guide, and leads back to the list (C7, X5)."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import Touchpoint
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.call.view import CallView
from cadence_tui.tui.frame import Frame
from cadence_tui.workspace import calls, capturing
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]


def begun(app: CadenceApp) -> Touchpoint:
    """The planned call with TechStart, started."""
    ws = app.workspace
    call = calls.start_ad_hoc(ws, ws.records.account("TechStart").id)
    return ws.records.get(Touchpoint, call.touchpoint)


async def back_in_the_list(pilot: Pilot[None], app: CadenceApp) -> None:
    frame = app.screen
    assert isinstance(frame, Frame)
    await until(pilot, lambda _: isinstance(frame.view, CallView))
    await until(pilot, lambda _: not any(call.started for call in app.workspace.records.open_calls()))


@pytest.mark.parametrize("steps", [[], ["tab"], ["tab", "space", "tab"]], ids=len)
async def test_undo_takes_the_start_back_and_leads_to_the_list(make_app: MakeApp, steps: list[str]) -> None:
    app = make_app()
    touch = begun(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "0:00 / 30:00")
        await pilot.press(*steps, "escape", "u")
        await back_in_the_list(pilot, app)
        lines = await until_text(pilot, "Taken back: Call started: TechStart")
        assert not any("removed meanwhile" in line for line in lines)
        assert app.workspace.records.get(Touchpoint, touch.id).call == ""


async def test_a_prepared_call_is_ahead_again(make_app: MakeApp) -> None:
    app = make_app()
    ws = app.workspace
    account = ws.records.account("TechStart")
    touch = next(each for each in ws.records.open_touchpoints() if each.account == account.id)
    calls.tick_checklist(ws, touch.id, ws.rules.checklist.items[0].id)
    begun(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "0:00 / 30:00")
        await pilot.press("tab", "escape", "u")
        await back_in_the_list(pilot, app)
        await until_text(pilot, "Taken back: Call started: TechStart")


@pytest.mark.parametrize("keys", [["ctrl+x", *"none", "enter"], ["escape", "X"]], ids=lambda keys: keys[0])
async def test_there_was_no_call(make_app: MakeApp, keys: list[str]) -> None:
    app = make_app()
    touch = begun(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "0:00 / 30:00")
        await pilot.press("tab", *keys)
        await back_in_the_list(pilot, app)
        lines = await until_text(pilot, "Call thrown away: TechStart")
        assert not any("removed meanwhile" in line for line in lines)
        assert app.workspace.records.get(Touchpoint, touch.id).status == "planned"


async def test_what_was_captured_is_closed_instead(make_app: MakeApp) -> None:
    app = make_app()
    ws = app.workspace
    call = calls.start_ad_hoc(ws, ws.records.account("TechStart").id)
    capturing.add_entry(ws, call.id, capturing.listener(ws, call, "en").understand("they moved offices"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "they moved offices")
        await pilot.press("escape", "X")
        await until_text(pilot, "Something was captured in this call: close it instead")
        assert ws.store.get("call", call.id) is not None


async def test_a_half_typed_line_is_not_lost_with_the_start(make_app: MakeApp) -> None:
    app = make_app()
    begun(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "0:00 / 30:00")
        await pilot.press(*"seats", "escape", "u")
        await until_text(pilot, "esc leaves it, what you type is kept")
        assert any("> seats" in line for line in screen_text(app))


async def test_the_keys_after_escape_name_undo(make_app: MakeApp) -> None:
    app = make_app()
    begun(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "0:00 / 30:00")
        await pilot.press("escape", "?")
        await until_text(pilot, "Take back the last act, the start of the call too")
