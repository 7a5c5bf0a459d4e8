"""Components drawn from usage: the trend against the account's own habit, and adoption's breadth (H1)."""

from datetime import date
from statistics import median

from cadence_tui.model.message import Reason, reason
from cadence_tui.practice.health.history import Moment
from cadence_tui.practice.health.result import Input
from cadence_tui.practice.health.scale import interpolate


def usage(at: Moment) -> list[Input]:
    """Logins by team and active users per seat, recent weeks against the median of the weeks before."""
    return [*_logins(at), _active(at)]


def adoption(at: Moment) -> list[Input]:
    """Seats, teams and features in use in the recent weeks."""
    return [_seats(at), *_teams(at), _features(at)]


def _logins(at: Moment) -> list[Input]:
    rules, teams, places = at.rules.usage, at.history.teams, at.teams
    if places.middle == places.end:
        return [Input(name="logins", weight=rules.logins_weight, reason=_usage_missing(at))]
    if not teams.running_logins[places.end]:
        return [Input(name="logins", weight=rules.logins_weight, reason=reason("logins_missing"))]
    if places.middle - places.first < rules.least_baseline_weeks:
        short = _baseline_short(at, places.middle - places.first)
        return [Input(name="logins", weight=rules.logins_weight, reason=short)]
    usual = {team: column.usual(places.first, places.middle) for team, column in teams.columns.items()}
    total = sum(usual.values())
    if not total:
        return [_logins_without_habit(at)]
    return [_team_logins(at, team, habit, habit / total) for team, habit in usual.items() if habit]


def _logins_without_habit(at: Moment) -> Input:
    running, places = at.history.teams.running_logins, at.teams
    found = (running[places.end] - running[places.middle]) / (places.end - places.middle)
    return Input(
        name="logins",
        weight=at.rules.usage.logins_weight,
        value=1.0 if found else 0.0,
        reason=reason("logins_began", logins=round(found, 1)) if found else reason("logins_none"),
        age_days=_age(at, at.history.teams.weeks[places.end - 1]),
    )


def _team_logins(at: Moment, team: str, usual: float, part: float) -> Input:
    rules, places, column = at.rules.usage, at.teams, at.history.teams.columns[team]
    mean = column.mean(places.middle, places.end)
    return Input(
        name="logins",
        subject=team,
        weight=rules.logins_weight * part,
        value=interpolate(rules.trend, mean / usual),
        reason=reason(
            "team_logins", team=team, logins=round(mean, 1), usual=usual, last=column.logins[places.end - 1]
        ),
        age_days=_age(at, at.history.teams.weeks[places.end - 1]),
    )


def _active(at: Moment) -> Input:
    rules, seats, places = at.rules.usage, at.history.seats, at.seats
    if places.middle == places.end:
        return Input(name="active", weight=rules.active_weight, reason=_seats_missing(at))
    if places.middle - places.first < rules.least_baseline_weeks:
        short = _baseline_short(at, places.middle - places.first)
        return Input(name="active", weight=rules.active_weight, reason=short)
    recent = seats.shares[places.middle : places.end]
    mean, usual = sum(recent) / len(recent), median(seats.shares[places.first : places.middle])
    return Input(
        name="active",
        weight=rules.active_weight,
        value=interpolate(rules.trend, mean / usual if usual else float(mean > 0)),
        reason=reason("active_share", share=round(mean, 3), usual=round(usual, 3)),
        age_days=_age(at, seats.weeks[places.end - 1]),
    )


def _seats(at: Moment) -> Input:
    rules, series, places = at.rules.adoption, at.history.seats, at.seats
    if places.middle == places.end:
        return Input(name="seats", weight=rules.seats_weight, reason=_seats_missing(at))
    last = places.end - 1
    active, seats, share = series.active[last], series.seats[last], series.shares[last]
    return Input(
        name="seats",
        weight=rules.seats_weight,
        value=interpolate(rules.seats, share),
        reason=reason("seats_in_use", active=active, seats=seats, share=round(share, 3)),
        age_days=_age(at, series.weeks[last]),
    )


def _teams(at: Moment) -> list[Input]:
    weight, places, series = at.rules.adoption.teams_weight, at.teams, at.history.teams
    if places.middle == places.end:
        return [Input(name="teams", weight=weight, reason=_usage_missing(at))]
    named = [team for team, column in series.columns.items() if column.named(places.first, places.end)]
    return [_team_in_use(at, team, weight / len(named)) for team in named]


def _team_in_use(at: Moment, team: str, weight: float) -> Input:
    places, series = at.teams, at.history.teams
    in_use = series.columns[team].used(places.middle, places.end)
    quiet_weeks = places.end - places.middle
    return Input(
        name="teams",
        subject=team,
        weight=weight,
        value=float(in_use),
        reason=reason("team_in_use", team=team)
        if in_use
        else reason("team_quiet", team=team, weeks=quiet_weeks),
        age_days=_age(at, series.weeks[places.end - 1]),
    )


def _features(at: Moment) -> Input:
    rules = at.rules.adoption
    recent = [week for week in at.recent if week.features]
    habitual = (name for week in at.baseline for name, uses in week.features.items() if uses)
    expected = at.history.initial_features or tuple(dict.fromkeys(habitual))
    if not recent or not expected:
        return Input(name="features", weight=rules.features_weight, reason=reason("features_missing"))
    idle = [name for name in expected if not any(week.features.get(name) for week in recent)]
    used = len(expected) - len(idle)
    return Input(
        name="features",
        weight=rules.features_weight,
        value=interpolate(rules.features, used / len(expected)),
        reason=reason("features_in_use", used=used, of=len(expected), idle=idle),
        age_days=_age(at, recent[-1].week),
    )


def _age(at: Moment, week: date) -> int:
    """Days since the last day of a week."""
    return (at.day - week).days - 6


def _usage_missing(at: Moment) -> Reason:
    return reason("usage_missing", weeks=at.rules.usage.recent_weeks)


def _seats_missing(at: Moment) -> Reason:
    return reason("seats_missing", weeks=at.rules.usage.recent_weeks)


def _baseline_short(at: Moment, weeks: int) -> Reason:
    return reason("baseline_short", weeks=weeks, needed=at.rules.usage.least_baseline_weeks)
