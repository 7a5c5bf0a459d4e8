"""Copies over SSH with OSC 52 and keeps the text on screen, because a terminal may drop it unsaid."""

import base64
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from cadence_tui.model.message import Message
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.spans import Line

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame

_MOST_BYTES = 74_000


def copy(
    frame: "Frame", text: str, *, then: Callable[[], None] | None = None, told: Message | None = None
) -> None:
    """Sends the text to the reader's clipboard and shows it, with the tmux setting that may be missing.

    The footer says so, and before it what was done when there is more to say; `then` follows when the text
    is left.
    """
    app, speech = frame.cadence, frame.speech
    encoded = len(base64.b64encode(text.encode()))
    if encoded <= _MOST_BYTES:
        app.copy_to_clipboard(text)
        head = speech.say("Sent to your clipboard; the text, if your terminal dropped it:")
        ends = [speech.say("Copied to the clipboard")]
    else:
        head = speech.say("Too long for the clipboard of a terminal; the text:")
        ends = []
    frame.tell(" · ".join([*([speech.word(told)] if told else []), *ends]))
    lines: list[Line] = [[(head, "dim")], []]
    lines += [[(line, "")] for line in text.splitlines()]
    if os.environ.get("TMUX"):
        lines += [[], [(speech.say("In tmux copying needs: set -g set-clipboard on"), "dim")]]
    app.push_screen(Reading(speech.say("Copied"), lines, speech), lambda _: then() if then else None)
