"""Components drawn from usage: the trend against the account's own habit, and adoption's breadth (H1)."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from cadence_tui.model.documents import UsageWeek
from cadence_tui.model.message import Reason, reason
from cadence_tui.practice.health.history import Moment
from cadence_tui.practice.health.result import Input
from cadence_tui.practice.health.scale import full_marks, interpolate


def usage(at: Moment) -> list[Input]:
    """Logins by team and active users per seat, recent weeks against the median of the weeks before."""
    return [*_logins(at), _active(at)]


def adoption(at: Moment) -> list[Input]:
    """Seats, teams and features in use in the recent weeks."""
    return [_seats(at), *_teams(at), _features(at)]


def teams_of(weeks: Sequence[UsageWeek]) -> list[str]:
    """The teams named in some weeks, in order of appearance."""
    return list(dict.fromkeys(team for week in weeks for team in week.teams))


def logins(week: UsageWeek, team: str) -> int:
    """Logins of a team in a week; a team missing from a week that has others did not log in."""
    found = week.teams.get(team)
    return found.logins if found else 0


def with_teams(weeks: Sequence[UsageWeek]) -> list[UsageWeek]:
    """The weeks that tell of teams at all."""
    return [week for week in weeks if week.teams]


def usual_logins(baseline: Sequence[UsageWeek], team: str) -> float:
    """A team's median of weekly logins."""
    return float(median([logins(week, team) for week in baseline])) if baseline else 0.0


def active_and_seats(week: UsageWeek) -> tuple[int, int]:
    """Active users and seats of all teams that have seats."""
    teams = [team for team in week.teams.values() if team.seats]
    return sum(team.active for team in teams), sum(team.seats for team in teams)


def _logins(at: Moment) -> list[Input]:
    rules = at.rules.usage
    recent, baseline = with_teams(at.recent), with_teams(at.baseline)
    first = at.history.first_login
    if not recent:
        return [Input(name="logins", weight=rules.logins_weight, reason=_usage_missing(at))]
    if first is None or first > recent[-1].week:
        return [Input(name="logins", weight=rules.logins_weight, reason=reason("logins_missing"))]
    if len(baseline) < rules.least_baseline_weeks:
        return [Input(name="logins", weight=rules.logins_weight, reason=_baseline_short(at, len(baseline)))]
    usual = {team: habit for team in teams_of(baseline) if (habit := usual_logins(baseline, team))}
    total = sum(usual.values())
    if not total:
        return [_logins_without_habit(at, recent)]
    return [_team_logins(at, recent, team, usual[team], usual[team] / total) for team in usual]


def _logins_without_habit(at: Moment, recent: Sequence[UsageWeek]) -> Input:
    found = sum(logins(week, team) for week in recent for team in week.teams) / len(recent)
    return Input(
        name="logins",
        weight=at.rules.usage.logins_weight,
        value=1.0 if found else 0.0,
        reason=reason("logins_began", logins=round(found, 1)) if found else reason("logins_none"),
        age_days=_age(at, recent),
        remedy=reason("begin_using"),
    )


def _team_logins(at: Moment, recent: Sequence[UsageWeek], team: str, usual: float, part: float) -> Input:
    rules = at.rules.usage
    mean = sum(logins(week, team) for week in recent) / len(recent)
    return Input(
        name="logins",
        subject=team,
        weight=rules.logins_weight * part,
        value=interpolate(rules.trend, mean / usual),
        reason=reason(
            "team_logins", team=team, logins=round(mean, 1), usual=usual, last=logins(recent[-1], team)
        ),
        age_days=_age(at, recent),
        remedy=reason("team_back", team=team),
    )


def _active(at: Moment) -> Input:
    rules = at.rules.usage
    recent, baseline = _active_shares(at.recent), _active_shares(at.baseline)
    if not recent:
        return Input(name="active", weight=rules.active_weight, reason=_seats_missing(at))
    if len(baseline) < rules.least_baseline_weeks:
        return Input(name="active", weight=rules.active_weight, reason=_baseline_short(at, len(baseline)))
    mean, usual = sum(recent) / len(recent), median(baseline)
    ratio = mean / usual if usual else float(mean > 0)
    return Input(
        name="active",
        weight=rules.active_weight,
        value=interpolate(rules.trend, ratio),
        reason=reason("active_share", share=round(mean, 3), usual=round(usual, 3)),
        age_days=_age(at, at.recent),
        remedy=reason("activate_users", share=round(usual * full_marks(rules.trend), 3)),
    )


def _active_shares(weeks: Sequence[UsageWeek]) -> list[float]:
    return [active / seats for active, seats in map(active_and_seats, weeks) if seats]


def _seats(at: Moment) -> Input:
    rules = at.rules.adoption
    counted = [(week, *active_and_seats(week)) for week in at.recent]
    counted = [entry for entry in counted if entry[2]]
    if not counted:
        return Input(name="seats", weight=rules.seats_weight, reason=_seats_missing(at))
    week, active, seats = counted[-1]
    return Input(
        name="seats",
        weight=rules.seats_weight,
        value=interpolate(rules.seats, active / seats),
        reason=reason("seats_in_use", active=active, seats=seats, share=round(active / seats, 3)),
        age_days=_age(at, [week]),
        remedy=reason("use_seats", active=active, seats=seats, share=full_marks(rules.seats)),
    )


def _teams(at: Moment) -> list[Input]:
    weight = at.rules.adoption.teams_weight
    recent = with_teams(at.recent)
    if not recent:
        return [Input(name="teams", weight=weight, reason=_usage_missing(at))]
    teams = teams_of([*at.baseline, *recent])
    age = _age(at, recent)
    return [_team_in_use(team, recent, weight / len(teams), age) for team in teams]


def _team_in_use(team: str, recent: Sequence[UsageWeek], weight: float, age: int) -> Input:
    found = [week.teams[team] for week in recent if team in week.teams]
    in_use = any(use.logins or use.active for use in found)
    return Input(
        name="teams",
        subject=team,
        weight=weight,
        value=float(in_use),
        reason=reason("team_in_use", team=team)
        if in_use
        else reason("team_quiet", team=team, weeks=len(recent)),
        age_days=age,
        remedy=reason("team_back", team=team),
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
        age_days=_age(at, recent),
        remedy=reason("use_features", features=idle, share=full_marks(rules.features)),
    )


def _age(at: Moment, weeks: Sequence[UsageWeek]) -> int:
    return (at.day - weeks[-1].week - timedelta(days=6)).days


def _usage_missing(at: Moment) -> Reason:
    return reason("usage_missing", weeks=at.rules.usage.recent_weeks)


def _seats_missing(at: Moment) -> Reason:
    return reason("seats_missing", weeks=at.rules.usage.recent_weeks)


def _baseline_short(at: Moment, weeks: int) -> Reason:
    return reason("baseline_short", weeks=weeks, needed=at.rules.usage.least_baseline_weeks)
