"""The hard rules of a plan, checked on problem and answer as JSON: nothing of the program helps."""

import math
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo


def broken_rules(problem: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """Every rule that the answer breaks, in words; an empty list for a legal plan."""
    return _Check(problem).faults(answer)


class _Check:
    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        self.csms = {csm["id"]: csm for csm in problem["csms"]}
        self.accounts = {account["id"]: account for account in problem["accounts"]}
        self.touches = {touch["id"]: touch for touch in problem["touches"]}
        self.first = date.fromisoformat(problem["start"])
        self.after = self.first + timedelta(weeks=problem["weeks"])

    def faults(self, answer: dict[str, Any]) -> list[str]:
        entries = answer["entries"]
        answered = [each["touch"] for each in (*entries, *answer["shed"])]
        found = [] if sorted(answered) == sorted(self.touches) else ["not every touch is answered once"]
        found += [f"{each['touch']}: {fault}" for each in entries for fault in self.of_entry(each)]
        return [*found, *self.capacities(entries), *self.overlaps(entries), *self.distances(entries)]

    def of_entry(self, entry: dict[str, Any]) -> list[str]:
        touch, day = self.touches[entry["touch"]], date.fromisoformat(entry["date"])
        account, csm = self.accounts[touch["account"]], self.csms[entry["csm"]]
        checks = {
            "other account or length": (entry["account"], entry["minutes"])
            == (touch["account"], touch["minutes"]),
            "outside its window": touch["earliest"] <= entry["date"] <= touch["latest"],
            "outside the weeks": self.first <= day < self.after,
            "no working time": self.minutes(entry["csm"], day) > 0,
            "account closed": day.weekday() < 5
            and entry["date"] not in self.problem["holidays"][account["country"]],
            "blackout": not self.is_black(touch, account, entry["date"]),
            "not to be covered": entry["csm"] == touch["csm"] or self.may_cover(touch, csm),
        }
        if (start := entry["start"]) is not None:
            end = start + touch["minutes"]
            shift = _offset(csm["tz"], day) - _offset(account["tz"], day)
            opens, closes = (minute + shift for minute in account["hours"])
            worked = csm["work"].get(str(day.weekday()), [])
            checks |= {
                "off the grid": start % self.problem["grid"] == 0,
                "outside working hours": any(a <= start and end <= b for a, b in worked),
                "outside the hours of the account": opens <= start and end <= closes,
            }
        return [fault for fault, kept in checks.items() if not kept]

    def is_black(self, touch: dict[str, Any], account: dict[str, Any], day: str) -> bool:
        return any(
            each["from"] <= day <= each["to"]
            and (each["kinds"] is None or touch["kind"] in each["kinds"])
            and each["industry"] in (None, account["industry"])
            for each in self.problem["blackouts"]
        )

    def may_cover(self, touch: dict[str, Any], csm: dict[str, Any]) -> bool:
        owner, day = self.csms[touch["csm"]], date.fromisoformat(touch["earliest"])
        window: list[date] = []
        while day.isoformat() <= touch["latest"]:
            window.append(day)
            day += timedelta(days=1)
        away = any(day.weekday() < 5 and self.on_leave(owner, day) for day in window)
        return away and csm["pod"] == owner["pod"]

    def on_leave(self, csm: dict[str, Any], day: date) -> bool:
        return any(first <= day.isoformat() <= last for first, last in csm["pto"])

    def minutes(self, name: str, day: date) -> int:
        csm = self.csms[name]
        if day.isoformat() in self.problem["holidays"][csm["country"]] or self.on_leave(csm, day):
            return 0
        taken: set[int] = set()
        for each in self.problem["busy"]:
            if (each["csm"], each["date"]) == (name, day.isoformat()):
                taken |= set(range(each["start"], each["end"]))
        worked = {m for a, b in csm["work"].get(str(day.weekday()), []) for m in range(a, b)}
        return len(worked - taken)

    def capacities(self, entries: list[dict[str, Any]]) -> list[str]:
        loads: dict[tuple[str, int], int] = defaultdict(int)
        days: dict[tuple[str, date], int] = defaultdict(int)
        for each in (*entries, *self.problem["fixed"]):
            day = date.fromisoformat(each["date"])
            loads[each["csm"], (day - self.first).days // 7] += each["minutes"]
            days[each["csm"], day] += each["minutes"]
        found: list[str] = []
        for name, day in {(each["csm"], date.fromisoformat(each["date"])) for each in entries}:
            week = (day - self.first).days // 7
            whole = [self.first + timedelta(days=7 * week + step) for step in range(7)]
            csm = self.csms[name]
            if loads[name, week] > self.part(sum(self.minutes(name, d) for d in whole), csm["call_share"]):
                found.append(f"{name}: week {week} is too full")
            if days[name, day] > self.part(self.minutes(name, day), csm["day_share"]):
                found.append(f"{name}: {day} is too full")
        return found

    def part(self, minutes: int, share: float) -> int:
        return math.floor(minutes * share + 1e-9) // self.problem["step"] * self.problem["step"]

    def overlaps(self, entries: list[dict[str, Any]]) -> list[str]:
        blocks: dict[tuple[str, str], list[tuple[int, int, bool]]] = defaultdict(list)
        for each in entries:
            if each["start"] is not None:
                end = each["start"] + each["minutes"]
                blocks[each["csm"], each["date"]].append((each["start"], end, True))
        for each in self.problem["fixed"]:
            end = each["start"] + each["minutes"]
            blocks[each["csm"], each["date"]].append((each["start"], end, False))
        for each in self.problem["busy"]:
            blocks[each["csm"], each["date"]].append((each["start"], each["end"], False))
        return [
            f"overlap of {key}"
            for key, taken in blocks.items()
            for one, other in combinations(taken, 2)
            if (one[2] or other[2]) and one[0] < other[1] and other[0] < one[1]
        ]

    def distances(self, entries: list[dict[str, Any]]) -> list[str]:
        placed = {each["touch"]: date.fromisoformat(each["date"]) for each in entries}
        contacts = [(each["account"], date.fromisoformat(each["date"]), False) for each in entries]
        agreed = [(f["account"], date.fromisoformat(f["date"]), True) for f in self.problem["fixed"]]
        found = [
            f"{one[0]}: too close on {one[1]} and {other[1]}"
            for one, other in combinations([*contacts, *agreed], 2)
            if one[0] == other[0]
            and not (one[2] and other[2])
            and abs((one[1] - other[1]).days) < self.accounts[one[0]]["min_gap"]
        ]
        for touch in self.problem["touches"]:
            if touch.get("prev") in placed and touch["id"] in placed:
                gap = (placed[touch["id"]] - placed[touch["prev"]]).days
                if not touch["gap"][0] <= gap <= touch["gap"][2]:
                    found.append(f"{touch['id']}: {gap} days after {touch['prev']}")
        return found


def _offset(zone: str, day: date) -> int:
    offset = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return int(offset.total_seconds() // 60)
