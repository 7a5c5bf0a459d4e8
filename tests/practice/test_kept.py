"""The kept-promise rate says of how many it speaks, and nothing when there was none (A1, A3)."""

from datetime import UTC, date, datetime, timedelta

from cadence_tui.model.documents import Action
from cadence_tui.practice.kept import Kept, kept_promises

TODAY = date(2026, 11, 23)


def action(status: str, *, due: int | None, done: int | None = None) -> Action:
    """Due and done in days from today."""
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    return Action(
        id="x",
        account="a",
        title="t",
        status=status,  # type: ignore[arg-type]
        due=None if due is None else TODAY + timedelta(days=due),
        done=None if done is None else at + timedelta(days=done),
        created=at - timedelta(days=90),
    )


def kept(*actions: Action) -> Kept:
    return kept_promises(actions, TODAY, 30)


def test_nothing_judged_is_unknown_not_zero() -> None:
    assert kept().rate is None
    assert kept(action("open", due=3), action("open", due=None)).rate is None


def test_on_the_day_is_in_time_and_the_day_after_is_not() -> None:
    found = kept(action("done", due=-5, done=-5), action("done", due=-5, done=-4))
    assert (found.in_time, found.late, found.rate) == (1, 1, 0.5)


def test_past_its_date_and_open_counts_against() -> None:
    found = kept(action("blocked", due=-1), action("open", due=0))
    assert (found.open_late, found.judged, found.rate) == (1, 1, 0.0)


def test_without_a_date_done_is_kept() -> None:
    assert kept(action("done", due=None, done=-1)).in_time == 1


def test_what_was_dropped_or_lies_longer_ago_does_not_count() -> None:
    assert kept(action("dropped", due=-5, done=-1)).judged == 0
    assert kept(action("done", due=-40, done=-31), action("open", due=-31)).judged == 0
    assert kept(action("done", due=-40, done=-30), action("open", due=-30)).judged == 2
