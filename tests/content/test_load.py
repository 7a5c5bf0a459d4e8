"""Rule files: what is wrong with one is said with its file and place; a store's own wins."""

import os
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import pytest
from msgspec import Meta, Struct

from cadence_tui.content.load import LIMIT_BYTES, load_rules, own_rules, read_rules, rules_file
from cadence_tui.locale.speech import speech
from cadence_tui.model.errors import BadInput, NotFound
from cadence_tui.model.rules.review import ReviewRules


class Part(Struct, kw_only=True, forbid_unknown_fields=True):
    minutes: Annotated[int, Meta(ge=1)]


class Example(Struct, kw_only=True, forbid_unknown_fields=True):
    title: str
    parts: list[Part] = []


def refusal(source: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_rules(Example, source, "example.toml")
    assert caught.value.exit_status == 3
    assert "example.toml" in str(caught.value)
    return caught.value


def test_a_file_becomes_its_shape() -> None:
    read = read_rules(Example, b'title = "Short"\n[[parts]]\nminutes = 5\n', "example.toml")
    assert read == Example(title="Short", parts=[Part(minutes=5)])


def test_an_editors_byte_order_mark_and_line_ends_do_no_harm() -> None:
    assert read_rules(Example, b'\xef\xbb\xbftitle = "Short"\r\n', "example.toml") == Example(title="Short")


def test_a_syntax_error_names_its_line() -> None:
    [where] = refusal(b'title = "Short"\n\n[[parts]\nminutes = 5\n').where
    assert (where.file, where.row) == ("example.toml", 3)


def test_bytes_that_are_no_text_name_their_line() -> None:
    error = refusal(b'title = "Short"\n# caf\xe9\n')
    assert error.where[0].row == 2
    assert str(error) == "example.toml cannot be read: line 2 is not UTF-8"
    assert speech("es").word(error.message).endswith("la línea 2 no está en UTF-8")


@pytest.mark.parametrize(
    ("source", "path", "said"),
    [
        (b"title = 5", "$.title", "found “5”, expected text in quotation marks"),
        (
            b'title = "x"\n[[parts]]\nminutes = 5\n[[parts]]\nminutes = "ten"',
            "$.parts[1].minutes",
            "found “ten”, expected a whole number from 1",
        ),
        (
            b'title = "x"\n[[parts]]\nminutes = 0',
            "$.parts[0].minutes",
            "found “0”, expected a whole number from 1",
        ),
        (
            b'title = "x"\n[[parts]]\nminutes = 5\nhours = 1',
            "$.parts[0]",
            "found “hours”, expected no further key",
        ),
        (b'titel = "x"', "$", "found “titel”, expected another key, perhaps title"),
        (b"", "$", "expected the key title"),
    ],
)
def test_a_wrong_value_names_its_path_and_what_was_expected(source: bytes, path: str, said: str) -> None:
    error = refusal(source)
    assert error.where[0].field == path
    assert path in str(error)
    assert said in str(error)


def test_the_file_of_a_store_wins(tmp_path: Path) -> None:
    (tmp_path / "example.toml").write_text('title = "Ours"')
    assert load_rules(Example, "example", tmp_path).title == "Ours"


def test_a_fault_in_the_file_of_a_store_names_that_file(tmp_path: Path) -> None:
    own = tmp_path / "example.toml"
    own.write_text("title = 5")
    with pytest.raises(BadInput) as caught:
        load_rules(Example, "example", tmp_path)
    assert caught.value.where[0].file == str(own)


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_without_a_file_of_its_own_a_store_uses_the_shipped_one(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    shipped = load_rules(dict, "review")
    assert shipped
    assert load_rules(dict, "review", tmp_path / folder) == shipped


@pytest.mark.parametrize("what", ["folder", "loop"])
def test_a_file_of_a_store_that_cannot_be_read_is_not_passed_over(tmp_path: Path, what: str) -> None:
    own = tmp_path / "example.toml"
    if what == "folder":
        own.mkdir()
    else:
        own.symlink_to(own)
    with pytest.raises(BadInput, match=r"example\.toml cannot be read"):
        load_rules(Example, "example", tmp_path)


@pytest.mark.parametrize("number", ["nan", "inf", "-inf"])
def test_numbers_that_cannot_be_reckoned_with_are_refused(number: str) -> None:
    source = f'title = "x"\n[[parts]]\nminutes = 5\nshare = {number}\n'
    with pytest.raises(BadInput) as caught:
        read_rules(dict, source.encode(), "example.toml")
    assert caught.value.where[0].field == "$.parts[0].share"


@pytest.mark.parametrize(
    ("line", "now"),
    [
        ("slipped_times = 2", "slipped_times = 0"),
        ("late_days = 3", "late_days = 99999999999"),
        ("late = 50", "late = -50"),
    ],
)
def test_a_review_that_no_promise_could_meet_is_refused(line: str, now: str) -> None:
    source = (files("cadence_tui.content") / "review.toml").read_text("utf-8")
    assert line in source
    with pytest.raises(BadInput):
        read_rules(ReviewRules, source.replace(line, now).encode(), "review.toml")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('title = "x"\n[[parts]]\nminutes = ' + "9" * 5_000, "a number in it is too long"),
        ('title = "x"\n[[parts]]\nminutes = 0x' + "f" * 50_000, "a number in it is too long"),
        ("title = " + "[" * 1_000 + "]" * 1_000, "it is nested too deeply"),
        ("title = " + "{a=" * 1_000 + "1" + "}" * 1_000, "it is nested too deeply"),
        ("x" + ".a" * 100_000 + " = 1", "a name in it has too many parts"),
        ("title = 'x'\nx = {" + '"a" . ' * 100_000 + "a = 1}", "a name in it has too many parts"),
    ],
)
def test_what_would_take_the_parser_beyond_its_means_is_refused(source: str, said: str) -> None:
    assert said in str(refusal(source.encode()))


def test_texts_and_comments_may_have_as_many_dots_as_they_like() -> None:
    title = "www." * 5 + "." * 200
    assert read_rules(Example, f'# {"." * 200}\ntitle = "{title}"\n'.encode(), "x.toml").title == title


def test_what_is_found_is_told_in_short() -> None:
    fault = refusal(b'title = "x"\n[[parts]]\nminutes = "' + b"x" * 5_000 + b'"\n')
    assert len(fault.where[0].found) == 60


def test_only_an_ordinary_file_of_some_size_is_read(tmp_path: Path) -> None:
    pipe, large = tmp_path / "pipe.toml", tmp_path / "large.toml"
    os.mkfifo(pipe)
    large.write_bytes(b"#" * (LIMIT_BYTES + 1))
    devices = [(Path("/dev/zero"), "not a file"), (pipe, "not a file")]
    for file, said in [*devices, (large, "larger than 1 MB"), (tmp_path, "directory")]:
        for read in (own_rules, rules_file):
            with pytest.raises(BadInput, match=said) as caught:
                read(file)
            (where,) = caught.value.where
            assert (where.file, str(where.expected)) == (str(file), "a TOML file")
    with pytest.raises(NotFound):
        rules_file(tmp_path / "missing.toml")
