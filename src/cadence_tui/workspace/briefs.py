"""Gathers the brief before a call from the store, and marks its open questions as answered (C1)."""

from datetime import date
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Call, Entry, Touchpoint
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.message import message
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.model.text import fold
from cadence_tui.practice.agenda import find_agenda
from cadence_tui.practice.brief.look_back import look_back
from cadence_tui.practice.brief.page import BriefFiles, Preparation, Standing, brief
from cadence_tui.practice.health.score import health
from cadence_tui.practice.health.trend import moved
from cadence_tui.practice.observations import observations
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of
from cadence_tui.views.brief import BriefFacts
from cadence_tui.views.call_list import call_row
from cadence_tui.views.names import names_of
from cadence_tui.workspace.calls import account_name, agenda_of, call_of_touch, prepared_call
from cadence_tui.workspace.ledger import require_reach
from cadence_tui.workspace.session import Workspace


def brief_of(ws: Workspace, text: str) -> BriefFacts:
    """The brief that an id of a touchpoint or a call, or whatever means an account, asks for.

    Raises NotFound, and Refused naming the candidates where a name means several.
    """
    if ws.store.get("touchpoint", text) is not None:
        return touch_brief(ws, text)
    if ws.store.get("call", text) is not None:
        call = ws.records.get(Call, text)
        if call.status == "open" and call.touchpoint and ws.store.get("touchpoint", call.touchpoint):
            return touch_brief(ws, call.touchpoint)
        return account_brief(ws, call.account)
    return account_brief(ws, ws.records.account(text).id)


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


def answer_question(ws: Workspace, call_id: str, entry: Entry) -> Call:
    """Marks a question that was taken along from a call as answered; every later brief is free of it (C1).

    Raises NotPermitted, NotFound when the line is gone, Refused when it is no question or answered already.
    """
    call = ws.records.editable(Call, call_id)
    require_reach(ws, ws.records.editable(Account, call.account), call.owner)
    if entry not in call.entries:
        raise NotFound(message("This line was changed or struck out meanwhile"))
    if entry.mark != "question":
        raise Refused(message("This line is no question: {text}", text=entry.text))
    if entry.answered is not None:
        raise Refused(message("This question was answered already: {text}", text=entry.text))
    place, answered = call.entries.index(entry), replace(entry, answered=ws.now())
    entries = (*call.entries[:place], answered, *call.entries[place + 1 :])
    why = message(
        "Question answered, {account}: {text}", account=account_name(ws, call.account), text=entry.text
    )
    ws.commit(why, edits=[(call, replace(call, entries=entries))])
    return ws.records.get(Call, call_id)


def open_question(call: Call, words: str = "") -> Entry:
    """The unanswered question of a call that has these words in it; without any the only one.

    Raises NotFound for none, Refused naming the candidates for several.
    """
    found = [
        entry
        for entry in call.entries
        if entry.mark == "question" and entry.answered is None and fold(words) in fold(entry.text)
    ]
    if not found:
        raise NotFound(message("This call has no such open question"))
    if len(found) > 1:
        texts = " / ".join(entry.text for entry in found)
        raise Refused(message("Several questions are open: {texts}", texts=texts))
    return found[0]


def _brief(ws: Workspace, account_id: str, touch: Touchpoint | None) -> BriefFacts:
    record, today, rules = ws.records.record(account_id), ws.today(), ws.rules
    call = call_of_touch(ws, touch.id) if touch else None
    planned = call or prepared_call(ws, touch or _unplanned(ws, account_id))
    preparation = Preparation(
        source=call.id if call else touch.id if touch else account_id,
        agenda=agenda_of(ws, planned),
        booked_minutes=planned.booked_minutes,
        checked=planned.checklist,
        expected=touch.contact if touch else "",
    )
    files = BriefFiles(
        rules=rules.brief,
        health=rules.health,
        checklist=rules.checklist,
        suggestions=rules.suggestions,
        materials=rules.materials,
        most_suggestions=rules.agendas.guide.suggestions,
    )
    zone = ZoneInfo(ws.actor.timezone)
    since = look_back(record, today, zone).day
    return BriefFacts(
        account=record.account,
        brief=brief(
            record,
            standing=_standing(ws, record, since, today),
            observations=observations(record, rules.health, today),
            preparation=preparation,
            files=files,
            today=today,
            zone=zone,
        ),
        names=names_of(rules.touch_model, ws.records.people()),
        agenda=preparation.agenda,
        files=files,
        touch=touch,
        call=call,
        row=call_row(touch, record.account, call, now=ws.now(), zone=ws.actor.timezone) if touch else None,
    )


def _unplanned(ws: Workspace, account_id: str) -> Touchpoint:
    """The touchpoint of the call that would start now."""
    agenda = find_agenda(ws.rules.agendas, ws.rules.agendas.fallback)
    kind = next(iter(agenda.touches), agenda.id)
    return Touchpoint(id="", account=account_id, touch=kind, date=ws.today(), minutes=agenda.minutes)


def _standing(ws: Workspace, record: AccountRecord, since: date | None, today: date) -> Standing:
    """Health today, and against the day of the last call what moved it."""
    account: Account = record.account
    model, rules = ws.rules.touch_model, ws.rules.health
    segment, stage = segment_of(account, model, today).value, stage_of(account, model, today).value
    now = health(record, rules, segment=segment, stage=stage, today=today)
    standing = Standing(segment=segment, stage=stage, score=now.score, band=now.band)
    if since is None:
        return standing
    before = health(record, rules, segment=segment, stage=stage, today=since)
    movers = moved(record, rules, segment=segment, stage=stage, since=since, today=today)
    return replace(standing, before=before.score, movers=tuple(movers))
