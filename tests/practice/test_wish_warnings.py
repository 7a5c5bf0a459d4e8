"""Wishes that leave what a tier is promised: warned of, with the figure; what fits is not."""

from datetime import date, timedelta
from typing import Any

import pytest

from cadence_tui.model.documents import Contact, Person, Preferences
from cadence_tui.model.documents.account import Pinned
from cadence_tui.model.message import Reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.wish_warnings import hours_warning, wish_warnings
from tests.practice.accounts import MODEL, TODAY, in_stage

OFFICE = "Mon-Fri 08:00-18:00"


def warned(tier: str = "mid_market", stage: str = "maturity", **wishes: Any) -> list[Reason]:
    record = AccountRecord(account=in_stage(tier, stage, preferences=Preferences(**wishes)))
    return list(wish_warnings(record, MODEL, TODAY))


def figures(found: list[Reason], code: str) -> dict[str, Any]:
    (one,) = [each for each in found if each.code == code]
    return dict(one.args)


def pinned(when: str, touch: str = "check_in") -> tuple[Pinned, ...]:
    return (Pinned(touch=touch, when=when),)


@pytest.mark.parametrize("wishes", [{}, {"every_days": 28}, {"every_days": 56}, {"weekdays": (0, 1)}])
def test_what_the_guideline_allows_is_not_warned_of(wishes: dict[str, Any]):
    assert warned(**wishes) == []


def test_a_rhythm_outside_the_guideline_of_the_rule():
    found = figures(warned(every_days=14), "wish_rhythm_outside")

    assert found == {
        "touch": "check_in",
        "segment": "mid_market",
        "every_days": 14.0,
        "fastest": 28.0,
        "slowest": 56.0,
    }


def test_without_a_guideline_of_its_own_half_and_twice_the_rhythm_are_the_bounds():
    assert warned("enterprise", "onboarding", every_days=14) == []
    found = figures(warned("enterprise", "onboarding", every_days=15), "wish_rhythm_outside")
    assert (found["fastest"], found["slowest"]) == (3.5, 14.0)


def test_mail_where_calls_are_promised():
    found = warned(channel="email")

    assert {each.args["touch"] for each in found} == {"check_in", "business_review"}
    assert {each.args["every_days"] for each in found} == {28, 91}
    assert warned("tech_touch", channel="email") == []
    assert warned(channel="call") == []


def test_refusing_what_keeps_the_minimum_contact():
    found = figures(warned(refused=("check_in",)), "wish_refuses_too_much")
    assert (found["minimum"], found["left"]) == (31, 91)

    found = figures(warned(refused=("check_in", "business_review")), "wish_refuses_too_much")
    assert found["left"] is None
    assert warned(refused=("newsletter", "business_review")) == []


def test_quiet_dates_longer_than_the_minimum_contact_even_in_pieces():
    begin = TODAY + timedelta(days=10)
    exactly = ((begin, begin + timedelta(days=30)),)
    assert warned(quiet=exactly) == []

    pieces = ((begin + timedelta(days=20), begin + timedelta(days=31)), (begin, begin + timedelta(days=19)))
    assert figures(warned(quiet=pieces), "wish_quiet_too_long")["days"] == 32
    past = ((date(2025, 1, 1), date(2025, 6, 1)),)
    assert warned(quiet=past) == []


def test_weekdays_without_contact_at_all():
    assert figures(warned(weekdays=(5, 6)), "wish_weekdays_closed")["worked"] == [0, 1, 2, 3, 4]
    assert warned(weekdays=(4, 5)) == []


def test_agreed_days_faster_or_slower_than_the_guideline():
    assert warned(pinned=pinned("FREQ=MONTHLY;BYDAY=1TU")) == []

    fast = figures(warned(pinned=pinned("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE")), "wish_pinned_outside")
    assert fast["every_days"] == 14.0
    slow = figures(warned(pinned=pinned("FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU")), "wish_pinned_outside")
    assert slow["every_days"] > 56


