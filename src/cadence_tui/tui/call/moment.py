"""Days and hours as somebody types them in a form about a call."""

from datetime import date, time
from typing import TYPE_CHECKING

from cadence_tui.workspace.next_touch import spoken_moment

if TYPE_CHECKING:
    from cadence_tui.tui.view import View


class MomentReader:
    """Reads a day and an hour from what is typed, in the reader's language."""

    def __init__(self, view: "View") -> None:
        workspace = view.cadence.workspace
        self._words = workspace.rules.capture_words(view.cadence.speech.language).dates
        self._today = workspace.today()

    def __call__(self, text: str) -> tuple[date, time | None] | None:
        return spoken_moment(text, self._words, self._today)
