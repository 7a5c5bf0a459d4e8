"""A mail as a file: what a mail program finds in it, and what cannot get into it from outside."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.exchange.mail_file import MailPerson, is_address, unsent_mail

ANA = MailPerson("Ana Ruiz", "ana@cadence.example")


def opened(subject: str, body: str, sender: MailPerson, *readers: MailPerson) -> EmailMessage:
    data = unsent_mail(subject, body, sender, readers).as_bytes()
    return cast(EmailMessage, message_from_bytes(data, policy=default))


def test_a_mail_names_sender_and_several_recipients_and_is_unsent() -> None:
    mail = opened(
        "Olá", "Linha um\nção", ANA, MailPerson("Bo", "bo@x.example"), MailPerson("Cy", "cy@x.example")
    )

    assert mail["X-Unsent"] == "1"
    assert mail["From"].addresses[0].display_name == "Ana Ruiz"
    assert [one.addr_spec for one in mail["To"].addresses] == ["bo@x.example", "cy@x.example"]
    assert mail.get_content().splitlines() == ["Linha um", "ção"]


def test_who_has_no_usable_address_is_left_out() -> None:
    mail = opened("s", "b", MailPerson("Ana", "nowhere"), MailPerson("Bo", "bo@x\nBcc: all@x.example"))

    assert mail["From"] is None
    assert mail["To"] is None
    assert mail["Bcc"] is None


@given(subject=st.text(max_size=80), name=st.text(max_size=40))
def test_no_subject_or_name_becomes_a_header_of_its_own(subject: str, name: str) -> None:
    mail = opened(subject, "b", MailPerson(name, ANA.email), MailPerson(name, "bo@x.example"))

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
