"""A shape is told in words that say what to type, and never in those of the decoder."""

from datetime import date
from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta

from cadence_tui.content.shape_words import expected_by
from cadence_tui.locale.speech import speech
from cadence_tui.model.rules.touch_model import Segment
from cadence_tui.model.rules.touch_types import Count, Currency, Factor, Id, MonthDay, Positive, Share, Text


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Count, "a whole number from 0 to 3660"),
        (Positive | None, "a whole number from 1 to 3660"),
        (Factor, "a number above 0, up to 1000"),
        (Share, "a number from 0 to 1"),
        (Annotated[float, Meta(ge=0.5, le=0.999)], "a number from 0.5 to 0.999"),
        (Annotated[float, Meta(ge=0)], "a number from 0"),
        (Annotated[float, Meta(le=1440)], "a number up to 1440"),
        (float, "a number"),
        (Id, "a lower-case name such as check_in"),
        (MonthDay, "month and day, such as 12-01"),
        (Currency, "a currency code such as USD"),
        (Text, "text in quotation marks, not empty"),
        (bool, "true or false"),
        (Segment, "a table, with a key for each value"),
        (Annotated[tuple[int, ...], Meta(min_length=1)], "a list with at least one value"),
        (tuple[float, float], "a list of 2 values"),
        (Literal["call", "video"], "one of call, video"),
    ],
)
def test_what_to_type_is_said(shape: Any, expected: str) -> None:
    assert str(expected_by(shape)) == expected


def test_what_has_no_words_is_left_to_the_decoder() -> None:
    assert expected_by(date) is None


def test_a_bound_is_told_in_the_readers_language_as_it_is_typed() -> None:
    told = expected_by(Annotated[float, Meta(ge=0.5)])
    assert told is not None
    assert speech("es").word(told) == "un número desde 0.5"
    assert speech("pt-BR").word(told) == "um número a partir de 0.5"
