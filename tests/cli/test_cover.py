"""Leave and cover from a shell: as data, as pages, refused with the status of the contract (P6)."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Cadence, Ran

FIRST, LAST = "2026-12-07", "2026-12-11"
IN, BACK = "2026-12-08T14:00:00+00:00", "2026-12-14T14:00:00+00:00"
Then = Callable[..., Ran]


@pytest.fixture
def then(command: Cadence, sample_store: Path) -> Then:
    """Runs a command line on another day: `then(day, "cover", "show")`."""

    def go(day: str, *words: str, who: str = "ana") -> Ran:
        return command(*words, "--store", sample_store, "--as", who, "--now", day)

    return go


@pytest.fixture
def bruno(cadence: Cadence) -> str:
    """A colleague in Ana's pod."""
    pod = next(each["pod"] for each in cadence("person", "list", "--json").data if each["login"] == "ana")
    words = ("person", "add", "bruno", "--name", "Bruno Prado", "--pod", pod, "--timezone", "America/Bogota")
    added = cadence(*words, "--language", "pt-BR", who="admin")
    assert added.status == 0
    return "bruno"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("7/12/2026", "31/12/2026", ()),
        ("7.12.2026", "2026/12/31", ()),
        ("7/12/2026", "8/12/2026", ("--lang", "es")),
    ],
)
def test_leave_takes_days_as_files_do(
    cadence: Cadence, first: str, last: str, words: tuple[str, ...]
) -> None:
    entered = cadence("leave", "add", "ana", first, last, *words, "--json")
    assert (entered.status, entered.data["from"]) == (0, "2026-12-07")
    assert cadence("leave", "remove", "ana", first, last, *words).status == 0


def test_leave_takes_days_as_they_are_said(cadence: Cadence) -> None:
    words = ("--lang", "pt-BR", "--json")
    data = cadence("leave", "add", "ana", "sexta", "em duas semanas", *words).data
    assert (data["from"], data["to"]) == ("2026-11-27", "2026-12-07")


def test_a_day_that_cannot_be_read_is_named(cadence: Cadence) -> None:
    told = cadence("leave", "add", "ana", "2026-12-07", "31/12/26")
    assert (told.status, "TO: found “31/12/26”" in told.err) == (2, True)


def test_leave_is_entered_listed_and_taken_back(cadence: Cadence) -> None:
    entered = cadence("leave", "add", "ana", FIRST, LAST, "--why", "Holiday", "--json").data
    assert (entered["from"], entered["to"], entered["why"]) == (FIRST, LAST, "Holiday")
    [found] = cadence("leave", "list", "ana", "--json").data
    assert (found["from"], found["to"], found["covered"]) == (FIRST, LAST, 0)
    assert cadence("leave", "remove", "ana", "2026-12-09", LAST).status == 0
    assert cadence("leave", "list", "--json").data[0]["to"] == "2026-12-08"
    assert cadence("undo").status == 0
    assert cadence("leave", "remove", "ana", FIRST).status == 0
    assert cadence("leave", "list", "--json").data == []


def test_calls_that_lie_in_a_leave_are_listed_with_the_ways_out(cadence: Cadence) -> None:
    calls = cadence("leave", "add", "ana", "2026-11-24", "2026-11-27", "--json").data["calls"]
    assert calls
    assert all("2026-11-24" <= call["date"] <= "2026-11-27" for call in calls)
    assert cadence("undo").status == 0
    text = cadence("leave", "add", "ana", "2026-11-24", "2026-11-27").out
    assert f"{len(calls)} calls lie in it:" in text
    assert "cadence cover plan ana" in text


def test_refusals_have_the_status_of_the_contract(cadence: Cadence) -> None:
    assert cadence("leave", "add", "ana", LAST, FIRST).status == 1
    assert cadence("leave", "add", "nobody", FIRST, LAST).status == 5
    assert cadence("leave", "add", "ana", "soon", LAST).status == 2
    assert cadence("leave", "add", "lead", FIRST, LAST).status == 1
    assert cadence("leave", "remove", "ana", FIRST).status == 5
    assert cadence("cover", "plan").status == 5
    assert cadence("cover", "brief").status == 5
    assert cadence("cover", "return").status == 1
    assert cadence("cover", "accept", "--assign", "techstart").status == 2
    assert cadence("cover", "assign", "techstart", "lead").status == 5


def test_from_the_plan_to_the_return(cadence: Cadence, then: Then, bruno: str) -> None:
    cadence("leave", "add", "ana", FIRST, LAST)
    plan = cadence("cover", "plan", "--json").data
    ids = {each["login"]: each["id"] for each in cadence("person", "list", "--json").data}
    assert plan["accounts"]
    assert plan["uncovered"] == []
    assert {each["stand_in"] for each in plan["accounts"]} == {ids[bruno]}
    assert all(each["needs"] and each["why"][0]["text"] for each in plan["accounts"])
    made = cadence("cover", "accept", "--json").data
    assert [part["account"] for part in made["parts"]] == [each["account"] for each in plan["accounts"]]
    account = made["parts"][0]["account"]
    assert cadence("cover", "note", account, "Call the champion first").status == 0
    assert cadence("cover", "plan", "--json").data["accounts"][0]["note"] == "Call the champion first"

    running = then(IN, "cover", "show", "--json", who=bruno).data
    assert {each["account"] for each in running} == {part["account"] for part in made["parts"]}
    mine = {each["id"] for each in then(IN, "accounts", "--scope", "mine", "--json", who=bruno).data}
    assert mine == {part["account"] for part in made["parts"]}

    assert then(BACK, "cover", "show", "--json", who=bruno).data == []
    assert then(BACK, "accounts", "--scope", "mine", "--json", who=bruno).data == []
    news = then(BACK, "cover", "show", "ana", "--json").data
    assert (news["from"], news["to"], news["over"]) == (FIRST, LAST, True)
    assert then(BACK, "cover", "return").status == 0


def test_the_handover_is_in_the_language_of_who_stands_in(cadence: Cadence, bruno: str) -> None:
    cadence("leave", "add", "ana", FIRST, LAST)
    account = cadence("cover", "accept", "--json").data["parts"][0]["account"]
    page = cadence("cover", "brief", account, "--json").data
    assert page["language"] == "pt-BR"
    lines = [line for section in page["sections"] for line in section["lines"]]
    assert all(line["source"] for line in lines if line["text"])
    text = cadence("cover", "brief", account).out
    assert "Por que você cobre" in text
    assert f"({lines[0]['source']})" in text
    assert "Why you stand in" in cadence("cover", "brief", account, "--lang", "en").out
    every = cadence("cover", "brief", "--format", "markdown").out
    assert every.count("\n# ") + every.startswith("# ") == len(cadence("cover", "brief", "--json").data)


def test_two_who_accept_at_once_keep_one_cover(cadence: Cadence, bruno: str) -> None:
    cadence("leave", "add", "ana", FIRST, LAST)
    first = cadence("cover", "accept", "--json").data
    again = cadence("cover", "accept", "ana", "--json", who="lead").data
    assert again["id"] == first["id"]
    assert again["parts"] == first["parts"]


def test_the_installed_program_says_it_in_spanish(
    program: Callable[..., subprocess.CompletedProcess[str]], sample_store: Path
) -> None:
    words = (
        "--store",
        str(sample_store),
        "--as",
        "ana",
        "--lang",
        "es",
        "--now",
        NOW,
    )
    done = program("leave", "add", "ana", FIRST, LAST, *words)
    assert done.returncode == 0, done.stderr
    assert "Ana Ruiz no está del lun 7 dic al vie 11 dic" in done.stdout
