"""Who can meet whom when, in a book written in the stand-alone form."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

Form = dict[str, Any]
"""A planning problem as the JSON that `cadence plan --problem` reads."""
Spans = list[tuple[int, int]]


class Calendars:
    """Working time, holidays and closed seasons of everybody in a book."""

    def __init__(self, book: Form) -> None:
        self.start = date.fromisoformat(book["start"])
        self.days = 7 * book["weeks"]
        self.accounts = {account["id"]: account for account in book["accounts"]}
        self.people = {person["id"]: person for person in book["csms"]}
        self.mates: dict[str, list[str]] = defaultdict(list)
        for person in book["csms"]:
            self.mates[person["pod"]].append(person["id"])
        self._holidays = {
            country: frozenset((date.fromisoformat(day) - self.start).days for day in days)
            for country, days in book["holidays"].items()
        }
        self._seasons = [
            (season, self.day(season["from"]), self.day(season["to"])) for season in book["blackouts"]
        ]
        busy: dict[tuple[str, int], Spans] = defaultdict(list)
        for block in book["busy"]:
            busy[block["csm"], self.day(block["date"])].append((block["start"], block["end"]))
        self.leave = {person["id"]: self._leave(person["pto"]) for person in book["csms"]}
        self.spans = {
            name: [self._spans(person, day, busy[name, day]) for day in range(self.days)]
            for name, person in self.people.items()
        }
        self.free = {name: [sum(b - a for a, b in day) for day in days] for name, days in self.spans.items()}
        self._agreed: dict[tuple[str, int], Spans] = defaultdict(list)
        for call in book["fixed"]:
            self._agreed[call["csm"], self.day(call["date"])].append(
                (call["start"], call["start"] + call["minutes"])
            )
        self._shut: dict[tuple[str, str, str], frozenset[int]] = {}

    def day(self, when: str) -> int:
        """Days from the start of the horizon."""
        return (date.fromisoformat(when) - self.start).days

    def date(self, day: int) -> date:
        """The date of a day of the horizon."""
        return self.start + timedelta(days=day)

    def closed(self, account: str, kind: str) -> frozenset[int]:
        """Days on which the customer has no such call: weekends, holidays, closed seasons."""
        customer = self.accounts[account]
        key = (customer["country"], customer["industry"], kind)
        if key not in self._shut:
            self._shut[key] = self._closed(*key)
        return self._shut[key]

    def open_days(self, touch: Form, name: str) -> list[int]:
        """Days of the window on which this person could make the call, whatever else they do."""
        first, last = max(0, self.day(touch["earliest"])), min(self.days - 1, self.day(touch["latest"]))
        free, closed = self.free[name], self.closed(touch["account"], touch["kind"])
        return [
            day
            for day in range(first, last + 1)
            if free[day] >= touch["minutes"]
            and day not in closed
            and self.runs(name, touch["account"], day, touch["minutes"])
        ]

    def runs(self, name: str, account: str, day: int, minutes: int) -> list[int]:
        """Minutes of the day at which a call can begin beside what is agreed, on the quarter hours."""
        shift = self.shift(name, account, day)
        opens, closes = (minute + shift for minute in self.accounts[account]["hours"])
        return [
            start
            for first, end in without(self.spans[name][day], self._agreed.get((name, day), []))
            for start in range(-(-max(first, opens) // 15) * 15, min(end, closes) - minutes + 1, 15)
        ]

    def shift(self, name: str, account: str, day: int) -> int:
        """Minutes to add to the customer's clock to have the person's, on that date."""
        when = self.date(day)
        return offset(self.people[name]["tz"], when) - offset(self.accounts[account]["tz"], when)

    def colleagues(self, touch: Form) -> list[str]:
        """Who may take the call in the owner's place: the pod, when the owner is away within the window."""
        owner = touch["csm"]
        first, last = self.day(touch["earliest"]), self.day(touch["latest"])
        if not any(first <= day <= last and self.date(day).weekday() < 5 for day in self.leave[owner]):
            return []
        return [name for name in self.mates[self.people[owner]["pod"]] if name != owner]

    def possible(self, touch: Form) -> bool:
        """Whether anybody has a day for the call."""
        return any(self.open_days(touch, name) for name in [touch["csm"], *self.colleagues(touch)])

    def _closed(self, country: str, industry: str, kind: str) -> frozenset[int]:
        days = {day for day in range(self.days) if self.date(day).weekday() > 4}
        days |= self._holidays[country]
        for season, first, last in self._seasons:
            if kind in season["kinds"] and season["industry"] in (None, industry):
                days.update(range(first, last + 1))
        return frozenset(days)

    def _leave(self, pairs: list[list[str]]) -> frozenset[int]:
        return frozenset(day for first, last in pairs for day in range(self.day(first), self.day(last) + 1))

    def _spans(self, person: Form, day: int, busy: Spans) -> Spans:
        work = person["work"].get(str(self.date(day).weekday()), [])
        if day in self._holidays[person["country"]] or day in self.leave[person["id"]]:
            return []
        return without([(first, end) for first, end in work], busy)


def without(spans: Spans, busy: Spans) -> Spans:
    """The spans with busy times cut out."""
    for block, until in busy:
        parts = [((first, min(end, block)), (max(first, until), end)) for first, end in spans]
        spans = [(first, end) for pair in parts for first, end in pair if first < end]
    return spans


@lru_cache(maxsize=8192)
def offset(zone: str, when: date) -> int:
    """Minutes east of Greenwich at noon of a date."""
    shift = datetime(when.year, when.month, when.day, 12, tzinfo=ZoneInfo(zone)).utcoffset()
    assert shift is not None
    return int(shift.total_seconds()) // 60
