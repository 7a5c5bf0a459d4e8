"""The brief before the worked example's call: every line true, ordered and linked to its record (C1)."""

from datetime import UTC, date, datetime

import pytest

from cadence_tui.content.load import load_rules, read_rules
from cadence_tui.locale.speech import LANGUAGES
from cadence_tui.model.documents import (
    Account,
    Action,
    Call,
    Contact,
    Entry,
    Slip,
    Survey,
    TeamUse,
    Ticket,
    Touchpoint,
    Usage,
    UsageWeek,
)
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.call import Agendas, Checklist
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.model.rules.suggestions import Suggestions
from cadence_tui.practice.agenda import find_agenda
from cadence_tui.practice.brief import Brief, BriefLine, Preparation, brief
from cadence_tui.practice.health.result import Movement
from cadence_tui.practice.observations import Observation

TODAY = date(2026, 11, 23)
LAST = datetime(2026, 10, 23, 14, tzinfo=UTC)
SUGGESTIONS = load_rules(Suggestions, "suggestions")
CHECKLIST = load_rules(Checklist, "checklist")
AGENDAS = load_rules(Agendas, "agendas")


def week(monday: date, engineering: int, product: int) -> UsageWeek:
    return UsageWeek(
        week=monday,
        teams={
            "product": TeamUse(active=3, seats=15, logins=product),
            "engineering": TeamUse(active=24, seats=30, logins=engineering),
        },
    )


def techstart() -> AccountRecord:
    return AccountRecord(
        account=Account(id="a", name="TechStart"),
        contacts=[
            Contact(id="alex", account="a", name="Alex Moreno", role="CTO", champion=True),
            Contact(id="rita", account="a", name="Rita Campos", sponsor=True, left=date(2026, 11, 1)),
            Contact(id="leo", account="a", name="Leo"),
        ],
        touchpoints=[
            Touchpoint(id="missed", account="a", date=date(2026, 11, 9), status="no_show"),
            Touchpoint(id="before", account="a", date=date(2026, 9, 9), status="no_show"),
        ],
        calls=[
            Call(id="old", account="a", status="closed", started=datetime(2026, 9, 23, 14, tzinfo=UTC)),
            Call(
                id="last",
                account="a",
                status="closed",
                started=LAST,
                summary="Time tracking helps.",
                sentiment="positive",
                concerns=("product in Trello",),
                entries=(
                    Entry(at=LAST, text="who owns the pilot?", mark="question"),
                    Entry(at=LAST, text="a note"),
                ),
            ),
            Call(id="now", account="a", started=datetime(2026, 11, 23, 14, tzinfo=UTC)),
        ],
        actions=[
            Action(
                id="api",
                account="a",
                title="API docs",
                status="done",
                created=LAST,
                done=datetime(2026, 11, 4, tzinfo=UTC),
            ),
            Action(id="later", account="a", title="Later", due=date(2026, 12, 1), created=LAST),
            Action(
                id="late",
                account="a",
                title="Late",
                due=date(2026, 11, 13),
                created=LAST,
                carried=("old", "last"),
                slips=(Slip(was=None, to=None, by="p-ana", why="engineering busy", at=LAST),),
            ),
            Action(
                id="users", account="a", title="Three users", side="theirs", owner="Alex Moreno", created=LAST
            ),
        ],
        usage=Usage(
            id="use",
            account="a",
            weeks=(
                week(date(2026, 11, 9), 76, 31),
                week(date(2026, 11, 16), 80, 5),
                week(date(2026, 11, 23), 9, 9),
            ),
        ),
        tickets=[
            Ticket(id="minor", account="a", title="Export", opened=date(2026, 10, 1)),
            Ticket(id="major", account="a", title="Login", opened=date(2026, 11, 20), severity="critical"),
            Ticket(id="gone", account="a", title="Old", opened=date(2026, 10, 1), closed=date(2026, 10, 3)),
        ],
        surveys=[
            Survey(id="nps", account="a", score=6, date=date(2026, 11, 10), contact="alex", comment="slow")
        ],
    )


OBSERVATIONS = [
    Observation(code="team_silent", args={"team": "product", "weeks": 1}, sources=("use",)),
    Observation(code="feature_new", args={"feature": "time_tracking"}, sources=("use",)),
    Observation(code="promise_theirs_open", args={"title": "Three users"}, sources=("users",)),
    Observation(code="promise_ours_kept", args={"title": "API docs"}, sources=("api",)),
]


