"""Acts around a running call: prepare, start, sections, pauses, speakers (C1-C5)."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import msgspec

from cadence_tui.model.documents import Account, Call, Contact, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.ids import shared_id
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.call import Agenda
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice import call_clock
from cadence_tui.practice.agenda import choose_agenda, find_agenda, reflow
from cadence_tui.workspace.at_once import beside_others
from cadence_tui.workspace.half_lines import led_by
from cadence_tui.workspace.ledger import require_reach
from cadence_tui.workspace.session import PASSING, Workspace


class CallStillOpen(Refused):
    """Another call of the actor is still open: its id, its account's name, that of the one wanted."""

    def __init__(self, call: str, *, other: str, wanted: str) -> None:
        super().__init__(message("A call is still open: {account}", account=other))
        self.call, self.other, self.wanted = call, other, wanted


def start_call(ws: Workspace, touch_id: str) -> Call:
    """Starts the call of a touchpoint; one that was started, by whomever, is answered as it is.

    Raises NotPermitted, Refused when the touchpoint is over, CallStillOpen.
    """
    return beside_others(ws, lambda: _start(ws, touch_id))


def _start(ws: Workspace, touch_id: str) -> Call:
    touch = ws.records.editable(Touchpoint, touch_id)
    call = call_of_touch(ws, touch.id)
    if call is not None and call.started:
        return call
    require_reach(ws, ws.records.editable(Account, touch.account), touch.owner)
    if touch.status not in OPEN_STATUSES:
        raise Refused(message("This call is over; its record stays as it is"))
    _refuse_second(ws, touch.account)
    fresh = call or prepared_call(ws, touch)
    started = call_clock.start(fresh, agenda_of(ws, fresh), ws.now())
    started = msgspec.structs.replace(started, owner=ws.actor.id)
    why = message("Call started: {account}", account=account_name(ws, touch.account))
    linked = msgspec.structs.replace(touch, call=fresh.id)
    if call is None:
        ws.commit(why, edits=[(touch, linked)], made=[started])
    else:
        ws.commit(why, edits=[(touch, linked), (call, started)])
    return ws.records.get(Call, fresh.id)


def start_ad_hoc(ws: Workspace, account_id: str) -> Call:
    """Starts a call with an account at once: the one running, today's planned one, or one without a plan.

    Raises what `start_call` raises.
    """
    return beside_others(ws, lambda: _start_ad_hoc(ws, account_id))


def _start_ad_hoc(ws: Workspace, account_id: str) -> Call:
    account = ws.records.get(Account, account_id)
    running = next((call for call in running_calls(ws) if call.account == account.id), None)
    if running is not None:
        return running
    require_reach(ws, account)
    today = ws.today()
    planned = [
        touch
        for touch in ws.records.open_touchpoints(account=account.id)
        if touch.date == today and touch.channel in LIVE_CHANNELS
    ]
    if planned:
        return _start(ws, min(planned, key=lambda touch: (touch.start is None, touch.start, touch.id)).id)
    _refuse_second(ws, account.id)
    agenda = find_agenda(ws.rules.agendas, ws.rules.agendas.fallback)
    touch = Touchpoint(
        id=_unplanned_id(ws, account.id),
        account=account.id,
        owner=ws.actor.id,
        touch=next(iter(agenda.touches), agenda.id),
        channel=LIVE_CHANNELS[0],
        date=today,
        start=ws.now(),
        minutes=agenda.minutes,
        ideal=today,
    )
    call = prepared_call(ws, touch)
    started = call_clock.start(call, agenda_of(ws, call), ws.now())
    why = message("Call started: {account}", account=account.name)
    ws.commit(why, made=[msgspec.structs.replace(touch, call=call.id), started])
    return ws.records.get(Call, call.id)


def _unplanned_id(ws: Workspace, account_id: str) -> str:
    """That of whoever else begins a call with the account in this moment: of two at once one begins."""
    day = ws.now().astimezone(UTC).date()
    names = (shared_id(day, account_id, "unplanned", str(nth)) for nth in count())
    return next(name for name in names if ws.store.get("touchpoint", name) is None)


def tick_checklist(ws: Workspace, touch_id: str, item: str) -> Call:
    """Ticks a point of the preparation list of a touchpoint's call, or takes the tick away (C1)."""
    if all(item != known.id for known in ws.rules.checklist.items):
        raise NotFound(message("The checklist has no point {name}", name=item))

    def ticked(call: Call) -> Call:
        done = item in call.checklist
        kept = tuple(name for name in call.checklist if name != item)
        return msgspec.structs.replace(call, checklist=kept if done else (*call.checklist, item))

    touch = ws.records.editable(Touchpoint, touch_id)
    why = message("Preparation of the call with {account}", account=account_name(ws, touch.account))
    return change_prepared(ws, touch, why, ticked)


def change_prepared(ws: Workspace, touch: Touchpoint, why: Message, change: Callable[[Call], Call]) -> Call:
    """Changes the call that a touchpoint has or will have, before it is started. Raises NotPermitted."""
    require_reach(ws, ws.records.editable(Account, touch.account), touch.owner)
    call = call_of_touch(ws, touch.id)
    new = change(call or prepared_call(ws, touch))
    if call is None:
        ws.commit(why, edits=[(touch, msgspec.structs.replace(touch, call=new.id))], made=[new])
    else:
        ws.commit(why, edits=[(call, new)])
    return ws.records.get(Call, new.id)


def step_section(ws: Workspace, call_id: str, by: int) -> Call:
    """Goes some sections on, or back when negative; sections ahead are fitted into the time left (C3)."""

    def stepped(call: Call, now: datetime) -> Call:
        return reflow(call_clock.step(call, by, now), agenda_of(ws, call))

    return pass_on(ws, call_id, message("Next section"), stepped)


