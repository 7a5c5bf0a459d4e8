"""The short ways out of a call, before it and in it: what they ask, and when it is tried again (C7)."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from cadence_tui.locale import Speech
from cadence_tui.model.message import message
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.views.wording_call import slot_text
from cadence_tui.workspace import short_ways

if TYPE_CHECKING:
    from cadence_tui.tui.view import View
    from cadence_tui.workspace.next_touch import Slot

_NO_TIME = "none"
Leave = Callable[[], None]


def ask_declined(view: "View", touch_id: str, done: Callable[[], None], leave: Leave) -> None:
    """Asks what they said and when to try again, and records that they declined."""
    ws, say = view.cadence.workspace, view.cadence.speech.say

    def answered(why: str) -> None:
        ask_again(view, touch_id, say("They said no: when again?"), lambda slot: decline(why, slot), leave)

    def decline(why: str, slot: "Slot | None") -> None:
        view.perform(lambda: short_ways.declined(ws, touch_id, why=why, again=slot), lambda _: told())

    def told() -> None:
        done()
        view.frame.tell(message("Declined, and on record"))

    view.frame.prompt.ask(
        say("What did they say?"), answered, hint=say("enter: nothing in particular"), leave=leave
    )


def ask_wrong(view: "View", touch_id: str, then: "Callable[[str, Slot | None], None]", leave: Leave) -> None:
    """Asks who was reached, and when the right one is tried."""
    say = view.cadence.speech.say

    def answered(name: str) -> None:
        if not name:
            # What is typed next belongs to the answer, not to the notes of the call.
            view.frame.tell(message("A few words are needed; esc leaves it as it is"), role="error")
            ask_wrong(view, touch_id, then, leave)
            return
        title = say("When is the right person tried?")
        ask_again(view, touch_id, title, lambda slot: then(name, slot), leave)

    view.frame.prompt.ask(say("Who was reached?"), answered, leave=leave)


def ask_again(
    view: "View", touch_id: str, title: str, then: "Callable[[Slot | None], None]", leave: Leave
) -> None:
    """Offers the best times soon, and none; leaving it changes nothing."""
    ws, speech = view.cadence.workspace, view.cadence.speech

    def show(slots: "list[Slot]") -> None:
        choices = [_choice(place, slot, speech, ws.today()) for place, slot in enumerate(slots)]
        choices.append(Choice(_NO_TIME, speech.say("no time yet"), speech.say("the plan will ask for one")))
        view.app.push_screen(Picker(title, choices, speech), lambda key: chosen(slots, key))

    def chosen(slots: "list[Slot]", key: str | None) -> None:
        if key is None:
            leave()
        else:
            then(None if key == _NO_TIME else slots[int(key)])

    view.perform(lambda: short_ways.times_again(ws, touch_id), show)


def _choice(place: int, slot: "Slot", speech: Speech, today: date) -> Choice:
    text = slot_text(slot.start or slot.date, f"{slot.minutes} min", speech, today)
    return Choice(str(place), text)
