"""Causes that usage tells of: a drop, a team that fell silent, seats that fill. Complete weeks only."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median

from cadence_tui.model.documents import Signal
from cadence_tui.model.rules.signals import Milestone, NearLimit, SilentTeam, UsageDrop
from cadence_tui.practice.health.series import Window, window
from cadence_tui.practice.signals.evidence import Day
from cadence_tui.practice.signals.found import Found


def usage_drop(at: Day, rule: UsageDrop) -> Iterator[Found]:
    """Logins of all teams together, against the median of the weeks before."""
    series = at.evidence.history.teams
    places = _window(at, series.weeks, rule.recent_weeks, rule.baseline_weeks)
    if not _known(at, places, rule.recent_weeks, rule.baseline_weeks):
        return
    totals = [_total(at, place) for place in range(places.first, places.end)]
    usual = median(totals[: places.middle - places.first])
    recent = sum(totals[places.middle - places.first :]) / rule.recent_weeks
    bound = usual * (1 - rule.drop_share)
    if usual < rule.least_logins or not usual or recent > bound:
        return
    begin = places.end - 1
    while begin > places.first and totals[begin - 1 - places.first] <= bound:
        begin -= 1
    figures = {
        "logins": round(recent, 1),
        "usual": float(usual),
        "drop": round(1 - recent / usual, 3),
        "weeks": rule.recent_weeks,
        "source": at.evidence.history.usage_id,
    }
    yield Found(cause="usage_drop", since=series.weeks[begin], figures=figures)


def usage_recovered(at: Day, rule: UsageDrop, signal: Signal) -> bool:
    """Whether logins are back above the bound that they once fell below; unknown weeks tell nothing."""
    series = at.evidence.history.teams
    places = _window(at, series.weeks, rule.recent_weeks, 0)
    if places.end - places.middle < rule.recent_weeks:
        return False
    recent = sum(_total(at, place) for place in range(places.middle, places.end)) / rule.recent_weeks
    return recent > float(signal.figures.get("usual", 0)) * (1 - rule.drop_share)


def silent_team(at: Day, rule: SilentTeam) -> Iterator[Found]:
    """Teams that used to log in and did not lately, while somebody of the account still does."""
    series = at.evidence.history.teams
    places = _window(at, series.weeks, rule.silent_weeks, rule.baseline_weeks)
    if not _known(at, places, rule.silent_weeks, rule.baseline_weeks):
        return
    drop = at.evidence.model.signals.usage_drop
    quiet = not any(_total(at, place) for place in range(places.middle, places.end))
    if quiet and drop is not None and any(usage_drop(at, drop)):
        # All of them at once are one drop and not a silent team each.
        return
    for team, column in series.columns.items():
        usual = column.usual(places.first, places.middle)
        if usual < rule.least_logins or any(column.logins[places.middle : places.end]):
            continue
        last = next(place for place in reversed(range(places.middle)) if column.logins[place])
        figures = {
            "team": team,
            "weeks": (at.week - series.weeks[last]).days // 7 - 1,
            "usual": usual,
            "last": series.weeks[last].isoformat(),
            "source": at.evidence.history.usage_id,
        }
        since = series.weeks[last] + timedelta(weeks=1)
        yield Found(cause="silent_team", subject=team, since=since, figures=figures)


def team_came_back(at: Day, rule: SilentTeam, signal: Signal) -> bool:
    """Whether the team logged in in the newest week that is known."""
    series = at.evidence.history.teams
    places = _window(at, series.weeks, rule.silent_weeks, 0)
    column = series.columns.get(signal.subject)
    return column is not None and places.end > places.middle and column.logins[places.end - 1] > 0


def milestone(at: Day, rule: Milestone) -> Iterator[Found]:
    """The highest share of seats in use for the first time; what the first week ever had is no news."""
    series = at.evidence.history.seats
    places = _window(at, series.weeks, rule.within_weeks, 0)
    for share in sorted(rule.seat_shares, reverse=True):
        first = next((place for place in range(places.end) if series.shares[place] >= share), 0)
        if first < max(1, places.middle):
            continue
        figures = {
            "share": share,
            "active": series.active[first],
            "seats": series.seats[first],
            "source": at.evidence.history.usage_id,
        }
        yield Found(cause="milestone", since=series.weeks[first], evidence=str(share), figures=figures)
        return


def near_limit(at: Day, rule: NearLimit) -> Iterator[Found]:
    """Seats nearly all in use, for some weeks on end."""
    series = at.evidence.history.seats
    places = _window(at, series.weeks, rule.weeks, 0)
    if places.end - places.middle < rule.weeks:
        return
    if any(share < rule.seat_share for share in series.shares[places.middle : places.end]):
        return
    begin = places.end - 1
    while begin and series.shares[begin - 1] >= rule.seat_share:
        begin -= 1
    last = places.end - 1
    figures = {
        "active": series.active[last],
        "seats": series.seats[last],
        "share": round(series.shares[last], 3),
        "weeks": rule.weeks,
        "source": at.evidence.history.usage_id,
    }
    yield Found(cause="near_limit", since=series.weeks[begin], figures=figures)


def has_room(at: Day, rule: NearLimit, signal: Signal) -> bool:
    """Whether seats are free again in the newest week that is known."""
    series = at.evidence.history.seats
    places = _window(at, series.weeks, rule.weeks, 0)
    return places.end > places.middle and series.shares[places.end - 1] < rule.seat_share


def _window(at: Day, weeks: Sequence[date], recent: int, baseline: int) -> Window:
    middle = at.week - timedelta(weeks=recent)
    return window(weeks, middle - timedelta(weeks=baseline), middle, at.week)


def _known(at: Day, places: Window, recent: int, baseline: int) -> bool:
    """Whether every recent week is told, and enough of those before to know what is usual."""
    needed = min(baseline, at.evidence.health.usage.least_baseline_weeks)
    return places.end - places.middle == recent and places.middle - places.first >= max(1, needed)


def _total(at: Day, place: int) -> int:
    running = at.evidence.history.teams.running_logins
    return running[place + 1] - running[place]
