"""Verdicts on risks and on what was set by hand, the signed record, and what the owner hears (A3)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Action, Review, Risk
from cadence_tui.model.errors import BadInput, NotPermitted, Refused, StoreError
from cadence_tui.model.message import message
from cadence_tui.practice.review import returned
from cadence_tui.workspace import review
from cadence_tui.workspace.accounts import AccountEdit, edit_account
from cadence_tui.workspace.actions import add_action, finish_action
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.review_reading import read_desk, review_queue, subject_called, subject_of
from cadence_tui.workspace.review_record import sign_off, signed_reviews, unsigned
from cadence_tui.workspace.review_said import read_said, set_heard, unheard
from cadence_tui.workspace.review_session import begin
from cadence_tui.workspace.risks import RiskEdit, edit_risk
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.unsaved import keeping, save_over, unsaved

OpenAs = Callable[[str], Workspace]


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody was shown is noted here, and not with the person who runs the tests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def lead(open_as: OpenAs) -> Workspace:
    return open_as("lead")


@pytest.fixture
def risk(ana: Workspace, lead: Workspace) -> Risk:
    """A risk of Ana's that nobody has a plan against."""
    account = ana.records.account("TechStart")
    found = Risk(
        id=ana.new_id(),
        account=account.id,
        title="Back in Trello",
        owner=ana.actor.id,
        raised=ana.now() - timedelta(days=20),
    )
    ana.commit(message("{title}", title=found.title), made=[found])
    lead.changed_kinds()
    return found


@pytest.fixture
def by_hand(ana: Workspace, lead: Workspace) -> str:
    """The id of a segment that Ana set by hand."""
    account = ana.records.account("TechStart")
    edit_account(ana, account.id, AccountEdit(segment="enterprise", why="they will double"))
    lead.changed_kinds()
    return f"{account.id}.segment"


def waiting(ws: Workspace) -> dict[str, str]:
    return {item.id: item.kind for item in review_queue(ws)}


def test_all_kinds_wait_and_rest_after_a_word_that_undo_takes_back(
    lead: Workspace, risk: Risk, by_hand: str
) -> None:
    assert waiting(lead).items() >= {(risk.id, "risk"), (by_hand, "override")}
    review.approve(lead, risk.id, by_hand)
    assert not waiting(lead).keys() & {risk.id, by_hand}
    undo(lead)
    assert waiting(lead).keys() >= {risk.id, by_hand}


def test_a_plan_answers_the_lead_who_gave_a_risk_back(ana: Workspace, lead: Workspace, risk: Risk) -> None:
    review.send_back(lead, risk.id, reason="What do you plan?")
    ana.catch_up()
    ana.clock = FixedClock(ana.now() + timedelta(hours=1))
    milder = edit_risk(ana, risk.id, RiskEdit(severity="low"))
    assert returned(milder) is not None
    planned = edit_risk(ana, risk.id, RiskEdit(plan="A session on Tuesday"))
    assert returned(planned) is None
    assert [said.text for said in planned.comments] == ["A session on Tuesday"]
    again = edit_risk(ana, risk.id, RiskEdit(plan="Two sessions"))
    assert len(again.comments) == 1


def test_a_promise_called_done_is_open_again_when_it_is_returned(ana: Workspace, lead: Workspace) -> None:
    action = add_action(ana, "TechStart", "Send the guide")
    finish_action(ana, action.id)
    lead.changed_kinds()
    assert waiting(lead)[action.id] == "action"
    for act in (
        lambda: review.reassign(lead, action.id, to="lead"),
        lambda: review.redate(lead, action.id, due=lead.today(), why="later"),
    ):
        with pytest.raises(Refused, match="closed"):
            act()
    review.send_back(lead, action.id, reason="where is it?")
    now = lead.records.get(Action, action.id)
    assert (now.status, now.done) == ("open", None)
    assert returned(now) is not None


def test_a_risk_gets_another_owner_and_another_day_for_its_plan(lead: Workspace, risk: Risk) -> None:
    day = lead.today() + timedelta(days=9)
    review.reassign(lead, risk.id, to="lead")
    review.redate(lead, risk.id, due=day, why="after the board")
    review.comment(lead, risk.id, text="call them")
    now = lead.records.get(Risk, risk.id)
    assert (now.owner, now.plan_due, now.comments[-1].text) == (lead.actor.id, day, "call them")
    assert [verdict.verdict for verdict in now.verdicts] == ["reassigned", "redated"]


