"""Promises out to other programs and back in, as scripts use it; Taskwarrior itself among them (A4)."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests.cli.conftest import Cadence

BOGOTA = ZoneInfo("America/Bogota")
FORMS = {"ics": "todos.ics", "taskwarrior": "tasks.json", "csv": "promises.csv"}


@pytest.fixture
def task(tmp_path: Path) -> Callable[..., str]:
    """Runs Taskwarrior on data of the test's own."""
    if shutil.which("task") is None:
        pytest.skip("Taskwarrior is not installed")
    (tmp_path / "tasks").mkdir()
    rc = tmp_path / "taskrc"
    rc.write_text(f"data.location={tmp_path / 'tasks'}\nconfirmation=off\nverbose=nothing\nhooks=off\n")
    surroundings = {
        **os.environ,
        "TASKRC": str(rc),
        "TASKDATA": str(tmp_path / "tasks"),
        "TZ": "America/Bogota",
    }

    def run(*words: str) -> str:
        ran = subprocess.run(
            ["task", *words], capture_output=True, text=True, timeout=60, env=surroundings, check=True
        )
        return ran.stdout

    return run


def promises(cadence: Cadence) -> dict[str, Any]:
    return {each["id"]: each for each in cadence("actions", "--closed", "--json").data}


@pytest.mark.parametrize("form", FORMS)
def test_what_was_exported_changes_nothing_when_it_is_read_again(
    cadence: Cadence, tmp_path: Path, form: str
) -> None:
    file = tmp_path / FORMS[form]
    assert cadence("export", "actions", "--format", form, "--out", file).status == 0
    back = cadence("import", "actions", file, "--json").data
    assert (back["created"], back["updated"], back["warnings"]) == (0, 0, [])
    assert back["unchanged"] == len(promises(cadence))


def test_a_filter_takes_the_live_ones_that_fit(cadence: Cadence) -> None:
    wanted = {each["id"] for each in cadence("actions", "theirs", "techstart", "--json").data}
    assert wanted
    words = ("export", "actions", "--filter", "theirs techstart", "--format")
    assert {each["cadenceid"] for each in json.loads(cadence(*words, "taskwarrior").out)} == wanted
    todos = icalendar.Calendar.from_ical(cadence(*words, "ics").out).walk("VTODO")
    assert {str(each["UID"]) for each in todos} == {f"{key}@cadence" for key in wanted}
    assert len(cadence(*words, "csv").out.splitlines()) == 1 + len(wanted)


def test_the_list_for_people_is_grouped_and_in_their_language(cadence: Cadence) -> None:
    page = cadence("export", "actions", "--format", "markdown", "--filter", "techstart", "--lang", "es").out
    assert page.startswith("# Compromisos\n\n## TechStart\n\n- [ ] ")
    by_owner = cadence("export", "actions", "--format", "markdown", "--by", "owner").out
    assert "\n## Ana Ruiz\n" in by_owner


