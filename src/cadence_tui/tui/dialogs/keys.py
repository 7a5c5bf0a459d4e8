"""The keys of the screen in front, made from the registry."""

from typing import TYPE_CHECKING

from cadence_tui.locale import Speech
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.keymap import Keymap, key_label
from cadence_tui.tui.registry import GROUP_TITLES
from cadence_tui.tui.spans import fit
from cadence_tui.tui.widgets.page import PageLine

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame

_KEYS_WIDTH = 16


def show_keys(frame: "Frame") -> None:
    """Lays the help over the frame."""
    lines = keys_lines(frame.cadence.keymap, frame.view.listening(), frame.speech)
    frame.app.push_screen(Reading(frame.speech.say("Keys of this screen"), lines, frame.speech))


def keys_lines(keymap: Keymap, contexts: tuple[str, ...], speech: Speech) -> list[PageLine]:
    """Acts by group: keys, and what they do."""
    lines: list[PageLine] = []
    for context in contexts:
        lines.append(PageLine([(speech.word(GROUP_TITLES[context]), "title")]))
        for act in keymap.of([context]):
            keys = " ".join(key_label(key, speech) for key in keymap.keys(act)) or speech.say("no key")
            line = [("  " + fit(keys, _KEYS_WIDTH), "key"), (" " + speech.word(act.help), "")]
            lines.append(PageLine(line, indent=_KEYS_WIDTH + 3))
        lines.append(PageLine([]))
    return lines
