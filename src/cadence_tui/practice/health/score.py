"""The health score of an account on any day: its components, its band, the shortest way to green (H1, H2)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from cadence_tui.model.band import Band
from cadence_tui.model.documents import Override
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import Bands, ComponentName, HealthRules
from cadence_tui.practice.health import trust, usage, voice
from cadence_tui.practice.health.history import History, Moment, history_of, moment
from cadence_tui.practice.health.remedies import remedy
from cadence_tui.practice.health.result import Component, Gain, Health, HealthOverride, Input, Part

_INPUTS: dict[ComponentName, Callable[[Moment], list[Input]]] = {
    "usage": usage.usage,
    "adoption": usage.adoption,
    "attendance": voice.attendance,
    "support": trust.support,
    "sentiment": voice.sentiment,
    "surveys": voice.surveys,
    "promises": trust.promises,
    "relationship": trust.relationship,
}
WeightedInputs = tuple[ComponentName, float, list[Input]]
_BANDS: dict[str, Band] = {"green": "green", "yellow": "yellow", "red": "red"}


def health(record: AccountRecord, rules: HealthRules, *, segment: str, stage: str, today: date) -> Health:
    """The health of an account; evidence dated after `today` is not looked at."""
    return health_on(history_of(record), rules, segment=segment, stage=stage, day=today)


def health_on(history: History, rules: HealthRules, *, segment: str, stage: str, day: date) -> Health:
    """The health as of a day, by what was known then: weeks over, tickets open, promises due on that day.

    Roles of contacts carry no first day, so a champion counts from the beginning until they leave.
    """
    inputs = inputs_on(history, rules, segment=segment, stage=stage, day=day)
    exact, components = exact_score(inputs), tuple(_component(*entry) for entry in inputs)
    coverage = coverage_of(components)
    computed = computed_band(exact, coverage, rules)
    override = override_on(history.account.health, rules, day)
    return Health(
        day=day,
        score=None if exact is None else rounded(exact),
        band=override.band if override else computed,
        computed=computed,
        coverage=coverage,
        components=components,
        to_green=_to_green(components, exact, coverage, rules),
        override=override,
    )


def standing_on(
    history: History, rules: HealthRules, *, segment: str, stage: str, day: date
) -> tuple[int | None, Band]:
    """Score and band as of a day, a person's band where one held: for whoever asks many days for no more."""
    weighted = inputs_on(history, rules, segment=segment, stage=stage, day=day)
    exact = exact_score(weighted)
    weight = sum(weight for _, weight, _ in weighted)
    known = sum(weight * _known_share(inputs) for _, weight, inputs in weighted)
    override = override_on(history.account.health, rules, day)
    computed = computed_band(exact, min(1.0, known / weight) if weight else 0.0, rules)
    return None if exact is None else rounded(exact), override.band if override else computed


def inputs_on(
    history: History, rules: HealthRules, *, segment: str, stage: str, day: date
) -> list[WeightedInputs]:
    """The inputs of each component that has weight in this segment and stage."""
    at = moment(history, rules, segment=segment, day=day)
    weights = rules.weights_for(segment, stage)
    return [(name, weights[name], inputs(at)) for name, inputs in _INPUTS.items() if weights.get(name)]


def exact_score(weighted: Sequence[WeightedInputs]) -> float | None:
    """The score before rounding, 0-100: the weighted mean of what is known; None when nothing is."""
    got = possible = 0.0
    for _, weight, inputs in weighted:
        points = known = 0.0
        for entry in inputs:
            if entry.value is not None:
                points += entry.weight * entry.value
                known += entry.weight
        if known:
            got += weight * points / known
            possible += weight
    return 100 * got / possible if possible else None


def coverage_of(components: tuple[Component, ...]) -> float:
    """The share of the whole weight whose input is known, 0-1."""
    weight = sum(component.weight for component in components)
    return min(1.0, sum(component.weight * component.coverage for component in components) / weight)


def rounded(exact: float) -> int:
    """The score as shown and as banded, halves upwards."""
    return int(exact + 0.5)


