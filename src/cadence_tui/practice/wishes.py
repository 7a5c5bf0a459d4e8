"""Whose wishes count: those of the account, and over them those of the person spoken to (T9)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import fields, replace

from cadence_tui.model.documents import Contact, Preferences
from cadence_tui.model.documents.account import Language, Pinned
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord

WAITING = frozenset({"wish_not_in_force", "wish_of_nobody_meant", "wish_of_somebody_gone"})
"""Codes of `why_not_in_force`: no warning about the wishes themselves."""
_NO_WISH = Preferences()
_NAMES = tuple(field.name for field in fields(Preferences))


class Wishes(Struct, frozen=True, kw_only=True):
    """The wishes of an account as one, and the language to speak.

    `sources` has an entry for each field that holds a wish: the id of the contact who has it, or empty where
    it is the account's alone.
    """

    preferences: Preferences
    language: Language
    sources: Mapping[str, str]


def wishes_in_force(record: AccountRecord, today: date) -> Wishes:
    """The wishes that bind on a day.

    Field by field the wish of the contact who is spoken to stands over the account's. Quiet dates and refused
    kinds of both count, and a kind that one of them refused is not wanted; an agreed day of the contact takes
    the place of the account's for the same kind of touch alone.
    """
    account, contact = record.account, spoken_to(record.contacts, today)
    own = contact.preferences if contact else _NO_WISH
    spoken = contact.language if contact else None
    untouched = own == _NO_WISH and not account.preferences.refused
    merged = account.preferences if untouched else _merged(account.preferences, own)
    sources = {
        name: contact.id if contact and getattr(own, name) else "" for name in _NAMES if getattr(merged, name)
    }
    if contact and spoken:
        sources["language"] = contact.id
    return Wishes(preferences=merged, language=spoken or account.language, sources=sources)


def spoken_to(contacts: Sequence[Contact], today: date) -> Contact | None:
    """Who is spoken to at a customer: of those who have not left the champion, else the sponsor, else the
    only one; of several the one known longest. None where nobody is meant more than others.
    """
    here = [contact for contact in contacts if not (contact.left and contact.left <= today)]
    chosen = _first(contact for contact in here if contact.champion)
    chosen = chosen or _first(contact for contact in here if contact.sponsor)
    return chosen or (here[0] if len(here) == 1 else None)


def as_spoken_to(record: AccountRecord, contact_id: str, today: date) -> AccountRecord:
    """The account as if that person were the one spoken to; as it is where they are, or nobody of that id."""
    meant = spoken_to(record.contacts, today)
    if meant and meant.id == contact_id:
        return record
    alone = [contact for contact in record.contacts if contact.id == contact_id]
    return replace(record, contacts=alone) if alone else record


def why_not_in_force(contact: Contact, record: AccountRecord, today: date) -> Reason | None:
    """Why the wishes of a person at a customer do not count on a day; nothing when they do."""
    meant = spoken_to(record.contacts, today)
    if meant and meant.id == contact.id:
        return None
    if contact.left and contact.left <= today:
        return reason("wish_of_somebody_gone", name=contact.name, left=contact.left)
    if meant is None:
        return reason("wish_of_nobody_meant", name=contact.name)
    role = "champion" if meant.champion else "sponsor"
    return reason("wish_not_in_force", name=contact.name, spoken=meant.name, role=role)


def _first(contacts: Iterable[Contact]) -> Contact | None:
    return min(contacts, key=lambda contact: contact.id, default=None)


def _merged(account: Preferences, contact: Preferences) -> Preferences:
    refused = _united(account.refused, contact.refused)
    wanted = _united(account.wanted, contact.wanted)
    return Preferences(
        channel=contact.channel or account.channel,
        every_days=contact.every_days or account.every_days,
        weekdays=contact.weekdays or account.weekdays,
        hours=contact.hours or account.hours,
        quiet=tuple(sorted({*account.quiet, *contact.quiet})),
        refused=refused,
        wanted=tuple(touch for touch in wanted if touch not in refused),
        pinned=_pinned(account.pinned, contact.pinned),
    )


def _united(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _pinned(account: Sequence[Pinned], contact: Sequence[Pinned]) -> tuple[Pinned, ...]:
    replaced = {pinned.touch for pinned in contact}
    return (*(pinned for pinned in account if pinned.touch not in replaced), *contact)
