"""What a recurring event costs to unfold, reckoned before anything is: no file may hang or fill memory."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import prod
from typing import Any

from cadence_tui.exchange.ics.reading import IcsFile, values_of, written_value
from cadence_tui.model.message import message

_SECONDS = {
    "SECONDLY": 1,
    "MINUTELY": 60,
    "HOURLY": 3_600,
    "DAILY": 86_400,
    "WEEKLY": 7 * 86_400,
    "MONTHLY": 28 * 86_400,
    "YEARLY": 365 * 86_400,
}
_OF_DAYS = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYDAY")
_OF_OTHER_PERIODS = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_OF_HOURS = ("BYSECOND", "BYMINUTE", "BYHOUR")
_OF_A_PERIOD = {"SECONDLY": 0, "MINUTELY": 1, "HOURLY": 2}
"""How many of these a rule has in each of its periods; all where that is a day or more."""
_WEEKS_OF_A_MONTH, _WEEKS_OF_A_YEAR = 5, 53
_CYCLE = timedelta(days=146_097)
"""After these 400 years dates and weekdays are the same again."""
_PERIOD = timedelta(days=366)
MOST_STEPS = 2_000_000
"""Of all events of a file: repetitions that are walked through, from an event's first day to the last one."""
MOST_FOUND = 100_000
"""Those of them that may lie in the days that are wanted; each of them is unfolded."""


class Budget:
    """How many repetitions of a file may still be walked through; `left` of them may be unfolded."""

    def __init__(self, file: IcsFile, first: date, last: date) -> None:
        self._file = file
        self._first, self._last = first, last
        self._steps = MOST_STEPS
        self.left = MOST_FOUND

    def spend(self, component: Any) -> None:
        """Takes what an event costs; its rules that give nothing go. Raises BadInput when it is too much."""
        begin = _day(component["DTSTART"].dt)
        if any(int(_one(rule, "INTERVAL", 1)) < 1 for rule in values_of(component.get("RRULE"))):
            raise self._file.fault(component, "RRULE", message("an interval of at least 1"))
        beyond = [rule for rule in values_of(component.get("RRULE")) if not _reaches_position(rule)]
        if beyond:
            expected = message("a BYSETPOS that some period reaches")
            raise self._file.fault(component, "RRULE", expected, _written(beyond))
        rules = [rule for rule in values_of(component.get("RRULE")) if self._gives(rule, begin)]
        if "RRULE" in component:
            del component["RRULE"]
            for rule in rules:
                component.add("RRULE", rule)
        dates = 1 + sum(len(getattr(more, "dts", ())) for more in values_of(component.get("RDATE")))
        self._steps -= dates + sum(self._count(rule, begin) * _walked(rule) for rule in rules)
        self.left -= dates + sum(self._count(rule, max(begin, self._first)) for rule in rules)
        if self._steps < 0 or self.left < 0:
            most = MOST_STEPS if self._steps < 0 else MOST_FOUND
            expected = message(
                "fewer repetitions: up to {most} in all until {day}", most=most, day=self._last
            )
            raise self._file.fault(component, "RRULE", expected, _written(rules))

    def _count(self, rule: Any, begin: date) -> int:
        """At most so many repetitions lie between a day and the last one."""
        frequency = _one(rule, "FREQ", "YEARLY")
        seconds = _SECONDS[frequency] * int(_one(rule, "INTERVAL", 1))
        days = (min(_day(_one(rule, "UNTIL", self._last)), self._last) - begin).days + 1
        periods = max(0, days) * 86_400 // seconds + 1
        if "COUNT" in rule and not any(rule.get(name) for name in (*_OF_DAYS, *_OF_HOURS)):
            periods = min(periods, int(_one(rule, "COUNT", 1)))
        if rule.get("BYSETPOS"):
            return periods * len(rule["BYSETPOS"])
        times = prod(len(rule[name]) for name in _OF_HOURS if rule.get(name))
        return periods * _days_of_a_period(rule, frequency) * times

    def _gives(self, rule: Any, first: date) -> bool:
        """Whether some day up to the last one fits; the library would look for one until the year 9999."""
        if not any(rule.get(name) for name in _OF_DAYS):
            return True
        interval = int(_one(rule, "INTERVAL", 1)) if _one(rule, "FREQ", "") == "DAILY" else 1
        if interval == 1 and self._last - _CYCLE > first:
            first = self._last - _CYCLE
        last, wanted = self._last, _days_for_position(rule)
        if wanted > 1:
            # Positions are counted in whole periods.
            first, last = max(first, date.min + _PERIOD) - _PERIOD, last + _PERIOD
        found = Counter[int]()
        for day in _days(first, last, interval):
            self._steps -= 1
            if self._steps < 0:
                return True
            if _fits(day, rule):
                found[_period(day, rule)] += 1
                if found[_period(day, rule)] >= wanted:
                    return True
        return False


def _reaches_position(rule: Any) -> bool:
    """Whether a period can have as many times as BYSETPOS counts; else none is found until the year 9999."""
    most = _times_of_a_period(rule)
    return not rule.get("BYSETPOS") or any(abs(int(position)) <= most for position in rule["BYSETPOS"])


