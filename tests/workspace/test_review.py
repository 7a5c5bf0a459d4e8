"""The lead's words stay on the promise, come back to its owner, and are signed (A3)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cadence_tui.model.documents import Action
from cadence_tui.model.errors import NotPermitted, Refused
from cadence_tui.practice.review import returned
from cadence_tui.workspace import review
from cadence_tui.workspace.actions import add_action, comment_action
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.review_reading import review_queue
from cadence_tui.workspace.review_record import sign_off
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo

OpenAs = Callable[[str], Workspace]


@pytest.fixture
def lead(open_as: OpenAs) -> Workspace:
    return open_as("lead")


@pytest.fixture
def late(ana: Workspace, lead: Workspace) -> Action:
    """A promise of Ana's that is ten days late."""
    action = add_action(ana, "TechStart", "Send the templates", due=ana.today() - timedelta(days=10))
    lead.changed_kinds()
    return action


def waits(ws: Workspace, action: Action) -> bool:
    return action.id in {item.id for item in review_queue(ws)}


def test_a_verdict_takes_it_from_the_queue_and_undo_brings_it_back(lead: Workspace, late: Action) -> None:
    assert waits(lead, late)
    review.approve(lead, late.id)
    assert not waits(lead, late)
    undo(lead)
    assert waits(lead, late)


def test_a_return_stands_until_its_owner_answers(ana: Workspace, lead: Workspace, late: Action) -> None:
    with pytest.raises(Refused):
        review.send_back(lead, late.id, reason=" ")
    (back,) = review.send_back(lead, late.id, reason="to whom?")
    verdict = returned(back)
    assert verdict is not None
    assert (verdict.why, verdict.by, verdict.at) == ("to whom?", lead.actor.id, lead.now())
    ana.changed_kinds()
    # An answer comes later than what it answers.
    later = verdict.at + timedelta(minutes=5)
    ana.clock = FixedClock(later)
    (answered,) = comment_action(ana, late.id, text="to Alex")
    assert returned(answered) is None
    lead.changed_kinds()
    assert waits(lead, late)


def test_an_escalation_has_a_deadline_ahead(lead: Workspace, late: Action) -> None:
    with pytest.raises(Refused):
        review.escalate(lead, late.id, deadline=lead.today() - timedelta(days=1))
    (escalated,) = review.escalate(lead, late.id, deadline=lead.today(), why="renewal")
    assert (escalated.verdicts[-1].deadline, escalated.verdicts[-1].why) == (lead.today(), "renewal")


def test_a_new_date_is_a_slip_and_a_verdict(lead: Workspace, late: Action) -> None:
    friday = lead.today() + timedelta(days=4)
    (moved,) = review.redate(lead, late.id, due=friday, why="agreed on the phone")
    assert (moved.due, moved.slips[-1].by, moved.verdicts[-1].verdict) == (friday, lead.actor.id, "redated")


def test_reassigning_changes_the_owner_or_nothing(lead: Workspace, late: Action) -> None:
    with pytest.raises(Refused):
        review.reassign(lead, late.id, to="ana")
    (given,) = review.reassign(lead, late.id, to="lead", why="I know them")
    assert (given.owner, given.verdicts[-1].verdict) == (lead.actor.id, "reassigned")


def test_only_leads_and_admins_review(ana: Workspace, late: Action, open_as: OpenAs) -> None:
    tomorrow = ana.today() + timedelta(days=1)
    for act in (
        lambda: review.approve(ana, late.id),
        lambda: review.send_back(ana, late.id, reason="no"),
        lambda: review.escalate(ana, late.id, deadline=tomorrow),
        lambda: review.reassign(ana, late.id, to="lead"),
        lambda: review.redate(ana, late.id, due=tomorrow, why="no"),
        lambda: review.comment(ana, late.id, text="no"),
        lambda: sign_off(ana, [late.id], since=ana.now()),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert review.approve(open_as("admin"), late.id)


def test_a_session_is_signed_once(lead: Workspace, late: Action) -> None:
    began = lead.now()
    with pytest.raises(Refused):
        sign_off(lead, [late.id], since=began)
    review.approve(lead, late.id)
    assert review.word_on(lead, lead.records.get(Action, late.id), began) == "approved"
    record = sign_off(lead, [late.id], since=began)
    assert [(item.item, item.verdict) for item in record.items] == [(late.id, "approved")]
    signed = lead.records.get(Action, late.id)
    assert signed.verdicts[-1].signed == lead.now()
    assert review.word_on(lead, signed, began) is None
    assert next(iter(lead.store.log())).why["review"] == {"approved": 1}
    with pytest.raises(Refused):
        sign_off(lead, [late.id], since=began)


def test_words_of_an_earlier_session_are_not_signed_with_this_one(lead: Workspace, late: Action) -> None:
    review.approve(lead, late.id)
    with pytest.raises(Refused):
        sign_off(lead, [late.id], since=lead.now() + timedelta(seconds=1))
