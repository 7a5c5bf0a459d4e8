"""Why what a person set by hand on an account waits for the lead (A3)."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.review import ReviewRules
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.placement import Placement
from cadence_tui.practice.review import AccountOverride, days_between, last_word, rests, word_reasons
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of


def override_reasons(
    each: AccountOverride, rules: ReviewRules, model: TouchModel, health_days: int, today: date
) -> Iterator[Reason]:
    """The reasons of an override in no order; none when it changes nothing or the lead is content with it.

    `health_days` is how long a band set without a last day holds.
    """
    if each.account.churned is not None or not changes_something(each, model, today):
        return
    last = last_day(each, health_days)
    if _settled(each, last, rules, today):
        return
    yield from word_reasons(each, today)
    override = each.override
    given = override.at.date() if override.at else None
    days = None if given is None else days_between(given, today)
    if last is not None and last < today:
        yield reason("override_expired", days=days_between(last, today), until=last, by=override.by)
    elif last is None:
        yield reason("override_open", by=override.by)
    if days is not None and days <= rules.override_new_days and last_word(each) is None:
        yield reason("override_new", days=days, by=override.by, why=override.why)


def last_day(each: AccountOverride, health_days: int) -> date | None:
    """The last day on which it holds; None for one that holds for ever."""
    override = each.override
    if override.until is not None or each.field != "health" or override.at is None:
        return override.until
    return override.at.date() + timedelta(days=health_days)


def by_rule(each: AccountOverride, model: TouchModel, today: date) -> Placement | None:
    """The segment or stage that the rule would give; None for health, which takes the whole record."""
    if each.field == "segment":
        return segment_of(replace(each.account, segment=None), model, today)
    if each.field == "stage":
        return stage_of(replace(each.account, stage=None), model, today)
    return None


def changes_something(each: AccountOverride, model: TouchModel, today: date) -> bool:
    """Whether the rule would say something else."""
    placed = by_rule(each, model, today)
    return placed is None or placed.value != each.override.value


def _settled(each: AccountOverride, last: date | None, rules: ReviewRules, today: date) -> bool:
    """Whether the lead's last word is enough for now: for good once it was said after the last day."""
    word = last_word(each)
    if word is None:
        return False
    if last is not None and word.at.date() > last:
        return word.verdict != "escalated" or rests(each, rules, today)
    if word.verdict in ("approved", "redated"):
        said = days_between(word.at.date(), today)
        return said < rules.override_rests_days if last is None else today <= last
    return rests(each, rules, today)
