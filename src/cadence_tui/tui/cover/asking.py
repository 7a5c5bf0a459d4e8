"""Asks for the days of a leave, for another stand-in, for a note."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from cadence_tui.model.documents import Absence, Person
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.tui.actions.prompts import read_day
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.errands import Refusal
from cadence_tui.views.cover import CoverRow, LeaveRow, offer_text, room_text
from cadence_tui.workspace import leave as acts
from cadence_tui.workspace.leave import Entered

if TYPE_CHECKING:
    from cadence_tui.tui.cover.leaves import LeaveView
    from cadence_tui.tui.cover.view import CoverView


def ask_leave(view: "LeaveView") -> None:
    """Asks who is away from when to when; then shows the cover plan."""
    ws, actor = view.cadence.workspace, view.cadence.workspace.actor

    def show(people: list[Person]) -> None:
        speech = view.cadence.speech
        options = tuple((each.id, plain(each.name)) for each in people)
        who = view.person or (view.table.current.person.id if view.table.current else actor.id)
        chosen = who if who in {each.id for each in people} else people[0].id
        fields = [
            Field(id="person", label=speech.say("Who"), value=chosen, options=options),
            *_days(view, "", "", ""),
        ]
        form = Form(speech.say("New leave"), fields, speech, lambda answers: _faults(view, answers))
        fill_in(view, form, lambda answers, refused: add(answers, refused))

    def add(answers: Answers, refused: Refusal) -> None:
        first, last = _day(view, answers["first"]), _day(view, answers["last"])
        view.perform(
            lambda: acts.add_leave(ws, answers["person"], first, last, why=answers["why"]),
            lambda entered: _entered(view, entered),
            refused=refused,
        )

    view.read(lambda: _whose(view), show, group="form")


def ask_change(view: "LeaveView", row: LeaveRow) -> None:
    """Asks for other days of a leave; the plan is shown where they need somebody more."""
    ws, speech = view.cadence.workspace, view.cadence.speech
    fields = _days(view, row.first.isoformat(), row.last.isoformat(), row.why)
    form = Form(
        speech.say("Leave of {name}", name=plain(row.person.name)),
        fields,
        speech,
        lambda answers: _faults(view, answers),
    )

    def change(answers: Answers, refused: Refusal) -> None:
        first, last = _day(view, answers["first"]), _day(view, answers["last"])
        was = Absence(row.first, row.last, row.why)
        view.perform(
            lambda: acts.change_leave(ws, row.person.id, was, first, last, why=answers["why"]),
            lambda entered: _entered(view, entered),
            refused=refused,
        )

    fill_in(view, form, change)


def ask_stand_in(view: "CoverView", row: CoverRow) -> None:
    """Lets choose among those who are there, the best first; also nobody."""
    speech, words = view.cadence.speech, view.words
    choices = [
        Choice(
            each.person,
            f"{plain(words.names.person(each.person))} · {room_text(each, words)}",
            offer_text(each, words),
        )
        for each in row.cover.offers
    ]

    def chosen(key: str | None) -> None:
        if key:
            view.choose(row, key)

    title = speech.say("Who looks after {account}?", account=plain(row.cover.account.name))
    view.app.push_screen(Picker(title, choices, speech, current=row.stand_in, wide=True), chosen)


def _whose(view: "LeaveView") -> list[Person]:
    """Whose leave the acting person may enter."""
    ws = view.cadence.workspace
    if ws.actor.role not in ("lead", "admin"):
        return [ws.records.get(Person, ws.actor.id)]
    people = [each for each in ws.records.people() if each.gone is None]
    return sorted(people, key=lambda each: (each.id != ws.actor.id, each.name))


def _days(view: "LeaveView", first: str, last: str, why: str) -> list[Field]:
    say = view.cadence.speech.say
    hint = say("friday · 15 · +3 · in two weeks")
    return [
        Field(id="first", label=say("From"), value=first, hint=hint),
        Field(id="last", label=say("To"), value=last, hint=hint),
        Field(id="why", label=say("Reason"), value=why),
    ]


def _faults(view: "LeaveView", answers: Answers) -> Mapping[str, Message]:
    faults: dict[str, Message] = {}
    for field in ("first", "last"):
        if read_day(view, answers[field]).day is None:
            faults[field] = message("No day is understood: {text}", text=answers[field] or "–")
    return faults


def _day(view: "LeaveView", text: str) -> date:
    day = read_day(view, text).day
    assert day is not None
    return day


def _entered(view: "LeaveView", entered: Entered) -> None:
    from cadence_tui.tui.cover.view import CoverView

    view.look()
    view.frame.open(CoverView(entered.person.id, entered.leave.first))
    plural = view.cadence.speech.plural
    told: list[str] = []
    if n := len(entered.calls):
        told.append(
            plural(
                "{n} call lies in it: a hands over, m asks for another day",
                "{n} calls lie in it: a hands over, m asks for another day",
                n,
            )
        )
    if n := len(entered.sessions):
        told.append(plural("{n} group session lies in it", "{n} group sessions lie in it", n))
    if told:
        view.frame.tell(" · ".join(told), role="warn")
