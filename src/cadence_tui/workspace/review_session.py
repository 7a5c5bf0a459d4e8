"""Begins a review, or goes on with one of today that was left without a signature (A3)."""

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import Action, Person
from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import Message
from cadence_tui.practice.review import Subject
from cadence_tui.views.names import names_of
from cadence_tui.views.review import Session
from cadence_tui.workspace.review import is_unsigned, overtaken, require_lead, word_on
from cadence_tui.workspace.review_page import plain_item
from cadence_tui.workspace.review_reading import read_desk, subject_of
from cadence_tui.workspace.review_record import unsigned
from cadence_tui.workspace.session import Workspace


class Begun(Struct, frozen=True, kw_only=True):
    """A session, since when its words count, every promise, for the rates of those that were kept, and
    people by id."""

    session: Session
    began: datetime
    actions: tuple[Action, ...] = ()
    people: Mapping[str, Person] = {}


class Found(Struct, frozen=True, kw_only=True):
    """A look at the items while the review lasts: as they are now, the actor's words that are not signed, and
    of what somebody else saw to what is told of it."""

    subjects: Mapping[str, Subject]
    words: Mapping[str, str]
    gone: Mapping[str, Message]


def begin(ws: Workspace, *, everybody: bool = False) -> Begun:
    """What waits for the actor: of their own pod, or of all for who leads none or wants `everybody`.

    What they judged today and have not signed yet stands in front, decided. Raises NotPermitted.
    """
    require_lead(ws)
    desk = read_desk(ws, pod="" if everybody else ws.actor.pod)
    today = start_of_day(ws)
    earlier = {item: subject_of(ws, item) for item in unsigned(ws, today)}
    words = {
        item: word for item, subject in earlier.items() if (word := word_on(ws, subject, today)) is not None
    }
    accounts = {account.id: account.name for account in desk.accounts.values()}
    decided = [plain_item(ws, subject) for subject in earlier.values()]
    session = Session(
        items=(*decided, *(item for item in desk.items if item.id not in earlier)),
        subjects={**desk.subjects, **earlier},
        accounts=accounts,
        names=names_of(ws.rules.touch_model, desk.people.values()),
        words=words,
        pod=desk.pod,
    )
    began = min([ws.now(), *(at for subject in earlier.values() for at in _said_at(ws, subject, today))])
    return Begun(session=session, began=began, actions=desk.actions, people=desk.people)


def look(ws: Workspace, session: Session, at_first: Mapping[str, Subject], began: datetime) -> Found:
    """A look at the items of a session; `at_first` is how they were when it began."""
    subjects: dict[str, Subject] = {}
    words: dict[str, str] = {}
    gone: dict[str, Message] = {}
    for item in session.items:
        try:
            now = subject_of(ws, item.id)
        except CadenceError as error:
            gone[item.id] = error.message
            continue
        subjects[item.id] = now
        if word := word_on(ws, now, began):
            words[item.id] = word
        elif (told := overtaken(ws, now, at_first[item.id], began)) is not None:
            gone[item.id] = told
    return Found(subjects=subjects, words=words, gone=gone)


def start_of_day(ws: Workspace, day: date | None = None) -> datetime:
    """The first instant of a day of the actor's, of today without one."""
    return datetime.combine(day or ws.today(), time(), ZoneInfo(ws.actor.timezone))


def _said_at(ws: Workspace, subject: Subject, since: datetime) -> list[datetime]:
    return [verdict.at for verdict in subject.verdicts if is_unsigned(ws, verdict, since)]
