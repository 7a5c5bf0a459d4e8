"""Usage by team and feature, support requests and survey answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from cadence_tui.content.sample.cases import Case
from cadence_tui.content.sample.chance import between, pick, whole
from cadence_tui.content.sample.stories import TeamStory
from cadence_tui.content.sample.world import World
from cadence_tui.content.sample.writing import Pen
from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Survey, TeamUse, Ticket, Usage, UsageWeek
from cadence_tui.model.documents.evidence import Severity


@dataclass(frozen=True, slots=True)
class Setup:
    """What an account has: teams with their seats, features in use, those of the first set-up, new ones."""

    teams: dict[str, int]
    features: list[str]
    initial: tuple[str, ...]
    new: dict[str, int]


def setup(case: Case, world: World) -> Setup:
    """Teams and features, told by the story or drawn."""
    story, rng, pattern = case.story, case.rng, world.patterns.evidence
    titles = [feature[case.language] for feature in world.trades.features.values()]
    features = list(story.features) if story else []
    if not features:
        features = sorted(rng.sample(titles, whole(rng, pattern.features)), key=titles.index)
    initial = (story.initial_features if story else ()) or tuple(features)
    if story:
        new = {feature.name: feature.weeks for feature in story.new_features}
    else:
        rest = [title for title in titles if title not in features]
        new = {pick(rng, rest): pattern.new_feature_weeks} if rng.random() < pattern.new_feature_share else {}
    return Setup(_teams(case, world), features, initial, new)


def usage(case: Case, world: World, have: Setup, usage_id: str) -> Usage:
    """The series, by Monday, up to the last whole week; empty for an account that has not begun."""
    weeks = () if case.story and case.story.no_usage else tuple(_weeks(case, world, have))
    return Usage(id=usage_id, account=case.id, weeks=weeks, initial_features=have.initial)


def tickets(case: Case, world: World, pen: Pen) -> list[Ticket]:
    """Support requests of half a year, oldest first."""
    if case.story and case.story.tickets is not None:
        told = sorted(case.story.tickets, key=lambda ticket: ticket.opened)
        return [
            Ticket(
                id=case.ids.new(),
                account=case.id,
                title=ticket.title,
                opened=case.day(ticket.opened),
                closed=None if ticket.closed is None else case.day(ticket.closed),
                severity=ticket.severity,
                external_id=f"T-{case.number:04d}-{place:02d}",
            )
            for place, ticket in enumerate(told, 1)
        ]
    return list(_drawn_tickets(case, world, pen))


def surveys(case: Case, world: World, pen: Pen, champion: str) -> list[Survey]:
    """Answers, oldest first."""
    if case.story and case.story.surveys is not None:
        told = sorted(case.story.surveys, key=lambda answer: answer.day)
        return [
            Survey(
                id=case.ids.new(),
                account=case.id,
                survey=answer.survey,
                score=answer.score,
                date=case.day(answer.day),
                contact=champion,
                comment=answer.comment,
            )
            for answer in told
        ]
    return sorted(_drawn_surveys(case, world, pen, champion), key=lambda answer: (answer.date, answer.id))


def _teams(case: Case, world: World) -> dict[str, int]:
    if case.story and case.story.teams:
        return {team.name: team.seats for team in case.story.teams}
    count = whole(case.rng, world.patterns.segments[case.segment].teams)
    names = [world.trades.teams[team][case.language] for team in case.industry.teams[:count]]
    shares = [between(case.rng, (1.0, 2.0)) / (place + 1) for place in range(len(names))]
    return {
        name: max(2, round(case.seats * share / sum(shares)))
        for name, share in zip(names, shares, strict=True)
    }


def _weeks(case: Case, world: World, have: Setup) -> Iterator[UsageWeek]:
    pattern, rng = world.patterns.evidence, case.rng
    newest = monday(case.end) - timedelta(weeks=1)
    told = {team.name: team for team in case.story.teams} if case.story else {}
    level, change = between(rng, case.mood.level), between(rng, case.mood.change)
    per_user = {team: between(rng, pattern.logins_per_user) for team in have.teams}
    habits = {
        feature: between(rng, pattern.uses_per_user) / (n + 1) for n, feature in enumerate(have.features)
    }
    uses = {feature.name: feature.uses for feature in case.story.new_features} if case.story else {}
    for back in reversed(range(world.patterns.usage_weeks)):
        week = newest - timedelta(weeks=back)
        age = (week - monday(case.start)).days // 7
        if age < 0:
            continue
        slack = world.patterns.quiet_factor if _is_quiet(week, world.patterns.quiet_weeks) else 1.0
        strength = level * _drift(back, case.mood.over, change) * slack
        strength *= min(1.0, (age + 1) / pattern.ramp_weeks)
        teams = {
            team: _told(told[team], back, case, pattern.noise)
            if team in told
            else _use(seats, strength, per_user[team], case, pattern.noise)
            for team, seats in have.teams.items()
        }
        active = sum(team.active for team in teams.values())
        features = {
            feature: round(active * habit * _noise(case, pattern.noise)) for feature, habit in habits.items()
        }
        for feature, weeks in have.new.items():
            if back < weeks:
                most = uses.get(feature, max(3, active // 2))
                features[feature] = max(1, round(most * (weeks - back) / weeks))
        yield UsageWeek(week=week, teams=teams, features=features)


def _drift(back: int, over: int, change: float) -> float:
    """The level of a week against the last one; `change` came about in the last `over` weeks."""
    return 1 + (1 / (1 + change) - 1) * min(1.0, back / over)


def _use(seats: int, strength: float, per_user: float, case: Case, noise: float) -> TeamUse:
    active = min(seats, round(seats * strength * _noise(case, noise)))
    return TeamUse(active=active, seats=seats, logins=round(active * per_user * _noise(case, noise)))


def _told(team: TeamStory, back: int, case: Case, noise: float) -> TeamUse:
    share = min(1.0, back / team.over)
    active, logins = (last + (first - last) * share for first, last in (team.active, team.logins))
    if back:
        active, logins = active * _noise(case, noise), logins * _noise(case, noise)
    return TeamUse(active=min(team.seats, round(active)), seats=team.seats, logins=round(logins))


def _noise(case: Case, noise: float) -> float:
    return 1 + (case.rng.random() * 2 - 1) * noise


@cache
def _is_quiet(week: date, month_days: tuple[str, ...]) -> bool:
    return any(f"{week + timedelta(days=day):%m-%d}" in month_days for day in range(7))


def _drawn_tickets(case: Case, world: World, pen: Pen) -> Iterator[Ticket]:
    rng, pattern = case.rng, world.patterns.evidence
    reach = min(pattern.ticket_since, (case.end - case.start).days)
    expected = case.mood.tickets * max(0, reach) / pattern.ticket_since
    days = sorted(
        1 + int(rng.random() * max(1, reach - 1)) for _ in range(round(expected * 2 * rng.random()))
    )
    for place, back in enumerate(reversed(days), 1):
        opened = case.end - timedelta(days=back)
        closed = opened + timedelta(days=whole(rng, pattern.ticket_days))
        still_open = closed >= case.today or (
            back < pattern.ticket_days[1] and rng.random() < pattern.open_share
        )
        severity = _severity(case, world)
        yield Ticket(
            id=case.ids.new(),
            account=case.id,
            title=pen.write("tickets", "critical" if severity == "critical" else "normal"),
            opened=opened,
            closed=None if still_open else closed,
            severity=severity,
            external_id=f"T-{case.number:04d}-{place:02d}",
        )


def _severity(case: Case, world: World) -> Severity:
    pattern, luck = world.patterns.evidence, case.rng.random()
    if luck < pattern.critical_share:
        return "critical"
    if luck < pattern.critical_share + pattern.high_share:
        return "high"
    return "low" if luck > 1 - pattern.low_share else "normal"


def _drawn_surveys(case: Case, world: World, pen: Pen, champion: str) -> Iterator[Survey]:
    rng, pattern = case.rng, world.patterns.evidence
    age = (case.end - case.start).days
    if rng.random() < pattern.nps_share and age > pattern.survey_days[1]:
        score = whole(rng, case.mood.nps)
        bank = "promoter" if score >= pattern.promoter_from else "detractor"
        bank = "passive" if pattern.passive_from <= score < pattern.promoter_from else bank
        yield _survey(case, world, pen, champion, "nps", score, bank)
    if rng.random() < pattern.csat_share and age > pattern.survey_days[1]:
        unhappy = case.mood.nps[0] < pattern.unhappy_below
        score = whole(rng, pattern.unhappy_marks if unhappy else pattern.happy_marks)
        yield _survey(case, world, pen, champion, "csat", score, "csat_low" if unhappy else "csat_high")


def _survey(case: Case, world: World, pen: Pen, champion: str, kind: str, score: int, bank: str) -> Survey:
    pattern = world.patterns.evidence
    commented = case.rng.random() < pattern.comment_share
    return Survey(
        id=case.ids.new(),
        account=case.id,
        survey=kind,
        score=score,
        date=case.end - timedelta(days=whole(case.rng, pattern.survey_days)),
        contact=champion,
        comment=pen.write("surveys", bank) if commented else "",
    )
