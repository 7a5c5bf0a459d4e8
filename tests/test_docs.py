"""The documents say what the program does: columns, rules, keys, commands, links and copied output."""

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import msgspec
import pytest
from babel.messages.pofile import read_po

from cadence_tui.cli.index import ENTRIES
from cadence_tui.cli.main import run
from cadence_tui.content.touch_model import presets
from cadence_tui.exchange.words import columns, words
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.errors import BadInput
from cadence_tui.model.rules.brief import BriefRules
from cadence_tui.model.rules.call import Agendas, Checklist, RecapWords
from cadence_tui.model.rules.capture import CaptureWords
from cadence_tui.model.rules.exchange import Countries, ImportColumns, ImportWords
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.model.rules.materials import Materials
from cadence_tui.model.rules.planning import PlanningRules
from cadence_tui.model.rules.questions import QuestionBank
from cadence_tui.model.rules.recurrence import RecurrenceWords
from cadence_tui.model.rules.reminders import NudgeWords, ReminderRules
from cadence_tui.model.rules.review import ReviewRules
from cadence_tui.model.rules.search import SearchWords
from cadence_tui.model.rules.sessions import InvitationWords, SessionRules
from cadence_tui.model.rules.suggestions import Suggestions
from cadence_tui.model.rules.team import TeamRules
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.model.rules.worded import Worded
from cadence_tui.practice.capture import MARKS
from cadence_tui.tui.keymap import Keymap
from cadence_tui.tui.registry import all_acts
from cadence_tui.workspace.rules import Rules
from cadence_tui.workspace.setup import DEFAULT_PRESET

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
CONTENT = files("cadence_tui.content")
SHAPES: tuple[type[msgspec.Struct], ...] = (
    TouchModel, PlanningRules, HealthRules, ReviewRules, TeamRules, Agendas, Checklist, Suggestions,
    QuestionBank, CaptureWords, RecapWords, RecurrenceWords, ImportColumns, ImportWords, Countries,
    SessionRules, InvitationWords, BriefRules, Materials, ReminderRules, NudgeWords, SearchWords,
)  # fmt: skip
NOW = "2026-11-23T09:12:00+00:00"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def table_rows(text: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in text.splitlines()
        if line.startswith("|") and not line.startswith("|---")
    ]


def code_words(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


# -- importing -----------------------------------------------------------------------


def test_the_commands_that_cannot_be_a_line_of_a_batch_are_all_named() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    told = re.search(r"need a process to themselves \(([^)]*)\)", text)
    assert told
    assert set(re.findall(r"`([a-z-]+)`", told[1])) == {entry.name for entry in ENTRIES if entry.alone}


@pytest.mark.parametrize("kind", list(columns().kinds))
def test_every_column_of_an_import_stands_with_its_names_and_whether_it_is_required(kind: str) -> None:
    told = {
        row[0].split("`")[1]: row for row in table_rows(section(page("import.md"), kind)) if "`" in row[0]
    }
    rule = columns().kinds[kind]
    assert list(told) == list(rule.columns)
    for name, column in rule.columns.items():
        assert ("**required**" in told[name][0]) == column.required, name
        assert told[name][2].split(" · ") == list(column.headers), name


def test_every_word_for_a_value_stands_with_its_value() -> None:
    rows = table_rows(section(page("import.md"), "How cells are read"))
    told = [
        (row[1].strip("`"), row[2].split(" · ")) for row in rows if len(row) == 3 and row[1].startswith("`")
    ]
    for vocabulary in words().choices.values():
        for value, names in vocabulary.items():
            assert (value, list(names)) in told, value
    yes_or_no = next(row[1] for row in rows if row[0] == "yes or no")
    for word in ("sí", "sim", "não", "✓"):
        assert word in yes_or_no


def import_examples() -> Iterator[tuple[str, str, str, str]]:
    """Suffix, kind, file and, if the page shows it, the output of each example in its order."""
    fences = re.findall(r"^```(\w+) ?(\w*)\n(.*?)^```$", page("import.md"), re.MULTILINE | re.DOTALL)
    for place, (suffix, kind, body) in enumerate(fences):
        following = fences[place + 1] if place + 1 < len(fences) else ("", "", "")
        if kind:
            yield suffix, kind, body, following[2] if following[0] == "text" else ""


def test_every_example_of_an_import_does_what_the_page_shows(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = list(import_examples())
    for suffix, kind, body, shown in examples:
        file = Path(f"{kind}.{suffix}")
        file.write_text(body, encoding="utf-8")
        command = ["--store", str(sample_store), "--as", "admin", "--now", NOW, "--lang", "en"]
        status = run([*command, "import", kind, str(file)])
        out = "".join(capfd.readouterr())
        if shown:
            assert out == shown
            assert status == (3 if "cannot be read" in shown else 0)
            continue
        assert (status, "!" in out) == (0, False), out
        assert run([*command, "import", kind, str(file)]) == 0
        assert capfd.readouterr().out.startswith("0 new, 0 changed"), f"{file} changes something twice"
    assert {kind for _, kind, _, shown in examples if not shown} == set(columns().kinds)


# -- rules ---------------------------------------------------------------------------


def shipped_rules() -> list[str]:
    folder = Path(str(CONTENT))
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*.toml"))


def replaceable() -> dict[str, bool]:
    rows = table_rows(section(page("rules.md"), "How to change a rule"))
    return {name: row[-1] == "yes" for row in rows for name in re.findall(r"`([\w/.-]+\.toml)`", row[0])}


def test_every_shipped_rule_file_stands_in_the_page() -> None:
    assert sorted(replaceable()) == shipped_rules()


def test_a_store_replaces_exactly_the_files_that_the_page_says(tmp_path: Path) -> None:
    for name in shipped_rules():
        file = tmp_path / "rules" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("not = [rules")
    rules = Rules(tmp_path, DEFAULT_PRESET)
    whole = ("touch_model", "health", "planning", "agendas", "checklist", "suggestions", "review", "team")
    whole += ("sessions", "brief", "materials", "closing", "reminders", "search")
    asked = [lambda name=name: getattr(rules, name) for name in whole]
    asked += [lambda other=other: Rules(tmp_path, other).touch_model for other in presets()]
    for language in LANGUAGES:
        by_language = (rules.questions, rules.capture_words, rules.recap_words, rules.recurrence_words)
        by_language += (rules.invitation_words, rules.nudge_words)
        asked += [lambda read=read, language=language: read(language) for read in by_language]
    refused: set[str] = set()
    for ask in asked:
        with pytest.raises(BadInput) as fault:
            ask()
        refused.add(str(Path(fault.value.where[0].file).relative_to(tmp_path / "rules")))
    assert refused == {name for name, may in replaceable().items() if may}


def fields_of(shape: Any) -> Iterator[str]:
    """Names of all fields of a rule file as they are written there."""
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        if shape is Worded:
            return
        for field in msgspec.structs.fields(shape):
            yield field.encode_name
            yield from fields_of(field.type)
    for inner in get_args(shape):
        yield from fields_of(inner)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_field_of_a_rule_file_is_explained(shape: type[msgspec.Struct]) -> None:
    told = code_words(page("rules.md"))
    assert [name for name in dict.fromkeys(fields_of(shape)) if name not in told] == []


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("health", "recent_weeks", "recnt_weeks"),
        ("planning", "weeks = 13", "weeks = 0"),
        ("health", "yellow = 50", "yellow = 80"),
        ("health", "yellow = 50", "yellow = 50]"),
        ("planning", "slot_weeks = 3", ""),
        (f"touch_models/{DEFAULT_PRESET}", '"check_in", every_days = 7,', '"chek_in", every_days = 7,'),
    ],
)
def test_a_wrong_rule_file_is_refused_in_the_words_of_the_page(
    tmp_path: Path, name: str, was: str, now: str
) -> None:
    file = tmp_path / "rules" / f"{name}.toml"
    file.parent.mkdir(parents=True)
    file.write_text((CONTENT / f"{name}.toml").read_text(encoding="utf-8").replace(was, now, 1))
    rules = Rules(tmp_path, DEFAULT_PRESET)
    with pytest.raises(BadInput) as fault:
        _ = rules.touch_model if "/" in name else getattr(rules, name)
    told = str(fault.value).replace(f"{tmp_path}/", "")
    shown = section(page("rules.md"), "When a rule file is wrong")
    # The page shows two faults of the touch model, one edit makes one.
    assert told.replace("faults found: 1", "faults found: 2") in shown


