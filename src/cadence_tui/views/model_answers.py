"""The five answers of a segment (T4): how often, which channels, which interactions, who, which outcome."""

from collections.abc import Iterator
from decimal import Decimal

from cadence_tui.model.money import Money
from cadence_tui.model.rules.touch_model import Form, Rule, Segment, Stage, TouchModel
from cadence_tui.views.model_page import (
    PageGroup,
    PagePart,
    channels,
    deliverers,
    each_once,
    form_cells,
    form_header,
    span_text,
)
from cadence_tui.views.recurrence_words import recurrence_text
from cadence_tui.views.words import Words


def segment_part(model: TouchModel, segment: Segment, words: Words) -> PagePart:
    """Who belongs to it, the five answers, and its rules stage by stage."""
    say = words.speech.say
    groups = [
        PageGroup(
            title=f"{words.title('stage', stage.id)} · {stage_text(stage, words)}",
            rows=tuple(_rule_row(rule, words) for rule in _rules(model, segment, stage)),
        )
        for stage in model.stages
    ]
    return PagePart(
        title=words.title("segment", segment.id),
        facts=tuple(_answers(model, segment, words)),
        header=(say("Touch"), say("How often"), *form_header(words)),
        groups=tuple(group for group in groups if group.rows),
    )


def stage_text(stage: Stage, words: Words) -> str:
    """The days of a stage: `until week 8`."""
    say = words.speech.say
    if stage.before_renewal_days is not None:
        return say("from {days} before the renewal", days=words.days(stage.before_renewal_days))
    if stage.until_day is not None:
        return say("until day {day}", day=stage.until_day)
    if stage.until_week is not None:
        return say("until week {week}", week=stage.until_week)
    if stage.until_month is not None:
        return say("until month {month}", month=stage.until_month)
    return say("from then on")


def rhythm_text(rule: Rule, words: Words) -> str:
    """`every 28 days`, or its weekdays; what a customer may ask for instead; whether it gives way."""
    often = _beat(rule, words)
    if rule.guideline_days is not None:
        wished = span_text(*rule.guideline_days, words)
        often = words.speech.say("{often} ({wished} at the customer's wish)", often=often, wished=wished)
    return words.speech.say("{often}, if there is room", often=often) if rule.optional else often


def coverage_text(segment: Segment, words: Words) -> str:
    """Who looks after the accounts of a segment, and how many (T12); empty when the model does not say."""
    if segment.coverage is None:
        return ""
    coverage, say = segment.coverage, words.speech.say
    accounts = span_text(*coverage.accounts, words)
    text = {
        "dedicated": say("a CSM of their own for {accounts} accounts", accounts=accounts),
        "pod": say(
            "a pod of {csms} CSMs for {accounts} accounts",
            csms=span_text(*coverage.csms, words),
            accounts=accounts,
        ),
        "scaled": say("one CSM for {accounts} accounts", accounts=accounts),
        "automation": say(
            "no CSM, up to {accounts} accounts", accounts=words.speech.number(coverage.accounts[1])
        ),
    }[coverage.by]
    if segment.hours_per_month is None:
        return text
    hours = span_text(*segment.hours_per_month, words)
    return f"{text}; {say('{hours} hours a month for an account', hours=hours)}"


def _answers(model: TouchModel, segment: Segment, words: Words) -> Iterator[tuple[str, str]]:
    say = words.speech.say
    rules = [rule for rule in model.rules if rule.segment == segment.id]
    forms: list[Form] = [
        *rules,
        *(step for step in (*model.new_account, *model.renewal) if step.segment == segment.id),
    ]
    who = deliverers((form.delivered_by for form in forms), words)
    outcomes = each_once(words.title("outcome", form.outcome) for form in forms)
    yield say("model|Which accounts"), _revenue_text(model, segment, words)
    yield say("How often"), _often_text(rules, words)
    yield say("model|Which channels"), channels((form.channel for form in forms), words)
    yield say("model|Which contacts"), words.listed(each_once(words.touch(form.touch) for form in forms))
    yield say("Who"), "; ".join(part for part in (who, coverage_text(segment, words)) if part)
    yield say("model|What for"), words.listed(outcomes)


def _revenue_text(model: TouchModel, segment: Segment, words: Words) -> str:
    if not segment.arr_from:
        return words.speech.say("every other account")
    revenue = words.speech.money(Money(Decimal(segment.arr_from), model.currency))
    return words.speech.say("from {revenue} a year", revenue=revenue)


def _often_text(rules: list[Rule], words: Words) -> str:
    ordered = sorted((rule for rule in rules if not rule.optional), key=lambda rule: rule.period)
    fastest, slowest = _beat(ordered[0], words), _beat(ordered[-1], words)
    if fastest == slowest:
        return fastest
    return words.speech.say("{fastest} to {slowest}, by stage", fastest=fastest, slowest=slowest)


def _rules(model: TouchModel, segment: Segment, stage: Stage) -> list[Rule]:
    return [rule for rule in model.rules if (rule.segment, rule.stage) == (segment.id, stage.id)]


def _rule_row(rule: Rule, words: Words) -> tuple[str, ...]:
    return words.touch(rule.touch), rhythm_text(rule, words), *form_cells(rule, words)


def _beat(rule: Rule, words: Words) -> str:
    if rule.every_days:
        return words.every(rule.every_days)
    return recurrence_text(f"FREQ=WEEKLY;BYDAY={','.join(day[:2].upper() for day in rule.weekdays)}", words)
