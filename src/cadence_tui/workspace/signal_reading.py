"""Reading signals: the list, one account's, and what the rules would have raised in the past."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import partial

from msgspec import Struct

from cadence_tui.model.documents import Signal
from cadence_tui.model.errors import NotFound, WrongUsage
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.signals.evidence import evidence_of
from cadence_tui.practice.signals.replay import Episode, replay
from cadence_tui.views.signals import SignalRow, signal_rows
from cadence_tui.views.words import Words
from cadence_tui.workspace.ledger import reaches
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.signal_times import Times

DEFAULT_BACK = timedelta(weeks=13)
_MOST_BACK = timedelta(weeks=106)


class Replayed(Struct, frozen=True, kw_only=True):
    """What the rules would have raised between two days, both included, at so many accounts."""

    since: date
    until: date
    accounts: int
    causes: tuple[str, ...]
    episodes: list[Episode]
    names: Mapping[str, str]


def read_signals(ws: Workspace, words: Words, *, closed: bool = False) -> list[SignalRow]:
    """Open signals by deadline; with `closed` also those that were put off or settled."""
    found = (signal for signal in ws.records.every(Signal) if closed or signal.status == "open")
    return rows_of(ws, words, found)


def rows_of(ws: Workspace, words: Words, signals: Iterable[Signal]) -> list[SignalRow]:
    """The rows of some signals."""
    return signal_rows(
        signals,
        {account.id: account for account in ws.records.accounts()},
        {person.id: person for person in ws.records.people()},
        ws.records.open_touchpoints(),
        ws.rules.touch_model.signals,
        words,
        ws.now(),
    )


def replay_signals(
    ws: Workspace, since: date | None, *, causes: Collection[str] = (), model: TouchModel | None = None
) -> Replayed:
    """Asks the rules of a model, else of that in force, what they saw since a day; writes nothing.

    Of the accounts that are the actor's business, for readers all. Raises WrongUsage for a day that is to
    come or long past, NotFound for a cause that the model does not watch.
    """
    until = ws.today()
    first = until - DEFAULT_BACK if since is None else since
    used = model or ws.rules.touch_model
    _check(first, until, causes, used)
    times = Times(ws)
    episodes: list[Episode] = []
    names: dict[str, str] = {}
    for record in ws.records.all_records():
        account = record.account
        if not reaches(ws, account):
            continue
        names[account.id] = account.name
        deadline = partial(times.deadline_day, account)
        evidence = evidence_of(record, used, ws.rules.health)
        episodes += replay(evidence, first, until, deadline, causes=causes)
    watched = tuple(cause for cause in used.signals.watched() if not causes or cause in causes)
    return Replayed(
        since=first, until=until, accounts=len(names), causes=watched, episodes=episodes, names=names
    )


def _check(first: date, until: date, causes: Collection[str], model: TouchModel) -> None:
    if first > until:
        raise WrongUsage(message("{day} is still to come", day=first.isoformat()))
    if until - first > _MOST_BACK:
        raise WrongUsage(message("At most {weeks} weeks can be replayed", weeks=_MOST_BACK.days // 7))
    watched = model.signals.watched()
    for cause in causes:
        if cause not in watched:
            known = ", ".join(watched)
            raise NotFound(
                message("No such cause is watched: {cause}; there are: {known}", cause=cause, known=known)
            )
