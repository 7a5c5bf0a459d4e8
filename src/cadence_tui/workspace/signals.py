"""What a person does with a signal: put it off, settle it, open it again, raise one, call about it (T7).

All acts raise NotFound, NotPermitted for readers and people of other pods, Conflict, and Refused.
"""

from datetime import date
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Call, Signal
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.signals import SignalRule
from cadence_tui.practice.signals.found import TOLD
from cadence_tui.practice.signals.reconcile import reopened, signal_id
from cadence_tui.views.wording_signals import cause_word
from cadence_tui.workspace.calls import start_ad_hoc
from cadence_tui.workspace.ledger import require_reach, said
from cadence_tui.workspace.session import PASSING, Workspace
from cadence_tui.workspace.signal_times import Times

_FARTHEST_YEARS = 2


def snooze(ws: Workspace, signal_id: str, until: date, why: str, *, seen: Signal | None = None) -> Signal:
    """Keeps a signal quiet until a day; then it opens again if its cause still holds."""
    signal, account = _live(ws, signal_id)
    today = ws.now().astimezone(ZoneInfo(Times(ws).owner(account).timezone)).date()
    if until <= today:
        raise Refused(message("A signal is put off to a day that is still to come"))
    if until.year > today.year + _FARTHEST_YEARS:
        raise Refused(message("That is too far ahead: {day}", day=until))
    new = replace(signal, status="snoozed", snoozed_until=until, why=said(why), by=ws.actor.id)
    told = message("Signal put off until {day}: {what}", day=until, what=_called(signal, account))
    return _changed(ws, seen or signal, new, told)


def settle(ws: Workspace, signal_id: str, why: str, *, seen: Signal | None = None) -> Signal:
    """Somebody has seen to it."""
    signal, account = _live(ws, signal_id)
    new = replace(signal, status="done", ended=ws.now(), snoozed_until=None, why=said(why), by=ws.actor.id)
    told = message("Signal settled: {what}", what=_called(signal, account))
    return _changed(ws, seen or signal, new, told)


def reopen(ws: Workspace, signal_id: str) -> Signal:
    """A signal that was put off or settled is open again, with a deadline from now."""
    signal, account = _of(ws, signal_id)
    if signal.status == "open":
        raise Refused(message("This signal is open"))
    _refuse_second(ws, account, signal.cause, signal.subject, but=signal.id)
    rule = ws.rules.touch_model.signals.of(signal.cause)
    deadline = Times(ws).deadline(account, rule) if rule else signal.deadline or ws.now()
    told = message("Signal opened again: {what}", what=_called(signal, account))
    return _changed(ws, signal, reopened(signal, deadline), told)


def raise_by_hand(ws: Workspace, account_id: str, cause: str, why: str) -> Signal:
    """A signal that a person has heard of, such as a success told on the telephone.

    Raises Refused for a cause that the touch model does not watch, and while one of it is open.
    """
    account = ws.records.account(account_id)
    require_reach(ws, account)
    signals = ws.rules.touch_model.signals
    rule = signals.of(cause)
    if rule is None:
        known = ", ".join(signals.watched())
        raise Refused(
            message("No such cause is watched: {cause}; there are: {known}", cause=cause, known=known)
        )
    day = Times(ws).moment(account).day
    if account.churned is not None and account.churned <= day:
        raise Refused(message("{account} is no longer a customer", account=account.name))
    _refuse_second(ws, account, cause, "")
    signal = told_signal(ws, account, cause, rule, said(why))
    ws.commit(message("Signal raised: {what}", what=_called(signal, account)), made=[signal])
    return ws.records.get(Signal, signal.id)


