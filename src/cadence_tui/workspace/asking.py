"""What is due of one account, with all that the store knows of it (P1)."""

from datetime import date

from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.due.touches import Due, due_touches
from cadence_tui.practice.health.score import health
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of
from cadence_tui.workspace.public_holidays import days_off
from cadence_tui.workspace.session import Workspace


def due_of(ws: Workspace, record: AccountRecord, until: date) -> list[Due]:
    """The touches due of an account up to a day, by its health, and by the holidays of its country."""
    model, today, account = ws.rules.touch_model, ws.today(), record.account
    placed = {
        "segment": segment_of(account, model, today).value,
        "stage": stage_of(account, model, today).value,
    }
    band = health(record, ws.rules.health, **placed, today=today).band
    holidays = days_off(account.country, today)
    return due_touches(record, model, today=today, until=until, band=band, holidays=holidays)
