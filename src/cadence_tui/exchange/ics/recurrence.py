"""What a recurring event costs to unfold, reckoned before anything is: no file may hang or fill memory."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cadence_tui.exchange.ics.reading import IcsFile, values_of
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
_WITHIN_A_PERIOD = (*_OF_DAYS, "BYHOUR", "BYMINUTE", "BYSECOND")
MOST_STEPS = 500_000
"""Of all events of a file: repetitions from an event's first day up to the last day that is read."""


class Budget:
    """How many repetitions of a file may still be looked at."""

    def __init__(self, file: IcsFile, until: date) -> None:
        self._file = file
        self._until = until
        self._left = MOST_STEPS

    def spend(self, component: Any) -> None:
        """Takes what an event costs; its rules that give nothing go. Raises BadInput when it is too much."""
        first = _day(component["DTSTART"].dt)
        rules = [rule for rule in values_of(component.get("RRULE")) if self._gives(rule, first)]
        if "RRULE" in component:
            del component["RRULE"]
            for rule in rules:
                component.add("RRULE", rule)
        cost = sum(self._steps(rule, first) for rule in rules)
        cost += sum(len(getattr(dates, "dts", ())) for dates in values_of(component.get("RDATE")))
        self._left -= cost
        if self._left < 0:
            expected = message(
                "fewer repetitions: up to {most} in all until {day}", most=MOST_STEPS, day=self._until
            )
            raise self._file.fault(component, "RRULE", expected, _written(rules))

    def _steps(self, rule: Any, first: date) -> int:
        """The periods that a rule is walked through, times what may lie in each."""
        seconds = _SECONDS[_one(rule, "FREQ", "YEARLY")] * max(1, int(_one(rule, "INTERVAL", 1)))
        until = _one(rule, "UNTIL", self._until)
        days = (min(_day(until), self._until) - first).days + 1
        periods = max(0, days) * 86_400 // seconds + 1
        narrowing = [name for name in _WITHIN_A_PERIOD if rule.get(name)]
        if "COUNT" in rule and not narrowing:
            periods = min(periods, int(_one(rule, "COUNT", 1)))
        within = 1
        for name in narrowing:
            within *= len(rule[name])
        return periods * within

    def _gives(self, rule: Any, first: date) -> bool:
        """Whether some day up to the last one fits; the library would look for one until the year 9999."""
        if not any(rule.get(name) for name in _OF_DAYS):
            return True
        interval = int(_one(rule, "INTERVAL", 1)) if _one(rule, "FREQ", "") == "DAILY" else 1
        return any(_fits(day, rule) for day in _days(first, self._until, max(1, interval)))


def _fits(day: date, rule: Any) -> bool:
    """Whether a day meets what a rule says of days, but for its count within a month or year."""
    months, weekdays = rule.get("BYMONTH", ()), rule.get("BYDAY", ())
    if months and day.month not in {int(str(month).rstrip("L")) for month in months}:
        return False
    if weekdays and f"{day:%a}"[:2].upper() not in {str(weekday)[-2:].upper() for weekday in weekdays}:
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
    if isinstance(moment, datetime):
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    return moment


def _one(rule: Any, name: str, otherwise: Any) -> Any:
    values = rule.get(name)
    return values[0] if values else otherwise


def _written(rules: list[Any]) -> str:
    return "; ".join(rule.to_ical().decode("utf-8", "replace") for rule in rules)
