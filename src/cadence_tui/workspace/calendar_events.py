"""The calls of a person as events for other calendars: worded, and stamped with their last change (P8)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from msgspec import Struct

from cadence_tui.exchange.ics.writing import OWN, CallEvent, Status
from cadence_tui.locale.speech import speech
from cadence_tui.model.documents import Person
from cadence_tui.model.documents.touchpoint import TouchStatus
from cadence_tui.model.errors import NotPermitted
from cadence_tui.model.ids import made_at
from cadence_tui.model.message import message
from cadence_tui.views.calendar import Calendar
from cadence_tui.views.calendar_entries import Card
from cadence_tui.views.event_words import event_text, event_title
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
_OF_THE_EVENT = frozenset(
    {"date", "start", "minutes", "status", "touch", "channel", "purpose", "owner", "account"}
)
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Changed(Struct, frozen=True):
    """How often an event was changed, and when it was last."""

    sequence: int
    at: datetime


def require_shown(ws: Workspace, person: Person) -> None:
    """Raises NotPermitted for a calendar that the acting person may not look at."""
    if ws.actor.role != "csm" or person.id == ws.actor.id:
        return
    if person.id not in {each.id for each in calendar_owners(ws)}:
        raise NotPermitted(message("You may not look at the calendar of {name}", name=person.name))


def calls_of(ws: Workspace, person: Person, language: str, since: date | None = None) -> list[Card]:
    """The calls of a person, from a year back (or a day) to a year ahead."""
    cards = Calendar(read_calendar(ws, person.id, language)).cards
    return [card for card in cards if since is None or card.date >= since]


def events_of(
    ws: Workspace, cards: Iterable[Card], language: str, changes: Mapping[str, Changed], owner: str = ""
) -> list[CallEvent]:
    """Calls as events, in a language; `owner` stands before each title."""
    words, names = speech(language), names_of(ws.rules.touch_model, ws.records.people())
    found: list[CallEvent] = []
    for card in cards:
        changed = changes.get(card.id) or Changed(0, made_at(card.id) or _LONG_AGO)
        found.append(
            CallEvent(
                uid=card.id + OWN,
                summary=event_title(card, names, words, owner),
                description=event_text(card, words),
                day=card.date,
                start=card.touch.start.astimezone(UTC) if card.touch.start else None,
                minutes=card.touch.minutes,
                status=_STATUSES[card.touch.status],
                sequence=changed.sequence,
                changed=changed.at.astimezone(UTC),
            )
        )
    return found


def changes_of_calls(ws: Workspace) -> dict[str, Changed]:
    """By call what the log tells of its changes, as far as an event shows them; in one pass."""
    found: dict[str, Changed] = {}
    for commit in ws.store.log(newest_first=False):
        for change in commit.changes:
            if change.kind != "touchpoint" or change.dropped:
                continue
            before = found.get(change.id)
            if before is None and change.made:
                found[change.id] = Changed(0, datetime.fromisoformat(commit.at))
            elif _OF_THE_EVENT & {*change.set, *change.unset}:
                sequence = before.sequence if before else 0
                found[change.id] = Changed(sequence + 1, datetime.fromisoformat(commit.at))
    return found
