"""Closing a call in one transaction, and amending its record later (C7)."""

from datetime import date, time
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from cadence_tui.model.documents import Account, Action, Call, Contact, Touchpoint
from cadence_tui.model.documents.call import Adoption, Outcome, Relationship, Sentiment
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import Message, message
from cadence_tui.practice import call_clock, closing
from cadence_tui.practice.aftermath import Ground, thing_shared
from cadence_tui.views.names import Names, names_of
from cadence_tui.workspace.aftermath import ground_of, left_behind, signal_rule
from cadence_tui.workspace.at_once import beside_others
from cadence_tui.workspace.bearers import Bearers, Bearing, borne, borne_lines, likely_bearers
from cadence_tui.workspace.calls import account_name, open_call, touch_of_call
from cadence_tui.workspace.covering import made_for
from cadence_tui.workspace.half_lines import finished, unfinished
from cadence_tui.workspace.ledger import require_reach
from cadence_tui.workspace.session import PASSING, Edit, Workspace
from cadence_tui.workspace.signal_answers import answered

if TYPE_CHECKING:
    from cadence_tui.workspace.next_touch import Slot

WRITTEN = frozenset({"entries", "actions", "draft", "half_lines"})
"""What others may still write while a call is being closed; it is closed with that."""
NAMED_ALL: Bearers = {}
"""Where every promise belongs to somebody already."""


class CallRecord(Struct, frozen=True, kw_only=True):
    """What a person says about a call; a thing to share that begins with `=` is on its way already."""

    summary: str = ""
    key_points: tuple[str, ...] = ()
    sentiment: Sentiment | None = None
    adoption: Adoption | None = None
    relationship: Relationship | None = None
    concerns: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    forecast: str = ""
    shared: tuple[str, ...] = ()
    outcome: Outcome = "held"


TYPED = WRITTEN | {*CallRecord.__struct_fields__}
"""What nobody may write any more in the moment in which a call is closed."""


class Draft(Struct, frozen=True, kw_only=True):
    """A call about to be closed, or amended: its record prefilled, its promises, loose ends.

    `slots` are times for the next touch, the best one first, `usual` the hour for a day that is typed;
    `unfinished` tells of lines that others have begun, `contacts` who may have been there, `bearers` whose a
    promise of nobody may be, `ground` what is known of the account; `stored` is the call as it is, `before`
    the same of one that is amended.
    """

    call: Call
    stored: Call
    actions: tuple[Action, ...]
    slots: "tuple[Slot, ...]"
    loose_ends: tuple[Message, ...]
    unfinished: tuple[Message, ...]
    names: Names
    contacts: tuple[str, ...]
    ground: Ground
    bearers: tuple[Bearing, ...] = ()
    usual: time | None = None
    before: Call | None = None


def closing_draft(ws: Workspace, call_id: str, language: str = "") -> Draft:
    """What the closing of a call begins with, its mood understood in the typist's `language` too."""
    call = open_call(ws, call_id)
    # Loaded here: a call that is recorded from a file is offered no times.
    from cadence_tui.workspace.next_touch import next_slots, usual_hour

    languages = dict.fromkeys((ws.records.get(Account, call.account).language, language or "en"))
    filled = call
    for each in languages:
        words = ws.rules.capture_words(each).sentiment
        filled = closing.prefill(filled, words, ws.rules.agendas.guide.summary_lines)
    draft = _draft(ws, filled, call)
    return msgspec.structs.replace(
        draft,
        slots=tuple(next_slots(ws, call)),
        usual=usual_hour(ws, call),
        bearers=likely_bearers(ws, call, draft.contacts),
    )


def amending_draft(ws: Workspace, call_id: str) -> Draft:
    """What the amending of a closed call begins with: its record as it stands.

    Raises NotFound, NotPermitted, and Refused for a call that is still open.
    """
    call = closed_call(ws, call_id)
    return _draft(ws, call, call, before=call)


