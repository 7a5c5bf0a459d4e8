"""Books of business to plan: made up, the same every time, as awkward as real ones.

A book is a problem in the stand-alone form: people in pods with leave and busy times, customers in other
countries, renewals that bunch at the ends of quarters, calls already confirmed. How tight it is, is the share
of its fullest run of weeks that would be taken if calls could be cut in pieces: above 1 some must give way.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.planning.calendars import Calendars, Form, Spans, without
from benchmarks.planning.touches import clear_of, touches_of
from benchmarks.planning.world import (
    ARR,
    CUSTOMERS,
    HOMES,
    INDUSTRIES,
    OFFICE,
    RHYTHMS,
    USUAL,
    ZONES,
    closed_seasons,
    holidays_of,
)

POD = 5
CONFIRMED_WEEKS = 3
"""So many weeks from the start hold calls that customers have confirmed."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a book is like; `unit` gives all calls one length, `floating` is the part without a first date."""

    accounts: int
    people: int = 1
    weeks: int = 13
    tightness: float = 0.9
    seed: int = 1
    start: str = "2026-01-05"
    unit: int = 0
    floating: float = 0.0
    leave: float = 0.06
    confirmed: float = 0.3

    @property
    def name(self) -> str:
        """The book in a few words."""
        extra = [
            f"all {self.unit} min" if self.unit else "",
            "no dates yet" if self.floating else "",
            f"from {self.start[:7]}" if self.start != "2026-01-05" else "",
        ]
        words = [f"{self.accounts:,} x {self.people}", f"{self.weeks} weeks", f"{self.tightness:.0%}", *extra]
        return ", ".join(word for word in words if word) + f" #{self.seed}"


