"""The lead's queue shows what needs a lead, weightiest first (A3)."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.model.documents import Account, Action, Comment, Slip, Verdict
from cadence_tui.model.rules.review import ReviewRules
from cadence_tui.practice.review import ReviewItem
from cadence_tui.practice.review_queue import Measures, queue

RULES = load_rules(ReviewRules, "review")
MODEL = load_touch_model("check-in-guide")
TODAY = date(2026, 11, 23)
MEASURES = Measures(rules=RULES, model=MODEL, health_days=30, today=TODAY)
ACCOUNTS = {
    "a": Account(id="a", name="A"),
    "r": Account(id="r", name="R", renewal=TODAY + timedelta(days=20)),
}


def days_ago(days: int) -> datetime:
    return datetime(2026, 11, 23, 9, tzinfo=UTC) - timedelta(days=days)


def action(**fields: object) -> Action:
    return Action(
        **{"id": "x", "account": "a", "title": "t", "owner": "p", "created": days_ago(20), **fields}
    )  # type: ignore[arg-type]


def waiting(*actions: Action) -> list[ReviewItem]:
    return queue(ACCOUNTS, MEASURES, actions=actions)


def codes(item: Action) -> list[str]:
    return [why.code for found in waiting(item) for why in found.reasons]


def slip(by: str = "p", days: int = 5) -> Slip:
    return Slip(was=None, to=None, by=by, why="waiting for engineering", at=days_ago(days))


@pytest.mark.parametrize(("late", "expected"), [(0, []), (3, []), (4, ["late"])])
def test_late_counts_after_its_days_of_grace(late: int, expected: list[str]) -> None:
    assert codes(action(due=TODAY - timedelta(days=late))) == expected


def test_each_reason_carries_its_figures() -> None:
    (item,) = waiting(action(account="r", owner="", due=date(2026, 11, 13), slips=(slip(), slip())))
    assert {why.code: dict(why.args) for why in item.reasons} == {
        "late": {"days": 10, "due": date(2026, 11, 13)},
        "renewal_near": {"days": 20, "renewal": TODAY + timedelta(days=20), "due": date(2026, 11, 13)},
        "slipped": {"times": 2, "by": "p", "why": "waiting for engineering"},
        "no_owner": {"side": "ours"},
    }
    assert [why.code for why in item.reasons] == ["late", "renewal_near", "slipped", "no_owner"]
    assert item.age_days == 20


def test_blocked_is_counted_from_the_day_it_was_blocked() -> None:
    assert codes(action(status="blocked", status_since=days_ago(1))) == []
    assert codes(action(status="blocked", status_since=days_ago(2))) == ["blocked"]


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_over_waits_for_nobody(status: str) -> None:
    assert codes(action(status=status, owner="", due=date(2026, 1, 1))) == []


def test_a_renewal_past_or_far_away_is_no_reason() -> None:
    far = {"r": Account(id="r", name="R", renewal=TODAY + timedelta(days=31))}
    past = {"r": Account(id="r", name="R", renewal=TODAY - timedelta(days=1))}
    assert queue(far, MEASURES, actions=[action(account="r")]) == []
    assert queue(past, MEASURES, actions=[action(account="r")]) == []


def test_a_verdict_lets_an_item_rest_for_a_while() -> None:
    overdue = date(2026, 11, 1)
    approved = [Verdict(verdict="approved", by="lead", at=days_ago(days)) for days in (6, 7)]
    assert codes(action(due=overdue, verdicts=(approved[0],))) == []
    assert codes(action(due=overdue, verdicts=(approved[1],))) == ["late"]


def test_a_returned_item_comes_back_when_it_is_answered_or_waits_too_long() -> None:
    returned = Verdict(verdict="returned", by="lead", at=days_ago(1), why="who is the owner?")
    answer = Comment(by="p", at=days_ago(0), text="Bruno")
    remark = Comment(by="lead", at=days_ago(0), text="please")
    assert codes(action(verdicts=(returned,))) == []
    assert codes(action(verdicts=(returned,), comments=(remark,))) == []
    assert codes(action(verdicts=(returned,), comments=(answer,))) == ["returned_answered"]
    assert codes(action(verdicts=(returned,), slips=(slip(days=0),))) == ["returned_answered"]
    old = msgspec.structs.replace(returned, at=days_ago(3))
    assert codes(action(verdicts=(old,))) == ["returned_waits"]


def test_the_weightiest_comes_first_and_the_older_of_two_equal_ones() -> None:
    overdue = date(2026, 11, 1)
    items = waiting(
        action(id="young", due=overdue, created=days_ago(5)),
        action(id="old", due=overdue, created=days_ago(50)),
        action(id="heavy", due=overdue, owner="", created=days_ago(5)),
        action(id="fine"),
    )
    assert [item.id for item in items] == ["heavy", "old", "young"]


def test_a_reason_of_no_weight_is_switched_off() -> None:
    rules = msgspec.structs.replace(RULES, weights={**RULES.weights, "late": 0})
    measures = msgspec.structs.replace(MEASURES, rules=rules)
    assert queue(ACCOUNTS, measures, actions=[action(due=date(2026, 11, 1))]) == []


def test_an_item_of_an_unknown_account_is_still_judged() -> None:
    assert codes(action(account="gone", owner="")) == ["no_owner"]
