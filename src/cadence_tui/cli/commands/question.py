"""`cadence question`: questions of one's own for calls, and those that are asked every time."""

from collections.abc import Sequence
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents import Account, OwnQuestion
from cadence_tui.model.message import message
from cadence_tui.workspace import questions as acts
from cadence_tui.workspace.session import last_done


@group("question")
def question(request: Request) -> None:
    """Beside the question bank."""


@below(question, "list", message("The questions that were added"))
@option("--account", says=message("Only those for this account: its id or name"), default="")
def list_(request: Request, account: str) -> None:
    """Those in use, the first added first."""
    ws = request.workspace
    found = acts.own_questions(ws, ws.records.account(account).id if account else None)
    request.answer(found, lambda: _table(request, found))


@below(question, "add", message("A new question, offered in calls with its topic"), writes=True)
@argument("text", says=message("What will be asked"))
@option("--topic", says=message("Id or title of a topic of the question bank"), required=True)
@option("--account", says=message("For this account alone: its id or name"), default="")
@option("--language", "spoken", says=message("Its language, if not the account's"), type=OneOf(LANGUAGES))
@option(
    "--follow-up",
    "follow_ups",
    says=message("How to go on from its answer, more than once if need be"),
    multiple=True,
)
def add(
    request: Request, text: str, topic: str, account: str, spoken: str | None, follow_ups: tuple[str, ...]
) -> None:
    """For one account, or for all that speak its language."""
    ws = request.workspace
    made = acts.add_question(
        ws,
        text,
        topic=topic,
        account=ws.records.account(account).id if account else "",
        language=spoken or "",
        follow_ups=follow_ups,
    )
    openly = acts.asked_openly(ws, made)
    told = [request.speech.word(last_done(ws))]
    if openly:
        told.append(request.speech.say("That can be answered with yes or no. Better: {text}", text=openly))
    request.answer(made, lambda: told)


@below(question, "remove", message("Take a question out of use; what was asked stays on record"), writes=True)
@argument("id", says=message("Id, or an unmistakable part of the question"))
def remove(request: Request, id: str) -> None:
    """No longer offered."""
    ws = request.workspace
    gone = acts.remove_question(ws, acts.question_called(ws, id).id)
    request.done(gone, message("Question out of use: {text}", text=gone.text))


@below(question, "pin", message("Have a question asked in every call with an account"), writes=True)
@argument("account", says=message("Id or name of the account"))
@argument("id", says=message("Id of a question of the bank or of your own"))
@option("--off", says=message("No longer: it rests like others"), is_flag=True)
def pin(request: Request, account: str, id: str, off: bool) -> None:
    """Asked lately or not."""
    ws = request.workspace
    meant: Account = acts.pin_question(ws, ws.records.account(account).id, id, pinned=not off)
    text = acts.text_of(ws, meant, id)
    told = (
        message("No longer asked every time at {account}: {text}", account=meant.name, text=text)
        if off
        else message("Asked every time at {account}: {text}", account=meant.name, text=text)
    )
    request.done({"account": meant.id, "pinned_questions": meant.pinned_questions}, told)


def _table(request: Request, found: Sequence[OwnQuestion]) -> Any:
    say, ws = request.speech.say, request.workspace
    names = {account.id: account.name for account in ws.records.accounts()}
    topics = ws.rules.questions(request.speech.language).topics
    header = [
        say("Id"),
        say("Question"),
        say("question|Topic"),
        say("Language"),
        say("Account"),
        say("question|By"),
    ]
    rows = [
        [
            each.id,
            each.text,
            topics[each.topic].title if each.topic in topics else each.topic,
            each.language,
            names.get(each.account, each.account) if each.account else say("all"),
            request.words.names.person(each.by),
        ]
        for each in found
    ]
    return columns(header, rows)
