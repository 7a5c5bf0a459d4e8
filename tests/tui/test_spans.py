"""Lines take exactly the cells they are given, whatever text they carry."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cadence_tui.model.text import plain
from cadence_tui.tui.spans import Line, fit, fit_line, width_of, wrap

TEXTS = st.text(max_size=40)
LINES = st.lists(st.tuples(TEXTS, st.sampled_from(["", "good", "bad"])), max_size=6)


@given(TEXTS, st.integers(0, 60))
def test_a_text_fits_exactly(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit(text, width, right=True)) == width


@given(LINES, st.integers(0, 80))
def test_a_line_fits_exactly(line: Line, width: int) -> None:
    assert width_of(fit_line(line, width)) == width


@given(LINES, st.integers(4, 40))
def test_wrapping_keeps_the_text_and_the_width(line: Line, width: int) -> None:
    rows = wrap(line, width)
    texts = ["".join(text for text, _ in row) for row in rows]
    assert all(cell_len(text) <= width for text in texts)
    assert "".join(texts).replace(" ", "") == "".join(plain(text) for text, _ in line).replace(" ", "")


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert fit("Transportes Jacaranda", 12) == "Transportes…"
    assert fit_line([("Nimbus ", ""), ("Retail Group", "bad")], 12) == [("Nimbus ", ""), ("Reta…", "bad")]


def test_wide_characters_are_never_cut_in_half() -> None:
    assert fit("漢字漢字", 4) == "漢… "
