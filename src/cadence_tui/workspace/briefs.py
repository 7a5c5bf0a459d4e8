"""Gathers the brief before a call from the store (C1)."""

from datetime import date

from cadence_tui.model.documents import Account, Call, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.brief import Preparation, brief, last_call
from cadence_tui.practice.brief_lines import held_at
from cadence_tui.practice.health.result import Movement
from cadence_tui.practice.health.trend import moved
from cadence_tui.practice.observations import observations
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of
from cadence_tui.views.brief import BriefFacts
from cadence_tui.views.names import names_of
from cadence_tui.workspace.calls import agenda_of, call_of_touch, prepared_call
from cadence_tui.workspace.session import Workspace


def account_brief(ws: Workspace, account_id: str) -> BriefFacts:
    """The brief for the next call with an account, planned or not. Raises NotFound."""
    today = ws.today()
    coming = [
        touch
        for touch in ws.records.open_touchpoints(account=account_id)
        if touch.channel in LIVE_CHANNELS and touch.date >= today
    ]
    return _brief(ws, account_id, min(coming, key=lambda touch: (touch.date, touch.id), default=None))


def touch_brief(ws: Workspace, touch_id: str) -> BriefFacts:
    """The brief for the call of a touchpoint. Raises NotFound."""
    touch = ws.records.get(Touchpoint, touch_id)
    return _brief(ws, touch.account, touch)


def _brief(ws: Workspace, account_id: str, touch: Touchpoint | None) -> BriefFacts:
    record, today, rules = ws.records.record(account_id), ws.today(), ws.rules
    call = call_of_touch(ws, touch.id) if touch else None
    planned = call or prepared_call(ws, touch or Touchpoint(id="", account=account_id, date=today))
    preparation = Preparation(
        agenda=agenda_of(ws, planned),
        booked_minutes=planned.booked_minutes,
        checklist=rules.checklist,
        checked=planned.checklist,
        suggestions=rules.suggestions,
        most_suggestions=rules.agendas.guide.suggestions,
    )
    return BriefFacts(
        account=record.account,
        brief=brief(
            record,
            movers=_movers(ws, record, last_call(record), today),
            observations=observations(record, rules.health, today),
            preparation=preparation,
            today=today,
        ),
        names=names_of(rules.touch_model, ws.records.people()),
        agenda=preparation.agenda,
        checklist=rules.checklist,
        suggestions=rules.suggestions,
        touch=touch,
        call=call,
    )


def _movers(ws: Workspace, record: AccountRecord, last: Call | None, today: date) -> list[Movement]:
    """What moved the score since the last call by what rounds to a point."""
    since = held_at(last) if last else None
    if since is None:
        return []
    account: Account = record.account
    model = ws.rules.touch_model
    movements = moved(
        record,
        ws.rules.health,
        segment=segment_of(account, model, today).value,
        stage=stage_of(account, model, today).value,
        since=since.date(),
        today=today,
    )
    return [movement for movement in movements if round(movement.after - movement.before)]
