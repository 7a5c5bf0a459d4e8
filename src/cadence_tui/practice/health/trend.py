"""How a score came to be what it is: its weeks, and what moved it since a day (H2)."""

from datetime import date, timedelta

from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.practice.health.history import history_of
from cadence_tui.practice.health.result import Component, Health, Movement, Part
from cadence_tui.practice.health.score import exact_score, health_on, inputs_on, rounded


def trend(
    record: AccountRecord, rules: HealthRules, *, segment: str, stage: str, today: date, weeks: int = 12
) -> list[int | None]:
    """The score of each week, oldest first, the last one today's; None where nothing was known."""
    history = history_of(record)
    days = [today - timedelta(weeks=back) for back in reversed(range(weeks))]
    exact = [exact_score(inputs_on(history, rules, segment=segment, stage=stage, day=day)) for day in days]
    return [None if score is None else rounded(score) for score in exact]


def moved(
    record: AccountRecord, rules: HealthRules, *, segment: str, stage: str, since: date, today: date
) -> list[Movement]:
    """What each component added to or took from the score since a day, the largest first.

    The differences sum to that of the exact scores; both days use the weights of one segment and stage.
    """
    history = history_of(record)
    before = health_on(history, rules, segment=segment, stage=stage, day=since)
    after = health_on(history, rules, segment=segment, stage=stage, day=today)
    pairs = zip(before.components, after.components, strict=True)
    movements = [_movement(old, new, before, after) for old, new in pairs]
    changed = [movement for movement in movements if abs(movement.after - movement.before) > 1e-9]
    return sorted(changed, key=lambda movement: -abs(movement.after - movement.before))


def _movement(old: Component, new: Component, before: Health, after: Health) -> Movement:
    return Movement(
        component=new.name,
        before=old.points * before.share_out(),
        after=new.points * after.share_out(),
        reason=_why(old, new, before, after),
    )


def _why(old: Component, new: Component, before: Health, after: Health) -> Reason:
    """The reason of the input that changed most; when none did, the shares of the known ones changed."""
    earlier = {(part.name, part.subject): part for part in old.parts}
    changes = [(abs(part.points - _points(earlier, part)), part) for part in new.parts]
    most, part = max(changes, key=lambda change: change[0])
    if most > 1e-9:
        return part.reason
    if old.known and not new.known:
        return new.parts[0].reason
    return reason("shares_changed", before=round(before.coverage, 3), after=round(after.coverage, 3))


def _points(earlier: dict[tuple[str, str], Part], part: Part) -> float:
    found = earlier.get((part.name, part.subject))
    return found.points if found else 0.0
