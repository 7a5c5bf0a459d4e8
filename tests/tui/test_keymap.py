"""Keys come from one registry; a user's keymap is checked before it counts."""

from pathlib import Path

import pytest

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.errors import BadInput
from cadence_tui.tui.keymap import RESERVED, Keymap, find_clash, key_label, load_keymap
from cadence_tui.tui.registry import GROUP_TITLES, STACKS, all_acts

ACTS = all_acts()


def test_no_key_means_two_things_at_once() -> None:
    assert find_clash(Keymap(ACTS)) is None


def test_no_act_needs_a_key_that_terminals_mix_up() -> None:
    assert not [act.id for act in ACTS.values() for key in act.keys if key in RESERVED]


def test_every_act_can_be_reached_and_is_explained_in_every_language() -> None:
    listened = {context for stack in STACKS for context in stack}
    for act in ACTS.values():
        assert act.context in listened, act.id
        assert act.context in GROUP_TITLES, act.id
        for language in LANGUAGES:
            assert speech(language).word(act.help), act.id


def test_a_key_with_a_name_is_named_in_the_readers_language() -> None:
    named = [key_label("space", speech(language)) for language in ("en", "es", "pt-BR")]
    assert named == ["space", "espacio", "espaço"]
    assert key_label("enter", speech("es")) == "↵"


def test_a_keymap_moves_disables_and_adds_keys(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text('"app.help" = ["ctrl+y", "?"]\n"app.theme" = []\n')
    keymap = load_keymap(ACTS, file)
    assert keymap.find("ctrl+y", ("app",)) is ACTS["app.help"]
    assert keymap.find("f8", ("app",)) is None
    assert keymap.find("f1", ("app",)) is None
    assert keymap.find("q", ("app",)) is ACTS["app.quit"]


@pytest.mark.parametrize(
    ("source", "line", "told"),
    [
        ('"app.help" = ["?"]\n"app.fly" = ["f"]\n', 2, "app.fly"),
        ('"app.undo" = 7\n', 1, "app.undo"),
        ('"app.undo" = ["ctrl+h"]\n', 1, "ctrl+h"),
        ('\n"app.undo" = ["q"]\n', 2, "app.quit"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, source: str, line: int, told: str) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(source)
    with pytest.raises(BadInput) as refused:
        load_keymap(ACTS, file)
    assert str(file) in str(refused.value)
    assert told in str(refused.value)
    assert refused.value.where[0].row == line


def test_a_broken_keymap_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text("app.help = [")
    with pytest.raises(BadInput, match=r"keys\.toml"):
        load_keymap(ACTS, file)


def test_a_keymap_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").mkdir()
    with pytest.raises(BadInput, match=r"keys\.toml"):
        load_keymap(ACTS, tmp_path / "keys.toml")
