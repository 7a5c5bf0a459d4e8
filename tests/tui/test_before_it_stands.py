"""A view is asked nothing before it stands: neither for its keys nor what is new for it."""

from collections.abc import Callable

import pytest

from cadence_tui.model.message import message
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.frame import Frame
from cadence_tui.workspace import calls
from tests.tui.screen_text import until, until_text

MakeApp = Callable[..., CadenceApp]


@pytest.mark.parametrize("tab", [1, 2, 4, 5])
async def test_what_is_told_while_a_tab_is_made(make_app: MakeApp, tab: int) -> None:
    app = make_app()
    calls.start_ad_hoc(app.workspace, app.workspace.records.account("TechStart").id)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "0:00 / 30:00")
        frame = app.screen
        assert isinstance(frame, Frame)
        frame.go(tab)
        assert not frame.view.is_mounted
        frame.tell(message("Nothing is written down yet"))
        frame.came({"account", "call", "action", "touchpoint"})
        await until(pilot, lambda _: frame.view.is_mounted)
        frame.hush()
        await until_text(pilot, "? keys")


async def test_from_the_call_that_runs_to_the_portfolio_after_undo(make_app: MakeApp) -> None:
    app = make_app()
    calls.start_ad_hoc(app.workspace, app.workspace.records.account("TechStart").id)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "0:00 / 30:00")
        await pilot.press("escape", "escape", "u", "1")
        await until_text(pilot, "by attention")
