"""`cadence contact`: the people at a customer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import UNSET

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import PAST_DAY, OneOf
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents import Contact
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.workspace.contacts import ContactEdit, add_contact, contact_called, contacts_of, edit_contact
from cadence_tui.workspace.session import last_done

_TEXTS = ("name", "role", "email", "phone")
_YES_NO = ("yes", "no")


@group("contact")
def contact(request: Request) -> None:
    """Who they are, who is new, what changed."""


@below(contact, "list", message("The people at a customer"))
@argument("account", says=message("Id or name of the account"))
@option("--all", "everybody", says=message("Those who left as well"), is_flag=True)
def list_(request: Request, account: str, everybody: bool) -> None:
    """Who is there, the champion first."""
    ws = request.workspace
    found = contacts_of(ws, ws.records.account(account).id, everybody=everybody)
    request.answer(found, lambda: _table(request, found))


@below(contact, "add", message("Somebody new at a customer"), writes=True)
@argument("account", says=message("Id or name of the account"))
@argument("name", says=message("Full name"))
@option("--role", says=message("What they do there"), default="")
@option("--email", says=message("Address for mail"), default="")
@option("--phone", says=message("Telephone"), default="")
@option("--language", "speaks", says=message("Their language, if not the account's"), type=OneOf(LANGUAGES))
@option("--champion", says=message("They speak for us there"), is_flag=True)
@option("--sponsor", says=message("They pay or decide"), is_flag=True)
def add(request: Request, account: str, speaks: Any, **fields: Any) -> None:
    """A new contact."""
    ws = request.workspace
    made = add_contact(ws, ws.records.account(account).id, ContactEdit(language=speaks, **fields))
    request.done(made, last_done(ws))


@below(contact, "edit", message("Change a contact; what is not given stays"), writes=True)
@argument("account", says=message("Id or name of the account"))
@argument("who", says=message("Id, or an unmistakable part of the name"), metavar="NAME")
@option("--name", says=message("Full name"))
@option("--role", says=message("What they do there"))
@option("--email", says=message("Address for mail"))
@option("--phone", says=message("Telephone"))
@option("--language", "speaks", says=message("Their language, if not the account's"), type=OneOf(LANGUAGES))
@option("--champion", says=message("Whether they speak for us there"), type=OneOf(_YES_NO))
@option("--sponsor", says=message("Whether they pay or decide"), type=OneOf(_YES_NO))
@option("--left", says=message("The day they left"), type=PAST_DAY)
@option("--back", says=message("They have not left after all"), is_flag=True)
def edit(request: Request, account: str, who: str, left: date | None, back: bool, **given: Any) -> None:
    """Other particulars."""
    if left and back:
        raise WrongUsage(message("Either {first} or {second}", first="--left", second="--back"))
    ws = request.workspace
    meant = contact_called(ws, ws.records.account(account).id, who)
    fields = {name: given[name] for name in _TEXTS if given[name] is not None}
    fields |= {name: given[name] == "yes" for name in ("champion", "sponsor") if given[name]}
    edit_contact(
        ws,
        meant.id,
        ContactEdit(language=given["speaks"] or UNSET, left=None if back else left or UNSET, **fields),
    )
    request.done(ws.records.get(Contact, meant.id), last_done(ws))


def _table(request: Request, found: Sequence[Contact]) -> Any:
    say, speech = request.speech.say, request.speech
    header = [say("Name"), say("Role"), say("Email"), say("Phone"), say("Language"), say("Left")]
    rows = [
        [
            " · ".join([each.name, *_marks(request, each)]),
            each.role,
            each.email,
            each.phone,
            each.language or "",
            speech.day(each.left, year=True) if each.left else "",
        ]
        for each in found
    ]
    return columns(header, rows)


def _marks(request: Request, contact: Contact) -> list[str]:
    say = request.speech.say
    return [say("champion")] * contact.champion + [say("sponsor")] * contact.sponsor
