"""Help: every command explains itself in three languages, and the page in docs/ is true."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from cadence_tui.cli.command import Argument, Command, Group, Option
from cadence_tui.cli.main import program
from cadence_tui.cli.placeholders import PLACEHOLDERS
from cadence_tui.cli.request import Request
from cadence_tui.locale import LANGUAGES, speech
from tests.cli.conftest import Cadence

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def commands() -> Iterator[tuple[str, Command | Group]]:
    """Every command of the program by its words."""
    index = program()
    context = index.make_context("cadence", [], resilient_parsing=True, obj=Request("en"))
    for name in index.list_commands(context):
        found = index.get_command(context, name)
        assert isinstance(found, Command | Group)
        yield name, found
        if isinstance(found, Group):
            for below, each in found.commands.items():
                assert isinstance(each, Command)
                yield f"{name} {below}", each


COMMANDS = dict(commands())


@pytest.mark.parametrize("words", ["", *COMMANDS])
@pytest.mark.parametrize(("language", "usage"), [("en", "Usage:"), ("es", "Uso:"), ("pt-BR", "Uso:")])
def test_every_command_explains_itself(command: Cadence, words: str, language: str, usage: str) -> None:
    told = command(*words.split(), "--help", "--lang", language)
    assert told.status == 0
    assert told.out.startswith(f"{usage} cadence {words}".rstrip())
    assert told.err == ""
    assert all(f"--{name} " in told.out for name in ("store", "as", "lang", "now", "json"))
    assert max(map(len, told.out.splitlines())) <= 100


@pytest.mark.parametrize("words", COMMANDS)
def test_every_word_of_the_help_is_explained(words: str) -> None:
    found = COMMANDS[words]
    assert found.says.text, words
    for parameter in found.params:
        assert isinstance(parameter, Option | Argument)
        for language in LANGUAGES:
            assert speech(language).word(parameter.says)


SAME_EVERYWHERE = {"ID", "HH", "MM", "POD", "LOGIN"}


@pytest.mark.parametrize("words", COMMANDS)
def test_what_stands_for_a_value_is_said_in_the_readers_language(words: str) -> None:
    context = COMMANDS[words].make_context(words, [], resilient_parsing=True, obj=Request("en"))
    values = (each for each in COMMANDS[words].params if not getattr(each, "is_flag", False))
    told = {word for each in values for word in re.findall("[A-Z]{2,}", each.make_metavar(context))}
    assert told - SAME_EVERYWHERE - {"BR"} <= set(PLACEHOLDERS)


def test_the_usage_line_is_in_the_readers_language(command: Cadence) -> None:
    told = command("call", "show", "--help", "--lang", "es").out
    assert told.startswith("Uso: cadence call show ID|CUENTA [OPCIONES]")
    assert "--store RUTA " in told
    assert "--lang en|es|pt-BR " in told


def test_the_language_of_the_help_may_come_from_anywhere(
    command: Cadence, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("--lang", "es", "plan", "--help").out.startswith("Uso:")
    assert command("plan", "--help", "--lang=es").out.startswith("Uso:")
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")
    assert "Opções" in command("--help").out
    (home / ".config" / "cadence").mkdir(parents=True)
    (home / ".config" / "cadence" / "settings.toml").write_text('language = "es"\n')
    assert "Opciones" in command("--help").out


def test_common_options_stand_before_or_after_the_name(command: Cadence, sample_store: Path) -> None:
    before = command("--store", sample_store, "--as", "ana", "--json", "log")
    after = command("log", "--store", sample_store, "--as", "ana", "--json")
    assert (before.out, before.status) == (after.out, after.status) == ("[]\n", 0)
    below = command("--json", "person", "--as", "ana", "list", "--store", sample_store)
    assert len(below.data) > 1


def test_the_version(command: Cadence) -> None:
    assert re.fullmatch(r"cadence \d+\.\d+\.\d+\n", command("--version").out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(command: Cadence, shell: str) -> None:
    assert "_CADENCE_COMPLETE" in command("completion", shell).out


def test_words_are_completed(program: Callable[..., subprocess.CompletedProcess[str]], home: Path) -> None:
    asked = {"_CADENCE_COMPLETE": "bash_complete", "HOME": str(home), "PATH": "/usr/bin:/bin"}
    found = program(env={**asked, "COMP_WORDS": "cadence a", "COMP_CWORD": "1"}).stdout
    assert {line.split(",")[1] for line in found.splitlines()} == {
        "accounts",
        "account",
        "actions",
        "action",
        "adapt",
    }
    found = program(env={**asked, "COMP_WORDS": "cadence accounts --sort re", "COMP_CWORD": "3"}).stdout
    assert found == "plain,renewal\n"


# -- the page ------------------------------------------------------------------------------


def parts() -> dict[str, str]:
    """The text under each heading of the page that names a command."""
    found = re.split(r"^#+ cadence (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(found[::2], found[1::2], strict=True))


def test_the_page_has_every_command_with_its_options() -> None:
    told = parts()
    assert list(told) == list(COMMANDS)
    for words, found in COMMANDS.items():
        shown = set(re.findall(r"^\| `(--[a-z-]+)", told[words], re.MULTILINE))
        assert shown == {
            parameter.opts[0] for parameter in found.params if isinstance(parameter, click.Option)
        }


RUNS = {
    "accounts": "accounts techstart",
    "account show": "account show techstart",
    "health": "health techstart",
    "due": "due --weeks 4",
    "plan": "plan --weeks 4",
    "calendar show": "calendar",
    "calendar publish": "calendar publish published",
    "calendar sync": "calendar sync folder",
    "adapt list": "adapt list",
    "adapt effect": "adapt effect",
    "brief": "brief techstart",
    "actions": "actions techstart",
    "action add": "action add techstart Invoice",
    "review": "review",
    "touch-model show": "touch-model show",
    "touch-model check": "touch-model check",
    "touch-model diff": "touch-model diff cadence-models",
    "search": "search api documentation",
    "log": "log",
    "undo": "undo",
    "redo": "redo",
    "doctor": "doctor",
    "person list": "person list",
    "call list": "call list --account techstart --limit 1",
    "call recap": "call recap techstart",
    "question list": "question list",
    "question pin": "question pin techstart normal_day",
    "action nudge": "action nudge users --print",
    "risk list": "risk list --account techstart",
    "opportunity list": "opportunity list --account techstart",
    "handoff list": "handoff list",
    "digest": "digest",
    "review said": "review said",
}
RUNS_OF_THE_LEAD = {
    "review sign": "review sign",
    "review sessions": "review sessions",
    "review show": "review show {review}",
}


def test_the_examples_of_the_page_have_the_fields_that_the_program_gives(cadence: Cadence) -> None:
    cadence("question", "add", "Which tools, and why", "--topic", "value", "--language", "en")
    cadence("risk", "add", "techstart", "Leaves")
    cadence("opportunity", "add", "techstart", "Seats")
    cadence("handoff", "add", "techstart", "support", "Exports", "--why", "Slow")
    for words, line in RUNS.items():
        given = cadence(*line.split(), "--json").data
        assert example_fields(words) == fields(given), words


def test_the_examples_of_a_review_have_the_fields_that_the_program_gives(cadence: Cadence) -> None:
    first = cadence("review", "--json", who="lead").data[0]
    cadence("review", "approve", first["id"], who="lead")
    review = ""
    for words, line in RUNS_OF_THE_LEAD.items():
        given = cadence(*line.format(review=review).split(), "--json", who="lead").data
        review = review or given["id"]
        assert example_fields(words) == fields(given), words


def example_fields(words: str) -> set[str]:
    """The fields of the one example that the page has of a command."""
    [example] = re.findall(r"^```json\n(.*?)^```", parts()[words], re.MULTILINE | re.DOTALL)
    return fields(json.loads(example))


def fields(data: Any) -> set[str]:
    return set(data[0] if isinstance(data, list) else data)
