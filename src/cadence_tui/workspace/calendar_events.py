"""Calls and group sessions as events for other calendars: worded, stamped with their last change (P8)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from msgspec import Struct

from cadence_tui.exchange.ics.writing import OWN, OwnEvent, Status
from cadence_tui.locale import Speech
from cadence_tui.locale.speech import speech
from cadence_tui.model.documents import Person
from cadence_tui.model.documents.touchpoint import TouchStatus
from cadence_tui.model.errors import NotPermitted
from cadence_tui.model.ids import made_at
from cadence_tui.model.message import message
from cadence_tui.views.calendar import Calendar
from cadence_tui.views.calendar_entries import Card, Entry, SessionCard
from cadence_tui.views.event_words import event_text, event_title, session_event_text
from cadence_tui.views.names import names_of
from cadence_tui.workspace.calendar import calendar_owners, read_calendar
from cadence_tui.workspace.session import Workspace

_STATUSES: Mapping[TouchStatus, Status] = {
    "planned": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "held": "CONFIRMED",
    "no_show": "CONFIRMED",
    "declined": "CANCELLED",
    "cancelled": "CANCELLED",
}
_OF_THE_EVENT: Mapping[str, frozenset[str]] = {
    "touchpoint": frozenset(
        {"date", "start", "minutes", "status", "touch", "channel", "purpose", "owner", "account"}
    ),
    "group_session": frozenset({"start", "minutes", "status", "title", "form", "where", "topics", "owner"}),
}
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Changed(Struct, frozen=True):
    """How often an event was changed, and when it was last."""

    sequence: int
    at: datetime


def unchanged(doc_id: str) -> Changed:
    """That of a document of which the log does not tell."""
    return Changed(0, made_at(doc_id) or _LONG_AGO)


def require_shown(ws: Workspace, person: Person) -> None:
    """Raises NotPermitted for a calendar that the acting person may not look at."""
    if ws.actor.role != "csm" or person.id == ws.actor.id:
        return
    if person.id not in {each.id for each in calendar_owners(ws)}:
        raise NotPermitted(message("You may not look at the calendar of {name}", name=person.name))


def entries_of(ws: Workspace, person: Person, language: str, since: date | None = None) -> list[Entry]:
    """The calls and group sessions of a person, called off or not, from a year back (or a day) to a year
    ahead.
    """
    calendar = Calendar(read_calendar(ws, person.id, language))
    first = since or calendar.book.first
    sessions = map(calendar.session_card, ws.records.group_sessions([person.id]))
    return [entry for entry in (*calendar.cards, *sessions) if first <= entry.date <= calendar.last]


def events_of(
    ws: Workspace, entries: Iterable[Entry], language: str, changes: Mapping[str, Changed], owner: str = ""
) -> list[OwnEvent]:
    """Calls and sessions as events, in a language; `owner` stands before each title."""
    words, names = speech(language), names_of(ws.rules.touch_model, ws.records.people())
    found: list[OwnEvent] = []
    for entry in entries:
        changed = changes.get(entry.id) or unchanged(entry.id)
        title = event_title(entry, names, words, owner)
        if isinstance(entry, SessionCard):
            found.append(_session_event(entry, title, words, changed))
        else:
            found.append(_call_event(entry, title, words, changed))
    return found


def _call_event(card: Card, title: str, words: Speech, changed: Changed) -> OwnEvent:
    return OwnEvent(
        uid=card.id + OWN,
        summary=title,
        description=event_text(card, words),
        day=card.date,
        start=card.touch.start.astimezone(UTC) if card.touch.start else None,
        minutes=card.minutes,
        status=_STATUSES[card.touch.status],
        sequence=changed.sequence,
        changed=changed.at.astimezone(UTC),
    )


def _session_event(card: SessionCard, title: str, words: Speech, changed: Changed) -> OwnEvent:
    return OwnEvent(
        uid=card.id + OWN,
        summary=title,
        description=session_event_text(card, words),
        day=card.date,
        start=card.start.astimezone(UTC),
        minutes=card.minutes,
        status="CANCELLED" if card.session.status == "cancelled" else "CONFIRMED",
        sequence=changed.sequence,
        changed=changed.at.astimezone(UTC),
        where=card.session.where,
    )


def changes_of_entries(ws: Workspace) -> dict[str, Changed]:
    """By call or session what the log tells of its changes, as far as an event shows them."""
    return changes_of(ws, _OF_THE_EVENT)


def changes_of(ws: Workspace, fields: Mapping[str, frozenset[str]]) -> dict[str, Changed]:
    """By document what the log tells of changes of some fields, by kind; in one pass."""
    found: dict[str, Changed] = {}
    for commit in ws.store.log(newest_first=False):
        for change in commit.changes:
            shown = fields.get(change.kind)
            if shown is None or change.dropped:
                continue
            before = found.get(change.id)
            if before is None and change.made:
                found[change.id] = Changed(0, datetime.fromisoformat(commit.at))
            elif shown & {*change.set, *change.unset}:
                sequence = before.sequence if before else 0
                found[change.id] = Changed(sequence + 1, datetime.fromisoformat(commit.at))
    return found
