"""What is worth saying about an account this week, each finding linked to its numbers (H5)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from cadence_tui.model.documents import Survey, UsageWeek
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules, ObservationCode
from cadence_tui.practice.health.history import Moment, history_of, moment
from cadence_tui.practice.health.usage import active_and_seats, logins, teams_of, usual_logins, with_teams


class Observation(Struct, frozen=True, kw_only=True):
    """A finding: its code and figures, worded by `views.wording`, and the ids of the documents it rests on."""

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
    rules, last = at.rules.observations, _last_week(at)
    if last is None or len(last.teams) < 2:
        return
    teams = sorted(last.teams, key=lambda team: logins(last, team))
    most = logins(last, teams[-1])
    if most < rules.apart_least_logins:
        return
    for team in teams[:-1]:
        if logins(last, team) <= rules.apart_ratio * most:
            yield _of_usage(
                at,
                "teams_apart",
                team=teams[-1],
                logins=most,
                other=team,
                other_logins=logins(last, team),
                week=last.week,
            )


def _silent_teams(at: Moment) -> Iterable[Observation]:
    weeks = with_teams([*at.baseline, *at.recent])
    if _last_week(at) is None:
        return
    for team in teams_of(weeks):
        loud = [week for week in weeks if logins(week, team)]
        silent = sum(1 for week in weeks if not loud or week.week > loud[-1].week)
        if loud and silent >= at.rules.observations.silent_weeks:
            yield _of_usage(at, "team_silent", team=team, weeks=silent, last=loud[-1].week)


def _changed_teams(at: Moment) -> Iterable[Observation]:
    """A team against its own habit."""
    rules, last, baseline = at.rules.observations, _last_week(at), with_teams(at.baseline)
    if last is None or len(baseline) < at.rules.usage.least_baseline_weeks:
        return
    for team in teams_of([*baseline, last]):
        usual, found = usual_logins(baseline, team), logins(last, team)
        change = _change(found, usual, rules.change_least_logins)
        if found and change <= -rules.drop:
            yield _of_usage(at, "team_drop", team=team, logins=found, usual=usual, change=change)
        elif change >= rules.rise:
            yield _of_usage(at, "team_rise", team=team, logins=found, usual=usual, change=change)


def _changed_week(at: Moment) -> Iterable[Observation]:
    """The whole account, last week against the week before."""
    rules, last = at.rules.observations, _last_week(at)
    earlier = [
        week for week in with_teams([*at.baseline, *at.recent]) if last and (last.week - week.week).days == 7
    ]
    if last is None or not earlier:
        return
    found, before = _all_logins(last), _all_logins(earlier[0])
    change = _change(found, before, rules.change_least_logins)
    if change <= -rules.drop:
        yield _of_usage(at, "logins_drop", logins=found, before=before, change=change)
    elif change >= rules.rise:
        yield _of_usage(at, "logins_rise", logins=found, before=before, change=change)


def _new_features(at: Moment) -> Iterable[Observation]:
    initial = at.history.initial_features
    if not initial or not at.recent:
        return
    last = at.recent[-1]
    for feature, uses in last.features.items():
        if uses and feature not in initial:
            seen = (week.week for week in at.history.weeks if week.features.get(feature))
            yield _of_usage(at, "feature_new", feature=feature, uses=uses, since=next(seen))


def _full_seats(at: Moment) -> Iterable[Observation]:
    last = _last_week(at)
    active, seats = active_and_seats(last) if last else (0, 0)
    if seats and active / seats >= at.rules.observations.seats_full:
        yield _of_usage(at, "seats_nearly_full", active=active, seats=seats, share=round(active / seats, 3))


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
    rules = at.rules.observations
    for promise in at.history.promises:
        action = promise.action
        open_days = (at.day - promise.made).days
        late_days = promise.days_late(at.day)
        if (
            action.side == "theirs"
            and promise.open_on(at.day)
            and (late_days or open_days >= rules.their_promise_days)
        ):
            args = {
                "title": action.title,
                "owner": action.owner,
                "days": open_days,
                "due": promise.due_on(at.day),
                "late_days": late_days,
            }
            yield Observation(code="promise_theirs_open", args=args, sources=(action.id,))
        if action.side == "ours" and promise.kept and promise.closed:
            days = (at.day - promise.closed).days
            if 0 <= days <= rules.kept_days:
                args = {"title": action.title, "days": days, "done": promise.closed}
                yield Observation(code="promise_ours_kept", args=args, sources=(action.id,))


def _answers(at: Moment) -> Iterable[Observation]:
    """The latest answer of each person to each survey, when it is a detractor's or a promoter's."""
    latest: dict[tuple[str, str], Survey] = {}
    for survey in at.history.surveys:
        if survey.date <= at.day and survey.survey in at.rules.surveys.kinds:
            latest[survey.survey, survey.contact] = survey
    names = {contact.id: contact.name for contact in at.history.contacts}
    for survey in latest.values():
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


def _last_week(at: Moment) -> UsageWeek | None:
    """The newest complete week that tells of teams, if it is recent."""
    recent: Sequence[UsageWeek] = with_teams(at.recent)
    return recent[-1] if recent else None


def _all_logins(week: UsageWeek) -> int:
    return sum(use.logins for use in week.teams.values())


def _change(found: float, before: float, least: float) -> float:
    """The relative change; 0 when the figures are too small to mean anything."""
    if not before or max(found, before) < least:
        return 0.0
    return round((found - before) / before, 3)


def _of_usage(at: Moment, code: ObservationCode, **args: Any) -> Observation:
    return Observation(code=code, args=args, sources=(at.history.usage_id,))
