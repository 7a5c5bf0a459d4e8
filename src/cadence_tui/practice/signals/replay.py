"""What the rules would have done in the past: raised, updated, ended, and whether somebody acted anyway."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Signal
from cadence_tui.model.rules.signals import SignalRule
from cadence_tui.model.rules.touch_types import AUTOMATED_CHANNELS
from cadence_tui.practice.signals.detect import found_on
from cadence_tui.practice.signals.evidence import Evidence
from cadence_tui.practice.signals.reconcile import Moment, Step, reconcile

_NOON = time(12)


class Episode(Struct, kw_only=True):
    """A signal that would have been raised. `first` tells that its cause held already when the replay began,
    `updates` counts what would have been doubles without one open per cause. `contact` is the first day on
    which somebody spoke to the account from then on, which also ends it; `ended` when it was over."""

    account: str
    cause: str
    subject: str
    raised: date
    deadline: date
    first: bool
    updates: int = 0
    contact: date | None = None
    ended: date | None = None

    @property
    def in_time(self) -> bool:
        """Whether somebody spoke to the account before the deadline, without having been told to."""
        return self.contact is not None and self.contact <= self.deadline


def replay(
    evidence: Evidence,
    first: date,
    last: date,
    deadline: Callable[[SignalRule, date], date],
    *,
    causes: Collection[str] = (),
) -> list[Episode]:
    """The signals of an account between two days, by what was known on each; empty `causes` means all.

    It begins without any signal. `deadline` tells until which day one raised on a day is to be answered.
    """
    episodes: dict[str, Episode] = {}
    signals: dict[str, Signal] = {}
    contacts = _contacts(evidence)
    day = first
    while day <= last:
        _spoken_to(day, contacts, signals, episodes)
        found = [each for each in found_on(evidence, day) if not causes or each.cause in causes]
        now = datetime.combine(day, _NOON, UTC)
        moment = Moment(day=day, now=now, deadline=lambda rule, now=now: now)
        for step in reconcile(evidence, found, list(signals.values()), moment):
            signals[step.new.id] = step.new
            _note(step, day, episodes, first=day == first)
        day += timedelta(days=1)
    for episode in episodes.values():
        rule = evidence.model.signals.of(episode.cause)
        episode.deadline = deadline(rule, episode.raised) if rule else episode.raised
        _find_contact(episode, contacts)
    return list(episodes.values())


def _contacts(evidence: Evidence) -> list[date]:
    """The days on which a person spoke to the account."""
    touches = evidence.history.touches
    return [t.date for t in touches if t.status == "held" and t.channel not in AUTOMATED_CHANNELS]


def _spoken_to(
    day: date, contacts: Sequence[date], signals: dict[str, Signal], episodes: dict[str, Episode]
) -> None:
    """Whoever spoke to the account has answered what was open."""
    place = bisect_left(contacts, day)
    if place == len(contacts) or contacts[place] != day:
        return
    for signal in signals.values():
        if signal.status == "open":
            ended = datetime.combine(day, _NOON, UTC)
            signals[signal.id] = replace(signal, status="done", ended=ended)
            episodes[signal.id].ended = day


def _note(step: Step, day: date, episodes: dict[str, Episode], *, first: bool) -> None:
    signal = step.new
    if step.what == "raised":
        episodes[signal.id] = Episode(
            account=signal.account,
            cause=signal.cause,
            subject=signal.subject,
            raised=day,
            deadline=day,
            first=first,
        )
    elif step.what == "updated":
        episodes[signal.id].updates += 1
    elif step.what == "ended":
        episodes[signal.id].ended = day


def _find_contact(episode: Episode, contacts: Sequence[date]) -> None:
    place = bisect_left(contacts, episode.raised)
    episode.contact = contacts[place] if place < len(contacts) else None
