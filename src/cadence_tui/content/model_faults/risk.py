"""The rhythm at risk (T7), and when another rhythm is proposed (T11)."""

from collections import Counter
from collections.abc import Iterator

from cadence_tui.content.model_faults.fault import Fault, repeated, written
from cadence_tui.content.model_faults.forms import form_faults
from cadence_tui.content.model_faults.rhythms import late_faults
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import TouchModel


def risk_faults(model: TouchModel) -> Iterator[Fault]:
    """Of each rule at risk, what it contradicts; segments that have none."""
    if model.at_risk is None:
        return
    yield from repeated("$.at_risk.bands", model.at_risk.bands)
    rules = model.at_risk.rules
    seen = Counter(rule.segment for rule in rules)
    for index, rule in enumerate(rules):
        path = f"$.at_risk.rules[{index}]"
        yield from form_faults(model, path, rule)
        yield from late_faults(path, rule.every_days, rule.amber_days, rule.red_days)
        if seen[rule.segment] > 1:
            yield Fault(path, rule.segment, message("one rule for a segment"))
    for segment in model.segments:
        if not any(rule.segment == segment.id for rule in rules):
            yield Fault("$.at_risk.rules", "", message("a rule for {segment}", segment=segment.id))


def adaptive_faults(model: TouchModel) -> Iterator[Fault]:
    """Thresholds and factors of proposals that contradict each other."""
    adaptive = model.adaptive
    if adaptive is None:
        return
    if adaptive.lower_below >= adaptive.raise_above:
        expected = message("less than raise_above ({share})", share=written(adaptive.raise_above))
        yield Fault("$.adaptive.lower_below", written(adaptive.lower_below), expected)
    if adaptive.slower_factor <= 1:
        yield Fault("$.adaptive.slower_factor", written(adaptive.slower_factor), message("more than 1"))
    if adaptive.faster_factor >= 1:
        yield Fault("$.adaptive.faster_factor", written(adaptive.faster_factor), message("less than 1"))
