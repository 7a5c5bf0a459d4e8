"""Reads group sessions with the names behind their ids, and what is to be done about each today (P9)."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from cadence_tui.model.documents import Account, Contact, GroupSession, Guest, Person
from cadence_tui.practice.group_sessions import to_remind
from cadence_tui.practice.working_time import minute_of
from cadence_tui.views.group_sessions import GuestRow, SessionRow, Wait
from cadence_tui.workspace.session import Workspace

_URGENT: tuple[Wait, ...] = ("attendance", "remind", "invite", "follow_up")


def read_sessions(ws: Workspace, *, past: bool = False) -> list[SessionRow]:
    """Sessions in order of their hour: those to come and those whose attendance is open; with `past` the
    others, too, the latest first.
    """
    rows = rows_of(ws, ws.records.group_sessions())
    if past:
        return rows[::-1]
    return [row for row in rows if row.session.status == "planned" or row.waits]


def rows_of(ws: Workspace, sessions: Sequence[GroupSession]) -> list[SessionRow]:
    """The rows of some sessions."""
    reader = _Reader(ws, sessions)
    return [reader.row(session) for session in sessions]


class _Reader:
    def __init__(self, ws: Workspace, sessions: Sequence[GroupSession]) -> None:
        self._ws = ws
        self._people = {person.id: person for person in ws.records.people()}
        self._accounts = {account.id: account for account in ws.records.accounts()}
        guests = [guest for session in sessions for guest in session.guests]
        self._contacts = _contacts(ws, guests, self._accounts)

    def row(self, session: GroupSession) -> SessionRow:
        host = self._people.get(session.owner)
        zone = host.timezone if host else "UTC"
        guests = tuple(self._guests(session, zone))
        waiting: set[Wait] = {guest.waits for guest in guests}
        if session.status == "planned" and session.start <= self._ws.now():
            waiting.add("attendance")
        return SessionRow(
            session=session,
            host=host.name if host else session.owner,
            zone=zone,
            pod=host.pod if host else "",
            guests=guests,
            waits=_most_urgent(waiting),
        )

    def _guests(self, session: GroupSession, zone: str) -> Iterable[GuestRow]:
        due = {guest.key for guest in to_remind(session, self._ws.now(), zone, self._reminders)}
        invites = self._may_invite(session, zone)
        for guest in session.guests:
            account = self._accounts.get(guest.account)
            contact = self._contacts.get(guest.contact)
            owner = self._people.get(account.owner) if account else None
            wait: Wait = "remind" if guest.key in due else ""
            if guest.status == "chosen" and invites:
                wait = "invite"
            elif guest.status == "no_show":
                wait = "" if guest.followed_up_at else "follow_up"
            yield GuestRow(
                guest=guest,
                account=account.name if account else "–",
                contact=contact.name if contact else "",
                email=contact.email if contact else "",
                language=_language(contact, account),
                owner=owner.name if owner else "",
                waits=wait,
            )

    def _may_invite(self, session: GroupSession, zone: str) -> bool:
        """Invitations go out some days before, and no more once it has begun."""
        if session.status != "planned" or session.start <= self._ws.now():
            return False
        day, today = minute_of(session.start, zone)[0], minute_of(self._ws.now(), zone)[0]
        return (day - today).days <= self._ws.rules.sessions.invite_days

    @property
    def _reminders(self) -> tuple[int, ...]:
        return self._ws.rules.sessions.reminder_days


def _most_urgent(waiting: Collection[Wait]) -> Wait:
    for wait in _URGENT:
        if wait in waiting:
            return wait
    return ""


def _contacts(ws: Workspace, guests: Iterable[Guest], accounts: Mapping[str, Account]) -> dict[str, Contact]:
    wanted = {guest.account for guest in guests if guest.contact and guest.account in accounts}
    return {
        contact.id: contact
        for account in sorted(wanted)
        for contact in ws.records.of_account(Contact, account)
    }


def _language(contact: Contact | None, account: Account | None) -> str:
    return (contact.language if contact else None) or (account.language if account else "en")


def reminders_today(ws: Workspace, host: Person | None = None) -> list[SessionRow]:
    """The sessions of which somebody is to be reminded today, of one host or of all."""
    planned = [
        each
        for each in ws.records.group_sessions([host.id] if host else ())
        if each.status == "planned" and each.start > ws.now()
    ]
    return [row for row in rows_of(ws, planned) if row.waiting("remind")]
