"""Accounts per CSM against the guideline of their tiers, by owner and by pod (T12)."""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.feasibility.team import Team
from cadence_tui.practice.segments import segment_of

Scope = Literal["person", "pod"]
State = Literal["below", "within", "above", "unknown"]


class TierCount(Struct, frozen=True, kw_only=True):
    """Accounts of one tier, and how many of it `csms` people may look after: least and most."""

    segment: str
    accounts: int
    least: float | None
    most: float | None


class Ratio(Struct, frozen=True, kw_only=True):
    """The accounts of a person or a pod, by tier.

    `filled` is the part of the most that the guideline allows, all tiers together: 1 is full. `unknown` when
    the model has no guideline for any of them.
    """

    who: str
    scope: Scope
    csms: int
    tiers: tuple[TierCount, ...]
    filled: float | None
    state: State
    reasons: tuple[Reason, ...]

    @property
    def accounts(self) -> int:
        """All accounts."""
        return sum(tier.accounts for tier in self.tiers)


def ratios(team: Team) -> list[Ratio]:
    """A ratio for each person, then for each pod of several."""
    counts: dict[str, dict[str, int]] = {person.id: {} for person in team.people}
    for account in team.accounts():
        if account.owner in counts:
            segment = segment_of(account, team.model, team.today).value
            own = counts[account.owner]
            own[segment] = own.get(segment, 0) + 1
    pods: dict[str, list[str]] = {}
    for person in team.people:
        if person.pod:
            pods.setdefault(person.pod, []).append(person.id)
    people = [_ratio(who, "person", 1, found, team.model) for who, found in counts.items()]
    return people + [
        _ratio(pod, "pod", len(members), _sum(counts[member] for member in members), team.model)
        for pod, members in pods.items()
        if len(members) > 1
    ]


def _ratio(who: str, scope: Scope, csms: int, counts: Mapping[str, int], model: TouchModel) -> Ratio:
    tiers = tuple(
        _tier(segment.id, counts[segment.id], csms, model)
        for segment in model.segments
        if counts.get(segment.id)
    )
    guided = [tier for tier in tiers if tier.least is not None]
    filled = sum(tier.accounts / tier.most for tier in guided if tier.most) if guided else None
    least = sum(tier.accounts / tier.least for tier in guided if tier.least)
    state: State = "unknown" if filled is None else _state(filled, least)
    why = tuple(
        reason(
            "ratio", segment=tier.segment, accounts=tier.accounts, csms=csms, least=tier.least, most=tier.most
        )
        for tier in guided
    )
    if filled is not None:
        why = (*why, reason("ratio_filled", share=filled, state=state))
    return Ratio(who=who, scope=scope, csms=csms, tiers=tiers, filled=filled, state=state, reasons=why)


def _state(filled: float, least: float) -> State:
    """Above the most of it all, below the least of it all, or between."""
    if filled > 1:
        return "above"
    return "below" if least < 1 else "within"


def _tier(segment_id: str, accounts: int, csms: int, model: TouchModel) -> TierCount:
    coverage = model.segment(segment_id).coverage
    if coverage is None:
        return TierCount(segment=segment_id, accounts=accounts, least=None, most=None)
    fewest, most = coverage.csms
    return TierCount(
        segment=segment_id,
        accounts=accounts,
        least=coverage.accounts[0] / most * csms,
        most=coverage.accounts[1] / fewest * csms,
    )


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in counts:
        for segment, number in each.items():
            found[segment] = found.get(segment, 0) + number
    return found
