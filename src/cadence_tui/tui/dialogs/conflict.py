"""Shows what somebody else wrote meanwhile, so that nobody's text is lost (X4)."""

from typing import TYPE_CHECKING

from cadence_tui.model.errors import Conflict
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.widgets.page import PageLine

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame


def show_conflict(frame: "Frame", error: Conflict) -> None:
    """Says who changed which fields and when, with their values; what the reader did was not saved."""
    speech = frame.speech
    lines = [PageLine([(speech.word(error.message), "warn")]), PageLine([])]
    for name in error.fields:
        theirs = str(error.theirs.get(name, speech.say("nothing")))
        lines.append(PageLine([(name + "  ", "dim"), (theirs, "strong")], indent=4))
    advice = speech.say("Yours was not saved: look at theirs, then do it again.")
    lines += [PageLine([]), PageLine([(advice, "")])]
    frame.app.push_screen(Reading(speech.say("Changed meanwhile"), lines, speech))