def switch_section(ws: Workspace, call_id: str, section: str) -> Call:
    """Goes to a section; sections ahead are fitted into the time left (C3). Raises NotFound."""

    def switched(call: Call, now: datetime) -> Call:
        return reflow(call_clock.switch(call, section, now), agenda_of(ws, call))

    return pass_on(ws, call_id, message("Next section"), switched)


def toggle_speaker(ws: Workspace, call_id: str) -> Call:
    """Says that the other side speaks now; the first time that is the customer (C5)."""

    def toggled(call: Call, now: datetime) -> Call:
        return call_clock.speak(call, "us" if call.speaker == "them" else "them", now)

    return pass_on(ws, call_id, message("Speaker"), toggled)


def pause_call(ws: Workspace, call_id: str) -> Call:
    """Stops the clocks."""
    return pass_on(ws, call_id, message("Call paused"), call_clock.pause)


def resume_call(ws: Workspace, call_id: str) -> Call:
    """Lets the clocks run again."""

    def resumed(call: Call, now: datetime) -> Call:
        return msgspec.structs.replace(call_clock.resume(call, now), ended=None)

    return pass_on(ws, call_id, message("Call resumed"), resumed)


def hang_up(ws: Workspace, call_id: str) -> Call:
    """Stops the clocks for good; the call stays open until its record is closed."""
    return pass_on(ws, call_id, message("Hung up"), call_clock.stop)


def pass_on(ws: Workspace, call_id: str, why: Message, change: Callable[[Call, datetime], Call]) -> Call:
    """Changes a call in a way that nobody wants to take back later. Raises what `open_call` raises."""
    was = open_call(ws, call_id)
    ws.commit(why, edits=[(was, change(was, ws.now()))], marks=PASSING)
    return ws.records.get(Call, call_id)


def take_over(ws: Workspace, call_id: str) -> Call:
    """Leads a call from now on that somebody else has led. Raises CallStillOpen, and as `open_call` does."""
    call = open_call(ws, call_id)
    _refuse_second(ws, call.account)
    why = message("Call taken over: {account}", account=account_name(ws, call.account))
    ws.commit(why, edits=[(call, led_by(call, ws.actor.id))])
    return ws.records.get(Call, call_id)


# -- finding -------------------------------------------------------------------------


def running_calls(ws: Workspace) -> list[Call]:
    """Calls of the actor that were started and not closed, the latest first."""
    own = [call for call in ws.records.open_calls() if call.owner == ws.actor.id and call.started]
    # One whose account was removed can only be left.
    own = [call for call in own if ws.store.get("account", call.account) is not None]
    return sorted(own, key=lambda call: call.id, reverse=True)


def call_of_touch(ws: Workspace, touch_id: str) -> Call | None:
    """The open call of a touchpoint."""
    return next((call for call in ws.records.open_calls() if call.touchpoint == touch_id), None)


def touch_of_call(ws: Workspace, call: Call) -> Touchpoint | None:
    """The touchpoint of a call, if it has one; as it was, if it was removed meanwhile."""
    return ws.records.editable(Touchpoint, call.touchpoint) if call.touchpoint else None


def call_to_go_on(ws: Workspace, call_id: str) -> Call | None:
    """The call as it is now; None when it or its account was removed, so that it cannot go on."""
    if ws.store.get("call", call_id) is None:
        return None
    call = ws.records.get(Call, call_id)
    return call if ws.store.get("account", call.account) is not None else None


def is_own_removal(ws: Workspace, call_id: str) -> bool:
    """Whether it was the actor who removed a call that is no longer there, by taking its start back."""
    history = ws.store.history("call", call_id)
    return bool(history) and history[-1].who == ws.actor.id


def open_call(ws: Workspace, call_id: str) -> Call:
    """A call to write in, as it was if it was removed meanwhile.

    Raises NotFound, NotPermitted for readers and people of other pods, Refused when it is closed.
    """
    call = ws.records.editable(Call, call_id)
    require_reach(ws, ws.records.editable(Account, call.account), call.owner)
    if call.status == "closed":
        raise Refused(message("This call is closed already"))
    return call


def agenda_of(ws: Workspace, call: Call) -> Agenda:
    """The agenda of a call; the fallback where a changed rule file knows it no longer."""
    try:
        return find_agenda(ws.rules.agendas, call.agenda)
    except NotFound:
        return find_agenda(ws.rules.agendas, ws.rules.agendas.fallback)


def prepared_call(ws: Workspace, touch: Touchpoint) -> Call:
    """The call that a touchpoint will have; not stored yet."""
    fallback = find_agenda(ws.rules.agendas, ws.rules.agendas.fallback).minutes
    minutes = touch.minutes or fallback
    agenda = choose_agenda(ws.rules.agendas, touch.touch, minutes)
    contacts = ws.records.of_account(Contact, touch.account) if touch.contact else []
    return Call(
        id=ws.new_id(),
        account=touch.account,
        owner=touch.owner,
        touchpoint=touch.id,
        agenda=agenda.id,
        booked_minutes=minutes,
        attendees=tuple(person.name for person in contacts if person.id == touch.contact),
    )


def account_name(ws: Workspace, account_id: str) -> str:
    """The name of an account, also of one that was removed."""
    return ws.records.editable(Account, account_id).name


def _refuse_second(ws: Workspace, account_id: str) -> None:
    other = next((call for call in running_calls(ws) if call.account != account_id), None)
    if other is not None:
        named = account_name(ws, other.account)
        raise CallStillOpen(other.id, other=named, wanted=account_name(ws, account_id))
