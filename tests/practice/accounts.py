"""Accounts of every kind for the tests of the practice."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.model.documents import Account, Preferences, Touchpoint
from cadence_tui.model.money import Money
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.due.touches import Due, due_touches

MODEL = load_touch_model("check-in-guide")
TODAY = date(2026, 3, 2)  # a Monday
LONG_AGO = date(2023, 6, 5)
ARR = {"enterprise": 150_000, "mid_market": 50_000, "smb": 10_000, "tech_touch": 1_000}
# A start for which today is well inside the stage; pre-renewal by the renewal below.
START = {
    "onboarding": TODAY - timedelta(days=35),
    "early_adoption": TODAY - timedelta(days=90),
    "maturity": LONG_AGO,
    "pre_renewal": LONG_AGO,
}
RENEWAL = {"pre_renewal": TODAY + timedelta(days=85)}


def usd(amount: float) -> Money:
    return Money(Decimal(str(amount)), "USD")


def account(tier: str = "mid_market", start: date | None = LONG_AGO, **fields: Any) -> Account:
    return Account(
        **{
            "id": "acc1",
            "name": "Orbita",
            "owner": "ana",
            "arr": usd(ARR[tier]),
            "start": start,
            **fields,
        }
    )


def in_stage(tier: str, stage: str, **fields: Any) -> Account:
    return account(tier, START[stage], renewal=RENEWAL.get(stage), **fields)


def touch(day: date, kind: str = "check_in", status: str = "held", **fields: Any) -> Touchpoint:
    return Touchpoint(
        **{
            "id": f"{kind}-{day}-{status}",
            "account": "acc1",
            "touch": kind,
            "status": status,
            "channel": "email" if kind == "email_check_in" else "call",
            "date": day,
            **fields,
        }
    )


def all_held(day: date) -> list[Touchpoint]:
    """One of everything on a day: every clock stands there."""
    kinds = ("check_in", "business_review", "email_check_in", "in_app_tip", "renewal_90")
    return [touch(day, kind) for kind in kinds]


def wishes(**fields: Any) -> Preferences:
    return Preferences(**fields)


def due(
    of: Account,
    *touchpoints: Touchpoint,
    today: date = TODAY,
    weeks: float = 13,
    band: str = "",
    model: TouchModel = MODEL,
) -> list[Due]:
    record = AccountRecord(account=of, touchpoints=list(touchpoints))
    return due_touches(record, model, today=today, until=today + timedelta(weeks=weeks), band=band)


def only(found: list[Due], *kinds: str) -> list[Due]:
    return [item for item in found if item.touch in kinds]


def days(found: list[Due]) -> list[date]:
    return [item.ideal for item in found]


def codes(item: Due) -> list[str]:
    return [reason.code for reason in item.reasons]


def figures(item: Due, code: str) -> dict[str, Any]:
    """The figures of the first reason of that code."""
    return dict(next(reason.args for reason in item.reasons if reason.code == code))
