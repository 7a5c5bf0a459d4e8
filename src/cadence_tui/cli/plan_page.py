"""The plan of a problem file as a readable page: fullest weeks, shortages, what has no room, moves, calls."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from cadence_tui.cli.columns import columns
from cadence_tui.locale import Speech
from cadence_tui.model.hours import clock
from cadence_tui.planning.mondays import monday_of
from cadence_tui.planning.problem import Problem
from cadence_tui.planning.result import Peak, Place, Plan, Shortage, Why
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words
from cadence_tui.workspace.proposing import plan_reason

_NAMED = 5
"""So many calls of a shortage are named, the least valuable ones."""


def plan_page(problem: Problem, plan: Plan, speech: Speech) -> Iterator[str]:
    """The page, ids as they are."""
    page = _Page(problem, plan, speech)
    yield page.head()
    yield ""
    yield from map(page.peak, plan.peaks.items())
    for title, lines in page.sections():
        found = list(lines())
        if found:
            yield ""
            yield title
            yield from (f"  {line}" for line in found)
    yield ""
    yield page.outcome()


def peak_sentence(name: str, week: dt.date, figures: tuple[int, int, int], speech: Speech) -> str:
    """The fullest week of somebody: its minutes, capacity and proven bound in words."""
    minutes, capacity, bound = figures
    told = {"name": name, "day": speech.day(week), "peak": minutes, "capacity": capacity}
    if minutes <= bound:
        return speech.say(
            "{name}: fullest week {day}, {peak} of {capacity} min; no flatter plan exists", **told
        )
    return speech.say(
        "{name}: fullest week {day}, {peak} of {capacity} min; no plan is below {bound}", **told, bound=bound
    )


class _Page:
    """The lines of the page."""

    def __init__(self, problem: Problem, plan: Plan, speech: Speech) -> None:
        self._problem, self._plan = problem, plan
        self._words, self._speech = Words(speech=speech), speech
        self._placed = [entry for entry in plan.entries if entry.status != "fixed"]
        self._minutes = {request.id: request.minutes for request in problem.requests}

    def head(self) -> str:
        """How much is asked, from when on."""
        problem = self._problem
        return self._speech.say(
            "{weeks} from {day}: {calls}, {agreed}",
            weeks=self._words.weeks(problem.weeks),
            day=self._words.date(problem.start),
            calls=self._speech.plural("{n} call to place", "{n} calls to place", len(problem.requests)),
            agreed=self._speech.plural("{n} agreed already", "{n} agreed already", len(problem.fixed)),
        )

    def peak(self, found: tuple[str, Peak]) -> str:
        """The fullest week of somebody."""
        name, peak = found
        if not peak.capacity:
            return self._speech.say("{name}: no working time for calls", name=name)
        week = monday_of(self._plan.start, peak.week)
        return peak_sentence(name, week, (peak.minutes, peak.capacity, peak.bound), self._speech)

    def sections(self) -> Iterator[tuple[str, Callable[[], Iterator[str]]]]:
        """Titles with their lines, in their order; one without lines is left out."""
        yield self._speech.say("Too little room:"), self._shortages
        yield self._speech.say("No room for:"), self._shed
        yield self._speech.say("Moved:"), self._moves
        yield self._speech.say("Calls with an hour:"), lambda: self._calls(timed=True)
        yield self._speech.say("Calls with a day, at an hour that is open:"), lambda: self._calls(timed=False)

    def outcome(self) -> str:
        """What came of it, in figures."""
        timed = sum(entry.start is not None for entry in self._placed)
        return self._speech.say(
            "{placed} placed, {timed} of them with an hour; {shed} without a place, {moved} moved",
            placed=len(self._placed),
            timed=timed,
            shed=len(self._plan.shed),
            moved=len(self._plan.moves),
        )

    def _shortages(self) -> Iterator[str]:
        return map(self._shortage, self._plan.shortages)

    def _shortage(self, short: Shortage) -> str:
        first, last = (monday_of(self._plan.start, short.weeks[place]) for place in (0, -1))
        named = self._words.listed(short.requests[:_NAMED])
        return self._speech.say(
            "{name}, weeks of {first} to {last}: {minutes} min short; {calls} gave way: {named}",
            name=short.owner,
            first=self._words.day(first),
            last=self._words.day(last),
            minutes=short.minutes,
            calls=self._speech.plural("{n} call", "{n} calls", len(short.requests)),
            named=f"{named}, …" if len(short.requests) > _NAMED else named,
        )

    def _shed(self) -> Iterator[str]:
        instead = {"email": self._speech.say("plan|a mail instead"), "defer": self._speech.say("plan|later")}
        rows = [
            [each.id, each.account, each.owner, instead[each.action], self._why(each.reasons)]
            for each in self._plan.shed
        ]
        return self._table((*self._whose(), self._speech.say("What"), self._speech.say("Why")), rows)

    def _moves(self) -> Iterator[str]:
        rows = [
            [move.id, self._place(move.was), self._place(move.now), self._why([move.reason])]
            for move in self._plan.moves
        ]
        header = (
            self._speech.say("Touch"),
            self._speech.say("plan|From"),
            self._speech.say("plan|To"),
            self._speech.say("Why"),
        )
        return self._table(header, rows)

    def _calls(self, *, timed: bool) -> Iterator[str]:
        rows = [
            [
                entry.date.isoformat() if entry.start is None else f"{entry.date} {clock(entry.start)}",
                entry.id,
                entry.account,
                entry.owner,
                str(self._minutes[entry.id]),
                self._why(entry.reasons),
            ]
            for entry in self._placed
            if (entry.start is not None) is timed
        ]
        header = (
            self._speech.say("When"),
            *self._whose(),
            self._speech.say("Minutes"),
            self._speech.say("Why"),
        )
        return self._table(header, rows, right=[4])

    def _whose(self) -> tuple[str, str, str]:
        return self._speech.say("Touch"), self._speech.say("Account"), self._speech.say("Owner")

    @staticmethod
    def _table(
        header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
    ) -> Iterator[str]:
        return columns(header, rows, right=right) if rows else iter(())

    def _place(self, place: Place) -> str:
        hour = [] if place.start is None else [clock(place.start)]
        return " ".join([place.date.isoformat(), *hour, place.owner])

    def _why(self, reasons: Sequence[Why]) -> str:
        told = (worded(plan_reason(each, self._plan.start, {}), self._words) for each in reasons)
        return " · ".join(told)
