"""What leaves the house after a call: the recap mail and the text for a CRM (C8)."""

from zoneinfo import ZoneInfo

from cadence_tui.locale import speech
from cadence_tui.locale.speech import Speech
from cadence_tui.model.documents import Account, Call, Touchpoint
from cadence_tui.practice.recap import Recap, recap
from cadence_tui.views.crm import crm_text
from cadence_tui.views.names import names_of
from cadence_tui.workspace.closing import promises_of
from cadence_tui.workspace.session import Workspace


def recap_of(ws: Workspace, call_id: str) -> Recap:
    """The recap mail of a call, in the customer's language. Raises NotFound."""
    call = ws.records.get(Call, call_id)
    account = ws.records.get(Account, call.account)
    people = {person.id: person.name for person in ws.records.people()}
    upcoming = ws.records.get(Touchpoint, call.next_touch) if call.next_touch else None
    zone = ZoneInfo(account.timezone or ws.actor.timezone)
    when = upcoming.start.astimezone(zone) if upcoming and upcoming.start else None
    held = (call.started or ws.now()).astimezone(zone)
    return recap(
        call,
        account,
        promises_of(ws, call),
        ws.rules.recap_words(account.language),
        speech(account.language),
        day=held.date(),
        to=_reader(call),
        sender=ws.actor.name,
        names=people,
        next_touch=when or (upcoming.date if upcoming else None),
    )


def crm_of(ws: Workspace, call_id: str, reader: Speech) -> str:
    """A call as text for a CRM, in the reader's language. Raises NotFound."""
    call = ws.records.get(Call, call_id)
    upcoming = ws.records.get(Touchpoint, call.next_touch) if call.next_touch else None
    return crm_text(
        call,
        ws.records.get(Account, call.account),
        promises_of(ws, call),
        upcoming,
        names_of(ws.rules.touch_model, ws.records.people()),
        reader,
        zone=ws.actor.timezone,
    )


def _reader(call: Call) -> str:
    """The first name of whom the call was with; nothing for several."""
    return call.attendees[0].split(" ")[0] if len(call.attendees) == 1 else ""
