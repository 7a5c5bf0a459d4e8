"""T7: an open signal starts a touch until its deadline; an account at risk is spoken to more often."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cadence_tui.model.documents import Signal, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.due.touches import Due, due_touches
from tests.practice.accounts import MODEL, TODAY, all_held, codes, days, due, figures, in_stage, only, touch

RAISED = datetime(2026, 3, 1, 15, tzinfo=UTC)
CALLED = touch(TODAY - timedelta(days=1), id="yesterday")


def signal(cause: str = "detractor", **fields: Any) -> Signal:
    given = {"id": f"s-{cause}", "deadline": datetime(2026, 3, 4, 18, tzinfo=UTC), "raised": RAISED}
    return Signal(account="acc1", cause=cause, **{**given, **fields})


def asked(*signals: Signal, held: list[Touchpoint] | None = None, tier: str = "mid_market") -> list[Due]:
    record = AccountRecord(
        account=in_stage(tier, "maturity"), touchpoints=held or [CALLED], signals=list(signals)
    )
    return due_touches(record, MODEL, today=TODAY, until=TODAY + timedelta(weeks=12))


def test_an_open_signal_asks_for_its_touch_at_once_and_until_its_deadline() -> None:
    held = [touch(TODAY - timedelta(days=2))]
    found = only(asked(signal(), held=held), "outreach")
    assert [(item.ideal, item.latest, item.channel) for item in found] == [(TODAY, date(2026, 3, 4), "call")]
    assert found[0].signals == ("s-detractor",)
    assert figures(found[0], "signal")["cause"] == "detractor"


def test_a_signal_waits_for_no_gap_but_the_next_touch_keeps_its_distance_from_it() -> None:
    held = [touch(TODAY - timedelta(days=1), "email_check_in"), touch(TODAY - timedelta(days=27))]
    found = asked(signal(), held=held)
    assert found[0].touch == "outreach"
    assert found[0].ideal == TODAY
    assert found[1].ideal >= TODAY + timedelta(days=3)


@pytest.mark.parametrize(
    ("kind", "channel", "answers"),
    [("check_in", "call", True), ("check_in", "video", True), ("email_check_in", "email", False)],
)
def test_a_call_agreed_in_time_answers_a_signal_and_a_mail_does_not(
    kind: str, channel: str, answers: bool
) -> None:
    planned = touch(date(2026, 3, 3), kind, "planned", channel=channel)
    held = [touch(TODAY - timedelta(days=10)), planned]
    assert bool(only(asked(signal(), held=held), "outreach")) is not answers


def test_a_call_agreed_for_after_the_deadline_does_not_answer() -> None:
    held = [touch(TODAY - timedelta(days=10)), touch(date(2026, 3, 9), "check_in", "planned")]
    assert only(asked(signal(), held=held), "outreach")


@pytest.mark.parametrize(
    "closed", [{"status": "done"}, {"status": "snoozed", "snoozed_until": date(2026, 3, 9)}]
)
def test_a_settled_or_snoozed_signal_asks_for_nothing(closed: dict[str, Any]) -> None:
    assert not only(asked(signal(**closed)), "outreach")


def test_a_snoozed_signal_comes_back_on_its_day() -> None:
    assert only(asked(signal(status="snoozed", snoozed_until=TODAY)), "outreach")


def test_several_signals_of_a_kind_make_one_contact_by_the_nearest_deadline() -> None:
    drop = signal("usage_drop", deadline=datetime(2026, 3, 3, 18, tzinfo=UTC))
    found = only(asked(signal(), drop), "outreach")
    assert [(item.signals, item.latest) for item in found] == [
        (("s-usage_drop", "s-detractor"), date(2026, 3, 3))
    ]
    assert figures(found[0], "signal_too")["cause"] == "detractor"


def test_a_signal_past_its_deadline_is_late() -> None:
    late = signal(deadline=datetime(2026, 2, 26, 18, tzinfo=UTC), raised=datetime(2026, 2, 24, tzinfo=UTC))
    held = [touch(TODAY - timedelta(days=10))]
    assert [item.overdue for item in only(asked(late, held=held), "outreach")] == [4]


@pytest.mark.parametrize(
    ("tier", "every"), [("enterprise", 7), ("mid_market", 14), ("smb", 14), ("tech_touch", 28)]
)
def test_an_account_at_risk_is_called_more_often_whatever_its_tier(tier: str, every: int) -> None:
    held = all_held(TODAY - timedelta(days=3))
    found = only(due(in_stage(tier, "maturity"), *held, band="red", weeks=8), "recovery")
    assert days(found)[0] == held[0].date + timedelta(days=every)
    assert all(item.channel in ("call", "video") for item in found)
    assert figures(found[0], "at_risk")["every_days"] == every
    assert not only(due(in_stage(tier, "maturity"), *held, band="green", weeks=8), "recovery")


def test_a_signal_of_risk_raises_the_rhythm_too_and_one_of_joy_does_not() -> None:
    assert only(asked(signal("champion_left")), "recovery")
    assert not only(asked(signal("promoter")), "recovery")


def test_after_the_weeks_of_risk_the_usual_rhythm_goes_on_from_the_last_call() -> None:
    assert MODEL.at_risk is not None
    found = due(in_stage("mid_market", "maturity"), *all_held(TODAY), band="red", weeks=20)
    recovery, checks = only(found, "recovery"), only(found, "check_in")
    assert recovery[-1].ideal < TODAY + timedelta(weeks=MODEL.at_risk.weeks)
    assert checks[0].ideal == recovery[-1].ideal + timedelta(days=28)


def test_who_was_never_called_and_is_at_risk_is_called_within_the_first_period() -> None:
    found = only(due(in_stage("mid_market", "maturity"), band="red"), "recovery")
    assert TODAY <= found[0].ideal <= TODAY + timedelta(days=14)
    assert "at_risk" in codes(found[0])
