"""What an arm by rule means in days, and when the weeks of an experiment are too few for a rhythm (T11)."""

import pytest

from cadence_tui.model.documents import Arm
from cadence_tui.practice.arms import ruled_days, short_arms
from tests.practice.accounts import MODEL


def test_the_rules_of_all_segments_and_stages_have_a_least_and_a_most() -> None:
    assert ruled_days(MODEL, "check_in", "enterprise", "early_adoption") == (14, 14)
    assert ruled_days(MODEL, "check_in", "mid_market", "early_adoption") == (28, 28)
    least, most = ruled_days(MODEL, "check_in") or (0, 0)
    assert least < 14
    assert most >= 28
    assert ruled_days(MODEL, "no_such_kind") is None


@pytest.mark.parametrize(
    ("weeks", "short"), [(2, ["a", "b"]), (3, ["a", "b"]), (4, ["b"]), (15, ["b"]), (16, [])]
)
def test_a_rhythm_wants_twice_its_days(weeks: int, short: list[str]) -> None:
    found = list(short_arms(Arm(), Arm(every_days=56), (14.0, 14.0), weeks))
    assert [each.args["arm"] for each in found] == short


def test_of_several_rules_the_fastest_is_asked_and_of_none_nothing() -> None:
    assert not list(short_arms(Arm(every_days=7), Arm(channel="call"), (14.0, 28.0), 4))
    [caution] = short_arms(Arm(every_days=7), Arm(channel="call"), (28.0, 56.0), 4)
    assert caution.args == {"arm": "b", "every_days": 28.0, "weeks": 4, "least": 8}
    assert not list(short_arms(Arm(), Arm(channel="call"), None, 1))
