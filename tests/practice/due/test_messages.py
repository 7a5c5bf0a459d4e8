"""T8: messages to many keep their weekday; T10: they come last, and what was held back is told."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Pinned, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.due.touches import Asking, asking, due_touches
from tests.practice.accounts import MODEL, TODAY, in_stage, touch, wishes

YEAR = TODAY + timedelta(days=364)
QUIET = replace(MODEL, rules=(), renewal=(), new_account=())
"""Nothing is asked for but messages."""


def asked(of: Account, *held: Touchpoint, until: date = YEAR, model=MODEL, holidays=()) -> Asking:
    record = AccountRecord(account=of, touchpoints=list(held))
    return asking(record, model, today=TODAY, until=until, holidays=holidays)


def days_of(found: Asking, kind: str) -> list[date]:
    return [item.ideal for item in found.due if item.touch == kind]


def test_every_message_keeps_its_weekday_all_year() -> None:
    found = asked(in_stage("mid_market", "maturity", preferences=wishes(wanted=("tips",))))
    assert {day.weekday() for day in days_of(found, "product_update")} == {0}
    assert {day.weekday() for day in days_of(found, "newsletter")} == {3}
    assert len(days_of(found, "newsletter")) >= 10
    assert all(item.message for item in found.due if item.touch in ("newsletter", "product_update"))


def test_a_message_goes_out_on_the_day_that_was_agreed_for_it() -> None:
    agreed = wishes(pinned=(Pinned(touch="newsletter", when="FREQ=MONTHLY;BYDAY=1WE"),))
    found = asked(in_stage("smb", "maturity", preferences=agreed), model=QUIET)
    assert {day.weekday() for day in days_of(found, "newsletter")} == {2}


def test_tips_come_only_to_who_asked_for_them() -> None:
    assert not days_of(asked(in_stage("smb", "maturity"), model=QUIET), "tips")
    wished = in_stage("smb", "maturity", preferences=wishes(wanted=("tips",)))
    tips = days_of(asked(wished, model=QUIET), "tips")
    assert {day.weekday() for day in tips} == {2}
    assert len(tips) > 15


def test_what_a_customer_refused_does_not_come() -> None:
    refusing = in_stage("smb", "maturity", preferences=wishes(refused=("newsletter",)))
    found = asked(refusing)
    assert not days_of(found, "newsletter")
    assert days_of(found, "product_update")


def test_a_refused_routine_kind_is_not_asked_for_either() -> None:
    refusing = in_stage("smb", "maturity", preferences=wishes(refused=("email_check_in",)))
    assert not days_of(asked(refusing), "email_check_in")
    assert days_of(asked(refusing), "check_in")


def test_an_invitation_goes_out_14_7_and_1_day_before_the_event() -> None:
    invitations = [
        item
        for item in asked(in_stage("tech_touch", "maturity"), model=QUIET).due
        if item.touch == "event_invitation"
    ]
    ahead = [next(r for r in item.reasons if r.code == "message").args["ahead"] for item in invitations]
    assert ahead[:3] == [14, 7, 1]
    events = {item.ideal + timedelta(days=days) for item, days in zip(invitations, ahead, strict=True)}
    assert {day.weekday() for day in events} == {3}
    assert {day.month for day in events} <= {1, 4, 7, 10}


def test_a_quiet_week_moves_a_message_by_whole_weeks() -> None:
    alone = replace(QUIET, communications=tuple(c for c in QUIET.communications if c.touch == "newsletter"))
    usual = days_of(asked(in_stage("tech_touch", "maturity"), model=alone), "newsletter")[0]
    quiet = ((usual - timedelta(days=1), usual + timedelta(days=3)),)
    of = in_stage("tech_touch", "maturity", preferences=wishes(quiet=quiet))
    moved = next(item for item in asked(of, model=alone).due if item.touch == "newsletter")
    assert moved.ideal == usual + timedelta(days=7)
    assert "moved_closed" in [reason.code for reason in moved.reasons]


def test_a_message_that_would_meet_the_next_of_its_kind_is_left_out_and_told() -> None:
    quiet = ((TODAY, TODAY + timedelta(days=45)),)
    found = asked(in_stage("tech_touch", "maturity", preferences=wishes(quiet=quiet)), model=QUIET)
    left = [each for each in found.left_out if each.touch == "newsletter"]
    assert left
    assert left[0].why.code == "message_closed"
    assert left[0].day not in days_of(found, "newsletter")


def test_messages_keep_gap_and_cap_and_move_nothing_else() -> None:
    of, held = in_stage("enterprise", "onboarding"), touch(TODAY)
    found = asked(of, held)
    record = AccountRecord(account=of, touchpoints=[held])
    assert [item for item in found.due if not item.message] == due_touches(
        record, MODEL, today=TODAY, until=YEAR
    )
    segment = MODEL.segment("enterprise")
    days = [item.ideal for item in found.due]
    assert min((later - earlier).days for earlier, later in pairwise(days)) >= segment.min_gap_days


def test_what_the_budget_held_back_is_told_with_its_figures() -> None:
    crowded = replace(
        MODEL, segments=tuple(replace(segment, max_contacts_per_week=1) for segment in MODEL.segments)
    )
    found = asked(
        in_stage("enterprise", "onboarding"), touch(TODAY), model=crowded, until=TODAY + timedelta(60)
    )
    held_back = [each for each in found.left_out if each.why.code == "left_out"]
    assert held_back
    assert held_back[0].why.args["cap"] == 1
    assert not set(days_of(found, held_back[0].touch)) & {held_back[0].day}


def test_a_message_that_was_sent_is_not_asked_again() -> None:
    first = next(item for item in asked(in_stage("smb", "maturity")).due if item.touch == "product_update")
    planned = touch(first.ideal, first.touch, "planned", due_id=first.id, channel="auto_email")
    assert first.id not in {item.id for item in asked(in_stage("smb", "maturity"), planned).due}


@pytest.mark.parametrize("stage", ["onboarding", "maturity"])
def test_a_value_report_waits_for_its_stage(stage: str) -> None:
    found = days_of(asked(in_stage("enterprise", stage), until=TODAY + timedelta(days=20)), "value_report")
    assert not found or stage == "maturity"
