"""The smallest application around one widget or dialog: colours, a language, the frame's own style rules."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from cadence_tui.locale import speech
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.themes import load_theme

NO_THEMES = Path("/nowhere")


class Tiny(App[None]):
    """Shows some widgets; `pushed` keeps what dialogs answered."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    DEFAULT_CSS = CadenceApp.DEFAULT_CSS
    animation_level = "none"

    def __init__(self, *widgets: Widget, language: str = "en", theme: str = "dark") -> None:
        loaded = load_theme(theme, NO_THEMES)
        self.palette = loaded.palette
        super().__init__()
        self.speech = speech(language)
        self._shown = widgets
        self.answers: list[object] = []
        self.register_theme(loaded.textual)
        self.theme = loaded.textual.name

    def compose(self) -> ComposeResult:
        yield from self._shown

    def wear(self, name: str) -> None:
        """Puts another theme on, as the application does."""
        CadenceApp.wear(self, load_theme(name, NO_THEMES))  # type: ignore[arg-type]

    def ask(self, dialog: Screen[object]) -> None:
        """Lays a dialog over the widgets."""
        self.push_screen(dialog, self.answers.append)


def counted(make: Callable[[str], Iterable[str]]) -> tuple[Callable[[str], tuple[str, ...]], list[str]]:
    """The same function of a row, and the rows it was asked for."""
    asked: list[str] = []

    def cells(row: str) -> tuple[str, ...]:
        asked.append(row)
        return tuple(make(row))

    return cells, asked
