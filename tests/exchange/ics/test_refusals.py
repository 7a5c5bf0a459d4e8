"""What cannot be read in a calendar file is told by its line, in words of our own."""

from pathlib import Path

import pytest

from cadence_tui.exchange.ics.vdir import read_vdir
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import Message
from tests.exchange.ics.files import busy, event, ics

START = "DTSTART:20260302T090000Z"


def refused(file: Path) -> tuple[str, str, str]:
    """Field, what was found, what was expected."""
    with pytest.raises(BadInput) as told:
        busy(file)
    [where] = told.value.where
    assert isinstance(where.expected, Message)
    assert where.file == str(file)
    return where.field, where.found, where.expected.text


@pytest.mark.parametrize(
    ("lines", "name", "found"),
    [
        (["DTSTART:P1D"], "DTSTART", "P1D"),
        (["DTSTART;TZID=Europe/Madrid:-PT9H", "RRULE:FREQ=DAILY"], "DTSTART", "-PT9H"),
        ([START, "RECURRENCE-ID:P1D"], "RECURRENCE-ID", "P1D"),
        ([START, "EXDATE:P1D"], "EXDATE", "P1D"),
        ([START, "RDATE:P1D"], "RDATE", "P1D"),
        ([START, "DTEND:PT1H"], "DTEND", "PT1H"),
        (["DTSTART:20260302T090000Z/PT1H"], "DTSTART", "20260302T090000Z/PT1H"),
    ],
)
def test_a_length_of_time_is_no_date(tmp_path: Path, lines: list[str], name: str, found: str) -> None:
    file = ics(tmp_path / "a.ics", event(*lines, uid="4k1egnj8exsdq8@cadence"))
    field, shown, expected = refused(file)
    assert (field, shown) == (f"Dentist · 4k1egnj8exsdq8@cadence · {name}", found)
    assert expected == "a day or an hour"
    [there] = read_vdir(tmp_path)
    assert there.fault is not None


def test_a_date_is_no_length_of_time(tmp_path: Path) -> None:
    field, _, expected = refused(ics(tmp_path / "a.ics", event(START, "DURATION:20260302T090000Z")))
    assert (field.rpartition(" ")[2], expected) == ("DURATION", "a length of time such as PT30M")


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("FREQ=DAILY;COUNT=often", "COUNT=often"),
        ("FREQ=SOMETIMES;COUNT=3", "FREQ=SOMETIMES"),
        ("BYDAY=XX;FREQ=WEEKLY", "BYDAY=XX"),
        ("FREQ=DAILY;UNTIL=soon", "UNTIL=soon"),
    ],
)
def test_of_a_rule_the_part_that_is_wrong_is_named(tmp_path: Path, rule: str, found: str) -> None:
    field, shown, expected = refused(ics(tmp_path / "a.ics", event(START, f"RRULE:{rule}")))
    assert (field.rpartition(" ")[2], shown) == ("RRULE", found)
    assert expected.startswith("a rule of repetition")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;UNTIL=P1D", "a day or an hour"),
        ("FREQ=DAILY;UNTIL=20260302T090000Z/PT1H", "a day or an hour"),
        ("COUNT=3", "a rule of repetition"),
        ("hello", "a rule of repetition"),
    ],
)
def test_a_rule_says_how_often_and_until_when(tmp_path: Path, rule: str, expected: str) -> None:
    field, _, told = refused(ics(tmp_path / "a.ics", event(START, f"RRULE:{rule}")))
    assert (field.rpartition(" ")[2], told.startswith(expected)) == ("RRULE", True)


def test_a_line_that_is_none_is_named_by_its_number(tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    file.write_text("BEGIN:VCALENDAR\nVERSION:2.0\nsome other text\nEND:VCALENDAR\n")
    with pytest.raises(BadInput) as told:
        busy(file)
    [where] = told.value.where
    assert (where.row, where.found) == (3, "some other text")
    file.write_text("END:VCALENDAR\n")
    assert "iCalendar file" in refused(file)[2]
    assert "encountered" not in refused(file)[1]
