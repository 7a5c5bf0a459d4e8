"""What a row of the portfolio is made of."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.locale import speech
from cadence_tui.model.documents import Account, Action, Contact, Signal, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.views.portfolio import PortfolioRules, portfolio_row, stub_row
from cadence_tui.views.portfolio_cells import bars, health_cell, next_cell, promises_cell, renewal_cell
from cadence_tui.views.portfolio_row import PortfolioRow
from tests.practice.accounts import MODEL, TODAY, account, touch

RULES = PortfolioRules(touch_model=MODEL, health=load_rules(HealthRules, "health"))
EN = speech("en")
CREATED = datetime(2026, 1, 5, tzinfo=UTC)


def record(who: Account | None = None, **lists: Any) -> AccountRecord:
    return AccountRecord(account=who or account(), **lists)


def made(found: AccountRecord) -> PortfolioRow:
    return portfolio_row(found, RULES, TODAY)


def action(id: str, due: date | None, **fields: Any) -> Action:
    return Action(id=id, account="acc1", title=id, due=due, created=CREATED, **fields)


def test_promises_of_both_sides_are_counted_and_closed_ones_are_not() -> None:
    found = made(
        record(
            actions=[
                action("a", TODAY - timedelta(days=12)),
                action("b", TODAY, side="theirs"),
                action("c", TODAY - timedelta(days=3), side="theirs", status="waiting"),
                action("d", TODAY - timedelta(days=90), status="done", done=CREATED),
            ]
        )
    )
    assert (found.open_actions, found.overdue_actions, found.late_days) == (3, 2, 12)


def test_the_last_touch_is_the_last_that_took_place_with_the_customer() -> None:
    day = TODAY - timedelta(days=30)
    touches = [
        touch(day),
        touch(TODAY - timedelta(days=9), status="no_show"),
        touch(TODAY - timedelta(days=5), internal=True),
        touch(TODAY + timedelta(days=1), status="held"),
    ]
    assert made(record(touchpoints=touches)).last_touch == day


def test_what_is_agreed_comes_before_what_is_due() -> None:
    agreed = touch(TODAY + timedelta(days=40), status="confirmed")
    found = made(record(touchpoints=[touch(TODAY - timedelta(days=60)), agreed]))
    assert found.next_touch is not None
    assert (found.next_touch.status, found.next_touch.id) == ("confirmed", agreed.id)


def test_without_an_agreement_the_touch_model_says_what_is_next() -> None:
    found = made(record(touchpoints=[touch(TODAY - timedelta(days=60))]))
    assert found.next_touch is not None
    assert found.next_touch.status == "due"
    assert found.overdue_touch_days > 0


def test_a_customer_that_left_asks_for_nothing() -> None:
    found = made(record(account(churned=TODAY - timedelta(days=10), renewal=TODAY - timedelta(days=10))))
    assert found.next_touch is None
    assert found.attention == 0
    assert found.risks == ()


@pytest.mark.parametrize(
    ("fields", "risk"),
    [
        (
            {"contacts": [Contact(id="c", account="acc1", name="Eva", champion=True, left=TODAY)]},
            "risk_champion_left",
        ),
        ({"signals": [Signal(id="s", account="acc1", cause="usage_drop", raised=CREATED)]}, "risk_signal"),
    ],
)
def test_risks_are_marked(fields: dict[str, Any], risk: str) -> None:
    assert risk in made(record(**fields)).risks


def test_a_champion_who_left_is_no_risk_when_another_is_there() -> None:
    contacts = [
        Contact(id="c", account="acc1", name="Eva", champion=True, left=TODAY),
        Contact(id="d", account="acc1", name="Leo", champion=True),
    ]
    assert "risk_champion_left" not in made(record(contacts=contacts)).risks


def test_a_renewal_that_passed_is_a_risk() -> None:
    assert "risk_renewal_passed" in made(record(account(renewal=TODAY - timedelta(days=1)))).risks


def test_an_account_of_which_nothing_is_known_is_unknown_and_not_red() -> None:
    found = made(record())
    assert found.band == "unknown"
    assert found.score is None
    assert health_cell(found)[0][0].strip() == "○   ?"


def test_a_stub_knows_who_and_what() -> None:
    found = stub_row(account("enterprise"), MODEL, TODAY)
    assert (found.name, found.segment, found.stage, found.known) == (
        "Orbita",
        "enterprise",
        "maturity",
        False,
    )
    assert health_cell(found) == [("…", "dim")]


def text(cell: list[tuple[str, str]]) -> str:
    return "".join(part for part, _ in cell)


def test_late_is_said_in_words() -> None:
    assert (
        text(promises_cell(PortfolioRow(id="a", name="a", open_actions=4, overdue_actions=2), EN))
        == "4 ‹2 late›"
    )
    assert text(promises_cell(PortfolioRow(id="a", name="a", open_actions=4), EN)) == "4"
    assert text(promises_cell(PortfolioRow(id="a", name="a"), EN)) == "–"


def test_the_next_touch_is_shown_in_the_readers_zone() -> None:
    start = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    agreed = Touchpoint(id="t", account="acc1", date=start.date(), start=start, status="planned")
    shown = made(record(touchpoints=[agreed]))
    assert text(next_cell(shown, EN, TODAY, "America/Bogota")) == "○ Wed 18:30"


def test_a_renewal_counts_days_and_says_when_it_passed() -> None:
    days = {-3: "−3 d", 0: "0 d", 31: "31 d"}
    for ahead, shown in days.items():
        found = PortfolioRow(id="a", name="a", renewal=TODAY + timedelta(days=ahead))
        assert text(renewal_cell(found, EN, TODAY)) == shown


def test_bars_show_every_score() -> None:
    assert bars((None, 0, 50, 100)) == "·▁▄▇"
