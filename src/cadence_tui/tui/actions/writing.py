"""Writes down a promise, or changes one: account, title, side, owner, date."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import Priority, Side
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import fold, plain
from cadence_tui.tui.actions.prompts import carry_out, read_day
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.errands import Refusal
from cadence_tui.views.wording_actions import PRIORITY_WORDS, SIDE_WORDS
from cadence_tui.workspace.actions import add_action, edit_action

if TYPE_CHECKING:
    from cadence_tui.tui.actions.view import ActionsView


def ask_new(view: "ActionsView") -> None:
    """Asks for the account, then for the promise."""
    speech, me = view.cadence.speech, view.cadence.workspace.actor
    accounts = [account for account in view.ledger.accounts.values() if account.churned is None]
    current = view.board.current.account if view.board.current else ""
    accounts.sort(key=lambda each: (each.id != current, each.owner != me.id, fold(each.name)))
    choices = [Choice(account.id, plain(account.name), found_by=account.external_id) for account in accounts]

    def chosen(account_id: str | None) -> None:
        if account_id:
            ask_promise(view, account_id)

    view.app.push_screen(Picker(speech.say("For which account?"), choices, speech), chosen)


def ask_promise(view: "ActionsView", account_id: str) -> None:
    """Asks for a promise for an account and writes it down."""
    workspace, speech = view.cadence.workspace, view.cadence.speech
    title = speech.say("Promise for {account}", account=view.ledger.accounts[account_id].name)
    blank = Action(id="", account=account_id, title="", created=workspace.now(), owner=workspace.actor.id)

    def write(answers: Answers, refused: Refusal) -> None:
        made: list[Action] = []
        side = cast(Side, answers["side"])

        def act() -> None:
            added = add_action(
                workspace,
                account_id,
                answers["title"],
                side=side,
                owner=_owner_id(view, side, answers["owner"]),
                due=_due(view, answers),
                priority=cast(Priority, answers["priority"]),
            )
            made.append(added)

        carry_out(view, act, lambda: _follow(view, made), refused=refused)

    fill_in(view, Form(title, _fields(view, blank), speech, _checker(view, was=None)), write)


def ask_edit(view: "ActionsView") -> None:
    """Asks for other particulars of the promise under the cursor."""
    workspace, card = view.cadence.workspace, view.board.current
    action = next((action for action in view.ledger.actions if card and action.id == card.id), None)
    if action is None:
        return
    speech = view.cadence.speech
    why = Field(id="why", label=speech.say("why it moves"), hint=speech.say("only when its date moves"))

    def change(answers: Answers, refused: Refusal) -> None:
        side = cast(Side, answers["side"])
        carry_out(
            view,
            lambda: edit_action(
                workspace,
                action.id,
                title=answers["title"],
                side=side,
                owner=_owner_id(view, side, answers["owner"]),
                due=_due(view, answers),
                why=answers["why"],
                priority=cast(Priority, answers["priority"]),
                seen=action,
            ),
            lambda: _follow(view, [action]),
            refused=refused,
        )

    fields = [*_fields(view, action), why]
    title = speech.say("Edit the promise")
    fill_in(view, Form(title, fields, speech, _checker(view, was=action)), change)


def _fields(view: "ActionsView", action: Action) -> list[Field]:
    speech = view.cadence.speech
    sides = tuple((side, speech.word(word)) for side, word in SIDE_WORDS.items())
    priorities = tuple((name, speech.word(word)) for name, word in PRIORITY_WORDS.items())
    owner = view.ledger.people.get(action.owner) if action.side == "ours" else None
    return [
        Field(id="title", label=speech.say("what"), value=plain(action.title)),
        Field(id="side", label=speech.say("whose side"), value=action.side, options=sides),
        Field(
            id="owner",
            label=speech.say("owner"),
            value=plain(owner.name if owner else action.owner),
            hint=speech.say("a colleague, or a name at the customer"),
        ),
        Field(
            id="due",
            label=speech.say("due"),
            value=action.due.isoformat() if action.due else "",
            hint=speech.say("friday · 15 · +3 · in two weeks"),
        ),
        Field(id="priority", label=speech.say("priority"), value=action.priority, options=priorities),
    ]


def _checker(view: "ActionsView", *, was: Action | None) -> Callable[[Answers], Mapping[str, Message]]:
    def check(answers: Answers) -> Mapping[str, Message]:
        faults: dict[str, Message] = {}
        if not answers["title"]:
            faults["title"] = message("A promise needs a title")
        if answers["side"] == "ours" and answers["owner"] and not _colleague(view, answers["owner"]):
            faults["owner"] = message("No colleague, or several: {name}", name=answers["owner"])
        due = _due(view, answers)
        if answers["due"] and due is None:
            faults["due"] = message("No day is understood: {text}", text=answers["due"])
        elif was and was.due and due != was.due and not answers["why"]:
            faults["why"] = message("The date moves: say why")
        return faults

    return check


def _due(view: "ActionsView", answers: Answers) -> date | None:
    return read_day(view, answers["due"]).day if answers["due"] else None


def _owner_id(view: "ActionsView", side: Side, typed: str) -> str:
    """The id of the colleague who is meant; what is typed for somebody at the customer."""
    if side == "theirs":
        mine = _colleague(view, typed)
        # The form proposes the writer: nobody means a colleague when the promise is the customer's.
        return "" if mine and mine == view.cadence.workspace.actor.id else typed
    return _colleague(view, typed)


def _colleague(view: "ActionsView", typed: str) -> str:
    """The one colleague whose name has this part; empty for none or several."""
    people = [person for person in view.ledger.people.values() if person.gone is None]
    exact = [person.id for person in people if fold(person.name) == fold(typed)]
    partly = [
        person.id for person in people if typed and fold(typed) in fold(f"{person.name} {person.login}")
    ]
    found = exact or partly
    return found[0] if len(found) == 1 else ""


def _follow(view: "ActionsView", found: list[Action]) -> None:
    view.follow = found[0].id if found else ""
