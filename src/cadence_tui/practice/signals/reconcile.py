"""What is to become of an account's signals on a day: raised, updated, opened again, ended (T7)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Signal
from cadence_tui.model.ids import shared_id
from cadence_tui.model.rules.signals import SignalRule
from cadence_tui.practice.signals.detect import over_on
from cadence_tui.practice.signals.evidence import Evidence
from cadence_tui.practice.signals.found import TOLD, EndCode, Found

What = Literal["raised", "updated", "woken", "ended"]
DeadlineOf = Callable[[SignalRule], datetime]


class Step(Struct, frozen=True, kw_only=True):
    """One change: the signal as it was (None when it is raised) and as it shall be."""

    what: What
    was: Signal | None
    new: Signal


class Moment(Struct, frozen=True, kw_only=True):
    """When it is looked: the owner's day, the instant in their zone, and until when a rule is answered."""

    day: date
    now: datetime
    deadline: DeadlineOf


def reconcile(
    evidence: Evidence, found: Iterable[Found], signals: Sequence[Signal], moment: Moment
) -> list[Step]:
    """The changes that bring the signals of an account in line with what was found.

    One is open per cause and subject: found again it is updated. A snoozed one is quiet until its day. What
    was settled is not raised again for the same evidence, nor before the rule's `again_after_days`.
    """
    steps: list[Step] = []
    seen: set[str] = set()
    for each in found:
        same = [signal for signal in signals if _is_of(signal, each, evidence)]
        live = _live(same)
        seen.update(signal.id for signal in live)
        if live:
            steps += _seen_again(live[0], each, evidence, moment)
            steps += [_ended(double, "duplicate", moment) for double in live[1:]]
        elif not _is_silent(each, same, evidence, moment):
            steps.append(_raised(each, len(same), evidence, moment))
    kept: set[tuple[str, str]] = set()
    for signal in _live(signals):
        if signal.id in seen:
            continue
        name = signal.cause, evidence.subject(signal.subject)
        if name in kept:
            steps.append(_ended(signal, "duplicate", moment))
        else:
            steps += _not_found(signal, evidence, moment)
        kept.add(name)
    return steps


def reopened(signal: Signal, deadline: datetime) -> Signal:
    """A signal that is open again, with a deadline from now."""
    return replace(
        signal,
        status="open",
        deadline=deadline,
        snoozed_until=None,
        why="",
        by="",
        ended=None,
        touch="",
    )


def signal_id(account: str, cause: str, subject: str, nth: int, day: date) -> str:
    """The id of the nth signal of a cause: the same for everybody who raises it on that day."""
    return shared_id(day, account, cause, subject, str(nth))


def _live(signals: Iterable[Signal]) -> list[Signal]:
    """Those that are not settled, the first one first: two at one moment may have raised one each."""
    return sorted((each for each in signals if each.status != "done"), key=lambda s: (s.raised, s.id))


def _is_of(signal: Signal, found: Found, evidence: Evidence) -> bool:
    # Whoever answered may have become a contact since the signal was raised.
    known = evidence.subject
    return signal.cause == found.cause and known(signal.subject) == known(found.subject)


def _seen_again(signal: Signal, found: Found, evidence: Evidence, moment: Moment) -> list[Step]:
    if signal.status == "snoozed":
        return _woken(signal, found, evidence, moment) if _is_due(signal, moment) else []
    figures = found.refreshed(signal.figures)
    if figures == signal.figures:
        return []
    return [Step(what="updated", was=signal, new=replace(signal, figures=figures, updated=moment.now))]


def _not_found(signal: Signal, evidence: Evidence, moment: Moment) -> list[Step]:
    code = over_on(evidence, moment.day, signal)
    if code is not None:
        return [_ended(signal, code, moment)]
    if signal.status == "snoozed" and _is_due(signal, moment):
        return _woken(signal, None, evidence, moment)
    return []


def _woken(signal: Signal, found: Found | None, evidence: Evidence, moment: Moment) -> list[Step]:
    rule = evidence.model.signals.of(signal.cause)
    deadline = moment.deadline(rule) if rule else signal.deadline or moment.now
    new = reopened(signal, deadline)
    if found is not None and TOLD not in signal.figures:
        new = replace(new, figures=found.kept)
    return [Step(what="woken", was=signal, new=replace(new, updated=moment.now))]


def _ended(signal: Signal, code: EndCode, moment: Moment) -> Step:
    ended = replace(signal, status="done", ended=moment.now, why=code, by="", snoozed_until=None)
    return Step(what="ended", was=signal, new=ended)


def _raised(found: Found, nth: int, evidence: Evidence, moment: Moment) -> Step:
    rule = evidence.model.signals.of(found.cause)
    signal = Signal(
        id=signal_id(evidence.account.id, found.cause, found.subject, nth, moment.day),
        account=evidence.account.id,
        cause=found.cause,
        subject=found.subject,
        raised=moment.now,
        deadline=moment.deadline(rule) if rule else None,
        figures=found.kept,
    )
    return Step(what="raised", was=None, new=signal)


def _is_silent(found: Found, same: Sequence[Signal], evidence: Evidence, moment: Moment) -> bool:
    rule = evidence.model.signals.of(found.cause)
    pause = timedelta(days=rule.again_after_days if rule else 0)
    for signal in same:
        ended = signal.ended.astimezone(moment.now.tzinfo).date() if signal.ended else None
        if ended is None:
            continue
        if moment.day < ended + pause:
            return True
        if signal.figures.get("evidence") == found.evidence if found.evidence else found.since <= ended:
            return True
    return False


def _is_due(signal: Signal, moment: Moment) -> bool:
    return signal.snoozed_until is None or signal.snoozed_until <= moment.day
