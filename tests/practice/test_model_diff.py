"""What differs between two touch models, and what follows for accounts and owners."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.content.touch_model import load_touch_model, presets
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Rule, TouchModel
from cadence_tui.practice.model_diff import Difference, model_differences
from cadence_tui.practice.model_effect import AccountEffect, Load, account_effect, by_owner, worst_first
from tests.practice.accounts import LONG_AGO, MODEL, TODAY, account, all_held, touch

MODELS = [load_touch_model(preset) for preset in presets()]
WEEKLY = "enterprise.onboarding.check_in"


def with_rules(*rules: Rule, without: str = "") -> TouchModel:
    kept = [rule for rule in MODEL.rules if rule.id != without]
    return msgspec.structs.replace(MODEL, rules=(*kept, *rules))


def rule(rule_id: str, **fields: Any) -> Rule:
    found = next(rule for rule in MODEL.rules if rule.id == rule_id)
    return msgspec.structs.replace(found, **fields)


def test_a_changed_figure_stands_with_both_values() -> None:
    other = with_rules(rule(WEEKLY, every_days=14.0, amber_days=18), without=WEEKLY)
    [found] = model_differences(MODEL, other)
    assert (found.section, found.id, found.change) == ("rules", WEEKLY, "changed")
    assert [(each.name, each.was, each.now) for each in found.fields] == [
        ("every_days", 7, 14),
        ("amber_days", 10, 18),
    ]


def test_what_only_one_model_has_is_added_or_removed() -> None:
    less = with_rules(without=WEEKLY)
    assert [(each.id, each.change) for each in model_differences(MODEL, less)] == [(WEEKLY, "removed")]
    assert [(each.id, each.change) for each in model_differences(less, MODEL)] == [(WEEKLY, "added")]


def test_figures_within_figures_have_the_names_of_both() -> None:
    drop = MODEL.signals.usage_drop
    assert drop
    deadline = msgspec.structs.replace(drop.deadline, working_days=5)
    signals = msgspec.structs.replace(
        MODEL.signals, usage_drop=msgspec.structs.replace(drop, deadline=deadline), promoter=None
    )
    other = msgspec.structs.replace(MODEL, signals=signals, economy=None)
    found = {(each.section, each.id): each for each in model_differences(MODEL, other)}
    assert [(each.name, each.was, each.now) for each in found["signals", "usage_drop"].fields] == [
        ("deadline.working_days", 3, 5)
    ]
    assert found["signals", "promoter"].change == "removed"
    assert found["economy", ""].change == "removed"
    assert len(found) == 3


def test_a_message_is_the_same_however_its_segments_are_grouped() -> None:
    split = [
        msgspec.structs.replace(said, segments=(segment,))
        for said in MODEL.communications
        for segment in said.segments
    ]
    assert not list(model_differences(MODEL, msgspec.structs.replace(MODEL, communications=tuple(split))))


@pytest.mark.parametrize("model", MODELS, ids=presets())
def test_a_model_does_not_differ_from_itself(model: TouchModel) -> None:
    assert not list(model_differences(model, model))


@given(was=st.sampled_from(MODELS), now=st.sampled_from(MODELS))
def test_the_way_back_is_the_same_difference_the_other_way_round(was: TouchModel, now: TouchModel) -> None:
    turned = {"added": "removed", "removed": "added", "changed": "changed"}

    def key(each: Difference, *, back: bool) -> Any:
        fields = sorted(
            (f.name, str(f.now if back else f.was), str(f.was if back else f.now)) for f in each.fields
        )
        return each.section, each.id, turned[each.change] if back else each.change, fields

    there = sorted(key(each, back=False) for each in model_differences(was, now))
    assert there == sorted(key(each, back=True) for each in model_differences(now, was))


def effect(now: TouchModel, **fields: Any) -> AccountEffect:
    record = AccountRecord(
        account=account("enterprise", LONG_AGO, **fields), touchpoints=all_held(TODAY - timedelta(days=1))
    )
    return account_effect(record, MODEL, now, today=TODAY, until=TODAY + timedelta(days=90))


def test_twice_the_rhythm_is_twice_the_calls_and_their_minutes() -> None:
    monthly = "enterprise.maturity.check_in"
    other = with_rules(rule(monthly, every_days=14.0, amber_days=18, red_days=28), without=monthly)
    found = effect(other)
    assert found.changes
    assert (found.kinds_was["check_in"], found.kinds_now["check_in"]) == (2, 6)
    assert found.now.minutes - found.was.minutes == 4 * (45 + 15)
    assert found.kinds_was["newsletter"] == found.kinds_now["newsletter"] == 3


def test_another_threshold_moves_an_account_to_another_segment() -> None:
    top = msgspec.structs.replace(MODEL.segments[0], arr_from=500_000.0)
    found = effect(msgspec.structs.replace(MODEL, segments=(top, *MODEL.segments[1:])))
    assert (found.segment_was, found.segment_now) == ("enterprise", "mid_market")
    assert not effect(MODEL).changes


def test_what_automation_sends_takes_nobodys_time() -> None:
    record = AccountRecord(
        account=account("tech_touch", LONG_AGO), touchpoints=[touch(TODAY, "email_check_in")]
    )
    found = account_effect(record, MODEL, MODEL, today=TODAY, until=TODAY + timedelta(days=90))
    assert found.was.touches > 0
    assert found.was.minutes == 0


def made(name: str, owner: str, was: int, now: int) -> AccountEffect:
    return AccountEffect(
        account=name,
        name=name,
        owner=owner,
        segment_was="smb",
        segment_now="smb",
        stage_was="maturity",
        stage_now="maturity",
        was=Load(1, was),
        now=Load(1, now),
        kinds_was={},
        kinds_now={},
    )


def test_who_is_asked_most_more_comes_first_and_what_stays_is_left_out() -> None:
    effects = [
        made("a", "ana", 60, 30),
        made("b", "ana", 0, 90),
        made("c", "bea", 10, 10),
        made("d", "bea", 10, 50),
    ]
    assert [each.name for each in worst_first(effects)] == ["b", "d", "a"]
    owners = [
        (each.owner, each.accounts, each.changed, each.was.minutes, each.now.minutes)
        for each in by_owner(effects)
    ]
    assert owners == [("ana", 2, 2, 60, 120), ("bea", 2, 1, 20, 60)]
