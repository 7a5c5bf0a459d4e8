"""Where only a day is asked for, short forms suffice, in three languages."""

from datetime import date

import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.model.rules.capture import CaptureWords
from cadence_tui.practice.typed_date import typed_date

MONDAY = date(2026, 11, 23)
WORDS = {name: load_rules(CaptureWords, f"{name}/capture").dates for name in ("en", "es", "pt-BR")}


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [
        ("en", "fri", "2026-11-27"),
        ("en", "tomorrow", "2026-11-24"),
        ("en", "in two weeks", "2026-12-07"),
        ("en", "2026-12-04", "2026-12-04"),
        ("en", "15", "2026-12-15"),
        ("en", "31", "2026-12-31"),
        ("en", "23", "2026-12-23"),
        ("en", "+3", "2026-11-26"),
        ("es", "viernes", "2026-11-27"),
        ("es", "mañana", "2026-11-24"),
        ("es", "4/12", "2026-12-04"),
        ("pt-BR", "sexta", "2026-11-27"),
        ("pt-BR", "sex", "2026-11-27"),
        ("pt-BR", "amanhã", "2026-11-24"),
    ],
)
def test_a_day_is_understood(language: str, typed: str, day: str) -> None:
    assert typed_date(typed, WORDS[language], MONDAY).day == date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["", "0", "32", "some day", "+", "13/13"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert typed_date(typed, WORDS["en"], MONDAY).day is None


def test_a_reason_may_follow_a_comma() -> None:
    found = typed_date("fri, waiting for legal, sadly", WORDS["en"], MONDAY)
    assert (found.day, found.why) == (date(2026, 11, 27), "waiting for legal, sadly")
