"""The worked example: fifty people, engineering busy, product gone, time tracking newly in use."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents import (
    Account,
    Action,
    Call,
    Contact,
    Survey,
    TeamUse,
    Ticket,
    Touchpoint,
    Usage,
    UsageWeek,
)
from cadence_tui.model.message import reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.practice.health.score import health
from cadence_tui.practice.health.trend import moved, trend
from cadence_tui.practice.observations import Observation, observations

TODAY = date(2026, 11, 21)
LAST_WEEK = date(2026, 11, 9)
PLACE = {"segment": "mid_market", "stage": "maturity"}


@pytest.fixture(scope="module")
def rules() -> HealthRules:
    return load_rules(HealthRules, "health")


def instant(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 15, tzinfo=UTC)


def week(back: int) -> UsageWeek:
    product = 31 if back >= 2 else 5
    features = {"boards": 60, "sprints": 22, "docs": 9}
    if back < 2:
        features["time_tracking"] = 14
    return UsageWeek(
        week=LAST_WEEK - timedelta(weeks=back),
        teams={
            "engineering": TeamUse(active=24, seats=30, logins=80),
            "product": TeamUse(active=3 if back < 2 else 12, seats=15, logins=product),
        },
        features=features,
    )


def techstart() -> AccountRecord:
    made = instant(date(2026, 10, 22))
    return AccountRecord(
        account=Account(id="techstart", name="TechStart"),
        contacts=[
            Contact(id="alex", account="techstart", name="Alex Moreno", champion=True),
            Contact(id="rita", account="techstart", name="Rita Campos", sponsor=True),
        ],
        touchpoints=[
            Touchpoint(
                id=f"t{back}",
                account="techstart",
                status="held",
                date=date(2026, 10, 22) - timedelta(days=30 * back),
            )
            for back in range(4)
        ],
        calls=[
            Call(
                id="c1",
                account="techstart",
                status="closed",
                ended=made,
                sentiment="positive",
                relationship="strong",
            )
        ],
        actions=[
            Action(
                id="api",
                account="techstart",
                title="Send the API documentation",
                owner="ana",
                due=date(2026, 11, 5),
                status="done",
                created=made,
                done=instant(date(2026, 11, 4)),
            ),
            Action(
                id="users",
                account="techstart",
                title="Add three users",
                side="theirs",
                owner="Alex Moreno",
                created=made,
            ),
        ],
        usage=Usage(
            id="use",
            account="techstart",
            weeks=tuple(week(back) for back in reversed(range(20))),
            initial_features=("boards", "sprints", "docs"),
        ),
        tickets=[
            Ticket(
                id="k1", account="techstart", title="Export", opened=date(2026, 9, 1), closed=date(2026, 9, 3)
            )
        ],
        surveys=[Survey(id="s1", account="techstart", score=8, date=date(2026, 9, 15))],
    )


def by_code(record: AccountRecord, rules: HealthRules) -> dict[str, Observation]:
    return {found.code: found for found in observations(record, rules, TODAY)}


def test_observations_tell_the_two_teams_the_new_feature_and_both_promises(rules: HealthRules) -> None:
    found = by_code(techstart(), rules)
    assert found["teams_apart"].args == {
        "team": "engineering",
        "logins": 80,
        "other": "product",
        "other_logins": 5,
        "week": LAST_WEEK,
    }
    assert found["team_drop"].args == {"team": "product", "logins": 5, "usual": 31.0, "change": -0.839}
    assert found["feature_new"].args["feature"] == "time_tracking"
    assert found["feature_new"].args["since"] == date(2026, 11, 2)
    assert found["promise_theirs_open"].sources == ("users",)
    assert found["promise_theirs_open"].args["days"] == 30
    assert found["promise_ours_kept"].sources == ("api",)
    assert set(found) == {
        "teams_apart",
        "team_drop",
        "feature_new",
        "promise_theirs_open",
        "promise_ours_kept",
    }


def test_usage_names_the_team_that_left_and_what_its_return_is_worth(rules: HealthRules) -> None:
    now = health(techstart(), rules, **PLACE, today=TODAY)
    usage = next(component for component in now.components if component.name == "usage")
    assert usage.max_points == rules.weights["mid_market"]["maturity"]["usage"]
    assert reason("team_logins", team="product", logins=5.0, usual=31.0, last=5) in usage.reasons
    product = next(part for part in usage.parts if part.subject == "product")
    engineering = next(part for part in usage.parts if part.subject == "engineering")
    assert product.points == 0
    assert engineering.points == pytest.approx(engineering.max_points)
    assert now.coverage == pytest.approx(1 - 10 / 3 / 100)


def test_without_product_the_score_falls_in_the_two_weeks_it_was_gone_and_usage_says_why(
    rules: HealthRules,
) -> None:
    scores = trend(techstart(), rules, **PLACE, today=TODAY)
    assert len(scores) == 12
    assert None not in scores
    assert scores[-1] == health(techstart(), rules, **PLACE, today=TODAY).score
    assert scores[-1] < scores[-3]
    movement = moved(techstart(), rules, **PLACE, since=TODAY - timedelta(weeks=2), today=TODAY)[0]
    assert movement.component == "usage"
    assert movement.after < movement.before
    assert movement.reason.args["team"] == "product"
