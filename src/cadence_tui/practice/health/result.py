"""What a health score is made of: every point with its input, its age, and what would win it back (H2)."""

from datetime import date

from msgspec import Struct

from cadence_tui.model.band import Band
from cadence_tui.model.message import Reason
from cadence_tui.model.rules.health import ComponentName


class Input(Struct, frozen=True, kw_only=True):
    """One figure of a component before weighting: its share of full marks, None when nobody knows.

    `weight` parts the component among its inputs, `subject` tells inputs of one name apart (a team, a role).
    """

    name: str
    weight: float
    reason: Reason
    value: float | None = None
    subject: str = ""
    age_days: int | None = None


class Part(Struct, frozen=True, kw_only=True):
    """One input in a component: points got and possible, in points of the component; both 0 when unknown."""

    name: str
    subject: str
    points: float
    max_points: float
    age_days: int | None
    known: bool
    reason: Reason


class Component(Struct, frozen=True, kw_only=True):
    """A component of the score; `max_points` is its weight, `age_days` the age of its newest datum."""

    name: ComponentName
    weight: float
    points: float
    max_points: float
    age_days: int | None
    known: bool
    coverage: float
    parts: tuple[Part, ...]

    @property
    def reasons(self) -> list[Reason]:
        """Why, the most points missing first."""
        return [part.reason for part in sorted(self.parts, key=lambda part: part.points - part.max_points)]


class Gain(Struct, frozen=True, kw_only=True):
    """A step towards green: the component it helps most, the score points it brings at least, what to do.

    A step with 0 points supplies what nobody knows yet.
    """

    component: ComponentName
    points: float
    reason: Reason


class HealthOverride(Struct, frozen=True, kw_only=True):
    """A person's band beside the computed one, until the last day it holds."""

    band: Band
    by: str
    why: str
    until: date


class Health(Struct, frozen=True, kw_only=True):
    """The health of an account on a day. `band` is the override's while one holds, `computed` the score's.

    `score` is 0-100, None when nothing is known; `coverage` is the share of the weight that is known.
    """

    day: date
    score: int | None
    band: Band
    computed: Band
    coverage: float
    components: tuple[Component, ...]
    to_green: tuple[Gain, ...]
    override: HealthOverride | None = None

    def share_out(self) -> float:
        """Score points that one known component point is worth; 0 when nothing is known."""
        known = sum(component.max_points for component in self.components if component.known)
        return 100 / known if known else 0.0


class Movement(Struct, frozen=True, kw_only=True):
    """How a component's contribution to the score moved between two days, in score points, and why."""

    component: ComponentName
    before: float
    after: float
    reason: Reason
