"""Two arms compared over accounts: a sentence with an interval, or a refusal (T11)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.model.documents import Arm, Assigned, Experiment, Preferences, Rhythm, Survey
from cadence_tui.model.documents.adaptation import ArmName
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.experiments import Comparison, compare
from tests.practice.accounts import MODEL, TODAY, account, touch

FIGURES = MODEL.experiments
assert FIGURES is not None
FIRST = TODAY - timedelta(weeks=12)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
Results = list[tuple[int, int]]
"""Held and missed calls of each account of an arm."""


def an_experiment(a: Results, b: Results, **fields: Any) -> tuple[Experiment, dict[str, AccountRecord]]:
    records: dict[str, AccountRecord] = {}
    assigned: list[Assigned] = []
    arms: dict[ArmName, Results] = dict(zip(get_args(ArmName), (a, b), strict=True))
    for arm, results in arms.items():
        for number, (held, missed) in enumerate(results):
            name = f"{arm}{number}"
            statuses = ["held"] * held + ["no_show"] * missed
            days = (FIRST + timedelta(days=place % 80) for place in range(len(statuses)))
            touches = [
                touch(day, status=status, id=f"{name}-{place}", account=name, minutes=30, work_minutes=15)
                for place, (day, status) in enumerate(zip(days, statuses, strict=True))
            ]
            rhythm = Rhythm(every_days=7, source="e1", by="lead", at=NOON)
            records[name] = AccountRecord(account=account(id=name, rhythm=rhythm), touchpoints=touches)
            assigned.append(Assigned(account=name, arm=arm))
    known: dict[str, Any] = {
        "id": "e1",
        "name": "Weekly or not",
        "touch": "check_in",
        "first": FIRST,
        "by": "lead",
    }
    known |= {"a": Arm(every_days=7), "b": Arm(every_days=14), "last": FIRST + timedelta(weeks=12, days=-1)}
    made = Experiment(**{**known, "assigned": tuple(assigned), **fields})
    return made, records


def compared(a: Results, b: Results, *, today: date = TODAY, **fields: Any) -> Comparison:
    made, records = an_experiment(a, b, **fields)
    return compare(made, records, {}, FIGURES, today)


WEEKLY: Results = [
    (4, 8),
    (5, 7),
    (3, 9),
    (4, 8),
    (6, 6),
    (4, 8),
    (3, 9),
    (5, 7),
    (4, 8),
    (4, 8),
    (5, 7),
    (4, 8),
]
BIWEEKLY: Results = [
    (4, 2),
    (5, 1),
    (4, 2),
    (4, 2),
    (5, 1),
    (3, 3),
    (5, 1),
    (4, 2),
    (4, 2),
    (5, 1),
    (4, 2),
    (5, 1),
]


def test_biweekly_is_said_to_be_attended_better_with_interval_and_sample() -> None:
    found = compared(WEEKLY, BIWEEKLY)
    assert found.verdict.code == "experiment_b_better"
    told = found.verdict.args
    assert (round(told["a"], 2), round(told["b"], 2)) == (0.35, 0.72)
    assert 0.2 < told["low"] < told["difference"] < told["high"] < 0.6
    assert (told["accounts"], told["calls"]) == (24, 216)
    assert found.cautions == ()
    assert found.over


def test_each_arm_says_what_it_took() -> None:
    found = compared(WEEKLY, BIWEEKLY)
    assert (found.a.accounts, found.a.reached, found.a.calls_offered, found.a.calls_held) == (12, 12, 144, 51)
    assert found.a.minutes
    # 12 weeks: 51 held calls of 45 minutes, 93 prepared in vain, over 12 accounts.
    assert found.a.minutes.value == pytest.approx((51 * 45 + 93 * 15) / 12 / 3)


def test_the_same_in_both_arms_shows_no_difference() -> None:
    found = compared(WEEKLY, WEEKLY)
    assert found.verdict.code == "experiment_unclear"
    assert found.difference
    assert found.difference.holds(0)


@pytest.mark.parametrize(
    ("a", "b", "code", "arm"),
    [
        (WEEKLY, BIWEEKLY[:5], "experiment_few_accounts", "b"),
        (WEEKLY[:7], BIWEEKLY, "experiment_few_accounts", "a"),
        (WEEKLY, [(1, 1)] * 9, "experiment_few_calls", "b"),
        (WEEKLY, [], "experiment_few_accounts", "b"),
    ],
)
def test_on_too_little_nothing_is_concluded(a: Results, b: Results, code: str, arm: str) -> None:
    found = compared(a, b)
    assert (found.verdict.code, found.verdict.args["arm"], found.difference) == (code, arm, None)


def test_a_written_arm_has_no_attendance_to_compare() -> None:
    made, records = an_experiment(WEEKLY, BIWEEKLY)
    made.b = Arm(channel="email")
    assert compare(made, records, {}, FIGURES, TODAY).verdict.code == "experiment_written"


def test_who_looks_before_the_end_is_warned() -> None:
    found = compared(WEEKLY, BIWEEKLY, last=TODAY + timedelta(days=30))
    assert [each.code for each in found.cautions] == ["experiment_peeking"]
    assert not found.over


def test_calls_outside_of_its_days_do_not_count() -> None:
    made, records = an_experiment(WEEKLY, BIWEEKLY)
    before = compare(made, records, {}, FIGURES, TODAY)
    for record in records.values():
        record.touchpoints += [touch(FIRST - timedelta(days=1)), touch(made.last + timedelta(days=1))]
    assert compare(made, records, {}, FIGURES, TODAY).verdict == before.verdict


def test_who_left_the_arm_still_counts_there_and_it_is_said() -> None:
    made, records = an_experiment(WEEKLY, BIWEEKLY)
    before = compare(made, records, {}, FIGURES, TODAY)
    records["a0"].account.rhythm = None
    records["b0"].account.preferences = Preferences(every_days=30)
    records["b1"].account.churned = TODAY - timedelta(days=9)
    found = compare(made, records, {}, FIGURES, TODAY)
    assert found.verdict == before.verdict
    assert [(each.code, each.args) for each in found.cautions] == [("experiment_left", {"a": 1, "b": 2})]


def test_an_account_that_is_no_longer_there_is_counted_as_drawn() -> None:
    made, records = an_experiment(WEEKLY, BIWEEKLY)
    del records["b3"]
    found = compare(made, records, {}, FIGURES, TODAY)
    assert (found.b.accounts, found.b.reached, found.b.left) == (12, 11, 1)


def test_health_and_nps_come_with_their_number() -> None:
    made, records = an_experiment(WEEKLY, BIWEEKLY)
    for number, score in enumerate((9, 7)):
        records[f"b{number}"].surveys.append(
            Survey(id=f"s{number}", account=f"b{number}", score=score, date=TODAY - timedelta(days=2))
        )
    found = compare(made, records, {"a0": 4.0, "a1": 8.0, "b0": -2.0}, FIGURES, made.last)
    assert found.a.health
    assert (found.a.health.value, found.a.health.number) == (6, 2)
    assert found.b.health
    assert (found.b.health.interval, found.b.health.number) == (None, 1)
    assert found.a.nps is None


RESULTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=14)


@given(RESULTS, RESULTS)
def test_arms_turned_round_say_the_same_of_each_other(a: Results, b: Results) -> None:
    there, back = compared(a, b), compared(b, a)
    if there.difference is None or back.difference is None:
        assert there.difference is back.difference is None
        return
    assert (there.difference.low, there.difference.high) == pytest.approx(
        (-back.difference.high, -back.difference.low)
    )
    turned = {"experiment_a_better": "experiment_b_better", "experiment_b_better": "experiment_a_better"}
    assert back.verdict.code == turned.get(there.verdict.code, there.verdict.code)
