"""T10: one contact budget over calls and mails."""

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest

from cadence_tui.content.touch_model import load_touch_model, presets
from cadence_tui.model.documents import Pinned, Survey
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.due.budget import next_allowed
from cadence_tui.practice.due.touches import asking, due_touches
from tests.practice.accounts import MODEL, TODAY, account, days, due, figures, in_stage, only, touch, wishes


def test_a_touch_keeps_its_distance_from_what_was_held_and_what_is_agreed() -> None:
    of = account("enterprise", TODAY - timedelta(days=7))  # day 7 is today
    held_yesterday = touch(TODAY - timedelta(days=1), "email_check_in")
    found = due(of, held_yesterday, touch(TODAY - timedelta(days=5), "kickoff"), weeks=1)
    assert found[0].touch == "week_one"
    assert found[0].ideal == TODAY + timedelta(days=2)
    assert figures(found[0], "held_back") == {
        "day": TODAY,
        "to": TODAY + timedelta(days=2),
        "by": "gap",
        "near": TODAY - timedelta(days=1),
        "near_touch": "email_check_in",
        "gap_days": 3,
        "cap": 3,
    }
    assert found[0].earliest <= found[0].ideal <= found[0].latest


def test_no_week_has_more_contacts_than_the_cap() -> None:
    segments = tuple(msgspec.structs.replace(s, max_contacts_per_week=1) for s in MODEL.segments)
    model = msgspec.structs.replace(MODEL, segments=segments)
    found = due(account("tech_touch", TODAY), model=model, weeks=8)
    weeks = [day.isocalendar()[:2] for day in days(found)]
    assert len(weeks) == len(set(weeks))
    assert len(weeks) >= 7
    held_back = [why for item in found for why in item.reasons if why.code == "held_back"]
    assert held_back
    assert "cap" in {why.args["by"] for why in held_back}
    assert all(("near" in why.args) == (why.args["by"] == "gap") for why in held_back)


def test_a_survey_in_the_way_is_no_kind_of_touch() -> None:
    survey = Survey(id="s1", account="acc1", survey="nps", score=9, date=TODAY - timedelta(days=1))
    record = AccountRecord(account=account("enterprise", TODAY - timedelta(days=7)), surveys=[survey])
    until = TODAY + timedelta(days=14)
    found = due_touches(record, MODEL, today=TODAY, until=until, band="green")
    why = figures(found[0], "held_back")
    assert (why["by"], why["near"], why["near_touch"]) == ("gap", survey.date, "")


def test_an_optional_touch_without_room_in_its_window_is_not_asked_for() -> None:
    segments = tuple(msgspec.structs.replace(s, max_contacts_per_week=1) for s in MODEL.segments)
    model = msgspec.structs.replace(MODEL, segments=segments)
    of, last = account("smb", TODAY - timedelta(days=10)), touch(TODAY)
    assert any(item.optional for item in due(of, last, weeks=5))
    assert not any(item.optional for item in due(of, last, weeks=5, model=model))


def test_renewal_calls_come_before_routine_ones() -> None:
    found = due(in_stage("enterprise", "pre_renewal"), weeks=13)
    calls = days(found)
    assert min((later - earlier).days for earlier, later in pairwise(calls)) >= 3
    assert all("held_back" not in [r.code for r in item.reasons] for item in only(found, "renewal_30"))


def test_the_next_allowed_day_leaps_over_every_contact_in_the_way() -> None:
    contacts = [TODAY - timedelta(days=1), TODAY + timedelta(days=3), TODAY + timedelta(days=8)]
    assert next_allowed(contacts, 3, TODAY) == TODAY + timedelta(days=11)
    assert next_allowed(contacts, 2, TODAY) == TODAY + timedelta(days=1)
    assert next_allowed([], 3, TODAY) == TODAY


def test_where_stages_with_limits_of_their_own_meet_the_gap_of_the_earlier_contact_counts() -> None:
    model = load_touch_model("cadence-models")
    for weekday in range(7):
        start = TODAY - timedelta(days=3 + weekday)
        record = AccountRecord(account=account("smb", start))
        found = due_touches(record, model, today=TODAY, until=TODAY + timedelta(weeks=4))
        edge = start + timedelta(weeks=1)
        days = [item.ideal for item in found]
        for earlier, later in pairwise(days):
            assert (later - earlier).days >= (1 if earlier < edge else 2)


@pytest.mark.parametrize("kind", ["renewal_30", "kickoff"])
def test_a_refused_step_does_not_come(kind: str) -> None:
    refusing = wishes(refused=(kind,))
    of = account("enterprise", TODAY, renewal=TODAY + timedelta(days=60), preferences=refusing)
    assert not only(due(of, weeks=13), kind)
    assert only(due(of, weeks=13), "renewal_14")


def test_pinned_days_stay_days_when_nothing_is_absorbed() -> None:
    model = msgspec.structs.replace(MODEL, clock=msgspec.structs.replace(MODEL.clock, absorb_share=0))
    agreed = wishes(pinned=(Pinned(touch="check_in", when="FREQ=MONTHLY;BYDAY=1TU"),))
    found = only(due(in_stage("mid_market", "maturity", preferences=agreed), model=model), "check_in")
    assert days(found) == [date(2026, 3, 3), date(2026, 4, 7), date(2026, 5, 5)]


@pytest.mark.parametrize("preset", presets())
def test_a_season_leaves_a_word_once_a_month(preset: str) -> None:
    record = AccountRecord(account=in_stage("mid_market", "maturity", industry="retail"))
    until = TODAY + timedelta(days=364)
    found = asking(record, load_touch_model(preset), today=TODAY, until=until).due
    assert max((later.ideal - earlier.ideal).days for earlier, later in pairwise(found)) <= 35
