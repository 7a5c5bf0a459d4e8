"""A day that comes again, as people type it, as a rule of RFC 5545: "first Tuesday", "cada 15 días" (T9)."""

from collections.abc import Sequence

from msgspec import Struct

from cadence_tui.model.message import Message, message
from cadence_tui.model.recurrence import is_recurrence
from cadence_tui.model.rules.recurrence import RecurrenceWords, Unit
from cadence_tui.practice.recurrence_tokens import Mark, marks_of

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKING = ",".join(_CODES[:5])
_MONTHS = 12
_PREFIX = "RRULE:"


class TypedRecurrence(Struct, frozen=True):
    """A rule, or (`fault`) what was expected in its place."""

    rule: str = ""
    fault: Message | None = None


class _Unclear(Exception):
    """What is expected where a phrase cannot be a rule."""

    def __init__(self, expected: Message) -> None:
        super().__init__(expected)
        self.expected = expected


def typed_recurrence(text: str, languages: Sequence[RecurrenceWords]) -> TypedRecurrence:
    """The rule that a text means, in the first of the languages that understands it; a rule is one itself."""
    written = "".join(text.split()).upper().removeprefix(_PREFIX)
    if written.startswith("FREQ="):
        return TypedRecurrence(written) if is_recurrence(written) else TypedRecurrence(fault=_no_rule())
    fault: Message | None = None
    for words in languages:
        marks = marks_of(text, words)
        if not marks:
            continue
        try:
            return TypedRecurrence(_Phrase(marks, words).rule())
        except _Unclear as unclear:
            fault = fault or unclear.expected
    return TypedRecurrence(fault=fault or _no_day())


