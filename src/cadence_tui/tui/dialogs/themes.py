"""Chooses the colours."""

from typing import TYPE_CHECKING

from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import message
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.themes import load_theme, theme_names
from cadence_tui.workspace.preferences import keep_choice

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame


def choose_theme(frame: "Frame") -> None:
    """Asks for a theme, puts it on, and keeps the choice for the next start."""
    app, speech = frame.cadence, frame.speech
    choices: list[Choice] = []
    for name in sorted(theme_names(app.own_themes)):
        try:
            titles = load_theme(name, app.own_themes).titles
            choices.append(Choice(name, titles.get(speech.language, name), name))
        except BadInput as error:
            choices.append(Choice(name, name, speech.word(error.message)))

    def chosen(name: str | None) -> None:
        if name is None:
            return
        try:
            app.change_theme(name)
            keep_choice("theme", name)
        except BadInput as error:
            frame.tell(error.message, role="error")
        except OSError:
            frame.tell(message("The colours are on, but the choice could not be kept"), role="warn")

    frame.app.push_screen(Picker(speech.say("Colours"), choices, speech, current=app.theme_name), chosen)