def keep_record(
    ws: Workspace, call_id: str, record: CallRecord, *, reason: str = "", seen: CallRecord | None = None
) -> Call:
    """Keeps a record as far as it is typed, so that nothing is lost with the connection (C7).

    Only what differs from the one that was `seen`, when that is told: the rest may be somebody else's.
    """
    ws.require_writer()
    return beside_others(ws, lambda: _keep(ws, call_id, record, seen, reason))


def _keep(ws: Workspace, call_id: str, record: CallRecord, seen: CallRecord | None, reason: str) -> Call:
    call = open_call(ws, call_id)
    said = msgspec.structs.asdict(record)
    if seen is not None:
        said = {name: value for name, value in said.items() if value != getattr(seen, name)}
    new = msgspec.structs.replace(call, **said, no_next_reason=reason)
    ws.commit(message("Draft"), edits=[(call, new)], marks=PASSING)
    return ws.records.get(Call, call_id)


def close_call(
    ws: Workspace,
    call_id: str,
    record: CallRecord,
    *,
    next_touch: "Slot | None",
    reason: str = "",
    bearers: Bearers = NAMED_ALL,
) -> Call:
    """Closes a call: its record, the held touchpoint, the next one, what it carried along and leaves behind.

    All at once. `bearers` says whose the promises of nobody are. Raises Refused naming everything that
    forbids closing: no next touch and no reason, a promise of nobody.
    """
    ws.require_writer()
    return beside_others(ws, lambda: _close(ws, call_id, record, next_touch, reason, bearers), over=WRITTEN)


def _close(
    ws: Workspace,
    call_id: str,
    record: CallRecord,
    next_touch: "Slot | None",
    reason: str,
    bearers: Bearers,
) -> Call:
    call = open_call(ws, call_id)
    promised = promises_of(ws, call)
    actions = borne(ws, promised, bearers)
    upcoming = _touchpoint(ws, call, next_touch)
    refuse_faults(closing.check(call, actions, upcoming, reason, ws.today()))
    if upcoming is not None and next_touch is not None and next_touch.typed:
        _refuse_clash(ws, upcoming)
    agreed_already = next_touch is not None and bool(next_touch.planned)
    stopped = msgspec.structs.replace(
        finished(call_clock.stop(borne_lines(call, bearers), ws.now()), ws.now()),
        status="closed",
        **_said(record, call),
        next_touch=upcoming.id if upcoming else "",
        no_next_reason="" if upcoming else reason,
    )
    left = left_behind(ws, ws.records.get(Account, call.account), stopped, actions)
    closed = settled(stopped, left.promised)
    signals = answered(ws, touch_of_call(ws, call))
    named = [(was, new) for was, new in zip(promised, actions, strict=True) if was != new]
    edits: list[Edit] = [(call, closed), *named, *_held(ws, call), *carried(ws, call), *signals]
    made = [upcoming] if upcoming and not agreed_already else []
    why = message("Call closed: {account}", account=account_name(ws, call.account))
    ws.commit(why, edits=together(edits, left.edits), made=[*made, *left.made], claimed=TYPED)
    return ws.records.get(Call, call_id)


def amend_call(ws: Workspace, call_id: str, record: CallRecord, *, seen: Call | None = None) -> Call:
    """Puts the record of a call right later; the log keeps what it said before.

    What is new in it leaves behind what it would have left when the call was closed; what was made then stays
    linked. Raises NotFound, NotPermitted, Refused for an open call or when nothing changes, and Conflict for
    one that was amended since it was `seen`.
    """
    now = closed_call(ws, call_id)
    call = seen or now
    said = msgspec.structs.replace(call, **_said(record, call))
    actions = promises_of(ws, call)
    account = ws.records.editable(Account, call.account)
    left = left_behind(ws, account, said, actions, before=call)
    new = settled(said, left.promised)
    if new == call:
        raise Refused(message("That changes nothing: {what}", what=account.name))
    why = message("Record of a call amended: {account}", account=account.name)
    ws.commit(why, edits=[(call, new), *left.edits], made=left.made)
    return ws.records.get(Call, call_id)


