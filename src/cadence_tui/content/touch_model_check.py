"""What a touch model must mean, beyond its shape; every fault is found before any is reported."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.touch_model import LIVE_CHANNELS, Blackout, Rule, Stage, Step, TouchModel
from cadence_tui.model.rules.worded import Worded

Fault = tuple[str, str, Message]
_LEAP_YEAR = 2024
_DAYS_OF_STAGE = {"day": 1, "week": 7, "month": 30}


def check_touch_model(model: TouchModel, file: str) -> None:
    """Raises BadInput with one `where` per fault: file, path, what stands there, what should."""
    faults = [*_ids(model), *_titles(model), *_tiers(model), *_stages(model), *_rules(model)]
    faults += [*_steps(model), *_seasons(model), *_figures(model)]
    if not faults:
        return
    path, _, expected = faults[0]
    text = message(
        "{file} cannot be used, faults found: {faults}; the first at {path}, expected: {fault}",
        file=file,
        faults=len(faults),
        path=path,
        fault=expected,
    )
    raise BadInput(text, [Where(file=file, field=path, found=found, expected=e) for path, found, e in faults])


def _ids(model: TouchModel) -> Iterator[Fault]:
    for name in ("segments", "stages", "touches", "outcomes", "blackouts"):
        seen: set[str] = set()
        for index, entry in enumerate(getattr(model, name)):
            if entry.id in seen:
                yield f"$.{name}[{index}].id", entry.id, message("an id that stands only once")
            seen.add(entry.id)


def _titles(model: TouchModel) -> Iterator[Fault]:
    named: list[tuple[str, Worded]] = [("$", model.title)]
    for name in ("segments", "stages", "touches", "outcomes", "blackouts"):
        named += [(f"$.{name}[{index}]", entry.title) for index, entry in enumerate(getattr(model, name))]
    for path, title in named:
        for language, text in (("en", title.en), ("es", title.es), ("pt-BR", title.pt_br)):
            if not text.strip():
                yield f"{path}.title.{language}", text, message("a title in this language")


def _tiers(model: TouchModel) -> Iterator[Fault]:
    for index, (higher, lower) in enumerate(pairwise(model.segments), start=1):
        if lower.arr_from >= higher.arr_from:
            expected = message("less revenue than the segment above ({figure})", figure=higher.arr_from)
            yield f"$.segments[{index}].arr_from", str(lower.arr_from), expected
    lowest = model.segments[-1]
    if lowest.arr_from > 0:
        path = f"$.segments[{len(model.segments) - 1}].arr_from"
        yield path, str(lowest.arr_from), message("0 for the last segment")
    yield from _known("$.default_segment", [model.default_segment], (s.id for s in model.segments))


def _stages(model: TouchModel) -> Iterator[Fault]:
    last_edge, closed = 0, False
    for index, stage in enumerate(model.stages):
        path = f"$.stages[{index}]"
        edges = [("day", stage.until_day), ("week", stage.until_week), ("month", stage.until_month)]
        given = [unit for unit, figure in edges if figure is not None]
        if len(given) + (stage.before_renewal_days is not None) > 1:
            yield path, ", ".join(given), message("one edge only")
        if stage.before_renewal_days is not None:
            continue
        if closed:
            yield path, stage.id, message("no stage after the one without an end")
        edge = _edge_days(stage)
        if edge is None:
            closed = True
            continue
        if edge <= last_edge:
            yield path, str(edge), message("an edge later than that of the stage above")
        last_edge = edge
    if not closed:
        yield "$.stages", "", message("a last stage without an end")


def _edge_days(stage: Stage) -> int | None:
    for unit, figure in (("day", stage.until_day), ("week", stage.until_week), ("month", stage.until_month)):
        if figure is not None:
            return figure * _DAYS_OF_STAGE[unit]
    return None


def _rules(model: TouchModel) -> Iterator[Fault]:
    seen = Counter(rule.id for rule in model.rules)
    for index, rule in enumerate(model.rules):
        path = f"$.rules[{index}]"
        yield from _form(model, path, rule)
        yield from _known(f"{path}.stage", [rule.stage], (stage.id for stage in model.stages))
        yield from _rhythm(path, rule)
        if seen[rule.id] > 1:
            yield path, rule.id, message("one rule for a segment, stage and touch")
    for segment in model.segments:
        for stage in model.stages:
            binding = [
                rule
                for rule in model.rules
                if (rule.segment, rule.stage) == (segment.id, stage.id) and not rule.optional
            ]
            if not binding:
                expected = message("a rule for {segment} in {stage}", segment=segment.id, stage=stage.id)
                yield "$.rules", "", expected
            elif min(rule.period for rule in binding) > model.contact.minimum_days:
                expected = message(
                    "a touch at least every {days} days for {segment} in {stage}",
                    days=model.contact.minimum_days,
                    segment=segment.id,
                    stage=stage.id,
                )
                yield "$.rules", str(min(rule.period for rule in binding)), expected


def _rhythm(path: str, rule: Rule) -> Iterator[Fault]:
    if (rule.every_days is None) == (not rule.weekdays):
        yield path, rule.id, message("either every_days or weekdays")
    if rule.red_days <= rule.amber_days:
        yield f"{path}.red_days", str(rule.red_days), message("more than amber_days")
    if rule.amber_days < rule.period:
        yield f"{path}.amber_days", str(rule.amber_days), message("at least the rhythm of the rule")
    if rule.guideline_days and rule.guideline_days[0] > rule.guideline_days[1]:
        yield f"{path}.guideline_days", str(rule.guideline_days), message("the fastest rhythm first")


def _form(model: TouchModel, path: str, form: Rule | Step) -> Iterator[Fault]:
    yield from _known(f"{path}.segment", [form.segment], (segment.id for segment in model.segments))
    yield from _known(f"{path}.touch", [form.touch], (touch.id for touch in model.touches))
    yield from _known(f"{path}.outcome", [form.outcome], (outcome.id for outcome in model.outcomes))
    if (form.channel in LIVE_CHANNELS) != (form.minutes > 0):
        yield f"{path}.minutes", str(form.minutes), message("minutes for a call, 0 for an email")


def _steps(model: TouchModel) -> Iterator[Fault]:
    for name, steps in (("new_account", model.new_account), ("renewal", model.renewal)):
        seen: set[tuple[str, str]] = set()
        for index, step in enumerate(steps):
            path = f"$.{name}[{index}]"
            yield from _form(model, path, step)
            if (step.segment, step.touch) in seen:
                yield path, f"{step.segment}, {step.touch}", message("one step for a segment and touch")
            seen.add((step.segment, step.touch))
        for segment in model.segments:
            if not any(step.segment == segment.id for step in steps):
                yield f"$.{name}", "", message("a step for {segment}", segment=segment.id)


def _seasons(model: TouchModel) -> Iterator[Fault]:
    for index, season in enumerate(model.blackouts):
        path = f"$.blackouts[{index}]"
        touches = [touch.id for touch in model.touches]
        yield from _known(f"{path}.touches", season.touches, touches)
        yield from _known(f"{path}.spares", season.spares, touches)
        yield from _season_days(path, season)


def _season_days(path: str, season: Blackout) -> Iterator[Fault]:
    days: list[date] = []
    for name, text in (("first", season.first), ("last", season.last)):
        try:
            days.append(date.fromisoformat(f"{_LEAP_YEAR}-{text}"))
        except ValueError:
            yield f"{path}.{name}", text, message("a day of the year, as in 12-31")
    if len(days) == 2 and (days[1] - days[0]).days % 366 == 365:
        yield path, f"{season.first} - {season.last}", message("a season that leaves days of the year open")


def _figures(model: TouchModel) -> Iterator[Fault]:
    clocks = {touch.group for touch in model.touches}
    ruled = {rule.touch for rule in model.rules}
    for index, touch in enumerate(model.touches):
        if touch.id in ruled and touch.group not in touch.restarts:
            expected = message("the touch's own clock ({clock}) among them", clock=touch.group)
            yield f"$.touches[{index}].restarts", ", ".join(touch.restarts), expected
        yield from _known(f"$.touches[{index}].restarts", touch.restarts, clocks)
        yield from _known(f"$.touches[{index}].restarts_by_mail", touch.restarts_by_mail or (), clocks)
    if model.contact.wish_factors[0] > model.contact.wish_factors[1]:
        yield "$.contact.wish_factors", str(model.contact.wish_factors), message("the fastest rhythm first")
    if any(later.within_days <= earlier.within_days for earlier, later in pairwise(model.value.renewal)):
        yield "$.value.renewal", "", message("the nearest renewal first")


def _known(path: str, found: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    choices = list(known)
    for name in found:
        if name not in choices:
            yield path, name, message("one of {known}", known=", ".join(choices))
