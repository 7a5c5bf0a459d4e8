"""The command palette: any act of the screen in front, by part of its name."""

from typing import TYPE_CHECKING

from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.keymap import key_label
from cadence_tui.tui.registry import Act

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame


def choose_act(frame: "Frame") -> None:
    """Asks for an act and carries it out; one that is off says why beside its name."""
    keymap, speech = frame.cadence.keymap, frame.speech
    acts = [
        act for act in keymap.of(frame.view.listening()) if act.context != "list" and act.id != "app.palette"
    ]

    def choice(act: Act) -> Choice:
        off = frame.view.why_not(act)
        keys = " ".join(key_label(key, speech) for key in keymap.keys(act))
        return Choice(
            act.id, speech.word(act.help), speech.word(off) if off else keys, speech.word(act.title)
        )

    def chosen(act_id: str | None) -> None:
        if act_id is not None:
            frame.do(keymap.acts[act_id])

    frame.app.push_screen(Picker(speech.say("Commands"), [choice(act) for act in acts], speech), chosen)
