"""Touches on a fixed day: the steps of a new account and the renewal ladder (T5, T6)."""

from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import Step, Touch
from cadence_tui.practice.due.contact_days import shift_reasons
from cadence_tui.practice.due.situation import Asked, Situation


class Dated(Struct, frozen=True):
    """A step with its day for one account; `base` is the start or renewal that it is counted from."""

    step: Step
    touch: Touch
    day: date
    base: date
    why: Reason

    @property
    def opens(self) -> date:
        """The first day of its window."""
        return self.day - timedelta(days=self.step.tolerance_days)


def new_account_steps(at: Situation) -> list[Asked]:
    """The steps after the start that are still to be done.

    Of those whose day has passed the first is asked for, unless that was missed for too long; and none
    since which other contact was held.
    """
    start, grace = at.account.start, timedelta(days=at.model.clock.missed_days)
    steps = _steps(at.model.new_account, at)
    if start is None or not steps:
        return []
    if start + timedelta(days=max(step.day for step, _ in steps)) < at.today - grace:
        return []
    dated: list[Dated] = []
    for step, touch in steps:
        day, why = start + timedelta(days=step.day), reason("new_account", day=step.day, start=start)
        dated.append(Dated(step, touch, day, start, why))
    left = [item for item in _after_last_held(dated, start - grace, at) if not _contact_since(item, at)]
    missed = [item for item in left if item.day < at.today and not _agreed(item, start, at)]
    coming = [item for item in left if item.day >= at.today and not _agreed(item, start, at)]
    if missed and missed[0].day < at.today - grace:
        missed = []
    return _ask_all([*missed[:1], *coming], missed[1:], start, at)


def renewal_steps(at: Situation) -> list[Asked]:
    """The rungs before the renewal still to be done; a later rung stands for a missed earlier one."""
    renewal = at.account.renewal
    if renewal is None or at.today > renewal + timedelta(days=at.model.clock.lapsed_days):
        return []
    dated: list[Dated] = []
    for step, touch in _steps(at.model.renewal, at):
        day, why = renewal - timedelta(days=step.day), reason("renewal", day=step.day, renewal=renewal)
        dated.append(Dated(step, touch, day, renewal, why))
    opens = min((item.opens for item in dated), default=renewal)
    if opens > at.last_day:
        return []
    left = _after_last_held(dated, opens, at)
    current = next((item for item in reversed(left) if item.opens <= at.today), None)
    missed = [item for item in left if item.day < at.today and item is not current]
    asked = [item for item in left if item not in missed and not _agreed(item, opens, at)]
    return _ask_all(asked, missed if current in asked else [], opens, at)


def _steps(steps: tuple[Step, ...], at: Situation) -> list[tuple[Step, Touch]]:
    own = [step for step in steps if step.segment == at.segment.id]
    return [(step, touch) for step in own if (touch := at.kinds.get(step.touch)) is not None]


def _after_last_held(dated: list[Dated], since: date, at: Situation) -> list[Dated]:
    held = {touch.touch for touch in at.held if touch.date >= since}
    ordered = sorted(dated, key=lambda item: item.day)
    done = max((place for place, item in enumerate(ordered, start=1) if item.touch.id in held), default=0)
    return ordered[done:]


def _agreed(item: Dated, since: date, at: Situation) -> bool:
    return any(touch.touch == item.touch.id and touch.date >= since for touch in at.agreed)


def _contact_since(item: Dated, at: Situation) -> bool:
    """Whether all clocks that a missed step would restart were restarted by something else since."""
    clocks = item.touch.restarted(item.step.channel)
    return item.day < at.today and all(at.last_held.get(clock, date.min) >= item.day for clock in clocks)


def _ask_all(items: list[Dated], dropped: list[Dated], floor: date, at: Situation) -> list[Asked]:
    found = [_ask(item, floor.toordinal(), at) for item in items if item.day <= at.last_day]
    asked = [touch for touch in found if touch is not None]
    if asked:
        asked[0].reasons += [reason("stands_for", touch=item.touch.id, day=item.day) for item in dropped]
    return asked


def _ask(item: Dated, floor: int, at: Situation) -> Asked | None:
    days, tolerance, nominal = at.days(item.touch), item.step.tolerance_days, item.day.toordinal()
    meant = days.nearest(nominal, floor)
    ideal = days.on_or_after(at.now) if meant and meant < at.now else meant
    if meant is None or ideal is None:
        return None
    return Asked(
        id=f"{at.account.id}:{item.touch.id}:{item.base:%Y%m%d}",
        touch=item.touch,
        form=item.step,
        rule=f"{item.step.segment}.{item.touch.id}",
        ideal=ideal,
        earliest=max(at.now, ideal - tolerance),
        latest=ideal + tolerance,
        overdue=max(0, at.now - meant),
        reasons=[item.why, *shift_reasons(nominal, meant, ideal, days)],
    )
