"""Every value that a shape refuses is told at once, each with its place."""

from typing import Annotated, Literal

import pytest
from msgspec import Meta, Struct

from cadence_tui.content.load import read_rules
from cadence_tui.locale.speech import speech
from cadence_tui.model.errors import BadInput


class Part(Struct, forbid_unknown_fields=True, kw_only=True):
    """An entry of a list."""

    kind: Literal["call", "mail"]
    minutes: Annotated[int, Meta(ge=1)] | None = None
    span: tuple[int, int] = (1, 2)


class Example(Struct, forbid_unknown_fields=True, kw_only=True):
    """A rule file."""

    title: str
    parts: tuple[Part, ...]
    worth: dict[Literal["green", "red"], Annotated[float, Meta(gt=0)]]
    code: Annotated[str, Meta(pattern="^[A-Z]{3}$")] = "USD"


SOURCE = """titel = "x"
code = "usd"
worth = { green = 0, blue = 2 }
parts = [
  { kind = "call", minutes = 0 },
  { kind = "fax", minutes = "ten" },
  { kind = "mail" },
]
[[more]]
"""


def refusal(source: str) -> BadInput:
    with pytest.raises(BadInput) as refused:
        read_rules(Example, source.encode(), "example.toml")
    return refused.value


def test_all_of_them_stand_with_line_path_found_and_expected() -> None:
    told = [(where.row, where.field, where.found, str(where.expected)) for where in refusal(SOURCE).where]
    assert told == [
        (1, "$", "titel", "another key, perhaps title"),
        (9, "$", "more", "another key: one of title"),
        (5, "$.parts[0].minutes", "0", "a whole number from 1"),
        (6, "$.parts[1].kind", "fax", "one of call, mail"),
        (6, "$.parts[1].minutes", "ten", "a whole number from 1"),
        (3, "$.worth.green", "0", "a number above 0"),
        (3, "$.worth", "blue", "one of green, red"),
        (2, "$.code", "usd", "a currency code such as USD"),
    ]


def test_the_first_of_them_is_the_sentence_in_the_readers_language() -> None:
    error = refusal(SOURCE)
    assert (
        str(error) == "example.toml cannot be used at $: found “titel”, expected another key, perhaps title"
    )
    assert "se esperaba otra clave, quizá title" in speech("es").word(error.message)
    assert "esperava-se outra chave, talvez title" in speech("pt-BR").word(error.message)


@pytest.mark.parametrize(
    ("part", "path", "expected"),
    [
        ('{ kind = "call", span = [1] }', "$.parts[0].span", "a list of 2 values"),
        ('{ kind = "call", span = [1, "b"] }', "$.parts[0].span[1]", "a whole number"),
        ("3", "$.parts[0]", "a table, with a key for each value"),
    ],
)
def test_what_has_no_parts_of_its_own_is_told_as_a_whole(part: str, path: str, expected: str) -> None:
    [where] = refusal(f'title = "x"\nworth = {{}}\nparts = [\n{part}]').where
    assert (where.row, where.field, str(where.expected)) == (4, path, expected)


def test_a_figure_that_is_no_number_is_told_too() -> None:
    [where] = refusal('title = "x"\nparts = []\nworth = { green = inf }').where
    assert (where.row, where.field, where.found) == (3, "$.worth.green", "inf")
