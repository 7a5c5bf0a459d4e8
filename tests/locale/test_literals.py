"""Whatever a person reads goes through a catalogue; what only looks English is listed in `allowed.toml`."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.locale.literals import Literal, english_in, unreachable_in

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src" / "cadence_tui"
FOLDERS = ("tui", "cli", "views", "workspace", "exchange", "practice")
ALLOWED: dict[str, list[str]] = tomllib.loads((HERE / "allowed.toml").read_text(encoding="utf-8"))


def listed(literals: Iterable[Literal]) -> str:
    return "\n".join(f"{literal.file}:{literal.line}: {literal.text!r}" for literal in literals)


def test_no_english_bypasses_the_catalogues() -> None:
    found = [one for one in english_in(SOURCE, FOLDERS) if one.text not in ALLOWED.get(one.file, [])]
    assert not found, f"use say, plural or message, or list it in allowed.toml:\n{listed(found)}"


def test_every_exception_is_still_needed() -> None:
    found = {(literal.file, literal.text) for literal in english_in(SOURCE, FOLDERS)}
    assert {(file, text) for file, texts in ALLOWED.items() for text in texts} <= found


def test_every_call_holds_its_text() -> None:
    found = list(unreachable_in(SOURCE, FOLDERS))
    assert not found, f"catalogues are made from literals; use word() for messages:\n{listed(found)}"


def english(tmp_path: Path, source: str) -> list[str]:
    (tmp_path / "tui").mkdir()
    (tmp_path / "tui" / "face.py").write_text(source, encoding="utf-8")
    return [literal.text for literal in english_in(tmp_path, ("tui",))]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('row = "No account selected"', "No account selected"),
        ('row = f"{n} days ago"', "{} days ago"),
        ('row = "due in " + when', "due in "),
        ('row = "Next call"', "Next call"),
        ('rows = ["Save and close?", 1]', "Save and close?"),
        ('cell = {"key": "the last touch"}', "the last touch"),
        ('yield Static("Hello")', "Hello"),
        ('yield Input(placeholder="filter")', "filter"),
        ('@click.option("--week", help="Monday of the week")\ndef week(): ...', "Monday of the week"),
        ('self.notify(f"Saved {name}")', "Saved {}"),
        ('raise Refused("Nobody may do this")', "Nobody may do this"),
        ('def act(title="Move the call"): ...', "Move the call"),
        ('text = "one" if n == 1 else "many of them"', "many of them"),
        ('say("{what} now", what="the call")', "the call"),
    ],
)
def test_english_is_found(tmp_path: Path, source: str, text: str) -> None:
    assert english(tmp_path, source) == [text]


@pytest.mark.parametrize(
    "source",
    [
        '"""A module of the face."""',
        'class A:\n    """What the face is."""\n    x: int\n    """Where it is."""',
        'say("There is no account")',
        'speech.plural("{n} day left", "{n} days left", n)',
        'message(\n    "There is no "\n    "account"\n)',
        'log.debug("the store is at %s", path)',
        'raise ValueError("a developer reads this")',
        'CSS = "Frame > #work { height: 1fr; }"',
        'DEFAULT_CSS: str = """\nFrame { dock: none; }\n"""',
        '_WORD = re.compile("the (first|last) of")',
        'style = "cursor bad"',
        'style = "bold underline"',
        'key = "ctrl+k"',
        'name = f"{first} {last}"',
        'if text == "the end": pass',
        'titles = {"the key": 1}',
        'value = row["the key"]',
        'def f(x: "list of int") -> "a thing": ...',
        'reason("open_promises", days=3)',
        'stamp = "%d %b %Y"',
        'cell = " · "',
    ],
)
def test_what_is_no_speech_is_left_alone(tmp_path: Path, source: str) -> None:
    assert english(tmp_path, source) == []


def test_below_the_faces_a_word_is_the_name_of_a_field(tmp_path: Path) -> None:
    (tmp_path / "exchange").mkdir()
    (tmp_path / "exchange" / "rows.py").write_text('draft(label="name")\ndraft(label="the name")\n')
    assert [literal.text for literal in english_in(tmp_path, ("exchange",))] == ["the name"]


def test_a_call_without_its_text_is_found(tmp_path: Path) -> None:
    (tmp_path / "tui").mkdir()
    (tmp_path / "tui" / "face.py").write_text(
        'say(title)\nmessage(f"{n} days")\nplural(one, many, n)\nsay("Fine {x}", x=x)\n'
    )
    assert [literal.line for literal in unreachable_in(tmp_path, ("tui",))] == [1, 2, 3]
