"""A plan as a JSON file: an earlier one to keep to, and the answer to a planning problem."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from cadence_tui.exchange.exact_json import read_exactly
from cadence_tui.exchange.problem_file import DAY, Length, Text
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.planning.mondays import dated, monday_of, mondays
from cadence_tui.planning.problem import Fixed, Problem
from cadence_tui.planning.result import Entry, Move, Peak, Place, Plan, Shed, Shortage, Why
from cadence_tui.planning.standing import standing_plan


class EarlierCall(Struct, frozen=True, kw_only=True):
    """Where a call stood; the rest of what an answer says of it is not needed."""

    touch: Text
    csm: Text
    date: dt.date
    start: Annotated[int, Meta(ge=0, le=DAY - 1)] | None = None
    account: Text | None = None
    minutes: Length | None = None


class EarlierShed(Struct, frozen=True, kw_only=True):
    """A call that had no place."""

    touch: Text
    csm: Text | None = None
    action: Text | None = None


class EarlierPlan(Struct, frozen=True, kw_only=True):
    """An earlier answer."""

    entries: list[EarlierCall]
    shed: list[EarlierShed] = []


def read_previous(path: Path, problem: Problem) -> Plan:
    """The plan in a JSON file: an answer, or its entries alone. Unknown calls and people are left out.

    Raises BadInput with every fault, by its path.
    """
    reading = read_exactly(path, EarlierPlan | list[EarlierCall])
    reading.faults.raise_any()
    found: EarlierPlan = (
        reading.value if isinstance(reading.value, EarlierPlan) else EarlierPlan(entries=reading.value)
    )
    first: dict[str, str] = {}
    for place, touch in _touches(found):
        if touch in first:
            expected = message("each touch once; {other} has this one", other=first[touch])
            reading.faults.add(expected, field=place, found=touch)
        first.setdefault(touch, place)
    reading.faults.raise_any()
    return _fitting(found, problem)


def _touches(found: EarlierPlan) -> Iterator[tuple[str, str]]:
    """The path of every touch of a plan, and which it is."""
    for name, listed in (("entries", found.entries), ("shed", found.shed)):
        for place, each in enumerate(listed):
            yield f"{name}[{place}].touch", each.touch


def _fitting(found: EarlierPlan, problem: Problem) -> Plan:
    requests = {request.id: request for request in problem.requests}
    people = {person.id for person in problem.people}
    calls = (
        Fixed(
            id=each.touch,
            account=requests[each.touch].account,
            owner=each.csm,
            date=each.date,
            start=each.start,
            minutes=requests[each.touch].minutes,
            load=requests[each.touch].load,
        )
        for each in found.entries
        if each.touch in requests and each.csm in people
    )
    shed = (
        Shed(
            id=each.touch,
            account=requests[each.touch].account,
            owner=requests[each.touch].owner,
            action="defer",
            weeks=(),
            reasons=(),
        )
        for each in found.shed
        if each.touch in requests
    )
    return standing_plan(problem.start, calls, shed)


def answer_lines(problem: Problem, plan: Plan) -> Iterator[bytes]:
    """The answer as JSON text: an object whose lists have each element on a line of its own.

    Confirmed calls are not repeated. Weeks are Mondays.
    """
    maker = _Answer(problem, plan)
    yield b"{"
    yield from _list(b'"entries"', map(maker.entry, maker.placed()))
    yield from _list(b',\n"shed"', map(maker.shed, plan.shed))
    yield b',\n"bound":' + _text({owner: maker.bound(peak) for owner, peak in plan.peaks.items()})
    yield b',\n"peak":' + _text({owner: maker.peak(peak) for owner, peak in plan.peaks.items()})
    yield from _list(b',\n"shortages"', map(maker.shortage, plan.shortages))
    yield from _list(b',\n"moves"', map(maker.move, plan.moves))
    yield b"}\n"


class _Answer:
    """The parts of an answer as JSON values."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self._plan = plan
        self._requests = {request.id: request for request in problem.requests}

    def placed(self) -> Iterator[Entry]:
        """The calls that were to be placed and are."""
        return (entry for entry in self._plan.entries if entry.status != "fixed")

    def entry(self, entry: Entry) -> dict[str, Any]:
        """A placed call."""
        return {
            "touch": entry.id,
            "account": entry.account,
            "csm": entry.owner,
            "date": entry.date,
            "start": entry.start,
            "minutes": self._requests[entry.id].minutes,
            **self._reasons(entry.reasons),
        }

    def shed(self, shed: Shed) -> dict[str, Any]:
        """A call without a place."""
        return {
            "touch": shed.id,
            "account": shed.account,
            "csm": shed.owner,
            "minutes": self._requests[shed.id].minutes,
            "action": shed.action,
            "weeks": mondays(self._plan.start, shed.weeks),
            **self._reasons(shed.reasons),
        }

    def bound(self, peak: Peak) -> dict[str, Any]:
        """What no plan of the same calls gets below."""
        return {"minutes": peak.bound, "level": peak.bound_level}

    def peak(self, peak: Peak) -> dict[str, Any]:
        """The fullest week of somebody."""
        return {
            "minutes": peak.minutes,
            "capacity": peak.capacity,
            "level": peak.level,
            "proven": peak.proven,
            "week": monday_of(self._plan.start, peak.week) if peak.capacity else None,
        }

    def shortage(self, shortage: Shortage) -> dict[str, Any]:
        """Weeks that cannot hold their calls."""
        return {
            "csm": shortage.owner,
            "weeks": mondays(self._plan.start, shortage.weeks),
            "minutes": shortage.minutes,
            "touches": shortage.requests,
        }

    def move(self, move: Move) -> dict[str, Any]:
        """A call that stood elsewhere in the previous plan."""
        return {
            "touch": move.id,
            "from": _place(move.was),
            "to": _place(move.now),
            "reason": self._reason(move.reason),
        }

    def _reasons(self, reasons: tuple[Why, ...]) -> dict[str, Any]:
        told = [self._reason(each) for each in reasons]
        return {"reason": told[0], "reasons": told}

    def _reason(self, why: Why) -> dict[str, Any]:
        return {"code": why.code, "args": dated(why, self._plan.start).args}


def _place(place: Place) -> dict[str, Any]:
    return {"date": place.date, "start": place.start, "csm": place.owner}


def _list(name: bytes, elements: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    yield name + b":["
    separator = b"\n"
    for each in elements:
        yield separator + _text(each)
        separator = b",\n"
    yield b"]"


def _text(value: Any) -> bytes:
    """JSON of one line, in which what could do more than be read is escaped (X8)."""
    text = msgspec.json.encode(value)
    shown = text.decode()
    if shown == plain(shown):
        return text
    return json.dumps(json.loads(text), separators=(",", ":")).encode()
