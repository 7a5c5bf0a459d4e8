"""What a replay adds up to: who was spoken to, what is still to come, how many a week (T7)."""

from datetime import date, timedelta

import pytest

from cadence_tui.practice.signals.replay import Episode
from cadence_tui.views.signal_replay import by_cause, weekly_rate

UNTIL = date(2026, 11, 23)
DAY = timedelta(days=1)


def episode(deadline: date, *, contact: date | None = None, first: bool = False) -> Episode:
    raised = deadline - 2 * DAY
    return Episode(
        account="a1",
        cause="detractor",
        subject="c1",
        raised=raised,
        deadline=deadline,
        first=first,
        contact=contact,
    )


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        (episode(UNTIL + DAY), "still_open"),
        (episode(UNTIL), "still_open"),
        (episode(UNTIL - DAY), "untouched"),
        (episode(UNTIL + DAY, contact=UNTIL), "in_time"),
        (episode(UNTIL - DAY, contact=UNTIL), "later"),
    ],
)
def test_a_deadline_to_come_is_not_never(told: Episode, counted: str) -> None:
    (tally,) = by_cause([told], ["detractor"], UNTIL)
    kinds = ("in_time", "later", "still_open", "untouched")
    assert [kind for kind in kinds if getattr(tally, kind)] == [counted]


def test_the_rate_leaves_out_what_held_already_when_it_began() -> None:
    told = [episode(UNTIL), episode(UNTIL), *[episode(UNTIL, first=True)] * 9]
    assert weekly_rate(told, UNTIL - 27 * DAY, UNTIL) == pytest.approx(0.5)


def test_a_short_time_has_no_rate() -> None:
    assert weekly_rate([episode(UNTIL)], UNTIL - 26 * DAY, UNTIL) is None
