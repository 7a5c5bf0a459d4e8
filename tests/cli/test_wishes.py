"""`cadence account wishes` and `cadence contact`, as scripts and people see them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cadence


def wishes(cadence: Cadence, *words: str) -> dict[str, object]:
    return cadence("account", "wishes", "TechStart", *words, "--json").data


def test_wishes_are_shown_without_being_changed(cadence: Cadence) -> None:
    first, again = wishes(cadence), wishes(cadence)

    assert first == again
    assert first["wishes"]["weekdays"] == [0, 1]  # type: ignore[index]
    assert first["warnings"] == []


def test_each_option_sets_its_wish_and_leaves_the_others(cadence: Cadence) -> None:
    data = wishes(
        cadence,
        *("--every", "28", "--channel", "call", "--weekdays", "lun-mie", "--hours", "Mon-Fri 9:00-12:00"),
        *(
            "--language",
            "es",
            "--quiet",
            "2027-01-04..2027-01-08",
            "--refuse",
            "newsletter",
            "--want",
            "tips",
        ),
        *("--pin", "check_in: primer martes de cada mes"),
    )
    assert data["wishes"] == {
        "channel": "call",
        "every_days": 28,
        "weekdays": [0, 1, 2],
        "hours": "Mon-Fri 09:00-12:00",
        "quiet": [["2027-01-04", "2027-01-08"]],
        "refused": ["newsletter"],
        "wanted": ["tips"],
        "pinned": [{"touch": "check_in", "when": "FREQ=MONTHLY;BYDAY=1TU"}],
    }
    assert data["language"] == "es"

    more = wishes(cadence, "--quiet", "2027-02-01", "--want", "newsletter", "--pin", "check_in: last Friday")
    assert more["wishes"]["quiet"] == [["2027-01-04", "2027-01-08"], ["2027-02-01", "2027-02-01"]]  # type: ignore[index]
    assert (more["wishes"]["refused"], more["wishes"]["wanted"]) == ([], ["tips", "newsletter"])  # type: ignore[index]
    assert more["wishes"]["pinned"] == [{"touch": "check_in", "when": "FREQ=MONTHLY;BYDAY=-1FR"}]  # type: ignore[index]
    assert more["wishes"]["every_days"] == 28  # type: ignore[index]

    cleared = wishes(cadence, "--clear", "quiet", "--clear", "every", "--clear", "pinned")
    assert cleared["wishes"]["quiet"] == []  # type: ignore[index]
    assert (cleared["wishes"]["every_days"], cleared["wishes"]["pinned"]) == (None, [])  # type: ignore[index]
    assert cleared["wishes"]["channel"] == "call"  # type: ignore[index]


def test_what_is_against_the_guideline_is_done_and_told(cadence: Cadence) -> None:
    told = cadence("account", "wishes", "TechStart", "--every", "7")
    assert told.status == 0
    assert "Careful: Check-in every 7 days is outside the guideline of Mid-market: 28 to 56 days" in told.err

    as_json = cadence("account", "wishes", "TechStart", "--json")
    (warning,) = as_json.data["warnings"]
    assert (warning["code"], warning["figures"]["fastest"]) == ("wish_rhythm_outside", 28.0)
    assert warning["text"] in json.loads(as_json.err)["notice"]


def test_the_wishes_of_a_person_there_stand_over_the_accounts(cadence: Cadence) -> None:
    data = wishes(cadence, "--contact", "alex", "--channel", "video", "--every", "28", "--language", "pt-BR")
    assert (data["name"], data["language"]) == ("Alex Moreno", "pt-BR")

    account = wishes(cadence)
    assert account["wishes"]["channel"] == ""  # type: ignore[index]
    in_force = account["in_force"]
    assert in_force["wishes"]["channel"] == "video"  # type: ignore[index]
    assert in_force["sources"]["channel"] == data["contact"]  # type: ignore[index]
    assert in_force["sources"]["weekdays"] == ""  # type: ignore[index]
    assert "video call  (Alex Moreno)" in cadence("account", "wishes", "TechStart").out


def test_wishes_of_who_is_not_spoken_to_are_warned_of_and_shown_as_waiting(cadence: Cadence) -> None:
    cadence("contact", "add", "TechStart", "Rita Paz", "--sponsor")
    told = cadence("account", "wishes", "TechStart", "--contact", "rita", "--weekdays", "Sat")
    waits = "Alex Moreno (champion) is spoken to; these wishes count when Rita Paz is"
    assert f"Careful: {waits}" in told.err
    assert "none of the wished weekdays (Sat) is one of contact" in told.err

    shown = cadence("account", "wishes", "TechStart")
    assert waits in shown.out
    assert "weekdays: Sat" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--every", "0"], 2),
        (["--channel", "fax"], 2),
        (["--weekdays", "Funday"], 2),
        (["--hours", "mornings"], 2),
        (["--quiet", "2027-01-08..2027-01-04"], 2),
        (["--refuse", "spam"], 2),
        (["--pin", "check_in: whenever"], 2),
        (["--pin", "every Tuesday"], 2),
        (["--pin", "kickoff: every Tuesday"], 2),
        (["--refuse", "renewal_90"], 2),
        (["--clear", "everything"], 2),
        (["--contact", "nobody", "--every", "7"], 5),
        (["--every", "7", "--if-rev", "999"], 1),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    cadence: Cadence, words: list[str], status: int
) -> None:
    before = wishes(cadence)
    assert cadence("account", "wishes", "TechStart", *words).status == status
    assert wishes(cadence) == before


def test_wishes_change_on_the_revision_that_was_seen(cadence: Cadence) -> None:
    seen = str(wishes(cadence)["rev"])
    assert cadence("account", "wishes", "TechStart", "--every", "28", "--if-rev", seen).status == 0
    assert cadence("account", "wishes", "TechStart", "--every", "30", "--if-rev", seen).status == 1


def test_a_contact_is_added_changed_and_leaves(cadence: Cadence) -> None:
    made = cadence(
        *("contact", "add", "TechStart", "Marta Gil", "--role", "CFO", "--email", "marta@techstart.example"),
        *("--sponsor", "--language", "es", "--json"),
    ).data
    assert (made["kind"], made["name"], made["sponsor"], made["rev"]) == ("contact", "Marta Gil", True, 1)

    changed = cadence(
        "contact", "edit", "TechStart", "marta", "--champion", "yes", "--sponsor", "no", "--json"
    )
    assert (changed.data["champion"], changed.data["sponsor"], changed.data["role"]) == (True, False, "CFO")

    gone = cadence("contact", "edit", "TechStart", "marta", "--left", "2026-11-20")
    assert gone.out == "Contact of TechStart edited: Marta Gil\n"
    assert "Marta" not in cadence("contact", "list", "TechStart").out
    assert "Marta Gil · champion" in cadence("contact", "list", "TechStart", "--all").out
    assert cadence("contact", "edit", "TechStart", "marta", "--back", "--json").data["left"] is None


def test_what_is_no_contact_is_refused(cadence: Cadence) -> None:
    assert cadence("contact", "add", "TechStart", "Alex Moreno").status == 1
    assert cadence("contact", "add", "TechStart", "Marta", "--email", "none").status == 1
    assert cadence("contact", "add", "Nowhere", "Marta").status == 5
    assert cadence("contact", "edit", "TechStart", "alex", "--left", "2026-01-01", "--back").status == 2


def test_both_are_lines_of_a_batch(cadence: Cadence, tmp_path: Path) -> None:
    lines = 'contact add TechStart "Marta Gil"\naccount wishes TechStart --contact marta --every 28\n'
    file = tmp_path / "lines"
    file.write_text(lines)
    answers = [json.loads(line) for line in cadence("batch", str(file), "--json").out.splitlines()]

    assert [answer["exit"] for answer in answers] == [0, 0]
    assert answers[1]["answer"]["wishes"]["every_days"] == 28


def test_an_account_says_when_it_may_be_contacted_next(cadence: Cadence) -> None:
    data = cadence("account", "show", "TechStart", "--json").data
    budget = data["contact_budget"]
    assert data["next_eligible"] >= "2026-11-23"
    assert (budget["gap_days"], budget["cap"]) == (3, 2)
    assert set(budget["month"]) == {"calls", "emails", "messages", "surveys", "sessions"}
    assert bool(budget["why"]) == (data["next_eligible"] > "2026-11-23")
    assert all(why["text"] for why in budget["why"])


def test_the_portfolio_finds_who_pays_and_was_left_for_a_month(cadence: Cadence, tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text("name,arr,currency,start,owner\nLonely,50000,USD,2026-01-01,ana\n")
    cadence("import", "accounts", str(file))
    rows = {row["name"]: row for row in cadence("accounts", "--json").data}
    assert rows["Lonely"]["untouched"]

    found = cadence("accounts", "untouched", "--json").data
    assert "Lonely" in {row["name"] for row in found}
    assert {row["name"] for row in found} == {name for name, row in rows.items() if row["untouched"]}
    for row in found:
        assert row["arr"] is not None
        assert row["last_touch"] is None or row["last_touch"] < "2026-10-23"


def test_quiet_days_are_typed_as_the_reader_writes_dates(cadence: Cadence) -> None:
    data = cadence(
        "account", "wishes", "TechStart", "--quiet", "22/12/2026..5/1/2027", "--json", "--lang", "es"
    ).data
    assert data["wishes"]["quiet"] == [["2026-12-22", "2027-01-05"]]
    told = cadence("account", "wishes", "TechStart", "--quiet", "2027-01-08..2027-01-04")
    assert "expected a last day that does not lie before the first" in told.err


def test_kinds_that_come_once_are_answered_with_those_that_come_again(cadence: Cadence) -> None:
    told = cadence("account", "wishes", "TechStart", "--pin", "kickoff: every Tuesday")
    assert "expected one of: " in told.err
    assert "newsletter" in told.err
    assert "renewal_90" not in told.err
