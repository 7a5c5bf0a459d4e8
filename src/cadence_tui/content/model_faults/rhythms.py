"""Rules of a segment and stage (T3), steps of a new account and before the renewal (T5, T6)."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from cadence_tui.content.model_faults.fault import Fault, repeated, unknown, written
from cadence_tui.content.model_faults.forms import form_faults
from cadence_tui.model.hours import WEEKDAYS
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.touch_model import Rule, TouchModel

_WEEK = 7


def rule_faults(model: TouchModel) -> Iterator[Fault]:
    """Of each rule, what it contradicts."""
    seen = Counter(rule.id for rule in model.rules)
    for index, rule in enumerate(model.rules):
        path = f"$.rules[{index}]"
        yield from form_faults(model, path, rule)
        yield from unknown(f"{path}.stage", [rule.stage], (stage.id for stage in model.stages))
        yield from _rhythm(path, rule)
        yield from _beyond_the_cap(model, path, rule)
        if seen[rule.id] > 1:
            yield Fault(path, rule.id, message("one rule for a segment, stage and touch"))


def late_faults(path: str, period: float, amber: int, red: int) -> Iterator[Fault]:
    """Days of lateness in the wrong order, or before the next touch is due."""
    if red <= amber:
        yield Fault(f"{path}.red_days", str(red), message("more than amber_days"))
    if amber < period:
        yield Fault(f"{path}.amber_days", str(amber), _rhythm_at_least(period))


def step_faults(model: TouchModel) -> Iterator[Fault]:
    """Of each step, what it contradicts; segments that have none."""
    for name, steps in (("new_account", model.new_account), ("renewal", model.renewal)):
        touches: set[tuple[str, str]] = set()
        days: set[tuple[str, int]] = set()
        for index, step in enumerate(steps):
            path = f"$.{name}[{index}]"
            yield from form_faults(model, path, step)
            if (step.segment, step.touch) in touches:
                found = f"{step.segment}, {step.touch}"
                yield Fault(path, found, message("one step for a segment and touch"))
            elif (step.segment, step.day) in days:
                yield Fault(f"{path}.day", str(step.day), message("one step of a segment on a day"))
            touches.add((step.segment, step.touch))
            days.add((step.segment, step.day))
        for segment in model.segments:
            if not any(step.segment == segment.id for step in steps):
                yield Fault(f"$.{name}", "", message("a step for {segment}", segment=segment.id))


def _rhythm(path: str, rule: Rule) -> Iterator[Fault]:
    if (rule.every_days is None) == (not rule.weekdays):
        yield Fault(path, rule.id, message("either every_days or weekdays"))
        return
    yield from repeated(f"{path}.weekdays", rule.weekdays)
    yield from late_faults(path, rule.period, rule.amber_days, rule.red_days)
    if rule.tolerance_days > rule.period:
        yield Fault(f"{path}.tolerance_days", str(rule.tolerance_days), _rhythm_at_most(rule.period))
    if rule.guideline_days is None:
        return
    fastest, slowest = rule.guideline_days
    if fastest > slowest:
        yield Fault(f"{path}.guideline_days", written(fastest, slowest), message("the fastest rhythm first"))
    elif not fastest <= rule.period <= slowest:
        expected = message("a range that has the rule's own rhythm in it")
        yield Fault(f"{path}.guideline_days", written(fastest, slowest), expected)


def _rhythm_at_least(period: float) -> Message:
    # Of a rhythm of one day nothing can be less: days are whole and above 0.
    return message("at least the rhythm of the rule, {days} days", days=written(round(period, 1)))


def _rhythm_at_most(period: float) -> Message:
    if period == 1:
        return message("no more than the rhythm of the rule, one day")
    return message("no more than the rhythm of the rule, {days} days", days=written(round(period, 1)))


def _beyond_the_cap(model: TouchModel, path: str, rule: Rule) -> Iterator[Fault]:
    """A rhythm that the gap or the cap of its segment and stage never lets through (T10)."""
    segment = next((each for each in model.segments if each.id == rule.segment), None)
    stage = next((each for each in model.stages if each.id == rule.stage), None)
    if segment is None or stage is None:
        return
    gap = stage.min_gap_days or segment.min_gap_days
    cap = stage.max_contacts_per_week or segment.max_contacts_per_week
    field = "weekdays" if rule.weekdays else "every_days"
    found = ", ".join(rule.weekdays) if rule.weekdays else written(rule.every_days or 0)
    if _nearest(rule) < gap:
        yield Fault(f"{path}.{field}", found, message("contacts at least {gap} days apart", gap=gap))
    elif _WEEK / rule.period > cap:
        yield Fault(f"{path}.{field}", found, message("at most {cap} contacts a week", cap=cap))


def _nearest(rule: Rule) -> int:
    """The fewest days between two touches of a rule."""
    if not rule.weekdays:
        return int(rule.period)
    days = sorted({WEEKDAYS.index(name) for name in rule.weekdays})
    return min(later - earlier for earlier, later in pairwise([*days, days[0] + _WEEK]))
