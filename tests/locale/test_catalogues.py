"""No sentence is without its Spanish and Portuguese, and no translation without its sentence."""

import gettext
from pathlib import Path

import pytest

import hatch_build
from tests.locale.catalogues import faults_of, report
from tests.locale.sentences import Sentence, sentences_in

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "cadence_tui"
CATALOGUES = SOURCE / "locale" / "catalogues"
LANGUAGES = ("es", "pt-BR")
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_well(language: str) -> None:
    faults = faults_of(language, CATALOGUES / language, sentences_in(SOURCE))
    assert not faults, f"{language}:\n{report(faults)}"


def test_a_language_has_a_folder_of_its_own() -> None:
    assert {path.name for path in CATALOGUES.iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_sources(tmp_path: Path, language: str) -> None:
    (tmp_path / "catalogues").symlink_to(CATALOGUES)
    hatch_build.compile_catalogues(tmp_path)
    compiled = [folder / "compiled" / f"{language}.mo" for folder in (tmp_path, CATALOGUES.parent)]
    fresh, kept = (gettext.GNUTranslations(path.open("rb"))._catalog for path in compiled)  # type: ignore[attr-defined]
    assert {key: text for key, text in kept.items() if key} == {
        key: text for key, text in fresh.items() if key
    }, "catalogues were edited since they were compiled: make locale"


def check(tmp_path: Path, entries: str, *sentences: tuple[str, ...], language: str = "es") -> str:
    (tmp_path / "one.po").write_text(HEADER + entries, encoding="utf-8")
    return report(faults_of(language, tmp_path, [Sentence(ids, "face.py", 3) for ids in sentences]))


def test_a_good_catalogue_has_no_faults(tmp_path: Path) -> None:
    entries = 'msgid "status|Open"\nmsgstr "Abierta"\n\nmsgid "{n} day"\nmsgid_plural "{n} days"\n'
    entries += 'msgstr[0] "un día"\nmsgstr[1] "{n} días"\n'
    assert not check(tmp_path, entries, ("status|Open",), ("{n} day", "{n} days"), ("{a} · {b}",))


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ("", "face.py\n    line 3: 'Move {what}.' has no translation"),
        ('msgid "Move {what}."\nmsgstr ""\n', "is empty"),
        ('#, fuzzy\nmsgid "Move {what}."\nmsgstr "Mover {what}."\n', "fuzzy"),
        ('msgid "Move {what}."\nmsgstr "Mover {cosa}."\n', "figures ['cosa'] instead of ['what']"),
        ('msgid "Move {what}."\nmsgstr "Mover {what."\n', "unbalanced braces"),
        ('msgid "Move {what}."\nmsgstr "Mover {what}"\n', "ends differently"),
        ('msgid "Move {what}."\nmsgstr " Mover {what}."\n', "blanks"),
        ('msgid "Move {what}."\nmsgstr "[bold]Mover[/] {what}."\n', "markup"),
        ('msgid "Move {what}."\nmsgstr "Mover\\t{what}."\n', "cannot be seen"),
        ('msgid "Move {what}."\nmsgstr "Mover\u200b {what}."\n', "cannot be seen"),
        ('msgid "Move {what}."\nmsgstr "acto|Mover {what}."\n', "repeats the context"),
        ('msgid "Move {what}."\nmsgstr "Mover {what}?."\n', "opens no question"),
        ('msgid "Move {what}."\nmsgstr "Mover {what}."\n' * 2, "stands twice"),
        ('msgid "Gone."\nmsgstr "Ido."\n', "one.po\n    'Gone.': nobody says this any more"),
        ('msgid "Move {what}."\nmsgid_plural "Move."\nmsgstr[0] "a"\nmsgstr[1] "b"\n', "the source has"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, entries: str, said: str) -> None:
    assert said in check(tmp_path, entries, ("Move {what}.",))


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (
            'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "un día"\nmsgstr[1] "días"\n',
            "does not say {n}",
        ),
        ('msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "un día"\n', "is empty"),
        ('msgid "{n} day"\nmsgstr "un día"\n', "the source has"),
    ],
)
def test_a_faulty_plural_is_named(tmp_path: Path, entries: str, said: str) -> None:
    assert said in check(tmp_path, entries, ("{n} day", "{n} days"))


def test_a_sentence_left_in_english_is_named(tmp_path: Path) -> None:
    entries = 'msgid "Go to the calendar"\nmsgstr "Go to the calendar"\n'
    assert "still English" in check(tmp_path, entries, ("Go to the calendar",))


def test_a_sentence_in_two_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "another.po").write_text(HEADER + 'msgid "Move"\nmsgstr "Mover"\n')
    assert "stands in es/another.po too" in check(tmp_path, 'msgid "Move"\nmsgstr "Mover"\n', ("Move",))


def test_a_text_cannot_be_a_sentence_and_a_plural(tmp_path: Path) -> None:
    entries = 'msgid "day"\nmsgstr "día"\n'
    assert "('day', 'days') is ('day',) in face.py" in check(tmp_path, entries, ("day",), ("day", "days"))


def test_sentences_are_found_however_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "face.py").write_text(
        'a = speech.say("One {x}", x=1)\n'
        'b = message(\n    "Two "\n    "parts",\n    file=f"{a}",\n)\n'
        'c = self.speech.plural("{n} day", "{n} days", n)\n'
        'e = message("{a}", a=[message("Deep", x=1)])\n'
        "def say(text): ...\n"
    )
    found = sorted((sentence.line, *sentence.id) for sentence in sentences_in(tmp_path))
    assert found == [
        (1, "One {x}"),
        (2, "Two parts"),
        (7, "{n} day", "{n} days"),
        (8, "Deep"),
        (8, "{a}"),
    ]
