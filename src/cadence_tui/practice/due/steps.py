"""Touches on a fixed day: the steps of a new account and the renewal ladder (T5, T6)."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import Step, Touch
from cadence_tui.practice.due.situation import Asked, Situation


class Dated(Struct, frozen=True):
    """A step with its day for one account."""

    step: Step
    touch: Touch
    day: date
    why: Reason


def new_account_steps(at: Situation) -> list[Asked]:
    """The steps after the start that are still to be done.

    Of those whose day has passed the first is asked for, and none when something was held since or when it
    was missed for too long.
    """
    start = at.account.start
    if start is None:
        return []
    latest_miss = at.today - timedelta(days=at.model.clock.missed_days)
    dated = [
        Dated(step, touch, start + timedelta(days=step.day), reason("new_account", day=step.day, start=start))
        for step, touch in _steps(at.model.new_account, at)
        if start + timedelta(days=step.day) >= latest_miss
    ]
    left = [item for item in _unsettled(dated, at, start) if not _held_since(item, at)]
    missed = [item for item in left if item.day < at.today]
    coming = [item for item in left if item.day >= at.today]
    return _ask_all([*missed[:1], *coming], missed[1:], start, start, at)


def renewal_steps(at: Situation) -> list[Asked]:
    """The rungs before the renewal still to be done; a later rung stands for a missed earlier one."""
    renewal = at.account.renewal
    steps = _steps(at.model.renewal, at)
    if renewal is None or not steps or at.today > renewal + timedelta(days=at.model.clock.lapsed_days):
        return []
    dated = [
        Dated(
            step, touch, renewal - timedelta(days=step.day), reason("renewal", days=step.day, renewal=renewal)
        )
        for step, touch in steps
    ]
    opens = min(item.day - timedelta(days=item.step.tolerance_days) for item in dated)
    left = _unsettled(dated, at, opens)
    missed = [item for item in left if item.day < at.today]
    coming = [item for item in left if item.day >= at.today]
    if coming and coming[0].day - timedelta(days=coming[0].step.tolerance_days) <= at.today:
        return _ask_all(coming, missed, renewal, opens, at)
    return _ask_all([*missed[-1:], *coming], missed[:-1], renewal, opens, at)


def _steps(steps: tuple[Step, ...], at: Situation) -> list[tuple[Step, Touch]]:
    own = [step for step in steps if step.segment == at.segment.id]
    return [(step, touch) for step in own if (touch := at.model.touch(step.touch)) is not None]


def _unsettled(dated: list[Dated], at: Situation, since: date) -> list[Dated]:
    """In order of days, what follows the last held step and is not agreed yet."""
    held = {touch.touch for touch in at.held if touch.date >= since}
    agreed = {touch.touch for touch in at.agreed if touch.date >= since}
    ordered = sorted(dated, key=lambda item: item.day)
    done = max((place for place, item in enumerate(ordered, start=1) if item.touch.id in held), default=0)
    return [item for item in ordered[done:] if item.touch.id not in agreed]


def _held_since(item: Dated, at: Situation) -> bool:
    last = at.last_held.get(item.touch.group)
    return item.day < at.today and last is not None and last >= item.day


def _ask_all(items: list[Dated], dropped: list[Dated], base: date, floor: date, at: Situation) -> list[Asked]:
    asked: list[Asked] = []
    for item in items:
        asked += _ask(item, base, floor, at)
    if asked:
        asked[0].reasons += [reason("stands_for", touch=item.touch.id, day=item.day) for item in dropped]
    return asked


def _ask(item: Dated, base: date, floor: date, at: Situation) -> Iterator[Asked]:
    days, tolerance = at.days(item.touch), timedelta(days=item.step.tolerance_days)
    meant = days.nearest(item.day, floor)
    ideal = days.on_or_after(at.today) if meant and meant < at.today else meant
    if meant is None or ideal is None:
        return
    reasons = [item.why]
    if meant < at.today:
        reasons.append(reason("overdue", day=meant, to=ideal))
    elif meant != item.day:
        why = days.why_closed(item.day)
        figures = {"day": item.day, "to": meant}
        reasons.append(
            reason("moved_closed", why=why, **figures) if why else reason("moved_weekday", **figures)
        )
    yield Asked(
        id=f"{at.account.id}:{item.touch.id}:{base:%Y%m%d}",
        touch=item.touch,
        form=item.step,
        rule=f"{item.step.segment}.{item.touch.id}",
        ideal=ideal,
        earliest=max(at.today, ideal - tolerance),
        latest=ideal + tolerance,
        overdue=max(0, (at.today - meant).days),
        reasons=reasons,
    )
