"""Values of a TOML text change in place; whatever else stands there stays to the letter."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.content.toml_edit import with_values
from cadence_tui.content.touch_model import presets

TEXT = """# How often whom.
title = "calm" # for the list

[clock] # shares
late_share = 0.25  # beyond its tolerance

[[rules]]
id = "a"
every = 7

[[rules]]
id = "b" # the second
every = 28
days = [1, 2] # both
edges = { first = 1, last = 2 }
"""


def lines_that_differ(was: str, now: str) -> list[tuple[str, str]]:
    pairs = zip(was.splitlines(), now.splitlines(), strict=True)
    return [(old, new) for old, new in pairs if old != new]


def test_only_the_line_of_the_value_changes_and_its_comment_stays() -> None:
    now = with_values(TEXT, {("clock", "late_share"): 0.5})
    assert lines_that_differ(TEXT, now) == [
        ("late_share = 0.25  # beyond its tolerance", "late_share = 0.5  # beyond its tolerance")
    ]


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("rules", 1, "every"), 14, "every = 14"),
        (("rules", 1, "days"), [3], "days = [3] # both"),
        (("rules", 1, "edges", "last"), 9, "edges = { first = 1, last = 9 }"),
        (("title",), "quick “words” \\ \n", 'title = "quick “words” \\\\ \\n" # for the list'),
    ],
)
def test_values_within_lists_and_tables_change(path: tuple[str | int, ...], value: Any, line: str) -> None:
    [(_, now)] = lines_that_differ(TEXT, with_values(TEXT, {path: value}))
    assert now == line


def test_a_key_is_added_and_taken_away() -> None:
    more = with_values(TEXT, {("rules", 0, "limit", "most"): 3})
    assert tomllib.loads(more)["rules"][0]["limit"] == {"most": 3}
    less = with_values(more, {("rules", 0, "limit", "most"): None, ("rules", 1, "days"): None})
    assert "days" not in tomllib.loads(less)["rules"][1]
    assert with_values(TEXT, {("rules", 0, "nothing", "there"): None}) == TEXT


def test_an_entry_that_is_not_there_is_no_place_to_write() -> None:
    with pytest.raises(IndexError):
        with_values(TEXT, {("rules", 9, "every"): 1})


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for name, each in value.items() for leaf in leaves(each, (*path, name))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [leaf for place, each in enumerate(value) for leaf in leaves(each, (*path, place))]
    return [path]


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


SHIPPED = {
    name: (files("cadence_tui.content") / "touch_models" / f"{name}.toml").read_text(encoding="utf-8")
    for name in presets()
}


@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_of_a_shipped_model_any_value_changes_alone(data: st.DataObject) -> None:
    text = SHIPPED[data.draw(st.sampled_from(sorted(SHIPPED)))]
    was = tomllib.loads(text)
    path = data.draw(st.sampled_from(leaves(was)))
    value = data.draw(st.integers(0, 999) | st.text("abc \"'\\#=", max_size=6) | st.booleans())
    now = with_values(text, {path: value})
    read = tomllib.loads(now)
    assert at(read, path) == value
    # What is put back may be written otherwise: 1000 for 1_000.
    back = with_values(now, {path: at(was, path)})
    assert tomllib.loads(back) == was
    assert len(lines_that_differ(text, back)) <= 1
    assert len(lines_that_differ(text, now)) <= 1
