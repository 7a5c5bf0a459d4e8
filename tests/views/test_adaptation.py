"""Shares are never said without interval and sample; pictures stand where the figures stand (T11)."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cadence_tui.practice
from cadence_tui.locale import speech
from cadence_tui.model.message import reason
from cadence_tui.views.pictures import interval_picture
from cadence_tui.views.wording import reason_text
from cadence_tui.views.wording_adaptation import ADAPTATION

COMPARED = {
    "a": 0.354,
    "b": 0.722,
    "difference": 0.368,
    "low": 0.22,
    "high": 0.497,
    "confidence": 0.95,
    "accounts": 24,
    "calls": 216,
}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            (
                "B was attended better: 72 % against 35 %, difference +37 points, 95 % interval +22 to +50;"
                " 24 accounts, 216 calls"
            ),
        ),
        (
            "es",
            (
                "B tuvo mejor asistencia: 72 % frente a 35 %, diferencia de +37 puntos, intervalo del 95 %:"
                " +22 a +50; 24 cuentas, 216 llamadas"
            ),
        ),
        (
            "pt-BR",
            (
                "B teve melhor presença: 72 % contra 35 %, diferença de +37 pontos, intervalo de 95 %:"
                " +22 a +50; 24 contas, 216 ligações"
            ),
        ),
    ],
)
def test_the_sentence_of_a_difference(language: str, sentence: str) -> None:
    assert reason_text(reason("experiment_b_better", **COMPARED), speech(language)) == sentence


def test_the_better_arm_is_told_with_a_difference_in_its_favour() -> None:
    turned = {**COMPARED, "a": 0.722, "b": 0.354, "difference": -0.368, "low": -0.497, "high": -0.22}
    told = reason_text(reason("experiment_a_better", **turned), speech("en"))
    assert told.startswith(
        "A was attended better: 72 % against 35 %, difference +37 points, 95 % interval +22 to +50"
    )


def test_a_refusal_says_what_is_missing() -> None:
    few = reason("experiment_few_accounts", arm="b", accounts=5, least=8)
    assert reason_text(few, speech("en")) == (
        "Too little to say: accounts with a call in B: 5, at least 8 are needed"
    )
    unclear = {**COMPARED, "b": 0.39, "difference": 0.035, "low": -0.08, "high": 0.15}
    told = reason_text(reason("experiment_unclear", **unclear), speech("en"))
    assert "reaches from −8 to +15 points: no difference shown" in told


def test_every_reason_of_the_practice_is_worded() -> None:
    folder = Path(str(cadence_tui.practice.__path__[0]))
    text = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    given_codes = set(re.findall(r'"((?:adapt|effect|experiment)_[a-z_]+)"', text))
    assert given_codes == set(ADAPTATION)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted), st.integers(10, 60))
def test_a_picture_has_its_value_between_its_ends(figures: list[float], cells: int) -> None:
    low, value, high = figures
    drawn = interval_picture(low, value, high, cells=cells)
    assert len(drawn) == cells
    assert drawn.count("●") == 1
    ends = [place for place, char in enumerate(drawn) if char != " "]
    assert ends == list(range(ends[0], ends[-1] + 1))
    assert drawn.index("●") == round(value * (cells - 1))
