"""Where wishes leave what a tier is promised, each with its figures; they bind all the same (T9)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Person, Preferences
from cadence_tui.model.documents.account import Pinned
from cadence_tui.model.hours import WEEKDAYS
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.recurrence import is_recurrence, occurrences, parts_of
from cadence_tui.model.rules.touch_model import Rule, TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.due.situation import Situation, situation
from cadence_tui.practice.due.wishes import guideline_of
from cadence_tui.practice.wishes import wishes_in_force
from cadence_tui.practice.working_time import Minutes, hours_seen_from, working_time

_DAY = timedelta(days=1)
_YEAR = timedelta(days=364)
_HALF_YEAR = timedelta(days=182)
_WEEK = 7


class _Promise(Struct, frozen=True):
    """The rules that bind us to an account in its segment and stage of today."""

    at: Situation
    rules: tuple[Rule, ...]


def wish_warnings(record: AccountRecord, model: TouchModel, today: date) -> tuple[Reason, ...]:
    """What of the wishes in force is against the guideline of the tier on a day; nothing when all of it fits.

    For the account as it would be, hand in the record with the wishes in question.
    """
    churned, wishes = record.account.churned, wishes_in_force(record, today).preferences
    if wishes == Preferences() or (churned and churned <= today):
        return ()
    at = situation(record, model, today, today)
    promise = _Promise(at, tuple(rule for rule in _rules_of_today(at) if not rule.optional))
    return (
        *_rhythm(promise),
        *_channel(promise),
        *_weekdays(at),
        *_quiet(at),
        *_refused(promise),
        *(why for pinned in wishes.pinned for why in _pinned(pinned, promise)),
    )


def hours_warning(
    record: AccountRecord, model: TouchModel, owner: Person, today: date, *, hours: str
) -> Reason | None:
    """That the wished hours and those of the account's owner do not meet for as long as a call takes.

    `hours` are those of customers who wish none. Where they would do on other days, the wished weekdays are
    named as the cause; those that are none of contact are warned of by themselves and do not count here.
    """
    wishes, account = wishes_in_force(record, today).preferences, record.account
    if not wishes.hours and not wishes.weekdays:
        return None
    at, zone = situation(record, model, today, today), account.timezone or owner.timezone
    theirs, weekdays = wishes.hours or hours, sorted({*wishes.weekdays} & _contact_weekdays(at))
    needed = _shortest_call(at)
    common = _common(theirs, zone, weekdays, owner, today)
    if common >= needed:
        return None
    figures = {"hours": theirs, "zone": zone, "theirs": owner.hours, "owner": owner.id, "needed": needed}
    if weekdays and _common(theirs, zone, (), owner, today) >= needed:
        return reason("wish_weekdays_apart", common=common, weekdays=weekdays, **figures)
    return reason("wish_hours_apart", common=common, **figures)


def _rhythm(promise: _Promise) -> Iterator[Reason]:
    wish, kinds = promise.at.wishes.every_days, promise.at.kinds
    if wish is None:
        return
    for rule in promise.rules:
        if kinds[rule.touch].routine and wish != rule.period:
            yield from _outside("wish_rhythm_outside", float(wish), rule, promise.at)


def _outside(code: str, days: float, rule: Rule, at: Situation) -> Iterator[Reason]:
    fastest, slowest = guideline_of(rule, at)
    if not fastest <= days <= slowest:
        figures = {"segment": rule.segment, "fastest": fastest, "slowest": slowest}
        yield reason(code, touch=rule.touch, every_days=days, **figures)


def _channel(promise: _Promise) -> Iterator[Reason]:
    wishes = promise.at.wishes
    if wishes.channel in ("", *LIVE_CHANNELS):
        return
    for rule in promise.rules:
        if rule.channel in LIVE_CHANNELS and rule.touch not in wishes.refused:
            figures = {"channel": wishes.channel, "was": rule.channel, "every_days": rule.period}
            yield reason("wish_no_calls", segment=rule.segment, touch=rule.touch, **figures)


def _weekdays(at: Situation) -> Iterator[Reason]:
    wished, worked = set(at.wishes.weekdays), _contact_weekdays(at)
    if wished and not wished & worked:
        yield reason("wish_weekdays_closed", weekdays=sorted(wished), worked=sorted(worked))


def _quiet(at: Situation) -> Iterator[Reason]:
    minimum = at.model.contact.minimum_days
    for first, last in _stretches(at.wishes.quiet):
        days = (last - first).days + 1
        if last >= at.today and days > minimum:
            yield reason("wish_quiet_too_long", first=first, last=last, days=days, minimum=minimum)


def _stretches(quiet: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """Quiet dates as one stretch where they touch."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(quiet):
        # Of the difference of two days: the day after the last of the calendar is none.
        if found and (first - found[-1][1]).days <= 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _refused(promise: _Promise) -> Iterator[Reason]:
    refused, minimum = promise.at.wishes.refused, promise.at.model.contact.minimum_days
    left = [rule.period for rule in promise.rules if rule.touch not in refused]
    all_of_them = [rule.period for rule in promise.rules]
    if min(left, default=inf) > minimum >= min(all_of_them, default=inf):
        figures = {"refused": refused, "minimum": minimum, "segment": promise.at.segment.id}
        yield reason("wish_refuses_too_much", left=min(left, default=None), **figures)


