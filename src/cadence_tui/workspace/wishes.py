"""Acts on wishes: how an account, or one person there, wants to be reached (T9)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from cadence_tui.exchange.dates import date_reader
from cadence_tui.exchange.unreadable import Unreadable
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.clock import FIRST_YEAR, LAST_YEAR
from cadence_tui.model.documents import Account, Contact, Person, Preferences
from cadence_tui.model.documents.account import Language
from cadence_tui.model.errors import BadInput, Refused
from cadence_tui.model.hours import parse_hours
from cadence_tui.model.message import Message, Reason, message
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.recurrence import is_recurrence
from cadence_tui.model.text import plain
from cadence_tui.practice.typed_wishes import (
    MOST_DAYS,
    WISHED_CHANNELS,
    Quiet,
    WishTerms,
    days_in,
    misread,
    read_quiet,
    wish_terms,
)
from cadence_tui.practice.wish_warnings import hours_warning, wish_warnings
from cadence_tui.practice.wishes import as_spoken_to, why_not_in_force
from cadence_tui.workspace.session import Workspace

Holder = TypeVar("Holder", Account, Contact)


def terms_of_wishes(ws: Workspace, language: str) -> WishTerms:
    """What wishes may be said in: titles of the touch model, and every language, the reader's first."""
    order = [language, *(each for each in LANGUAGES if each != language)]
    titles = {
        each.id: (each.title.en, each.title.es, each.title.pt_br) for each in ws.rules.touch_model.touches
    }
    model = ws.rules.touch_model
    return wish_terms(
        titles,
        [ws.rules.recurrence_words(each) for each in order],
        recurring=model.recurring,
        consented=model.consented,
    )


def day_reader(ws: Workspace, written: Sequence[str], language: str) -> Callable[[str], date]:
    """Reads days as files may write them; in the order of day and month of the reader's language where they
    do not show theirs. The reader raises Unreadable."""
    day_first = ws.rules.capture_words(language).dates.day_first
    read = date_reader(written, otherwise="day" if day_first else "month")
    return lambda text: date.fromisoformat(read(text))


def read_quiet_days(ws: Workspace, text: str, language: str) -> Quiet:
    """Days without contact, each date as files may write it; in the order of day and month of the reader's
    language where they do not show theirs. Raises BadInput."""
    read = day_reader(ws, days_in([text]), language)

    def day(written: str) -> date:
        try:
            return read(written)
        except Unreadable as fault:
            raise misread("quiet", written, fault.expected) from None

    return read_quiet(text, day)


def set_account_wishes(
    ws: Workspace,
    account_id: str,
    wishes: Preferences,
    *,
    language: Language | UnsetType = UNSET,
    why: str = "",
    seen: Account | None = None,
) -> Account:
    """What a customer wishes from now on; `why` goes into the log.

    Raises NotPermitted, NotFound, Refused for wishes that nobody could keep, and Conflict where others
    changed them since they were `seen`.
    """
    ws.require_writer()
    was = seen or ws.records.editable(Account, account_id)
    new = replace(was, preferences=wishes, language=was.language if language is UNSET else language)
    return _keep(ws, was, new, why)


def set_contact_wishes(
    ws: Workspace,
    contact_id: str,
    wishes: Preferences,
    *,
    language: Language | UnsetType | None = UNSET,
    why: str = "",
    seen: Contact | None = None,
) -> Contact:
    """What a person at a customer wishes; raises as `set_account_wishes` does."""
    ws.require_writer()
    was = seen or ws.records.editable(Contact, contact_id)
    new = replace(was, preferences=wishes, language=was.language if language is UNSET else language)
    return _keep(ws, was, new, why)


def weigh_wishes(ws: Workspace, record: AccountRecord) -> tuple[Reason, ...]:
    """What of an account's wishes in force is against the guideline of its tier today (T9)."""
    model, today = ws.rules.touch_model, ws.today()
    found = wish_warnings(record, model, today)
    owner = _owner(ws, record.account)
    if owner is None:
        return found
    hours = ws.rules.planning.customer_hours
    apart = hours_warning(record, model, owner, today, hours=hours)
    return found if apart is None else (*found, apart)


