"""Reading the ledger: all promises with what words them, and the page of one (A1-A3)."""

from datetime import date, datetime, timedelta

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Account, Action, Person
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.views.action_lines import Happened, history_lines, promise_lines
from cadence_tui.views.lines import TextLine
from cadence_tui.views.reader import Reader
from cadence_tui.workspace.covering import covered_by
from cadence_tui.workspace.session import Workspace, act_of

_DAY = timedelta(days=1)


class Ledger(Struct, frozen=True, kw_only=True):
    """The live promises and those done since Monday, with accounts and people by id.

    `covered` are the accounts that the acting person looks after for others today.
    """

    actions: list[Action]
    accounts: dict[str, Account]
    people: dict[str, Person]
    covered: frozenset[str] = frozenset()


class LedgerBook:
    """Reads the ledger again and again: what is closed for long is gone through once a day only."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._day: date | None = None
        self._done: set[str] = set()
        """Ids of promises that are known to have been done since Monday; some may be open again."""

    def read(self) -> Ledger:
        """The ledger as it is now."""
        records = self._ws.records
        return Ledger(
            actions=self._actions(),
            accounts={account.id: account for account in records.accounts()},
            people={person.id: person for person in records.people()},
            covered=frozenset(covered_by(self._ws, self._ws.actor.id)),
        )

    def _actions(self) -> list[Action]:
        ws, today = self._ws, self._ws.today()
        if today != self._day:
            found = (action for action in ws.records.every(Action) if self._is_done_lately(action, today))
            self._day, self._done = today, {action.id for action in found}
        held = {action.id: action for action in ws.records.actions_at_hand()}
        # What is done goes out of memory some time after: what was seen once is asked for by its id.
        self._done |= {action.id for action in held.values() if self._is_done_lately(action, today)}
        there = (each for each in self._done - held.keys() if ws.store.get("action", each) is not None)
        lately = [ws.records.get(Action, each) for each in there]
        return [
            action
            for action in (*held.values(), *lately)
            if action.status in LIVE_STATUSES or self._is_done_lately(action, today)
        ]

    def _is_done_lately(self, action: Action, today: date) -> bool:
        # A day more than the week has: the reader's day may have begun before that of UTC.
        return (
            action.status == "done" and action.done is not None and action.done.date() >= monday(today) - _DAY
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
