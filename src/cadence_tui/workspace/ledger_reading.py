"""Reading the ledger: all promises with what words them, and the page of one (A1-A3)."""

from datetime import datetime

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Action, Person
from cadence_tui.views.action_lines import Happened, history_lines, promise_lines
from cadence_tui.views.lines import TextLine
from cadence_tui.views.reader import Reader
from cadence_tui.workspace.covering import covered_by
from cadence_tui.workspace.session import Workspace, act_of


class Ledger(Struct, frozen=True, kw_only=True):
    """Every promise, closed ones too, with accounts and people by id.

    `covered` are the accounts that the acting person looks after for others today.
    """

    actions: list[Action]
    accounts: dict[str, Account]
    people: dict[str, Person]
    covered: frozenset[str] = frozenset()


def read_ledger(ws: Workspace) -> Ledger:
    """The whole ledger."""
    return Ledger(
        actions=list(ws.records.every(Action)),
        accounts={account.id: account for account in ws.records.accounts()},
        people={person.id: person for person in ws.records.people()},
        covered=frozenset(covered_by(ws, ws.actor.id)),
    )


def read_page(ws: Workspace, action_id: str, speech: Speech, *, history: bool = False) -> list[TextLine]:
    """All about a promise in the reader's words. Raises NotFound."""
    action = ws.records.get(Action, action_id)
    reader = reader_of(ws, speech)
    lines = promise_lines(action, ws.records.record(action.account), reader)
    return [*lines, *history_lines(_happened(ws, action_id), reader)] if history else lines


def reader_of(ws: Workspace, speech: Speech) -> Reader:
    """The actor as a reader of that language."""
    people = {person.id: person.name for person in ws.records.people()}
    return Reader(speech=speech, today=ws.today(), zone=ws.actor.timezone, people=people)


def _happened(ws: Workspace, action_id: str) -> list[Happened]:
    return [
        Happened(at=datetime.fromisoformat(commit.at), who=commit.who, what=act_of(commit))
        for commit in ws.store.history("action", action_id)
        if "text" in commit.why
    ]
