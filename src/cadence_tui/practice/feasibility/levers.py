"""What would help who breaks: calls by mail or more seldom, before the days away, or by the pod (T12)."""

from collections.abc import Callable, Collection, Iterable, Mapping

from msgspec.structs import replace

from cadence_tui.model.rules.touch_model import Rule, TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.feasibility.days_levers import days_levers
from cadence_tui.practice.feasibility.demand import Ask, Demand, asks_of
from cadence_tui.practice.feasibility.lever import Lever, LeverKind
from cadence_tui.practice.feasibility.load import shortages
from cadence_tui.practice.feasibility.team import Team, capacity_of


def levers(asked: Demand, people: Collection[str]) -> dict[str, tuple[Lever, ...]]:
    """For each of these people what leaves least without room first; what gives nothing is left out."""
    found: dict[str, list[Lever]] = {person: [] for person in people}
    for kind, change in _CHANGES.items():
        for segment in asked.team.model.segments:
            model = change(asked.team.model, segment.id)
            if model is not asked.team.model:
                _pull(kind, segment.id, replace(asked.team, model=model), asked, found)
    of_days = days_levers(asked, people)
    return {
        person: tuple(
            sorted(
                [*own, *of_days[person]],
                key=lambda lever: (lever.short, -lever.minutes, lever.kind, lever.segment, lever.who),
            )
        )
        for person, own in found.items()
    }


def _pull(kind: LeverKind, segment: str, team: Team, asked: Demand, found: dict[str, list[Lever]]) -> None:
    anew = _anew(segment, team, asked, found)
    before, rules = _by_owner(asked.all(), found), _rhythms(asked.team.model, team.model)
    after = _by_owner((ask for each, was in asked.asks.items() for ask in anew.get(each, was)), found)
    for person, own in found.items():
        gained = _sum(before[person]) - _sum(after[person])
        if gained <= 0:
            continue
        accounts = sum(team.records[each].account.owner == person for each in anew)
        has = capacity_of(team.person(person), team).weeks
        short = sum(shortages(after[person], has, team))
        own.append(
            Lever(kind=kind, segment=segment, accounts=accounts, minutes=gained, short=short, rhythms=rules)
        )


def _anew(segment: str, team: Team, asked: Demand, people: Collection[str]) -> dict[str, tuple[Ask, ...]]:
    """What the tier's accounts of these people ask for by another model."""
    return {
        account: asks_of(record, team)
        for account, record in team.records.items()
        if record.account.owner in people and any(ask.segment == segment for ask in asked.asks[account])
    }


def by_mail(model: TouchModel, segment: str) -> TouchModel:
    """The model with a tier's routine calls as mails; the same one when it has none."""
    work = model.contact.email_work_minutes
    return _with_rules(
        model,
        segment,
        lambda rule: replace(rule, channel="email", minutes=0, least_minutes=None, work_minutes=work),
    )


def slower(model: TouchModel, segment: str) -> TouchModel:
    """The model with a tier's routine calls as seldom as guideline and minimum contact allow.

    The same one when they are already.
    """
    return _with_rules(model, segment, lambda rule: _slowed(rule, model))


def _slowed(rule: Rule, model: TouchModel) -> Rule:
    factor = model.adaptive.slower_factor if model.adaptive else model.contact.wish_factors[1]
    slowest = rule.guideline_days[1] if rule.guideline_days else rule.period * model.contact.wish_factors[1]
    period = min(rule.period * factor, slowest)
    if rule.period <= model.contact.minimum_days:
        # It may be what keeps the account from a month of silence.
        period = min(period, float(model.contact.minimum_days))
    return replace(rule, every_days=period, weekdays=()) if period > rule.period else rule


def _with_rules(model: TouchModel, segment: str, change: Callable[[Rule], Rule]) -> TouchModel:
    routine = {touch.id for touch in model.touches if touch.routine}
    rules = tuple(
        change(rule)
        if rule.segment == segment and rule.touch in routine and rule.channel in LIVE_CHANNELS
        else rule
        for rule in model.rules
    )
    return model if rules == model.rules else replace(model, rules=rules)


def _rhythms(was: TouchModel, now: TouchModel) -> tuple[tuple[str, float, float], ...]:
    pairs = zip(was.rules, now.rules, strict=True)
    return tuple((old.id, old.period, new.period) for old, new in pairs if old.period != new.period)


def _by_owner(asks: Iterable[Ask], people: Collection[str]) -> dict[str, list[Ask]]:
    found: dict[str, list[Ask]] = {person: [] for person in people}
    for ask in asks:
        if ask.owner in found:
            found[ask.owner].append(ask)
    return found


def _sum(asks: Iterable[Ask]) -> int:
    return sum(ask.minutes for ask in asks)


_CHANGES: Mapping[LeverKind, Callable[[TouchModel, str], TouchModel]] = {"mail": by_mail, "slower": slower}