class _Phrase:
    """The marks of one phrase, sorted out.

    `weekdays` carry an ordinal, 0 for each one; `placed` are ordinals of working days.
    """

    def __init__(self, marks: list[Mark], words: RecurrenceWords) -> None:
        self._marks, self._words = [mark for mark in marks if mark.sort != "join"], words
        self._unit: Unit | None = None
        self._count = 1
        self._weekdays: list[tuple[int, int]] = []
        self._ordinals: list[Mark] = []
        self._last_ordinals: list[int] = []
        self._days: list[int] = []
        self._months: list[int] = []
        self._placed: list[int] = []
        self._workdays = self._names_day = self._every = False
        place = 0
        while place < len(self._marks):
            place += self._take(place)
        self._settle_ordinals()

    # -- what is said --------------------------------------------------------------------

    def _take(self, place: int) -> int:
        """Takes the mark of a place in, and says how many belonged to it."""
        mark, after = self._marks[place], self._at(place + 1)
        match mark.sort:
            case "number":
                return self._number(mark, after, place)
            case "ordinal":
                return self._ordinal(mark, after, place)
            case "weekday":
                self._weekday(mark.number)
            case "month":
                self._months.append(mark.number)
            case "unit" if mark.unit == "day" and (not self._follows_every(place) or _is_figure(after)):
                self._names_day = True
            case "unit" | "rhythm":
                self._period(mark.unit, mark.number)
            case "workday":
                self._workdays = True
            case "month_end":
                self._days.append(-1)
                self._names_day = True
            case "alternate":
                self._every, self._count = True, 2
            case _:
                self._every = True
        return 1

    def _number(self, mark: Mark, after: Mark | None, place: int) -> int:
        if after is not None and after.sort == "unit" and not after.apart:
            self._period(after.unit, mark.number * after.number)
            return 2
        if after is not None and after.sort == "weekday" and self._follows_every(place):
            self._period("week", mark.number)
            return 1
        if mark.number == 1 and after is not None and after.sort == "weekday" and self._alternates():
            return 1
        if not mark.figures:
            raise _Unclear(_no_day())
        self._days.append(mark.number)
        return 1

    def _ordinal(self, mark: Mark, after: Mark | None, place: int) -> int:
        if after is not None and after.sort == "workday":
            self._placed += [*(each.number for each in self._ordinals), mark.number]
            self._ordinals = []
            return 2
        if after is not None and after.sort == "unit" and after.unit == "day":
            self._days.append(mark.number)
            self._names_day = True
            return 2
        if after is not None and after.sort == "unit" and self._is_directly_before(place, after):
            if not self._follows_every(place) or mark.number < 1:
                raise _Unclear(_no_day())
            self._period(after.unit, mark.number * after.number)
            return 2
        if self._follows_every(place) and mark.number > 1 and not self._has_month():
            raise _Unclear(message("either “of the month” or “every so many weeks”: both may be meant"))
        self._ordinals.append(mark)
        return 1

    def _is_directly_before(self, place: int, unit: Mark) -> bool:
        """`every second week`, but not `the first of the month`: an ordinal in figures is a day there."""
        return unit.unit == "week" or self._follows_every(place)

    def _weekday(self, weekday: int) -> None:
        if self._ordinals:
            self._last_ordinals = [mark.number for mark in self._ordinals]
            self._ordinals = []
        for ordinal in self._last_ordinals or [0]:
            if (ordinal, weekday) not in self._weekdays:
                self._weekdays.append((ordinal, weekday))

    def _period(self, unit: Unit, count: int) -> None:
        if self._unit not in (None, unit):
            raise _Unclear(_no_day())
        if self._unit is None or count > 1:
            self._count = max(self._count, count)
        self._unit = unit

    def _settle_ordinals(self) -> None:
        """Ordinals without a weekday are days of the month: `the 1st and 15th`, `el último de cada mes`."""
        if not self._ordinals:
            return
        figures = all(mark.figures for mark in self._ordinals)
        if not figures and not self._has_month():
            raise _Unclear(_no_day())
        self._days += [mark.number for mark in self._ordinals]
        self._names_day = True

    def _at(self, place: int) -> Mark | None:
        return self._marks[place] if place < len(self._marks) else None

    def _follows_every(self, place: int) -> bool:
        return place > 0 and self._marks[place - 1].sort == "every"

    def _alternates(self) -> bool:
        return any(mark.sort == "alternate" for mark in self._marks)

    def _has_month(self) -> bool:
        units = ("unit", "rhythm")
        return any(m.sort == "month" or (m.sort in units and m.unit == "month") for m in self._marks)

    # -- what it means -------------------------------------------------------------------

    def rule(self) -> str:
        """The rule. Raises _Unclear."""
        kinds = [bool(self._weekdays), bool(self._days), bool(self._placed) or self._workdays]
        if sum(kinds) != 1:
            raise _Unclear(_rhythm_alone() if not any(kinds) and self._is_rhythm() else _no_day())
        if self._placed:
            made = self._by_month(f"BYDAY={_WORKING}", f"BYSETPOS={_listed(self._placed)}")
        elif self._workdays:
            made = self._by_week(_WORKING)
        elif self._days:
            made = self._of_days()
        elif any(ordinal for ordinal, _ in self._weekdays):
            made = self._by_month("BYDAY=" + ",".join(f"{n}{_CODES[day]}" for n, day in self._weekdays))
        else:
            made = self._by_week(",".join(_CODES[day] for _, day in sorted(self._weekdays)))
        if not is_recurrence(made):
            raise _Unclear(_no_day())
        return made

    def _is_rhythm(self) -> bool:
        return self._every or self._unit is not None

    def _of_days(self) -> str:
        if not (self._names_day or self._has_month()):
            raise _Unclear(_no_day())
        return self._by_month(f"BYMONTHDAY={_listed(self._days)}")

    def _by_week(self, weekdays: str) -> str:
        unit, count = self._unit or "week", self._count
        if unit == "day":
            count = self._weeks(count)
        elif unit != "week":
            raise _Unclear(message("which one of the month: the first, the second, the last …"))
        return _joined("WEEKLY", count, self._in_months(), f"BYDAY={weekdays}")

    def _weeks(self, days: int) -> int:
        meant = self._words.weeks_of_days.get(str(days), 0)
        if days % 7 and not meant:
            raise _Unclear(message("a rhythm in whole weeks for a weekday"))
        return meant or days // 7

    def _by_month(self, *parts: str) -> str:
        if self._unit not in (None, "month", "year") or (self._unit == "year" and not self._months):
            raise _Unclear(_no_day())
        if not self._months:
            return _joined("MONTHLY", self._count, *parts)
        months = sorted(set(self._months))
        step = months[1] - months[0] if len(months) > 1 else _MONTHS
        if self._count == 1 and months == list(range(1, _MONTHS + 1, step)) and step < _MONTHS:
            return _joined("MONTHLY", step, *parts)
        years = self._count if self._unit == "year" else 1
        return _joined("YEARLY", years, self._in_months(), *parts)

    def _in_months(self) -> str:
        return f"BYMONTH={_listed(sorted(set(self._months)))}" if self._months else ""


def _is_figure(mark: Mark | None) -> bool:
    return mark is not None and mark.sort == "number" and mark.figures


def _joined(frequency: str, interval: int, *parts: str) -> str:
    every = f"INTERVAL={interval}" if interval > 1 else ""
    return ";".join(part for part in (f"FREQ={frequency}", every, *parts) if part)


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _no_day() -> Message:
    return message("a day that comes again, such as “first Tuesday of the month”")


def _rhythm_alone() -> Message:
    return message("a day besides the rhythm, such as “every 2 weeks on Wednesday”")


def _no_rule() -> Message:
    return message("a rule of RFC 5545 with a day, such as FREQ=MONTHLY;BYDAY=1TU")
