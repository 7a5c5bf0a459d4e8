"""`cadence feasibility`: the page at 80 columns, the figures for scripts, what-ifs and their faults."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from cadence_tui.cli.columns import cells
from tests.cli.conftest import Cadence


def ana(side: dict[str, Any]) -> dict[str, Any]:
    return next(person for person in side["people"] if person["login"] == "ana")


@pytest.mark.parametrize(
    ("language", "told"), [("en", "in four weeks"), ("es", "cuatro semanas"), ("pt-BR", "quatro semanas")]
)
def test_the_page_fits_80_columns_and_says_what_it_counts(cadence: Cadence, language: str, told: str) -> None:
    words = ["--add", "9:enterprise:ana", "--joins", "Luz:ana", "--away", "ana:2026-12-07..2026-12-18"]
    shown = cadence("feasibility", *words, "--lang", language)
    assert shown.status == 0
    assert max(map(cells, shown.out.splitlines())) <= 80
    assert told in " ".join(shown.out.split())


def test_every_person_is_told_in_a_sentence(cadence: Cadence) -> None:
    assert cadence("feasibility").out.startswith("Ana Ruiz: fits")
    busy = " ".join(cadence("feasibility", "--share", "ana:0.1").out.split())
    assert "Ana Ruiz: asked " in busy
    assert ": breaks in the week of " in busy
    assert "What would give Ana Ruiz time back" in busy


def test_weeks_months_and_sums_agree_for_scripts(cadence: Cadence) -> None:
    data = cadence("feasibility", "--json").data
    assert (data["from"], data["weeks"], data["after"]) == ("2026-11-23", 13, None)
    found = ana(data["before"])
    assert found["asked"] == sum(week["asked"] for week in found["weeks"])
    assert found["asked"] == sum(month["asked"] for month in found["months"])
    assert all(week["asked"] == week["calls"] + week["written"] for week in found["weeks"])
    month = data["counted"]["average_month_days"]
    ratio = found["calls"]["per_month"] / found["calls"]["per_four_weeks"]
    assert ratio == pytest.approx(month / 28, abs=0.01)
    assert {cost["name"] for cost in data["before"]["accounts"]} >= {"TechStart"}


def test_several_what_ifs_stand_together(cadence: Cadence) -> None:
    words = ["--joins", "Luz:ana", "--add", "4:smb:Luz", "--tier", "TechStart:enterprise"]
    data = cadence("feasibility", *words, "--json").data
    assert [change["kind"] for change in data["changes"]] == ["tier", "joins", "add"]
    after = {person["name"]: person for person in data["after"]["people"]}
    assert set(after) == {"Ana Ruiz", "Luz"}
    assert after["Luz"]["accounts"] >= 4
    before = sum(person["accounts"] for person in data["before"]["people"])
    assert sum(person["accounts"] for person in after.values()) == before + 4


def test_a_tier_as_a_whole_moves(cadence: Cadence) -> None:
    data = cadence("feasibility", "--tier", "smb:enterprise", "--json").data
    was = {tier["segment"]: tier["accounts"] for tier in data["before"]["segments"]}
    now = {tier["segment"]: tier["accounts"] for tier in data["after"]["segments"]}
    assert now["enterprise"] == was["enterprise"] + was["smb"]
    assert "smb" not in now


def test_a_model_of_ones_own_may_be_tried(cadence: Cadence, tmp_path: Path) -> None:
    shipped = (files("cadence_tui.content") / "touch_models/check-in-guide.toml").read_text(encoding="utf-8")
    file = tmp_path / "calmer.toml"
    file.write_text(
        shipped.replace('touch = "check_in", every_days = 7,', 'touch = "check_in", every_days = 10,')
    )
    data = cadence("feasibility", "--preset", file, "--json").data
    assert data["changes"][0] == data["changes"][0] | {"kind": "preset", "name": "calmer"}
    assert ana(data["after"])["asked"] < ana(data["before"])["asked"]


def test_when_everybody_leaves_accounts_are_without_an_owner(cadence: Cadence) -> None:
    data = cadence("feasibility", "--leaves", "ana", "--json").data
    assert data["verdicts"][0]["verdict"] == "leaves"
    assert data["after"]["without_owner"]["accounts"] == ana(data["before"])["accounts"]
    assert "no owner" in cadence("feasibility", "--leaves", "ana").out


def test_a_login_is_its_owners_whoever_joins_by_that_name(cadence: Cadence) -> None:
    data = cadence("feasibility", "--joins", "Ana", "--leaves", "ana", "--json").data
    leaves = next(change for change in data["changes"] if change["kind"] == "leaves")
    assert leaves["person"] == ana(data["before"])["id"]


def test_who_joins_and_leaves_again_is_called_by_name(cadence: Cadence) -> None:
    told = cadence("feasibility", "--joins", "Luz", "--leaves", "Luz").out
    assert "Luz" in told
    assert "new:" not in told


def test_nothing_is_written(cadence: Cadence, sample_store: Path) -> None:
    was = cadence("log", "--last", "1", "--json").data
    assert cadence("feasibility", "--add", "9:smb", "--leaves", "ana", who="lead").status == 0
    assert cadence("log", "--last", "1", "--json").data == was


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["--add", "many"], 2, "--add: found “many”, expected N:SEGMENT[:OWNER]"),
        (["--add", "0:smb"], 2, "1 to 2,000 new accounts are expected, not 0"),
        (["--add", "3:giant"], 5, "There is no segment giant; there are: enterprise, mid_market"),
        (["--add", "3:smb:nobody"], 5, "Nothing is called nobody"),
        (["--tier", "TechStart"], 2, "--tier: found “TechStart”, expected ACCOUNT:SEGMENT"),
        (["--tier", "Nowhere:smb"], 5, "Nothing is called Nowhere"),
        (["--away", "ana:tomorrow"], 2, "--away: found “tomorrow”, expected PERSON:FROM..TO"),
        (["--away", "ana:2026-12-09..2026-12-01"], 2, "1 Dec lies before 9 Dec"),
        (["--share", "ana:2"], 2, "A share between 0 and 1 is expected, not 2.0"),
        (["--share", "ana:half"], 2, "--share: found “ana:half”, expected PERSON:0.6"),
        (["--joins", "Ana", "--leaves", "Ana"], 1, "Ana may mean several: Ana (+), ana"),
        (["--leaves", "ana:ana"], 2, "Who leaves cannot take over"),
        (["--starting", "soon"], 2, "--starting: found “soon”, expected FROM[..TO]"),
        (["--starting", "2026-12-01"], 2, "--starting says when new accounts start: it needs --add"),
        (["--pod", "sul"], 5, "There is no pod sul that you can see"),
        (["--person", "lead"], 5, "nobody whose load you can see"),
        (["--preset", "missing.toml"], 5, "missing.toml"),
    ],
)
def test_a_fault_names_what_was_found_and_what_is_expected(
    cadence: Cadence, words: list[str], status: int, told: str
) -> None:
    refused = cadence("feasibility", *words)
    assert (refused.status, refused.out) == (status, "")
    assert told in refused.err


def test_why_a_week_has_nothing_and_what_helps_stand_on_the_page(cadence: Cadence) -> None:
    away = "ana:2026-12-07..2026-12-31"
    told = " ".join(cadence("feasibility", "--away", away).out.split())
    assert "(5 working days of leave, 255 min of group sessions)" in told
    assert "no room in all: 0 → " in told
    assert "calls before the days away, in the week of 30 Nov" in told
    data = cadence("feasibility", "--away", away, "--json").data
    lever = next(iter(data["after"]["levers"].values()))[0]
    assert set(lever) >= {"kind", "person", "week", "minutes", "no_room"}
