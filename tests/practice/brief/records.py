"""Briefs of accounts small enough to read whole; the worked example's among them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from msgspec.structs import replace

from cadence_tui.content.load import load_rules
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
from cadence_tui.model.message import reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.brief import BriefRules
from cadence_tui.model.rules.call import Agendas, Checklist
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.model.rules.materials import Materials
from cadence_tui.model.rules.suggestions import Suggestions
from cadence_tui.practice.agenda import find_agenda
from cadence_tui.practice.brief.line import BriefLine
from cadence_tui.practice.brief.page import Brief, BriefFiles, Preparation, Standing, brief
from cadence_tui.practice.health.result import Movement
from cadence_tui.practice.observations import Observation

TODAY = date(2026, 11, 23)
LAST = datetime(2026, 10, 23, 14, tzinfo=UTC)
AGENDAS = load_rules(Agendas, "agendas")
RULES = load_rules(BriefRules, "brief")
FILES = BriefFiles(
    rules=RULES,
    health=load_rules(HealthRules, "health"),
    checklist=load_rules(Checklist, "checklist"),
    suggestions=load_rules(Suggestions, "suggestions"),
    materials=load_rules(Materials, "materials"),
    most_suggestions=AGENDAS.guide.suggestions,
)


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


MOVERS = (Movement(component="usage", before=24.0, after=18.0, reason=reason("usage_trend")),)


def page(
    record: AccountRecord,
    observations: Sequence[Observation] = (),
    *,
    rules: BriefRules = RULES,
    stage: str = "maturity",
    movers: Sequence[Movement] = MOVERS,
    expected: str = "",
    today: date = TODAY,
    zone: tzinfo = UTC,
) -> Brief:
    return brief(
        record,
        standing=Standing(
            segment="mid_market", stage=stage, score=89, band="green", before=95, movers=tuple(movers)
        ),
        observations=observations,
        preparation=Preparation(
            source="touch",
            agenda=find_agenda(AGENDAS, "template30"),
            booked_minutes=30,
            checked=("usage",),
            expected=expected,
        ),
        files=replace(FILES, rules=rules),
        today=today,
        zone=zone,
    )


def lines(
    record: AccountRecord, section: str, *observations: Observation, **settings: Any
) -> list[BriefLine]:
    made = page(record, observations, **settings)
    return next([*part.lines] for part in made.sections if part.id == section)


def told(record: AccountRecord, section: str, **settings: Any) -> list[tuple[str, str]]:
    return [(line.code, line.source) for line in lines(record, section, **settings)]


def ago(days: int) -> datetime:
    """Noon of a day before the brief."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC) - timedelta(days=days)


def account(**parts: Any) -> AccountRecord:
    """An account with one call, 30 days ago, and whatever else is named."""
    call = Call(id="last", account="a", status="closed", started=ago(30))
    return AccountRecord(**{"account": Account(id="a", name="Acme"), "calls": [call], **parts})
