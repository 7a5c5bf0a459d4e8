"""What leaves the house after a call: the recap mail and the text for a CRM (C8)."""

from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from cadence_tui.exchange.mail_file import MailPerson, name_part, unsent_mail
from cadence_tui.locale import speech
from cadence_tui.locale.speech import Speech
from cadence_tui.model.documents import Account, Call, Contact, Person, Touchpoint
from cadence_tui.model.documents.account import Language
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.practice.letters import place_of_hour
from cadence_tui.practice.recap import Recap, as_text, from_text, recap
from cadence_tui.views.crm import CallPapers, crm_text
from cadence_tui.views.names import names_of
from cadence_tui.workspace.closing import promises_of
from cadence_tui.workspace.ledger import require_reach
from cadence_tui.workspace.outfile import write_out
from cadence_tui.workspace.session import Workspace


def recap_of(ws: Workspace, call_id: str, language: Language | None = None) -> Recap:
    """The recap mail of a call as it was edited, else as the template gives it. Raises NotFound.

    In another `language` it is always that of the template.
    """
    call = ws.records.get(Call, call_id)
    if call.recap and language in (None, _language(ws, call)):
        return from_text(call.recap)
    return recap_template(ws, call_id, language)


def recap_template(ws: Workspace, call_id: str, language: Language | None = None) -> Recap:
    """The recap mail that the template gives, in the language of whom it is for. Raises NotFound."""
    call = ws.records.get(Call, call_id)
    account = ws.records.get(Account, call.account)
    people = {person.id: person.name for person in ws.records.people()}
    upcoming = ws.records.get(Touchpoint, call.next_touch) if call.next_touch else None
    zone = ZoneInfo(account.timezone or ws.actor.timezone)
    when = upcoming.start.astimezone(zone) if upcoming and upcoming.start else None
    sender = _owner(ws, call)
    held = (call.started or ws.now()).astimezone(zone)
    language = language or _language(ws, call)
    return recap(
        call,
        account,
        promises_of(ws, call),
        ws.rules.recap_words(language),
        speech(language),
        day=held.date(),
        to=_reader(call),
        sender=sender.name,
        names=people,
        next_touch=when or (upcoming.date if upcoming else None),
        place=place_of_hour(when, account.timezone, sender.timezone),
    )


def keep_recap(ws: Workspace, call_id: str, text: str) -> Call:
    """Keeps the mail as it was edited, its first line the subject; like the template again, none is kept.

    Raises NotPermitted, NotFound, Refused for a mail without words, Conflict.
    """
    call = ws.records.editable(Call, call_id)
    account = ws.records.editable(Account, call.account)
    require_reach(ws, account, call.owner)
    mail = from_text(plain(text, lines=True).strip("\n"))
    if not mail.subject or not mail.body.strip():
        raise Refused(message("A mail needs a subject on its first line, and words below it"))
    kept = "" if mail == recap_template(ws, call_id) else as_text(mail)
    if kept != call.recap:
        edited = replace(call, recap=kept)
        ws.commit(message("Recap edited: {account}", account=account.name), edits=[(call, edited)])
    return ws.records.get(Call, call_id)


def recap_readers(ws: Workspace, call_id: str) -> list[MailPerson]:
    """Whom the recap goes to: those of the attendees that are contacts, else the champion."""
    call = ws.records.get(Call, call_id)
    return [MailPerson(contact.name, contact.email) for contact in _attending(ws, call)]


def write_recap(
    ws: Workspace, call_id: str, path: Path, *, language: Language | None = None, replace_file: bool = False
) -> None:
    """Writes the recap as a mail file. Raises NotFound, and Refused as `write_out` does."""
    call = ws.records.get(Call, call_id)
    mail = recap_of(ws, call_id, language)
    sender = _owner(ws, call)
    made = unsent_mail(
        mail.subject, mail.body, MailPerson(sender.name, sender.email), recap_readers(ws, call_id)
    )
    write_out(path, [made.as_bytes()], replace=replace_file)


def recap_file_name(ws: Workspace, call_id: str) -> str:
    """What the file of a recap is called where nobody says otherwise."""
    call = ws.records.get(Call, call_id)
    account = ws.records.get(Account, call.account)
    day = (call.started or ws.now()).astimezone(ZoneInfo(ws.actor.timezone)).date()
    return f"recap-{name_part(account.name) or call.account}-{day.isoformat()}.eml"


def crm_of(ws: Workspace, call_id: str, reader: Speech) -> str:
    """A call as text for a CRM, in the reader's language. Raises NotFound."""
    call = ws.records.get(Call, call_id)
    record = ws.records.record(call.account)
    upcoming = ws.records.get(Touchpoint, call.next_touch) if call.next_touch else None
    papers = CallPapers(
        account=record.account,
        actions=tuple(promises_of(ws, call)),
        risks=tuple(each for each in record.risks if each.origin == call.id),
        opportunities=tuple(each for each in record.opportunities if each.origin == call.id),
        handoffs=tuple(each for each in record.handoffs if each.origin == call.id),
        next_touch=upcoming,
    )
    names = names_of(ws.rules.touch_model, ws.records.people())
    return crm_text(call, papers, names, reader, zone=ws.actor.timezone)


def _attending(ws: Workspace, call: Call) -> list[Contact]:
    contacts = [each for each in ws.records.of_account(Contact, call.account) if not each.left]
    there = [each for each in contacts if each.name in call.attendees]
    return there or [each for each in contacts if each.champion][:1]


def _language(ws: Workspace, call: Call) -> Language:
    """The account's, unless the one reader has another one."""
    account = ws.records.get(Account, call.account)
    there = [each for each in _attending(ws, call) if each.name in call.attendees]
    only = there[0].language if len(there) == 1 and len(call.attendees) == 1 else None
    return only or account.language


def _owner(ws: Workspace, call: Call) -> Person:
    """Who held the call."""
    return next((each for each in ws.records.people() if each.id == call.owner), ws.actor)


def _reader(call: Call) -> str:
    """The first name of whom the call was with; nothing for several."""
    return call.attendees[0].split(" ")[0] if len(call.attendees) == 1 else ""
