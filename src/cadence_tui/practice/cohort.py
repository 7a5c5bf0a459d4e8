"""Who takes part in an experiment, and who draws which arm (T11)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from msgspec import Struct

from cadence_tui.model.documents import Arm, Assigned
from cadence_tui.model.documents.adaptation import ARMS
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.arms import ruled_days
from cadence_tui.practice.due.situation import Situation, situation
from cadence_tui.practice.offered import offered
from cadence_tui.practice.rhythms import rhythm_in_force, routine_calls

_RED = "red"


class Wanted(Struct, frozen=True, kw_only=True):
    """Whom an experiment asks and what it compares. Empty `segment`, `stage` and `pod` mean all."""

    touch: str
    a: Arm
    b: Arm
    segment: str = ""
    stage: str = ""
    pod: str = ""


class Candidate(Struct, frozen=True, kw_only=True):
    """An account that may take part, with its calls in the time before."""

    account: str
    owner: str
    held: int
    offered: int

    @property
    def rate(self) -> float:
        """The share that was held; the middle where nothing is known."""
        return self.held / self.offered if self.offered else 0.5


class Cohort(Struct, frozen=True, kw_only=True):
    """Who may take part, and by reason how many of those asked may not; `ruled` is the rhythm of those asked
    by their rules, least and most."""

    candidates: tuple[Candidate, ...]
    left_out: Mapping[str, int]
    ruled: tuple[float, float] | None = None


class Invited(Struct, frozen=True, kw_only=True):
    """An account with what the touch model does not know of it: pod, health band, whether it was drawn by an
    experiment that is still running."""

    record: AccountRecord
    pod: str
    band: str
    drawn: bool = False


def cohort_of(accounts: Sequence[Invited], wanted: Wanted, model: TouchModel, today: date) -> Cohort:
    """Sorts the accounts of a segment, stage and pod into those that may take part and those that may not."""
    candidates: list[Candidate] = []
    left_out: dict[str, int] = {}
    for each in accounts:
        if each.record.account.churned is not None or (wanted.pod and each.pod != wanted.pod):
            continue
        at = situation(each.record, model, today, today)
        if not _is_asked(at, wanted):
            continue
        why = _why_not(each, at, wanted)
        if why:
            left_out[why] = left_out.get(why, 0) + 1
        else:
            candidates.append(_candidate(each.record, wanted, model, today))
    ruled = ruled_days(model, wanted.touch, wanted.segment, wanted.stage)
    return Cohort(candidates=tuple(candidates), left_out=left_out, ruled=ruled)


def draw(candidates: Sequence[Candidate], seed: str) -> tuple[Assigned, ...]:
    """The arm of each: accounts of one owner with like attendance are paired, chance says who gets which arm.

    So both arms have as many accounts of each owner, and attended alike before. The same seed draws the same.
    """
    chance = Random(seed)
    ordered = sorted(candidates, key=lambda each: (each.owner, each.rate, each.account))
    drawn: list[Assigned] = []
    for place in range(0, len(ordered), len(ARMS)):
        arms = list(ARMS)
        chance.shuffle(arms)
        pair = ordered[place : place + len(ARMS)]
        drawn += [
            Assigned(account=each.account, arm=arm, owner=each.owner, held=each.held, offered=each.offered)
            for each, arm in zip(pair, arms, strict=False)
        ]
    return tuple(sorted(drawn, key=lambda each: each.account))


def _is_asked(at: Situation, wanted: Wanted) -> bool:
    stage = at.stage_on(at.now)
    return wanted.segment in ("", at.segment.id) and wanted.stage in ("", stage)


def _why_not(each: Invited, at: Situation, wanted: Wanted) -> str:
    """The first thing that stands against it; empty when nothing does."""
    if each.band == _RED:
        return "red"
    if each.drawn or rhythm_in_force(each.record, at.today) is not None:
        return "rhythm"
    call = next((call for call in routine_calls(each.record, at) if call.rule.touch == wanted.touch), None)
    if call is None:
        return "no_call"
    if call.wish is not None or at.wishes.channel:
        return "wish"
    return ""


def _candidate(record: AccountRecord, wanted: Wanted, model: TouchModel, today: date) -> Candidate:
    days = model.adaptive.window_days if model.adaptive is not None else 0
    before = offered(record.touchpoints, wanted.touch, today - timedelta(days=days), today)
    account = record.account
    return Candidate(account=account.id, owner=account.owner, held=before.held, offered=len(before.calls))
