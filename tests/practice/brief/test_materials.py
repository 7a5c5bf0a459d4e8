"""What is offered to have at hand: what fits, in the order of the file, pointing to what is there (C1)."""

from cadence_tui.content.load import read_rules
from cadence_tui.model.documents import Call, Usage, UsageWeek
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.materials import Materials
from cadence_tui.practice.brief.look_back import look_back
from cadence_tui.practice.brief.materials import material_lines
from cadence_tui.practice.observations import Observation
from tests.practice.brief.records import TODAY, UTC, account, ago, lines

NEW = Observation(code="feature_new", args={"feature": "Time"}, sources=("use",))
TEXT = "text = { en = 'x', es = 'x', pt-BR = 'x' }"
USAGE = Usage(id="use", account="a", weeks=(UsageWeek(week=ago(14).date(), features={"Relatórios": 3}),))


def offered(source: str, record: AccountRecord, *found: Observation, agenda: str = "standard") -> list[str]:
    materials = read_rules(Materials, source.encode(), "materials.toml")
    back = look_back(record, TODAY, UTC)
    made = material_lines(record, materials, found, back, agenda=agenda, stage="maturity", most=5)
    return [line.args["item"] for line in made]


def item(name: str, *wanted: str) -> str:
    return "\n".join(["[[materials]]", f"id = '{name}'", TEXT, *wanted, ""])


def test_the_shipped_ones_point_into_the_program() -> None:
    found = lines(account(usage=USAGE), "materials", NEW)
    assert [(line.args["item"], line.source) for line in found] == [
        ("usage", "use"),
        ("last_notes", "last"),
        ("feature_guide", "use"),
    ]
    assert found[-1].args["figures"] == {"feature": "Time"}


def test_what_points_to_nothing_is_left_out() -> None:
    assert lines(account(calls=[]), "materials") == []


def test_every_list_must_hold_something_that_is_so() -> None:
    source = (
        item("always")
        + item("feature", "features = ['relatorios', 'other']")
        + item("no_feature", "features = ['other']")
        + item("agenda", "agendas = ['standard']", "stages = ['maturity']")
        + item("stage", "agendas = ['standard']", "stages = ['onboarding']")
        + item("seen", "observations = ['feature_new', 'team_drop']")
        + item("unseen", "observations = ['team_drop']")
    )
    record = account(usage=USAGE, calls=[Call(id="c", account="a")])
    assert offered(source, record, NEW) == ["always", "feature", "agenda", "seen"]
    assert offered(source, record, agenda="deep_dive") == ["always", "feature"]
