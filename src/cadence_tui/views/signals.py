"""Signals as rows: for the list, the commands, the account page (T7)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import Account, Person, Signal, Touchpoint
from cadence_tui.model.rules.signals import SignalRules
from cadence_tui.model.text import fold
from cadence_tui.practice.due.answers import signal_due_id
from cadence_tui.practice.signals.found import TOLD, signal_reason
from cadence_tui.views.lines import Spans
from cadence_tui.views.portfolio_list import Scope
from cadence_tui.views.wording import worded
from cadence_tui.views.wording_signals import (
    cause_title,
    ended_text,
)
from cadence_tui.views.words import Words

_HOUR = 3600
_DAY = 24 * _HOUR
_NEAR_DAYS = 6
_LATE = "late"
_OWNER = "owner:"


class SignalRow(Struct, frozen=True, kw_only=True):
    """A signal with what a list shows. `why` is the evidence in words, `note` why it was put off or settled,
    `touch` the touchpoint that answered it or is planned to."""

    signal: Signal
    account: str
    owner: str
    owner_name: str
    pod: str
    title: str
    why: str
    note: str
    touch: str
    late: bool
    risk: bool

    @property
    def id(self) -> str:
        """The signal's id."""
        return self.signal.id


def signal_rows(
    signals: Iterable[Signal],
    accounts: Mapping[str, Account],
    people: Mapping[str, Person],
    planned: Iterable[Touchpoint],
    rules: SignalRules,
    words: Words,
    now: datetime,
) -> list[SignalRow]:
    """Rows of signals: open ones by deadline, the snoozed by their day, the settled, newest first."""
    by_due = {touch.due_id: touch.id for touch in planned if touch.due_id}
    rows: list[SignalRow] = []
    for signal in signals:
        account = accounts.get(signal.account)
        if account is None:
            continue
        owner, rule = people.get(account.owner), rules.of(signal.cause)
        rows.append(
            SignalRow(
                signal=signal,
                account=account.name,
                owner=account.owner,
                owner_name=owner.name if owner else "",
                pod=account.pod or (owner.pod if owner else ""),
                title=cause_title(signal.cause, words),
                why=worded(signal_reason(signal), words),
                note=ended_text(signal, words),
                touch=signal.touch or by_due.get(signal_due_id(signal.account, signal.id), ""),
                late=is_late(signal, now),
                risk=rule is not None and rule.risk,
            )
        )
    return sorted(rows, key=_order)


def is_late(signal: Signal, now: datetime) -> bool:
    """Whether an open signal is past its deadline."""
    return signal.status == "open" and signal.deadline is not None and signal.deadline < now


def in_scope(
    rows: Iterable[SignalRow], scope: Scope, *, person: str, pod: str, covered: Collection[str] = ()
) -> list[SignalRow]:
    """The signals of one's own accounts and of those `covered` for others, of the pod's, or all."""
    if scope == "all":
        return list(rows)
    return [
        row
        for row in rows
        if row.owner == person or row.signal.account in covered or (scope == "pod" and pod and row.pod == pod)
    ]


def matching(rows: Iterable[SignalRow], typed: str, speech_late: str) -> list[SignalRow]:
    """The rows that every typed word fits: parts of names, causes and evidence, `late`, `owner:ana`."""
    found = list(rows)
    for word in fold(typed).split():
        if word in (_LATE, fold(speech_late)):
            found = [row for row in found if row.late]
        elif word.startswith(_OWNER):
            found = [row for row in found if word.removeprefix(_OWNER) in fold(row.owner_name)]
        else:
            found = [row for row in found if word in _text(row)]
    return found


def until_text(signal: Signal, words: Words, now: datetime) -> str:
    """`by Thu 18:00 · 2 h left`, `by 3 Dec 18:00 · 12 h late`; of a snoozed one until when."""
    say = words.speech.say
    if signal.status == "snoozed" and signal.snoozed_until:
        return say("quiet until {day}", day=_day(signal.snoozed_until, words, now))
    if signal.status == "done":
        return (
            say("settled {day}", day=_day(signal.ended.date(), words, now))
            if signal.ended
            else say("settled")
        )
    if signal.deadline is None:
        return "–"
    return say("by {when}", when=column_text(signal, words, now))


