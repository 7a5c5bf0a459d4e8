"""T9, T11, P1: days agreed for good, rhythms decided for an account, holidays, and spacing after a move."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Contact, Pinned, Rhythm, Survey
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.due.touches import due_touches
from tests.practice.accounts import (
    MODEL,
    TODAY,
    account,
    all_held,
    codes,
    days,
    due,
    figures,
    in_stage,
    only,
    touch,
    wishes,
)

FIRST_TUESDAY = wishes(pinned=(Pinned(touch="check_in", when="FREQ=MONTHLY;BYDAY=1TU"),))
ONLY_CALLS = replace(MODEL, rules=tuple(rule for rule in MODEL.rules if rule.touch == "check_in"))


def test_a_pinned_day_takes_the_place_of_the_rhythm() -> None:
    of = in_stage("mid_market", "maturity", preferences=FIRST_TUESDAY)
    found = only(due(of, touch(date(2026, 2, 10)), model=ONLY_CALLS, weeks=20), "check_in")
    assert days(found) == [
        date(2026, 3, 3),
        date(2026, 4, 7),
        date(2026, 5, 5),
        date(2026, 6, 2),
        date(2026, 7, 7),
    ]
    assert all(item.earliest == item.ideal == item.latest for item in found)
    assert figures(found[0], "pinned")["when"] == "FREQ=MONTHLY;BYDAY=1TU"


def test_a_call_held_a_day_before_its_pinned_day_stands_for_it() -> None:
    of = in_stage("mid_market", "maturity", preferences=FIRST_TUESDAY)
    found = only(due(of, touch(TODAY), model=ONLY_CALLS), "check_in")  # a Monday; the Tuesday follows
    assert days(found)[0] == date(2026, 4, 7)


def test_a_missed_pinned_day_waits_for_the_next_one() -> None:
    of = in_stage("mid_market", "maturity", preferences=FIRST_TUESDAY)
    found = only(due(of, touch(date(2025, 12, 2)), model=ONLY_CALLS, today=date(2026, 3, 4)), "check_in")
    assert days(found)[0] == date(2026, 4, 7)


def test_a_pinned_day_that_is_a_holiday_moves_to_the_nearest_open_one_and_comes_back() -> None:
    record = AccountRecord(account=in_stage("mid_market", "maturity", preferences=FIRST_TUESDAY))
    holiday = date(2026, 4, 7)
    found = only(
        due_touches(record, ONLY_CALLS, today=TODAY, until=TODAY + timedelta(weeks=12), holidays=[holiday]),
        "check_in",
    )
    assert days(found) == [date(2026, 3, 3), date(2026, 4, 8), date(2026, 5, 5)]
    assert figures(found[1], "moved_closed")["why"] == "holiday"


def test_a_pinned_day_of_the_contact_spoken_to_binds() -> None:
    alex = Contact(id="c", account="acc1", name="Alex", champion=True, preferences=FIRST_TUESDAY)
    record = AccountRecord(account=in_stage("mid_market", "maturity"), contacts=[alex])
    found = due_touches(record, ONLY_CALLS, today=TODAY, until=TODAY + timedelta(weeks=8))
    assert days(only(found, "check_in"))[:2] == [date(2026, 3, 3), date(2026, 4, 7)]


def test_a_faulty_pinned_rule_binds_nobody() -> None:
    broken = wishes(pinned=(Pinned(touch="check_in", when="some day"),))
    of = in_stage("mid_market", "maturity", preferences=broken)
    assert days(only(due(of, touch(TODAY)), "check_in"))[0] == TODAY + timedelta(days=28)


def test_holidays_shift_a_touch_and_drop_none() -> None:
    of, last = in_stage("mid_market", "maturity"), touch(TODAY - timedelta(days=14))
    record = AccountRecord(account=of, touchpoints=[last])
    usual = due_touches(record, MODEL, today=TODAY, until=TODAY + timedelta(weeks=13))
    nominal = only(usual, "check_in")[0].ideal
    week = [nominal - timedelta(days=2) + timedelta(days=step) for step in range(5)]
    shifted = due_touches(record, MODEL, today=TODAY, until=TODAY + timedelta(weeks=13), holidays=week)
    assert len(only(shifted, "check_in")) == len(only(usual, "check_in"))
    assert only(shifted, "check_in")[0].ideal not in week


def test_a_moved_call_takes_its_series_along() -> None:
    of = in_stage("mid_market", "maturity")
    last, calm = touch(TODAY - timedelta(days=7)), replace(ONLY_CALLS, blackouts=())
    usual = only(due(of, last, model=calm), "check_in")
    moved_to = usual[0].ideal + timedelta(days=6)
    moved = touch(moved_to, "check_in", "planned", due_id=usual[0].id, ideal=usual[0].ideal)
    found = only(due(of, last, moved, model=calm), "check_in")
    assert days(found)[0] == _workday(moved_to + timedelta(days=28))


def _workday(day: date) -> date:
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def test_a_rhythm_decided_for_an_account_holds_until_its_day() -> None:
    decided = Rhythm(every_days=56, source="ad1", until=TODAY + timedelta(days=400))
    of = in_stage("mid_market", "maturity", rhythm=decided)
    first = only(due(of, touch(TODAY), touch(TODAY, "business_review")), "check_in")[0]
    assert first.ideal == TODAY + timedelta(days=56)
    assert figures(first, "rhythm_decided") == {"every_days": 56, "rule_days": 28.0, "source": "ad1"}
    over = replace(decided, until=TODAY - timedelta(days=1))
    of = in_stage("mid_market", "maturity", rhythm=over)
    assert only(due(of, touch(TODAY)), "check_in")[0].ideal == TODAY + timedelta(days=28)


def test_what_was_decided_for_a_stage_is_not_foreseen_beyond_it() -> None:
    # Early adoption at mid-market, every 14 days, ends on 2 April; maturity asks for every 28.
    end = date(2026, 4, 2)
    decided = Rhythm(touch="check_in", every_days=7, channel="email", source="ad1", until=end)
    of = account("mid_market", TODAY - timedelta(days=150), rhythm=decided)
    found = only(due(of, touch(TODAY), model=ONLY_CALLS, weeks=20), "check_in")
    within = [item for item in found if item.ideal <= end]
    beyond = [item for item in found if item.ideal > end]
    assert len(within) == 4
    assert all({"rhythm_decided", "channel_decided"} <= set(codes(item)) for item in within)
    assert not any({"rhythm_decided", "channel_decided"} & set(codes(item)) for item in beyond)
    assert {item.channel for item in beyond} == {"video"}
    gaps = [(later - day).days for day, later in pairwise(days(beyond))]
    assert min(gaps) > 21


def test_a_decided_rhythm_that_ends_within_a_stage_gives_way_to_the_rule_on_its_day() -> None:
    end = TODAY + timedelta(days=60)
    of = in_stage("mid_market", "maturity", rhythm=Rhythm(every_days=14, source="ex1", until=end))
    found = only(due(of, touch(TODAY), model=replace(ONLY_CALLS, blackouts=()), weeks=20), "check_in")
    assert days(found)[:6] == [TODAY + timedelta(days=each) for each in (14, 28, 42, 56, 84, 112)]
    assert figures(found[4], "rhythm_over") == {"until": end}
    assert "rhythm_over" not in codes(found[5])
    assert not any("stage_begins" in codes(item) for item in found)


def test_a_rhythm_decided_for_calls_leaves_mails_alone() -> None:
    decided = Rhythm(touch="check_in", every_days=140, source="ad1")
    found = due(in_stage("smb", "maturity", rhythm=decided), *all_held(TODAY), weeks=26)
    assert days(only(found, "check_in"))[0] == TODAY + timedelta(days=140)
    assert days(only(found, "email_check_in"))[0] == TODAY + timedelta(days=28)


def test_the_customers_own_wish_stands_over_a_decision() -> None:
    decided = Rhythm(every_days=56, channel="email", source="ad1")
    of = in_stage(
        "mid_market", "maturity", rhythm=decided, preferences=wishes(every_days=35, channel="video")
    )
    first = only(due(of, *all_held(TODAY)), "check_in")[0]
    assert (first.ideal, first.channel) == (TODAY + timedelta(days=35), "video")


def test_a_decided_channel_leaves_reviews_and_renewals_alone() -> None:
    of = account(
        "enterprise", renewal=TODAY + timedelta(days=150), rhythm=Rhythm(channel="email", source="x")
    )
    found = due(of, touch(TODAY), weeks=20)
    assert {item.channel for item in only(found, "check_in")} == {"email"}
    assert {item.channel for item in only(found, "business_review", "renewal_90")} == {"video"}
    assert "channel_decided" in codes(only(found, "check_in")[0])


def test_an_answered_survey_is_a_contact_too() -> None:
    of = in_stage("mid_market", "maturity")
    record = AccountRecord(
        account=of,
        touchpoints=[touch(TODAY - timedelta(days=28))],
        surveys=[Survey(id="n", account="acc1", score=8, date=TODAY - timedelta(days=1))],
    )
    first = due_touches(record, MODEL, today=TODAY, until=TODAY + timedelta(weeks=4))[0]
    assert first.ideal == TODAY + timedelta(days=2)
    assert figures(first, "held_back")["gap_days"] == 3


@pytest.mark.parametrize(("gap", "cap", "most"), [(1, 5, 5), (2, 2, 2)])
def test_a_stage_may_have_a_gap_and_a_cap_of_its_own(gap: int, cap: int, most: int) -> None:
    stages = tuple(
        replace(stage, min_gap_days=gap, max_contacts_per_week=cap) if stage.id == "onboarding" else stage
        for stage in MODEL.stages
    )
    daily = tuple(
        replace(rule, every_days=None, weekdays=("Mon", "Tue", "Wed", "Thu", "Fri"))
        if (rule.segment, rule.stage) == ("tech_touch", "onboarding")
        else rule
        for rule in MODEL.rules
    )
    model = replace(MODEL, stages=stages, rules=daily, new_account=())
    found = due(account("tech_touch", TODAY - timedelta(days=7)), model=model, weeks=1)
    assert len([day for day in days(found) if day < TODAY + timedelta(days=5)]) == most


def test_an_agreed_day_stands_and_what_has_a_window_goes_round_it() -> None:
    of = in_stage("mid_market", "maturity", preferences=FIRST_TUESDAY)
    # Its next business review would fall on the Wednesday after the first Tuesday of May.
    history = [touch(date(2026, 2, 10)), touch(date(2026, 2, 4), "business_review")]
    found = due(of, *history, weeks=20)
    agreed = days(only(found, "check_in"))
    assert agreed == [
        date(2026, 3, 3),
        date(2026, 4, 7),
        date(2026, 5, 5),
        date(2026, 6, 2),
        date(2026, 7, 7),
    ]
    review = only(found, "business_review")[0].ideal
    assert min(abs((review - day).days) for day in agreed) >= MODEL.segment("mid_market").min_gap_days


def test_a_routine_mail_does_not_take_an_agreed_day_away() -> None:
    pinned = wishes(every_days=5, pinned=FIRST_TUESDAY.pinned)
    found = due(
        in_stage("smb", "maturity", preferences=pinned), *all_held(TODAY - timedelta(days=20)), weeks=20
    )
    assert days(only(found, "check_in")) == [
        date(2026, 3, 3),
        date(2026, 4, 7),
        date(2026, 5, 5),
        date(2026, 6, 2),
        date(2026, 7, 7),
    ]
