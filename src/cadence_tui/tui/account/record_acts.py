"""What is done with the line under the cursor of the account page: edited, handed off, copied."""

from cadence_tui.model.documents import Call
from cadence_tui.model.record import AccountRecord
from cadence_tui.tui.view import View


def call_behind(record: AccountRecord, key: str) -> Call | None:
    """The call of a line: its own, or that of its touch."""
    return next((call for call in record.calls if key and key in (call.id, call.touchpoint)), None)


def edit_record(view: View, record: AccountRecord, key: str) -> bool:
    """Edits a risk, an opportunity, a hand-off, or amends a closed call; whether the line is of one."""
    from cadence_tui.tui.account.handoff_form import edit_handoff
    from cadence_tui.tui.account.outlook_forms import ask_opportunity, ask_risk

    for risk in record.risks:
        if risk.id == key:
            ask_risk(view, record.account.id, risk)
            return True
    for each in record.opportunities:
        if each.id == key:
            ask_opportunity(view, record.account.id, each)
            return True
    for handoff in record.handoffs:
        if handoff.id == key:
            edit_handoff(view, handoff)
            return True
    call = call_behind(record, key)
    if call is None or call.status != "closed":
        return False
    from cadence_tui.tui.call.amending import amend

    amend(view, call.id)
    return True


def new_record(view: View, account_id: str, part: str) -> bool:
    """Asks for what belongs into a part; whether anything of these does."""
    from cadence_tui.tui.account.handoff_form import new_handoff
    from cadence_tui.tui.account.outlook_forms import ask_opportunity, ask_risk

    match part:
        case "risks":
            ask_risk(view, account_id)
        case "expansion":
            ask_opportunity(view, account_id)
        case "promises":
            new_handoff(view, account_id)
        case _:
            return False
    return True


def hand_off_record(view: View, record: AccountRecord, key: str) -> None:
    """Hands off what a line is about: a risk, an opportunity, a promise; else something new."""
    from cadence_tui.tui.account.handoff_form import new_handoff

    known = [*record.risks, *record.opportunities, *record.actions]
    found = next((each for each in known if each.id == key), None)
    new_handoff(
        view,
        record.account.id,
        what=found.title if found else "",
        origin=found.origin if found else "",
    )


def copy_record(view: View, record: AccountRecord, key: str) -> bool:
    """Copies the text of a hand-off for the colleague; whether the line is of one."""
    found = next((each for each in record.handoffs if each.id == key), None)
    if found is None:
        return False
    from cadence_tui.tui.account.handoff_form import copy_handoff

    copy_handoff(view, found)
    return True