def column_text(signal: Signal, words: Words, now: datetime) -> str:
    """The same under a title that says "until" already: `Thu 18:00 · 2 h left`."""
    if signal.status != "open" or signal.deadline is None:
        return until_text(signal, words, now)
    return f"{when_text(signal.deadline, words, now)} · {left_text(signal, words, now)}"


def short_text(signal: Signal, words: Words, now: datetime) -> str:
    """The same in 14 cells: `Thu 18:00`, `‹3 d late›`; until when one is put off, when it was settled."""
    if signal.status == "snoozed" and signal.snoozed_until:
        return f"→ {words.day(signal.snoozed_until)}"
    if signal.status == "done":
        return f"✓ {words.day(signal.ended.date())}" if signal.ended else "✓"
    if signal.deadline is None:
        return "–"
    if not is_late(signal, now):
        return when_text(signal.deadline, words, now)
    late = _span((now - signal.deadline).total_seconds(), words)
    return f"‹{words.speech.say('short|{span} late', span=late)}›"


def when_text(instant: datetime, words: Words, now: datetime) -> str:
    """`Thu 18:00`, `3 Dec 18:00` for a day further away, `3 Jan 2027` for one of another year.

    In the reader's zone. The hour of a day so far off would only take the year its room.
    """
    local, today = instant.astimezone(ZoneInfo(words.zone)), _today(words, now)
    if abs((local.date() - today).days) <= _NEAR_DAYS:
        return f"{words.speech.weekday(local.date())} {words.speech.time(local)}"
    if local.year != today.year:
        return words.date(local.date())
    return f"{words.day(local.date())} {words.speech.time(local)}"


def _today(words: Words, now: datetime) -> date:
    return now.astimezone(ZoneInfo(words.zone)).date()


def _day(day: date, words: Words, now: datetime) -> str:
    """A day, with its year when that is another one than the reader's."""
    return words.speech.day(day, year=day.year != _today(words, now).year)


def left_text(signal: Signal, words: Words, now: datetime) -> str:
    """`2 h left`, or `3 d late`."""
    if signal.deadline is None:
        return ""
    seconds = (signal.deadline - now).total_seconds()
    amount = _span(abs(seconds), words)
    if seconds < 0:
        return words.speech.say("{span} late", span=amount)
    return words.speech.say("{span} left", span=amount)


def until_spans(row: SignalRow, words: Words, now: datetime) -> Spans:
    """The deadline with the role that it plays on the screen."""
    role = "bad" if row.late else "dim" if row.signal.status != "open" else ""
    return [(until_text(row.signal, words, now), role)]


def signal_data(row: SignalRow) -> dict[str, Any]:
    """A signal for scripts (contract)."""
    signal = row.signal
    return {
        "id": signal.id,
        "account": signal.account,
        "account_name": row.account,
        "owner": row.owner,
        "cause": signal.cause,
        "subject": signal.subject,
        "raised": signal.raised,
        "updated": signal.updated,
        "deadline": signal.deadline,
        "late": row.late,
        "status": signal.status,
        "snoozed_until": signal.snoozed_until,
        "figures": signal.figures,
        "why": row.why,
        "note": row.note,
        "by": signal.by,
        "ended": signal.ended,
        "touch": row.touch,
        "rev": signal.rev,
    }


def _order(row: SignalRow) -> tuple[int, float, str]:
    signal = row.signal
    if signal.status == "open":
        return 0, signal.deadline.timestamp() if signal.deadline else float("inf"), signal.id
    if signal.status == "snoozed":
        return 1, float(signal.snoozed_until.toordinal()) if signal.snoozed_until else 0.0, signal.id
    return 2, -(signal.ended or signal.raised).timestamp(), signal.id


def _text(row: SignalRow) -> str:
    told = str(row.signal.figures.get(TOLD, ""))
    return fold(" ".join((row.account, row.title, row.signal.cause, row.owner_name, row.why, told)))


def _span(seconds: float, words: Words) -> str:
    if seconds < _HOUR:
        return words.speech.say("{n} min", n=int(seconds // 60))
    if seconds < 2 * _DAY:
        return words.speech.say("{n} h", n=int(seconds // _HOUR))
    return words.speech.say("{n} d", n=int(seconds // _DAY))