def _days_for_position(rule: Any) -> int:
    """How many days a period has at least in which BYSETPOS finds something."""
    frequency = _one(rule, "FREQ", "YEARLY")
    if not rule.get("BYSETPOS") or frequency not in ("WEEKLY", "MONTHLY", "YEARLY"):
        return 1
    times = _times_of_a_period(rule) // _days_of_a_period(rule, frequency)
    return -(-min(abs(int(position)) for position in rule["BYSETPOS"]) // times)


def _period(day: date, rule: Any) -> int:
    """Which period of a rule a day lies in."""
    frequency = _one(rule, "FREQ", "YEARLY")
    if frequency == "WEEKLY":
        begins = _WEEKDAYS.index(str(_one(rule, "WKST", "MO"))[-2:].upper())
        return (day.toordinal() - 1 - begins) // 7
    return day.year * 12 + (day.month if frequency == "MONTHLY" else 0)


def _walked(rule: Any) -> int:
    """How many times are walked through for each one that BYSETPOS takes, at most."""
    return _times_of_a_period(rule) if rule.get("BYSETPOS") else 1


def _times_of_a_period(rule: Any) -> int:
    frequency = _one(rule, "FREQ", "YEARLY")
    names = _OF_HOURS[: _OF_A_PERIOD.get(frequency)]
    times = prod(len(set(rule[name])) for name in names if rule.get(name))
    return times * _days_of_a_period(rule, frequency)


def _days_of_a_period(rule: Any, frequency: str) -> int:
    """On how many days a rule comes in each of its periods, at most."""
    weekdays, monthdays, months = (len(rule.get(name, ())) for name in ("BYDAY", "BYMONTHDAY", "BYMONTH"))
    if frequency == "WEEKLY":
        return weekdays or (7 if any(rule.get(name) for name in _OF_OTHER_PERIODS) else 1)
    if frequency == "MONTHLY":
        others = 31 if rule.get("BYYEARDAY") or rule.get("BYWEEKNO") else 1
        return monthdays or _weekdays(rule, _WEEKS_OF_A_MONTH) or others
    if frequency != "YEARLY":
        return 1
    if monthdays:
        return monthdays * (months or 12)
    if months and not rule.get("BYYEARDAY") and not rule.get("BYWEEKNO"):
        return months * (_weekdays(rule, _WEEKS_OF_A_MONTH) or 1)
    return len(rule.get("BYYEARDAY", ())) + 7 * len(rule.get("BYWEEKNO", ())) or (
        _weekdays(rule, _WEEKS_OF_A_YEAR) or 1
    )


def _weekdays(rule: Any, weeks: int) -> int:
    """The days that weekdays of a rule are: one each with a number before it, else one of every week."""
    return sum(1 if str(weekday)[:-2] else weeks for weekday in rule.get("BYDAY", ()))


def _fits(day: date, rule: Any) -> bool:
    """Whether a day meets what a rule says of days."""
    months = rule.get("BYMONTH", ())
    if months and day.month not in {int(str(month).rstrip("L")) for month in months}:
        return False
    if rule.get("BYDAY") and not any(_is_weekday(day, str(weekday), rule) for weekday in rule["BYDAY"]):
        return False
    if rule.get("BYMONTHDAY") and not _is_one_of(day.day, _length_of_month(day), rule["BYMONTHDAY"]):
        return False
    if rule.get("BYYEARDAY") and not _is_one_of(
        day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday, rule["BYYEARDAY"]
    ):
        return False
    # Where weeks begin on another day their numbers shift by one.
    weeks = {int(week) for week in rule.get("BYWEEKNO", ())}
    return not weeks or any(
        abs(day.isocalendar().week - week) <= 1 or week < 0 or week >= 52 for week in weeks
    )


def _is_weekday(day: date, wanted: str, rule: Any) -> bool:
    """Whether a day is a weekday of a rule, and the one of its month or year where there is a number."""
    frequency = _one(rule, "FREQ", "YEARLY")
    if _WEEKDAYS[day.weekday()] != wanted[-2:].upper():
        return False
    if not wanted[:-2].strip("+-") or frequency not in ("MONTHLY", "YEARLY"):
        return True
    in_month = frequency == "MONTHLY" or rule.get("BYMONTH")
    number = day.day if in_month else day.timetuple().tm_yday
    last = _length_of_month(day) if in_month else date(day.year, 12, 31).timetuple().tm_yday
    return int(wanted[:-2]) in ((number - 1) // 7 + 1, -((last - number) // 7 + 1))


def _is_one_of(number: int, last: int, wanted: Any) -> bool:
    return any(int(each) in (number, number - last - 1) for each in wanted)


def _length_of_month(day: date) -> int:
    following = day.replace(day=28) + timedelta(days=4)
    return (following - timedelta(days=following.day)).day


def _days(first: date, last: date, step: int) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=step)


def _day(moment: date | datetime) -> date:
    """The day as its own zone has it: near enough for counting."""
    return moment.date() if isinstance(moment, datetime) else moment


def _one(rule: Any, name: str, otherwise: Any) -> Any:
    values = rule.get(name)
    return values[0] if values else otherwise


def _written(rules: list[Any]) -> str:
    return "; ".join(map(written_value, rules))