def band_of(score: int, bands: Bands) -> Band:
    """The band of a score: green and yellow include their lower edge."""
    if score >= bands.green:
        return "green"
    return "yellow" if score >= bands.yellow else "red"


def computed_band(exact: float | None, coverage: float, rules: HealthRules) -> Band:
    """The band of an exact score; unknown when too little of the weight is known."""
    if exact is None or coverage < rules.least_coverage:
        return "unknown"
    return band_of(rounded(exact), rules.bands)


def override_on(override: Override | None, rules: HealthRules, day: date) -> HealthOverride | None:
    """A person's band if it holds that day; without any date it never does, for it could not expire."""
    if override is None or override.value not in _BANDS:
        return None
    given = override.at.date() if override.at else None
    until = override.until or (given + timedelta(days=rules.override_days) if given else None)
    if until is None or day > until or (given and day < given):
        return None
    return HealthOverride(band=_BANDS[override.value], by=override.by, why=override.why, until=until)


def _known_share(inputs: Sequence[Input]) -> float:
    whole = sum(entry.weight for entry in inputs)
    return sum(entry.weight for entry in inputs if entry.value is not None) / whole


def _component(name: ComponentName, weight: float, inputs: list[Input]) -> Component:
    whole = sum(entry.weight for entry in inputs)
    known = sum(entry.weight for entry in inputs if entry.value is not None)
    per_weight = weight / known if known else 0.0
    parts = tuple(_part(entry, per_weight) for entry in inputs)
    ages = [entry.age_days for entry in inputs if entry.age_days is not None]
    return Component(
        name=name,
        weight=weight,
        points=sum(part.points for part in parts),
        max_points=weight,
        age_days=min(ages, default=None),
        known=known > 0,
        coverage=known / whole,
        parts=parts,
    )


def _part(entry: Input, per_weight: float) -> Part:
    known = entry.value is not None
    possible = entry.weight * per_weight if known else 0.0
    return Part(
        name=entry.name,
        subject=entry.subject,
        points=possible * (entry.value or 0.0),
        max_points=possible,
        age_days=entry.age_days,
        known=known,
        reason=entry.reason,
    )


def _to_green(
    components: tuple[Component, ...], exact: float | None, coverage: float, rules: HealthRules
) -> tuple[Gain, ...]:
    band = computed_band(exact, coverage, rules)
    if band == "green":
        return ()
    if exact is None or band == "unknown":
        return _to_known(components, coverage, rules)
    steps: list[Gain] = []
    for gain in sorted(_gains(components, rules), key=lambda gain: -gain.points):
        if rounded(exact) >= rules.bands.green:
            break
        steps.append(gain)
        exact += gain.points
    return tuple(steps)


def _gains(components: tuple[Component, ...], rules: HealthRules) -> list[Gain]:
    """What each remedy brings in score points; inputs that one remedy mends are one gain."""
    share_out = 100 / sum(component.max_points for component in components if component.known)
    mended: dict[str, tuple[Reason, dict[ComponentName, float]]] = {}
    for component in components:
        for part in component.parts:
            missing = (part.max_points - part.points) * share_out
            if missing <= 0:
                continue
            mend = remedy(part, rules)
            _, by_component = mended.setdefault(repr(mend), (mend, {}))
            by_component[component.name] = by_component.get(component.name, 0.0) + missing
    return [
        Gain(component=max(points, key=lambda name: points[name]), points=sum(points.values()), reason=mend)
        for mend, points in mended.values()
    ]


def _to_known(components: tuple[Component, ...], coverage: float, rules: HealthRules) -> tuple[Gain, ...]:
    weight = sum(component.weight for component in components)
    steps: list[Gain] = []
    for component in sorted(components, key=lambda c: -c.weight * (1 - c.coverage)):
        if coverage >= rules.least_coverage:
            break
        missing = component.weight * (1 - component.coverage) / weight
        steps.append(
            Gain(
                component=component.name, points=0.0, reason=reason("supply_input", component=component.name)
            )
        )
        coverage += missing
    return tuple(steps)