# -- the store -----------------------------------------------------------------------


def test_every_name_in_a_stores_folder_is_explained(sample_store: Path) -> None:
    told = code_words(section(page("store.md"), "What is in the folder"))
    assert {entry.name + "/" * entry.is_dir() for entry in sample_store.iterdir()} <= told


def test_what_the_page_quotes_is_what_the_program_says() -> None:
    with (ROOT / "src/cadence_tui/locale/catalogues/es/store.po").open("rb") as stream:
        said = [str(entry.id) for entry in read_po(stream)]
    text = " ".join(page("store.md").split())
    quoted = re.findall(r"“([^”]+)”", text)
    quoted += re.findall(r"\| `[·!]` ([^|(]+?) (?:\(|\|)", text)
    assert len(quoted) > 12
    for quote in " · ".join(quoted).split(" · "):
        parts = [part.strip() for part in re.split(r"…|\d+", quote) if part.strip()]
        assert any(all(part in sentence for part in parts) for sentence in said), quote


# -- keys, commands, links ---------------------------------------------------------------


def generator() -> ModuleType:
    spec = spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_keys_page_is_that_of_the_registry() -> None:
    assert page("keys.md") == generator().keys_page(), "make docs writes it anew"
    assert set(all_acts()) <= code_words(page("keys.md"))


def test_the_readme_names_keys_that_there_are() -> None:
    keymap = Keymap(all_acts())
    known = {key for act in all_acts().values() for key in keymap.keys(act)}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = {key for row in table_rows(section(readme, "Keys")) for key in re.findall(r"`([^`]+)`", row[0])}
    named |= {word for word in code_words(section(readme, "A day with it")) if word[0] not in MARKS}
    keys = {key for word in named for key in word.split()}
    assert {"escape" if key == "esc" else key for key in keys} <= known


def test_every_command_in_the_pages_exists() -> None:
    known = {entry.name for entry in ENTRIES}
    for file in PAGES:
        text = file.read_text(encoding="utf-8")
        called = re.findall(r"(?:^|[`*] |`)cadence ((?:--?[\w-]+ \S+ )*)([a-z][a-z-]+)", text, re.MULTILINE)
        assert {word for _, word in called} <= known, file.name


def anchors(text: str) -> set[str]:
    titles = re.findall(
        r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_link_inside_the_repository_leads_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        path, _, anchor = target.partition("#")
        aim = file.parent / path if path else file
        assert aim.exists(), target
        if anchor:
            assert anchor in anchors(aim.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_the_pages_speak_of_nothing_outside_the_repository(file: Path) -> None:
    assert not re.search(r"(?<![\w.])(/work|/tmp|/root|\.\./)", file.read_text(encoding="utf-8"))