def weigh(ws: Workspace, holder: Account | Contact, wishes: Preferences) -> tuple[Reason, ...]:
    """What would newly be against the guideline if this account, or person there, had these wishes."""
    wished = replace(holder, preferences=wishes)
    record = ws.records.record(wished.id if isinstance(wished, Account) else wished.account)
    if isinstance(wished, Account):
        return weigh_change(ws, record, replace(record, account=wished), wished)
    others = [contact for contact in record.contacts if contact.id != wished.id]
    return weigh_change(ws, record, replace(record, contacts=[*others, wished]), wished)


def weigh_change(
    ws: Workspace, before: AccountRecord | None, then: AccountRecord, holder: Account | Contact
) -> tuple[Reason, ...]:
    """What is newly against the guideline through the wishes of `holder`, who is in the record of `then`.

    Those of a person who is not spoken to are weighed as if they were, and told to wait for it first.
    """
    if isinstance(holder, Account):
        known = weigh_wishes(ws, before) if before else ()
        return tuple(each for each in weigh_wishes(ws, then) if each not in known)
    today = ws.today()
    known = weigh_wishes(ws, as_spoken_to(before, holder.id, today)) if before else ()
    found = weigh_wishes(ws, as_spoken_to(then, holder.id, today))
    return (
        *_waits(holder, before, then, today),
        *(each for each in found if each not in known),
    )


def _waits(
    holder: Contact, before: AccountRecord | None, then: AccountRecord, today: date
) -> tuple[Reason, ...]:
    """That wishes given now do not count yet; those that were there before were told of before."""
    was = {each.id: each.preferences for each in before.contacts} if before else {}
    if holder.preferences in (Preferences(), was.get(holder.id)):
        return ()
    waits = why_not_in_force(holder, then, today)
    return (waits,) if waits else ()


def check_wishes(ws: Workspace, was: Preferences, new: Preferences) -> None:
    """Raises Refused for wishes that nobody could keep; what was there before is not asked about again."""
    if new.every_days is not None and not 1 <= new.every_days <= MOST_DAYS:
        raise Refused(message("A rhythm is between 1 and {most} days", most=MOST_DAYS))
    if new.channel not in ("", was.channel, *WISHED_CHANNELS):
        raise Refused(_unknown(new.channel, WISHED_CHANNELS))
    if not set(new.weekdays) <= set(range(7)):
        raise Refused(_unknown(str(new.weekdays), [str(day) for day in range(7)]))
    _check_hours(new.hours)
    _check_quiet(was, new)
    _check_kinds(ws, was, new)


def _check_hours(hours: str) -> None:
    try:
        parse_hours(hours)
    except BadInput as fault:
        raise Refused(fault.message) from None


def _check_quiet(was: Preferences, new: Preferences) -> None:
    if any(last < first for first, last in new.quiet):
        raise Refused(message("Quiet days end before they begin"))
    for first, last in sorted({*new.quiet} - {*was.quiet}):
        for day in (first, last):
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                years = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
                raise Refused(message("Quiet days are in the years {first} to {last}", **years))


def _check_kinds(ws: Workspace, was: Preferences, new: Preferences) -> None:
    known = ws.rules.touch_model.recurring
    before = {*was.refused, *was.wanted, *(each.touch for each in was.pinned)}
    for kind in (*new.refused, *new.wanted, *(each.touch for each in new.pinned)):
        if kind not in known and kind not in before:
            raise Refused(_unknown(kind, known))
    both = sorted({*new.refused} & {*new.wanted})
    if both:
        raise Refused(message("Refused and wanted at once: {kinds}", kinds=", ".join(both)))
    for each in new.pinned:
        if each not in was.pinned and not is_recurrence(each.when):
            raise Refused(message("{when} names no day that comes again", when=each.when))


def _keep(ws: Workspace, was: Holder, new: Holder, why: str) -> Holder:
    check_wishes(ws, was.preferences, new.preferences)
    why = plain(why).strip()
    if why:
        text = message("Wishes of {name}: {why}", name=new.name, why=why)
    else:
        text = message("Wishes of {name}", name=new.name)
    ws.commit(text, edits=[(was, new)])
    return new


def _owner(ws: Workspace, account: Account) -> Person | None:
    return next((person for person in ws.records.people() if person.id == account.owner), None)


def _unknown(value: str, known: "tuple[str, ...] | list[str]") -> Message:
    return message("{value} is not known; there are: {known}", value=value, known=", ".join(known))
