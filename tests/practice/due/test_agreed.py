"""P1, P4: what is agreed already is not asked for again."""

from datetime import timedelta

import pytest

from tests.practice.accounts import TODAY, days, due, in_stage, only, touch

OF = in_stage("mid_market", "maturity")
LAST = touch(TODAY - timedelta(days=10))
NEXT = TODAY + timedelta(days=18)


def after(number: int):
    return TODAY + timedelta(days=number)


def test_every_due_touch_once_planned_leaves_nothing_due() -> None:
    first_quarter = due(OF, LAST)
    planned = [
        touch(
            item.ideal, item.touch, "planned", id=f"p{n}", due_id=item.id, ideal=item.ideal, channel="video"
        )
        for n, item in enumerate(first_quarter)
    ]
    assert due(OF, LAST, *planned) == []
    assert days(due(OF, LAST, *planned, weeks=30))[0] > first_quarter[-1].ideal


@pytest.mark.parametrize("shift", [-8, 0, 8])
def test_the_same_kind_within_its_tolerance_is_the_touch_asked_for(shift: int) -> None:
    agreed = touch(NEXT + timedelta(days=shift), status="confirmed")
    found = only(due(OF, LAST, agreed), "check_in")
    assert found[0].ideal >= agreed.date + timedelta(days=20)


def test_a_touch_moved_far_by_agreement_still_answers_its_due_touch() -> None:
    first = only(due(OF, LAST), "check_in")[0]
    agreed = touch(NEXT + timedelta(days=24), status="confirmed", due_id=first.id)
    assert all(item.ideal > agreed.date for item in only(due(OF, LAST, agreed), "check_in"))


def test_a_touch_moved_far_is_known_by_its_ideal_day_once_an_earlier_one_was_held() -> None:
    agreed = touch(NEXT + timedelta(days=24), status="confirmed", due_id="acc1:check_in:other:2", ideal=NEXT)
    assert all(item.ideal > agreed.date for item in only(due(OF, LAST, agreed), "check_in"))


def test_an_agreed_call_of_another_kind_restarts_the_clock() -> None:
    agreed = touch(after(4), "ad_hoc", "confirmed")
    assert days(only(due(OF, LAST, agreed), "check_in"))[0] == after(4 + 28)


def test_an_agreed_internal_note_answers_nothing() -> None:
    agreed = touch(NEXT, status="planned", internal=True)
    assert NEXT in days(only(due(OF, LAST, agreed), "check_in"))


def test_yesterdays_agreed_call_counts_until_it_should_have_been_recorded() -> None:
    last = touch(TODAY - timedelta(days=30))
    unrecorded = touch(TODAY - timedelta(days=3), status="confirmed")
    assert days(only(due(OF, last, unrecorded), "check_in"))[0] == after(25)
    forgotten = touch(TODAY - timedelta(days=4), status="confirmed")
    assert days(only(due(OF, last, forgotten), "check_in"))[0] == TODAY


def test_a_no_show_leaves_its_touch_due() -> None:
    last = touch(TODAY - timedelta(days=30))
    missed = touch(TODAY - timedelta(days=1), status="no_show")
    assert days(only(due(OF, last, missed), "check_in"))[0] == TODAY
