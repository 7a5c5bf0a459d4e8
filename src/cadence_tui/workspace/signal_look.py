"""Looks for signals: asks the rules about every account, and keeps what changed in one commit (T7)."""

from collections.abc import Iterable, Sequence

from cadence_tui.model.documents import Account, Signal
from cadence_tui.model.errors import Conflict
from cadence_tui.model.message import message
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.signals.detect import found_on
from cadence_tui.practice.signals.evidence import evidence_of
from cadence_tui.practice.signals.reconcile import Step, reconcile
from cadence_tui.workspace.ledger import reaches
from cadence_tui.workspace.session import PASSING, Edit, Workspace
from cadence_tui.workspace.signal_counts import Counts
from cadence_tui.workspace.signal_memory import remember, seen_today
from cadence_tui.workspace.signal_times import Times

_ROUNDS = 3
_CHUNK = 20


class Look:
    """A look at some accounts after another, for faces that do not wait; without `accounts` at all in reach.

    With `only_new` those are passed over that were looked at today and not touched since. Raises NotPermitted
    for readers. Of accounts that are not the actor's business nothing is looked at.
    """

    def __init__(
        self, ws: Workspace, accounts: Iterable[str] | None = None, *, only_new: bool = False
    ) -> None:
        ws.require_writer()
        self._seq, seen = ws.store.seq, seen_today(ws) if only_new else frozenset[str]()
        self._ws, self._times = ws, Times(ws)
        wanted = None if accounts is None else set(accounts)
        mine = (each for each in ws.records.accounts() if wanted is None or each.id in wanted)
        self._accounts: list[Account] = [e for e in mine if e.id not in seen and reaches(ws, e)]
        self._looked = [account.id for account in self._accounts]
        self._steps: list[Step] = []

    @property
    def waiting(self) -> tuple[Account, ...]:
        """The accounts still to be looked at."""
        return tuple(self._accounts)

    def some(self, most: int = _CHUNK) -> int:
        """Looks at some of the accounts that wait; answers how many still do."""
        records = self._ws.records
        for account in self._accounts[:most]:
            self._look(records.record(account.id))
        self._accounts = self._accounts[most:]
        return len(self._accounts)

    def all(self) -> None:
        """Looks at all that wait, in one pass over the store."""
        waiting = {account.id for account in self._accounts}
        for record in self._ws.records.all_records():
            if record.account.id in waiting:
                self._look(record)
        self._accounts = []

    def keep(self) -> Counts:
        """Keeps what was seen, if anything changed. Raises Conflict when others kept it meanwhile."""
        made: list[Signal] = [step.new for step in self._steps if step.was is None]
        edits: list[Edit] = [(step.was, step.new) for step in self._steps if step.was is not None]
        counts = _counts(self._steps)
        if self._steps:
            why = message(
                "Signals: {raised} new, {updated} updated, {woken} back, {ended} over",
                raised=counts.raised,
                updated=counts.updated,
                woken=counts.woken,
                ended=counts.ended,
            )
            # Whoever takes back their last act does not mean what the rules saw.
            alone = self._ws.store.seq == self._seq
            self._ws.commit(why, edits=edits, made=made, marks=PASSING)
            # What nobody else wrote meanwhile is this very look, and no reason to look again.
            self._seq = self._ws.store.seq if alone else self._seq
        if self._looked:
            remember(self._ws, self._looked, self._seq)
        return counts

    def _look(self, record: AccountRecord) -> None:
        rules, moment = self._ws.rules, self._times.moment(record.account)
        evidence = evidence_of(record, rules.touch_model, rules.health)
        found = found_on(evidence, moment.day)
        self._steps += reconcile(evidence, found, record.signals, moment)


def look_for_signals(ws: Workspace, accounts: Iterable[str] | None = None) -> Counts:
    """Raises, updates, wakes and ends the signals of some accounts, or of all in reach, in one commit.

    Whoever looks at the same moment has done it already: then it is looked again. Raises NotPermitted for
    readers, StoreError.
    """
    chosen = None if accounts is None else list(accounts)
    for _ in range(_ROUNDS):
        look = Look(ws, chosen)
        if chosen is None:
            look.all()
        while look.some():
            pass
        try:
            with ws.aside():
                return look.keep()
        except Conflict:
            ws.catch_up()
    return Counts()


def _counts(steps: Sequence[Step]) -> Counts:
    what = [step.what for step in steps]
    return Counts(
        raised=what.count("raised"),
        updated=what.count("updated"),
        woken=what.count("woken"),
        ended=what.count("ended"),
    )