def test_the_rule_decides_again_and_what_was_set_stays_readable(lead: Workspace, by_hand: str) -> None:
    with pytest.raises(Refused):
        review.reassign(lead, by_hand, to="ana")
    with pytest.raises(Refused):
        review.comment(lead, by_hand, text="hm")
    with pytest.raises(Refused, match="is over"):
        review.redate(lead, by_hand, due=lead.today() - timedelta(days=1), why="no")
    review.let_rule_decide(lead, by_hand, reason="not before they sign")
    segment = lead.records.account("TechStart").segment
    assert segment is not None
    assert (segment.value, segment.until) == ("enterprise", lead.today() - timedelta(days=1))
    assert by_hand not in waiting(lead)
    with pytest.raises(Refused, match="ended already"):
        review.let_rule_decide(lead, by_hand, reason="again")


def test_two_overrides_of_an_account_are_one_act(ana: Workspace, lead: Workspace, by_hand: str) -> None:
    account = lead.records.account("TechStart")
    edit_account(ana, account.id, AccountEdit(stage="onboarding", why="starts anew"))
    lead.changed_kinds()
    before = lead.store.seq
    review.approve(lead, by_hand, f"{account.id}.stage")
    now = lead.records.get(Account, account.id)
    assert lead.store.seq == before + 1
    assert now.segment is not None
    assert now.stage is not None
    assert (len(now.segment.verdicts), len(now.stage.verdicts)) == (1, 1)


def test_only_what_was_set_by_hand_goes_back_to_a_rule(lead: Workspace, risk: Risk) -> None:
    with pytest.raises(Refused):
        review.let_rule_decide(lead, risk.id, reason="no")


def test_a_verdict_after_another_leads_is_refused_with_the_name(
    lead: Workspace, risk: Risk, open_as: OpenAs
) -> None:
    was, since = subject_of(lead, risk.id), lead.now()
    admin = open_as("admin")
    admin.clock = FixedClock(since + timedelta(minutes=1))
    review.approve(admin, risk.id)
    with pytest.raises(Refused, match=f"{admin.actor.name} was quicker: Back in Trello"):
        review.refuse_overtaken(lead, risk.id, was, since)


def test_what_is_over_or_gone_meanwhile_is_told(ana: Workspace, lead: Workspace, risk: Risk) -> None:
    since, was = lead.now(), subject_of(lead, risk.id)
    now = ana.records.get(Risk, risk.id)
    ana.commit(message("settled"), edits=[(now, replace(now, status="settled"))])
    with pytest.raises(Refused, match="It is over meanwhile"):
        review.refuse_overtaken(lead, risk.id, was, since)
    ana.commit(message("removed"), dropped=[ana.records.get(Risk, risk.id)])
    with pytest.raises(Refused, match="It was removed meanwhile"):
        review.refuse_overtaken(lead, risk.id, was, since)


def test_a_signed_review_is_kept_as_a_record(lead: Workspace, risk: Risk, by_hand: str) -> None:
    began, was = lead.now(), {risk.id: subject_of(lead, risk.id)}
    day = lead.today() + timedelta(days=3)
    review.escalate(lead, risk.id, deadline=day, why="before the renewal")
    review.reassign(lead, risk.id, to="lead")
    review.comment(lead, risk.id, text="call them")
    review.send_back(lead, by_hand, reason="until when?")
    assert set(unsigned(lead, began)) == {risk.id, by_hand}
    record = sign_off(lead, [risk.id, by_hand], since=began, undecided=4, comment=" fewer, please ", was=was)
    assert (record.lead, record.began, record.undecided, record.comment) == (
        lead.actor.id,
        began,
        4,
        "fewer, please",
    )
    first, second = record.items
    assert (first.kind, first.title, first.verdict, first.remarks) == (
        "risk",
        "Back in Trello",
        "reassigned",
        ("call them",),
    )
    assert first.owner == risk.owner
    assert (second.kind, second.item, second.title, second.why) == (
        "override",
        by_hand,
        "enterprise",
        "until when?",
    )
    assert signed_reviews(lead) == [record]
    assert all(verdict.signed for verdict in lead.records.get(Risk, risk.id).verdicts)
    assert unsigned(lead, began) == []
    undo(lead)
    assert list(lead.records.every(Review)) == []
    assert set(unsigned(lead, began)) == {risk.id, by_hand}


