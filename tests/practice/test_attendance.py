"""Adherence and attendance: kept gaps, states at their edges, who turned up."""

from datetime import timedelta

import pytest

from cadence_tui.model.documents import Account, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.attendance import Adherence, Attendance, Counts, adherence, attendance_rate
from tests.practice.accounts import MODEL, TODAY, account, in_stage, touch


def back(days: int, kind: str = "check_in", status: str = "held", **fields: object) -> Touchpoint:
    return touch(TODAY - timedelta(days=days), kind, status, **fields)


def kept(of: Account, *touchpoints: Touchpoint) -> Adherence:
    record = AccountRecord(account=of, touchpoints=list(touchpoints))
    return adherence(record, MODEL, TODAY)


def turned_up(*touchpoints: Touchpoint) -> Attendance:
    return attendance_rate(AccountRecord(account=account(), touchpoints=list(touchpoints)), TODAY)


@pytest.mark.parametrize(
    ("days", "state"), [(0, "ok"), (17, "ok"), (18, "amber"), (27, "amber"), (28, "red"), (200, "red")]
)
def test_the_state_turns_at_the_figures_of_the_rule(days: int, state: str) -> None:
    found = kept(in_stage("enterprise", "early_adoption"), back(days))
    assert found.state == state
    assert (found.days_since, found.last) == (days, TODAY - timedelta(days=days))


def test_the_most_neglected_rhythm_gives_the_state() -> None:
    of = in_stage("enterprise", "maturity")
    reviewed = kept(of, back(5), back(100, "business_review"))
    neglected = kept(of, back(5), back(150, "business_review"))
    assert (reviewed.state, neglected.state) == ("ok", "red")
    states = {reason.args["touch"]: reason.args["state"] for reason in neglected.reasons}
    assert states == {"check_in": "ok", "business_review": "red"}


def test_an_account_never_contacted_is_red_when_old_and_unknown_without_a_start() -> None:
    assert kept(in_stage("mid_market", "maturity")).state == "red"
    assert kept(in_stage("mid_market", "maturity")).reasons[0].code == "gap_never_held"
    assert kept(account("mid_market", TODAY - timedelta(days=2))).state == "ok"
    unknown = kept(account("mid_market", None))
    assert (unknown.state, unknown.share, unknown.last, unknown.days_since) == ("unknown", None, None, None)


def test_the_share_counts_gaps_of_the_last_year_within_red() -> None:
    of = in_stage("smb", "maturity", arr=None, strategic=False)  # tech-touch: one rhythm of mails
    mails = [back(days, "email_check_in") for days in (500, 300, 250, 150, 122, 94)]
    found = kept(of, *mails)
    # Kept are 50, 28 and 28 days; beyond red are 200, 100 and the 94 that still run.
    assert (found.kept, found.gaps) == (3, 6)
    assert found.share == pytest.approx(0.5)


def test_internal_and_missed_touches_keep_nothing() -> None:
    of = in_stage("mid_market", "maturity")
    found = kept(of, back(60), back(3, internal=True), back(2, status="no_show"))
    assert (found.days_since, found.state) == (60, "red")


def test_attendance_counts_calls_by_outcome_and_kind() -> None:
    found = turned_up(
        back(1),
        back(30),
        back(60, status="no_show"),
        back(90, status="declined"),
        back(100, "business_review"),
    )
    assert found.total == Counts(held=3, no_show=1, declined=1)
    assert found.rate == pytest.approx(0.6)
    assert found.by_touch["business_review"].rate == 1
    assert found.by_touch["check_in"] == Counts(held=2, no_show=1, declined=1)


def test_mails_notes_cancelled_planned_and_old_calls_say_nothing_about_attendance() -> None:
    found = turned_up(
        back(1, "email_check_in"),
        back(2, internal=True),
        back(3, status="cancelled"),
        back(-3, status="planned"),
        back(366, status="no_show"),
    )
    assert found.rate is None
    assert found.total == Counts()


def test_a_call_ahead_that_was_declined_counts_at_once() -> None:
    assert turned_up(back(5), back(-7, status="declined")).total == Counts(held=1, declined=1)


def test_asking_for_another_time_is_told_and_is_no_miss() -> None:
    found = turned_up(back(5, rescheduled=1), back(-3, status="planned", rescheduled=2))
    assert found.total == Counts(held=1, rescheduled=3)
    assert found.rate == 1
