"""Many commands in one process: each line is answered once, when it is on disk, whatever the others do."""

import errno
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cadence_tui.cli.index import ENTRIES
from cadence_tui.workspace.actions import add_action
from cadence_tui.workspace.session import Workspace
from tests.cli.conftest import NOW, PROGRAM, Cadence

Acks = list[dict[str, Any]]
Batch = Callable[..., Acks]
Started = Callable[..., "Driver"]


@pytest.fixture
def batch(cadence: Cadence, tmp_path: Path) -> Batch:
    """Runs lines as one batch; the answers, and the status as a last one: `batch("log", "undo")`."""

    def go(*lines: str | bytes, options: tuple[str, ...] = (), who: str = "ana") -> Acks:
        file = tmp_path / "lines"
        file.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
        ran = cadence("batch", file, "--json", *options, who=who)
        assert ran.err == ""
        return [*map(json.loads, ran.out.splitlines()), {"status": ran.status}]

    return go


class Driver:
    """A program that holds a batch open: writes a line, reads the answer."""

    def __init__(self, store: Path, *words: str) -> None:
        command = [PROGRAM, "batch", "--store", store, "--as", "ana", *words]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)

    def say(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def ask(self, line: str) -> Any:
        assert self.process.stdout
        self.say(line)
        return json.loads(self.process.stdout.readline())


@pytest.fixture
def driver(sample_store: Path) -> Iterator[Started]:
    """Starts the installed program with `batch`."""
    started: list[Driver] = []

    def go(*words: str) -> Driver:
        started.append(Driver(sample_store, *words))
        return started[-1]

    yield go
    for each in started:
        with each.process:
            each.process.kill()


# -- answers -----------------------------------------------------------------------------


def test_each_line_is_answered_as_the_command_would_be(batch: Batch, cadence: Cadence) -> None:
    made, read, status = batch(
        'action add TechStart "Send the guide" --due 2026-12-01', "actions techstart guide"
    )
    assert (made["line"], made["exit"], made["answer"]["title"]) == (1, 0, "Send the guide")
    assert read == {"line": 2, "exit": 0, "answer": cadence("actions", "techstart", "guide", "--json").data}
    assert cadence("action", "done", made["answer"]["id"], "--json").data["status"] == "done"
    assert status == {"status": 0}


def test_words_of_a_shell_and_of_json_are_the_same(batch: Batch) -> None:
    title = 'The "new" guide: 50 % # of $HOME'
    acks = batch(
        f"action add TechStart '{title}'",
        json.dumps(["action", "add", "TechStart", title]),
        f"  {json.dumps(['action', 'add', 'TechStart', title])}  \r",
    )
    assert [ack["answer"]["title"] for ack in acks[:-1]] == [title] * 3


def test_numbers_are_those_of_the_file_and_remarks_are_passed_over(batch: Batch) -> None:
    acks = batch("", "# first", "log", "   ", "  # second", "log --last 1", "")
    assert [ack["line"] for ack in acks[:-1]] == [3, 6]


def test_a_line_that_fails_does_not_keep_the_others(batch: Batch) -> None:
    acks = batch("account show Nobody", "plan --weeks 0", "action add TechStart Invoice", "redo")
    assert [ack["exit"] for ack in acks[:-1]] == [5, 2, 0, 1]
    assert [ack["error"]["code"] for ack in acks[:-1] if "error" in ack] == ["not_found", "usage", "refused"]
    assert acks[-1] == {"status": 5}


def test_with_stop_nothing_is_done_after_the_first_that_fails(batch: Batch, cadence: Cadence) -> None:
    lines = ("action add TechStart One", "account show Nobody", "action add TechStart Two")
    done, failed, rest, status = batch(*lines, options=("--stop",))
    assert (done["exit"], failed["exit"], status) == (0, 5, {"status": 5})
    assert (rest["line"], rest["exit"], rest["error"]["code"]) == (3, 1, "not_done")
    assert len(cadence("log", "--json").data) == 1


@pytest.mark.parametrize(
    "line",
    [
        b"action add TechStart \xff",
        b'action add TechStart "open',
        b"action add TechStart open\\",
        b'{"command": "log"}',
        b'["log", 1]',
        b'["log"',
        b"[]",
        b"--json",
        b"nothing",
        b"log --wide",
        b"action add TechStart " + b"x" * 1_000_000,
        b'["' + b"\xc3\xa9" * 2_000_000 + b'"]',
    ],
)
def test_a_line_that_is_no_command_is_answered_with_2(batch: Batch, line: bytes) -> None:
    wrong, right, status = batch(line, "log")
    assert (wrong["line"], wrong["exit"], wrong["error"]["code"]) == (1, 2, "usage")
    assert right == {"line": 2, "exit": 0, "answer": []}
    assert status == {"status": 2}


@pytest.mark.parametrize(
    "line",
    [
        *("batch", "demo", "init", "restore x", "completion bash"),
        *("", "--help", "--version", "log --help", "export", "log --store elsewhere"),
    ],
)
def test_what_needs_a_process_to_itself_is_no_line(batch: Batch, line: str) -> None:
    words = json.dumps(line.split())
    assert [ack.get("exit") for ack in batch(words, "log")] == [2, 0, None]


def test_every_command_but_those_is_a_line(batch: Batch) -> None:
    names = [entry.name for entry in ENTRIES if not entry.alone]
    told = [ack["error"]["message"] for ack in batch(*names)[:-1] if "error" in ack]
    assert not [text for text in told if "cannot be a line" in text or "There is no command" in text]


def test_an_export_may_go_to_a_file(batch: Batch, tmp_path: Path) -> None:
    [ack, _] = batch(f"export accounts --format csv --out '{tmp_path / 'a.csv'}'")
    assert ack["answer"] == {"files": [str(tmp_path / "a.csv")]}
    assert "TechStart" in (tmp_path / "a.csv").read_text()


def test_readable_answers_begin_with_the_number_of_their_line(cadence: Cadence, tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_text('# promises\naction add TechStart "Send \x1b[31mit"\naccount show Nobody')
    ran = cadence("batch", file)
    done, refused = ran.out.splitlines()
    assert done.startswith("2: Promised: Send ␛[31mit (")
    assert refused == "3: ! Nothing is called Nobody"
    assert (ran.status, ran.err) == (5, "")


def test_a_file_that_is_not_there(cadence: Cadence) -> None:
    told = cadence("batch", "missing", "--json")
    assert (told.status, told.error["code"], told.out) == (3, "bad_input", "")


# -- who, when, in which words -----------------------------------------------------------


def test_a_line_may_have_another_person_clock_and_language(batch: Batch) -> None:
    acks = batch(
        "action add TechStart One --as lead --now 2026-12-24T08:00:00+00:00",
        "account show Nobody --lang es",
        "action add TechStart Two",
        "account show Nobody",
        "log",
    )
    assert acks[0]["answer"]["created"] == "2026-12-24T08:00:00+00:00"
    assert acks[2]["answer"]["created"] == NOW
    assert acks[1]["error"]["message"] != acks[3]["error"]["message"] == "Nothing is called Nobody"
    assert [act["who"] for act in acks[4]["answer"]] == ["ana", "lead"]


def test_a_look_into_the_past_does_not_move_the_clock_of_the_next_line(batch: Batch) -> None:
    past, made, _ = batch("health TechStart --as-of 2026-10-01", "action add TechStart One")
    assert past["answer"]["day"] == "2026-10-01"
    assert made["answer"]["created"] == NOW


def test_who_loses_a_role_has_lost_it_for_the_next_line(batch: Batch, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,login,role\nAna Ruiz,ana,reader\n")
    given_at = "--as admin --now 2026-11-23T10:00:00+00:00"
    first, given, second, _ = batch(
        "action add TechStart One", f"import people '{people}' {given_at}", "action add TechStart Two"
    )
    assert (first["exit"], given["exit"]) == (0, 0)
    assert (second["exit"], second["error"]["code"]) == (1, "not_permitted")


# -- faults of the disk ------------------------------------------------------------------


def test_after_a_fault_of_the_disk_nothing_more_is_tried(
    batch: Batch, cadence: Cadence, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = os.fsync
    left = [2]

    def failing(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        synced(handle)

    monkeypatch.setattr("os.fsync", failing)
    acks = batch("account show Nobody", *(f"action add TechStart Number{n}" for n in range(9)))
    monkeypatch.undo()
    *before, unknown, rest, status = acks
    assert (unknown["exit"], unknown["error"]["code"]) == (75, "outcome_unknown")
    assert (rest["line"], rest["error"]["code"]) == (unknown["line"] + 1, "not_done")
    assert status == {"status": 75}
    kept = {action["title"] for action in cadence("actions", "number", "--json").data}
    acknowledged = {ack["answer"]["title"] for ack in before if "answer" in ack}
    asked = {f"Number{n}" for n in range(9)}
    assert acknowledged <= kept <= acknowledged | {f"Number{unknown['line'] - 2}"} < asked


# -- a program at the other end ----------------------------------------------------------


def test_an_answer_comes_before_the_next_line_is_written(driver: Started, ana: Workspace) -> None:
    batch = driver("--json")
    for number in range(3):
        ack = batch.ask(f'action add TechStart "Send number {number}"')
        assert (ack["line"], ack["exit"]) == (number + 1, 0)
        ana.catch_up()
        assert ana.store.get("action", ack["answer"]["id"]) is not None
    assert batch.process.stdin
    batch.process.stdin.close()
    assert batch.process.wait(timeout=30) == 0


def test_a_line_sees_what_others_have_kept_before_it(driver: Started, ana: Workspace) -> None:
    batch = driver("--json")
    assert batch.ask("actions guide")["answer"] == []
    made = add_action(ana, "TechStart", "Send the guide")
    assert batch.ask(f"action done {made.id} --if-rev 1")["answer"]["rev"] == 2
    ana.catch_up()
    assert ana.store.get("action", made.id)["status"] == "done"  # type: ignore[index]


def test_an_interrupt_ends_the_batch_between_two_lines(driver: Started) -> None:
    batch = driver("--json")
    assert batch.ask("action add TechStart One")["exit"] == 0
    batch.process.send_signal(signal.SIGINT)
    assert batch.process.wait(timeout=30) == 130
    assert batch.process.communicate() == (b"", b"")


def test_a_reader_that_leaves_ends_it(driver: Started, ana: Workspace) -> None:
    batch = driver("--json")
    assert batch.ask("action add TechStart One")["exit"] == 0
    assert batch.process.stdout
    batch.process.stdout.close()
    batch.say("action add TechStart Two")
    assert batch.process.wait(timeout=30) == 141
    assert batch.process.stderr
    assert batch.process.stderr.read() == b""
