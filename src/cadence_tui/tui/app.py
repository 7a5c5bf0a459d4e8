"""The Textual application: language, colours, keys, signals; everything seen is in the frame."""

import asyncio
import os
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import WorkerFailed

from cadence_tui.locale import speech
from cadence_tui.tui.driver import LeanDriver
from cadence_tui.tui.frame import Frame
from cadence_tui.tui.keymap import Keymap
from cadence_tui.tui.news import Waits
from cadence_tui.tui.themes import LoadedTheme, load_theme
from cadence_tui.tui.updates import exact
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.too_small import LEAST_HEIGHT, LEAST_WIDTH, LOW, NARROW
from cadence_tui.workspace.running import leads_call
from cadence_tui.workspace.session import Workspace

_ENDED_BY_SIGNAL = 128


class CadenceApp(App[None]):
    """The interface on one workspace, for one person."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []  # pyright: ignore[reportIncompatibleVariableOverride]
    TITLE = "cadence"
    HORIZONTAL_BREAKPOINTS = [(0, NARROW), (LEAST_WIDTH, "")]
    VERTICAL_BREAKPOINTS = [(0, LOW), (LEAST_HEIGHT, "")]
    DEFAULT_CSS = """
    * { scrollbar-size-vertical: 0; scrollbar-size-horizontal: 0; }
    Screen { background: $background; color: $foreground; }
    ModalScreen { background: $background 0%; align: center middle; }
    """
    animation_level = "none"  # type: ignore[assignment]

    def __init__(
        self,
        workspace: Workspace,
        *,
        language: str,
        theme: LoadedTheme,
        keymap: Keymap,
        themes: Path,
        waits: Waits | None = None,
    ) -> None:
        self.palette = theme.palette
        # Otherwise Textual paints grey on grey where no colour is wanted.
        super().__init__(driver_class=LeanDriver, ansi_color=True if "NO_COLOR" in os.environ else None)
        self.animation_level = "none"
        self.workspace = workspace
        self.speech = speech(language)
        self.keymap = keymap
        self.own_themes = themes
        self.waits = waits or Waits()
        self.failure: BaseException | None = None
        self._ending = False
        self._start = ExitStack()  # holds painting back until the first screen is whole
        self.wear(theme)

    def get_default_screen(self) -> Frame:
        """The frame with the five tabs, each made on its first visit; who is on the phone begins there."""
        tab = 3 if self.workspace.store.hindrance is None and leads_call(self.workspace) else 1
        return Frame({1: _portfolio, 2: _calendar, 3: _call, 4: _actions, 5: _team}, tab)

    def on_load(self) -> None:
        self._start.enter_context(self.batch_update())

    def on_ready(self) -> None:
        self.call_after_refresh(self._start.close)
        self.app_resume_signal.subscribe(self, self._return_from_shell)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Sends of a changed line the part that changed."""
        super()._display(screen, exact(renderable) if isinstance(renderable, ChopsUpdate) else renderable)

    def _return_from_shell(self, app: object) -> None:
        """Paints everything: what was on the screen is gone."""
        self.refresh(layout=True)

    def end_by_signal(self, number: int, frame: object) -> None:
        """A signal handler: leaves in order, with the status a shell expects of it."""
        status = _ENDED_BY_SIGNAL + number
        if self._ending:
            # The first one is not getting through: whoever asks twice is obeyed at once.
            os._exit(status)
        self._ending = True
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise SystemExit(status) from None
        loop.call_soon_threadsafe(partial(self.exit, return_code=status))

    def _handle_exception(self, error: Exception) -> None:
        """Ends the program; what happened is told after the screen is gone, without anybody's data."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.failure = self.failure or cause
        self.exit(return_code=1)

    async def on_event(self, event: events.Event) -> None:
        """Acts are done before the next key is looked at: what is typed on reaches the line they open."""
        if isinstance(event, events.Key) and not event.is_forwarded and self._takes(event):
            return
        await super().on_event(event)

    def _takes(self, event: events.Key) -> bool:
        frame = self.screen_stack[-1] if self.screen_stack else None
        if not isinstance(frame, Frame):
            steps: Callable[[events.Key], bool] | None = getattr(frame, "steps", None)
            return steps is not None and steps(event)
        if frame.keeps(event):
            return True
        if frame.prompt.is_open or isinstance(self.focused, Input):
            return False
        return frame.take_key(event)

    def wear(self, theme: LoadedTheme) -> None:
        """Puts a theme on."""
        self.palette = theme.palette
        self.theme_name = theme.name
        self.register_theme(theme.textual)
        self.theme = theme.textual.name

    def change_theme(self, name: str) -> None:
        """Loads a theme by name and puts it on. Raises BadInput."""
        self.wear(load_theme(name, self.own_themes))


def _portfolio() -> View:
    from cadence_tui.tui.portfolio.view import PortfolioView

    return PortfolioView()


def _calendar() -> View:
    from cadence_tui.tui.calendar.view import CalendarView

    return CalendarView()


def _call() -> View:
    from cadence_tui.tui.call.view import CallView

    return CallView()


def _actions() -> View:
    from cadence_tui.tui.actions.view import ActionsView

    return ActionsView()


def _team() -> View:
    from cadence_tui.tui.team.view import TeamView

    return TeamView()
