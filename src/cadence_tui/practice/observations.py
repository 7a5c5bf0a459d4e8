"""What is worth saying about an account this week, each finding linked to its numbers (H5)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from cadence_tui.model.documents import Survey
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules, ObservationCode
from cadence_tui.practice.health.history import Moment, history_of, moment
from cadence_tui.practice.health.promise import Promise


class Observation(Struct, frozen=True, kw_only=True):
    """A finding: its code and figures, worded by `views.wording`, and the ids of its documents."""

    code: ObservationCode
    args: Mapping[str, Any]
    sources: tuple[str, ...]


def observations(record: AccountRecord, rules: HealthRules, today: date) -> list[Observation]:
    """All findings of a day, in the order of the rule file; codes it leaves out are not told."""
    at = moment(history_of(record), rules, segment="", day=today)
    found = [finding for find in _FINDERS for finding in find(at)]
    rank = {code: place for place, code in enumerate(rules.observations.order)}
    return sorted((f for f in found if f.code in rank), key=lambda finding: rank[finding.code])


def _teams_apart(at: Moment) -> Iterable[Observation]:
    rules, now = at.rules.observations, _logins_last_week(at)
    if len(now) < 2:
        return
    busiest = max(now, key=lambda team: now[team])
    if now[busiest] < rules.apart_least_logins:
        return
    week = at.history.teams.weeks[at.teams.end - 1]
    for team, logins in now.items():
        if team != busiest and logins <= rules.apart_ratio * now[busiest]:
            args = {
                "team": busiest,
                "logins": now[busiest],
                "other": team,
                "other_logins": logins,
                "week": week,
            }
            yield _of_usage(at, "teams_apart", **args)


def _silent_teams(at: Moment) -> Iterable[Observation]:
    for team in _logins_last_week(at):
        logins = at.history.teams.columns[team].logins[at.teams.first : at.teams.end]
        silent = next((weeks for weeks, count in enumerate(reversed(logins)) if count), None)
        if silent is not None and silent >= at.rules.observations.silent_weeks:
            last = at.history.teams.weeks[at.teams.end - 1 - silent]
            yield _of_usage(at, "team_silent", team=team, weeks=silent, last=last)


def _changed_teams(at: Moment) -> Iterable[Observation]:
    """A team against its own habit."""
    rules, places = at.rules.observations, at.teams
    if places.middle - places.first < at.rules.usage.least_baseline_weeks:
        return
    for team, logins in _logins_last_week(at).items():
        usual = at.history.teams.columns[team].usual(places.first, places.middle)
        change = _change(logins, usual, rules.change_least_logins)
        args = {"team": team, "logins": logins, "usual": usual, "change": change}
        if logins and change <= -rules.drop:
            yield _of_usage(at, "team_drop", **args)
        elif change >= rules.rise:
            yield _of_usage(at, "team_rise", **args)


def _changed_week(at: Moment) -> Iterable[Observation]:
    """The whole account, last week against the week before."""
    rules, weeks, end = at.rules.observations, at.history.teams.weeks, at.teams.end
    if not _logins_last_week(at) or end < 2 or (weeks[end - 1] - weeks[end - 2]).days != 7:
        return
    running = at.history.teams.running_logins
    logins, before = running[end] - running[end - 1], running[end - 1] - running[end - 2]
    change = _change(logins, before, rules.change_least_logins)
    if change <= -rules.drop:
        yield _of_usage(at, "logins_drop", logins=logins, before=before, change=change)
    elif change >= rules.rise:
        yield _of_usage(at, "logins_rise", logins=logins, before=before, change=change)


def _new_features(at: Moment) -> Iterable[Observation]:
    initial = at.history.initial_features
    if not initial or not at.recent:
        return
    newest = at.recent[-1]
    for feature, uses in newest.features.items():
        if not uses or feature in initial:
            continue
        since = next(week.week for week in at.history.weeks if week.features.get(feature))
        if (newest.week - since).days < 7 * at.rules.observations.new_feature_weeks:
            yield _of_usage(at, "feature_new", feature=feature, uses=uses, since=since)


def _full_seats(at: Moment) -> Iterable[Observation]:
    series, last = at.history.seats, at.seats.end - 1
    if at.seats.middle == at.seats.end:
        return
    if series.shares[last] >= at.rules.observations.seats_full:
        args = {
            "active": series.active[last],
            "seats": series.seats[last],
            "share": round(series.shares[last], 3),
        }
        yield _of_usage(at, "seats_nearly_full", **args)


def _people_left(at: Moment) -> Iterable[Observation]:
    for contact in at.history.contacts:
        if contact.left is None or not 0 <= (at.day - contact.left).days <= at.rules.observations.left_days:
            continue
        args = {"name": contact.name, "left": contact.left, "days": (at.day - contact.left).days}
        if contact.champion:
            yield Observation(code="champion_left", args=args, sources=(contact.id,))
        elif contact.sponsor:
            yield Observation(code="sponsor_left", args=args, sources=(contact.id,))


def _promises(at: Moment) -> Iterable[Observation]:
    for promise in at.history.promises:
        found = _their_open(promise, at) if promise.action.side == "theirs" else _our_kept(promise, at)
        if found is not None:
            yield found


def _their_open(promise: Promise, at: Moment) -> Observation | None:
    days, late = (at.day - promise.made).days, promise.days_late(at.day)
    if not promise.open_on(at.day) or (not late and days < at.rules.observations.their_promise_days):
        return None
    action = promise.action
    args = {
        "title": action.title,
        "owner": action.owner,
        "days": days,
        "due": promise.due_on(at.day),
        "late_days": late,
    }
    return Observation(code="promise_theirs_open", args=args, sources=(action.id,))


def _our_kept(promise: Promise, at: Moment) -> Observation | None:
    if not promise.kept or promise.closed is None:
        return None
    days = (at.day - promise.closed).days
    if not 0 <= days <= at.rules.observations.kept_days:
        return None
    args = {"title": promise.action.title, "days": days, "done": promise.closed}
    return Observation(code="promise_ours_kept", args=args, sources=(promise.action.id,))


def _answers(at: Moment) -> Iterable[Observation]:
    """The latest answer of each person to each survey, a detractor's or a promoter's; newest first."""
    latest: dict[tuple[str, str], Survey] = {}
    for survey in at.history.surveys:
        if survey.date <= at.day and survey.survey in at.rules.surveys.kinds:
            latest[survey.survey, survey.contact] = survey
    names = {contact.id: contact.name for contact in at.history.contacts}
    for survey in sorted(latest.values(), key=lambda survey: survey.date, reverse=True):
        kind, days = at.rules.surveys.kinds[survey.survey], (at.day - survey.date).days
        if days > at.rules.observations.survey_days:
            continue
        args = {
            "survey": survey.survey,
            "score": survey.score,
            "name": names.get(survey.contact, survey.contact),
            "days": days,
        }
        if survey.score <= kind.detractor:
            yield Observation(code="survey_detractor", args=args, sources=(survey.id,))
        elif survey.score >= kind.promoter:
            yield Observation(code="survey_promoter", args=args, sources=(survey.id,))


_FINDERS: tuple[Callable[[Moment], Iterable[Observation]], ...] = (
    _teams_apart,
    _silent_teams,
    _changed_teams,
    _changed_week,
    _new_features,
    _full_seats,
    _people_left,
    _promises,
    _answers,
)


def _logins_last_week(at: Moment) -> dict[str, int]:
    """Logins by team in the newest complete week; nothing when usage is not recent."""
    places = at.teams
    if places.middle == places.end:
        return {}
    columns = at.history.teams.columns.items()
    return {team: c.logins[places.end - 1] for team, c in columns if c.named(places.first, places.end)}


def _change(found: float, before: float, least: float) -> float:
    """The relative change; 0 when the figures are too small to mean anything."""
    if not before or max(found, before) < least:
        return 0.0
    return round((found - before) / before, 3)


def _of_usage(at: Moment, code: ObservationCode, **args: Any) -> Observation:
    return Observation(code=code, args=args, sources=(at.history.usage_id,))
