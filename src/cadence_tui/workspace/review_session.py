"""Begins a review, or goes on with one of today that was left without a signature (A3)."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import Action
from cadence_tui.practice.review import Subject
from cadence_tui.views.names import names_of
from cadence_tui.views.review import Session
from cadence_tui.workspace.review import is_unsigned, require_lead, word_on
from cadence_tui.workspace.review_page import plain_item
from cadence_tui.workspace.review_reading import read_desk, subject_of
from cadence_tui.workspace.review_record import unsigned
from cadence_tui.workspace.session import Workspace


class Begun(Struct, frozen=True, kw_only=True):
    """A session, since when its words count, and every promise, for the rates of those that were kept."""

    session: Session
    began: datetime
    actions: tuple[Action, ...] = ()


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
    return Begun(session=session, began=began, actions=desk.actions)


def start_of_day(ws: Workspace, day: date | None = None) -> datetime:
    """The first instant of a day of the actor's, of today without one."""
    return datetime.combine(day or ws.today(), time(), ZoneInfo(ws.actor.timezone))


def _said_at(ws: Workspace, subject: Subject, since: datetime) -> list[datetime]:
    return [verdict.at for verdict in subject.verdicts if is_unsigned(ws, verdict, since)]
