"""What a call from a file names must be known here, and fit together: every fault with field and expected."""

from collections.abc import Collection, Iterator
from datetime import datetime

from cadence_tui.exchange.call_file import CallFile
from cadence_tui.exchange.faults import Faults
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents import Account, Action, Call, OwnQuestion
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.message import message
from cadence_tui.practice.questions import all_questions
from cadence_tui.workspace.session import Workspace


def refuse_strange(ws: Workspace, file: CallFile, account: Account) -> None:
    """Raises BadInput for another account than that of the call, and for ids that the store does not know."""
    faults, call = Faults(file.file), file.call
    if call.account and not _means(ws, call.account, account):
        expected = message("{account}, with which the call is recorded", account=account.name)
        faults.add(expected, field="account", found=call.account)
    agendas = [agenda.id for agenda in ws.rules.agendas.agendas]
    if "agenda" in file.said and call.agenda not in agendas:
        faults.add(
            message("one of: {choices}", choices=", ".join(agendas)), field="agenda", found=call.agenda
        )
    points = [item.id for item in ws.rules.checklist.items]
    for field, item in _strangers("checklist", call.checklist, points):
        faults.add(message("one of: {choices}", choices=", ".join(points)), field=field, found=item)
    if call.asked:
        for field, item in _strangers("asked", call.asked, _questions(ws)):
            faults.add(message("the id of a question"), field=field, found=item)
    made = {action.id for action in ws.records.of_account(Action, account.id)} if call.actions else ()
    for field, item in _strangers("actions", call.actions, made):
        expected = message(
            "the id of a promise to {account}; new ones go into promises", account=account.name
        )
        faults.add(expected, field=field, found=item)
    faults.raise_any()


def refuse_backwards(ws: Workspace, file: CallFile, started: datetime, ended: datetime) -> None:
    """Raises BadInput for a call that ends before it begins, or is still to end."""
    faults = Faults(file.file)
    if ended < started:
        expected = message("an instant after {start}", start=started.isoformat())
        faults.add(expected, field="ended", found=ended.isoformat())
    elif ended > ws.now():
        faults.add(message("an instant that is not still to come"), field="ended", found=ended.isoformat())
    faults.raise_any()


def refuse_beyond(file: CallFile, call: Call, names: Collection[str]) -> None:
    """Raises BadInput naming each field that would change and is none of the `names` that may."""
    faults = Faults(file.file)
    for name in sorted(file.said - {*names, "kind", "rev"}):
        if getattr(file.call, name) != getattr(call, name):
            expected = message("a field that can be amended: {names}", names=", ".join(names))
            faults.add(expected, field=name, found=name)
    faults.raise_any()


def _means(ws: Workspace, text: str, account: Account) -> bool:
    try:
        return ws.records.account(text).id == account.id
    except (NotFound, Refused):
        return False


def _strangers(field: str, told: Collection[str], known: Collection[str]) -> Iterator[tuple[str, str]]:
    return ((f"{field}[{place}]", item) for place, item in enumerate(told) if item not in known)


def _questions(ws: Workspace) -> set[str]:
    """The ids of the banks of all languages, and of the team's own questions."""
    banks = (all_questions(ws.rules.questions(language)) for language in LANGUAGES)
    return {*(name for bank in banks for name in bank), *(each.id for each in ws.records.every(OwnQuestion))}
