"""Kept promises without evidence, risks, what was set by hand, and what a lead is offered (A3)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.content.load import load_rules
from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.model.documents import (
    Absence,
    Account,
    Action,
    Call,
    Comment,
    Entry,
    Override,
    Person,
    Risk,
    Verdict,
)
from cadence_tui.model.money import Money
from cadence_tui.model.rules.review import ReviewRules
from cadence_tui.practice.review import Subject, overrides_of, returned
from cadence_tui.practice.review_promises import told_again
from cadence_tui.practice.review_proposals import proposed_date, proposed_owners
from cadence_tui.practice.review_queue import Measures, queue

RULES = load_rules(ReviewRules, "review")
TODAY = date(2026, 11, 23)
MEASURES = Measures(rules=RULES, model=load_touch_model("check-in-guide"), health_days=30, today=TODAY)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ACCOUNT = Account(id="a", name="A", arr=Money(Decimal(30_000), "USD"))
RICH = replace(ACCOUNT, arr=Money(Decimal(100_000), "USD"))


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def codes(*subjects: Subject, account: Account = ACCOUNT, said: frozenset[str] = frozenset()) -> list[str]:
    items = queue(
        {account.id: account},
        MEASURES,
        actions=[each for each in subjects if isinstance(each, Action)],
        risks=[each for each in subjects if isinstance(each, Risk)],
        told_again=said,
    )
    return [why.code for item in items for why in item.reasons]


def verdict(word: str, days: float, **fields: object) -> Verdict:
    return Verdict(verdict=word, by="lead", at=days_ago(days), **fields)  # type: ignore[arg-type]


def kept(days: float = 2, **fields: object) -> Action:
    base = Action(
        id="x", account="a", title="t", owner="p", status="done", done=days_ago(days), created=days_ago(20)
    )
    return replace(base, **fields)


def test_a_promise_called_done_without_a_trace_waits_for_some_days() -> None:
    assert codes(kept()) == ["no_evidence"]
    assert codes(kept(7)) == ["no_evidence"]
    assert codes(kept(8)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"evidence": "mail of 21 Nov"},
        {"comments": (Comment(by="p", at=days_ago(3), text="sent"),)},
        {"verdicts": (verdict("approved", 1),)},
        {"side": "theirs"},
        {"status": "dropped"},
    ],
)
def test_what_shows_it_or_was_approved_is_enough(fields: dict[str, Any]) -> None:
    assert codes(kept(**fields)) == []


def test_a_later_call_that_speaks_of_it_is_enough() -> None:
    before, after = (
        Entry(at=days_ago(days), text="the guide", mark="promise_ours", action="x") for days in (9, 1)
    )
    action = kept()
    for entry, expected in ((before, ["no_evidence"]), (after, [])):
        calls = [Call(id="c", account="a", entries=(entry,))]
        assert codes(action, said=told_again([action], calls)) == expected


def test_once_sent_back_only_later_words_show_it() -> None:
    words = (Comment(by="p", at=days_ago(9), text="sent"),)
    again = kept(1, comments=words, verdicts=(verdict("returned", 3),))
    assert codes(again) == ["no_evidence"]
    assert codes(replace(again, comments=(*words, Comment(by="p", at=days_ago(1), text="here")))) == []


def test_high_value_counts_in_the_currency_that_is_paid() -> None:
    soon = Action(id="x", account="a", title="t", owner="p", due=TODAY, created=days_ago(1))
    assert codes(soon, account=RICH) == ["high_value"]
    assert codes(soon, account=replace(RICH, arr=Money(Decimal("99999.99"), "USD"))) == []
    assert codes(soon, account=replace(RICH, arr=Money(Decimal(100_000), "COP"))) == []
    assert codes(soon, account=replace(RICH, arr=Money(Decimal(10**12), "XXX"))) == []
    assert codes(soon, account=replace(RICH, arr=None)) == []


def test_high_value_is_for_what_is_due_soon_or_undated() -> None:
    action = Action(id="x", account="a", title="t", owner="p", created=days_ago(1))
    assert codes(action, account=RICH) == ["high_value"]
    assert codes(replace(action, due=TODAY + timedelta(days=2)), account=RICH) == ["high_value"]
    in_time = replace(action, due=TODAY + timedelta(days=3))
    assert codes(in_time, account=RICH) == []
    blocked = replace(in_time, status="blocked", status_since=days_ago(9))
    assert codes(blocked, account=RICH) == ["blocked", "high_value"]


@pytest.mark.parametrize(("days", "waits"), [(None, True), (2, True), (3, False), (20, False), (21, True)])
def test_a_renewal_asks_for_what_is_due_now_or_undated_or_misses_it(days: int | None, waits: bool) -> None:
    renewing = Account(id="a", name="A", renewal=TODAY + timedelta(days=20))
    due = None if days is None else TODAY + timedelta(days=days)
    action = Action(id="x", account="a", title="t", owner="p", due=due, created=days_ago(1))
    assert codes(action, account=renewing) == (["renewal_near"] if waits else [])


def risk(**fields: object) -> Risk:
    return replace(Risk(id="r", account="a", title="t", owner="p", raised=days_ago(8)), **fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["risk_unplanned"]),
        ({"raised": days_ago(7)}, []),
        ({"plan": "meet them"}, []),
        ({"plan": "meet them", "plan_due": TODAY}, []),
        ({"plan": "meet them", "plan_due": TODAY - timedelta(days=1)}, ["plan_late"]),
        ({"owner": "", "plan": "meet them"}, ["no_owner"]),
        ({"status": "settled"}, []),
    ],
)
def test_a_risk_wants_a_plan_that_is_kept_and_an_owner(
    fields: dict[str, object], expected: list[str]
) -> None:
    assert codes(risk(**fields)) == expected


def test_what_an_account_is_worth_makes_a_risk_weigh_more_and_is_no_reason_alone() -> None:
    assert codes(risk(), account=RICH) == ["risk_unplanned", "high_value"]
    assert codes(risk(plan="meet them"), account=RICH) == []


def test_a_returned_risk_comes_back_when_somebody_answers() -> None:
    back = risk(verdicts=(verdict("returned", 1, why="plan?"),))
    assert codes(back) == []
    answered = replace(back, comments=(Comment(by="p", at=days_ago(0), text="call on Friday"),))
    assert codes(answered) == ["returned_answered", "risk_unplanned"]
    assert returned(answered) is None


def test_an_escalation_rests_until_its_day_and_then_stands_first() -> None:
    late = Action(id="x", account="a", title="t", owner="p", due=date(2026, 11, 1), created=days_ago(30))
    until = TODAY - timedelta(days=1)
    over = replace(late, id="over", verdicts=(verdict("escalated", 20, deadline=until, why="board"),))
    assert codes(replace(over, verdicts=(verdict("escalated", 20, deadline=TODAY),))) == []
    heavy = replace(late, id="heavy", owner="", slips=())
    found = queue({"a": RICH}, MEASURES, actions=[heavy, over])
    assert [item.id for item in found] == ["over", "heavy"]
    assert found[0].reasons[0].code == "escalation_over"


def by_hand(**fields: object) -> Account:
    base = Override(value="enterprise", why="they double", by="p", at=days_ago(3), until=None)
    return replace(ACCOUNT, segment=replace(base, **fields))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["override_open", "override_new"]),
        ({"until": TODAY}, ["override_new"]),
        ({"until": TODAY, "at": days_ago(15)}, []),
        ({"until": TODAY - timedelta(days=1), "at": days_ago(40)}, ["override_expired"]),
        ({"value": "mid_market"}, []),
        ({"verdicts": (verdict("approved", 1),)}, []),
        ({"verdicts": (verdict("approved", 90),), "at": days_ago(100)}, ["override_open"]),
        (
            {"until": TODAY - timedelta(days=1), "verdicts": (verdict("approved", 9),), "at": days_ago(40)},
            ["override_expired"],
        ),
        ({"until": TODAY - timedelta(days=1), "verdicts": (verdict("returned", 0),)}, []),
        ({"verdicts": (verdict("returned", 1),)}, []),
        ({"verdicts": (verdict("returned", 3),)}, ["returned_waits", "override_open"]),
    ],
)
def test_what_was_set_by_hand_waits_while_it_is_new_or_endless_or_over(
    fields: dict[str, object], expected: list[str]
) -> None:
    assert codes(account=by_hand(**fields)) == expected


def test_a_band_set_by_hand_ends_by_itself() -> None:
    band = Override(value="green", why="happy", by="p", at=days_ago(20))
    assert codes(account=replace(ACCOUNT, health=band)) == []
    assert codes(account=replace(ACCOUNT, health=replace(band, at=days_ago(31)))) == ["override_expired"]


def test_an_account_that_left_is_left_alone() -> None:
    assert codes(account=replace(by_hand(), churned=TODAY)) == []


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60), st.integers(0, 3), st.booleans(), st.sampled_from(["open", "blocked", "done"])
        ),
        max_size=12,
    )
)
def test_the_queue_is_in_order_and_names_each_thing_once(
    made: list[tuple[int, int, bool, str]],
) -> None:
    actions = [
        Action(
            id=f"{number:02}",
            account="a",
            title="t",
            owner="p" if owned else "",
            due=TODAY - timedelta(days=late),
            status=status,  # type: ignore[arg-type]
            done=NOW if status == "done" else None,
            created=days_ago(late + 1),
        )
        for number, (late, _, owned, status) in enumerate(made)
    ]
    risks = [risk(id=f"r{number:02}", raised=days_ago(age)) for number, (age, *_) in enumerate(made)]
    found = queue({"a": by_hand()}, MEASURES, actions=actions, risks=risks)
    keys = [(-item.weight, -item.age_days) for item in found]
    assert keys == sorted(keys)
    assert len({item.id for item in found}) == len(found)
    assert all(item.reasons and item.weight > 0 for item in found)
    for item in found:
        weights = [RULES.weight(why.code) for why in item.reasons]
        assert weights == sorted(weights, reverse=True)
        assert sum(weights) == item.weight


def test_the_date_offered_lies_ahead_on_a_day_of_work() -> None:
    late = Action(id="x", account="a", title="t", due=date(2026, 11, 1), created=NOW)
    assert proposed_date(late, RULES, TODAY, None) == date(2026, 11, 30)
    saturday = replace(late, due=date(2026, 11, 28))
    assert proposed_date(saturday, RULES, TODAY, None) == date(2026, 12, 7)
    sundays = Person(id="p", name="P", login="p", hours="Sun 09:00-17:00")
    assert proposed_date(late, RULES, TODAY, sundays) == date(2026, 12, 6)


def test_the_owner_offered_is_the_accounts_then_the_one_of_the_pod_with_most_room() -> None:
    def person(name: str, pod: str = "norte", **fields: object) -> Person:
        return replace(Person(id=name, name=name, login=name, pod=pod), **fields)

    away = (Absence(first=TODAY, last=TODAY),)
    people = [
        person("far", "sur"),
        person("busy"),
        person("free"),
        person("owner"),
        person("has"),
        person("away", leave=away),
        person("gone", gone=TODAY),
        person("reads", role="reader"),
    ]
    account = replace(ACCOUNT, owner="owner", pod="norte")
    room = {"far": 900, "busy": 10, "free": 300}
    found = proposed_owners("has", account, people, room, TODAY)
    assert [each.id for each in found] == ["owner", "free", "busy", "far"]


def test_an_override_is_named_by_account_and_field() -> None:
    assert [each.id for each in overrides_of(by_hand())] == ["a.segment"]


def test_a_stores_own_older_file_is_still_good_and_gets_the_new_weights() -> None:
    older = {
        "late_days": 5,
        "slipped_times": 2,
        "blocked_days": 2,
        "renewal_days": 30,
        "verdict_rests_days": 7,
        "returned_waits_days": 3,
        "escalation_days": 3,
        "weights": {"late": 0},
    }
    own = msgspec.convert(older, ReviewRules).over(RULES)
    assert (own.weight("late"), own.weight("risk_unplanned")) == (0, RULES.weight("risk_unplanned"))
    assert own.weight("unheard_of") == 0
