"""Files of a group session for people to send: mails, a calendar entry, the list of guests (P9, X8)."""

import csv
from collections.abc import Mapping
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any

from cadence_tui.exchange.formulas import guarded
from cadence_tui.exchange.mail_file import MailPerson, is_address, name_part, unsent_mail
from cadence_tui.model.documents import Account, Contact, GroupSession, Person
from cadence_tui.model.text import plain
from cadence_tui.practice.invitations import Draft

if TYPE_CHECKING:
    from icalendar import Event

_COLUMNS = ("session", "start", "account", "contact", "email", "status", "invited_at", "reminded_at")


def session_event(session: GroupSession, host: Person, now: datetime) -> "Event":
    """A session as an event of RFC 5545, without its guests: they are not to hear of each other.

    Its UID stays, whatever is changed; SEQUENCE grows with every revision.
    """
    from icalendar import Event, vCalAddress

    event: Any = Event()
    event.add("uid", f"{session.id}@cadence")
    event.add("sequence", session.rev)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", session.start.astimezone(UTC))
    event.add("dtend", session.end.astimezone(UTC))
    event.add("summary", plain(session.title))
    event.add("status", "CANCELLED" if session.status == "cancelled" else "CONFIRMED")
    if session.where:
        event.add("location", plain(session.where))
    if session.topics:
        event.add("description", plain(session.topics, lines=True))
    if is_address(host.email):
        organizer = vCalAddress(f"mailto:{host.email}")
        organizer.params["CN"] = plain(host.name)
        event.add("organizer", organizer)
    return event


def event_file(session: GroupSession, host: Person, now: datetime, guest: Draft | None = None) -> bytes:
    """A calendar file with the session as a request, or its cancellation; a `guest` is asked to answer."""
    from icalendar import Calendar, vCalAddress

    event: Any = session_event(session, host, now)
    if guest is not None and is_address(guest.email):
        attendee = vCalAddress(f"mailto:{guest.email}")
        attendee.params["CN"] = plain(guest.name)
        attendee.params["RSVP"] = "TRUE"
        event.add("attendee", attendee)
    calendar: Any = Calendar()
    calendar.add("prodid", "-//cadence//group sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if session.status == "cancelled" else "REQUEST")
    calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def mail_file(draft: Draft, session: GroupSession, host: Person, now: datetime) -> bytes:
    """A mail to one guest as a file that mail programs open for sending; with the entry for their calendar.

    Without a usable address the recipient is left to whoever sends it.
    """
    sender, reader = MailPerson(host.name, host.email), MailPerson(draft.name, draft.email)
    mail = unsent_mail(draft.subject, draft.body, sender, [reader])
    if draft.letter != "missed":
        entry = event_file(session, host, now, draft).decode()
        method = "CANCEL" if session.status == "cancelled" else "REQUEST"
        mail.add_attachment(entry, subtype="calendar", filename="session.ics", params={"method": method})
    return mail.as_bytes()


def mail_name(number: int, draft: Draft) -> str:
    """The name of a mail's file: nothing of it comes from outside but letters and digits."""
    name = name_part(f"{draft.account} {draft.name}")
    return f"{draft.letter}-{number:03}-{name or 'guest'}.eml"


def guest_rows(
    session: GroupSession, accounts: Mapping[str, Account], contacts: Mapping[str, Contact]
) -> str:
    """The guests as CSV; formulas are guarded as in every export."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for guest in session.guests:
        account, contact = accounts.get(guest.account), contacts.get(guest.contact)
        cells: list[Any] = [
            session.title,
            session.start.isoformat(),
            account.name if account else "",
            contact.name if contact else "",
            contact.email if contact else "",
            guest.status,
            guest.invited_at.isoformat() if guest.invited_at else "",
            guest.reminded_at.isoformat() if guest.reminded_at else "",
        ]
        writer.writerow([guarded(plain(str(cell))) for cell in cells])
    return buffer.getvalue()
