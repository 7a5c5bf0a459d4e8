"""`cadence call`: the records of calls, and the questions they left open.

What only one of the commands needs is loaded there: recording a call has the budget of a writing command.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from cadence_tui.cli.columns import clipped, columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import PAST_DAY, OneOf, WholeNumber
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents.account import Language
from cadence_tui.model.message import message
from cadence_tui.workspace.call_finding import CallFound, call_called, calls_found

_CALL = message("Id of the call; or id or name of an account, for its last closed call")
_SHOWN, _MOST = 100, 100_000
_ROOM = 60


@group("call")
def call(request: Request) -> None:
    """Calls on record."""


@below(call, "list", message("Calls on record, the newest first"))
@option("--account", says=message("Only those of this account"), metavar="ID|NAME", default="")
@option("--since", says=message("Only from that day on"), type=PAST_DAY)
@option("--open", "only_open", says=message("Only those that are not closed yet"), is_flag=True)
@option("--limit", says=message("At most so many calls"), type=WholeNumber(1, _MOST), default=_SHOWN)
def list_(request: Request, account: str, since: date | None, only_open: bool, limit: int) -> None:
    """One line for each call."""
    found = calls_found(request.workspace, account, since, only_open=only_open)
    shown = found[:limit]
    request.answer(shown, lambda: _table(request, shown, more=len(found) > limit))


@below(call, "show", message("The record of a call"))
@argument("id", says=_CALL, metavar="ID|ACCOUNT")
@option(
    "--format",
    "form",
    says=message("As text for a CRM, or as a page with what came of it and who amended it"),
    type=OneOf(("crm", "text")),
    default="crm",
)
def show(request: Request, id: str, form: str) -> None:
    """One call document."""
    ws = request.workspace
    found = call_called(ws, id)

    def lines() -> list[str]:
        if form == "crm":
            from cadence_tui.workspace.recaps import crm_of

            return crm_of(ws, found.id, request.speech).splitlines()
        return [*_page(request, found.id)]

    request.answer(found, lines)


@below(call, "log", message("Record a call that took place"), writes=True)
@argument("place", says=message("Id of a touchpoint, or id or name of an account"), metavar="ID|ACCOUNT")
@option(
    "--file", says=message("JSON: the fields of a call, promises, next"), required=True, metavar="CALL.json"
)
def log(request: Request, place: str, file: str) -> None:
    """The call, its promises and its next touch, in one act."""
    from cadence_tui.exchange.call_file import read_call
    from cadence_tui.workspace.call_log import log_call

    logged = log_call(request.workspace, place, read_call(Path(file)))
    request.done(logged, message("Call recorded: {id}", id=logged.id))


@below(call, "amend", message("Put the record of a closed call right"), writes=True)
@argument("id", says=_CALL, metavar="ID|ACCOUNT")
@option(
    "--file", says=message("JSON: the fields that shall be different"), required=True, metavar="CALL.json"
)
def amend(request: Request, id: str, file: str) -> None:
    """The record as it shall be; what the file does not name stays."""
    from cadence_tui.exchange.call_file import read_call
    from cadence_tui.workspace.call_log import amend_from_file

    ws = request.workspace
    amended = amend_from_file(ws, call_called(ws, id).id, read_call(Path(file)))
    request.done(amended, message("Record amended: {id}", id=amended.id))


@below(call, "recap", message("The recap mail of a call, as text or as a file to send"))
@argument("id", says=_CALL, metavar="ID|ACCOUNT")
@option("--eml", says=message("Write it into this mail file"), metavar="FILE")
@option("--force", says=message("Write over a file that is there"), is_flag=True)
@option("--language", says=message("In this language; else in that of the customer"), type=OneOf(LANGUAGES))
def recap(request: Request, id: str, eml: str | None, force: bool, language: Language | None) -> None:
    """As it was edited, else as the template gives it."""
    from cadence_tui.practice.recap import as_text
    from cadence_tui.workspace.recaps import recap_of, recap_readers, write_recap

    ws = request.workspace
    found = call_called(ws, id).id
    mail, readers = recap_of(ws, found, language), recap_readers(ws, found)
    data = {"subject": mail.subject, "body": mail.body, "to": [each.email for each in readers]}
    if eml is None:
        request.answer(data, lambda: as_text(mail).splitlines())
        return
    write_recap(ws, found, Path(eml), language=language, replace_file=force)
    request.done({**data, "file": eml}, message("Mail written into {path}", path=eml))


@below(call, "answer", message("Mark a question that was taken along as answered"), writes=True)
@argument("id", says=_CALL, metavar="ID|ACCOUNT")
@argument(
    "question",
    says=message("Words of the question; needless when the call left one"),
    metavar="[QUESTION]",
    required=False,
)
def answer(request: Request, id: str, question: str | None) -> None:
    """It stands in no brief any more."""
    from cadence_tui.workspace.briefs import answer_question, open_question

    ws = request.workspace
    found = call_called(ws, id)
    entry = open_question(found, question or "")
    answered = answer_question(ws, found.id, entry)
    request.done(answered, message("Question answered: {text}", text=entry.text))


def _table(request: Request, calls: Sequence[CallFound], *, more: bool) -> Iterator[str]:
    ws, words, say = request.workspace, request.words, request.speech.say
    accounts = {account.id: account.name for account in ws.records.accounts()}
    header = [say("Id"), say("Day"), say("Account"), say("Owner"), say("call list|Mood"), say("Summary")]
    rows = [
        [
            each.id,
            each.day.isoformat() if each.day else "–",
            accounts.get(each.account, ""),
            words.names.person(each.owner),
            words.word("sentiment", each.sentiment) if each.sentiment else "–",
            clipped(each.summary, _ROOM) if each.status == "closed" else say("call list|open"),
        ]
        for each in calls
    ]
    yield from columns(header, rows)
    counted = request.speech.plural("{n} call", "{n} calls", len(calls))
    yield f"{counted} · {say('there are more: {option}', option='--limit')}" if more else counted


def _page(request: Request, call_id: str) -> Iterator[str]:
    from cadence_tui.cli.lines import text_lines
    from cadence_tui.workspace.call_page import call_page

    return text_lines(call_page(request.workspace, call_id, request.words))
