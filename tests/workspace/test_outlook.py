"""Risks, opportunities and hand-offs: made, changed, ended, by whom it may be (C7, C8)."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cadence_tui.locale import speech
from cadence_tui.model.documents import Handoff, Person, Risk
from cadence_tui.model.errors import BadInput, NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.model.money import Money
from cadence_tui.workspace import handoffs, opportunities, risks
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.opportunities import OpportunityEdit
from cadence_tui.workspace.outlook import called
from cadence_tui.workspace.risks import RiskEdit
from cadence_tui.workspace.session import Workspace, last_done
from cadence_tui.workspace.taking_back import undo


def stranger(open_as: Callable[[str], Workspace]) -> Person:
    """A CSM of another pod."""
    admin = open_as("admin")
    made = Person(id=admin.new_id(), name="Far Away", login="far", role="csm", pod="other")
    admin.commit(message("new"), made=[made])
    return made


def test_a_risk_is_named_planned_against_and_settled(ana: Workspace) -> None:
    made = risks.add_risk(ana, "TechStart", "Trello", severity="high")
    assert (made.owner, made.plan) == (ana.actor.id, "")
    planned = risks.edit_risk(
        ana,
        made.id,
        RiskEdit(plan="session on Tuesday", plan_due=date(2026, 11, 24), remark="agreed with Alex"),
    )
    assert (planned.plan, planned.comments[0].by) == ("session on Tuesday", ana.actor.id)
    with pytest.raises(Refused, match="few words"):
        risks.edit_risk(ana, made.id, RiskEdit(status="settled"))
    over = risks.edit_risk(ana, made.id, RiskEdit(status="settled", outcome="product moved over"))
    assert (over.status, over.outcome, over.ended) == ("settled", "product moved over", ana.now())
    again = risks.edit_risk(ana, made.id, RiskEdit(status="open"))
    assert (again.status, again.ended, again.outcome) == ("open", None, "")
    undo(ana)
    assert ana.records.get(Risk, made.id).status == "settled"


def test_a_plan_is_not_for_a_day_that_is_over(ana: Workspace) -> None:
    over = ana.today() - timedelta(days=1)
    with pytest.raises(Refused, match="is over"):
        risks.add_risk(ana, "TechStart", "Trello", plan_due=over)
    made = risks.add_risk(ana, "TechStart", "Trello", plan_due=ana.today())
    with pytest.raises(Refused, match="is over"):
        risks.edit_risk(ana, made.id, RiskEdit(plan_due=over))
    late = Workspace(ana.store, ana.actor, FixedClock(ana.now() + timedelta(days=9)))
    kept = risks.edit_risk(late, made.id, RiskEdit(remark="still", plan_due=made.plan_due))
    assert kept.plan_due == made.plan_due, "what has become late meanwhile may stay"


def test_an_opportunity_is_proposed_and_won_or_lost(ana: Workspace) -> None:
    made = opportunities.add_opportunity(ana, "TechStart", "10 seats 5k")
    assert made.amount == Money(Decimal("5000.00"), "USD")
    assert opportunities.propose(ana, made.id).status == "proposed"
    priced = opportunities.edit_opportunity(ana, made.id, OpportunityEdit(amount="4.500,00 EUR"))
    assert priced.amount == Money(Decimal("4500.00"), "EUR")
    won = opportunities.win(ana, made.id)
    assert (won.status, won.ended) == ("won", ana.now())
    other = opportunities.add_opportunity(ana, "TechStart", "training", amount="900")
    with pytest.raises(Refused):
        opportunities.lose(ana, other.id, "  ")
    assert opportunities.lose(ana, other.id, "no budget").outcome == "no budget"
    with pytest.raises(BadInput, match="No amount"):
        opportunities.edit_opportunity(ana, other.id, OpportunityEdit(amount="a lot"))


@pytest.mark.parametrize(("typed", "amount"), [("5 000 €", "5000.00"), ("1.5M EUR", "1500000.00")])
def test_an_amount_is_read_as_a_whole(ana: Workspace, typed: str, amount: str) -> None:
    made = opportunities.add_opportunity(ana, "TechStart", "seats", amount=typed)
    assert made.amount == Money(Decimal(amount), "EUR")
    # What was understood is said after the act, in any language.
    shown = speech("es").word(last_done(ana))
    assert shown.endswith(f"seats · {speech('es').money(made.amount)}")


@pytest.mark.parametrize("typed", ["$1,23,456", "-5 USD", "10k users", "5k €/user", "Z$ 5k", "¥ 5000"])
def test_an_amount_that_cannot_be_told_is_refused_with_what_was_found(ana: Workspace, typed: str) -> None:
    with pytest.raises(BadInput, match="No amount") as refused:
        opportunities.add_opportunity(ana, "TechStart", "seats", amount=typed)
    assert refused.value.where[0].found == typed
    assert refused.value.where[0].expected


def test_a_hand_off_is_taken_up_and_answered_by_whom_it_is_for(open_as: Callable[[str], Workspace]) -> None:
    ana = open_as("ana")
    far = stranger(open_as)
    ana.catch_up()
    made = handoffs.hand_off(
        ana, "TechStart", "specialist", "Trello import", "product will not type it", person=far.login
    )
    assert (made.by, made.person, made.status) == (ana.actor.id, far.id, "open")
    colleague = open_as(far.login)
    assert handoffs.take_up(colleague, made.id).status == "taken"
    done = handoffs.answer_handoff(colleague, made.id, "an importer is there since May")
    assert (done.status, done.ended) == ("done", colleague.now())
    with pytest.raises(NotPermitted):
        risks.add_risk(colleague, "TechStart", "not theirs")


def test_a_hand_off_says_what_and_why(ana: Workspace) -> None:
    with pytest.raises(BadInput):
        handoffs.hand_off(ana, "TechStart", "support", " ", "because")
    with pytest.raises(Refused):
        handoffs.hand_off(ana, "TechStart", "support", "look at the export", " ")


def test_they_are_called_by_a_part_of_their_words(ana: Workspace) -> None:
    made = handoffs.hand_off(ana, "TechStart", "product", "Importación de Trello", "prisa")
    assert called(ana, Handoff, "importacion").id == made.id
    handoffs.hand_off(ana, "TechStart", "product", "Exportación a Trello", "prisa")
    with pytest.raises(Refused, match="may mean several"):
        called(ana, Handoff, "trello")
    with pytest.raises(NotFound):
        called(ana, Handoff, "nothing like it")


def test_readers_and_changes_of_nothing_are_refused(ana: Workspace) -> None:
    made = risks.add_risk(ana, "TechStart", "Trello")
    with pytest.raises(Refused, match="changes nothing"):
        risks.edit_risk(ana, made.id, RiskEdit(title="Trello"))
