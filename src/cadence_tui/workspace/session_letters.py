"""Mails of a group session: invitations, reminders, follow-ups, drafted for people to send (P9)."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.exchange.session_files import (
    event_file,
    guest_rows,
    mail_file,
    mail_name,
)
from cadence_tui.locale import speech
from cadence_tui.model.documents import GroupSession, Guest, Person, Touchpoint
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message, reason
from cadence_tui.model.rules.sessions import Letter
from cadence_tui.practice.contact_budget import budget_of
from cadence_tui.practice.group_sessions import to_invite, to_remind, why_not, with_guests
from cadence_tui.practice.invitations import Addressee, Draft, draft
from cadence_tui.views.group_sessions import HeldBack
from cadence_tui.workspace.group_sessions import called, hosted, open_session
from cadence_tui.workspace.outfile import write_out
from cadence_tui.workspace.public_holidays import days_off
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.session_guests import (
    accounts_of,
    candidate_of,
    contacts_of,
    guests_of,
    language_of,
    terms_of,
)

EVENT_FILE = "session.ics"
GUESTS_FILE = "guests.csv"
_DONE: dict[Letter, tuple[str, ...]] = {
    "cancellation": ("invited", "accepted"),
    "missed": ("no_show",),
}


class Written(Struct, frozen=True, kw_only=True):
    """The mails to be sent now, and who is held back."""

    session: GroupSession
    drafts: tuple[Draft, ...]
    held_back: tuple[HeldBack, ...] = ()


def preview_invitations(
    ws: Workspace, session_id: str, keys: Collection[str] = (), *, over_budget: bool = False
) -> Written:
    """What `invite` would write, and whom it would hold back; nothing is kept."""
    session, host = open_session(ws, session_id, None)
    guests = _invitable(session, keys)
    held_back = [
        each for each in (_hindered(ws, session, host, guest, over_budget) for guest in guests) if each
    ]
    hindered = {each.guest for each in held_back}
    free = [guest for guest in guests if guest.key not in hindered]
    return Written(
        session=session,
        drafts=tuple(drafts_of(ws, session, "invitation", free)),
        held_back=tuple(held_back),
    )


def invite(
    ws: Workspace, session_id: str, keys: Collection[str] = (), *, over_budget: bool = False
) -> Written:
    """Marks guests as invited now, all who wait for it when none are named, and drafts what they are sent.

    An invitation is a message to many in the contact budget of its account; who has no room in it today is
    held back, unless it is decided otherwise (`over_budget`), which the log says. Wishes bind all the same.
    Raises NotPermitted, NotFound, and Refused where nobody is left to be invited.
    """
    written = preview_invitations(ws, session_id, keys, over_budget=over_budget)
    was, host = open_session(ws, session_id, None)
    if not written.drafts:
        raise Refused(message("Nobody can be invited today; held back: {n}", n=len(written.held_back)))
    now = ws.now()
    invited = [guest for guest in was.guests if guest.key in {each.guest for each in written.drafts}]
    new = with_guests(was, {guest.key: replace(guest, status="invited", invited_at=now) for guest in invited})
    figures = {"what": called(was, host), "n": len(invited)}
    told = message("Invited to {what}: {n}", **figures)
    if over_budget:
        told = message("Invited to {what}, over the contact budget: {n}", **figures)
    ws.commit(told, edits=[(was, new)], made=_messages(ws, new, invited))
    return replace(written, session=ws.records.get(GroupSession, was.id))


def remind(ws: Workspace, session_id: str, keys: Collection[str] = ()) -> Written:
    """Marks guests as reminded now, those whose reminder is due when none are named, and drafts the mails.

    Raises NotPermitted, NotFound, and Refused where nobody is to be reminded.
    """
    was, host = open_session(ws, session_id, None)
    guests = guests_of(was, keys) if keys else due_reminders(ws, was, host)
    guests = [guest for guest in guests if guest.status in ("invited", "accepted")]
    if not guests:
        raise Refused(message("Nobody is to be reminded of {what} today", what=called(was, host)))
    new = with_guests(was, {guest.key: replace(guest, reminded_at=ws.now()) for guest in guests})
    told = message("Reminded of {what}: {n}", what=called(was, host), n=len(guests))
    ws.commit(told, edits=[(was, new)], made=_messages(ws, new, guests))
    kept = ws.records.get(GroupSession, was.id)
    return Written(session=kept, drafts=tuple(drafts_of(ws, kept, "reminder", guests)))


def due_reminders(ws: Workspace, session: GroupSession, host: Person) -> list[Guest]:
    """The guests of a session who are to be reminded today."""
    return to_remind(session, ws.now(), host.timezone, ws.rules.sessions.reminder_days)


def follow_up(ws: Workspace, session_id: str, keys: Collection[str] = ()) -> Written:
    """Marks no-shows as written to now, all who wait for it when none are named, and drafts the mails.

    Raises NotPermitted, NotFound, and Refused where nobody waits for a follow-up.
    """
    was, host = hosted(ws, session_id)
    guests = guests_of(was, keys) if keys else [each for each in was.guests if each.followed_up_at is None]
    guests = [guest for guest in guests if guest.status == "no_show"]
    if not guests:
        raise Refused(message("No no-show of {what} waits for a mail", what=called(was, host)))
    new = with_guests(was, {guest.key: replace(guest, followed_up_at=ws.now()) for guest in guests})
    told = message("Followed up no-shows of {what}: {n}", what=called(was, host), n=len(guests))
    ws.commit(told, edits=[(was, new)])
    kept = ws.records.get(GroupSession, was.id)
    return Written(session=kept, drafts=tuple(drafts_of(ws, kept, "missed", guests)))


def letters(ws: Workspace, session_id: str, letter: Letter, keys: Collection[str] = ()) -> Written:
    """The mails of one kind as they would be written now; nothing is marked.

    Without keys those they are meant for: a cancellation is for who was invited, a follow-up for no-shows.
    """
    session = ws.records.get(GroupSession, session_id)
    meant = _DONE.get(letter, ("chosen", "invited", "accepted"))
    guests = guests_of(session, keys) if keys else [each for each in session.guests if each.status in meant]
    return Written(session=session, drafts=tuple(drafts_of(ws, session, letter, guests)))


def drafts_of(ws: Workspace, session: GroupSession, letter: Letter, guests: Iterable[Guest]) -> list[Draft]:
    """A mail to each guest who is still there, in the guest's language."""
    host = ws.records.get(Person, session.owner)
    found: list[Draft] = []
    for guest in guests:
        candidate = candidate_of(ws, guest)
        if candidate is None:
            continue
        account, contact, language = candidate.record.account, candidate.contact, language_of(candidate)
        to = Addressee(
            guest=guest.key,
            account=account.name,
            name=contact.name if contact else "",
            email=contact.email if contact else "",
            language=language,
            zone=account.timezone or host.timezone,
        )
        words = ws.rules.invitation_words(language)
        found.append(draft(session, letter, to, host.name, words, speech(language)))
    return found


