"""How a plan is asked for, in words and as a form: the verb and the three dials (P3, P4)."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.planning.dials import Calm, Level, Preferences
from cadence_tui.planning.problem import Mode
from cadence_tui.tui.calendar.reading import Asked
from cadence_tui.tui.dialogs.form import Answers, Field, Form
from cadence_tui.views.proposal import Proposal
from cadence_tui.views.proposal_groups import moves_of

if TYPE_CHECKING:
    from cadence_tui.tui.view import View

MODES: Mapping[Mode, Message] = {
    "repair": message("verb|repair"),
    "relevel": message("verb|re-level"),
    "flatten": message("verb|flatten"),
}
_LEVELS: Mapping[Level, Message] = {
    "flat": message("dial|as flat as can be"),
    "even": message("dial|rather flat"),
    "usual": message("dial|usual"),
    "on_time": message("dial|rather on time"),
}
_CALMS: Mapping[Calm, Message] = {
    "free": message("dial|may move much"),
    "usual": message("dial|usual"),
    "firm": message("dial|move as little as possible"),
}
_PREFERENCES: Mapping[Preferences, Message] = {
    "light": message("dial|where it costs nothing"),
    "usual": message("dial|usual"),
    "firm": message("dial|before level weeks"),
}


def asked_text(asked: Asked, speech: Speech) -> str:
    """The verb, and the dials that are not at their usual place."""
    parts = [speech.word(MODES[asked.mode])]
    if asked.level != "usual":
        parts.append(speech.word(_LEVELS[asked.level]))
    if asked.calm != "usual":
        parts.append(speech.word(_CALMS[asked.calm]))
    if asked.preferences != "usual":
        parts.append(speech.say("wishes {how}", how=speech.word(_PREFERENCES[asked.preferences])))
    return ", ".join(parts)


def cost_text(was: Proposal, now: Proposal, speech: Speech) -> str:
    """What another way to plan does to the peak and how much it moves."""
    return speech.say(
        "peak {was} → {now} min · moved {moved_was} → {moved}",
        was=speech.number(was.owners[0].peak),
        now=speech.number(now.owners[0].peak),
        moved_was=moves_of(was),
        moved=moves_of(now),
    )


def ask_dials(view: "View", asked: Asked, then: Callable[[Asked], None]) -> None:
    """Asks for verb and dials."""
    speech = view.cadence.speech
    fields = [
        _field("mode", speech.say("Way"), asked.mode, MODES.items(), speech),
        _field("level", speech.say("Flat or on time"), asked.level, _LEVELS.items(), speech),
        _field("calm", speech.say("Calm"), asked.calm, _CALMS.items(), speech),
        _field("preferences", speech.say("Preferences"), asked.preferences, _PREFERENCES.items(), speech),
    ]

    def answered(answers: Answers | None) -> None:
        if answers is not None:
            then(msgspec.convert(dict(answers), Asked))

    view.app.push_screen(Form(speech.say("How to plan"), fields, speech), answered)


def _field(
    name: str, label: str, value: str, options: Iterable[tuple[str, Message]], speech: Speech
) -> Field:
    shown = tuple((key, speech.word(told)) for key, told in options)
    return Field(id=name, label=label, value=value, options=shown)
