"""The health file: what ships is whole, and a faulty copy is refused with its place."""

from importlib.resources import files
from pathlib import Path

import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.model.errors import BadInput
from cadence_tui.model.rules.health import COMPONENTS, HealthRules, ObservationCode

SHIPPED = (files("cadence_tui.content") / "health.toml").read_text("utf-8")


def edited(folder: Path, before: str, after: str) -> Path:
    assert before in SHIPPED
    (folder / "health.toml").write_text(SHIPPED.replace(before, after, 1), "utf-8")
    return folder


def test_shipped_weights_are_points_of_a_hundred_for_every_segment_and_stage() -> None:
    rules = load_rules(HealthRules, "health")
    sums = {sum(weights.values()) for by_stage in rules.weights.values() for weights in by_stage.values()}
    assert sums == {100}
    assert sum(rules.otherwise.values()) == 100
    assert set(rules.otherwise) == set(COMPONENTS)


def test_every_observation_has_its_place_in_the_shipped_order() -> None:
    order = load_rules(HealthRules, "health").observations.order
    assert sorted(order) == sorted(ObservationCode.__args__)


def test_a_segment_of_ones_own_takes_the_other_weights() -> None:
    rules = load_rules(HealthRules, "health")
    assert rules.weights_for("partners", "maturity") == rules.otherwise
    assert rules.weights_for("smb", "sunset") == rules.otherwise
    assert rules.weights_for("smb", "maturity") == rules.weights["smb"]["maturity"]


def test_a_copy_in_the_store_wins(tmp_path: Path) -> None:
    rules = load_rules(HealthRules, "health", edited(tmp_path, "green = 75", "green = 80"))
    assert rules.bands.green == 80


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ("green = 75", "gren = 75", "$.bands"),
        ("yellow = 50", "yellow = 75", "$.bands"),
        ("least_coverage = 0.4", "least_coverage = 40", "$.least_coverage"),
        ("{ usage = 15,", "{ usge = 15,", "$.weights.enterprise.first_week"),
        ("usage = 15", "usage = -15", "$.weights.enterprise.first_week.usage"),
        ("[[0.3, 0.0], [0.6, 0.4], [0.95, 1.0]]", "[[0.6, 0.0], [0.3, 0.4], [0.95, 1.0]]", "$.usage"),
        ("[[0.3, 0.0], [0.6, 0.4], [0.95, 1.0]]", "[[0.3, 0.0], [0.95, 0.9]]", "$.usage"),
        ("critical = 0.6", "", "$.support"),
        ("positive = 1.0", "positive = 0.9", "$.sentiment"),
        ('"feature_new"', '"feature_old"', "$.observations.order[8]"),
    ],
)
def test_a_fault_is_refused_with_file_and_path(tmp_path: Path, before: str, after: str, path: str) -> None:
    with pytest.raises(BadInput) as refused:
        load_rules(HealthRules, "health", edited(tmp_path, before, after))
    where = refused.value.where[0]
    assert where.file == str(tmp_path / "health.toml")
    assert where.field.startswith(path)
    assert where.expected


def test_weights_that_are_all_nothing_are_refused(tmp_path: Path) -> None:
    row = "maturity       = { usage = 50, adoption = 25, support = 10, surveys = 15 }"
    folder = edited(tmp_path, row, "maturity = { usage = 0 }")
    with pytest.raises(BadInput, match=r"weights\.tech_touch\.maturity"):
        load_rules(HealthRules, "health", folder)
