"""A mail as a file that mail programs open for sending; nothing is sent from here (A2, C8, P9, X8)."""

import re
from collections.abc import Sequence

from msgspec import Struct

from cadence_tui.model.text import plain

_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]+@[^\s@<>\"(),:;\\\[\]]+")

Named = tuple[str, str]
"""A name and a mail address."""


class Attachment(Struct, frozen=True, kw_only=True):
    """A text that goes along; `subtype` as in `text/calendar`, `params` of its content type."""

    name: str
    text: str
    subtype: str = "plain"
    params: dict[str, str] = {}


def mail_bytes(
    subject: str,
    body: str,
    sender: Named,
    recipients: Sequence[Named],
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The mail in the form of RFC 5322, marked as unsent.

    Who has no usable address is left out: the recipient is then left to whoever sends it.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = plain(subject)
    mail["X-Unsent"] = "1"
    for header, people in (("From", [sender]), ("To", recipients)):
        known = [Address(plain(name), addr_spec=address) for name, address in people if is_address(address)]
        if known:
            mail[header] = known
    mail.set_content(plain(body, lines=True))
    for each in attachments:
        mail.add_attachment(
            plain(each.text, lines=True) if each.subtype == "plain" else each.text,
            subtype=each.subtype,
            filename=each.name,
            params=each.params,
        )
    return mail.as_bytes()


def is_address(text: str) -> bool:
    """Whether a text can stand as a mail address in a header."""
    return text.isascii() and _ADDRESS.fullmatch(text) is not None
