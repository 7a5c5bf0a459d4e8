"""What guests of a group session are written, each in their language and by their own clock (P9)."""

from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.locale.speech import Speech
from cadence_tui.model.documents import GroupSession
from cadence_tui.model.rules.sessions import InvitationWords, Letter


class Draft(Struct, frozen=True, kw_only=True):
    """A mail to one guest, to be sent by a person: `guest` is the guest's key, `email` may be empty."""

    guest: str
    letter: Letter
    account: str
    name: str
    email: str
    language: str
    subject: str
    body: str


class Addressee(Struct, frozen=True, kw_only=True):
    """Who is written to: the contact's name and address, empty where the account is meant; their zone."""

    guest: str
    account: str
    name: str
    email: str
    language: str
    zone: str


def draft(
    session: GroupSession, letter: Letter, to: Addressee, host: str, words: InvitationWords, speech: Speech
) -> Draft:
    """The mail of one kind to one guest; only a call to come is told where, and about what."""
    start, pattern = session.start.astimezone(ZoneInfo(to.zone)), words.letter(letter)
    figures = {
        "title": session.title,
        "form": words.forms[session.form],
        "day": speech.long_date(start.date()),
        "hour": speech.time(start),
        "zone": to.zone.rpartition("/")[2].replace("_", " "),
        "minutes": session.minutes,
        "where": session.where,
        "host": host,
        "name": to.name,
        "account": to.account,
    }
    ahead = letter in ("invitation", "reminder")
    first_name = to.name.split(" ")[0] if to.name else ""
    parts = [
        words.greeting.format(name=first_name) if to.name else words.greeting_all.format(account=to.account),
        pattern.text.format_map(figures).strip(),
        words.where.format(where=session.where) if ahead and session.where else "",
        f"{words.topics}\n{session.topics}" if ahead and session.topics else "",
        words.answer if letter == "invitation" else "",
        words.sign_off.format(host=host),
    ]
    return Draft(
        guest=to.guest,
        letter=letter,
        account=to.account,
        name=to.name,
        email=to.email,
        language=to.language,
        subject=pattern.subject.format_map(figures),
        body="\n\n".join(part for part in parts if part) + "\n",
    )
