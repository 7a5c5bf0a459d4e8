"""Messages carry an English sentence and its figures until a face words them."""

import pytest

from cadence_tui.model.message import message, without_context


def test_a_message_reads_as_english() -> None:
    assert str(message("{file}: row {row}", file="a.csv", row=7)) == "a.csv: row 7"


def test_figures_from_outside_are_never_patterns() -> None:
    assert str(message("Found {found}", found="{file.__class__} {0}")) == "Found {file.__class__} {0}"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("status|Open", "Open"),
        ("call mark|Note", "Note"),
        ("hand-off|support", "support"),
        ("Open", "Open"),
        ("A | B", "A | B"),
        ("Size: a|b", "Size: a|b"),
    ],
)
def test_a_context_is_not_part_of_what_is_read(text: str, seen: str) -> None:
    assert without_context(text) == seen
    assert str(message(text)) == seen
