"""The hard rules once more, for a problem and a plan in the stand-alone JSON form.

It reads nothing of the program: calendars, zones and capacities are worked out from the JSON alone, so that
it also judges what reads the form and writes the answer.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]
Block = tuple[int, int]
RULES = (
    "unknown",
    "twice",
    "missing",
    "fields",
    "window",
    "csm day",
    "account day",
    "blackout",
    "owner",
    "gap",
    "chain",
    "week",
    "day",
    "hours",
    "account hours",
    "overlap",
    "grid",
)


@dataclass(frozen=True)
class Broken:
    """A rule of `RULES` and where it is broken."""

    rule: str
    where: str


def broken_rules(problem: Json, plan: Json) -> list[Broken]:
    """Every rule that the plan breaks; an empty list for a legal plan."""
    sheet = _Sheet(problem)
    answers = [(entry, False) for entry in plan["entries"]] + [(call, True) for call in plan["shed"]]
    placed: list[_Placed] = []
    faults: list[Broken] = []
    seen: set[str] = set()
    for answer, is_shed in answers:
        name = answer.get("touch")
        if name not in sheet.touches:
            faults.append(Broken("unknown", str(name)))
            continue
        if name in seen:
            faults.append(Broken("twice", name))
            continue
        seen.add(name)
        if is_shed:
            faults += [] if answer.get("action") in ("email", "defer", "drop") else [Broken("fields", name)]
        elif _fits_form(answer, sheet):
            placed.append(_Placed(sheet.touches[name], answer["csm"], _date(answer["date"]), answer["start"]))
        else:
            faults.append(Broken("fields", name))
    faults += [Broken("missing", name) for name in sheet.touches if name not in seen]
    for rules in (_days, _owners, _gaps, _chains, _capacities, _times, _overlaps):
        faults += rules(sheet, placed)
    return faults


@dataclass(frozen=True)
class _Placed:
    touch: Json
    csm: str
    date: date
    start: int | None

    @property
    def id(self) -> str:
        return self.touch["id"]

    @property
    def block(self) -> Block:
        assert self.start is not None
        return self.start, self.start + self.touch["minutes"]


class _Sheet:
    """The problem by name and date."""

    def __init__(self, problem: Json) -> None:
        self.problem = problem
        self.start = _date(problem["start"])
        self.end = self.start + timedelta(weeks=problem["weeks"])
        self.csms: dict[str, Json] = {csm["id"]: csm for csm in problem["csms"]}
        self.accounts: dict[str, Json] = {account["id"]: account for account in problem["accounts"]}
        self.touches: dict[str, Json] = {touch["id"]: touch for touch in problem["touches"]}
        self.busy: dict[tuple[str, date], list[Block]] = defaultdict(list)
        for block in problem["busy"]:
            self.busy[block["csm"], _date(block["date"])].append((block["start"], block["end"]))
        self.agreed: dict[tuple[str, date], list[Json]] = defaultdict(list)
        for call in problem["fixed"]:
            self.agreed[call["csm"], _date(call["date"])].append(call)
        self._holidays = {
            country: {_date(day) for day in days} for country, days in problem["holidays"].items()
        }
        self.leave = {
            csm["id"]: {day for first, last in csm["pto"] for day in _each(_date(first), _date(last))}
            for csm in problem["csms"]
        }
        self._free: dict[tuple[str, date], int] = {}

    def works(self, csm: str, when: date) -> list[Block]:
        """Working hours of a day, whatever is in the calendar."""
        person = self.csms[csm]
        if when in self._holidays[person["country"]] or when in self.leave[csm]:
            return []
        return [(first, end) for first, end in person["work"].get(str(when.weekday()), [])]

    def free(self, csm: str, when: date) -> int:
        """Working minutes that are not busy."""
        if (csm, when) not in self._free:
            minutes = {m for first, end in self.works(csm, when) for m in range(first, end)}
            for first, end in self.busy.get((csm, when), []):
                minutes.difference_update(range(first, end))
            self._free[csm, when] = len(minutes)
        return self._free[csm, when]

    def most(self, share: float, minutes: int) -> int:
        """The part of the minutes that may be calls, in whole steps."""
        step = self.problem["step"]
        return int(share * minutes + 1e-9) // step * step

    def customer_works(self, touch: Json, when: date) -> bool:
        country = self.accounts[touch["account"]]["country"]
        return when.weekday() < 5 and when not in self._holidays[country]

    def in_blackout(self, touch: Json, when: date) -> bool:
        industry = self.accounts[touch["account"]]["industry"]
        return any(
            _date(season["from"]) <= when <= _date(season["to"])
            and (season["kinds"] is None or touch["kind"] in season["kinds"])
            and season["industry"] in (None, industry)
            for season in self.problem["blackouts"]
        )

    def ahead(self, csm: str, account: str, when: date) -> int:
        """Minutes by which the CSM's clock is ahead of the customer's."""
        return _offset(self.csms[csm]["tz"], when) - _offset(self.accounts[account]["tz"], when)


def _fits_form(entry: Json, sheet: _Sheet) -> bool:
    touch = sheet.touches[entry["touch"]]
    try:
        _date(entry["date"])
        start = entry["start"]
    except (KeyError, TypeError, ValueError):
        return False
    whole = start is None or (type(start) is int and 0 <= start < 24 * 60)
    same = (entry.get("account"), entry.get("minutes")) == (touch["account"], touch["minutes"])
    return whole and same and entry.get("csm") in sheet.csms


def _days(sheet: _Sheet, placed: list[_Placed]) -> Iterator[Broken]:
    for call in placed:
        where = f"{call.id} on {call.date}"
        inside = _date(call.touch["earliest"]) <= call.date <= _date(call.touch["latest"])
        if not inside or not sheet.start <= call.date < sheet.end:
            yield Broken("window", where)
        if not sheet.free(call.csm, call.date):
            yield Broken("csm day", where)
        if not sheet.customer_works(call.touch, call.date):
            yield Broken("account day", where)
        if sheet.in_blackout(call.touch, call.date):
            yield Broken("blackout", where)


def _owners(sheet: _Sheet, placed: list[_Placed]) -> Iterator[Broken]:
    """Another CSM of the pod may help out when the owner is away on a weekday of the window."""
    for call in placed:
        owner = call.touch["csm"]
        if call.csm == owner:
            continue
        window = _each(_date(call.touch["earliest"]), _date(call.touch["latest"]))
        away = any(day in sheet.leave[owner] and day.weekday() < 5 for day in window)
        if not away or sheet.csms[call.csm]["pod"] != sheet.csms[owner]["pod"]:
            yield Broken("owner", f"{call.id} by {call.csm}")


def _gaps(sheet: _Sheet, placed: list[_Placed]) -> Iterator[Broken]:
    dates: dict[str, list[tuple[date, str, bool]]] = defaultdict(list)
    for call in placed:
        dates[call.touch["account"]].append((call.date, call.id, False))
    for call in sheet.problem["fixed"]:
        dates[call["account"]].append((_date(call["date"]), call["id"], True))
    for account, calls in dates.items():
        for one, other in combinations(sorted(calls), 2):
            near = (other[0] - one[0]).days < sheet.accounts[account]["min_gap"]
            if near and not (one[2] and other[2]):
                yield Broken("gap", f"{one[1]} and {other[1]}")


def _chains(sheet: _Sheet, placed: list[_Placed]) -> Iterator[Broken]:
    dates = {call.id: call.date for call in placed}
    for call in placed:
        before = dates.get(call.touch.get("prev"))
        if before is None:
            continue
        least, _, most = call.touch["gap"]
        if not least <= (call.date - before).days <= most:
            yield Broken("chain", f"{call.id} after {call.touch['prev']}")


def _capacities(sheet: _Sheet, placed: list[_Placed]) -> Iterator[Broken]:
    """Confirmed calls count, but alone they break nothing: they are not the plan's."""
    days: dict[tuple[str, date], int] = defaultdict(int)
    weeks: dict[tuple[str, int], int] = defaultdict(int)
    for csm, when, minutes in [(call.csm, call.date, call.touch["minutes"]) for call in placed]:
        days[csm, when] += minutes
        weeks[csm, (when - sheet.start).days // 7] += minutes
    touched_days, touched_weeks = list(days), list(weeks)
    for (csm, when), calls in sheet.agreed.items():
        minutes = sum(call["minutes"] for call in calls)
        days[csm, when] += minutes
        weeks[csm, (when - sheet.start).days // 7] += minutes
    for csm, when in touched_days:
        most = sheet.most(sheet.csms[csm]["day_share"], sheet.free(csm, when))
        if days[csm, when] > most:
            yield Broken("day", f"{csm} on {when}: {days[csm, when]} of {most}")
    for csm, week in touched_weeks:
        first = sheet.start + timedelta(weeks=week)
        whole = sum(sheet.free(csm, first + timedelta(days=k)) for k in range(7))
        most = sheet.most(sheet.csms[csm]["call_share"], whole)
        if weeks[csm, week] > most:
            yield Broken("week", f"{csm} in week {week}: {weeks[csm, week]} of {most}")


def _times(sheet: _Sheet, placed: list[_Placed]) -> Iterator[Broken]:
    for call in placed:
        if call.start is None:
            continue
        where = f"{call.id} on {call.date} at {call.start}"
        start, end = call.block
        if start % sheet.problem["grid"]:
            yield Broken("grid", where)
        spans = sheet.csms[call.csm]["work"].get(str(call.date.weekday()), [])
        if not any(first <= start and end <= last for first, last in spans):
            yield Broken("hours", where)
        ahead = sheet.ahead(call.csm, call.touch["account"], call.date)
        opens, closes = sheet.accounts[call.touch["account"]]["hours"]
        if not opens + ahead <= start < end <= closes + ahead:
            yield Broken("account hours", where)


def _overlaps(sheet: _Sheet, placed: list[_Placed]) -> Iterator[Broken]:
    taken: dict[tuple[str, date], list[tuple[Block, str]]] = defaultdict(list)
    for call in placed:
        if call.start is not None:
            taken[call.csm, call.date].append((call.block, call.id))
    for key, calls in taken.items():
        others = [(block, "busy") for block in sheet.busy.get(key, [])]
        for call in sheet.agreed.get(key, []):
            others.append(((call["start"], call["start"] + call["minutes"]), call["id"]))
        pairs = [*combinations(calls, 2), *((one, other) for one in calls for other in others)]
        for (one, name), (other, what) in pairs:
            if one[0] < other[1] and other[0] < one[1]:
                yield Broken("overlap", f"{name} and {what} on {key[1]}")


def _each(first: date, last: date) -> list[date]:
    return [first + timedelta(days=k) for k in range((last - first).days + 1)]


def _date(text: str) -> date:
    return date.fromisoformat(text)


@lru_cache(maxsize=4096)
def _offset(zone: str, when: date) -> int:
    """Minutes ahead of Greenwich at noon."""
    noon = datetime(when.year, when.month, when.day, 12, tzinfo=ZoneInfo(zone))
    shift = noon.utcoffset()
    assert shift is not None
    return int(shift.total_seconds()) // 60
