"""Where the values of a TOML file stand."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.content.toml_lines import line_of, lines_of

CONTENT = Path(str(files("cadence_tui.content")))
FILE = '''# a comment with = and [
title = "with # and ] in it"
long = """
x = 1
[no.header]
"""
point.x = 1 ; point.y = 2
rules = [
  # a comment in a list
  { id = "one", days = [7, 14] },
  { id = "two", title = { en = "a", pt-BR = "b" } }, { id = 'th]ree' },
]
"quoted key" = true

[value]
band = { green = 1.0 }
literal = \'\'\'
[[neither]]\'\'\'

[[stages]]
id = "a"
[[stages]] # again
id = "b"
[stages.more]
deep = [
  [1],
  [2,
   3],
]
[signals.drop]
days = 2026-01-01
'''.replace(" ; ", "\n")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("$.title", 2),
        ("$.long", 3),
        ("$.point.y", 8),
        ("$.point", 7),
        ("$.rules", 9),
        ("$.rules[0]", 11),
        ("$.rules[0].days[1]", 11),
        ("$.rules[1].title.pt-BR", 12),
        ("$.rules[2].id", 12),
        ("$.quoted key", 14),
        ("$.value", 16),
        ("$.value.band.green", 17),
        ("$.stages[0].id", 22),
        ("$.stages[1]", 23),
        ("$.stages[1].id", 24),
        ("$.stages[1].more.deep[1][1]", 29),
        ("$.signals.drop.days", 32),
        ("$.signals", 31),
    ],
)
def test_every_way_of_writing_a_value_has_its_line(path: str, line: int) -> None:
    assert line_of(path, lines_of(FILE)) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [("$.rules[0].missing", 11), ("$.rules[9].id", 9), ("$.value.band[...]", 17), ("$.nowhere.at.all", None)],
)
def test_what_is_not_there_has_the_line_of_what_is_around_it(path: str, line: int | None) -> None:
    assert line_of(path, lines_of(FILE)) == line


def paths(value: Any, path: str = "$") -> Iterator[str]:
    yield path
    if isinstance(value, dict):
        for name, each in value.items():
            yield from paths(each, f"{path}.{name}")
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from paths(each, f"{path}[{place}]")


@pytest.mark.parametrize("file", sorted(CONTENT.rglob("*.toml")), ids=lambda file: file.stem)
def test_every_value_of_every_shipped_file_is_found(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert set(paths(tomllib.loads(text))) - {"$"} == set(lines_of(text))


scalars = st.sampled_from(["1", "-2.5", '"a]b,c}"', "'#'", "true", '"""\n=[\n"""', "1979-05-27"])
values = st.recursive(
    scalars,
    lambda inner: (
        st.builds(
            lambda items, breaks: "[" + (",\n # x = [\n" if breaks else ", ").join(items) + "]",
            st.lists(inner, max_size=3),
            st.booleans(),
        )
        | st.builds(
            lambda items: "{" + ", ".join(f"k{place} = {item}" for place, item in enumerate(items)) + "}",
            st.lists(inner.filter(lambda text: "\n" not in text), max_size=3),
        )
    ),
    max_leaves=8,
)


@given(st.lists(values, min_size=1, max_size=4))
def test_lines_are_found_whatever_stands_between(items: list[str]) -> None:
    text = "".join(f"key{place} = {item}\n" for place, item in enumerate(items))
    found = lines_of(text)
    assert set(paths(tomllib.loads(text))) - {"$"} == set(found)
    for place in range(len(items)):
        assert text.splitlines()[found[f"$.key{place}"] - 1].startswith(f"key{place} = ")
