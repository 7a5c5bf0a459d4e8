"""A mail as a file that mail programs open for sending (C8, P9, X8)."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from cadence_tui.model.text import fold, plain

if TYPE_CHECKING:
    from email.message import EmailMessage

_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]+@[^\s@<>\"(),:;\\\[\]]+")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


class MailPerson(Struct, frozen=True):
    """Who writes or is written to."""

    name: str
    email: str


def unsent_mail(subject: str, body: str, sender: MailPerson, readers: Sequence[MailPerson]) -> "EmailMessage":
    """A mail to be looked through and sent; whoever has no usable address is left to whoever sends it."""
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = plain(subject)
    mail["X-Unsent"] = "1"
    for header, people in (("From", [sender]), ("To", readers)):
        known = [Address(plain(each.name), addr_spec=each.email) for each in people if is_address(each.email)]
        if known:
            mail[header] = known
    mail.set_content(plain(body, lines=True))
    return mail


def is_address(text: str) -> bool:
    """Whether a text can stand as a mail address in a header."""
    return text.isascii() and _ADDRESS.fullmatch(text) is not None


def name_part(text: str) -> str:
    """A part of a file's name: nothing of it comes from outside but letters and digits."""
    return _NOT_IN_NAMES.sub("-", fold(text)).strip("-")[:_LONGEST_NAME].strip("-")
