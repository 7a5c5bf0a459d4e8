"""Experiments are started and stopped by leads; their accounts live by the arm they drew (T11)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Arm, Experiment, Touchpoint
from cadence_tui.model.errors import NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.practice.cohort import Wanted
from cadence_tui.practice.due.touches import due_touches
from cadence_tui.workspace.adaptation import accept, in_experiments, read_adaptations, read_proposals
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.experiments import (
    experiments,
    preview,
    read_experiments,
    read_results,
    start_experiment,
    stop_experiment,
)
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.taking_back import undo
from tests.conftest import NOW

OpenAs = Callable[[str], Workspace]
WANTED = Wanted(touch="check_in", a=Arm(), b=Arm(every_days=56))


@pytest.fixture
def lead(open_as: OpenAs) -> Workspace:
    return open_as("lead")


@pytest.fixture
def lead_in(sample_store: Path) -> Iterator[Callable[[int], Workspace]]:
    """The lead in so many days."""
    opened: list[Workspace] = []

    def open_it(days: int) -> Workspace:
        clock = FixedClock(NOW + timedelta(days=days))
        opened.append(open_workspace(sample_store, acting="lead", clock=clock))
        return opened[-1]

    yield open_it
    for workspace in opened:
        workspace.close()


def started(
    ws: Workspace, name: str = "Half as often", wanted: Wanted = WANTED, weeks: int = 8
) -> Experiment:
    return start_experiment(ws, name, wanted, weeks=weeks, question="Is less more?")


def living_by(ws: Workspace, made: Experiment) -> set[str]:
    return {each.id for each in ws.records.accounts() if each.rhythm and each.rhythm.source == made.id}


def test_every_account_lives_by_its_arm_from_the_same_act(lead: Workspace) -> None:
    seq, cohort = lead.store.seq, preview(lead, WANTED)
    made = started(lead)
    assert lead.store.seq == seq + 1
    assert {each.account for each in made.assigned} == {each.account for each in cohort.candidates}
    assert living_by(lead, made) == {each.account for each in made.assigned}
    arms = {each.account: each.arm for each in made.assigned}
    for account in lead.records.accounts():
        if account.id in arms:
            assert account.rhythm
            assert account.rhythm.every_days == (None if arms[account.id] == "a" else 56)
            assert account.rhythm.until == made.last == lead.today() + timedelta(weeks=8, days=-1)
    assert made.left_out == dict(cohort.left_out)
    assert made.left_out["red"] >= 1


def test_what_is_due_follows_the_arm(lead: Workspace) -> None:
    made, until = started(lead), lead.today() + timedelta(weeks=8)
    decided: dict[str, set[str]] = {"a": set(), "b": set()}
    for drawn in made.assigned:
        record = lead.records.record(drawn.account)
        due = due_touches(record, lead.rules.touch_model, today=lead.today(), until=until)
        why = {(each.code, each.args.get("source")) for touch in due for each in touch.reasons}
        decided[drawn.arm] |= {drawn.account} if ("rhythm_decided", made.id) in why else set()
    assert not decided["a"]
    assert decided["b"]


def test_undo_takes_the_whole_experiment_back(lead: Workspace) -> None:
    made = started(lead)
    undo(lead)
    assert not living_by(lead, made)
    assert experiments(lead) == []


def test_only_leads_start_and_stop_but_everybody_may_look(open_as: OpenAs, lead: Workspace) -> None:
    ana = open_as("ana")
    with pytest.raises(NotPermitted):
        started(ana)
    made = started(lead)
    ana.catch_up()
    with pytest.raises(NotPermitted):
        stop_experiment(ana, made.id)
    assert read_results(ana, "half").experiment.id == made.id


@pytest.mark.parametrize(
    ("name", "wanted", "weeks", "why"),
    [
        ("  ", {}, 8, "needs a name"),
        ("X", {"b": Arm()}, 8, "Both arms are the same"),
        ("X", {"b": Arm(every_days=0)}, 8, "A rhythm is 1 to"),
        ("X", {"b": Arm(channel="fax")}, 8, "fax is not known"),
        ("X", {}, 0, "runs for 1 to"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    lead: Workspace, name: str, wanted: dict[str, Any], weeks: int, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        started(lead, name, replace(WANTED, **wanted), weeks)
    assert experiments(lead) == []


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"touch": "kickoff"}, "kickoff is not known"),
        ({"touch": "email_check_in"}, "email_check_in is not known"),
        ({"segment": "giants"}, "giants is not known"),
        ({"stage": "ended"}, "ended is not known"),
        ({"pod": "centro"}, "There is no pod centro; there are: norte"),
    ],
)
def test_whom_there_is_not_is_not_found(lead: Workspace, wanted: dict[str, Any], why: str) -> None:
    with pytest.raises(NotFound, match=why):
        started(lead, wanted=replace(WANTED, **wanted))
    assert experiments(lead) == []


def test_an_account_is_in_one_experiment_at_a_time_and_gets_no_proposals(lead: Workspace) -> None:
    assert len(read_proposals(lead, "all")) == 1
    made = started(lead)
    assert read_proposals(lead, "all") == []
    assert in_experiments(lead, "all") == len(made.assigned)
    assert in_experiments(lead, "all", only={made.assigned[0].account}) == 1
    assert read_adaptations(lead, "all").in_experiments == len(made.assigned)
    cohort = preview(lead, WANTED)
    assert not cohort.candidates
    assert cohort.left_out["rhythm"] == len(made.assigned)
    with pytest.raises(Refused, match="already"):
        started(lead, "half AS often")
    one = lead.records.get(Account, made.assigned[0].account)
    lead.commit(message("By hand"), edits=[(one, replace(one, rhythm=None))])
    assert not preview(lead, WANTED).candidates, "who left its arm still counts there"


def test_an_account_with_an_accepted_rhythm_is_left_out(lead: Workspace) -> None:
    [offer] = read_proposals(lead, "all")
    accept(lead, offer.account.id)
    made = started(lead)
    assert offer.account.id not in {each.account for each in made.assigned}
    assert made.left_out["rhythm"] == 1


def test_stopped_before_its_end_it_frees_its_accounts_and_remembers_who_had_left(lead: Workspace) -> None:
    made = started(lead)
    one = lead.records.get(Account, made.assigned[0].account)
    lead.commit(message("By hand"), edits=[(one, replace(one, rhythm=None))])
    over = stop_experiment(lead, "half", conclusion="They want to talk.")
    assert (over.status, over.ended, over.conclusion) == ("stopped", lead.today(), "They want to talk.")
    assert not living_by(lead, over)
    assert [each.account for each in over.assigned if each.left] == [one.id]
    left = next(each for each in read_results(lead, made.id).comparison.arms if each.left)
    assert left.left == 1
    with pytest.raises(Refused, match="over already"):
        stop_experiment(lead, made.id)


def test_after_its_last_day_it_is_finished(lead: Workspace, lead_in: Callable[[int], Workspace]) -> None:
    made, later = started(lead, weeks=1), lead_in(8)
    assert read_results(later, made.id).comparison.over
    assert stop_experiment(later, made.id).status == "finished"


def test_calls_of_its_days_make_its_result(lead: Workspace, lead_in: Callable[[int], Workspace]) -> None:
    made = started(lead)
    calls = [
        Touchpoint(
            id=f"{drawn.account}-{day}",
            account=drawn.account,
            touch="check_in",
            channel="video",
            status="held" if drawn.arm == "b" or day % 7 == 0 else "no_show",
            date=made.first + timedelta(days=day),
            minutes=30,
        )
        for drawn in made.assigned
        for day in (1, 14, 22, 33)
    ]
    lead.commit(message("Eight weeks of calls"), made=calls)
    [found] = read_experiments(lead_in(60))
    assert found.comparison.verdict.code == "experiment_b_better"
    assert found.comparison.a.share
    assert found.comparison.b.share
    assert (found.comparison.a.share.value, found.comparison.b.share.value) == (0.25, 1.0)
    assert found.comparison.a.health
    assert found.names.keys() == {each.account for each in made.assigned}


def test_one_is_found_by_a_part_of_its_name(lead: Workspace) -> None:
    first = started(lead, "Autumn: half as often")
    stop_experiment(lead, first.id)
    second = started(lead, "Winter: half as often")
    assert read_results(lead, "winter").experiment.id == second.id
    assert [each.name for each in experiments(lead)] == [second.name, first.name]
    with pytest.raises(Refused, match="2 experiments"):
        read_results(lead, "half")
    with pytest.raises(NotFound):
        read_results(lead, "spring")
