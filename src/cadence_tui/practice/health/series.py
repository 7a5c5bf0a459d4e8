"""Usage by team as columns with running totals, so that a window of weeks costs no walk through the weeks."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from statistics import median

from msgspec import Struct

from cadence_tui.model.documents import TeamUse, UsageWeek

_ABSENT = TeamUse()


class Window(Struct, frozen=True):
    """Positions in a series: baseline weeks from `first`, recent ones from `middle` to before `end`."""

    first: int
    middle: int
    end: int


class TeamColumn(Struct, frozen=True, kw_only=True):
    """One team over the weeks of a series; the running totals begin with 0 and are one longer."""

    logins: Sequence[int]
    running_logins: Sequence[int]
    running_named: Sequence[int]
    running_used: Sequence[int]

    def mean(self, first: int, end: int) -> float:
        """Logins a week; a week that tells of other teams only counts as none."""
        return (self.running_logins[end] - self.running_logins[first]) / (end - first)

    def usual(self, first: int, end: int) -> float:
        """The median of weekly logins."""
        return float(median(self.logins[first:end]))

    def named(self, first: int, end: int) -> bool:
        """Whether any of the weeks tells of the team."""
        return self.running_named[end] > self.running_named[first]

    def used(self, first: int, end: int) -> bool:
        """Whether anybody of the team logged in or was active."""
        return self.running_used[end] > self.running_used[first]


class TeamSeries(Struct, frozen=True, kw_only=True):
    """The weeks that tell of teams, with a column for each team in order of appearance."""

    weeks: Sequence[date]
    columns: dict[str, TeamColumn]
    running_logins: Sequence[int]


class SeatSeries(Struct, frozen=True, kw_only=True):
    """The weeks that tell of seats: active users and seats of the teams that have any, and their ratio."""

    weeks: Sequence[date]
    active: Sequence[int]
    seats: Sequence[int]
    shares: Sequence[float]


def team_series(weeks: Iterable[UsageWeek]) -> TeamSeries:
    """The columns of every team named in some week."""
    telling = [week for week in weeks if week.teams]
    names = dict.fromkeys(team for week in telling for team in week.teams)
    columns = {name: _column([week.teams.get(name) for week in telling]) for name in names}
    totals = [sum(use.logins for use in week.teams.values()) for week in telling]
    return TeamSeries(weeks=[week.week for week in telling], columns=columns, running_logins=_running(totals))


def seat_series(weeks: Iterable[UsageWeek]) -> SeatSeries:
    """Active users against seats of every week that has seats."""
    counted = [(week.week, *active_and_seats(week)) for week in weeks]
    counted = [entry for entry in counted if entry[2]]
    return SeatSeries(
        weeks=[week for week, _, _ in counted],
        active=[active for _, active, _ in counted],
        seats=[seats for _, _, seats in counted],
        shares=[active / seats for _, active, seats in counted],
    )


def window(weeks: Sequence[date], first: date, middle: date, end: date) -> Window:
    """The positions of three days in ascending weeks."""
    return Window(bisect_left(weeks, first), bisect_left(weeks, middle), bisect_left(weeks, end))


def active_and_seats(week: UsageWeek) -> tuple[int, int]:
    """Active users and seats of all teams that have seats."""
    teams = [team for team in week.teams.values() if team.seats]
    return sum(team.active for team in teams), sum(team.seats for team in teams)


def _column(uses: Sequence[TeamUse | None]) -> TeamColumn:
    logins = [(use or _ABSENT).logins for use in uses]
    return TeamColumn(
        logins=logins,
        running_logins=_running(logins),
        running_named=_running([int(use is not None) for use in uses]),
        running_used=_running([int(bool(use and (use.logins or use.active))) for use in uses]),
    )


def _running(figures: Sequence[int]) -> list[int]:
    return list(accumulate(figures, initial=0))
