"""One contact budget over all channels: what was had of it, and when the next contact may be."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Preferences, Survey, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.contact_budget import Budget, Contacts, budget_of, is_untouched
from tests.practice.accounts import MODEL, TODAY, account, in_stage, touch, usd

DAY = timedelta(days=1)


def back(days: int, kind: str = "check_in", **fields: Any) -> Touchpoint:
    return touch(TODAY - days * DAY, kind, **fields)


def ahead(days: int) -> Touchpoint:
    return touch(TODAY + days * DAY, status="planned")


def budget(of: Account, *touches: Touchpoint, surveys: int | None = None, **asked: Any) -> Budget:
    found = [] if surveys is None else [Survey(id="s", account=of.id, score=9, date=TODAY - surveys * DAY)]
    return budget_of(
        AccountRecord(account=of, touchpoints=list(touches), surveys=found), MODEL, TODAY, **asked
    )


ENTERPRISE = in_stage("enterprise", "maturity")


def test_contacts_are_counted_by_sort_in_a_week_and_in_four() -> None:
    found = budget(
        ENTERPRISE,
        back(1),
        back(7),
        back(20, "email_check_in"),
        back(6, "newsletter", channel="auto_email"),
        back(30),
        back(2, internal=True),
        back(3, status="no_show"),
        surveys=4,
    )
    assert found.week == Contacts(calls=1, messages=1, surveys=1)
    assert found.month == Contacts(calls=2, emails=1, messages=1, surveys=1)
    assert (found.week.total, found.gap_days, found.cap) == (3, 3, 3)


@pytest.mark.parametrize("kind", ["check_in", "email_check_in", "newsletter"])
def test_every_channel_keeps_the_gap_of_the_segment(kind: str) -> None:
    found = budget(ENTERPRISE, back(1, kind))
    assert found.next_eligible == TODAY + 2 * DAY
    (why,) = found.why
    assert (why.code, dict(why.args)) == ("budget_gap", {"day": TODAY - DAY, "gap_days": 3})


def test_an_answer_to_a_survey_counts_too() -> None:
    assert budget(ENTERPRISE, surveys=2).next_eligible == TODAY + DAY


def test_nothing_stands_against_today() -> None:
    found = budget(ENTERPRISE, back(10))
    assert (found.next_eligible, found.why) == (TODAY, ())


def test_a_working_day_that_is_over_is_no_day_for_contact() -> None:
    found = budget(ENTERPRISE, back(10), over_for="ana")
    assert found.next_eligible == TODAY + DAY
    assert [(why.code, why.args["person"]) for why in found.why] == [("budget_day_over", "ana")]
    later = budget(ENTERPRISE, back(10), over_for="ana", wanted=TODAY + DAY)
    assert (later.next_eligible, later.why) == (TODAY + DAY, ())


def test_an_agreed_call_keeps_its_distance_too() -> None:
    assert budget(ENTERPRISE, ahead(2)).next_eligible == TODAY + 7 * DAY


def test_the_cap_of_the_week_moves_it_to_the_next() -> None:
    smb = in_stage("smb", "maturity")
    found = budget(smb, ahead(0), ahead(2), wanted=TODAY + 4 * DAY)
    assert found.next_eligible == TODAY + 7 * DAY
    assert [why.code for why in found.why] == ["budget_cap"]
    assert found.why[0].args["count"] == 2


def test_a_stage_with_a_gap_of_its_own_overrules_the_segment() -> None:
    stages = tuple(
        replace(stage, min_gap_days=10, max_contacts_per_week=1) if stage.id == "maturity" else stage
        for stage in MODEL.stages
    )
    record = AccountRecord(account=ENTERPRISE, touchpoints=[back(1)])
    found = budget_of(record, replace(MODEL, stages=stages), TODAY)
    assert (found.gap_days, found.cap) == (10, 1)
    assert found.next_eligible == TODAY + 9 * DAY


def test_quiet_dates_weekends_and_holidays_are_no_days() -> None:
    quiet = replace(ENTERPRISE, preferences=Preferences(quiet=((TODAY, TODAY + 2 * DAY),)))
    assert budget(quiet).next_eligible == TODAY + 3 * DAY
    assert [why.code for why in budget(quiet).why] == ["budget_closed"]
    assert budget(ENTERPRISE, wanted=TODAY + 5 * DAY).next_eligible == TODAY + 7 * DAY
    assert budget(ENTERPRISE, holidays=[TODAY]).next_eligible == TODAY + DAY


def test_who_has_left_is_not_reached_any_more() -> None:
    assert budget(replace(ENTERPRISE, churned=TODAY)).next_eligible is None


DAYS = st.lists(st.integers(-30, 60), max_size=12)


@given(DAYS, st.integers(0, 40), st.sampled_from(["enterprise", "mid_market", "smb", "tech_touch"]))
def test_the_next_eligible_day_keeps_gap_and_cap_and_is_the_first(
    days: list[int], wanted: int, tier: str
) -> None:
    of = in_stage(tier, "maturity")
    touches = [back(-day) if day < 0 else ahead(day) for day in days]
    found = budget(of, *touches, wanted=TODAY + wanted * DAY)

    contacts = [each.date for each in touches]
    assert found.next_eligible is not None
    fits = [
        day
        for day in (TODAY + step * DAY for step in range(wanted, (found.next_eligible - TODAY).days + 1))
        if _fits(day, contacts, found)
    ]
    assert fits == [found.next_eligible]
    assert bool(found.why) == (found.next_eligible != TODAY + wanted * DAY)


def _fits(day: date, contacts: list[date], of: Budget) -> bool:
    apart = all(abs((day - each).days) >= of.gap_days for each in contacts)
    week = sum(day.isocalendar()[:2] == each.isocalendar()[:2] for each in contacts)
    return apart and week < of.cap and day.weekday() < 5


@pytest.mark.parametrize(
    ("days", "of", "untouched"),
    [
        (31, ENTERPRISE, False),
        (32, ENTERPRISE, True),
        (32, replace(ENTERPRISE, arr=None), False),
        (32, replace(ENTERPRISE, arr=usd(0)), False),
        (32, replace(ENTERPRISE, churned=TODAY), False),
        (None, ENTERPRISE, True),
        (None, account(start=TODAY - 10 * DAY), False),
        (None, account(start=None), True),
    ],
)
def test_nobody_paid_for_goes_a_month_without_a_touch(days: int | None, of: Account, untouched: bool) -> None:
    touches = [] if days is None else [back(days), back(2, internal=True), back(3, status="no_show")]
    assert is_untouched(AccountRecord(account=of, touchpoints=touches), MODEL, TODAY) is untouched
