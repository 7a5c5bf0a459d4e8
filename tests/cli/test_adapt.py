"""Rhythms and experiments from a shell: as data, as text, refused with the status of the contract (T11)."""

from pathlib import Path

from tests.cli.conftest import Cadence

SELDOM_THERE = "Grupo Ceibal Norte"


def test_proposals_are_listed_with_evidence_and_reasons(cadence: Cadence) -> None:
    [found] = cadence("adapt", "--json").data
    assert (found["name"], found["change"]) == (SELDOM_THERE, "slower")
    assert (found["was_days"], found["every_days"]) == (7, 14)
    assert found["evidence"]["offered"] == 20
    assert found["evidence"]["low"] < found["evidence"]["rate"] < found["evidence"]["high"] < 0.6
    assert found["minutes_then"] == found["minutes_was"]
    assert found["by_rule"]
    assert {each["code"] for each in found["reasons"]} >= {"adapt_evidence", "adapt_low", "adapt_by_rule"}
    assert "offered every 7 days although the rule says every 14 days: keep to the rule" in found["why"]
    assert "7 of 20 calls held" in found["why"]


def test_a_filter_narrows_the_list_with_options_on_either_side(cadence: Cadence) -> None:
    assert len(cadence("adapt", "ceibal", "--json").data) == 1
    assert len(cadence("adapt", "--json", "owner:ana", "segment:enterprise").data) == 1
    assert cadence("adapt", "--scope", "all", "techstart", "--json").data == []
    text = cadence("adapt", "--lang", "es").out
    assert "cumplir regla" in text
    assert "7 → 14 días" in text


def test_accepted_undone_dismissed_ended(cadence: Cadence) -> None:
    made = cadence("adapt", "accept", "ceibal", "--why", "agreed", "--json").data
    assert (made["status"], made["every_days"], made["why"]) == ("accepted", 14, "agreed")
    shown = cadence("account", "show", "ceibal", "--json").data
    assert shown["account"]["rhythm"]["source"] == made["id"]
    assert [each["id"] for each in shown["adaptations"]] == [made["id"]]
    assert cadence("adapt", "accept", "ceibal").status == 1
    effect = cadence("adapt", "effect", "--json").data
    assert effect["accounts"][0]["verdict"]["code"] == "effect_few_calls"
    assert effect["accounts"][0]["difference"] is None
    assert "Too little to say" in cadence("adapt", "effect").out
    assert cadence("undo").status == 0
    assert cadence("adapt", "dismiss", "ceibal").status == 2
    assert cadence("adapt", "dismiss", "ceibal", "--why", "champion ill").status == 0
    assert cadence("adapt", "--json").data == []
    assert cadence("adapt", "end", "ceibal").status == 1
    assert cadence("adapt", "accept", "nobody").status == 5


def test_a_revision_that_is_over_keeps_a_proposal_from_being_accepted(cadence: Cadence) -> None:
    account = cadence("account", "show", "ceibal", "--json").data["account"]
    old = cadence("adapt", "accept", "ceibal", "--if-rev", str(account["rev"] + 1), "--json")
    assert (old.status, old.error["code"]) == (1, "conflict")
    assert cadence("adapt", "accept", "ceibal", "--if-rev", str(account["rev"])).status == 0


def test_decisions_are_lines_of_a_batch_too(cadence: Cadence, tmp_path: Path) -> None:
    lines = tmp_path / "lines"
    lines.write_text("adapt accept ceibal\nadapt end ceibal\nadapt\nexperiment list\n")
    answers = cadence("batch", lines)
    assert answers.status == 0, answers.err


def test_an_experiment_from_start_to_end(cadence: Cadence) -> None:
    asked = ("experiment", "start", "Half as often", "--b", "56", "--weeks", "8")
    dry = cadence(*asked, "--dry-run", "--json", who="lead").data
    assert [(each["code"], each["figures"]["arm"]) for each in dry["cautions"]] == [("experiment_short", "b")]
    told = cadence(*asked, "--dry-run", who="lead").out
    assert "arm B, every 56 days: in 8 weeks hardly anybody is offered a second call" in told
    assert "A: as the rule says: every " in told
    assert "days, by segment and stage" in told
    assert dry["left_out"]["red"] >= 1
    assert cadence("experiment", "list", "--json").data == []
    assert cadence(*asked, who="ana").status == 1
    made = cadence(*asked, "--json", who="lead").data
    assert {each["account"] for each in made["assigned"]} == {each["account"] for each in dry["accounts"]}
    [listed] = cadence("experiment", "list", "--json").data
    assert [arm["name"] for arm in listed["arms"]] == ["a", "b"]
    assert listed["verdict"]["code"] == "experiment_few_accounts"
    assert [each["code"] for each in listed["cautions"]] == ["experiment_short"]
    drawn = len(made["assigned"])
    assert f"{drawn} accounts are in an experiment: nothing is proposed for them" in cadence("adapt").out
    assert "están en un experimento" in cadence("adapt", "--lang", "es").out
    shown = cadence("experiment", "show", "half")
    assert "Too little to say" in shown.out
    assert "every 56 days" in shown.out
    assert "accounts are in an experiment" not in cadence("adapt", "techstart-nobody").out
    over = cadence("experiment", "stop", "half", "--conclusion", "no", "--json", who="lead").data
    assert (over["status"], over["conclusion"]) == ("stopped", "no")
    assert cadence("experiment", "stop", "half", who="lead").status == 1
    assert cadence("experiment", "show", "nothing").status == 5
    for whom in ("--segment", "--pod", "--stage", "--touch"):
        assert cadence(*asked, whom, "nowhere", "--dry-run", who="lead").status == 5
    again = cadence("experiment", "start", "Once more", "--b", "56", "--weeks", "2", who="lead")
    assert again.out.startswith("Experiment started: Once more")
    assert "at least 16 weeks are needed" in again.out
    assert cadence("experiment", "start", "X", "--b", "x", "--weeks", "8", who="lead").status == 2
