"""The kept-promise rate says of how many it speaks, and nothing when there was none (A1, A3)."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.model.documents import Action, Slip
from cadence_tui.practice.kept import Kept, kept_promises, kept_rows

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


def test_what_was_kept_only_after_its_date_moved_is_counted_beside() -> None:
    slip = Slip(
        was=TODAY - timedelta(days=9), to=TODAY, by="ana", why="busy", at=datetime(2026, 11, 12, tzinfo=UTC)
    )
    found = kept(
        replace(action("done", due=-5, done=-5), slips=(slip, slip)), action("done", due=-5, done=-5)
    )
    assert (found.in_time, found.moved) == (2, 1)
    assert kept(replace(action("open", due=3), slips=(slip,))).moved == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["open", "done", "dropped", "waiting"]),
            st.sampled_from(["ours", "theirs"]),
            st.sampled_from(["a", "b"]),
            st.integers(-40, 5),
        ),
        max_size=30,
    )
)
def test_the_sides_are_the_sum_of_their_accounts_and_the_worst_comes_first(
    drawn: list[tuple[str, str, str, int]],
) -> None:
    actions = [
        replace(
            action(status, due=due, done=-1 if status == "done" else None),
            side=side,
            account=account,
            owner="ana",
        )
        for status, side, account, due in drawn
    ]
    rows = kept_rows(actions, TODAY, 30)

    for side in ("ours", "theirs"):
        of_side = [row.kept for row in rows if row.by == "side" and row.side == side]
        of_accounts = [row.kept for row in rows if row.by == "account" and row.side == side]
        assert sum(each.judged for each in of_side) == sum(each.judged for each in of_accounts)
        assert sum(each.in_time for each in of_side) == sum(each.in_time for each in of_accounts)
    for circle in ("side", "account", "person"):
        rates = [row.kept.rate for row in rows if row.by == circle]
        assert rates == sorted(rates)  # type: ignore[type-var]
    assert all(row.kept.judged for row in rows)