def page(record: AccountRecord, observations: list[Observation] = OBSERVATIONS) -> Brief:
    return brief(
        record,
        movers=[Movement(component="usage", before=24.0, after=18.0, reason=reason("usage_trend"))],
        observations=observations,
        preparation=Preparation(
            agenda=find_agenda(AGENDAS, "template30"),
            booked_minutes=30,
            checklist=CHECKLIST,
            checked=("usage",),
            suggestions=SUGGESTIONS,
            most_suggestions=AGENDAS.guide.suggestions,
        ),
        today=TODAY,
    )


def lines(record: AccountRecord, section: str) -> list[BriefLine]:
    return next([*part.lines] for part in page(record).sections if part.id == section)


def told(record: AccountRecord, section: str) -> list[tuple[str, str]]:
    return [(line.code, line.source) for line in lines(record, section)]


def test_it_looks_back_to_the_last_closed_call_and_what_came_since() -> None:
    assert page(techstart()).last_call == "last"
    assert told(techstart(), "since_last") == [
        ("last_call", "last"),
        ("last_signals", "last"),
        ("last_concern", "last"),
        ("touch_no_show", "missed"),
        ("survey_answer", "nps"),
    ]
    first = lines(techstart(), "since_last")[0]
    assert (first.args["days"], first.args["summary"]) == (31, "Time tracking helps.")


def test_promises_of_both_sides_are_the_records_themselves_latest_first() -> None:
    assert told(techstart(), "ours") == [("promise", "late"), ("promise", "later"), ("promise_kept", "api")]
    late = lines(techstart(), "ours")[0].args
    assert (late["days_late"], late["carried"], late["slips"], late["slip_why"]) == (
        10,
        2,
        1,
        "engineering busy",
    )
    assert told(techstart(), "theirs") == [("promise", "users")]


def test_usage_is_the_last_complete_week_against_the_one_before() -> None:
    assert [
        (line.args["team"], line.args["logins"], line.args["before"]) for line in lines(techstart(), "usage")
    ] == [
        ("engineering", 80, 76),
        ("product", 5, 31),
    ]


def test_open_tickets_come_worst_first() -> None:
    assert told(techstart(), "tickets") == [("ticket", "major"), ("ticket", "minor")]


def test_two_or_three_suggestions_each_with_its_observation() -> None:
    suggestions = lines(techstart(), "suggestions")
    assert [line.args["observation"] for line in suggestions] == [
        "team_silent",
        "feature_new",
        "promise_theirs_open",
    ]
    assert suggestions[0].args["figures"] == {"team": "product", "weeks": 1}


def test_the_rest_of_the_page() -> None:
    assert told(techstart(), "questions") == [("question_left", "last")]
    assert told(techstart(), "people") == [("champion", "alex"), ("person_left", "rita")]
    assert lines(techstart(), "movers")[0].args["change"] == -6.0
    assert sum(line.args["seconds"] for line in lines(techstart(), "agenda")) == 1800
    assert [line.args["item"] for line in lines(techstart(), "checklist") if line.args["done"]] == ["usage"]


def test_a_customer_of_whom_nothing_is_known_has_a_brief_too() -> None:
    bare = AccountRecord(account=Account(id="a", name="New"))
    assert told(bare, "since_last") == [("no_call_yet", "")]
    for section in ("ours", "theirs", "usage", "tickets", "questions", "people"):
        assert told(bare, section) == []


def test_the_same_record_gives_the_same_page() -> None:
    assert page(techstart()) == page(techstart())


def test_every_observation_suggests_something_in_every_language() -> None:
    assert set(SUGGESTIONS.suggestions) == set(load_rules(HealthRules, "health").observations.order)
    for text in SUGGESTIONS.suggestions.values():
        assert len({text.to(language) for language in LANGUAGES}) == len(LANGUAGES)


def test_a_suggestion_that_no_figure_fills_is_refused() -> None:
    source = '[suggestions]\nteam_silent = { en = "Call {boss}", es = "x", pt-BR = "y" }\n'
    with pytest.raises(BadInput, match=r"team_silent: \{team\}"):
        read_rules(Suggestions, source.encode(), "suggestions.toml")


def test_the_checklist_has_its_five_points() -> None:
    assert len(CHECKLIST.items) == len({item.id for item in CHECKLIST.items}) == 5
