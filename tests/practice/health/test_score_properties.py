"""What holds for the score of any account at all."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents import (
    Account,
    Action,
    Call,
    Contact,
    Slip,
    Survey,
    TeamUse,
    Ticket,
    Touchpoint,
    Usage,
    UsageWeek,
)
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import COMPONENTS, HealthRules
from cadence_tui.practice.health.result import Health
from cadence_tui.practice.health.score import health
from cadence_tui.practice.health.trend import moved, trend

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)
RULES = load_rules(HealthRules, "health")
D = TypeVar("D", Contact, Ticket)

past_days = st.integers(0, 400).map(lambda back: TODAY - timedelta(days=back))
instants = past_days.map(lambda day: datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
ids = st.uuids().map(str)
places = st.fixed_dictionaries(
    {
        "segment": st.sampled_from([*RULES.weights, "of_our_own"]),
        "stage": st.sampled_from(["onboarding", "early_adoption", "maturity", "pre_renewal"]),
    }
)
teams = st.builds(TeamUse, active=st.integers(0, 20), seats=st.integers(0, 25), logins=st.integers(0, 99))
weeks = st.builds(
    UsageWeek,
    week=st.integers(0, 14).map(lambda back: MONDAY - timedelta(weeks=back)),
    teams=st.dictionaries(st.sampled_from(["sales", "support", "legal"]), teams),
    features=st.dictionaries(st.sampled_from(["boards", "docs", "time"]), st.integers(0, 40)),
)
usages = st.builds(
    Usage,
    id=ids,
    account=st.just("a"),
    weeks=st.lists(weeks, max_size=15, unique_by=lambda week: week.week).map(
        lambda found: tuple(sorted(found, key=lambda week: week.week))
    ),
    initial_features=st.sampled_from([(), ("boards", "docs")]),
)
touchpoints = st.builds(
    Touchpoint,
    id=ids,
    account=st.just("a"),
    channel=st.sampled_from(["call", "video", "email", "auto_email"]),
    status=st.sampled_from(["held", "no_show", "declined", "planned", "cancelled"]),
    date=past_days,
    internal=st.booleans(),
)
calls = st.builds(
    Call,
    id=ids,
    account=st.just("a"),
    status=st.sampled_from(["open", "closed"]),
    ended=instants,
    sentiment=st.sampled_from([None, "positive", "neutral", "concerning"]),
    relationship=st.sampled_from([None, "strong", "moderate", "at_risk"]),
)
slips = st.builds(Slip, was=past_days, to=past_days, by=st.just("ana"), why=st.just("busy"), at=instants)
actions = st.builds(
    Action,
    id=ids,
    account=st.just("a"),
    title=st.just("Send the guide"),
    side=st.sampled_from(["ours", "theirs"]),
    priority=st.sampled_from(["high", "normal", "low"]),
    due=st.none() | past_days,
    status=st.sampled_from(["open", "in_progress", "blocked", "waiting", "done", "dropped"]),
    created=instants,
    done=st.none() | instants,
    slips=st.lists(slips, max_size=2).map(tuple),
)
tickets = st.builds(
    Ticket,
    id=ids,
    account=st.just("a"),
    title=st.just("Export fails"),
    opened=past_days,
    closed=st.none() | past_days,
    severity=st.sampled_from(["low", "normal", "high", "critical"]),
)
surveys = st.builds(
    Survey,
    id=ids,
    account=st.just("a"),
    survey=st.sampled_from(["nps", "csat", "pulse"]),
    score=st.integers(1, 10),
    date=past_days,
)
contacts = st.builds(
    Contact,
    id=ids,
    account=st.just("a"),
    name=st.just("Lia"),
    champion=st.booleans(),
    sponsor=st.booleans(),
    left=st.none() | past_days,
)
records = st.builds(
    AccountRecord,
    account=st.just(Account(id="a", name="Orbit")),
    contacts=st.lists(contacts, max_size=3),
    touchpoints=st.lists(touchpoints, max_size=6),
    calls=st.lists(calls, max_size=4),
    actions=st.lists(actions, max_size=4),
    usage=st.none() | usages,
    tickets=st.lists(tickets, max_size=4),
    surveys=st.lists(surveys, max_size=4),
)


def of(record: AccountRecord, place: dict[str, str], day: date = TODAY) -> Health:
    return health(record, RULES, **place, today=day)


def exact(found: Health) -> float:
    return sum(component.points for component in found.components) * found.share_out()


@settings(max_examples=120, deadline=None)
@given(records, places)
def test_score_is_its_points_over_what_is_known(record: AccountRecord, place: dict[str, str]) -> None:
    found = of(record, place)
    if found.score is None:
        assert not any(component.known for component in found.components)
        assert (found.band, found.coverage) == ("unknown", 0)
        return
    assert 0 <= found.score <= 100
    assert found.score == pytest.approx(exact(found), abs=0.5 + 1e-9)
    assert 0 < found.coverage <= 1
    for component in found.components:
        assert component.points == pytest.approx(sum(part.points for part in component.parts))
        assert -1e-9 <= component.points <= component.max_points + 1e-9
        assert component.known == any(part.known for part in component.parts)


@settings(max_examples=120, deadline=None)
@given(records, places, st.data())
def test_losing_a_document_never_makes_more_known(
    record: AccountRecord, place: dict[str, str], data: st.DataObject
) -> None:
    fewer = data.draw(st.sampled_from(with_one_less(record)))
    assert of(fewer, place).coverage <= of(record, place).coverage + 1e-9


def with_one_less(record: AccountRecord) -> list[AccountRecord]:
    smaller = [record]
    for name in ("contacts", "touchpoints", "calls", "actions", "tickets", "surveys"):
        kept = getattr(record, name)
        smaller += [
            msgspec.structs.replace(record, **{name: kept[:at] + kept[at + 1 :]}) for at in range(len(kept))
        ]
    if record.usage:
        kept = record.usage.weeks
        smaller.append(msgspec.structs.replace(record, usage=None))
        smaller += [
            msgspec.structs.replace(
                record, usage=msgspec.structs.replace(record.usage, weeks=kept[:at] + kept[at + 1 :])
            )
            for at in range(len(kept))
        ]
    return smaller


@settings(max_examples=120, deadline=None)
@given(records, places)
def test_the_steps_to_green_reach_it_and_none_is_idle(record: AccountRecord, place: dict[str, str]) -> None:
    found = of(record, place)
    gains = [gain.points for gain in found.to_green]
    if found.computed == "green":
        assert gains == []
    elif found.computed == "unknown":
        assert not any(gains)
        assert gains
    else:
        least = RULES.bands.green - 0.5
        assert exact(found) + sum(gains) >= least - 1e-9
        assert exact(found) + sum(gains[:-1]) < least
        assert all(larger >= smaller for larger, smaller in pairwise(gains))


@settings(max_examples=80, deadline=None)
@given(records, places, st.integers(0, 200))
def test_movements_sum_to_the_difference(record: AccountRecord, place: dict[str, str], back: int) -> None:
    since = TODAY - timedelta(days=back)
    movements = moved(record, RULES, **place, since=since, today=TODAY)
    before, after = of(record, place, since), of(record, place)
    assert sum(m.after - m.before for m in movements) == pytest.approx(exact(after) - exact(before), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(records, places, st.integers(1, 30))
def test_the_past_knows_nothing_later(record: AccountRecord, place: dict[str, str], back: int) -> None:
    """A score as of a day equals the score computed that day, from a record without anything later."""
    day = TODAY - timedelta(days=back)
    assert of(record, place, day) == of(as_it_was(record, day), place, day)


def as_it_was(record: AccountRecord, day: date) -> AccountRecord:
    return AccountRecord(
        account=record.account,
        contacts=[undo(contact, "left", day) for contact in record.contacts],
        touchpoints=[touch for touch in record.touchpoints if touch.date <= day],
        calls=[call for call in record.calls if call.ended and call.ended.date() <= day],
        actions=[action_then(action, day) for action in record.actions if action.created.date() <= day],
        usage=record.usage
        and msgspec.structs.replace(
            record.usage, weeks=tuple(w for w in record.usage.weeks if w.week + timedelta(days=7) <= day)
        ),
        tickets=[undo(ticket, "closed", day) for ticket in record.tickets if ticket.opened <= day],
        surveys=[survey for survey in record.surveys if survey.date <= day],
    )


def undo(document: D, field: str, day: date) -> D:
    happened = getattr(document, field)
    return msgspec.structs.replace(document, **{field: None}) if happened and happened > day else document


def action_then(action: Action, day: date) -> Action:
    reopened = action.done is not None and action.done.date() > day and action.status in ("done", "dropped")
    later = [slip for slip in action.slips if slip.at.date() > day]
    return msgspec.structs.replace(
        action,
        status="open" if reopened else action.status,
        done=None if reopened else action.done,
        due=later[0].was if later else action.due,
        slips=tuple(slip for slip in action.slips if slip.at.date() <= day),
    )


@settings(max_examples=30, deadline=None)
@given(records, places)
def test_trend_is_the_score_of_each_week(record: AccountRecord, place: dict[str, str]) -> None:
    days = [TODAY - timedelta(weeks=back) for back in (3, 2, 1, 0)]
    scores = trend(record, RULES, **place, today=TODAY, weeks=4)
    assert scores == [of(record, place, day).score for day in days]


def test_every_component_has_weight_somewhere() -> None:
    used = {name for by_stage in RULES.weights.values() for weights in by_stage.values() for name in weights}
    assert used == set(COMPONENTS)
