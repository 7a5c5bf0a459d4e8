"""What a planning problem cannot mean although each value has its shape: references, order, overlaps."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import available_timezones

from msgspec import Struct

from cadence_tui.exchange.json_faults import shown
from cadence_tui.exchange.problem_chains import chain_faults
from cadence_tui.exchange.problem_file import DAY, Account, Agreed, Blackout, Busy, Csm, Span, Touch
from cadence_tui.model.clock import FIRST_YEAR, LAST_YEAR
from cadence_tui.model.message import Message, message

Fault = tuple[str, str, Message]
"""Path, what was found there, what was expected."""


class Parts(Struct, frozen=True, kw_only=True):
    """As much of a problem as could be read; None is what could not.

    `ids` are those of all elements of a list, with the place of the first that has it, read or not; `missing`
    are the lists of which it is not known who stands in them.
    """

    start: dt.date | None
    step: int | None
    csms: Sequence[Csm | None]
    busy: Sequence[Busy | None]
    countries: frozenset[str]
    blackouts: Sequence[Blackout | None]
    accounts: Sequence[Account | None]
    fixed: Sequence[Agreed | None]
    touches: Sequence[Touch | None]
    ids: Mapping[str, Mapping[str, int]]
    missing: frozenset[str] = frozenset()


def impossible(parts: Parts) -> Iterator[Fault]:
    """Every fault of the parts that could be read."""
    if parts.start is not None:
        yield from _start(parts.start)
    for path, csm in _each("csms", parts.csms):
        yield from _csm(path, csm, parts)
    yield from _busy(parts)
    for path, blackout in _each("blackouts", parts.blackouts):
        yield from _days_in_order(f"{path}.to", blackout.first, blackout.last)
    for path, account in _each("accounts", parts.accounts):
        yield from _account(path, account, parts)
    for path, call in _each("fixed", parts.fixed):
        yield from _agreed(path, call, parts)
    for path, touch in _each("touches", parts.touches):
        yield from _touch(path, touch, parts)
    for name in ("csms", "accounts", "fixed", "touches"):
        yield from _ids(name, parts)
    yield from chain_faults(parts.touches, parts.ids["touches"], all_known="touches" not in parts.missing)


def _each(name: str, elements: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    return ((f"{name}[{place}]", each) for place, each in enumerate(elements) if each is not None)


def _start(start: dt.date) -> Iterator[Fault]:
    if start.weekday() != 0:
        monday = dt.date.fromordinal(max(1, start.toordinal() - start.weekday())).isoformat()
        expected = message("a Monday; the week of that day begins on {monday}", monday=monday)
        yield "start", start.isoformat(), expected
    yield from _year("start", start)


def _csm(path: str, csm: Csm, parts: Parts) -> Iterator[Fault]:
    yield from _known(f"{path}.country", csm.country, parts, "holidays")
    yield from _zone(f"{path}.tz", csm.tz)
    for weekday, spans in csm.work.items():
        places = [(f"{path}.work.{weekday}[{place}]", span) for place, span in enumerate(spans)]
        for place, span in places:
            yield from _in_order(place, span, shown(span))
        yield from _overlaps(places)
    for place, (first, last) in enumerate(csm.pto):
        yield from _days_in_order(f"{path}.pto[{place}][1]", first, last)


def _busy(parts: Parts) -> Iterator[Fault]:
    days: dict[tuple[str, dt.date], list[tuple[str, Span]]] = {}
    for path, busy in _each("busy", parts.busy):
        yield from _known(f"{path}.csm", busy.csm, parts, "csms")
        span = (busy.start, busy.end)
        yield from _in_order(f"{path}.end", span, str(busy.end))
        days.setdefault((busy.csm, busy.date), []).append((path, span))
    for places in days.values():
        yield from _overlaps(places)


def _account(path: str, account: Account, parts: Parts) -> Iterator[Fault]:
    yield from _known(f"{path}.csm", account.csm, parts, "csms")
    yield from _known(f"{path}.country", account.country, parts, "holidays")
    yield from _zone(f"{path}.tz", account.tz)
    yield from _in_order(f"{path}.hours", account.hours, shown(account.hours))
    if account.pref is not None:
        span = (account.pref.begin, account.pref.end)
        yield from _in_order(f"{path}.pref.to", span, str(account.pref.end))


def _agreed(path: str, call: Agreed, parts: Parts) -> Iterator[Fault]:
    yield from _call(path, call, parts)
    yield from _year(f"{path}.date", call.date)
    if call.start + call.minutes > DAY:
        end = message("a call that ends on its day: {n} minutes at most", n=DAY - call.start)
        yield f"{path}.minutes", str(call.minutes), end
    if (place := parts.ids["touches"].get(call.id)) is not None:
        yield f"{path}.id", call.id, _own_id(f"touches[{place}]")


def _touch(path: str, touch: Touch, parts: Parts) -> Iterator[Fault]:
    yield from _call(path, touch, parts)
    yield from _days_in_order(f"{path}.latest", touch.earliest, touch.latest)
    for name, day in (("ideal", touch.ideal), ("earliest", touch.earliest), ("latest", touch.latest)):
        if day is not None:
            yield from _year(f"{path}.{name}", day)


def _call(path: str, call: Agreed | Touch, parts: Parts) -> Iterator[Fault]:
    yield from _known(f"{path}.account", call.account, parts, "accounts")
    yield from _known(f"{path}.csm", call.csm, parts, "csms")
    if parts.step is not None and call.minutes % parts.step:
        yield f"{path}.minutes", str(call.minutes), message("a multiple of {step}", step=parts.step)


def _ids(name: str, parts: Parts) -> Iterator[Fault]:
    first = parts.ids[name]
    for place, (path, each) in enumerate(zip(_paths(name, parts), getattr(parts, name), strict=True)):
        if each is not None and first[each.id] != place:
            yield f"{path}.id", each.id, _own_id(f"{name}[{first[each.id]}]")


def _paths(name: str, parts: Parts) -> Iterator[str]:
    return (f"{name}[{place}]" for place in range(len(getattr(parts, name))))


def _own_id(other: str) -> Message:
    return message("an id of its own; {other} has this one", other=other)


def _known(path: str, found: str, parts: Parts, where: str) -> Iterator[Fault]:
    known = parts.countries if where == "holidays" else parts.ids[where]
    if found not in known and where not in parts.missing:
        yield path, found, message("one that stands in {list}", list=where)


def _zone(path: str, found: str) -> Iterator[Fault]:
    if found not in _zones():
        yield path, found, message("a time zone such as {example}", example="America/Bogota")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _year(path: str, day: dt.date) -> Iterator[Fault]:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = message("a year between {first} and {last}", first=str(FIRST_YEAR), last=str(LAST_YEAR))
        yield path, day.isoformat(), years


def _in_order(path: str, span: Span, found: str) -> Iterator[Fault]:
    begin, end = span
    if begin >= end:
        yield path, found, message("an end after its beginning, {begin}", begin=begin)


def _days_in_order(path: str, first: dt.date, last: dt.date) -> Iterator[Fault]:
    if first > last:
        yield path, last.isoformat(), message("a day not before {first}", first=first.isoformat())


def _overlaps(places: list[tuple[str, Span]]) -> Iterator[Fault]:
    """Spans of a day that begin before another has ended."""
    for (other, before), (path, span) in pairwise(sorted(places, key=lambda place: place[1])):
        if span[0] < before[1]:
            yield path, shown(span), message("minutes that {other} does not have", other=other)
