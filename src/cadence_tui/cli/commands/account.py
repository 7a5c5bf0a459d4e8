"""`cadence account wishes`, beside `account show`: how a customer wants to be reached (T9)."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import UNSET

from cadence_tui.cli.command import argument, below, option
from cadence_tui.cli.commands.accounts import account
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.reasons import reasons_data
from cadence_tui.cli.refusals import notice
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf, WholeNumber
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents import Account, Contact
from cadence_tui.model.errors import BadInput, WrongUsage
from cadence_tui.model.message import Reason, message
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice import typed_wishes as typed
from cadence_tui.practice.wish_changes import WISH_FIELDS, WishChange, changed_wishes
from cadence_tui.practice.wishes import wishes_in_force
from cadence_tui.views.wishes import other_wishes_lines, own_wishes_lines, waiting_lines, wishes_lines
from cadence_tui.views.wording import worded
from cadence_tui.workspace.contacts import contact_called
from cadence_tui.workspace.wishes import (
    read_quiet_days,
    set_account_wishes,
    set_contact_wishes,
    terms_of_wishes,
    weigh_change,
)

__all__ = ["account"]


@below(account, "wishes", message("How a customer wants to be reached: show it, or change it"), writes=True)
@argument("name", says=message("Id, external id, or an unmistakable part of the name"), metavar="ID|NAME")
@option("--contact", says=message("Of this person there instead of the account"), metavar="NAME")
@option("--every", says=message("Days between two contacts"), type=WholeNumber(1, typed.MOST_DAYS))
@option("--channel", says=message("How to reach them"), type=OneOf(typed.WISHED_CHANNELS))
@option("--weekdays", says=message("On which weekdays, such as Mon,Tue"), metavar="DAYS")
@option("--hours", says=message("At which hours there, such as Mon-Thu 09:00-12:00"), metavar="HOURS")
@option("--language", "speaks", says=message("In which language"), type=OneOf(LANGUAGES))
@option(
    "--quiet",
    says=message("Days without contact, besides those there are"),
    metavar="FROM..TO",
    multiple=True,
)
@option("--refuse", says=message("A kind of touch that is not to come"), metavar="KIND", multiple=True)
@option("--want", says=message("A kind of touch that they agreed to"), metavar="KIND", multiple=True)
@option(
    "--pin",
    says=message('A day agreed for good, such as "check_in: first Tuesday"'),
    metavar="KIND:DAY",
    multiple=True,
)
@option("--clear", says=message("Wishes to forget first"), type=OneOf(WISH_FIELDS), multiple=True)
@option("--why", says=message("Why it was agreed so"), metavar="TEXT", default="")
def wishes(
    request: Request, name: str, contact: str | None, speaks: str | None, why: str, **given: Any
) -> None:
    """Wishes as they are, or after a change; what is against the guideline is told."""
    ws = request.workspace
    found = ws.records.account(name)
    holder: Account | Contact = contact_called(ws, found.id, contact) if contact else found
    if speaks or any(given.values()):
        holder = _changed(request, holder, speaks, why, given)
    record = ws.records.record(found.id)
    warnings = weigh_change(ws, None, record, holder)
    for each in warnings:
        told = message("Careful: {warning}", warning=worded(each, request.words))
        notice(told, request.speech, as_json=request.as_json)
    request.answer(_data(request, record, holder, warnings), lambda: _lines(request, record, holder))


def _changed(
    request: Request, holder: Account | Contact, speaks: str | None, why: str, given: dict[str, Any]
) -> Account | Contact:
    ws = request.workspace
    wished = changed_wishes(holder.preferences, _change(request, given))
    language: Any = speaks or UNSET
    if isinstance(holder, Account):
        set_account_wishes(ws, holder.id, wished, language=language, why=why)
        return ws.records.get(Account, holder.id)
    set_contact_wishes(ws, holder.id, wished, language=language, why=why)
    return ws.records.get(Contact, holder.id)


def _change(request: Request, given: dict[str, Any]) -> WishChange:
    terms = terms_of_wishes(request.workspace, request.speech.language)
    try:
        return WishChange(
            every_days=given["every"],
            channel=given["channel"] or "",
            weekdays=typed.read_weekdays(given["weekdays"] or "", terms),
            hours=typed.read_hours(given["hours"] or "", terms),
            quiet=read_quiet_days(request.workspace, "; ".join(given["quiet"]), request.speech.language),
            refuse=typed.read_kinds("; ".join(given["refuse"]), terms, "refused"),
            want=typed.read_kinds("; ".join(given["want"]), terms, "wanted"),
            pin=typed.read_pinned("; ".join(given["pin"]), terms),
            clear=tuple(given["clear"]),
        )
    except BadInput as fault:
        raise WrongUsage(fault.message) from None


def _data(
    request: Request, record: AccountRecord, holder: Account | Contact, warnings: Sequence[Reason]
) -> dict[str, Any]:
    in_force = wishes_in_force(record, request.workspace.today())
    return {
        "account": record.account.id,
        "contact": holder.id if isinstance(holder, Contact) else None,
        "name": holder.name,
        "rev": holder.rev,
        "language": holder.language,
        "wishes": holder.preferences,
        "in_force": {
            "wishes": in_force.preferences,
            "language": in_force.language,
            "sources": dict(in_force.sources),
        },
        "warnings": reasons_data(warnings, request.words),
    }


def _lines(request: Request, record: AccountRecord, holder: Account | Contact) -> Iterator[str]:
    words = request.words
    yield holder.name
    if isinstance(holder, Account):
        in_force = wishes_in_force(record, request.workspace.today())
        yield from text_lines(wishes_lines(record, in_force, words))
        yield from text_lines(other_wishes_lines(record, request.workspace.today(), words))
    else:
        yield from text_lines(own_wishes_lines(holder, words))
        yield from text_lines(waiting_lines(holder, record, request.workspace.today(), words))