def _pinned(pinned: Pinned, promise: _Promise) -> Iterator[Reason]:
    if not is_recurrence(pinned.when):
        yield reason("wish_pinned_faulty", touch=pinned.touch, when=pinned.when)
        return
    if pinned.touch in promise.at.wishes.refused:
        yield reason("wish_pinned_refused", touch=pinned.touch)
        return
    if not _is_ever_due(pinned.touch, promise.at):
        yield reason("wish_pinned_not_due", touch=pinned.touch, segment=promise.at.segment.id)
    gap = _gap(pinned.when, promise.at.today)
    for rule in promise.rules:
        if rule.touch == pinned.touch:
            yield from _outside("wish_pinned_outside", gap, rule, promise.at)
    yield from _pinned_weekdays(pinned, promise.at)


def _pinned_weekdays(pinned: Pinned, at: Situation) -> Iterator[Reason]:
    """A day by weekday that is no day of contact; days of the month only move from weekends."""
    if "BYDAY" not in parts_of(pinned.when):
        return
    worked = _contact_weekdays(at)
    wished = {*at.wishes.weekdays} & worked or worked
    days = occurrences(pinned.when, at.today, at.today + _YEAR)
    for weekday in sorted({day.weekday() for day in days} - wished):
        count = sum(day.weekday() == weekday for day in days)
        figures = {"weekday": weekday, "count": count, "of": len(days), "wished": sorted(wished)}
        code = "wish_pinned_unwished" if weekday in worked else "wish_pinned_closed"
        yield reason(code, touch=pinned.touch, **figures)


def _is_ever_due(touch: str, at: Situation) -> bool:
    model, segment = at.model, at.segment.id
    forms = (*model.rules, *model.new_account, *model.renewal)
    ruled = any(form.touch == touch and form.segment == segment for form in forms)
    return ruled or any(each.touch == touch and segment in each.segments for each in model.communications)


def _gap(rule: str, today: date) -> float:
    """Days between two days of a rule on average, over two years."""
    days = occurrences(rule, today, today + 2 * _YEAR)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return round(sum(gaps) / len(gaps), 1) if gaps else inf


def _contact_weekdays(at: Situation) -> set[int]:
    return {WEEKDAYS.index(name) for name in at.model.contact.weekdays}


def _rules_of_today(at: Situation) -> list[Rule]:
    place = at.segment.id, at.stage_on(at.now)
    return [rule for rule in at.model.rules if (rule.segment, rule.stage) == place]


def _shortest_call(at: Situation) -> int:
    calls = [rule for rule in _rules_of_today(at) if rule.minutes]
    return min((rule.least_minutes or rule.minutes for rule in calls), default=1)


def _common(hours: str, zone: str, weekdays: Sequence[int], owner: Person, today: date) -> int:
    """The longest stretch in common, half a year ahead too: both sides may change their clocks apart."""
    firsts = (today, today + _HALF_YEAR)
    return max(_longest_common(hours, zone, weekdays, owner, first) for first in firsts)


def _longest_common(hours: str, zone: str, weekdays: Sequence[int], owner: Person, first: date) -> int:
    """The longest stretch in minutes that both sides have in common in a week."""
    theirs = hours_seen_from(hours, zone, owner.timezone, first, _WEEK)
    days = [first + _DAY * step for step in range(_WEEK)]
    ours = working_time(replace(owner, leave=()), days, ()).spans
    wished = [day for day in days if not weekdays or day.weekday() in weekdays]
    return max((_overlap(ours.get(day, ()), theirs.get(day, ())) for day in wished), default=0)


def _overlap(ours: Minutes, theirs: Minutes) -> int:
    stretches = (min(a[1], b[1]) - max(a[0], b[0]) for a in ours for b in theirs)
    return max((minutes for minutes in stretches if minutes > 0), default=0)