def test_a_review_that_was_left_goes_on_with_what_was_judged(lead: Workspace, risk: Risk) -> None:
    review.approve(lead, risk.id)
    begun = begin(lead)
    assert begun.session.items[0].id == risk.id
    assert begun.session.words == {risk.id: "approved"}
    assert len(begun.session.undecided) == len(begun.session.items) - 1


def test_only_a_pods_accounts_are_on_its_desk(lead: Workspace, risk: Risk, by_hand: str) -> None:
    assert {risk.id, by_hand} <= read_desk(lead, pod="norte").subjects.keys()
    assert read_desk(lead, pod="elsewhere").items == ()


def test_the_owner_hears_returns_first_then_what_is_new(
    ana: Workspace, lead: Workspace, risk: Risk, by_hand: str
) -> None:
    set_heard(ana)
    later = lead.now() + timedelta(minutes=5)
    lead.clock = FixedClock(later)
    review.comment(lead, risk.id, text="call them")
    review.send_back(lead, by_hand, reason="until when?")
    given = add_action(lead, "TechStart", "Given away", owner="ana")
    review.reassign(lead, given.id, to="lead", why="I know them")
    sign_off(lead, [given.id], since=later, was={given.id: given})
    ana.changed_kinds()
    told = read_said(ana)
    assert [(each.kind, each.word, each.waits, each.new) for each in told[:1]] == [
        ("override", "returned", True, True)
    ]
    fresh = {(each.kind, each.word, each.text) for each in told if each.new}
    assert fresh == {
        ("override", "returned", "until when?"),
        ("risk", None, "call them"),
        ("action", "reassigned", "I know them"),
    }
    ana.clock = FixedClock(later)
    set_heard(ana)
    assert sum(each.new for each in read_said(ana)) == 0
    assert unheard(ana) == sum(each.waits for each in read_said(ana))


def test_records_are_for_leads_and_admins(ana: Workspace) -> None:
    with pytest.raises(NotPermitted):
        signed_reviews(ana)
    with pytest.raises(NotPermitted):
        begin(ana)


def test_a_part_of_a_title_means_a_promise_or_a_risk(ana: Workspace, lead: Workspace, risk: Risk) -> None:
    assert subject_called(lead, "trello").id == risk.id
    add_action(ana, "TechStart", "Out of Trello")
    lead.changed_kinds()
    with pytest.raises(Refused, match="use the id"):
        subject_called(lead, "trello")


def test_an_unknown_reason_in_the_stores_file_is_refused_with_all_that_there_are(lead: Workspace) -> None:
    folder = lead.store.path / "rules"
    folder.mkdir(exist_ok=True)
    text = "late_days = 3\nslipped_times = 2\nblocked_days = 2\nrenewal_days = 30\nverdict_rests_days = 7\n"
    text += "returned_waits_days = 3\nescalation_days = 3\n[weights]\nlatte = 4\n"
    (folder / "review.toml").write_text(text)
    with pytest.raises(BadInput) as caught:
        review_queue(lead)
    assert caught.value.where[0].row == 9
    for name in ("late", "risk_unplanned", "override_expired"):
        assert name in str(caught.value.where[0].expected)


def test_a_verdict_that_was_not_saved_is_saved_after_all_by_a_lead_alone(
    lead: Workspace, risk: Risk, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = StoreError(message("the disk is full"))
    with monkeypatch.context() as broken:
        broken.setattr(lead.store, "commit", lambda *_, **__: (_ for _ in ()).throw(full))
        with pytest.raises(StoreError):
            keeping(lead, lambda: review.approve(lead, risk.id))
    (attempt,) = unsaved(lead)
    role = lead.actor.role
    lead.actor = replace(lead.actor, role="csm")
    with pytest.raises(NotPermitted):
        save_over(lead, attempt)
    lead.actor = replace(lead.actor, role=role)
    save_over(lead, attempt)
    assert [verdict.verdict for verdict in lead.records.get(Risk, risk.id).verdicts] == ["approved"]
