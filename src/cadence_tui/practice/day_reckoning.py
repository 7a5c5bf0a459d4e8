"""Days that phrases stand for, reckoned from today; None for what the calendar does not have."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cadence_tui.model.clock import in_reach, monday

_FRIDAY, _MIDWEEK, _WEEK = timedelta(days=4), timedelta(days=2), timedelta(days=7)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day of the calendar that people mean by it; None when there is none, or it is out of reach."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if in_reach(found) else None


def friday_of(day: date) -> date:
    """The Friday of a day's week."""
    return monday(day) + _FRIDAY


def day_of_year(year: str | None, month: int, day: int, today: date) -> date | None:
    """The day of that year; without one the next such day."""
    if year:
        return calendar_day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    candidates = (calendar_day(today.year + ahead, month, day) for ahead in range(5))
    return next((one for one in candidates if one and one >= today), None)


def day_of_month(day: int, next_month: bool, today: date) -> date | None:
    """The next such day of a month from today on, or that of the next month."""
    first = today.replace(day=1)
    months = (first + relativedelta(months=ahead) for ahead in ((1,) if next_month else (0, 1, 2)))
    days = (calendar_day(month.year, month.month, day) for month in months)
    return next((one for one in days if one and one >= today), None)


def nth_friday(first: date, nth: int) -> date:
    """The end of the so-maniest week of a month: the fifth is the last."""
    friday = first + timedelta(days=(4 - first.weekday()) % 7 + 7 * (nth - 1))
    return friday if friday.month == first.month else friday - timedelta(days=7)


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=1) + relativedelta(months=1, days=-1)


def quarter_end(quarter: int, today: date) -> date:
    """The next end of a quarter (1–4) from today on."""
    ends = (last_of_month(date(year, quarter * 3, 1)) for year in (today.year, today.year + 1))
    return next(end for end in ends if end >= today)


def after(count: int, unit: str, today: date) -> date:
    """The day so many `minutes`, `hours`, `days`, `workdays`, `weeks` or `months` from today."""
    if unit == "workdays":
        return _after_workdays(count, today)
    steps = {
        "minutes": relativedelta(),
        "hours": relativedelta(days=count // 24),
        "days": relativedelta(days=count),
        "weeks": relativedelta(weeks=count),
        "months": relativedelta(months=count),
    }
    return today + steps[unit]


def _after_workdays(count: int, today: date) -> date:
    day = today
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def period_end(name: str, today: date) -> date:
    """The last working day of a named week, the last day of a named month or of half of one."""
    week, month_end = monday(today), last_of_month(today)
    days = {
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "after_tomorrow": today + timedelta(days=2),
        "this_week": max(today, week + _FRIDAY),
        "next_week": week + _FRIDAY + _WEEK,
        "mid_week": week + _MIDWEEK + (_WEEK if today >= week + _MIDWEEK else timedelta()),
        "early_next_week": week + _WEEK + timedelta(days=1),
        "mid_next_week": week + _WEEK + _MIDWEEK,
        "weekend": week + timedelta(days=6),
        "half_month": today.replace(day=15) if today.day < 15 else month_end,
        "end_of_month": month_end,
        "end_of_next_month": last_of_month(month_end + timedelta(days=1)),
        "end_of_quarter": quarter_end((today.month + 2) // 3, today),
        "end_of_year": date(today.year, 12, 31),
    }
    return days[name]
