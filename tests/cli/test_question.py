"""`cadence question`: own questions and pinned ones from the command line (C4)."""

from tests.cli.conftest import Cadence


def test_a_question_is_added_listed_and_taken_out_of_use(cadence: Cadence) -> None:
    made = cadence(
        "question", "add", "What would you drop?", "--topic", "value", "--account", "TechStart",
        "--follow-up", "Why that?", "--json",
    ).data  # fmt: skip
    assert (made["topic"], made["follow_ups"], made["by"] != "") == ("value", ["Why that?"], True)
    assert [each["id"] for each in cadence("question", "list", "--json").data] == [made["id"]]
    assert "TechStart" in cadence("question", "list", "--account", "TechStart").out
    assert cadence("question", "list", "--account", "Nimbus", "--json").data == []
    assert "drop" in cadence("question", "remove", "would you drop").out
    assert cadence("question", "list", "--json").data == []


def test_a_closed_question_is_told_its_open_form(cadence: Cadence) -> None:
    told = cadence("question", "add", "Any questions?", "--topic", "value", "--language", "en").out
    assert "Better: What has your team wanted to know this week?" in told


def test_a_question_is_pinned_and_let_go(cadence: Cadence) -> None:
    pinned = cadence("question", "pin", "TechStart", "budget", "--json").data
    assert pinned["pinned_questions"] == ["budget"]
    assert cadence("question", "pin", "TechStart", "budget", "--off", "--json").data["pinned_questions"] == []
    assert cadence("question", "pin", "TechStart", "tea").status == 5


def test_for_all_accounts_a_language_is_needed(cadence: Cadence) -> None:
    assert cadence("question", "add", "What next?", "--topic", "future").status == 1
