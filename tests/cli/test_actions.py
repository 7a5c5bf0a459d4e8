"""Promises on the command line: reminders to customers, evidence, how many were kept (A1, A2)."""

from email import message_from_bytes
from pathlib import Path

from tests.cli.conftest import Cadence

THREE_USERS = "Add three more users"


def test_a_reminder_is_shown_before_it_counts(cadence: Cadence) -> None:
    (mail,) = cadence("action", "nudge", THREE_USERS, "--print", "--json").data
    assert mail["to"][0]["name"] == "Alex Moreno"
    assert THREE_USERS in mail["body"]
    text = cadence("action", "nudge", THREE_USERS, "--print", "--line", "See you soon.").out
    assert "\n\nSee you soon.\n\n" in text
    assert cadence("action", "show", THREE_USERS, "--json").data["nudges"] == []


def test_a_reminder_as_a_file_is_recorded(cadence: Cadence, tmp_path: Path) -> None:
    file = tmp_path / "nudge.eml"
    data = cadence("action", "nudge", THREE_USERS, "--eml", file, "--json").data
    assert [nudge["channel"] for nudge in data["nudges"]] == ["email"]
    assert message_from_bytes(file.read_bytes())["Subject"] == "TechStart: a short reminder"
    again = cadence("action", "nudge", THREE_USERS, "--eml", file)
    assert again.status == 1
    assert "reminded on" not in again.err, "whoever is refused hears of that alone"
    assert len(cadence("action", "show", THREE_USERS, "--json").data["nudges"]) == 1
    forced = cadence("action", "nudge", THREE_USERS, "--eml", file, "--force")
    assert forced.status == 0
    assert "reminded on" in forced.err


def test_a_refused_reminder_is_one_document(cadence: Cadence) -> None:
    cadence("action", "nudge", THREE_USERS, "--channel", "call")
    cadence("person", "add", "far", "--pod", "elsewhere", who="admin")
    ran = cadence("action", "nudge", THREE_USERS, "--json", who="far")
    assert (ran.status, ran.error["code"]) == (1, "not_permitted")


def test_a_reminder_by_telephone_is_only_recorded(cadence: Cadence) -> None:
    data = cadence("action", "nudge", THREE_USERS, "--channel", "call", "--json").data
    assert [nudge["channel"] for nudge in data["nudges"]] == ["call"]


def test_done_says_what_shows_it(cadence: Cadence) -> None:
    data = cadence("action", "done", THREE_USERS, "--evidence", "seats page", "--json").data
    assert (data["status"], data["evidence"]) == ("done", "seats page")
    assert "lo demuestra: seats page" in cadence("action", "show", data["id"], "--lang", "es").out


def test_how_many_were_kept_says_of_how_many(cadence: Cadence) -> None:
    rows = cadence("actions", "--kept", "--json").data
    assert {row["by"] for row in rows} == {"side", "account", "person"}
    for row in rows:
        assert row["judged"] == row["in_time"] + row["late"] + row["open_late"] > 0
        assert row["rate"] == row["in_time"] / row["judged"]
    ours = next(row for row in rows if row["by"] == "side" and row["side"] == "ours")
    assert f"({ours['in_time']}/{ours['judged']})" in cadence("actions", "--kept").out
    assert cadence("actions", "--kept").out.startswith(f"Kept in time, last {ours['days']} days\n")
    own = cadence("actions", "--kept", "--scope", "mine", "ana ruiz", "--json").data
    assert [row["by"] for row in own] == ["person"]
    ran = cadence("actions", "--kept", "nope", "--json")
    assert (ran.status, ran.error["code"]) == (5, "not_found")


def test_those_of_nobody_by_the_field_of_owners(cadence: Cadence) -> None:
    cadence("action", "add", "TechStart", "Theirs alone", "--theirs")
    titles = [each["title"] for each in cadence("actions", "nobody", "--json").data]
    assert "Theirs alone" in titles
    for words in ("owner:nobody", "responsable:nadie"):
        assert [each["title"] for each in cadence("actions", words, "--json").data] == titles


def test_filters_of_the_board_work_here_too(cadence: Cadence) -> None:
    cadence("action", "nudge", THREE_USERS, "--channel", "call")
    assert [row["title"] for row in cadence("actions", "nudged", "--json").data] == [THREE_USERS]
    assert [row["title"] for row in cadence("actions", "recordado", "--json").data] == [THREE_USERS]
