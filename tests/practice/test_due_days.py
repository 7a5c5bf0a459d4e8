"""What speaks against the day of a promise (C6)."""

from datetime import date

import pytest

from cadence_tui.model.documents import Absence, Person
from cadence_tui.model.documents.action import Side
from cadence_tui.practice.due_days import DueFacts, day_flags

MONDAY = date(2026, 11, 23)
ANA = Person(
    id="p-ana",
    name="Ana Ruiz",
    login="ana",
    country="CO",
    hours="Mon-Thu 09:00-17:00",
    leave=(Absence(date(2026, 12, 14), date(2026, 12, 18)),),
)
FACTS = DueFacts(
    today=MONDAY,
    people={"p-ana": ANA},
    country="US",
    renewal=date(2027, 1, 15),
    holidays={
        "US": {date(2026, 11, 26): "Thanksgiving"},
        "CO": {date(2026, 12, 8): "Inmaculada"},
    },
)


@pytest.mark.parametrize(
    ("due", "side", "owner", "codes"),
    [
        (date(2026, 11, 25), "ours", "p-ana", []),
        (date(2026, 11, 23), "ours", "p-ana", []),
        (date(2026, 11, 20), "theirs", "Alex", ["past"]),
        (date(2026, 11, 26), "ours", "p-ana", ["holiday"]),
        (date(2026, 11, 26), "theirs", "Alex", ["holiday"]),
        (date(2026, 12, 8), "ours", "p-ana", ["holiday"]),
        (date(2026, 12, 8), "theirs", "Alex", []),
        (date(2026, 11, 27), "ours", "p-ana", ["day_off"]),
        (date(2026, 11, 27), "theirs", "Alex", []),
        (date(2026, 11, 28), "theirs", "Alex", ["day_off"]),
        (date(2026, 11, 28), "ours", "", ["day_off"]),
        (date(2026, 12, 15), "ours", "p-ana", ["leave"]),
        (date(2026, 12, 15), "theirs", "Alex", []),
        (date(2027, 1, 15), "theirs", "Alex", []),
        (date(2027, 1, 18), "theirs", "Alex", ["after_renewal"]),
        (date(2027, 1, 16), "ours", "p-ana", ["after_renewal", "day_off"]),
    ],
)
def test_what_speaks_against_a_day_is_told(due: date, side: Side, owner: str, codes: list[str]) -> None:
    assert [flag.code for flag in day_flags(due, side, owner, FACTS)] == codes


def test_a_renewal_that_is_over_binds_nobody() -> None:
    facts = DueFacts(today=MONDAY, people={}, renewal=date(2026, 10, 1))
    assert day_flags(date(2026, 12, 1), "ours", "", facts) == ()


def test_a_note_has_no_day_to_doubt() -> None:
    assert day_flags(None, "ours", "p-ana", FACTS) == ()
    assert day_flags(date(2026, 11, 20), None, "", FACTS) == ()


def test_a_holiday_comes_with_the_next_day_on_which_work_is_done() -> None:
    (flag,) = day_flags(date(2026, 12, 8), "ours", "p-ana", FACTS)
    assert str(flag.text).endswith("next working day 2026-12-09")
    (before_weekend,) = day_flags(date(2026, 11, 26), "theirs", "Alex", FACTS)
    assert str(before_weekend.text).endswith("next working day 2026-11-27")
