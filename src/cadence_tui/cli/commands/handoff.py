"""`cadence handoff`: what other parts of the house are asked to do for an account."""

from collections.abc import Iterator, Sequence
from typing import get_args

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.model.documents import Account, Handoff
from cadence_tui.model.documents.outlook import HandoffTo
from cadence_tui.model.message import message
from cadence_tui.views.outlook_lines import handoff_text
from cadence_tui.workspace import handoffs as acts
from cadence_tui.workspace.outlook import called
from cadence_tui.workspace.session import last_done

_WHERE: tuple[HandoffTo, ...] = get_args(HandoffTo)


@group("handoff")
def handoff(request: Request) -> None:
    """Hand-offs."""


@below(handoff, "list", message("What waits for others of the house"))
@option("--account", says=message("Only those of this account"), metavar="ID|NAME")
@option("--to", says=message("Only those for this part of the house"), type=OneOf(_WHERE))
@option("--closed", says=message("Those that are over as well"), is_flag=True)
def list_(request: Request, account: str | None, to: HandoffTo | None, closed: bool) -> None:
    """The hand-offs of everybody, or of one account."""
    ws = request.workspace
    of = ws.records.account(account).id if account else ""
    found = [
        each
        for each in ws.records.every(Handoff)
        if (not of or each.account == of)
        and (to is None or each.to == to)
        and (closed or each.status != "done")
    ]
    found.sort(key=lambda each: (each.status == "done", each.at, each.id))
    request.answer(found, lambda: _table(request, found))


@below(handoff, "add", message("Ask another part of the house for something"), writes=True)
@argument("account", says=message("Id or name of the account"))
@argument("to", says=message("For whom it is"), type=OneOf(_WHERE))
@argument("what", says=message("What is asked"))
@option("--why", says=message("Why it matters"), metavar="TEXT", required=True)
@option("--person", says=message("The colleague it is for"), metavar="PERSON", default="")
def add(request: Request, account: str, to: HandoffTo, what: str, why: str, person: str) -> None:
    """A new hand-off."""
    made = acts.hand_off(request.workspace, account, to, what, why, person=person)
    request.done(made, last_done(request.workspace))


@below(handoff, "show", message("A hand-off as text for the colleague"))
@argument("id", says=message("Id, or a part of what is asked"))
def show(request: Request, id: str) -> None:
    """To be copied."""
    ws = request.workspace
    found = called(ws, Handoff, id)
    name = ws.records.get(Account, found.account).name
    request.answer(found, lambda: handoff_text(found, name, request.words).splitlines())


@below(handoff, "take", message("Say that you see to it"), writes=True)
@argument("id", says=message("Id, or a part of what is asked"))
def take(request: Request, id: str) -> None:
    """Taken up."""
    ws = request.workspace
    request.done(acts.take_up(ws, called(ws, Handoff, id).id), last_done(ws))


@below(handoff, "answer", message("Say what came of it"), writes=True)
@argument("id", says=message("Id, or a part of what is asked"))
@argument("answer", says=message("What came of it"))
def answer(request: Request, id: str, answer: str) -> None:
    """Answered."""
    ws = request.workspace
    request.done(acts.answer_handoff(ws, called(ws, Handoff, id).id, answer), last_done(ws))


def _table(request: Request, found: Sequence[Handoff]) -> Iterator[str]:
    ws, words = request.workspace, request.words
    say = words.speech.say
    header = [say("Id"), say("hand-off|For"), say("Status"), say("Account"), say("What"), say("Answer")]
    rows = [
        [
            each.id,
            words.word("handoff_to", each.to),
            words.word("handoff_status", each.status),
            ws.records.get(Account, each.account).name,
            each.what,
            each.answer or "–",
        ]
        for each in found
    ]
    yield from columns(header, rows)
    yield words.speech.plural("{n} hand-off", "{n} hand-offs", len(rows))
