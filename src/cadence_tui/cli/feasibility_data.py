"""Feasibility as data for scripts: every figure of every person, week, month, tier and account."""

from collections.abc import Mapping
from typing import Any

from cadence_tui.cli.reasons import reasons_data
from cadence_tui.model.documents import Person
from cadence_tui.practice.feasibility.cost import AccountCost, TierCost
from cadence_tui.practice.feasibility.lever import Lever
from cadence_tui.practice.feasibility.load import Automated, MonthAsked, PersonLoad, WeekAsked
from cadence_tui.practice.feasibility.ratios import Ratio
from cadence_tui.practice.feasibility.team import FOUR_WEEKS, MONTH_DAYS
from cadence_tui.practice.feasibility.what_if import Change, OtherModel
from cadence_tui.practice.feasibility.whole import Feasibility
from cadence_tui.views.feasibility import Outcome, PersonRow, account_name
from cadence_tui.views.feasibility_words import verdict_text
from cadence_tui.views.words import Words


def outcome_data(outcome: Outcome, words: Words) -> dict[str, Any]:
    """Before, and after when something was to change; `verdicts` are the sentences about what is shown."""
    return {
        "from": outcome.before.start,
        "to": outcome.before.last,
        "weeks": outcome.before.weeks,
        "counted": {"four_weeks_days": FOUR_WEEKS, "average_month_days": round(MONTH_DAYS, 4)},
        "currency": outcome.now.currency,
        "verdicts": [_verdict(row, words) for row in outcome.rows()],
        "before": _side(outcome.before, outcome, words),
        "after": _side(outcome.after, outcome, words) if outcome.after else None,
        "changes": [{**_change(change), "why": reasons_data(why, words)} for change, why in outcome.notes],
    }


def _verdict(row: PersonRow, words: Words) -> dict[str, Any]:
    verdict = row.now.verdict if row.now else "leaves"
    return {"person": row.id, "verdict": verdict, "text": verdict_text(row, words)}


def _side(found: Feasibility, outcome: Outcome, words: Words) -> dict[str, Any]:
    people = {person.id: person for person in outcome.people}
    return {
        "people": [_person(load, people[load.id], words) for load in found.people],
        "ratios": [_ratio(ratio, words) for ratio in found.ratios],
        "segments": [_tier(tier) for tier in found.tiers],
        "accounts": [_cost(cost, outcome.accounts, words) for cost in found.costs],
        "levers": {person: [_lever(lever) for lever in own] for person, own in found.levers.items()},
        "automated": _automated(found.automated),
        "without_owner": {"accounts": found.unowned, "minutes": found.unowned_minutes},
    }


def _person(load: PersonLoad, person: Person, words: Words) -> dict[str, Any]:
    first_break, first_over = load.first_break, load.first_over
    return {
        "id": load.id,
        "name": person.name,
        "login": person.login,
        "pod": person.pod,
        "accounts": load.accounts,
        "asked": load.asked,
        "has": load.has,
        "no_room": load.short,
        "verdict": load.verdict,
        "breaks": {"week": first_break.week, "minutes": first_break.short} if first_break else None,
        "first_over": {"week": first_over.week, "minutes": first_over.over} if first_over else None,
        "peak": {"week": load.peak.week, "asked": load.peak.asked, "has": load.peak.has},
        "calls": {
            "ahead": load.calls.ahead,
            "per_four_weeks": round(load.calls.four_weeks, 1),
            "per_month": round(load.calls.month, 1),
        },
        "automated": _automated(load.automated),
        "weeks": [_week(week) for week in load.weeks],
        "months": [_month(month) for month in load.months],
        "why": reasons_data(load.reasons, words),
    }


def _week(week: WeekAsked) -> dict[str, Any]:
    return {
        "week": week.week,
        "calls": week.calls,
        "written": week.written,
        "asked": week.asked,
        "has": week.has,
        "over": week.over,
        "no_room": week.short,
        "leave": week.leave,
        "holidays": week.holidays,
        "busy": week.busy,
        "sessions": week.sessions,
    }


def _month(month: MonthAsked) -> dict[str, Any]:
    return {
        "from": month.first,
        "to": month.last,
        "whole": month.whole,
        "calls": month.calls,
        "written": month.written,
        "asked": month.asked,
        "has": month.has,
    }


def _ratio(ratio: Ratio, words: Words) -> dict[str, Any]:
    return {
        "who": ratio.who,
        "scope": ratio.scope,
        "csms": ratio.csms,
        "accounts": ratio.accounts,
        "segments": ratio.tiers,
        "filled": _rounded(ratio.filled),
        "state": ratio.state,
        "why": reasons_data(ratio.reasons, words),
    }


def _tier(tier: TierCost) -> dict[str, Any]:
    return {
        "segment": tier.segment,
        "accounts": tier.accounts,
        "hours_per_month": round(tier.hours_month, 2),
        "guideline": tier.guideline,
        "cost": _rounded(tier.cost, 2),
        "arr": _rounded(tier.arr, 2),
        "share": _rounded(tier.share),
        "unknown": tier.unknown,
        "above_share": tier.dear,
        "automated": _automated(tier.automated),
    }


def _cost(cost: AccountCost, names: Mapping[str, str], words: Words) -> dict[str, Any]:
    return {
        "id": cost.account,
        "name": account_name(cost.account, names),
        "owner": cost.owner,
        "segment": cost.segment,
        "hours_per_month": round(cost.hours_month, 2),
        "cost": _rounded(cost.cost, 2),
        "arr": _rounded(cost.arr, 2),
        "share": _rounded(cost.share),
        "above_share": cost.dear,
        "why": reasons_data(cost.reasons, words),
    }


def _lever(lever: Lever) -> dict[str, Any]:
    return {
        "kind": lever.kind,
        "segment": lever.segment or None,
        "person": lever.who or None,
        "week": lever.week,
        "accounts": lever.accounts,
        "minutes": lever.minutes,
        "no_room": lever.short,
        "restores": lever.restores,
        "rhythms": [{"rule": rule, "was": was, "now": now} for rule, was, now in lever.rhythms],
    }


def _automated(found: Automated) -> dict[str, Any]:
    return {"touches": found.touches, "automated": found.automated, "share": _rounded(found.share)}


def _rounded(figure: float | None, places: int = 4) -> float | None:
    return None if figure is None else round(figure, places)


def _change(change: Change) -> dict[str, Any]:
    """The change itself; of another model only its name, for all of it is long."""
    kind = type(change).__struct_config__.tag
    if isinstance(change, OtherModel):
        return {"kind": kind, "name": change.name}
    return {"kind": kind, **{name: getattr(change, name) for name in change.__struct_fields__}}
