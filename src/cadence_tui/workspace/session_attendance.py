"""Who came to a group session: taken down in bulk, as touches where the touch model has the kind (P9)."""

from collections.abc import Collection

from msgspec.structs import replace

from cadence_tui.model.documents import Document, GroupSession, Guest, Person, Touchpoint
from cadence_tui.model.documents.calendar import GROUP_CHANNEL, GuestStatus
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import Message, message
from cadence_tui.practice.group_sessions import outcomes, with_guests
from cadence_tui.practice.working_time import minute_of
from cadence_tui.workspace.group_sessions import called, hosted
from cadence_tui.workspace.session import Edit, Workspace
from cadence_tui.workspace.session_guests import accounts_of, guests_of


def came(ws: Workspace, session_id: str, keys: Collection[str]) -> GroupSession:
    """These guests were there; the session counts as held from now on.

    Raises NotPermitted, NotFound, Refused before it begins and for one that was called off.
    """
    session, host = _begun(ws, session_id)
    guests = guests_of(session, keys)
    told = message("Came to {what}: {n}", what=called(session, host), n=len(guests))
    return _taken_down(ws, session, host, guests, "attended", told)


def missed(ws: Workspace, session_id: str, keys: Collection[str]) -> GroupSession:
    """These guests did not come, though they were expected. Raises as `came` does."""
    session, host = _begun(ws, session_id)
    guests = guests_of(session, keys)
    told = message("No-show at {what}: {n}", what=called(session, host), n=len(guests))
    return _taken_down(ws, session, host, guests, "no_show", told)


def close_attendance(ws: Workspace, session_id: str) -> GroupSession:
    """The list is complete: who had accepted and was not there is a no-show. Raises as `came` does."""
    session, host = _begun(ws, session_id)
    if session.status == "held" and not any(guest.status == "accepted" for guest in session.guests):
        raise Refused(message("The attendance of {title} is complete", title=session.title))
    absent = [guest for guest in session.guests if guest.status == "accepted"]
    told = message("Held: {what}, {n} no-shows", what=called(session, host), n=len(absent))
    return _taken_down(ws, session, host, absent, "no_show", told)


def _begun(ws: Workspace, session_id: str) -> tuple[GroupSession, Person]:
    session, host = hosted(ws, session_id)
    if session.status == "cancelled":
        raise Refused(message("This group session was called off"))
    if session.start > ws.now():
        raise Refused(message("This group session is still to come"))
    return session, host


def _taken_down(
    ws: Workspace,
    was: GroupSession,
    host: Person,
    guests: Collection[Guest],
    status: GuestStatus,
    told: Message,
) -> GroupSession:
    marked = with_guests(was, {guest.key: replace(guest, status=status) for guest in guests})
    new = replace(marked, status="held")
    edits, made = _touches(ws, new, host)
    ws.commit(told, edits=[(was, new), *edits], made=made)
    return ws.records.get(GroupSession, was.id)


def _touches(ws: Workspace, session: GroupSession, host: Person) -> tuple[list[Edit], list[Document]]:
    """What makes the accounts' touches say what the list of guests does."""
    kind = ws.rules.sessions.forms[session.form].attendance
    if kind not in ws.rules.touch_model.kinds:
        return [], []
    came_of = outcomes(session)
    edits: list[Edit] = []
    made: list[Document] = []
    for account in accounts_of(ws, session.guests):
        outcome = came_of.get(account, "cancelled")
        known = next(
            (
                touch
                for touch in ws.records.of_account(Touchpoint, account)
                if touch.session == session.id and touch.channel == GROUP_CHANNEL
            ),
            None,
        )
        if known is not None:
            edits.append((known, replace(known, status=outcome)))
        elif account in came_of:
            made.append(
                Touchpoint(
                    id=ws.new_id(),
                    account=account,
                    owner=session.owner,
                    touch=kind,
                    channel=GROUP_CHANNEL,
                    status=came_of[account],
                    date=minute_of(session.start, host.timezone)[0],
                    start=session.start,
                    minutes=session.minutes,
                    purpose=session.title,
                    session=session.id,
                )
            )
    return edits, made