def promises_of(ws: Workspace, call: Call) -> list[Action]:
    """The action items that came out of a call."""
    return [action for action in ws.records.of_account(Action, call.account) if action.origin == call.id]


def refuse_faults(faults: list[Message]) -> None:
    """Raises Refused with the first fault, all of them being named in its figures."""
    if len(faults) == 1:
        raise Refused(faults[0])
    if faults:
        raise Refused(message("{fault} · and more: {count}", fault=faults[0], count=len(faults) - 1))


def carried(ws: Workspace, call: Call) -> list[Edit]:
    """Promises of earlier calls that stay open go along with this one (A1)."""
    return [
        (action, msgspec.structs.replace(action, carried=(*action.carried, call.id)))
        for action in ws.records.live_actions(account=call.account)
        if action.origin != call.id and call.id not in action.carried
    ]


def settled(call: Call, promised: tuple[str, ...]) -> Call:
    """The record without the marks of what was sent, and with the promises made of the rest."""
    return msgspec.structs.replace(
        call,
        shared=tuple(thing_shared(thing) for thing in call.shared),
        actions=(*call.actions, *promised),
    )


def together(edits: list[Edit], more: list[Edit]) -> list[Edit]:
    """Changes of one document as one change: a signal may be answered by a call and raised again in it."""
    later = {new.id: new for _, new in more}
    known = {was.id for was, _ in edits}
    return [
        *((was, later.get(was.id, new)) for was, new in edits),
        *((was, new) for was, new in more if was.id not in known),
    ]


def _draft(ws: Workspace, call: Call, stored: Call, *, before: Call | None = None) -> Draft:
    account = ws.records.editable(Account, call.account)
    actions = promises_of(ws, call)
    contacts = ws.records.of_account(Contact, account.id)
    names = names_of(ws.rules.touch_model, ws.records.people())
    return Draft(
        call=call,
        stored=stored,
        actions=tuple(actions),
        slots=(),
        loose_ends=tuple(closing.loose_ends(call, actions)),
        unfinished=tuple(
            message("{name} has an unfinished line: {text}", name=names.person(person), text=text)
            for person, text in unfinished(stored)
            if person != ws.actor.id
        ),
        names=names,
        contacts=tuple(contact.name for contact in contacts if not contact.left),
        ground=ground_of(ws, account, cause_watched=signal_rule(ws) is not None),
        before=before,
    )


def _refuse_clash(ws: Workspace, touch: Touchpoint) -> None:
    # Loads the planner, which slots that were offered do not need.
    from cadence_tui.workspace.touches import clash_at

    clash = clash_at(ws, touch)
    if clash is not None:
        raise Refused(clash)


def closed_call(ws: Workspace, call_id: str) -> Call:
    """A call whose record can be amended. Raises NotFound, NotPermitted, Refused for one that is open."""
    call = ws.records.editable(Call, call_id)
    require_reach(ws, ws.records.editable(Account, call.account), call.owner)
    ws.expect([call])
    if call.status != "closed":
        raise Refused(message("This call is still open: close it first"))
    return call


def _said(record: CallRecord, call: Call) -> dict[str, Any]:
    """The fields of a record; who was there stays when the record does not say."""
    said = msgspec.structs.asdict(record)
    return {**said, "attendees": record.attendees or call.attendees}


def _touchpoint(ws: Workspace, call: Call, slot: "Slot | None") -> Touchpoint | None:
    if slot is None:
        return None
    if slot.planned:
        return ws.records.editable(Touchpoint, slot.planned)
    made = slot.touchpoint(ws.new_id(), call.account, call.owner or ws.actor.id)
    return made_for(ws, made, touch_of_call(ws, call))


def _held(ws: Workspace, call: Call) -> list[Edit]:
    touch = touch_of_call(ws, call)
    if touch is None or touch.status not in OPEN_STATUSES:
        return []
    return [(touch, msgspec.structs.replace(touch, status="held", date=_day(ws, call), call=call.id))]


def _day(ws: Workspace, call: Call) -> date:
    started = call.started or ws.now()
    return started.astimezone(ws.local_now().tzinfo).date()
