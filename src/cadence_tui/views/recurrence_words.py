"""Rules of RFC 5545 in words: `the first Tuesday of the month` (T8, T9)."""

import re
from collections.abc import Sequence

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.recurrence import parts_of
from cadence_tui.views.words import Words

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d{1,2})?([A-Z]{2})")
_WORKING = set(range(5))
_MONTHS_OF_YEAR = 12
# In Portuguese the five working days are feminine and the weekend is masculine.
_NTH: dict[int, Message] = {
    1: message("working days|the first {weekday}"),
    2: message("working days|the second {weekday}"),
    3: message("working days|the third {weekday}"),
    4: message("working days|the fourth {weekday}"),
    5: message("working days|the fifth {weekday}"),
    -1: message("working days|the last {weekday}"),
    -2: message("working days|the second to last {weekday}"),
}
_NTH_OF_WEEKEND: dict[int, Message] = {
    1: message("weekend|the first {weekday}"),
    2: message("weekend|the second {weekday}"),
    3: message("weekend|the third {weekday}"),
    4: message("weekend|the fourth {weekday}"),
    5: message("weekend|the fifth {weekday}"),
    -1: message("weekend|the last {weekday}"),
    -2: message("weekend|the second to last {weekday}"),
}

Numbered = tuple[int, int]
"""A weekday (0 is Monday) and which one of the period, from its end if negative; 0 is each."""


def recurrence_text(rule: str, words: Words) -> str:
    """A rule in the reader's language, for `model.recurrence.occurrences` to keep.

    What is no rule, or one that no words fit, stands for itself.
    """
    try:
        parts = parts_of(rule)
        text = _Rule(parts, words).text()
    except ValueError:
        return rule
    return text or rule


