"""`cadence action`: one promise, made, moved, closed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

from msgspec import UNSET

from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.nudge_shown import nudge_data, nudge_text
from cadence_tui.cli.refusals import notice
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import DAY, OneOf
from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import Priority, Side
from cadence_tui.model.message import message
from cadence_tui.workspace import actions as acts
from cadence_tui.workspace import nudges
from cadence_tui.workspace.ledger import action_called
from cadence_tui.workspace.ledger_reading import read_page
from cadence_tui.workspace.session import last_done

_PRIORITIES: tuple[Priority, ...] = get_args(Priority)
_CHANNELS = ("email", "call", "message")
_SIDES: tuple[Side, ...] = get_args(Side)


@group("action")
def action(request: Request) -> None:
    """One promise."""


@below(action, "add", message("Promise something to an account"), writes=True)
@argument("account", says=message("Id or name of the account"))
@argument("title", says=message("What is promised"))
@option("--owner", says=message("Who sees to it: a colleague, or with --theirs a name"), metavar="PERSON")
@option("--due", says=message("Until when"), type=DAY)
@option("--theirs", says=message("The customer promises"), is_flag=True)
@option("--priority", says=message("How urgent it is"), type=OneOf(_PRIORITIES), default="normal")
def add(
    request: Request,
    account: str,
    title: str,
    owner: str | None,
    due: date | None,
    theirs: bool,
    priority: Priority,
) -> None:
    """A new promise."""
    side: Side = "theirs" if theirs else "ours"
    made = acts.add_action(
        request.workspace, account, title, side=side, owner=owner, due=due, priority=priority
    )
    request.done(made, message("Promised: {title} ({id})", title=made.title, id=made.id))


@below(action, "show", message("All about it: dates that moved, remarks, reminders, calls, history"))
@argument("id", says=message("Id, or a part of the title"))
def show(request: Request, id: str) -> None:
    """One promise whole."""
    ws = request.workspace
    found = action_called(ws, id)
    request.answer(found, lambda: text_lines(read_page(ws, found.id, request.speech, history=True)))


@below(action, "start", message("Somebody works on it"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
def start(request: Request, ids: Sequence[str]) -> None:
    """In progress."""
    _told(request, acts.start_action(request.workspace, *_meant(request, ids)))


@below(action, "block", message("It cannot go on"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--why", "--reason", says=message("The reason"), required=True, metavar="TEXT")
def block(request: Request, ids: Sequence[str], why: str) -> None:
    """Blocked."""
    _told(request, acts.block_action(request.workspace, *_meant(request, ids), reason=why))


@below(action, "wait", message("The customer has to move first"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
def wait(request: Request, ids: Sequence[str]) -> None:
    """Waiting on the customer."""
    _told(request, acts.wait_on_customer(request.workspace, *_meant(request, ids)))


@below(action, "done", message("It is kept"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--evidence", says=message("What shows it"), metavar="TEXT", default="")
def done(request: Request, ids: Sequence[str], evidence: str) -> None:
    """Done."""
    _told(request, acts.finish_action(request.workspace, *_meant(request, ids), evidence=evidence))


@below(action, "nudge", message("The customer is reminded: as a mail file, or in another way"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--eml", says=message("Write the mail to this file; several accounts: with numbers"), metavar="FILE")
@option("--print", "shown", says=message("Only show the mails; nothing is recorded"), is_flag=True)
@option("--line", says=message("A sentence of your own after the greeting"), metavar="TEXT", default="")
@option("--channel", says=message("How they were reminded"), type=OneOf(_CHANNELS), default="email")
@option("--force", says=message("Write over a file that is there"), is_flag=True)
def nudge(
    request: Request,
    ids: Sequence[str],
    eml: str | None,
    shown: bool,
    line: str,
    channel: str,
    force: bool,
) -> None:
    """A reminder to the customer."""
    ws, meant = request.workspace, _meant(request, ids)
    mails = [mail.with_line(line) for mail in nudges.nudge_mails(ws, *meant)]
    if shown:
        request.answer([nudge_data(mail, request.speech) for mail in mails], lambda: nudge_text(mails))
        return
    if eml:
        nudges.nudge_by_file(ws, mails, Path(eml), replace=force)
    else:
        nudges.nudge(ws, *meant, channel=channel)
    # Not before: whoever is refused hears of that alone.
    for warning in (each for mail in mails for each in nudges.warnings_of(mail)):
        notice(warning, request.speech, as_json=request.as_json)
    _told(request, [ws.records.get(Action, each) for each in meant])


@below(action, "drop", message("It will not be done"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--why", "--reason", says=message("The reason"), required=True, metavar="TEXT")
def drop(request: Request, ids: Sequence[str], why: str) -> None:
    """Dropped."""
    _told(request, acts.drop_action(request.workspace, *_meant(request, ids), reason=why))


@below(action, "reopen", message("It is live again"), writes=True)
@argument("ids", says=message("Ids"), nargs=-1, required=True, metavar="ID...")
def reopen(request: Request, ids: Sequence[str]) -> None:
    """Open."""
    _told(request, acts.reopen_action(request.workspace, *_meant(request, ids)))


@below(action, "edit", message("Change its particulars; what is not given stays"), writes=True)
@argument("id", says=message("Id, or a part of the title"))
@option("--title", says=message("What is promised"), metavar="TEXT")
@option("--owner", says=message("Who sees to it: a colleague, or with --theirs a name"), metavar="PERSON")
@option("--due", says=message("Until when"), type=DAY)
@option("--no-due", says=message("Without a date"), is_flag=True)
@option("--why", says=message("Why the date moves"), metavar="TEXT", default="")
@option("--priority", says=message("How urgent it is"), type=OneOf(_PRIORITIES))
@option("--side", says=message("Whose promise it is"), type=OneOf(_SIDES))
def edit(request: Request, id: str, due: date | None, no_due: bool, **fields: Any) -> None:
    """Other particulars."""
    ws = request.workspace
    wanted = None if no_due else UNSET if due is None else due
    changed = acts.edit_action(ws, action_called(ws, id).id, due=wanted, **fields)
    _told(request, [changed])


def _meant(request: Request, words: Sequence[str]) -> list[str]:
    return [action_called(request.workspace, word).id for word in words]


def _told(request: Request, changed: Sequence[Action]) -> None:
    """One promise as one document, several as a list; in the words of the log."""
    request.done(changed[0] if len(changed) == 1 else changed, last_done(request.workspace))
