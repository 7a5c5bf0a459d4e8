"""Work off the screen's thread: whatever refuses is told on the footer line, and nobody is thrown out."""

from collections.abc import Callable

from cadence_tui.model.errors import BadInput
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.view import View
from tests.tui.screen_text import until, until_text

MakeApp = Callable[..., CadenceApp]


async def test_what_was_read_and_cannot_be_shown_is_told(make_app: MakeApp) -> None:
    def show(_: int) -> None:
        raise BadInput("This cannot be shown")

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        app.screen.query(View).first().read(lambda: 1, show)
        await until(pilot, lambda lines: "This cannot be shown" in lines[-1])