class _Rule:
    """The parts of one rule, for one reader."""

    def __init__(self, parts: dict[str, str], words: Words) -> None:
        self.words = words
        self.speech: Speech = words.speech
        self.frequency = parts["FREQ"]
        self.interval = int(parts.get("INTERVAL", "1"))
        self.weekdays = [_weekday(text) for text in _split(parts.get("BYDAY", ""))]
        self.month_days = [int(text) for text in _split(parts.get("BYMONTHDAY", ""))]
        self.months = [int(text) for text in _split(parts.get("BYMONTH", ""))]
        self.positions = [int(text) for text in _split(parts.get("BYSETPOS", ""))]

    def text(self) -> str:
        """The whole rule; empty when no words fit."""
        if self.frequency in ("WEEKLY", "DAILY"):
            return self._of_week() if not self.positions and not self.month_days else ""
        days = self._days()
        if not days:
            return ""
        if self._is_each() and not self.months and self.interval == 1:
            return days
        text = self._in_period(days)
        return self._only_on(text, self.weekdays) if text and self.month_days else text

    def _of_week(self) -> str:
        each = [(day, 0) for day, _ in self.weekdays]
        if self.frequency == "WEEKLY" and self.interval > 1:
            figures = {"days": self.words.all_of([self._name(day) for day, _ in each])}
            weeks = self.words.weeks(self.interval)
            text = self.speech.say("{days}, every {weeks}", weeks=weeks, **figures)
        elif each and self.interval == 1:
            text = self._each(each)
        else:
            text = self._only_on(self.words.every(self.interval), each)
        return (
            self.speech.say("{days} in {months}", days=text, months=self._months()) if self.months else text
        )

    def _days(self) -> str:
        if self.positions:
            return self._placed() if not self.month_days else ""
        if self.month_days:
            return self._month_days()
        if self._is_each():
            return self._each(self.weekdays)
        if not all(number for _, number in self.weekdays):
            return ""
        return self.words.all_of([self._nth(day, number) for day, number in self.weekdays])

    def _is_each(self) -> bool:
        return not self.month_days and not self.positions and not any(number for _, number in self.weekdays)

    def _in_period(self, days: str) -> str:
        say = self.speech.say
        if self.frequency == "YEARLY":
            by_month = self.months or self.month_days
            text = self._of_months(days) if by_month else say("{days} of the year", days=days)
            if self.interval == 1:
                return text
            return say("{days}, every {years}", days=text, years=self._years())
        if self.interval == 1:
            return self._of_months(days)
        if self.months:
            return ""
        if _MONTHS_OF_YEAR % self.interval:
            months = self.speech.plural("{n} month", "{n} months", self.interval)
            return say("{days}, every {months}", days=days, months=months)
        # Intervals count from January, so these are the same months in every year.
        self.months = list(range(1, _MONTHS_OF_YEAR + 1, self.interval))
        return self._of_months(days)

    def _of_months(self, days: str) -> str:
        if not self.months:
            return self.speech.say("{days} of the month", days=days)
        if self._is_each():
            return self.speech.say("{days} in {months}", days=days, months=self._months())
        return self.speech.say("{days} of {months}", days=days, months=self._months())

    def _placed(self) -> str:
        """The first, last … of several weekdays: of one, or of all working days."""
        kinds = {day for day, _ in self.weekdays}
        if any(number for _, number in self.weekdays):
            return ""
        if kinds == _WORKING:
            name = self.speech.say("working day")
            placed = [self._ordinal(_NTH_OF_WEEKEND, position, name) for position in self.positions]
        elif len(kinds) == 1:
            placed = [self._nth(next(iter(kinds)), position) for position in self.positions]
        else:
            return ""
        return self.words.all_of(placed)

    def _month_days(self) -> str:
        say = self.speech.say
        counted = [str(day) for day in self.month_days if day > 0]
        texts: list[str] = []
        if len(counted) == 1:
            texts.append(say("day {day}", day=counted[0]))
        elif counted:
            texts.append(say("days {days}", days=self.words.all_of(counted)))
        for day in sorted((day for day in self.month_days if day < 0), reverse=True):
            before = self.words.days(-day - 1)
            texts.append(say("the last day") if day == -1 else say("{days} before the last day", days=before))
        return self.words.all_of(texts)

    def _only_on(self, text: str, weekdays: Sequence[Numbered]) -> str:
        if not weekdays:
            return text
        names = self.words.any_of([self._name(day) for day, _ in weekdays])
        return self.speech.say("{days}, only when it is a {weekdays}", days=text, weekdays=names)

    def _each(self, weekdays: Sequence[Numbered]) -> str:
        if {day for day, _ in weekdays} == _WORKING:
            return self.speech.say("every working day")
        if len(weekdays) == len(_CODES):
            return self.words.every(1)
        names = self.words.all_of([self._name(day) for day, _ in weekdays])
        if weekdays[0][0] in _WORKING:
            return self.speech.say("working days|every {weekday}", weekday=names)
        return self.speech.say("weekend|every {weekday}", weekday=names)

    def _nth(self, day: int, number: int) -> str:
        return self._ordinal(_NTH if day in _WORKING else _NTH_OF_WEEKEND, number, self._name(day))

    def _ordinal(self, ordinals: dict[int, Message], number: int, name: str) -> str:
        if number not in ordinals:
            raise ValueError(number)
        return self.speech.word(Message(ordinals[number].text, {"weekday": name}))

    def _name(self, day: int) -> str:
        return self.speech.formats.weekdays_long[day]

    def _months(self) -> str:
        return self.words.all_of([self.speech.formats.months_long[month - 1] for month in self.months])

    def _years(self) -> str:
        return self.speech.plural("{n} year", "{n} years", self.interval)


def _split(text: str) -> list[str]:
    return text.split(",") if text else []


def _weekday(text: str) -> Numbered:
    found = _DAY.fullmatch(text)
    if not found or found[2] not in _CODES:
        raise ValueError(text)
    return _CODES.index(found[2]), int(found[1] or 0)
