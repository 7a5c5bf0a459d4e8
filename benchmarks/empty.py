"""The floor: the smallest Textual program."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        yield Static("empty is ready")


if __name__ == "__main__":
    Empty().run(mouse=False)
