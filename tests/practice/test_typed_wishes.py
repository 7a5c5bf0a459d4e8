"""Wishes as text: what is typed is what is kept, and what is written reads back the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents.account import Pinned
from cadence_tui.model.errors import BadInput
from cadence_tui.model.rules.recurrence import RecurrenceWords
from cadence_tui.practice import typed_wishes as typed

TITLES = {
    "check_in": ("Check-in",),
    "business_review": ("Business review", "Revisión de negocio", "Revisão de negócios"),
    "newsletter": ("Newsletter", "Boletín"),
}
TERMS = typed.wish_terms(
    {**TITLES, "kickoff": ("Kickoff",)},
    [load_rules(RecurrenceWords, f"{name}/recurrence") for name in ("en", "es", "pt-BR")],
    recurring=list(TITLES),
)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon,Tue", (0, 1)),
        ("Mon-Thu", (0, 1, 2, 3)),
        ("lunes a jueves", (0, 1, 2, 3)),
        ("lun, jue", (0, 3)),
        ("segunda-feira; quarta-feira", (0, 2)),
        ("segunda-feira a quarta-feira", (0, 1, 2)),
        ("terça - quinta, sábado", (1, 2, 3, 5)),
        ("", ()),
    ],
)
def test_weekdays(text: str, days: tuple[int, ...]):
    assert typed.read_weekdays(text, TERMS) == days


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("2026-07-01..2026-07-15", ((date(2026, 7, 1), date(2026, 7, 15)),)),
        ("2026-07-01 – 2026-07-15", ((date(2026, 7, 1), date(2026, 7, 15)),)),
        ("2026-07-01 a 2026-07-15", ((date(2026, 7, 1), date(2026, 7, 15)),)),
        ("2026-12-24", ((date(2026, 12, 24), date(2026, 12, 24)),)),
        (
            "2026-12-24; 2026-07-01..2026-07-15",
            ((date(2026, 7, 1), date(2026, 7, 15)), (date(2026, 12, 24), date(2026, 12, 24))),
        ),
    ],
)
def test_quiet_dates(text: str, quiet: typed.Quiet):
    assert typed.read_quiet(text) == quiet


def test_agreed_days_by_phrase_and_by_rule():
    text = (
        "check_in: primer martes, Revisión de negocio: FREQ=MONTHLY;INTERVAL=3;BYDAY=1TH,3TH; boletin: dia 15"
    )

    assert typed.read_pinned(text, TERMS) == (
        Pinned(touch="check_in", when="FREQ=MONTHLY;BYDAY=1TU"),
        Pinned(touch="business_review", when="FREQ=MONTHLY;INTERVAL=3;BYDAY=1TH,3TH"),
        Pinned(touch="newsletter", when="FREQ=MONTHLY;BYMONTHDAY=15"),
    )


def test_hours_take_the_weekdays_of_every_language():
    assert typed.read_hours("lun-jue 09:00-12:00, sexta-feira 9:00-10:00", TERMS) == (
        "Mon-Thu 09:00-12:00, Fri 09:00-10:00"
    )


@pytest.mark.parametrize(
    ("read", "field", "found"),
    [
        (lambda: typed.read_every("0"), "every_days", "0"),
        (lambda: typed.read_every("14 days"), "every_days", "14 days"),
        (lambda: typed.read_weekdays("Mon, Funday", TERMS), "weekdays", "Mon, Funday"),
        (lambda: typed.read_weekdays("Thu-Mon", TERMS), "weekdays", "Thu-Mon"),
        (lambda: typed.read_quiet("2026-07-15..2026-07-01"), "quiet", "2026-07-15..2026-07-01"),
        (lambda: typed.read_quiet("2026-01-01..2026-01-02..2026-01-03"), "quiet", None),
        (lambda: typed.read_kinds("kickoff", TERMS, "refused"), "refused", "kickoff"),
        (lambda: typed.read_pinned("Kickoff: Mondays", TERMS), "pinned", "Kickoff"),
        (lambda: typed.read_quiet("soon"), "quiet", "soon"),
        (lambda: typed.read_kinds("newsletter, spam", TERMS, "refused"), "refused", "spam"),
        (lambda: typed.read_pinned("first Tuesday", TERMS), "pinned", "first Tuesday"),
        (lambda: typed.read_pinned("check_in: whenever", TERMS), "pinned", "whenever"),
        (lambda: typed.read_pinned("check_in: Mondays; Check-in: Fridays", TERMS), "pinned", "Check-in"),
        (lambda: typed.read_hours("Mon 12:00-09:00", TERMS), "hours", "Mon 12:00-09:00"),
    ],
)
def test_what_cannot_be_read_says_where_and_what(read: object, field: str, found: str | None):
    with pytest.raises(BadInput) as refused:
        read()  # type: ignore[operator]

    (where,) = refused.value.where
    assert where.field == field
    assert found is None or where.found == found
    assert str(where.expected)


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.sets(st.integers(0, 6)))
def test_written_weekdays_read_back(days: set[int]):
    assert typed.read_weekdays(typed.written_weekdays(sorted(days)), TERMS) == tuple(sorted(days))


@given(st.sets(st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days)))))
def test_written_quiet_dates_read_back(quiet: set[tuple[date, date]]):
    assert typed.read_quiet(typed.written_quiet(tuple(quiet))) == tuple(sorted(quiet))


RULES = st.sampled_from(["FREQ=MONTHLY;BYDAY=1TU,3TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "FREQ=DAILY"])


@given(st.dictionaries(st.sampled_from(sorted(TITLES)), RULES))
def test_written_agreed_days_read_back(rules: dict[str, str]):
    pinned = tuple(Pinned(touch=touch, when=rule) for touch, rule in rules.items())

    assert typed.read_pinned(typed.written_pinned(pinned), TERMS) == pinned
    assert typed.read_kinds(typed.written_kinds(list(rules)), TERMS, "wanted") == tuple(rules)


def test_a_step_of_the_journey_is_answered_with_the_kinds_that_come_again():
    with pytest.raises(BadInput) as refused:
        typed.read_pinned("kickoff: Mondays", TERMS)
    assert str(refused.value.where[0].expected) == "one of: check_in, business_review, newsletter"


def test_reversed_quiet_days_say_so():
    with pytest.raises(BadInput) as refused:
        typed.read_quiet("2026-07-15..2026-07-01")
    assert str(refused.value.where[0].expected) == "a last day that does not lie before the first"
