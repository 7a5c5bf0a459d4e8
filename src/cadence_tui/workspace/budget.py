"""The contact budget of an account, by all that the store knows of it (T10)."""

from datetime import date

from cadence_tui.model.documents import Account
from cadence_tui.practice.contact_budget import Budget, budget_of
from cadence_tui.practice.working_time import is_day_over
from cadence_tui.workspace.public_holidays import days_off
from cadence_tui.workspace.session import Workspace


def contact_budget(ws: Workspace, account_id: str, wanted: date | None = None) -> Budget:
    """What an account has had of contact, and the first day from `wanted` on for more. Raises NotFound."""
    record, today = ws.records.record(account_id), ws.today()
    holidays = days_off(record.account.country, today)
    return budget_of(record, ws.rules.touch_model, today, wanted=wanted, holidays=holidays)


def owner_done(ws: Workspace, account: Account) -> str:
    """The id of an account's owner where their work of today has ended, else nothing."""
    owner = next((person for person in ws.records.people() if person.id == account.owner), None)
    return owner.id if owner and is_day_over(owner, ws.today(), ws.now()) else ""
