"""On which days an account was touched, and which touches are agreed next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from cadence_tui.content.sample.cases import Case
from cadence_tui.content.sample.contract import years_later
from cadence_tui.content.sample.diary import Diary
from cadence_tui.content.sample.patterns import Opening, Patterns, Rhythm, Rung
from cadence_tui.model.documents import Preferences


@dataclass(frozen=True, slots=True)
class Visit:
    """A touch on a day; `fixed` ones are milestones or told by a story and yield to nothing."""

    day: date
    touch: str
    minutes: int
    work: int
    channel: str
    fixed: bool = False


def past(case: Case, patterns: Patterns, history_days: int, diary: Diary) -> list[Visit]:
    """Every touch of the history, oldest first, on working days and none too close to a milestone."""
    story = case.story
    told = story is not None and story.last_touch is not None
    last = case.end - timedelta(days=patterns.history_ends)
    if story and story.last_touch is not None:
        last = case.day(story.last_touch)
    reach = story.history_days if story and story.history_days else history_days
    first = max(case.start, case.today - timedelta(days=reach))
    if last < first:
        return []
    routine = list(_routine(case, patterns, first, last, told))
    fixed = [visit for visit in routine if visit.fixed]
    if not (story and story.rhythm):
        fixed += _milestones(case, patterns, first, last)
    visits = sorted([*fixed, *_spaced(routine, fixed, patterns)], key=lambda visit: visit.day)
    return _on_workdays(visits, case, diary)


def coming(case: Case, patterns: Patterns, seen: list[Visit], wishes: Preferences) -> Iterator[Visit]:
    """The calls that fall due inside the agreed fortnight, milestones first and none too close to another."""
    until = case.today + timedelta(days=patterns.planned_days)
    calls = [visit.day for visit in seen if visit.minutes]
    for visit in (*_openings(case, patterns), *_ladder(case, patterns), *_next(case, patterns, seen, wishes)):
        if not visit.minutes or not case.today <= visit.day <= until:
            continue
        if visit.fixed or all(abs((visit.day - day).days) >= patterns.min_days_apart for day in calls):
            calls.append(visit.day)
            yield visit


def _next(case: Case, patterns: Patterns, seen: list[Visit], wishes: Preferences) -> Iterator[Visit]:
    for line in _lines(case, patterns, case.stage):
        days = [visit.day for visit in seen if visit.touch == line.touch]
        every = wishes.every_days or line.every
        yield _visit(line, max(days, default=case.start) + timedelta(days=every))


def _routine(case: Case, patterns: Patterns, first: date, last: date, told: bool) -> Iterator[Visit]:
    settled = case.start + timedelta(days=patterns.settling_days)
    edges = _edges(case, patterns, max(first, settled), last)
    for begin, end in pairwise(edges):
        newest = end == edges[-1]
        for place, line in enumerate(_lines(case, patterns, _stage_on(begin, case, patterns))):
            exact = newest and told and place == 0
            reach = line.every * (patterns.lateness if newest else 0.5)
            day = end - timedelta(days=1 if exact else 1 + int(case.rng.random() * reach))
            while day >= begin:
                yield _visit(line, day, fixed=exact and day == last)
                day -= timedelta(days=line.every)


def _edges(case: Case, patterns: Patterns, first: date, last: date) -> list[date]:
    after = last + timedelta(days=1)
    if case.story and case.story.rhythm:
        return [first, after]
    days = patterns.stage_days
    marks = [case.start + timedelta(days=count) for count in (days.onboarding, days.early_adoption)]
    for renewal in _renewals(case):
        marks += [renewal - timedelta(days=days.pre_renewal), renewal]
    return [first, *sorted({mark for mark in marks if first < mark < after}), after]


def _stage_on(day: date, case: Case, patterns: Patterns) -> str:
    days = patterns.stage_days
    for renewal in _renewals(case):
        if renewal - timedelta(days=days.pre_renewal) <= day < renewal:
            return "pre_renewal"
    if day < case.start + timedelta(days=days.onboarding):
        return "onboarding"
    return "early_adoption" if day < case.start + timedelta(days=days.early_adoption) else "maturity"


def _lines(case: Case, patterns: Patterns, stage: str) -> tuple[Rhythm, ...]:
    if case.story and case.story.rhythm:
        return (case.story.rhythm,)
    return patterns.rhythms[case.segment][stage]


def _renewals(case: Case) -> list[date]:
    if case.renewal is None:
        return []
    before = years_later(case.renewal, -1)
    return [before, case.renewal] if before > case.start else [case.renewal]


def _milestones(case: Case, patterns: Patterns, first: date, last: date) -> Iterator[Visit]:
    for visit in (*_openings(case, patterns), *_ladder(case, patterns)):
        if first <= visit.day <= last:
            yield visit


def _openings(case: Case, patterns: Patterns) -> Iterator[Visit]:
    for opening in patterns.openings:
        if case.segment in opening.segments:
            yield _visit(opening, case.start + timedelta(days=opening.day), fixed=True)


def _ladder(case: Case, patterns: Patterns) -> Iterator[Visit]:
    channel = patterns.ladder_channels[case.segment]
    for renewal in _renewals(case):
        for rung in patterns.ladder:
            yield _rung(rung, renewal - timedelta(days=rung.day), channel, patterns)


def _rung(rung: Rung, day: date, channel: str, patterns: Patterns) -> Visit:
    if channel in patterns.silent_channels:
        return Visit(day, rung.touch, 0, 0, channel, fixed=True)
    return Visit(day, rung.touch, rung.minutes, rung.work, channel, fixed=True)


def _visit(line: Rhythm | Opening, day: date, *, fixed: bool = False) -> Visit:
    return Visit(day, line.touch, line.minutes, line.work, line.channel, fixed)


def _spaced(routine: list[Visit], fixed: list[Visit], patterns: Patterns) -> Iterator[Visit]:
    """Mails as they come; calls that keep their distance, a review rather than the check-in beside it."""
    calls = [visit.day for visit in fixed if visit.minutes]
    for visit in sorted(routine, key=lambda visit: (-visit.minutes - visit.work, visit.day)):
        if visit.fixed:
            continue
        if not visit.minutes:
            yield visit
        elif all(abs((visit.day - day).days) >= patterns.min_days_apart for day in calls):
            calls.append(visit.day)
            yield visit


def _on_workdays(visits: list[Visit], case: Case, diary: Diary) -> list[Visit]:
    kept: dict[date, Visit] = {}
    for visit in visits:
        day = diary.workday(visit.day, -1)
        if day >= case.start and (day not in kept or visit.fixed):
            kept[day] = Visit(day, visit.touch, visit.minutes, visit.work, visit.channel, visit.fixed)
    return list(kept.values())
