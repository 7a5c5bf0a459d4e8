"""A book as the solver's problem, and its plan in the form of the book."""

from datetime import date

from benchmarks.planning.calendars import Calendars, Form, offset
from cadence_tui.planning.problem import (
    Fixed,
    Person,
    Problem,
    Request,
    Spacing,
    Spans,
    StandIn,
)
from cadence_tui.planning.result import Plan

Hours = dict[date, Spans]


def problem_of(book: Form) -> Problem:
    """The problem that a book poses; hours and closed days that many calls share are made once."""
    calendars = Calendars(book)
    shared = _Shared(calendars)
    return Problem(
        start=calendars.start,
        today=calendars.start,
        weeks=book["weeks"],
        people=tuple(_person(person, calendars) for person in book["csms"]),
        requests=tuple(_request(touch, calendars, shared) for touch in book["touches"]),
        fixed=tuple(_fixed(call) for call in book["fixed"]),
        min_gap={account["id"]: account["min_gap"] for account in book["accounts"]},
        grid=book["grid"],
    )


class _Shared:
    """Hours and closed days, kept by what they depend on."""

    def __init__(self, calendars: Calendars) -> None:
        self._calendars = calendars
        self._hours: dict[tuple[str, str, int, int], Hours] = {}
        self._closed: dict[frozenset[int], frozenset[date]] = {}

    def hours(self, name: str, account: Form, span: tuple[int, int]) -> Hours:
        """A span of the customer's day in the minutes of a person's, on every date."""
        mine, theirs = self._calendars.people[name]["tz"], account["tz"]
        key = (mine, theirs, *span)
        if key not in self._hours:
            self._hours[key] = {
                when: _shifted(span, offset(mine, when) - offset(theirs, when))
                for when in map(self._calendars.date, range(self._calendars.days))
            }
        return self._hours[key]

    def closed(self, touch: Form) -> frozenset[date]:
        """Dates on which the customer has no such call."""
        days = self._calendars.closed(touch["account"], touch["kind"])
        if days not in self._closed:
            self._closed[days] = frozenset(map(self._calendars.date, days))
        return self._closed[days]


def _shifted(span: tuple[int, int], minutes: int) -> Spans:
    first, end = max(0, span[0] + minutes), min(24 * 60, span[1] + minutes)
    return ((first, end),) if first < end else ()


def _person(person: Form, calendars: Calendars) -> Person:
    name = person["id"]
    return Person(
        id=name,
        spans={calendars.date(day): tuple(spans) for day, spans in enumerate(calendars.spans[name]) if spans},
        week_share=person["call_share"],
        day_share=person["day_share"],
        away={calendars.date(day): "leave" for day in calendars.leave[name]},
    )


def _request(touch: Form, calendars: Calendars, shared: _Shared) -> Request:
    account = calendars.accounts[touch["account"]]
    wish = account["pref"]

    def seen_by(name: str) -> StandIn:
        opens, closes = account["hours"]
        return StandIn(
            hours=shared.hours(name, account, (opens, closes)),
            preferred_hours=wish and shared.hours(name, account, (wish["from"], wish["to"])),
        )

    own = seen_by(touch["csm"])
    return Request(
        id=touch["id"],
        account=touch["account"],
        owner=touch["csm"],
        kind=touch["kind"],
        minutes=touch["minutes"],
        load=touch["minutes"],
        value=touch["value"],
        ideal=date.fromisoformat(touch["ideal"] or touch["earliest"]),
        earliest=date.fromisoformat(touch["earliest"]),
        latest=date.fromisoformat(touch["latest"]),
        weekdays=tuple(wish["days"]) if wish else (),
        hours=own.hours,
        preferred_hours=own.preferred_hours,
        blocked=shared.closed(touch),
        floating=touch["ideal"] is None,
        after=touch.get("prev", ""),
        spacing=Spacing(*touch["gap"]) if "gap" in touch else None,
        stand_ins={name: seen_by(name) for name in calendars.colleagues(touch)},
    )


def _fixed(call: Form) -> Fixed:
    return Fixed(
        id=call["id"],
        account=call["account"],
        owner=call["csm"],
        date=date.fromisoformat(call["date"]),
        start=call["start"],
        minutes=call["minutes"],
        load=call["minutes"],
    )


def answer_of(book: Form, plan: Plan) -> Form:
    """A plan in the stand-alone form."""
    minutes = {touch["id"]: touch["minutes"] for touch in book["touches"]}
    return {
        "entries": [
            {
                "touch": call.id,
                "account": call.account,
                "csm": call.owner,
                "date": str(call.date),
                "start": call.start,
                "minutes": minutes[call.id],
            }
            for call in plan.entries
            if call.status != "fixed"
        ],
        "shed": [{"touch": call.id, "action": call.action} for call in plan.shed],
    }