def test_agreed_days_on_days_that_are_not_wished_or_not_of_contact():
    unwished = figures(
        warned(pinned=pinned("FREQ=MONTHLY;BYDAY=1TU"), weekdays=(0, 3)), "wish_pinned_unwished"
    )
    assert (unwished["weekday"], unwished["count"], unwished["of"]) == (1, 12, 12)

    closed = figures(warned(pinned=pinned("FREQ=MONTHLY;BYDAY=1SU")), "wish_pinned_closed")
    assert closed["weekday"] == 6
    assert warned(pinned=pinned("FREQ=MONTHLY;BYMONTHDAY=15")) == []


def test_an_agreed_day_for_what_the_tier_does_not_get():
    found = figures(
        warned("tech_touch", pinned=pinned("FREQ=MONTHLY;BYDAY=1TU", "business_review")),
        "wish_pinned_not_due",
    )

    assert found == {"touch": "business_review", "segment": "tech_touch"}


def test_an_agreed_day_for_what_is_refused_is_warned_of_alone():
    days = pinned("FREQ=MONTHLY;BYDAY=1SU", "newsletter")
    (found,) = warned(pinned=days, refused=("newsletter",))
    assert (found.code, dict(found.args)) == ("wish_pinned_refused", {"touch": "newsletter"})


def test_a_rule_that_nobody_understands_is_said():
    assert figures(warned(pinned=pinned("FREQ=NEVER")), "wish_pinned_faulty")["when"] == "FREQ=NEVER"


def test_the_wishes_of_the_person_spoken_to_are_the_ones_judged():
    contact = Contact(
        id="c1", account="acc1", name="Alex", champion=True, preferences=Preferences(every_days=7)
    )
    account = in_stage("mid_market", "maturity", preferences=Preferences(every_days=28))
    record = AccountRecord(account=account, contacts=[contact])

    assert figures(list(wish_warnings(record, MODEL, TODAY)), "wish_rhythm_outside")["every_days"] == 7.0


def hours(wishes: Preferences, zone: str, owner: str = "Europe/Madrid") -> Reason | None:
    account = in_stage("mid_market", "maturity", preferences=wishes, timezone=zone)
    person = Person(id="ana", name="Ana", login="ana", timezone=owner, hours="Mon-Fri 09:00-17:00")
    return hours_warning(AccountRecord(account=account), MODEL, person, TODAY, hours=OFFICE)


def test_hours_that_never_meet_the_owners():
    found = hours(Preferences(hours="Mon-Fri 14:00-18:00"), "America/Los_Angeles")

    assert found is not None
    assert (found.args["common"], found.args["needed"]) == (0, 30)


def test_hours_that_meet_long_enough_on_a_wished_weekday():
    assert hours(Preferences(hours="Mon-Fri 09:00-12:00"), "America/Bogota") is None
    assert hours(Preferences(hours="Mon 09:00-12:00", weekdays=(0,)), "Europe/Madrid") is None
    assert hours(Preferences(), "Asia/Tokyo") is None


def test_hours_too_short_for_a_call_or_on_other_weekdays():
    short = hours(Preferences(hours="Mon-Fri 16:40-20:00"), "Europe/Madrid")
    assert short is not None
    assert short.args["common"] == 20


def test_wished_weekdays_are_the_cause_where_the_hours_would_meet_on_others():
    found = hours(Preferences(hours="Mon 09:00-12:00", weekdays=(1, 5)), "Europe/Madrid")
    assert found is not None
    assert found.code == "wish_weekdays_apart"
    assert (found.args["weekdays"], found.args["common"]) == ([1], 0)

    far = hours(Preferences(hours="Mon 14:00-18:00", weekdays=(1,)), "America/Los_Angeles")
    assert far is not None
    assert far.code == "wish_hours_apart"


def test_weekdays_that_are_none_of_contact_are_not_the_fault_of_the_hours():
    assert hours(Preferences(weekdays=(5,)), "Atlantic/Canary") is None


def test_wishes_of_a_customer_who_left_are_nobodys_worry():
    account = in_stage("mid_market", "maturity", preferences=Preferences(every_days=7), churned=TODAY)
    assert wish_warnings(AccountRecord(account=account), MODEL, TODAY) == ()
