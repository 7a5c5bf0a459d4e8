"""A folder of events kept in step with a person's calls and sessions; nothing either side wrote is lost (P8).

The store comes first, then the files, then what is remembered: whoever is stopped in between starts again and
ends up in the same place.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.exchange.ics.busy import busy_spans
from cadence_tui.exchange.ics.vdir import (
    There,
    VdirFile,
    digest_of,
    file_name,
    instant_of_place,
    ours_in,
    place_text,
)
from cadence_tui.exchange.ics.writing import OWN, OwnEvent, event_bytes
from cadence_tui.model.clock import monday
from cadence_tui.model.documents import BusyCalendar, BusySpan, Document, Person, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.errors import BadInput, Refused
from cadence_tui.model.message import Message, message
from cadence_tui.practice.working_time import joined_spans
from cadence_tui.views.calendar_entries import Card, Entry, SessionCard
from cadence_tui.views.calendar_lines import MIDNIGHT
from cadence_tui.workspace.busy import busy_calendars, whose_time
from cadence_tui.workspace.calendar_events import changes_of_entries, entries_of, events_of
from cadence_tui.workspace.plan import require_planner
from cadence_tui.workspace.publishing import BACK, put
from cadence_tui.workspace.session import Edit, Workspace
from cadence_tui.workspace.sync_state import SyncState, kept_state
from cadence_tui.workspace.sync_steps import Known, Ours, Step, step, was_deleted
from cadence_tui.workspace.touches import cancel
from cadence_tui.workspace.vdir_folder import is_overtaken, open_vdir, remove_item

_GONE = frozenset({"cancelled", "declined"})


class Synced(Struct, frozen=True, kw_only=True):
    """What a sync did: files written and removed; calls with an open proposal, and those deleted there.

    `cancelled` are those of the deleted ones that were called off for it. `restored` are group sessions that
    were moved or deleted there, which changes nothing: their guests have the hour. `unreadable` files were
    left as they are; `busy` counts the stretches of time that others' events in the folder take.
    """

    written: int
    removed: int
    unchanged: int
    proposed: tuple[str, ...]
    deleted: tuple[str, ...]
    cancelled: tuple[str, ...]
    emptied: bool
    restored: tuple[str, ...]
    busy: int
    unreadable: tuple[Message, ...]


def sync_calendar(ws: Workspace, folder: Path, person: Person, *, accept_deletions: bool = False) -> Synced:
    """Brings a folder and a person's calls and group sessions together.

    A call moved there is a proposal here; one deleted there comes back unless `accept_deletions`, which
    cancels it, and those that came back within a week; the times of others' events are busy. Raises
    NotPermitted, Refused where the folder cannot be read or written, where all calls are gone from it, and
    while another sync of it is running.
    """
    require_planner(ws, person.id)
    with kept_state(ws.store.path, person.id, folder) as state:
        return _Sync(ws, folder, person, state).run(accept_deletions)


class _Sync:
    """One run."""

    def __init__(self, ws: Workspace, folder: Path, person: Person, state: SyncState) -> None:
        self.ws, self.folder, self.person, self.state = ws, folder, person, state
        self.zone = ZoneInfo(person.timezone)
        self.files = open_vdir(self.folder)
        self.there: dict[str, There] = {}
        self.others: list[VdirFile] = []
        for file in self.files:
            own = ours_in(file, self.zone)
            if own is None:
                self.others.append(file)
            else:
                self.there.setdefault(*own)

    def run(self, accept_deletions: bool) -> Synced:
        cards = {card.id: card for card in self._cards()}
        events = self._events(cards.values())
        steps = self._steps(cards, events)
        deleted = tuple(call for call, each in steps.items() if each.deleted)
        if accept_deletions:
            deleted += tuple(call for call in steps if call in cards and self._came_back(cards[call], events))
        cancelled = deleted if accept_deletions else ()
        if len(cancelled) > 1 and not self.there:
            # A disk that is not mounted looks like this, too.
            text = message(
                "All calls are gone from {folder}: none is cancelled for that", folder=str(self.folder)
            )
            raise Refused(text)
        busy, unreadable = self._tell_store(steps)
        for call in cancelled:
            cancel(self.ws, call)
            steps[call] = Step(remove=call in self.there)
        written, removed = self._tell_folder(steps, cards, events)
        return Synced(
            written=written,
            removed=removed,
            unchanged=len(self.state.calls) - written,
            proposed=self._proposed(cards),
            deleted=deleted,
            cancelled=cancelled,
            emptied=self._is_emptied(steps),
            restored=tuple(entry for entry, each in steps.items() if each.restored),
            busy=busy,
            unreadable=unreadable,
        )

    # -- looking ---------------------------------------------------------------------

    def _cards(self) -> list[Entry]:
        return [each for each in entries_of(self.ws, self.person, self.person.language) if not _is_gone(each)]

    def _events(self, cards: Iterable[Entry]) -> dict[str, OwnEvent]:
        events = events_of(self.ws, cards, self.person.language, changes_of_entries(self.ws))
        return {event.uid.removesuffix(OWN): event for event in events}

    def _steps(self, cards: dict[str, Entry], events: dict[str, OwnEvent]) -> dict[str, Step]:
        """By call what is to be done. Files of ours that cannot be read now are left for the next time."""
        unreadable = {file.name for file in self.files if file.content is None}
        today, steps = self.ws.today(), dict[str, Step]()
        recent = {call for call, card in cards.items() if card.date >= monday(today) - BACK}
        for call in sorted({*recent, *self.there, *self.state.calls}):
            known = self.state.calls.get(call)
            name = known.file if known else file_name(call + OWN)
            if call not in self.there and name in unreadable:
                continue
            if call not in cards and not self._is_ours(call):
                continue
            ours = _ours(cards[call], events[call], today) if call in cards else None
            steps[call] = step(ours, known, self.there.get(call))
        return steps

    def _came_back(self, card: Entry, events: dict[str, OwnEvent]) -> bool:
        today = self.ws.today()
        ours = _ours(card, events[card.id], today)
        return was_deleted(ours, self.state.calls.get(card.id), self.there.get(card.id), today)

    def _is_emptied(self, steps: dict[str, Step]) -> bool:
        """Whether all is gone: it may be a disk that is not mounted, and nothing was deleted then."""
        return not self.there and sum(each.deleted for each in steps.values()) > 1

    def _proposed(self, cards: Iterable[str]) -> tuple[str, ...]:
        """The calls that still ask for another place."""
        touches = {touch.id: touch for touch in self.ws.records.open_touchpoints()}
        return tuple(call for call in sorted(cards) if call in touches and touches[call].suggested)

    def _is_ours(self, call: str) -> bool:
        """Whether an event may be taken away: we wrote it, or it is one of this person's that is gone."""
        if call in self.state.calls:
            return True
        found = self.ws.store.get("touchpoint", call) or self.ws.store.get("group_session", call)
        return found is not None and found.get("owner") == self.person.id

    # -- telling the store --------------------------------------------------------------

    def _tell_store(self, steps: dict[str, Step]) -> tuple[int, tuple[Message, ...]]:
        """Proposals and busy times as one act; how much is busy, what was unreadable."""
        edits: list[Edit] = []
        for call, each in steps.items():
            if each.suggest is not None:
                touch = self.ws.records.get(Touchpoint, call)
                suggested = instant_of_place(each.suggest, self.zone) if each.suggest else None
                edits.append((touch, replace(touch, suggested=suggested)))
        proposed = [touch for _, touch in edits if isinstance(touch, Touchpoint) and touch.suggested]
        spans, unreadable = self._busy()
        made = self._busy_documents(spans, edits)
        why = message(
            "Read from the calendar of {name}: {n} calls moved there, {busy} busy times",
            name=self.person.name,
            n=len(proposed),
            busy=len(spans),
        )
        self.ws.commit(why, edits=edits, made=made)
        return len(spans), unreadable

    def _busy(self) -> tuple[tuple[BusySpan, ...], tuple[Message, ...]]:
        whose, unreadable = whose_time(self.ws, self.person), list[Message]()
        spans: list[BusySpan] = []
        for file in self.others:
            try:
                if file.fault is not None:
                    raise file.fault
                spans += busy_spans([file.content] if file.content else [], whose, own=OWN)
            except BadInput as fault:
                unreadable.append(fault.message)
        return joined_spans(spans), tuple(unreadable)

    def _busy_documents(self, spans: tuple[BusySpan, ...], edits: list[Edit]) -> Sequence[Document]:
        source = str(self.folder.resolve())
        known = next((each for each in busy_calendars(self.ws, self.person) if each.source == source), None)
        if known is not None:
            edits.append((known, replace(known, spans=spans)))
            return ()
        new = BusyCalendar(id=self.ws.new_id(), person=self.person.id, source=source, spans=spans)
        return [new] if spans else ()

    # -- telling the folder ---------------------------------------------------------------

    def _tell_folder(
        self, steps: dict[str, Step], cards: dict[str, Entry], events: dict[str, OwnEvent]
    ) -> tuple[int, int]:
        written = removed = 0
        lost = self._is_emptied(steps)
        for call, each in steps.items():
            there = self.there.get(call)
            if (each.write or each.remove) and self._is_overtaken(call, there):
                continue
            if each.remove or call not in cards:
                removed += there is not None and remove_item(self.folder, there.file)
                self.state.calls.pop(call, None)
                continue
            known = self.state.calls.get(call)
            if each.write:
                deleted = self.ws.today() if each.deleted and not lost else None
                written += self._write(call, events[call], there, deleted)
            elif there is not None:
                self.state.calls[call] = Known(
                    file=there.file,
                    ours=_place(events[call]),
                    theirs=there.place,
                    content=known.content if known else digest_of(event_bytes(events[call])),
                    deleted=known.deleted if known and known.theirs == there.place else None,
                )
        return written, removed

    def _is_overtaken(self, call: str, there: There | None) -> bool:
        name = there.file if there else file_name(call + OWN)
        return is_overtaken(self.folder, name, there.digest if there else "")

    def _write(self, call: str, event: OwnEvent, there: There | None, deleted: date | None) -> bool:
        name = there.file if there else file_name(event.uid)
        changed = put(self.folder / name, event_bytes(event, there.alarms if there else ()))
        place = _place(event)
        content = digest_of(event_bytes(event))
        self.state.calls[call] = Known(file=name, ours=place, theirs=place, content=content, deleted=deleted)
        return changed


def _is_gone(entry: Entry) -> bool:
    return (entry.touch if isinstance(entry, Card) else entry.session).status in _GONE


def _ours(card: Entry, event: OwnEvent, today: date) -> Ours:
    if isinstance(card, SessionCard):
        is_open = card.session.status == "planned" and not card.over
        content = digest_of(event_bytes(event))
        return Ours(place=_place(event), content=content, suggested="", lasting=is_open, movable=False)
    touch = card.touch
    suggested = ""
    if card.suggested is not None:
        is_day = card.suggested.time() == MIDNIGHT
        suggested = place_text(card.suggested.date(), None if is_day else card.suggested)
    return Ours(
        place=_place(event),
        content=digest_of(event_bytes(event)),
        suggested=suggested,
        lasting=touch.status in OPEN_STATUSES and card.date >= today,
    )


def _place(event: OwnEvent) -> str:
    return place_text(event.day, event.start)