def test_csv_tells_how_often_a_date_was_moved(cadence: Cadence, tmp_path: Path) -> None:
    made = cadence("action", "add", "TechStart", "Send it", "--due", "2026-12-01", "--json").data
    file = tmp_path / "p.csv"
    file.write_text(f"account,title,due,external_id\nTechStart,Send it,2026-12-08,{made['id']}\n")
    assert cadence("import", "actions", file, "--json").data["updated"] == 1
    [slip] = promises(cadence)[made["id"]]["slips"]
    assert (slip["was"], slip["to"], slip["why"]) == ("2026-12-01", "2026-12-08", "p.csv")
    rows = cadence("export", "actions", "--format", "csv", "--filter", "Send it").out.splitlines()
    cells = dict(zip(rows[0].split(","), rows[1].split(","), strict=True))
    assert (cells["slips"], cells["side"], cells["due"]) == ("1", "ours", "2026-12-08")


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "taskwarrior"),
        ("accounts", "--format", "taskwarrior"),
        ("accounts", "--format", "ics"),
        ("actions", "--filter", "late"),
        ("accounts", "--filter", "late", "--format", "csv"),
        ("actions", "--by", "owner", "--format", "csv"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(cadence: Cadence, words: tuple[str, ...]) -> None:
    assert cadence("export", *words).status == 2


def test_all_or_nothing_with_the_place_of_each_fault(cadence: Cadence, tmp_path: Path) -> None:
    good = {"uuid": "u1", "description": "One", "status": "pending", "project": "TechStart"}
    file = tmp_path / "tasks.json"
    file.write_text(json.dumps([good, {**good, "uuid": "u2", "due": "soon"}, {**good, "project": "Nobody"}]))
    told = cadence("import", "actions", file, "--json")
    assert told.status == 3
    assert [(each["row"], each["field"], each["found"]) for each in told.error["where"]] == [
        (2, "due", "soon"),
        (3, "project", "Nobody"),
    ]
    assert cadence("log", "--json").data == []
    file.write_text(json.dumps([good]))
    assert cadence("import", "actions", file, "--json").data["created"] == 1
    assert cadence("import", "actions", file, "--json").data["unchanged"] == 1
    assert len(cadence("log", "--json").data) == 1


def test_a_sync_keeps_calls_and_promises_and_says_what_it_did(cadence: Cadence, tmp_path: Path) -> None:
    folder, apart = tmp_path / "both", tmp_path / "todos"
    first = cadence("calendar", "sync", folder, "--json").data
    assert first["todos"]["written"] > 0
    files = "".join(file.read_text() for file in folder.iterdir())
    assert files.count("BEGIN:VTODO") == first["todos"]["written"]
    assert files.count("BEGIN:VEVENT") == first["written"]
    only = cadence("calendar", "sync", tmp_path / "calls", "--calls-only", "--json").data
    assert "todos" not in only
    assert cadence("calendar", "sync", tmp_path / "calls", "--todos", apart).status == 0
    assert len(list(apart.iterdir())) == first["todos"]["written"]
    assert cadence("calendar", "sync", folder, "--todos", apart, "--calls-only").status == 2
    gone = sorted(apart.iterdir())[0]
    gone.unlink()
    told = cadence("calendar", "sync", tmp_path / "calls", "--todos", apart).out
    assert f"cadence action drop {gone.name.removesuffix('@cadence.ics')}" in told


def test_taskwarrior_imports_what_we_export(
    cadence: Cadence, tmp_path: Path, task: Callable[..., str]
) -> None:
    title = 'Enviar «guía» "v2" [x] {y} \\n project:evil +tag 🎉'
    made = cadence(
        "action", "add", "TechStart", title, "--due", "2026-12-01", "--priority", "high", "--json"
    ).data
    cadence("action", "wait", made["id"])
    file = tmp_path / "tasks.json"
    cadence("export", "actions", "--format", "taskwarrior", "--out", file)
    task("import", str(file))
    found = {each["cadenceid"]: each for each in json.loads(task("export"))}
    ours = promises(cadence)
    assert found.keys() == ours.keys()
    states = {"done": "completed", "dropped": "deleted"}
    for key, each in found.items():
        promise = ours[key]
        assert each["description"] == promise["title"]
        wanted = states.get(promise.get("status", "open"))
        assert each["status"] == wanted if wanted else each["status"] in ("pending", "waiting")
        due = (
            datetime.fromisoformat(each["due"]).astimezone(BOGOTA).date().isoformat()
            if "due" in each
            else None
        )
        assert due == promise.get("due")
        assert each["priority"] == {"high": "H", "low": "L"}.get(promise.get("priority", "normal"), "M")
        assert promise.get("side", "ours") in each["tags"]
    waiting = found[made["id"]]
    assert (waiting["wait"], waiting["project"]) == (waiting["due"], "TechStart"), "hidden until its day"
    before = task("export")
    task("import", str(file))
    assert task("export") == before, "the same uuids: nothing twice"


def test_what_taskwarrior_did_comes_back(cadence: Cadence, tmp_path: Path, task: Callable[..., str]) -> None:
    made = [
        cadence("action", "add", "TechStart", title, "--due", "2026-12-01", "--json").data["id"]
        for title in ("First", "Second", "Third")
    ]
    file = tmp_path / "tasks.json"
    cadence("export", "actions", "--format", "taskwarrior", "--filter", "techstart", "--out", file)
    task("import", str(file))
    uuids = {each["cadenceid"]: each["uuid"] for each in json.loads(task("export"))}
    task(uuids[made[0]], "done")
    task(uuids[made[1]], "modify", "due:2026-12-09", "priority:L")
    task(uuids[made[2]], "start")
    task("add", "project:TechStart", "Written", "there")
    file.write_text(task("export"))
    told = cadence("import", "actions", file, "--json")
    assert told.status == 0, told.err
    assert (told.data["created"], told.data["updated"]) == (1, 3)
    after = promises(cadence)
    assert after[made[0]]["status"] == "done"
    second = after[made[1]]
    assert (second["due"], second["priority"], len(second["slips"])) == ("2026-12-09", "low", 1)
    assert after[made[2]]["status"] == "in_progress"
    assert "Written there" in {each["title"] for each in after.values()}
    assert cadence("import", "actions", file, "--json").data["updated"] == 0


@pytest.mark.parametrize("form", FORMS)
def test_a_file_changes_no_promise_that_its_bringer_could_not(
    cadence: Cadence, tmp_path: Path, form: str
) -> None:
    assert cadence("person", "add", "sur", "--name", "Sur", "--pod", "sur", who="admin").status == 0
    far = tmp_path / "far.csv"
    far.write_text("name,owner,pod\nFar Away,sur,sur\n")
    assert cadence("import", "accounts", far, who="admin").status == 0
    made = cadence("action", "add", "Far Away", "Send it", "--json", who="sur").data
    file = tmp_path / FORMS[form]
    cadence("export", "actions", "--format", form, "--filter", "far away", "--out", file)
    assert cadence("import", "actions", file, "--json").data["unchanged"] == 1
    file.write_text(file.read_text().replace("Send it", "Send nothing"))
    told = cadence("import", "actions", file, "--json")
    assert (told.status, told.error["code"]) == (1, "not_permitted")
    assert promises(cadence)[made["id"]]["title"] == "Send it"
    assert cadence("import", "actions", file, "--json", who="sur").data["updated"] == 1
