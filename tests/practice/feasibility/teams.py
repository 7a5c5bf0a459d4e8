"""Small teams for the tests of feasibility: accounts that ask for what a test wants, and nothing else."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Person, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.planning.diary import capacity
from cadence_tui.practice.feasibility.team import Team
from tests.practice.accounts import LONG_AGO, MODEL, TODAY, usd

QUIET = replace(MODEL, communications=(), at_risk=None, blackouts=())
"""The shipped model without what would disturb a count: messages, risk, seasons."""


def every(days: float, segment: str = "smb", model: TouchModel = QUIET) -> TouchModel:
    """A model in which every stage of a segment has one call of 30 + 10 minutes so often, and no steps."""
    rules = tuple(
        replace(rule, every_days=days, weekdays=(), channel="call", minutes=30, work_minutes=10)
        for rule in model.rules
        if rule.segment != segment or rule.touch == "check_in"
    )
    first = next(rule for rule in rules if rule.touch == "check_in")
    stages = [stage.id for stage in model.stages]
    only = tuple(replace(first, segment=segment, stage=stage, delivered_by="csm") for stage in stages)
    only = tuple(replace(rule, every_days=days, tolerance_days=3, guideline_days=None) for rule in only)
    others = tuple(rule for rule in rules if rule.segment != segment)
    return replace(model, rules=(*only, *others), new_account=(), renewal=())


def csm(name: str, **fields: Any) -> Person:
    return Person(**{"id": name, "name": name.title(), "login": name, "pod": "norte", **fields})


def customer(number: int | str, owner: str = "ana", arr: float = 10_000, **fields: Any) -> Account:
    start = {"id": f"acc{number}", "name": f"Account {number}", "owner": owner, "arr": usd(arr)}
    return Account(**{**start, "start": LONG_AGO, **fields})


def records(accounts: Iterable[Account], *touchpoints: Touchpoint) -> dict[str, AccountRecord]:
    found = {account.id: AccountRecord(account=account) for account in accounts}
    for touch in touchpoints:
        found[touch.account].touchpoints.append(touch)
    return found


def held(account: Account, day: date = TODAY - timedelta(days=7)) -> Touchpoint:
    return Touchpoint(
        id=f"held-{account.id}", account=account.id, channel="call", status="held", date=day, minutes=30
    )


def team(
    accounts: Iterable[Account],
    *people: Person,
    touchpoints: Iterable[Touchpoint] = (),
    model: TouchModel = QUIET,
    today: date = TODAY,
    weeks: int = 13,
    **fields: Any,
) -> Team:
    return Team(
        records=records(accounts, *touchpoints),
        people=people or (csm("ana"),),
        bands={},
        holidays=fields.pop("holidays", {}),
        capacity=capacity,
        model=model,
        today=today,
        weeks=weeks,
        **fields,
    )
