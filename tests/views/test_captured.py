"""A captured line shows what was understood of it as it will be stored (C6, C7)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.locale import speech
from cadence_tui.model.documents import Entry
from cadence_tui.model.message import message
from cadence_tui.model.money import Money
from cadence_tui.practice.capture import Captured
from cadence_tui.practice.flag import Flag
from cadence_tui.views.captured import echo_spans, entry_spans
from cadence_tui.views.lines import Spans
from cadence_tui.views.names import Names

NAMES = Names(people={"ana": "Ana Ruiz"})
TODAY = date(2026, 11, 23)


def text_of(spans: Spans) -> str:
    return "".join(text for text, _ in spans)


def echo(captured: Captured, language: str = "en") -> str:
    return text_of(echo_spans(captured, NAMES, speech(language), today=TODAY))


def promise(due: date) -> Captured:
    return Captured(mark="promise_ours", text="send it", owner="ana", side="ours", due=due)


@pytest.mark.parametrize(
    ("due", "language", "shown"),
    [
        (date(2026, 12, 4), "en", "Fri 4 Dec · send it"),
        (date(2028, 2, 29), "en", "Tue 29 Feb 2028"),
        (date(2020, 1, 1), "en", "Wed 1 Jan 2020"),
        (date(2110, 2, 23), "es", "dom 23 feb 2110"),
        (date(2027, 10, 12), "pt-BR", "ter 12 out 2027"),
    ],
)
def test_a_day_of_another_year_is_shown_with_it(due: date, language: str, shown: str) -> None:
    assert shown in echo(promise(due), language)


@given(due=st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_two_days_never_look_the_same(due: date) -> None:
    other = due + timedelta(days=7)
    assert echo(promise(due)) != echo(promise(other))
    assert (str(due.year) in echo(promise(due))) == (due.year != TODAY.year)


def test_an_amount_is_shown_while_typing_and_on_what_was_written() -> None:
    amount = Money(Decimal("1500000.00"), "USD")
    typed = Captured(mark="opportunity", text="upsell $1.5M deal", amount=amount)
    assert "US$ 1,500,000" in echo(typed)
    assert "US$ 1.500.000" in echo(typed, "es")
    entry = Entry(at=datetime(2026, 11, 23, 15, tzinfo=UTC), text=typed.text, mark="opportunity")
    written = entry_spans(entry, NAMES, speech("en"), "UTC", today=TODAY, amount=amount)
    assert text_of(written) == "15:00 + upsell $1.5M deal · US$ 1,500,000"


def test_what_is_doubtful_of_an_amount_is_said() -> None:
    flag = Flag("unclear_amount", message("the amount is not understood"))
    typed = Captured(mark="opportunity", text="$1,23,456", flags=(flag,))
    assert echo(typed, "es").endswith("no se entiende el monto")
