"""Accounts with usage, tickets and answers, for the rules of signals."""

from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents import Signal, Survey, TeamUse, Ticket, Usage, UsageWeek
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.model.rules.signals import SignalRules
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.signals.detect import found_on
from cadence_tui.practice.signals.evidence import evidence_of
from cadence_tui.practice.signals.found import Found
from tests.practice.accounts import MODEL, account

TODAY = date(2026, 3, 4)  # a Wednesday
MONDAY = date(2026, 3, 2)
HEALTH = load_rules(HealthRules, "health")
RULES = MODEL.signals


def watching(*causes: str, **changes: Any) -> TouchModel:
    """The model with these causes only; `usage_drop={"least_logins": 5}` changes a rule."""
    wanted = causes or tuple(changes)
    rules = {cause: RULES.of(cause) for cause in wanted}
    rules = {cause: replace(rule, **changes.get(cause, {})) for cause, rule in rules.items() if rule}
    return replace(MODEL, signals=SignalRules(**rules))  # type: ignore[arg-type]


def record(**documents: Any) -> AccountRecord:
    """An account of a paying customer, with these documents."""
    return AccountRecord(**{"account": account(), **documents})


def usage(*, last: date = MONDAY - timedelta(weeks=1), seats: int = 0, **teams: list[int]) -> Usage:
    """Weekly logins by team, the last figure in the week of `last`; with seats, as many active as logins."""
    count = len(next(iter(teams.values())))
    weeks = [
        UsageWeek(
            week=last - timedelta(weeks=count - 1 - at),
            teams={
                team: TeamUse(logins=logins[at], active=logins[at] if seats else 0, seats=seats)
                for team, logins in teams.items()
            },
        )
        for at in range(count)
    ]
    return Usage(id="use", account="acc1", weeks=tuple(weeks))


def answer(score: float, day: date, contact: str = "c1", **fields: Any) -> Survey:
    """An answer to the NPS question."""
    return Survey(
        **{
            "id": f"s-{contact}-{day}-{score}",
            "account": "acc1",
            "contact": contact,
            "score": score,
            "date": day,
        }
        | fields
    )


def ticket(day: date, severity: str = "normal", **fields: Any) -> Ticket:
    """A ticket of a day."""
    return Ticket(
        **{
            "id": f"t-{day}-{severity}",
            "account": "acc1",
            "title": "Slow",
            "opened": day,
            "severity": severity,
        }
        | fields
    )


def found(given: AccountRecord, day: date = TODAY, model: TouchModel = MODEL) -> dict[str, Found]:
    """What is found, by cause; the last one of a cause."""
    return {each.cause: each for each in found_on(evidence_of(given, model, HEALTH), day)}


def signal(cause: str, **fields: Any) -> Signal:
    """A signal of a cause."""
    return Signal(**{"id": f"sig-{cause}", "account": "acc1", "cause": cause, **fields})
