"""Scores of accounts small enough to reckon by hand."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents import (
    Account,
    Action,
    Call,
    Contact,
    Override,
    Slip,
    Survey,
    TeamUse,
    Ticket,
    Touchpoint,
    Usage,
    UsageWeek,
)
from cadence_tui.model.message import reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.practice.health.result import Component, Health
from cadence_tui.practice.health.score import health
from cadence_tui.practice.health.trend import moved, trend

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)
MATURE = {"segment": "mid_market", "stage": "maturity"}


@pytest.fixture(scope="module")
def rules() -> HealthRules:
    return load_rules(HealthRules, "health")


def instant(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def record(**documents: Any) -> AccountRecord:
    return AccountRecord(account=Account(id="a", name="Orbit"), **documents)


def only(rules: HealthRules, **weights: float) -> HealthRules:
    """The shipped rules with all weight on some components, and any coverage enough."""
    return msgspec.structs.replace(rules, weights={}, otherwise=weights, least_coverage=0.0)


def component(found: Health, name: str) -> Component:
    return next(component for component in found.components if component.name == name)


def promise(**fields: Any) -> Action:
    given = {
        "id": "p",
        "account": "a",
        "title": "Send the guide",
        "created": instant(TODAY - timedelta(days=60)),
    }
    return Action(**{**given, **fields})


def series(*logins: int, team: str = "sales", seats: int = 10) -> Usage:
    """Complete weeks of one team, the last number last week; one active user per ten logins."""
    first = MONDAY - timedelta(weeks=len(logins))
    weeks = [
        UsageWeek(
            week=first + timedelta(weeks=at),
            teams={team: TeamUse(active=count // 10, seats=seats, logins=count)},
        )
        for at, count in enumerate(logins)
    ]
    return Usage(id="u", account="a", weeks=tuple(weeks))


def test_nothing_known_has_no_score_and_says_what_to_supply(rules: HealthRules) -> None:
    found = health(record(), rules, **MATURE, today=TODAY)
    assert (found.score, found.band, found.coverage) == (None, "unknown", 0)
    assert found.to_green[0].reason == reason("supply_input", component="usage")
    assert trend(record(), rules, **MATURE, today=TODAY, weeks=3) == [None, None, None]


def test_one_glad_answer_is_not_green(rules: HealthRules) -> None:
    glad = record(surveys=[Survey(id="s", account="a", score=10, date=TODAY)])
    found = health(glad, rules, **MATURE, today=TODAY)
    assert (found.score, found.band) == (100, "unknown")
    assert found.coverage == pytest.approx(10 * 2 / 3 / 100)


@pytest.mark.parametrize(
    ("answer", "score", "band"),
    [
        (7.5, 75, "green"),
        (7.4, 74, "yellow"),
        (5.0, 50, "yellow"),
        (4.9, 49, "red"),
        (0, 0, "red"),
        (10, 100, "green"),
    ],
)
def test_bands_include_their_lower_edge(rules: HealthRules, answer: float, score: int, band: str) -> None:
    straight = msgspec.structs.replace(rules.surveys.kinds["nps"], scale=((0, 0.0), (10, 1.0)))
    surveys = msgspec.structs.replace(rules.surveys, kinds={"nps": straight})
    straight_rules = msgspec.structs.replace(only(rules, surveys=7), surveys=surveys)
    answered = record(surveys=[Survey(id="s", account="a", score=answer, date=TODAY)])
    found = health(answered, straight_rules, **MATURE, today=TODAY)
    assert (found.score, found.band) == (score, band)


def test_an_old_answer_fades_towards_neutral_and_is_then_forgotten(rules: HealthRules) -> None:
    surveys = only(rules, surveys=10)
    angry = record(surveys=[Survey(id="s", account="a", score=0, date=TODAY)])
    half, limit = rules.surveys.half_life_days, rules.surveys.max_age_days
    later = [
        health(angry, surveys, **MATURE, today=TODAY + timedelta(days=d)).score for d in (0, half, limit)
    ]
    assert later[:2] == [0, round(100 * rules.surveys.neutral / 2)]
    assert later[1] < later[2] < 100 * rules.surveys.neutral
    assert health(angry, surveys, **MATURE, today=TODAY + timedelta(days=limit + 1)).score is None


def test_of_two_answers_of_a_day_the_complaint_counts(rules: HealthRules) -> None:
    both = [
        Survey(id="s1", account="a", score=0, date=TODAY),
        Survey(id="s2", account="a", score=10, date=TODAY),
    ]
    for order in (both, both[::-1]):
        assert health(record(surveys=order), only(rules, surveys=1), **MATURE, today=TODAY).score == 0


def test_usage_without_a_habit_to_compare_is_unknown(rules: HealthRules) -> None:
    found = component(health(record(usage=series(50, 50)), rules, **MATURE, today=TODAY), "usage")
    assert not found.known
    assert found.reasons[0] == reason("baseline_short", weeks=0, needed=rules.usage.least_baseline_weeks)


def test_a_team_that_fell_to_nothing_loses_all_its_points_and_offers_them_back(rules: HealthRules) -> None:
    fallen = record(usage=series(*[50] * 8, 0, 0))
    usage = only(rules, usage=30)
    found = health(fallen, usage, **MATURE, today=TODAY)
    assert found.score == 0
    assert found.to_green[0].reason == reason("team_back", team="sales")
    risen = record(usage=series(*[50] * 10))
    assert health(risen, usage, **MATURE, today=TODAY).score == 100


def test_one_team_cannot_hide_that_another_left(rules: HealthRules) -> None:
    weeks = [
        UsageWeek(
            week=MONDAY - timedelta(weeks=back),
            teams={
                "sales": TeamUse(logins=50 if back > 2 else 100),
                "legal": TeamUse(logins=50 if back > 2 else 0),
            },
        )
        for back in range(10, 0, -1)
    ]
    shifted = record(usage=Usage(id="u", account="a", weeks=tuple(weeks)))
    assert health(shifted, only(rules, usage=30), **MATURE, today=TODAY).score == 50


def test_usage_that_stopped_arriving_is_unknown_not_zero(rules: HealthRules) -> None:
    usage = series(*[50] * 10)
    later = TODAY + timedelta(weeks=rules.usage.recent_weeks)
    found = component(health(record(usage=usage), rules, **MATURE, today=later), "usage")
    assert not found.known
    assert found.reasons[0] == reason("usage_missing", weeks=rules.usage.recent_weeks)


def test_the_running_week_does_not_count_until_it_is_over(rules: HealthRules) -> None:
    usage = series(*[50] * 10)
    running = UsageWeek(week=MONDAY, teams={"sales": TeamUse(active=0, seats=10, logins=0)})
    with_running = msgspec.structs.replace(usage, weeks=(*usage.weeks, running))
    before = health(record(usage=with_running), rules, **MATURE, today=MONDAY + timedelta(days=6))
    after = health(record(usage=with_running), rules, **MATURE, today=MONDAY + timedelta(days=7))
    assert component(before, "usage").points == pytest.approx(component(before, "usage").max_points)
    assert component(after, "usage").points < component(before, "usage").points


def test_calls_that_nobody_attends(rules: HealthRules) -> None:
    statuses = ["no_show", "declined", "no_show", "held", "no_show"]
    touches = [
        Touchpoint(id=str(at), account="a", status=status, date=TODAY - timedelta(days=7 * at))
        for at, status in enumerate(statuses)
    ]
    found = component(health(record(touchpoints=touches), rules, **MATURE, today=TODAY), "attendance")
    args = {"held": 1, "calls": 5, "share": 0.2, "no_shows": 3, "declined": 1}
    assert found.reasons[0] == reason("calls_held", **args)
    assert found.points == pytest.approx(found.max_points / 2)


def test_internal_contacts_are_no_contact(rules: HealthRules) -> None:
    internal = Touchpoint(id="t", account="a", status="held", date=TODAY, internal=True)
    found = component(health(record(touchpoints=[internal]), rules, **MATURE, today=TODAY), "attendance")
    assert not found.known


def test_support_is_unknown_without_a_ticket_and_hurt_by_an_old_critical_one(rules: HealthRules) -> None:
    support = only(rules, support=10)
    assert health(record(), support, **MATURE, today=TODAY).score is None
    opened = TODAY - timedelta(days=rules.support.old_days)
    ticket = Ticket(id="k", account="a", title="Down", opened=opened, severity="critical")
    scores = [
        health(record(tickets=[ticket]), support, **MATURE, today=TODAY + timedelta(days=d)).score
        for d in (0, 1)
    ]
    cost = rules.support.costs["critical"]
    assert scores == [round(100 * (1 - cost)), round(100 * (1 - cost * rules.support.old_factor))]
    closed = msgspec.structs.replace(ticket, closed=TODAY)
    assert health(record(tickets=[closed]), support, **MATURE, today=TODAY).score == 100


def test_keeping_the_late_promise_brings_what_was_said(rules: HealthRules) -> None:
    late = promise(due=TODAY - timedelta(days=5), status="open")
    in_time = promise(id="q", due=TODAY + timedelta(days=5), status="open")
    promises = only(rules, promises=10)
    before = health(record(actions=[late, in_time]), promises, **MATURE, today=TODAY)
    why = reason("promises_late", late=1, worst_days=5, slips=0, open=2)
    assert component(before, "promises").reasons[0] == why
    [gain] = before.to_green
    assert gain.reason == reason("keep_promises", late=1, open=2)
    after = health(record(actions=[in_time]), promises, **MATURE, today=TODAY)
    assert before.score is not None
    assert after.score == pytest.approx(before.score + gain.points)


def test_a_promise_is_late_by_the_date_that_stood_then(rules: HealthRules) -> None:
    day = TODAY - timedelta(days=20)
    slip = Slip(
        was=day - timedelta(days=10), to=TODAY + timedelta(days=9), by="ana", why="release", at=instant(TODAY)
    )
    slipped = record(actions=[promise(due=slip.to, slips=(slip,), status="open")])
    promises = only(rules, promises=10)
    then = health(slipped, promises, **MATURE, today=day)
    now = health(slipped, promises, **MATURE, today=TODAY)
    assert component(then, "promises").reasons[0].args["worst_days"] == 10
    assert component(now, "promises").reasons[0] == reason("promises_in_time", late=0, open=1, slips=1)
    assert then.score < now.score < 100


def test_their_promises_do_not_cost_us(rules: HealthRules) -> None:
    theirs = promise(side="theirs", due=TODAY - timedelta(days=30), status="open")
    found = component(health(record(actions=[theirs]), rules, **MATURE, today=TODAY), "promises")
    assert not found.known


def test_a_champion_who_left_counts_until_the_day_they_left(rules: HealthRules) -> None:
    left = TODAY - timedelta(days=10)
    contacts = [Contact(id="c", account="a", name="Lia Prado", champion=True, left=left)]
    bond = only(rules, relationship=10)
    scores = [
        health(record(contacts=contacts), bond, **MATURE, today=left + timedelta(days=d)).score
        for d in (-1, 0)
    ]
    assert scores == [100, 0]
    successor = Contact(id="d", account="a", name="Ivo Reis", champion=True)
    both = health(record(contacts=[*contacts, successor]), bond, **MATURE, today=TODAY)
    assert both.score == round(100 * rules.relationship.settling)
    movement = moved(record(contacts=contacts), bond, **MATURE, since=left - timedelta(days=1), today=TODAY)[
        0
    ]
    assert movement.reason == reason("role_left", role="champion", name="Lia Prado", days=10)


def test_the_newest_call_counts_most(rules: HealthRules) -> None:
    moods = [("positive", 40), ("positive", 20), ("concerning", 1)]
    calls = [
        Call(
            id=str(age),
            account="a",
            status="closed",
            sentiment=mood,
            ended=instant(TODAY - timedelta(days=age)),
        )
        for mood, age in moods
    ]
    assert health(record(calls=calls), only(rules, sentiment=10), **MATURE, today=TODAY).score == 50
    running = msgspec.structs.replace(calls[-1], status="open")
    assert health(record(calls=[running]), only(rules, sentiment=10), **MATURE, today=TODAY).score is None


@pytest.mark.parametrize(
    ("override", "shown"),
    [
        (Override(value="red", why="merger", by="ana", until=TODAY), "red"),
        (Override(value="red", why="merger", by="ana", until=TODAY - timedelta(days=1)), "green"),
        (Override(value="red", why="merger", by="ana", at=instant(TODAY - timedelta(days=30))), "red"),
        (Override(value="red", why="merger", by="ana", at=instant(TODAY - timedelta(days=31))), "green"),
        (Override(value="red", why="merger", by="ana", at=instant(TODAY + timedelta(days=1))), "green"),
        (Override(value="red", why="merger", by="ana"), "green"),
    ],
)
def test_an_override_stands_beside_the_score_until_it_expires(
    rules: HealthRules, override: Override, shown: str
) -> None:
    glad = record(surveys=[Survey(id="s", account="a", score=10, date=TODAY)])
    glad.account = msgspec.structs.replace(glad.account, health=override)
    found = health(glad, only(rules, surveys=10), **MATURE, today=TODAY)
    assert (found.score, found.computed, found.band) == (100, "green", shown)
    assert (found.override is not None) == (shown == "red")
    if found.override:
        assert (found.override.by, found.override.why, found.override.until) == ("ana", "merger", TODAY)


def test_twelve_weeks_of_a_whole_portfolio_do_not_blow_up(rules: HealthRules) -> None:
    """140 busy accounts x 12 weeks take about a quarter of a second; four times that is a fault."""
    teams = {name: TeamUse(active=8, seats=12, logins=60) for name in ("sales", "support", "legal")}
    features = {"boards": 30, "docs": 12, "time": 4}
    weeks = [
        UsageWeek(week=MONDAY - timedelta(weeks=b), teams=teams, features=features) for b in range(26, 0, -1)
    ]
    busy = record(
        contacts=[
            Contact(id=str(n), account="a", name="Lia", champion=n == 0, sponsor=n == 1) for n in range(4)
        ],
        usage=Usage(id="u", account="a", weeks=tuple(weeks), initial_features=("boards", "docs")),
        touchpoints=[
            Touchpoint(id=str(n), account="a", status="held", date=TODAY - timedelta(days=14 * n))
            for n in range(26)
        ],
        calls=[
            Call(
                id=str(n),
                account="a",
                status="closed",
                sentiment="neutral",
                ended=instant(TODAY - timedelta(days=14 * n)),
            )
            for n in range(8)
        ],
        actions=[promise(id=str(n), due=TODAY, status="open") for n in range(6)],
        tickets=[
            Ticket(id=str(n), account="a", title="Export", opened=TODAY - timedelta(days=40))
            for n in range(5)
        ],
        surveys=[
            Survey(id=str(n), account="a", score=8, date=TODAY - timedelta(days=60 * n)) for n in range(4)
        ],
    )
    spent: list[float] = []
    for _ in range(3):
        began = time.process_time()
        for _ in range(140):
            trend(busy, rules, **MATURE, today=TODAY)
        spent.append(time.process_time() - began)
    assert min(spent) < 1
