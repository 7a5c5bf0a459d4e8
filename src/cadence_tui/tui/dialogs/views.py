"""Asks for a kept view of a list, or to keep the present one under a name."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import message
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.view import View
from cadence_tui.workspace.saved_views import Shelf

V = TypeVar("V", bound=msgspec.Struct)
_KEEP = "keep"
_FORGET = "forget"
_VIEW = "view:"


def ask_view(
    view: View, shelf: Shelf[V], current: V, told: Callable[[V], str], show: Callable[[V], None]
) -> None:
    """Asks which view to `show`; `told` says in words what one of them is."""
    try:
        kept = shelf.kept()
    except BadInput as error:
        view.frame.tell(error.message, role="error")
        return
    speech = view.cadence.speech
    choices = [Choice(_VIEW + name, name, told(each)) for name, each in kept.items()]
    choices.append(Choice(_KEEP, speech.say("keep this view …"), told(current)))
    if kept:
        choices.append(Choice(_FORGET, speech.say("forget a view …")))

    def chosen(key: str | None) -> None:
        if key == _KEEP:
            _ask_name(view, shelf, current)
        elif key == _FORGET:
            _ask_forgotten(view, shelf, kept, told)
        elif key is not None:
            show(kept[key.removeprefix(_VIEW)])

    view.app.push_screen(Picker(speech.say("Views"), choices, speech), chosen)


def _ask_name(view: View, shelf: Shelf[V], current: V) -> None:
    def answered(name: str) -> None:
        kept = message("View kept: {name}", name=name)
        view.perform(lambda: shelf.keep(name, current), lambda _: view.frame.tell(kept))
        view.entered()

    view.frame.prompt.ask(view.cadence.speech.say("name of the view:"), answered, leave=view.entered)


def _ask_forgotten(view: View, shelf: Shelf[V], kept: dict[str, V], told: Callable[[V], str]) -> None:
    speech = view.cadence.speech
    choices = [Choice(name, name, told(each)) for name, each in kept.items()]

    def chosen(name: str | None) -> None:
        if name is not None:
            forgotten = message("View forgotten: {name}", name=name)
            view.perform(lambda: shelf.forget(name), lambda _: view.frame.tell(forgotten))

    view.app.push_screen(Picker(speech.say("Forget a view"), choices, speech), chosen)
