"""Files of a group session: mails that name one guest, an entry with a lasting UID, guarded cells (P9)."""

import csv
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import StringIO
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from cadence_tui.exchange.session_files import event_file, guest_rows, mail_file, mail_name
from cadence_tui.model.documents import Account, Contact, GroupSession, Guest, Person
from cadence_tui.practice.invitations import Draft

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOST = Person(id="ana", name="Ana Ruiz", login="ana", email="ana@us.example")
SESSION = GroupSession(
    id="s1",
    rev=3,
    title="Office hours; with, commas",
    owner="ana",
    start=datetime(2026, 3, 24, 15, tzinfo=UTC),
    minutes=90,
    where="Room 1",
    topics="One\nTwo",
    guests=(Guest(account="a", contact="c"), Guest(account="b")),
)
DRAFT = Draft(
    guest="a:c",
    letter="invitation",
    account="Acme",
    name="Eva Gil",
    email="eva@acme.example",
    language="es",
    subject="Invitación: Office hours",
    body="Hola, Eva:\n\nVenga.\n",
)


def event_of(data: bytes) -> Any:
    return next(iter(cast(Any, Calendar.from_ical(data)).walk("VEVENT")))


def mail_of(draft: Draft) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(mail_file(draft, SESSION, HOST, NOW), policy=default))


def test_the_entry_is_a_request_with_a_lasting_uid() -> None:
    data = event_file(SESSION, HOST, NOW)
    event = event_of(data)
    assert b"METHOD:REQUEST" in data
    assert (str(event["uid"]), event["sequence"]) == ("s1@cadence", 3)
    assert event["dtstart"].dt == SESSION.start
    assert event["dtend"].dt == SESSION.end
    assert str(event["summary"]) == "Office hours; with, commas"
    assert str(event["organizer"]) == "mailto:ana@us.example"
    assert "attendee" not in event
    moved = event_of(event_file(replace(SESSION, rev=4, minutes=30), HOST, NOW))
    assert (str(moved["uid"]), moved["sequence"]) == ("s1@cadence", 4)


def test_a_cancelled_session_takes_the_entry_back() -> None:
    data = event_file(replace(SESSION, status="cancelled"), HOST, NOW)
    assert b"METHOD:CANCEL" in data
    assert str(event_of(data)["status"]) == "CANCELLED"


def test_a_mail_goes_to_one_guest_and_names_no_other() -> None:
    mail = mail_of(DRAFT)
    assert mail["To"] == "Eva Gil <eva@acme.example>"
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Invitación: Office hours"
    body = mail.get_body()
    assert body is not None
    assert "Venga." in body.get_content()
    (entry,) = mail.iter_attachments()
    assert entry.get_content_type() == "text/calendar"
    attendee = event_of(entry.get_payload(decode=True))["attendee"]
    assert str(attendee) == "mailto:eva@acme.example"


@pytest.mark.parametrize("email", ["", "no address", "a@b\nBcc: x@y.example", "<a@b.example>", "ä@b.example"])
def test_what_is_no_address_is_left_to_whoever_sends_it(email: str) -> None:
    mail = mail_of(replace(DRAFT, email=email))
    assert "To" not in mail
    assert "Bcc" not in mail


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_text_breaks_out_of_a_mail_or_a_file_name(subject: str, name: str, account: str) -> None:
    draft = replace(DRAFT, subject=subject, name=name, account=account)
    mail = mail_of(draft)
    assert set(mail.keys()) <= {"Subject", "X-Unsent", "From", "To", "MIME-Version", "Content-Type"}
    file = mail_name(1, draft)
    assert file.endswith(".eml")
    assert set(file.removesuffix(".eml")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_the_list_of_guests_guards_formulas() -> None:
    accounts = {"a": Account(id="a", name="=cmd()"), "b": Account(id="b", name="Beta")}
    contacts = {"c": Contact(id="c", account="a", name="Eva", email="eva@acme.example")}
    rows = list(csv.DictReader(StringIO(guest_rows(SESSION, accounts, contacts))))
    assert [(row["account"], row["contact"], row["status"]) for row in rows] == [
        ("'=cmd()", "Eva", "chosen"),
        ("Beta", "", "chosen"),
    ]
