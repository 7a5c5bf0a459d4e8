"""The account document of a case, with its wishes and flags."""

from collections.abc import Iterator
from datetime import date

from cadence_tui.content.sample.cases import Case
from cadence_tui.content.sample.contract import years_later
from cadence_tui.content.sample.patterns import Patterns
from cadence_tui.model.documents import Account, Preferences


def account(case: Case, patterns: Patterns, goal: str) -> Account:
    """The account; `goal` stands where no story names one."""
    story = case.story
    flags = () if story else tuple(_flags(case, patterns))
    return Account(
        id=case.id,
        name=case.name,
        external_id=f"ACC-{case.number:04d}",
        owner=case.owner.id,
        pod=case.owner.pod,
        arr=case.arr,
        start=case.start,
        renewal=case.renewal,
        churned=case.churned,
        industry=case.industry.id,
        country=case.country.code,
        timezone=case.zone,
        language=case.language,
        strategic="strategic" in flags,
        complex="complex" in flags,
        expansion="expansion" in flags,
        tags=story.tags if story else (),
        preferences=preferences(case, patterns),
        goal=(story.goal if story else "") or goal,
    )


def preferences(case: Case, patterns: Patterns) -> Preferences:
    """The wishes of a story, or those that come round every so many accounts."""
    if case.story:
        quiet = (_next_time(case.story.quiet, case.today),) if case.story.quiet else ()
        return Preferences(weekdays=case.story.weekdays, hours=case.story.hours, quiet=quiet)
    if case.number % patterns.preference_every:
        return Preferences()
    wish = patterns.preferences[case.number // patterns.preference_every % len(patterns.preferences)]
    return Preferences(
        channel=wish.channel,
        every_days=wish.every_days,
        weekdays=wish.weekdays,
        hours=wish.hours,
        quiet=tuple(_next_time(span, case.today) for span in wish.quiet),
    )


def _flags(case: Case, patterns: Patterns) -> Iterator[str]:
    for flag in patterns.flags:
        if flag.segment == case.segment and case.number % flag.every == 0:
            yield flag.flag


def _next_time(span: tuple[str, str], today: date) -> tuple[date, date]:
    """The span of two month-days that holds today, else the next one; it may cross the new year."""
    year = today.year - 1
    while True:
        first, last = (date.fromisoformat(f"{year}-{day}") for day in span)
        last = years_later(last, 1) if last < first else last
        if last >= today:
            return first, last
        year += 1
