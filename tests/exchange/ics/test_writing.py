"""Calls written as iCalendar: valid, the same bytes for the same calls, inert whatever their texts (P8)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.exchange.ics.writing import OwnEvent, calendar_bytes, event_bytes
from cadence_tui.model.text import plain

WHEN = datetime(2026, 3, 30, 7, 0, tzinfo=UTC)


def call(**fields: Any) -> OwnEvent:
    values: dict[str, Any] = {
        "uid": "one@cadence",
        "summary": "Acme · Check-in",
        "description": "call",
        "day": WHEN.date(),
        "start": WHEN,
        "minutes": 30,
        "status": "TENTATIVE",
        "sequence": 2,
        "changed": datetime(2026, 3, 1, 10, 30, 5, 123456, tzinfo=UTC),
    }
    return OwnEvent(**{**values, **fields})


def read(content: bytes) -> Any:
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return event


def test_a_call_is_an_event_with_its_instants() -> None:
    event = read(calendar_bytes([call()]))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (WHEN, WHEN + timedelta(minutes=30))
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == datetime(2026, 3, 1, 10, 30, 5, tzinfo=UTC)
    assert (event["SEQUENCE"], event["STATUS"], event["TRANSP"]) == (2, "TENTATIVE", "OPAQUE")
    assert event["CLASS"] == "PRIVATE"
    assert not event.subcomponents, "no alarms"


def test_a_call_without_an_hour_is_a_day_that_blocks_nothing() -> None:
    event = read(calendar_bytes([call(start=None)]))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 3, 30), date(2026, 3, 31))
    assert event["TRANSP"] == "TRANSPARENT"


def test_the_same_calls_are_the_same_bytes_in_whatever_order() -> None:
    one, two = call(), call(uid="two@cadence", day=WHEN.date() - timedelta(days=1))
    assert calendar_bytes([one, two]) == calendar_bytes([two, one])
    assert event_bytes(one) == event_bytes(one)


texts = st.text(
    st.one_of(st.sampled_from(",;:\\\n\r\t\"'=\x00\x1b\x7f\u2028\u202e\ufeff🎉é漢"), st.characters())
)


@given(texts, texts)
def test_any_text_comes_back_as_a_reader_may_see_it(summary: str, description: str) -> None:
    content = calendar_bytes([call(summary=summary, description=description)])
    event = read(content)
    assert str(event["SUMMARY"]) == plain(summary)
    assert str(event["DESCRIPTION"]) == plain(description, lines=True)
    assert len(icalendar.Calendar.from_ical(content).subcomponents) == 1
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(byte < 32 and byte != 9 for line in lines for byte in line)
    content.decode()