def book(shape: Shape) -> Form:
    """The book of a shape."""
    chance = Random(f"{shape.seed} {shape.accounts} {shape.people} {shape.weeks} {shape.start}")
    start = date.fromisoformat(shape.start)
    years = tuple(range(start.year - 1, start.year + 2 + shape.weeks // 52))
    people = [_person(number, shape, start, chance) for number in range(shape.people)]
    form: Form = {
        "meta": {"name": shape.name, "unit": shape.unit},
        "start": shape.start,
        "weeks": shape.weeks,
        "grid": 15,
        "step": 5,
        "csms": people,
        "busy": [block for person in people for block in _busy(person["id"], shape, start, chance)],
        "holidays": {land: [str(day) for day in holidays_of(land, years)] for land in ZONES},
        "blackouts": closed_seasons(years),
        "accounts": [_account(number, shape, people, start, chance) for number in range(shape.accounts)],
        "fixed": [],
        "touches": [],
    }
    calendars = Calendars(form)
    due = {
        account["id"]: touches_of(account, calendars, shape.unit, chance.random() < shape.floating)
        for account in form["accounts"]
    }
    form["fixed"] = _confirmed(due, calendars, shape.confirmed, chance)
    form["touches"] = beside_agreed(form, due, Calendars(form))
    _set_shares(form, calendars, shape.tightness)
    return form


def beside_agreed(form: Form, due: dict[str, list[Form]], calendars: Calendars) -> list[Form]:
    """All touches, clear of the calls that are agreed; chains whose link is gone begin anew."""
    agreed: dict[str, list[str]] = defaultdict(list)
    for call in form["fixed"]:
        agreed[call["account"]].append(call["date"])
    touches: list[Form] = []
    for name, calls in due.items():
        touches += clear_of(calls, agreed[name], calendars.accounts[name]["min_gap"], calendars)
    known = {touch["id"] for touch in touches}
    for touch in touches:
        if touch.get("prev", "") not in known:
            touch.pop("prev", None)
            touch.pop("gap", None)
    return touches


def _person(number: int, shape: Shape, start: date, chance: Random) -> Form:
    home = HOMES[number // POD % len(HOMES)]
    office = OFFICE.get(home, USUAL)
    fridays = [office[0]] if chance.random() < 0.2 else office
    return {
        "id": f"csm-{number:02}",
        "pod": f"pod-{number // POD:02}",
        "country": home,
        "tz": ZONES[home],
        "work": {str(weekday): fridays if weekday == 4 else office for weekday in range(5)},
        "call_share": 0.5,
        "day_share": 0.8,
        "pto": _leave(shape, start, chance),
    }


def _leave(shape: Shape, start: date, chance: Random) -> list[list[str]]:
    """Whole weeks and long weekends until the share is used up; everybody is there in the first week."""
    left = round(shape.leave * 5 * shape.weeks)
    weeks = chance.sample(range(1, shape.weeks), shape.weeks - 1)
    spells: list[list[str]] = []
    while left > 0 and weeks:
        days = min(left, chance.choice((1, 2, 5, 5)))
        first = start + timedelta(weeks=weeks.pop(), days=5 - days)
        spells.append([str(first), str(first + timedelta(days=days - 1))])
        left -= days
    return sorted(spells)


def _busy(name: str, shape: Shape, start: date, chance: Random) -> list[Form]:
    """A daily stand-up, a team hour on Tuesdays, and whatever else fills a calendar."""
    blocks: list[Form] = []
    for day in range(7 * shape.weeks):
        when = start + timedelta(days=day)
        if when.weekday() > 4:
            continue
        spans = [(570, 585)] + ([(660, 720)] if when.weekday() == 1 else [])
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            first = 540 + 15 * chance.randrange(34)
            spans += without([(first, first + chance.choice((30, 45, 60, 90)))], spans)
        blocks += [
            {"csm": name, "date": str(when), "start": first, "end": end} for first, end in sorted(spans)
        ]
    return blocks


def _account(number: int, shape: Shape, people: list[Form], start: date, chance: Random) -> Form:
    owner = people[number % len(people)]
    country = _one(CUSTOMERS[owner["country"]], chance)
    segment, channel = _segment(shape.accounts / shape.people, chance)
    begun = start - timedelta(days=chance.choice((chance.randrange(70), chance.randrange(70, 1500))))
    renewal = _renewal(begun, start, chance)
    steady = RHYTHMS[segment].steady
    period = chance.choice((14, 28, 42)) if segment == "growth" and chance.random() < 0.15 else None
    hours = chance.choice(([540, 1080], [480, 1020], [600, 1140]))
    return {
        "id": f"account-{number:04}",
        "csm": owner["id"],
        "segment": segment,
        "stage": "steady",
        "industry": _one(INDUSTRIES, chance),
        "country": country,
        "tz": ZONES[country],
        "hours": hours,
        "arr": round(chance.triangular(*ARR[segment])),
        "risk": chance.choices((1.0, 1.5, 2.5), (7, 2, 1))[0],
        "start": str(begun),
        "renewal": str(renewal),
        "last_contact": str(start - timedelta(days=chance.randrange(1, (period or steady) + 4))),
        "channel": channel,
        "period": period,
        "min_gap": 3 if (period or steady) <= 14 else 5,
        "pref": _wish(hours[0], chance) if chance.random() < 0.6 else None,
    }


def _segment(accounts_each: float, chance: Random) -> tuple[str, str]:
    """The more accounts a person has, the smaller they are, and the more are looked after by mail alone."""
    strategic, growth = min(0.25, 6 / accounts_each), min(0.7, 35 / accounts_each)
    drawn = chance.random()
    if drawn < strategic:
        return "strategic", "call"
    if drawn < strategic + growth:
        return "growth", "call"
    return "core", "call" if chance.random() < min(0.95, 100 / accounts_each) else "email"


def _renewal(begun: date, start: date, chance: Random) -> date:
    """The next end of the contract: mostly the last days of a quarter."""
    if chance.random() < 0.6:
        month = chance.choice((3, 6, 9, 12))
        renewal = date(start.year, month, 30 if month in (6, 9) else 31)
    else:
        renewal = date(start.year, begun.month, min(28, begun.day))
    return renewal if renewal > start else renewal.replace(year=start.year + 1)


def _wish(opens: int, chance: Random) -> Form:
    first = opens + 60 * chance.randrange(6)
    days = sorted(chance.sample(range(5), chance.choice((1, 2, 2, 3))))
    return {"days": days, "from": first, "to": first + chance.choice((90, 120, 180))}


def _confirmed(
    due: dict[str, list[Form]], calendars: Calendars, part: float, chance: Random
) -> list[dict[str, Any]]:
    """Takes some calls of the first weeks out of what is due, each with a time that is free."""
    agreed: list[dict[str, Any]] = []
    taken: dict[tuple[str, int], Spans] = defaultdict(list)
    for name, touches in due.items():
        for touch in list(touches):
            soon = touch["ideal"] and calendars.day(touch["ideal"]) < 7 * CONFIRMED_WEEKS
            if not soon or chance.random() >= part:
                continue
            wish = calendars.day(touch["ideal"])
            days = sorted(calendars.open_days(touch, touch["csm"]), key=lambda day: (abs(day - wish), day))
            for day in days[:1]:
                slots = taken[touch["csm"], day]
                free = [
                    start
                    for start in calendars.runs(touch["csm"], name, day, touch["minutes"])
                    if all(start + touch["minutes"] <= first or end <= start for first, end in slots)
                ]
                busy = sum(end - first for first, end in slots) + touch["minutes"]
                if not free or 3 * busy > calendars.free[touch["csm"]][day]:
                    continue
                start = chance.choice(free)
                slots.append((start, start + touch["minutes"]))
                agreed.append(_agreed(touch, str(calendars.date(day)), start))
                touches.remove(touch)
    return agreed


def _agreed(touch: Form, when: str, start: int) -> dict[str, Any]:
    same = {key: touch[key] for key in ("account", "csm", "minutes", "kind")}
    return {"id": f"agreed {touch['id']}", **same, "date": when, "start": start}


def _set_shares(form: Form, calendars: Calendars, tightness: float) -> None:
    """Gives everybody the share of calls at which their fullest run of weeks is as tight as wanted."""
    needs: dict[str, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
    for touch in form["touches"]:
        days = calendars.open_days(touch, touch["csm"])
        if days:
            needs[touch["csm"]][days[0] // 7, days[-1] // 7] += touch["minutes"]
    for call in form["fixed"]:
        week = calendars.day(call["date"]) // 7
        needs[call["csm"]][week, week] += call["minutes"]
    for person in form["csms"]:
        free = calendars.free[person["id"]]
        weeks = [sum(free[day : day + 7]) for day in range(0, calendars.days, 7)]
        fullest = _fullest_run(needs[person["id"]], weeks)
        if fullest:
            person["call_share"] = round(min(0.9, fullest / tightness), 4)
            person["day_share"] = round(min(1.0, max(0.5, 1.5 * person["call_share"])), 4)


def _fullest_run(needs: dict[tuple[int, int], int], weeks: list[int]) -> float:
    """The greatest part of a run of weeks that calls confined to it take."""
    fullest = 0.0
    for first in range(len(weeks)):
        minutes = capacity = 0
        for last in range(first, len(weeks)):
            capacity += weeks[last]
            minutes += sum(needs.get((begin, last), 0) for begin in range(first, last + 1))
            if minutes and capacity:
                fullest = max(fullest, minutes / capacity)
    return fullest


def _one(weights: dict[str, int], chance: Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
