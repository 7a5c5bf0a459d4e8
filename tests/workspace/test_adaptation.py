"""A proposed rhythm is taken up or not: in one act, by who may, and it can be taken back (T11)."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Adaptation, Person, Preferences
from cadence_tui.model.errors import Conflict, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.workspace.adaptation import accept, dismiss, end, read_adaptations, read_proposals
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo

OpenAs = Callable[[str], Workspace]
SELDOM_THERE = "Grupo Ceibal Norte"


def seldom_there(ws: Workspace) -> Account:
    return ws.records.account(SELDOM_THERE)


def test_who_hardly_attends_weekly_calls_is_proposed_every_other_week(ana: Workspace) -> None:
    [offer] = read_proposals(ana)
    assert offer.account.name == SELDOM_THERE
    assert (offer.proposal.was_days, offer.proposal.every_days) == (7, 14)
    assert (offer.proposal.evidence.held, offer.proposal.evidence.offered) == (7, 20)


def test_proposals_are_shown_by_scope_and_by_account(open_as: OpenAs) -> None:
    lead = open_as("lead")
    assert not read_proposals(lead, "mine")
    assert not read_proposals(lead, "pod")
    assert len(read_proposals(lead, "all")) == 1
    assert not read_proposals(lead, "all", only={"another"})
    assert len(read_proposals(open_as("ana"), "pod")) == 1


def test_accepting_is_one_act_with_its_evidence_and_undo_takes_all_of_it_back(ana: Workspace) -> None:
    before, seq = seldom_there(ana), ana.store.seq
    made = accept(ana, before.id, why="they asked for less")
    assert ana.store.seq == seq + 1
    rhythm = seldom_there(ana).rhythm
    assert rhythm is not None
    assert (rhythm.touch, rhythm.every_days, rhythm.source, rhythm.by) == (
        "check_in",
        14,
        made.id,
        ana.actor.id,
    )
    assert rhythm.until == made.until
    assert (made.status, made.why, made.evidence.offered) == ("accepted", "they asked for less", 20)
    assert not read_proposals(ana)
    undo(ana)
    assert seldom_there(ana).rhythm == before.rhythm
    assert not ana.records.of_account(Adaptation, before.id)
    assert len(read_proposals(ana)) == 1


def test_it_is_refused_where_nothing_is_proposed_and_where_it_has_changed(ana: Workspace) -> None:
    other = ana.records.account("TechStart")
    with pytest.raises(Refused, match="Nothing is proposed for TechStart"):
        accept(ana, other.id)
    [offer] = read_proposals(ana)
    another = replace(offer.proposal, every_days=21)
    with pytest.raises(Refused, match="has changed"):
        accept(ana, offer.account.id, seen=another)


def test_another_pod_may_not_decide(open_as: OpenAs) -> None:
    admin = open_as("admin")
    rui = Person(id="rui", name="Rui Alves", login="rui", pod="sul")
    eva = Person(id="eva", name="Eva Reis", login="eva", pod="norte", role="reader")
    admin.commit(message("New people"), made=[rui, eva])
    account = seldom_there(admin).id
    for login in ("rui", "eva"):
        with pytest.raises(NotPermitted):
            accept(open_as(login), account)
        with pytest.raises(NotPermitted):
            dismiss(open_as(login), account, why="no")
    assert accept(open_as("lead"), account).status == "accepted"


def test_what_is_dismissed_needs_a_reason_and_stays_away(ana: Workspace) -> None:
    account = seldom_there(ana).id
    with pytest.raises(Refused):
        dismiss(ana, account, why="  ")
    made = dismiss(ana, account, why="their champion was ill")
    assert (made.status, made.why, made.by) == ("dismissed", "their champion was ill", ana.actor.id)
    assert seldom_there(ana).rhythm is None
    assert not read_proposals(ana)
    with pytest.raises(Refused):
        accept(ana, account)


def test_of_two_who_decide_at_once_the_second_is_refused(ana: Workspace, open_as: OpenAs) -> None:
    # Open before, so that they have not taken in what Ana did.
    others = [open_as("lead"), open_as("lead")]
    account, _ = (seldom_there(each).id for each in others)
    dismiss(ana, account, why="their champion was ill")
    with pytest.raises(Conflict):
        accept(others[0], account)
    with pytest.raises(Conflict):
        dismiss(others[1], account, why="no time")

    ana.catch_up()
    [kept] = ana.records.of_account(Adaptation, account)
    assert (kept.status, seldom_there(ana).rhythm) == ("dismissed", None)


def test_so_is_who_dismisses_what_was_just_accepted(ana: Workspace, open_as: OpenAs) -> None:
    lead = open_as("lead")
    account = seldom_there(lead).id
    accept(ana, account)
    with pytest.raises(Conflict):
        dismiss(lead, account, why="no time")


def test_a_wish_binds_also_whoever_would_accept(ana: Workspace) -> None:
    account = seldom_there(ana)
    wished = replace(account, preferences=Preferences(every_days=7))
    ana.commit(message("A wish"), edits=[(account, wished)])
    [offer] = read_proposals(ana)
    assert offer.proposal.change == "ask"
    with pytest.raises(Refused, match="ask them"):
        accept(ana, account.id)
    assert dismiss(ana, account.id, why="asked: it stays").change == "ask"


def test_an_accepted_rhythm_can_be_ended(ana: Workspace) -> None:
    account = seldom_there(ana).id
    with pytest.raises(Refused, match="lives by its rule already"):
        end(ana, account)
    accept(ana, account)
    ended = end(ana, account)
    assert (ended.status, ended.ended) == ("ended", ana.today())
    assert seldom_there(ana).rhythm is None
    assert not read_proposals(ana), "calls of before the end speak for nothing any more"


def test_what_came_of_it_is_told_or_too_little_to_say(ana: Workspace) -> None:
    assert read_adaptations(ana).together is None
    accept(ana, seldom_there(ana).id)
    found = read_adaptations(ana)
    [followed] = found.followed
    assert followed.in_force
    assert followed.effect.verdict.code == "effect_few_calls"
    assert found.together
    assert found.together.verdict.code == "effect_few_accounts"
