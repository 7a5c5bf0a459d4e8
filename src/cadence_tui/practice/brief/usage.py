"""Usage in a brief: each team, and each feature that came, went or changed, last week against before."""

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from msgspec import Struct

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import UsageWeek
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.brief import BriefRules
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.practice.brief.line import BriefLine, line
from cadence_tui.practice.health.history import Moment, history_of, moment

_WEEK = timedelta(weeks=1)


class _Weeks(Struct, frozen=True, kw_only=True):
    """The last complete week, the one before where it is known, and those that tell what is usual."""

    at: Moment
    last: UsageWeek
    before: UsageWeek | None
    usual: tuple[UsageWeek, ...]


def usage_lines(
    record: AccountRecord, health: HealthRules, rules: BriefRules, today: date
) -> list[BriefLine]:
    """Logins by team, then uses by feature; when last week is not known, the last week that is."""
    at = moment(history_of(record), health, segment="", day=today)
    known = [week for week in at.history.weeks if week.week < monday(today)]
    if not known:
        return []
    if known[-1].week != monday(today) - _WEEK:
        return [_stale(at, known[-1], today)]
    before = known[-2] if len(known) > 1 and known[-2].week == known[-1].week - _WEEK else None
    weeks = _Weeks(at=at, last=known[-1], before=before, usual=tuple(at.baseline))
    return [*_teams(weeks), *_features(weeks, rules)]


def _stale(at: Moment, last: UsageWeek, today: date) -> BriefLine:
    logins = sum(use.logins for use in last.teams.values())
    weeks = (monday(today) - last.week).days // 7 - 1
    return line("usage_stale", at.history.usage_id, week=last.week, weeks=weeks, logins=logins)


def _teams(weeks: _Weeks) -> Iterator[BriefLine]:
    last, before, rules = weeks.last, weeks.before, weeks.at.rules.observations
    names = dict.fromkeys([*last.teams, *(before.teams if before else ()), *_usual_teams(weeks)])
    found: list[tuple[int, str, BriefLine]] = []
    for team in names:
        use = last.teams.get(team)
        logins, usual = use.logins if use else 0, _usual_logins(weeks, team)
        earlier = before.teams.get(team) if before else None
        if not logins and not usual and not (earlier and earlier.logins):
            continue
        told = line(
            "team_usage",
            weeks.at.history.usage_id,
            week=last.week,
            team=team,
            logins=logins,
            before=earlier.logins if earlier else None,
            usual=usual if _changed(logins, usual, weeks, rules.change_least_logins) else None,
            active=use.active if use else 0,
            seats=use.seats if use else 0,
        )
        found.append((-logins, team, told))
    yield from (told for _, _, told in sorted(found, key=lambda each: each[:2]))


def _usual_teams(weeks: _Weeks) -> list[str]:
    return [team for week in weeks.usual for team in week.teams]


def _usual_logins(weeks: _Weeks, team: str) -> float | None:
    told = [week.teams[team].logins for week in weeks.usual if team in week.teams]
    return _median(told, weeks)


def _features(weeks: _Weeks, rules: BriefRules) -> list[BriefLine]:
    """New ones first, then those nobody used any more, then the greatest changes."""
    last, history = weeks.last, weeks.at.history
    if not last.features:
        return []
    found: list[tuple[int, float, str, BriefLine]] = []
    whole = _whole_change(weeks)
    names = dict.fromkeys([*last.features, *(name for week in weeks.usual for name in week.features)])
    for feature in names:
        uses = last.features.get(feature, 0)
        told = [week.features.get(feature, 0) for week in weeks.usual if week.features]
        usual, since = _median(told, weeks), _new_since(weeks, feature)
        if since is None and not _of_its_own(uses, usual, whole, weeks, rules.feature_least_uses):
            continue
        figures = {
            "feature": feature,
            "uses": uses,
            "before": weeks.before.features.get(feature) if weeks.before else None,
            "usual": usual,
            "since": since,
        }
        code = "feature_new_use" if since else "feature_gone" if not uses else "feature_changed"
        rank = ("feature_new_use", "feature_gone", "feature_changed").index(code)
        found.append((rank, -abs(uses - (usual or 0)), feature, line(code, history.usage_id, **figures)))
    return [told for *_, told in sorted(found, key=lambda each: each[:3])][: rules.most_features]


def _whole_change(weeks: _Weeks) -> float:
    """Last week's uses of all features over the usual ones; 1 where too few weeks tell."""
    usual = _median([sum(week.features.values()) for week in weeks.usual if week.features], weeks)
    return sum(weeks.last.features.values()) / usual if usual else 1.0


def _of_its_own(uses: int, usual: float | None, whole: float, weeks: _Weeks, least: float) -> bool:
    """Whether a feature changed, and not just along with all the others."""
    along = usual * whole if usual else None
    return _changed(uses, usual, weeks, least) and (not uses or _changed(uses, along, weeks, 0))


def _new_since(weeks: _Weeks, feature: str) -> date | None:
    """The first week of a feature outside the first set-up, while it is new by the rules."""
    history, last = weeks.at.history, weeks.last
    if not history.initial_features or feature in history.initial_features or not last.features.get(feature):
        return None
    since = next(week.week for week in history.weeks if week.features.get(feature))
    new = (last.week - since).days < 7 * weeks.at.rules.observations.new_feature_weeks
    return since if new else None


def _median(figures: list[int], weeks: _Weeks) -> float | None:
    """What is usual; nothing while too few weeks tell."""
    return float(median(figures)) if len(figures) >= weeks.at.rules.usage.least_baseline_weeks else None


def _changed(found: float, usual: float | None, weeks: _Weeks, least: float) -> bool:
    rules = weeks.at.rules.observations
    if not usual or max(found, usual) < least:
        return False
    change = (found - usual) / usual
    return change <= -rules.drop or change >= rules.rise
