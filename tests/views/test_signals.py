"""Until when a signal is answered, as a reader sees it."""

from datetime import UTC, date, datetime

import pytest

from cadence_tui.locale import speech
from cadence_tui.model.documents import Signal
from cadence_tui.views.signals import until_text, when_text
from cadence_tui.views.words import Words

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def words() -> Words:
    return Words(speech=speech("en"), zone="UTC")


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        (datetime(2026, 11, 27, 17, 30, tzinfo=UTC), "Fri 17:30"),
        (datetime(2026, 12, 24, 17, 30, tzinfo=UTC), "24 Dec 17:30"),
        (datetime(2027, 1, 1, 17, 30, tzinfo=UTC), "1 Jan 2027"),
        (datetime(2025, 12, 24, 17, 30, tzinfo=UTC), "24 Dec 2025"),
    ],
)
def test_a_day_of_another_year_says_which(instant: datetime, shown: str) -> None:
    assert when_text(instant, words(), NOW) == shown


def test_so_does_the_day_to_which_a_signal_is_put_off() -> None:
    until = date(2027, 3, 1)
    signal = Signal(
        id="s", account="a", cause="usage_drop", raised=NOW, status="snoozed", snoozed_until=until
    )
    assert until_text(signal, words(), NOW) == "quiet until 1 Mar 2027"