def require_folder(folder: Path, *, replace_files: bool = False) -> None:
    """Makes a folder for `write_files`; for acts to ask before they mark anybody as written to.

    Raises Refused when it cannot be made, or mails of a session are in it already.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = [*folder.glob("*.eml"), *(folder / name for name in (EVENT_FILE, GUESTS_FILE))]
        there = next((path for path in known if path.exists()), None)
    except OSError as error:
        fault = error.strerror or type(error).__name__
        raise Refused(message("{path} cannot be written: {fault}", path=str(folder), fault=fault)) from None
    if there is not None and not replace_files:
        raise Refused(message("{path} is there already; to write over it: --force", path=str(there)))


def write_files(ws: Workspace, written: Written, folder: Path, *, replace_files: bool = False) -> list[Path]:
    """A mail file for each draft, one calendar file and the list of guests, in a folder that is made.

    Each mail goes to one guest and names no other. Raises Refused as `require_folder` does.
    """
    require_folder(folder, replace_files=replace_files)
    session = written.session
    host = ws.records.get(Person, session.owner)
    files = {
        mail_name(number, each): mail_file(each, session, host, ws.now())
        for number, each in enumerate(written.drafts, 1)
    }
    files[EVENT_FILE] = event_file(session, host, ws.now())
    files[GUESTS_FILE] = guest_table(ws, session).encode()
    for name, content in files.items():
        write_out(folder / name, [content], replace=replace_files)
    return [folder / name for name in files]


def guest_table(ws: Workspace, session: GroupSession) -> str:
    """The guests of a session as CSV, with English headers."""
    accounts, contacts = accounts_of(ws, session.guests), contacts_of(ws, session.guests)
    return guest_rows(session, accounts, contacts)


def _invitable(session: GroupSession, keys: Collection[str]) -> Sequence[Guest]:
    waiting = to_invite(session)
    if not keys:
        if not waiting:
            raise Refused(message("Nobody of {title} waits for an invitation", title=session.title))
        return waiting
    guests = guests_of(session, keys)
    if not any(guest.status == "chosen" for guest in guests):
        raise Refused(message("They are invited already"))
    return [guest for guest in guests if guest.status == "chosen"]


def _hindered(
    ws: Workspace, session: GroupSession, host: Person, guest: Guest, over_budget: bool
) -> HeldBack | None:
    """What stands against inviting somebody today; None when nothing does."""
    candidate = candidate_of(ws, guest)
    if candidate is None:
        why = (reason("guest_gone"),)
        return HeldBack(guest=guest.key, name="", binding=True, next_eligible=None, why=why)
    account, terms = candidate.record.account, terms_of(ws, host)
    if against := why_not(session, candidate, terms):
        return HeldBack(guest=guest.key, name=account.name, binding=True, next_eligible=None, why=against)
    if over_budget:
        return None
    record, today = ws.records.record(account.id), ws.today()
    budget = budget_of(record, terms.model, today, holidays=days_off(account.country, today), to_many=True)
    if budget.next_eligible == today:
        return None
    return HeldBack(
        guest=guest.key,
        name=account.name,
        binding=False,
        next_eligible=budget.next_eligible,
        why=budget.why,
    )


def _messages(ws: Workspace, session: GroupSession, guests: Iterable[Guest]) -> list[Touchpoint]:
    """A message to many for each account that is written to today: that is how the contact budget knows."""
    kind, day = ws.rules.sessions.invitation, ws.today()
    if kind not in ws.rules.touch_model.kinds:
        return []
    accounts = dict.fromkeys(guest.account for guest in guests)
    return [
        Touchpoint(
            id=ws.new_id(),
            account=account,
            owner=session.owner,
            touch=kind,
            channel="email",
            status="held",
            date=day,
            purpose=session.title,
            session=session.id,
        )
        for account in accounts
        if not any(
            touch.session == session.id
            and touch.date == day
            and touch.touch == kind
            and touch.status == "held"
            for touch in ws.records.of_account(Touchpoint, account)
        )
    ]
