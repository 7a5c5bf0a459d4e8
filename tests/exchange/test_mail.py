"""A mail as a file: what a mail program finds in it, and what cannot get into it from outside."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.exchange.mail import Attachment, is_address, mail_bytes

ANA = ("Ana Ruiz", "ana@cadence.example")


def opened(data: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(data, policy=default))


def test_a_mail_names_sender_and_several_recipients_and_is_unsent() -> None:
    mail = opened(mail_bytes("Olá", "Linha um\nção", ANA, [("Bo", "bo@x.example"), ("Cy", "cy@x.example")]))

    assert mail["X-Unsent"] == "1"
    assert mail["From"].addresses[0].display_name == "Ana Ruiz"
    assert [one.addr_spec for one in mail["To"].addresses] == ["bo@x.example", "cy@x.example"]
    assert mail.get_content().splitlines() == ["Linha um", "ção"]


def test_who_has_no_usable_address_is_left_out() -> None:
    mail = opened(mail_bytes("s", "b", ("Ana", "nowhere"), [("Bo", "bo@x\nBcc: all@x.example"), ("Cy", "")]))

    assert mail["From"] is None
    assert mail["To"] is None
    assert mail["Bcc"] is None


def test_an_attachment_keeps_its_name_kind_and_parameters() -> None:
    entry = Attachment(
        name="a.ics", text="BEGIN:VCALENDAR\r\n", subtype="calendar", params={"method": "REQUEST"}
    )
    (part,) = opened(mail_bytes("s", "b", ANA, [], [entry])).iter_attachments()

    assert part.get_filename() == "a.ics"
    assert part.get_content_type() == "text/calendar"
    assert part["Content-Type"].params["method"] == "REQUEST"


@given(subject=st.text(max_size=80), name=st.text(max_size=40))
def test_no_subject_or_name_becomes_a_header_of_its_own(subject: str, name: str) -> None:
    mail = opened(mail_bytes(subject, "b", (name, ANA[1]), [(name, "bo@x.example")]))

    assert set(mail.keys()) <= {
        "Subject", "X-Unsent", "From", "To", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"
    }  # fmt: skip
    assert mail.get_content().splitlines() == ["b"]


@pytest.mark.parametrize("text", ["a@b", "a.b+c@d.example"])
def test_an_address_has_one_at_sign_and_nothing_that_headers_mean(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize("text", ["", "a", "a@", "@b", "a@b@c", "a b@c", "a@b,c@d", "<a@b>", "é@b", "a@b\nc"])
def test_what_headers_would_read_otherwise_is_no_address(text: str) -> None:
    assert not is_address(text)
