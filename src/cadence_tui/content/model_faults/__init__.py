"""What a touch model must mean, beyond its shape: every fault, in the order of the file's sections."""

from collections.abc import Iterator

from cadence_tui.content.model_faults.fault import Fault
from cadence_tui.content.model_faults.figures import figure_faults, season_faults
from cadence_tui.content.model_faults.journey import currency_faults, stage_faults, tier_faults
from cadence_tui.content.model_faults.kinds import clock_faults, id_faults, title_faults
from cadence_tui.content.model_faults.limits import limit_faults
from cadence_tui.content.model_faults.messages import communication_faults
from cadence_tui.content.model_faults.minimum import minimum_faults
from cadence_tui.content.model_faults.rhythms import rule_faults, step_faults
from cadence_tui.content.model_faults.risk import adaptive_faults, risk_faults
from cadence_tui.content.model_faults.signals import signal_faults
from cadence_tui.model.rules.touch_model import TouchModel

_CHECKS = (
    title_faults,
    currency_faults,
    tier_faults,
    stage_faults,
    limit_faults,
    rule_faults,
    minimum_faults,
    step_faults,
    communication_faults,
    signal_faults,
    risk_faults,
    adaptive_faults,
    season_faults,
    clock_faults,
    figure_faults,
)

__all__ = ["Fault", "faults_of", "id_faults"]


def faults_of(model: TouchModel) -> Iterator[Fault]:
    """Every fault of a model; of one with ids that stand twice these alone.

    What else names such an id would be told of it too, over and over, and is right as soon as it is mended.
    """
    if doubled := list(id_faults(model)):
        yield from doubled
        return
    for check in _CHECKS:
        yield from check(model)
