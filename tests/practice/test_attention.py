"""Attention ranks accounts by arithmetic that anybody can redo."""

from datetime import UTC, date, datetime, timedelta
from math import prod
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents import Account, Action, Override, Survey
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.practice.attention import Attention, attention
from cadence_tui.practice.health.score import health

TODAY = date(2026, 11, 20)
SHIPPED = load_rules(HealthRules, "health")
RULES = msgspec.structs.replace(SHIPPED, weights={}, otherwise={"surveys": 10}, least_coverage=0.5)
OWN = RULES.attention


def account(
    *,
    nps: float | None = 9,
    csat: float | None = 5,
    late: int = 0,
    renewal: date | None = None,
    **fields: Any,
) -> AccountRecord:
    answers = [("nps", nps), ("csat", csat)]
    return AccountRecord(
        account=Account(id="a", name="Orbit", renewal=renewal, **fields),
        surveys=[
            Survey(id=kind, account="a", survey=kind, score=score, date=TODAY)
            for kind, score in answers
            if score is not None
        ],
        actions=[
            Action(
                id=str(at),
                account="a",
                title="Send the guide",
                due=TODAY - timedelta(days=1),
                created=datetime(2026, 10, 1, tzinfo=UTC),
            )
            for at in range(late)
        ],
    )


def of(record: AccountRecord, *, yearly: float | None = 25000, overdue_days: int = 0) -> Attention:
    found = health(record, RULES, segment="smb", stage="maturity", today=TODAY)
    return attention(found, record, RULES, today=TODAY, yearly=yearly, overdue_days=overdue_days)


def factor(found: Attention, name: str) -> float:
    return next(part.factor for part in found.parts if part.name == name)


@settings(max_examples=60, deadline=None)
@given(
    nps=st.none() | st.integers(0, 10),
    csat=st.none() | st.integers(1, 5),
    late=st.integers(0, 6),
    yearly=st.none() | st.integers(0, 10**6),
    days=st.none() | st.integers(-30, 900),
    overdue=st.integers(0, 90),
)
def test_the_parts_make_the_score(
    nps: int | None, csat: int | None, late: int, yearly: int | None, days: int | None, overdue: int
) -> None:
    renewal = None if days is None else TODAY + timedelta(days=days)
    found = of(account(nps=nps, csat=csat, late=late, renewal=renewal), yearly=yearly, overdue_days=overdue)
    product = prod(part.factor for part in found.parts if part.role == "times")
    added = sum(part.factor for part in found.parts if part.role == "plus")
    assert found.score == pytest.approx(product + added)
    assert all(part.factor >= 0 for part in found.parts)


def test_worse_health_more_revenue_nearer_renewal_and_lateness_each_ask_for_more() -> None:
    near, far = TODAY + timedelta(days=20), TODAY + timedelta(days=300)
    calm = of(account(renewal=far)).score
    assert of(account(nps=3, renewal=far)).score > calm
    assert of(account(renewal=far), yearly=200_000).score > calm
    assert of(account(renewal=near)).score > calm
    assert of(account(renewal=far), overdue_days=10).score == pytest.approx(
        calm + 10 * OWN.overdue_day_points
    )
    assert of(account(renewal=far, late=2)).score == pytest.approx(calm + 2 * OWN.late_promise_points)


def test_lateness_has_a_limit_so_that_it_cannot_outweigh_everything() -> None:
    found = of(account(late=50), overdue_days=1000)
    assert factor(found, "overdue_touch") == OWN.overdue_most
    assert factor(found, "late_promises") == OWN.late_promises_most


def test_an_account_nobody_knows_does_not_pass_for_healthy() -> None:
    nothing, thin_good, thin_bad = account(nps=None, csat=None), account(nps=None), account(nps=None, csat=1)
    assert factor(of(nothing), "risk") == OWN.unknown_risk
    assert factor(of(thin_good), "risk") == OWN.unknown_risk
    assert factor(of(thin_bad), "risk") == 1
    assert factor(of(account()), "risk") == OWN.least_risk


def test_an_override_sets_the_risk_while_it_holds() -> None:
    red = Override(value="red", why="merger", by="ana", until=TODAY)
    assert factor(of(account(health=red)), "risk") == OWN.override_risk["red"]
    over = Override(value="red", why="merger", by="ana", until=TODAY - timedelta(days=1))
    assert factor(of(account(health=over)), "risk") == OWN.least_risk


def test_unknown_revenue_and_renewal_say_so() -> None:
    found = {part.name: part for part in of(account(), yearly=None).parts}
    assert (found["value"].figure, found["value"].reason.code) == (None, "attention_value_unknown")
    assert (found["time"].figure, found["time"].reason.code) == (None, "attention_renewal_unknown")
