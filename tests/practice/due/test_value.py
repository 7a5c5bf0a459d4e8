"""P5: the value of a touch is the product of figures that are all shown."""

from datetime import UTC, datetime, timedelta
from math import prod

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Signal
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.due.touches import due_touches
from tests.practice.accounts import MODEL, TODAY, account, all_held, due, figures, in_stage, only, touch, usd

CALM = replace(MODEL, at_risk=None)
"""Without the rhythm of risk."""


def test_the_reason_multiplies_to_the_value() -> None:
    of = account("enterprise", renewal=TODAY + timedelta(days=40))
    for item in due(of, touch(TODAY - timedelta(days=60)), band="red"):
        assert item.value == pytest.approx(prod(figures(item, "value").values()), abs=0.006)


def test_more_revenue_risk_silence_and_a_near_renewal_are_worth_more() -> None:
    plain = only(due(in_stage("mid_market", "maturity"), touch(TODAY)), "check_in")[0].value
    richer = in_stage("mid_market", "maturity", arr=usd(90_000))
    assert only(due(richer, touch(TODAY)), "check_in")[0].value > plain
    assert (
        only(due(in_stage("mid_market", "maturity"), touch(TODAY), band="red", model=CALM), "check_in")[
            0
        ].value
        == 2 * plain
    )
    quiet = only(due(in_stage("mid_market", "maturity"), touch(TODAY - timedelta(days=60))), "check_in")
    assert quiet[0].value > quiet[1].value


@pytest.mark.parametrize(("days_before", "factor"), [(120, 1.0), (90, 1.3), (30, 1.6), (14, 2.0), (0, 2.0)])
def test_a_near_renewal_makes_a_touch_urgent(days_before: int, factor: float) -> None:
    first = due(
        account("enterprise", renewal=TODAY + timedelta(days=days_before)), touch(TODAY - timedelta(days=60))
    )[0]
    assert first.ideal == TODAY
    assert figures(first, "value")["renewal"] == factor


@pytest.mark.parametrize(("cause", "factor"), [("usage_drop", 1.3), ("promoter", 1.0), ("unheard_of", 1.0)])
def test_an_open_signal_of_risk_raises_the_value(cause: str, factor: float) -> None:
    of, held = in_stage("mid_market", "maturity"), all_held(TODAY)
    signal = Signal(id="s", account="acc1", cause=cause, raised=datetime(2026, 3, 1, tzinfo=UTC))
    record = AccountRecord(account=of, touchpoints=held, signals=[signal])
    raised = due_touches(record, CALM, today=TODAY, until=TODAY + timedelta(days=60))
    assert figures(only(raised, "check_in")[0], "value")["risk"] == factor
