"""P2: seasons without some touches."""

from datetime import date, timedelta

import pytest

from cadence_tui.practice.due.contact_days import closed_days
from tests.practice.accounts import MODEL, account, all_held, days, due, figures, in_stage, only, touch

OCTOBER = date(2026, 10, 5)


def test_no_business_review_in_december() -> None:
    last = touch(date(2026, 9, 14), "business_review")  # the next one would be on 14 December
    found = due(account("enterprise"), last, today=OCTOBER, weeks=20)
    review = only(found, "business_review")[0]
    assert review.ideal == date(2026, 11, 30)
    assert figures(review, "moved_closed")["why"] == "december_reviews"
    assert any(day.month == 12 for day in days(only(found, "check_in")))


@pytest.mark.parametrize("industry", ["Retail", "Fashion RETAIL", "Comercio minorista", "Varejo de moda"])
def test_retail_has_nothing_but_renewals_in_the_last_quarter(industry: str) -> None:
    of = account("enterprise", industry=industry, renewal=date(2026, 12, 20))
    found = due(of, touch(date(2026, 9, 28)), today=OCTOBER, weeks=24)
    closed = [item for item in found if item.ideal < date(2027, 1, 1)]
    assert {item.touch for item in closed} <= {f"renewal_{n}" for n in (90, 60, 30, 14, 7)}
    assert closed
    assert only(found, "check_in")[0].ideal >= date(2027, 1, 1)


def test_a_retailer_that_signs_in_the_season_is_still_welcomed() -> None:
    found = due(account("enterprise", date(2026, 11, 2), industry="retail"), today=date(2026, 11, 2), weeks=4)
    assert [item.touch for item in found] == ["kickoff", "week_one", "first_results"]


def test_other_industries_are_called_all_year() -> None:
    of = in_stage("enterprise", "maturity", industry="Software")
    found = due(of, *all_held(OCTOBER), today=OCTOBER, weeks=12)
    assert days(only(found, "check_in")) == [OCTOBER + timedelta(days=28), OCTOBER + timedelta(days=56)]


def test_closed_days_of_a_touch_are_quiet_dates_and_seasons() -> None:
    first, last = date(2026, 11, 25), date(2026, 12, 2)
    of = account(industry="software")
    closed = closed_days(of, of.preferences, MODEL, "business_review", first, last)
    assert closed == {date(2026, 12, 1), date(2026, 12, 2)}
    assert closed_days(of, of.preferences, MODEL, "check_in", first, last) == frozenset()
    retail = account(industry="retail")
    assert len(closed_days(retail, of.preferences, MODEL, "check_in", first, last)) == (last - first).days + 1
    later = first + timedelta(days=40)
    assert closed_days(retail, of.preferences, MODEL, "renewal_30", first, later) == frozenset()
