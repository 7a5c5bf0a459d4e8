"""The touch model on one page: who gets what, how often, by whom, for what (T4)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.money import Money
from cadence_tui.model.rules.touch_model import Blackout, Form, Rule, Segment, Step, TouchModel
from cadence_tui.views.names import names_of
from cadence_tui.views.words import Words

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class PagePart(Struct, frozen=True, kw_only=True):
    """A part of the page: title, a line under it, and a table."""

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def touch_model_parts(model: TouchModel, speech: Speech) -> list[PagePart]:
    """Every segment with its rhythms, then new accounts, the way to the renewal, and the seasons."""
    names = names_of(model)
    words = Words(speech=speech, names=names)
    say = speech.say
    parts = [_segment_part(model, segment, words) for segment in model.segments]
    parts.append(_steps_part(say("New accounts"), say("After the start"), model.new_account, words))
    parts.append(_steps_part(say("The way to the renewal"), say("Before the renewal"), model.renewal, words))
    if model.blackouts:
        parts.append(_seasons_part(model.blackouts, words))
    return parts


def _segment_part(model: TouchModel, segment: Segment, words: Words) -> PagePart:
    speech = words.speech
    rows = [_rule_row(rule, words) for stage in model.stages for rule in _rules(model, segment, stage.id)]
    return PagePart(
        title=words.names.title("segment", segment.id, speech),
        note=_segment_note(model, segment, words),
        header=(speech.say("Stage"), speech.say("How often"), *_form_header(speech)),
        rows=tuple(rows),
    )


def _segment_note(model: TouchModel, segment: Segment, words: Words) -> str:
    speech = words.speech
    figures = {
        "contacts": segment.max_contacts_per_week,
        "gap": words.days(segment.min_gap_days),
    }
    if not segment.arr_from:
        return speech.say("every other account; at most {contacts} contacts a week, {gap} apart", **figures)
    revenue = speech.money(Money(Decimal(segment.arr_from), model.currency))
    return speech.say(
        "from {revenue} a year; at most {contacts} contacts a week, {gap} apart", revenue=revenue, **figures
    )


def _rules(model: TouchModel, segment: Segment, stage: str) -> Iterator[Rule]:
    return (rule for rule in model.rules if (rule.segment, rule.stage) == (segment.id, stage))


def _rule_row(rule: Rule, words: Words) -> tuple[str, ...]:
    often = words.every(rule.every_days) if rule.every_days else _on_weekdays(rule, words.speech)
    if rule.optional:
        often = words.speech.say("{often}, if wished", often=often)
    return words.names.title("stage", rule.stage, words.speech), often, *_form_cells(rule, words)


def _on_weekdays(rule: Rule, speech: Speech) -> str:
    return ", ".join(speech.formats.weekdays[_WEEKDAYS.index(day)] for day in rule.weekdays)


def _steps_part(title: str, when: str, steps: Sequence[Step], words: Words) -> PagePart:
    speech = words.speech
    rows = [
        (words.names.title("segment", step.segment, speech), words.days(step.day), *_form_cells(step, words))
        for step in steps
    ]
    return PagePart(
        title=title, note="", header=(speech.say("Segment"), when, *_form_header(speech)), rows=tuple(rows)
    )


def _form_header(speech: Speech) -> tuple[str, ...]:
    say = speech.say
    return say("Touch"), say("Channel"), say("Minutes"), say("By whom"), say("For what")


def _form_cells(form: Form, words: Words) -> tuple[str, ...]:
    minutes = f"{form.minutes}+{form.work_minutes}" if form.minutes else f"{form.work_minutes or '–'}"
    return (
        words.touch(form.touch),
        words.word("channel", form.channel),
        minutes,
        words.word("delivered_by", form.delivered_by),
        words.names.title("outcome", form.outcome, words.speech),
    )


def _seasons_part(seasons: Sequence[Blackout], words: Words) -> PagePart:
    say = words.speech.say
    rows = [
        (
            words.names.title("season", season.id, words.speech),
            f"{season.first} – {season.last}",
            words.listed(map(words.touch, season.touches)) or say("everything"),
            words.listed(season.industries) or say("everybody"),
        )
        for season in seasons
    ]
    return PagePart(
        title=say("Seasons without"),
        note="",
        header=(say("Season"), say("Days"), say("Touch"), say("For whom")),
        rows=tuple(rows),
    )
