"""Working hours are read, written back, and refused with what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.model.errors import BadInput
from cadence_tui.model.hours import Hours, Span, format_hours, parse_hours


@st.composite
def days(draw: st.DrawFn) -> tuple[Span, ...]:
    edges = sorted(draw(st.sets(st.integers(0, 24 * 60), max_size=8)))
    return tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))


WEEKS = st.tuples(*[days()] * 7).map(Hours)


@given(WEEKS)
def test_hours_survive_writing_and_reading(hours: Hours) -> None:
    assert parse_hours(format_hours(hours)) == hours


def test_a_usual_week() -> None:
    hours = parse_hours("Mon-Thu 09:00-13:00 14:00-18:00, Fri 9:00-15:00")
    assert hours.on(0) == (Span(540, 780), Span(840, 1080))
    assert [hours.minutes(day) for day in range(7)] == [480, 480, 480, 480, 360, 0, 0]
    assert format_hours(hours) == "Mon-Thu 09:00-13:00 14:00-18:00, Fri 09:00-15:00"


@pytest.mark.parametrize(
    "text",
    [
        "mon 10:00-11:00",
        "  Mon   10:00 - 11:00 ;",
        "Mon 10:30-11:00; Mon 10:00-10:30",
        "Mon - Mon 10:00-11:00",
    ],
)
def test_spacing_case_order_and_either_separator_are_accepted(text: str) -> None:
    assert parse_hours(text).minutes(0) == 60


def test_no_text_is_no_hours() -> None:
    assert parse_hours("") == Hours()


def test_a_day_may_last_until_midnight() -> None:
    assert parse_hours("Sun 00:00-24:00").minutes(6) == 1440


@pytest.mark.parametrize(
    "text",
    [
        "always",
        "Mon",
        "Lun 09:00-10:00",
        "Mon 9-17",
        "Mon 09:00-09:00",
        "Mon 10:00-09:00",
        "Mon 09:00-24:01",
        "Mon 09:60-10:00",
        "Fri-Mon 09:00-10:00",
        "Mon 09:00-11:00 10:00-12:00",
        "Mon-Fri 09:00-11:00, Wed 10:00-12:00",
        "Mon 09:00-10:00 and later",
        "Mon 99999:00-10:00",
    ],
)
def test_faulty_hours_are_refused_with_what_was_found(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parse_hours(text)
    [where] = refusal.value.where
    assert (where.field, where.found) == ("hours", text)
    assert text in str(refusal.value)
    assert parse_hours(str(where.expected)).minutes(0) > 0


@given(st.text(alphabet="MonTueFri 0123456789:-,;", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        hours = parse_hours(text)
    except BadInput:
        return
    assert parse_hours(format_hours(hours)).minutes(0) == hours.minutes(0)
