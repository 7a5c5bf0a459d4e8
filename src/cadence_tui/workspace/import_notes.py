"""What an import should tell of wishes: rows that leave the guideline of the tier (T9)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from cadence_tui.exchange.faults import LISTED
from cadence_tui.exchange.merge import Planned
from cadence_tui.locale import speech
from cadence_tui.model.documents import Account, Contact
from cadence_tui.model.message import Message, message
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.text import excerpt
from cadence_tui.views.names import names_of
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.wishes import weigh_change

_UNNAMED = "new"
D = TypeVar("D", Account, Contact)


def wish_notes(ws: Workspace, planned: Sequence[Planned], language: str) -> list[Message]:
    """A sentence for each row whose wishes are newly against the guideline, the first ones in full."""
    names = names_of(ws.rules.touch_model, ws.records.people())
    words = Words(speech=speech(language), names=names, zone=ws.actor.timezone)
    notes: list[Message] = []
    for each in planned:
        if each.kind not in ("account", "contact") or not _touches_wishes(ws, each):
            continue
        now, then, holder = _before_and_after(ws, each)
        name = excerpt(str(each.document["name"]))
        notes += [
            message("Row {row}, {name}: {warning}", row=each.row, name=name, warning=worded(why, words))
            for why in weigh_change(ws, now, then, holder)
        ]
    return notes if len(notes) <= LISTED else [*notes[:LISTED], *_left(len(notes) - LISTED)]


def _left(count: int) -> Iterator[Message]:
    yield message("Wishes outside the guideline: {n} more", n=count)


def _touches_wishes(ws: Workspace, planned: Planned) -> bool:
    before: Mapping[str, Any] = (ws.store.get(planned.kind, planned.id) if planned.id else None) or {}
    return planned.document.get("preferences") != before.get("preferences")


def _before_and_after(
    ws: Workspace, planned: Planned
) -> tuple[AccountRecord | None, AccountRecord, Account | Contact]:
    """The account without and with what is planned, and whose wishes they are; of a record only what wishes
    are weighed by."""
    if planned.kind == "account":
        account = _typed(Account, planned)
        contacts = ws.records.of_account(Contact, account.id) if planned.id else []
        now = (
            AccountRecord(account=ws.records.get(Account, account.id), contacts=contacts)
            if planned.id
            else None
        )
        return now, AccountRecord(account=account, contacts=contacts), account
    contact = _typed(Contact, planned)
    account, contacts = (
        ws.records.get(Account, contact.account),
        ws.records.of_account(Contact, contact.account),
    )
    others = [each for each in contacts if each.id != contact.id]
    now = AccountRecord(account=account, contacts=contacts)
    return now, AccountRecord(account=account, contacts=[*others, contact]), contact


def _typed(shape: type[D], planned: Planned) -> D:
    return msgspec.convert({**planned.document, "kind": planned.kind, "id": planned.id or _UNNAMED}, shape)
