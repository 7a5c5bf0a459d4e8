"""Forms for hand-offs: to whom, what, why; and what came of one (C8)."""

from collections.abc import Callable
from typing import cast

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Handoff, Person
from cadence_tui.model.documents.outlook import HandoffStatus, HandoffTo
from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import Message
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.view import View
from cadence_tui.views.names import names_of
from cadence_tui.views.outlook_lines import handoff_text
from cadence_tui.views.vocabulary import VOCABULARY
from cadence_tui.views.words import Words
from cadence_tui.workspace import handoffs
from cadence_tui.workspace.session import last_done


def new_handoff(
    view: View,
    account_id: str,
    *,
    what: str = "",
    why: str = "",
    origin: str = "",
    then: Callable[[], None] | None = None,
) -> None:
    """Asks for a hand-off, makes it, and copies its text for the colleague; `then` follows in any case."""
    ws, speech = view.cadence.workspace, view.cadence.speech
    follow = then or (lambda: None)

    def ask(people: list[Person], typed: Answers | None = None, fault: str = "") -> None:
        fields = _asked(people, speech, what, why)
        form = Form(speech.say("Hand off"), fields, speech)
        if typed is not None:
            form = form.filled(typed, fault)
        view.app.push_screen(form, lambda answers: answered(people, answers))

    def answered(people: list[Person], answers: Answers | None) -> None:
        if answers is None:
            follow()
            return

        def make() -> tuple[str, Message]:
            handoff = handoffs.hand_off(
                ws,
                account_id,
                cast(HandoffTo, answers["to"]),
                answers["what"],
                answers["why"],
                person=answers["person"],
                origin=origin,
            )
            return _text(view, handoff), last_done(ws)

        def again(error: CadenceError) -> None:
            if error.unsaved is None:
                ask(people, answers, speech.word(error.message))

        def made(found: tuple[str, Message]) -> None:
            text, told = found
            copy(view.frame, text, then=follow, told=told)

        view.perform(make, made, refused=again)

    view.perform(ws.records.people, ask)


def edit_handoff(view: View, handoff: Handoff) -> None:
    """Asks for what shall be different: for whom, how far, the answer."""
    ws, speech = view.cadence.workspace, view.cadence.speech

    def ask(people: list[Person]) -> None:
        say = speech.say
        states = tuple((key, speech.word(word)) for key, word in VOCABULARY["handoff_status"].items())
        fields = [
            *_asked(people, speech, handoff.what, handoff.why, to=handoff.to, person=handoff.person),
            Field(id="status", label=say("State"), value=handoff.status, options=states),
            Field(
                id="answer", label=say("Answer"), value=handoff.answer, hint=say("what came of it; ends it")
            ),
        ]
        fill_in(view, Form(say("Hand-off"), fields, speech), hand_in)

    def hand_in(answers: Answers, refused: Refusal) -> None:
        edit = handoffs.HandoffEdit(
            to=cast(HandoffTo, answers["to"]),
            what=answers["what"],
            why=answers["why"],
            person=answers["person"],
            status=cast(HandoffStatus, answers["status"]),
            answer=answers["answer"],
        )
        view.perform(lambda: handoffs.edit_handoff(ws, handoff.id, edit, seen=handoff), refused=refused)

    view.perform(ws.records.people, ask)


def copy_handoff(view: View, handoff: Handoff) -> None:
    """Copies the text for the colleague."""
    view.perform(lambda: _text(view, handoff), lambda text: copy(view.frame, text))


def _text(view: View, handoff: Handoff) -> str:
    ws = view.cadence.workspace
    names = names_of(ws.rules.touch_model, ws.records.people())
    words = Words(speech=view.cadence.speech, names=names, zone=ws.actor.timezone)
    return handoff_text(handoff, ws.records.get(Account, handoff.account).name, words)


def _asked(
    people: list[Person], speech: Speech, what: str, why: str, *, to: str = "", person: str = ""
) -> list[Field]:
    say = speech.say
    where = tuple((key, speech.word(word)) for key, word in VOCABULARY["handoff_to"].items())
    colleagues = tuple((each.id, each.name) for each in people if not each.gone or each.id == person)
    return [
        Field(id="to", label=say("hand-off|For"), value=to, options=where),
        Field(id="what", label=say("What is asked"), value=what),
        Field(id="why", label=say("Why it matters"), value=why),
        Field(id="person", label=say("Colleague"), value=person, options=(("", "–"), *colleagues)),
    ]
