"""Acts on the people at a customer: who is new, who changed, who left, and what they wish."""

from datetime import date

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from cadence_tui.exchange.values import is_email
from cadence_tui.model.documents import Account, Contact, Preferences
from cadence_tui.model.documents.account import Language
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.message import message
from cadence_tui.model.text import fold, plain
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.wishes import check_wishes

_TEXTS = ("name", "role", "email", "phone")


class ContactEdit(Struct, frozen=True, kw_only=True):
    """What a contact shall be; a field that is not given stays, or is empty for a new one."""

    name: str | UnsetType = UNSET
    role: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    language: Language | UnsetType | None = UNSET
    champion: bool | UnsetType = UNSET
    sponsor: bool | UnsetType = UNSET
    left: date | UnsetType | None = UNSET
    preferences: Preferences | UnsetType = UNSET


def add_contact(ws: Workspace, account_id: str, given: ContactEdit) -> Contact:
    """A new person at a customer.

    Raises NotPermitted, NotFound, Refused for a person without a name, one who is there already, and an
    address that is none.
    """
    ws.require_writer()
    account = ws.records.get(Account, account_id)
    blank = Contact(id=ws.new_id(), account=account.id, name="")
    new = _changed(ws, blank, given)
    ws.commit(message("New contact at {account}: {name}", account=account.name, name=new.name), made=[new])
    return ws.records.get(Contact, new.id)


def edit_contact(
    ws: Workspace, contact_id: str, given: ContactEdit, *, seen: Contact | None = None
) -> Contact:
    """Changes a contact; raises as `add_contact` does.

    What was changed since its editor had `seen` it stays, unless they changed the same: a Conflict.
    """
    ws.require_writer()
    was = seen or ws.records.editable(Contact, contact_id)
    new = _changed(ws, was, given)
    account = ws.records.editable(Account, was.account)
    text = message("Contact of {account} edited: {name}", account=account.name, name=new.name)
    ws.commit(text, edits=[(was, new)])
    return new


def contacts_of(ws: Workspace, account_id: str, *, everybody: bool = False) -> list[Contact]:
    """The people at a customer, who matters most first; `everybody` with those who left. Raises NotFound."""
    account, today = ws.records.get(Account, account_id), ws.today()
    found = ws.records.of_account(Contact, account.id)
    here = [each for each in found if everybody or not (each.left and each.left <= today)]
    return sorted(here, key=lambda c: (c.left is not None, not c.champion, not c.sponsor, fold(c.name)))


def contact_called(ws: Workspace, account_id: str, text: str) -> Contact:
    """The contact of an account that an id, a name or an unmistakable part of one means.

    Raises NotFound for none, Refused naming the candidates for several.
    """
    found = ws.records.of_account(Contact, account_id)
    wanted = fold(text)
    exact = [each for each in found if each.id == text or fold(each.name) == wanted]
    meant = exact or [each for each in found if wanted in fold(each.name)]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise NotFound(message("Nothing is called {name}", name=text))
    candidates = ", ".join(each.name for each in meant)
    raise Refused(message("{name} may mean several: {candidates}", name=text, candidates=candidates))


def _changed(ws: Workspace, was: Contact, given: ContactEdit) -> Contact:
    fields = {name: value for name in given.__struct_fields__ if (value := getattr(given, name)) is not UNSET}
    fields |= {name: plain(fields[name]).strip() for name in _TEXTS if name in fields}
    new = replace(was, **fields)
    if not new.name:
        raise Refused(message("A contact needs a name"))
    if new.email not in ("", was.email) and not is_email(new.email):
        raise Refused(message("{email} is no e-mail address", email=new.email))
    others = ws.records.of_account(Contact, new.account)
    if fold(new.name) != fold(was.name) and any(fold(each.name) == fold(new.name) for each in others):
        raise Refused(message("{name} is a contact there already", name=new.name))
    check_wishes(ws, was.preferences, new.preferences)
    return new
