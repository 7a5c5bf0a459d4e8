"""Refusals: the status of the contract, words on standard error, JSON where it is asked for."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cadence_tui.model.documents import Person
from cadence_tui.workspace.setup import create_store
from tests.cli.conftest import PROGRAM, Cadence

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (["accounts", "--sort", "beauty"], 2, "usage"),
        (["plan", "--weeks", "0"], 2, "usage"),
        (["plan", "--weeks", "x"], 2, "usage"),
        (["calendar", "--week", "soon"], 2, "usage"),
        (["calendar", "--week", "1999-01-01"], 2, "usage"),
        (["health", "TechStart", "--as-of", "0001-01-01"], 2, "usage"),
        (["accounts", "--now", "9999-12-31"], 2, "usage"),
        (["accounts", "--now", "0001-01-01T00:00:00+14:00"], 2, "usage"),
        (["nothing"], 2, "usage"),
        (["person"], 2, "usage"),
        (["person", "hug"], 2, "usage"),
        (["accounts", "--wide"], 2, "usage"),
        (["account", "show"], 2, "usage"),
        (["undo", "1", "2"], 2, "usage"),
        (["account", "show", "x", "--lang"], 2, "usage"),
        (["log", "--lang", "tlh"], 2, "usage"),
        (["import", "cats", "x.csv"], 2, "usage"),
        (["import", "accounts", "missing.csv"], 3, "bad_input"),
        (["call", "log", "TechStart", "--file", "missing.json"], 3, "bad_input"),
        (["restore", "missing.tar.gz", "--store", "new"], 3, "bad_input"),
        (["account", "show", "Nobody & Sons"], 5, "not_found"),
        (["call", "show", "nothing"], 5, "not_found"),
        (["call", "show", "\udcff"], 5, "not_found"),
        (["brief", "\udcff"], 5, "not_found"),
        (["accounts", "--store", "x" * 5000], 4, "store"),
        (["backup", "--store", "x\0y"], 4, "store"),
        (["accounts", "--store", "~nobody-at-all/store"], 2, "usage"),
        (["export", "--out", "x" * 5000], 1, "refused"),
        (["accounts", "--as", "nobody"], 5, "not_found"),
        (["account", "show", "a"], 1, "refused"),
        (["person", "remove", "ana"], 1, "not_permitted"),
        (["redo"], 1, "refused"),
    ],
)
def test_each_refusal_has_its_status_and_its_json(
    command: Cadence, sample_store: Path, words: list[str], status: int, code: str
) -> None:
    told = command("--store", sample_store, "--as", "ana", *words, "--json")
    assert (told.status, told.error["code"], told.out) == (status, code, "")
    assert told.error["message"]
    assert isinstance(told.error["where"], list)


@pytest.mark.parametrize("words", [["accounts"], ["log"], ["doctor"], ["backup"], []])
def test_without_a_store_the_two_ways_to_have_one_are_named(command: Cadence, words: list[str]) -> None:
    told = command(*words)
    assert (told.status, told.out) == (4, "")
    assert "cadence init" in told.err
    assert "cadence demo" in told.err


def test_a_store_cannot_be_a_url(command: Cadence) -> None:
    told = command("accounts", "--store", "postgres://server/books")
    assert told.status == 2
    assert "postgres://server/books" in told.err


def test_a_damaged_store_is_named(command: Cadence, sample_store: Path) -> None:
    (sample_store / "HEAD").write_text("{")
    told = command("accounts", "--store", sample_store, "--json")
    assert (told.status, told.error["code"]) == (4, "store")
    assert told.error["where"][0]["file"] == str(sample_store / "HEAD")


def test_refusals_speak_the_language_asked_for(command: Cadence) -> None:
    assert command("accounts", "--lang", "es").err.startswith("No hay ningún almacén")
    assert command("--lang=pt-BR", "accounts").err.startswith("Não há nenhum repositório")
    assert command("nothing", "--lang", "es").err.startswith("No existe el comando nothing")


def test_a_missing_option_value_is_no_crash(command: Cadence) -> None:
    assert command("action", "block", "x", "--why").status == 2
    assert command("action", "block", "x").err == "--why is missing\n"


def test_words_after_a_double_dash_are_no_options(
    cadence: Cadence, sample_store: Path, command: Cadence
) -> None:
    told = command("--store", sample_store, "--as", "ana", "action", "add", "TechStart", "--", "--json")
    assert told.status == 0
    assert cadence("log", "--json").data[0]["what"].endswith("--json")


def test_names_from_outside_cannot_speak_to_the_terminal(cadence: Cadence, command: Cadence) -> None:
    cadence("action", "add", "TechStart", "red \x1b[31m\u202e[bold]x")
    shown = cadence("actions", "TechStart").out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[bold]" in shown
    assert "\x1b" not in command("account", "show", "\x1b[2J").err
    assert "\x1b" not in command("\x1b[2J").err


def test_the_interface_needs_a_terminal(program: Program, sample_store: Path) -> None:
    for words in (["--store", sample_store, "--as", "ana"], ["demo", "--size", "small"]):
        ran = program(*words, stdin=subprocess.DEVNULL)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "terminal" in ran.stderr


def test_broken_settings_are_named_with_their_file(command: Cadence, home: Path) -> None:
    settings = home / ".config" / "cadence" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("colour = 1\n")
    told = command("accounts", "--json")
    assert (told.status, told.error["where"][0]["file"]) == (3, str(settings))
    assert command("--help").status == 0


def test_a_fault_of_the_program_is_one_sentence_and_its_place_is_kept(
    command: Cadence, tmp_path: Path, home: Path
) -> None:
    lost = Person(id="p1", name="Eva Diaz", login="eva", timezone="Eva/Diaz")
    create_store(tmp_path / "lost", [lost], made=datetime(2026, 11, 23, tzinfo=UTC)).close()
    told = command("log", "--store", tmp_path / "lost", "--as", "eva", "--json")
    assert (told.status, told.error["code"], told.out) == (70, "internal", "")
    log = home / ".local" / "state" / "cadence" / "errors.log"
    assert str(log) in told.error["message"]
    assert "history.py" in log.read_text()
    assert "Diaz" not in log.read_text()


def test_a_reader_that_leaves_is_no_fault(sample_store: Path) -> None:
    words = f"'{PROGRAM}' accounts --json --store '{sample_store}' --as ana"
    ran = subprocess.run(
        ["sh", "-c", f"{{ {words}; echo $? >&2; }} | head -c 1"], capture_output=True, text=True, check=False
    )
    assert ran.stdout == "["
    assert ran.stderr in ("0\n", "141\n")


def test_an_interrupt_ends_with_its_status(sample_store: Path, tmp_path: Path) -> None:
    big = tmp_path / "usage.csv"
    rows = "".join(f"TechStart,2026-{1 + n % 12:02}-01,{n}\n" for n in range(200_000))
    big.write_text("account,week,active_users\n" + rows)
    before = (sample_store / "HEAD").read_bytes()
    words = [PROGRAM, "import", "usage", str(big), "--store", str(sample_store), "--as", "ana"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _wait_for_read(process.pid, big)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert (sample_store / "HEAD").read_bytes() == before


def _wait_for_read(pid: int, file: Path) -> None:
    """Until the process has the file open."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        handles = Path(f"/proc/{pid}/fd")
        if any(os.path.realpath(handle) == str(file) for handle in handles.iterdir()):
            return
        time.sleep(0.005)
    raise AssertionError("the file was never opened")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
@pytest.mark.parametrize("words", [["--help"], ["accounts"], ["accounts", "--json"], ["export"]])
def test_a_full_disk_behind_the_output_is_told_in_a_sentence(sample_store: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        own = [] if words == ["--help"] else ["--store", str(sample_store), "--as", "ana"]
        ran = subprocess.run(
            [PROGRAM, *words, *own], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 1
    assert "could not be written: No space left" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr


def test_a_working_folder_that_is_gone_is_no_crash(
    command: Cadence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert command("accounts", "--store", "here").status == 2
    assert command("backup", "--store", "here").status == 2


def test_a_day_to_come_is_told_with_its_year(cadence: Cadence) -> None:
    ran = cadence("health", "TechStart", "--as-of", "2027-01-01")
    assert ran.status == 2
    assert "2027-01-01 is still to come" in ran.err
