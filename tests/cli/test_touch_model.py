"""`cadence touch-model`: page, check, comparison, and the change to another model."""

from datetime import datetime
from importlib.resources import files
from pathlib import Path

import pytest

from cadence_tui.cli.columns import cells
from cadence_tui.content.touch_model import presets
from cadence_tui.locale import LANGUAGES
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.model_editing import read_draft, save_draft
from cadence_tui.workspace.session import open_workspace
from tests.cli.conftest import NOW, Cadence

SHIPPED = Path(str(files("cadence_tui.content"))) / "touch_models" / "check-in-guide.toml"


def own_file(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """A file with the shipped model, changed."""
    text = SHIPPED.read_text(encoding="utf-8")
    for was, becomes in changes:
        assert was in text
        text = text.replace(was, becomes, 1)
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", presets())
def test_the_page_can_be_read_in_80_columns(cadence: Cadence, preset: str, language: str) -> None:
    page = cadence("touch-model", "show", "--preset", preset, "--lang", language).out
    assert max(cells(line) for line in page.splitlines()) <= 80
    assert len(page.splitlines()) > 100


def test_one_segment_is_named_by_id_or_by_title(cadence: Cadence) -> None:
    by_id = cadence("touch-model", "show", "--preset", "cadence-models", "--segment", "smb").out
    assert by_id == cadence("touch-model", "show", "--preset", "cadence-models", "--segment", "Scale").out
    assert "SCALE" in by_id
    assert "STRATEGIC" not in by_id
    refused = cadence("touch-model", "show", "--segment", "gold", "--json")
    assert (refused.status, refused.error["where"][0]["found"]) == (5, "gold")


def test_a_file_is_shown_like_a_model_of_the_program(cadence: Cadence, tmp_path: Path) -> None:
    file = own_file(tmp_path, ('en = "Check-in guide"', 'en = "Ours"'))
    assert cadence("touch-model", "show", "--preset", file).out.startswith("Ours\n")
    assert cadence("touch-model", "show", "--preset", tmp_path / "none.toml").status == 5
    assert cadence("touch-model", "show", "--preset", "nowhere").status == 5
    assert cadence("touch-model", "check", tmp_path / "none.toml").status == 5
    assert cadence("touch-model", "check", tmp_path).status == 3
    assert cadence("touch-model", "diff", "nowhere").status == 5
    assert cadence("feasibility", "--preset", "nowhere").status == 5


def test_the_page_as_markdown_has_tables_and_nothing_that_formats_it(
    cadence: Cadence, tmp_path: Path
) -> None:
    file = own_file(tmp_path, ('en = "SMB"', 'en = "**S|M|B** <b>"'))
    page = cadence("touch-model", "show", "--preset", file, "--format", "markdown").out
    assert "## \\*\\*S\\|M\\|B\\*\\* \\<b\\>\n" in page
    tables = [line for line in page.splitlines() if line.startswith("|")]
    header = "| Touch | How often | Channel | Minutes | By whom | For what |"
    assert tables[:2] == [header, "|---|---|---|---|---|---|"]
    assert "| Check-in | every 7 days | video call | 30 + 15 min | the CSM | Up and running |" in tables


def test_every_fault_of_a_file_has_a_line_of_its_own(cadence: Cadence, tmp_path: Path) -> None:
    file = own_file(tmp_path, ("score_from = 9", "score_from = 5"), ("red_days = 14", "red_days = 10"))
    text = file.read_text(encoding="utf-8").splitlines()
    lines = [
        1 + next(n for n, line in enumerate(text) if mark in line)
        for mark in ("red_days = 10", "score_from = 5")
    ]
    ran = cadence("touch-model", "check", file)
    assert ran.status == 3
    promoter = "$.signals.promoter.score_from · found “5” · expected more than score_to of the detractor (6)"
    assert ran.err.splitlines()[1:] == [
        f"  {file}:{lines[0]} · $.rules[0].red_days · found “10” · expected more than amber_days",
        f"  {file}:{lines[1]} · {promoter}",
    ]
    where = cadence("touch-model", "check", file, "--json").error["where"]
    assert [(each["row"], each["field"], each["found"]) for each in where] == [
        (lines[0], "$.rules[0].red_days", "10"),
        (lines[1], "$.signals.promoter.score_from", "5"),
    ]
    assert "más que amber_days" in cadence("touch-model", "check", file, "--lang", "es").err


def test_every_value_of_the_wrong_shape_is_told_at_once(cadence: Cadence, tmp_path: Path) -> None:
    file = own_file(tmp_path, ("every_days = 7,", "every_days = 0,"), ('channel = "call"', 'channel = "fax"'))
    where = cadence("touch-model", "check", file, "--json").error["where"]
    assert [each["found"] for each in where] == ["0", "fax"]
    assert all(each["row"] for each in where)


def test_a_comparison_names_figures_accounts_and_owners(cadence: Cadence) -> None:
    data = cadence("touch-model", "diff", "cadence-models", "--json").data
    assert (data["was"], data["now"], data["weeks"]) == ("check-in-guide", "cadence-models", 13)
    by_id = {(each["section"], each["id"]): each for each in data["differences"]}
    figures = {
        f["name"]: (f["was"], f["now"]) for f in by_id["rules", "enterprise.onboarding.check_in"]["fields"]
    }
    assert figures["every_days"] == (7, 14)
    assert by_id["stages", "first_week"]["change"] == "added"
    minutes = [each["minutes"]["now"] - each["minutes"]["was"] for each in data["accounts"]]
    assert minutes == sorted(minutes, reverse=True)
    [ana] = data["owners"]
    assert ana["accounts"] == len(data["accounts"]) + data["unchanged"]
    text = cadence("touch-model", "diff", "cadence-models").out
    assert "every 7 days → every 14 days" in " ".join(text.split())
    assert max(cells(line) for line in text.splitlines()) <= 80
    assert len(cadence("touch-model", "diff", "cadence-models", "--all").out) > len(text)


def test_a_model_that_is_no_other_changes_nothing(cadence: Cadence) -> None:
    assert cadence("touch-model", "diff", "check-in-guide").out == (
        "There is no difference between check-in-guide and check-in-guide\n"
    )
    data = cadence("touch-model", "diff", "touch-model", "touch-model", "--json").data
    assert (data["differences"], data["accounts"]) == ([], [])


def test_the_lead_changes_the_model_and_takes_it_back(cadence: Cadence) -> None:
    assert cadence("touch-model", "use", "cadence-models").status == 1
    assert cadence("touch-model", "use", "nowhere", who="lead").status == 5
    done = cadence("touch-model", "use", "cadence-models", "--json", who="lead")
    assert (done.status, done.data) == (0, {"preset": "cadence-models"})
    assert cadence("touch-model", "--json").data["preset"] == "cadence-models"
    assert cadence("touch-model", "use", "cadence-models", who="lead").status == 1
    assert cadence("undo", who="lead").status == 0
    assert cadence("touch-model", "--json").data["preset"] == "check-in-guide"


@pytest.mark.parametrize("preset", presets())
def test_a_store_may_begin_with_every_model_and_the_sample(
    command: Cadence, tmp_path: Path, preset: str
) -> None:
    store = tmp_path / "new"
    assert command("init", store, "--preset", preset, "--sample", "small").status == 0
    asked = command("--store", store, "--as", "ana", "due", "--weeks", "4", "--json")
    assert asked.status == 0
    assert asked.data
    assert command("--store", store, "--as", "ana", "plan", "--weeks", "4", "--json").status == 0
    assert command("--store", store, "--as", "ana", "touch-model", "--json").data["preset"] == preset


def test_models_can_be_read_before_there_is_a_store(command: Cadence, tmp_path: Path) -> None:
    none, file = ("--store", tmp_path / "none"), own_file(tmp_path, ("weight = 2.0", "weight = 5"))
    assert "TECH" in command(*none, "touch-model", "show", "--preset", "touch-model").out
    assert command(*none, "touch-model", "show", "--preset", file, "--json").data["preset"] == str(file)
    assert command(*none, "touch-model", "check", file).status == 0
    told = command(*none, "touch-model", "diff", "check-in-guide", file)
    assert "2 → 5" in told.out
    assert "WHAT FOLLOWS" not in told.out
    assert command(*none, "touch-model", "diff", "check-in-guide", file, "--json").data["accounts"] == []
    for asked in (("show",), ("check",), ("diff", "touch-model"), ("use", "touch-model")):
        assert command(*none, "touch-model", *asked).status == 4


def test_a_changed_model_is_compared_with_what_is_shipped(cadence: Cadence, sample_store: Path) -> None:
    folder = sample_store / "rules" / "touch_models"
    folder.mkdir(parents=True)
    text = SHIPPED.read_text(encoding="utf-8").replace("weight = 2.0", "weight = 5")
    (folder / "check-in-guide.toml").write_text(text, encoding="utf-8")
    told = cadence("touch-model", "diff", "shipped:check-in-guide", "check-in-guide").out
    assert "2 → 5" in told
    shown = cadence("touch-model", "show", "--preset", "shipped:check-in-guide", "--json").data
    assert shown["model"]["segments"][0]["weight"] == 2
    assert cadence("touch-model", "show", "--preset", "shipped:nowhere").status == 5


def test_who_changes_the_model_is_told_its_title_and_its_name(cadence: Cadence) -> None:
    told = cadence("touch-model", "use", "cadence-models", who="lead").out
    assert told == "The store works by Cadence models now (cadence-models)\n"


def test_undo_tells_of_a_file_that_cannot_be_written(cadence: Cadence, sample_store: Path) -> None:
    ws = open_workspace(sample_store, acting="lead", clock=FixedClock(datetime.fromisoformat(NOW)))
    for days in (30, 31):
        rules = ws.rules.touch_model.rules
        place = next(at for at, rule in enumerate(rules) if rule.id == "mid_market.maturity.check_in")
        save_draft(ws, read_draft(ws).edited(("rules", place), {("every_days",): days}), "")
    ws.close()
    file = sample_store / "rules" / "touch_models" / "check-in-guide.toml"
    file.with_name(f"{file.name}.tmp").mkdir()
    ran = cadence("undo", who="lead")
    assert ran.status == 0
    assert "Taken back" in ran.out
    assert "It is kept, but the file" in ran.err
    shown = cadence("touch-model", "show", who="lead").out
    assert "every 30 days" in shown