def told_signal(
    ws: Workspace, account: Account, cause: str, rule: SignalRule, words: str, *, source: str = ""
) -> Signal:
    """A signal in the words of the actor, not stored yet; `source` is the record it comes from."""
    times = Times(ws)
    moment = times.moment(account)
    told: dict[str, str | int | float] = {
        TOLD: words,
        "who": ws.actor.id,
        "since": moment.day.isoformat(),
    }
    return Signal(
        id=_id_of(ws, account, cause, moment.day),
        account=account.id,
        cause=cause,
        raised=moment.now,
        deadline=times.deadline(account, rule),
        figures={**told, "source": source} if source else told,
    )


def call_about(ws: Workspace, signal_id: str) -> Call:
    """Starts a call with the account; once it is held, it answers the signal."""
    signal, _ = _live(ws, signal_id)
    call = start_ad_hoc(ws, signal.account)
    linked = replace(signal, touch=call.touchpoint)
    ws.commit(message("Call about a signal"), edits=[(signal, linked)], marks=PASSING)
    return call


def signal_called(ws: Workspace, text: str) -> Signal:
    """The signal of an id, or the one open signal of the account that is meant. Raises NotFound, Refused."""
    if ws.store.get("signal", text) is not None or ws.records.removal("signal", text) is not None:
        return ws.records.editable(Signal, text)
    account = ws.records.account(text)
    found = [each for each in ws.records.of_account(Signal, account.id) if each.status != "done"]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(message("{account} has no open signal", account=account.name))
    raise Refused(
        message("{n} signals of {account} are open: use the id", n=len(found), account=account.name)
    )


def quiet_signal_called(ws: Workspace, text: str) -> Signal:
    """The signal of an id; of an account the one that is put off, else the one that somebody settled last.

    What the rules ended by themselves is meant by its id only: the next look would end it again. Raises
    NotFound, Refused.
    """
    if ws.store.get("signal", text) is not None or ws.records.removal("signal", text) is not None:
        return ws.records.editable(Signal, text)
    account = ws.records.account(text)
    signals = ws.records.of_account(Signal, account.id)
    put_off = [each for each in signals if each.status == "snoozed"]
    if len(put_off) > 1:
        raise Refused(
            message("{n} signals of {account} are put off: use the id", n=len(put_off), account=account.name)
        )
    settled = [(each.ended, each) for each in signals if each.status == "done" and each.by and each.ended]
    if not put_off and not settled:
        raise Refused(message("{account} has no signal to open again", account=account.name))
    return put_off[0] if put_off else max(settled, key=lambda pair: (pair[0], pair[1].id))[1]


def _of(ws: Workspace, signal_id: str) -> tuple[Signal, Account]:
    signal = ws.records.editable(Signal, signal_id)
    account = ws.records.editable(Account, signal.account)
    require_reach(ws, account)
    ws.expect([signal])
    return signal, account


def _live(ws: Workspace, signal_id: str) -> tuple[Signal, Account]:
    signal, account = _of(ws, signal_id)
    if signal.status == "done":
        raise Refused(message("This signal is settled already"))
    return signal, account


def _id_of(ws: Workspace, account: Account, cause: str, day: date) -> str:
    """That of whoever else, or whichever rule, raises it from the same state: the second is refused."""
    same = [
        each
        for each in ws.records.of_account(Signal, account.id)
        if (each.cause, each.subject) == (cause, "")
    ]
    nth = len(same)
    taken = {each.id for each in same}
    # Of those of a day some may have been erased since.
    while (made := signal_id(account.id, cause, "", nth, day)) in taken:
        nth += 1
    return made


def _refuse_second(ws: Workspace, account: Account, cause: str, subject: str, *, but: str = "") -> None:
    for other in ws.records.of_account(Signal, account.id):
        same = (other.cause, other.subject) == (cause, subject)
        if same and other.status != "done" and other.id != but:
            raise Refused(message("There is an open signal of this cause already"))


def _changed(ws: Workspace, was: Signal, new: Signal, told: Message) -> Signal:
    ws.commit(told, edits=[(was, new)])
    return ws.records.get(Signal, new.id)


def _called(signal: Signal, account: Account) -> Message:
    return message("{cause} · {account}", cause=cause_word(signal.cause), account=account.name)
