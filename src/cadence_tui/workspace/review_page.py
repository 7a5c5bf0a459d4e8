"""Reading the page of what is judged, and what is proposed with a verdict (A3)."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Action, Person
from cadence_tui.model.errors import CadenceError
from cadence_tui.practice.health.trend import moved
from cadence_tui.practice.kept import Kept, kept_promises
from cadence_tui.practice.placement import Placement
from cadence_tui.practice.review import (
    AccountOverride,
    ReviewItem,
    Subject,
    account_of_subject,
    answerable,
    kind_of_subject,
)
from cadence_tui.practice.review_overrides import by_rule
from cadence_tui.practice.review_proposals import proposed_owners
from cadence_tui.practice.review_queue import age_days
from cadence_tui.views.lines import TextLine
from cadence_tui.views.names import names_of
from cadence_tui.views.portfolio import portfolio_row, standing
from cadence_tui.views.review_page import Evidence, item_lines
from cadence_tui.views.words import Words
from cadence_tui.workspace.ledger_reading import reader_of
from cadence_tui.workspace.portfolio import portfolio_rules
from cadence_tui.workspace.review_reading import measures, subject_of
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.team_load import team_diaries

_MOVED_SINCE = timedelta(weeks=4)
_ROOM_WEEKS = 2


class NewOwner(Struct, frozen=True, kw_only=True):
    """Somebody who could take something over, with the minutes free for calls in two weeks, where known."""

    person: Person
    free: int | None


def read_item_page(
    ws: Workspace, item: ReviewItem, actions: Sequence[Action], speech: Speech
) -> list[TextLine]:
    """All that is needed to decide on an item, as it is now; `actions` is every promise, for the rates.

    Raises NotFound, and Refused for an override that was taken back.
    """
    subject = subject_of(ws, item.id)
    words = Words(
        speech=speech, names=names_of(ws.rules.touch_model, ws.records.people()), zone=ws.actor.timezone
    )
    evidence = read_evidence(ws, subject, actions)
    return item_lines(item, subject, evidence, reader_of(ws, speech), words, ws.actor.id)


def plain_item(ws: Workspace, subject: Subject) -> ReviewItem:
    """An item for something that waits no longer: its page without reasons."""
    return ReviewItem(
        kind=kind_of_subject(subject),
        id=subject.id,
        account=account_of_subject(subject),
        reasons=(),
        weight=0,
        age_days=age_days(subject, ws.today()),
    )


def read_evidence(ws: Workspace, subject: Subject, actions: Sequence[Action]) -> Evidence:
    """What stands beside an item. Raises NotFound."""
    account = account_of_subject(subject)
    record, rules, today = ws.records.record(account), portfolio_rules(ws), ws.today()
    now = standing(record, rules, today)
    days = ws.rules.team.kept_days
    who = answerable(subject)

    def kept(chosen: Sequence[Action]) -> Kept:
        return kept_promises(chosen, today, days)

    return Evidence(
        row=portfolio_row(record, rules, today),
        record=record,
        health=now.health,
        moved=moved(
            record,
            rules.health,
            segment=now.segment,
            stage=now.stage,
            since=today - _MOVED_SINCE,
            today=today,
        ),
        rule=_rule(ws, subject),
        owner_kept=kept([each for each in actions if each.side == "ours" and each.owner == who]),
        ours=kept([each for each in record.actions if each.side == "ours"]),
        theirs=kept([each for each in record.actions if each.side == "theirs"]),
    )


def read_room(ws: Workspace) -> dict[str, int]:
    """By CSM the minutes for calls that are free in this week and the next; nothing when they are unknown."""
    people = [person for person in ws.records.people() if person.role == "csm" and not person.gone]
    try:
        diaries = team_diaries(ws, people, _ROOM_WEEKS).by_person
    except CadenceError:
        # A verdict does not wait for a faulty file of the planner: the order of names is good enough.
        return {}
    return {
        person: max(0, sum(diary.week_capacity) - sum(diary.week_load)) for person, diary in diaries.items()
    }


def new_owners(ws: Workspace, subject: Subject, room: dict[str, int]) -> list[NewOwner]:
    """Who could take a promise of ours or a risk over, whom a lead would choose first in front."""
    account = ws.records.get(Account, account_of_subject(subject))
    found = proposed_owners(answerable(subject), account, ws.records.people(), room, ws.today())
    return [NewOwner(person=person, free=room.get(person.id)) for person in found]


def _rule(ws: Workspace, subject: Subject) -> Placement | None:
    if not isinstance(subject, AccountOverride):
        return None
    taken = measures(ws)
    return by_rule(subject, taken.model, taken.today)
