"""The brief in words: every kind of line in three languages, figures in sentences (C1)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from cadence_tui.locale import speech
from cadence_tui.locale.speech import LANGUAGES
from cadence_tui.model.documents import (
    Account,
    Action,
    Call,
    Comment,
    Contact,
    Entry,
    Handoff,
    Nudge,
    Opportunity,
    Risk,
    Signal,
    Slip,
    Survey,
    TeamUse,
    Ticket,
    Touchpoint,
    Usage,
    UsageWeek,
    Verdict,
)
from cadence_tui.model.ids import new_id
from cadence_tui.model.message import reason
from cadence_tui.model.money import Money
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.agenda import find_agenda
from cadence_tui.practice.brief.page import Brief
from cadence_tui.practice.health.result import Movement
from cadence_tui.practice.observations import observations
from cadence_tui.views.brief import BriefFacts, brief_markdown, brief_parts, brief_text
from cadence_tui.views.names import Names
from tests.practice.brief.records import AGENDAS, FILES, TODAY, ago, page

NAMES = Names(people={"ana": "Ana Ruiz", "marta": "Marta"})


def weeks() -> tuple[UsageWeek, ...]:
    usual = {"Boards": 100, "Docs": 30, "Goals": 20}
    last = {"Boards": 100, "Goals": 60, "Time": 14}
    return tuple(
        UsageWeek(
            week=ago(7 * back).date(),
            teams={"IT": TeamUse(logins=31 if back > 1 else 5, active=3, seats=9), "Ops": TeamUse(logins=1)},
            features=last if back == 1 else usual,
        )
        for back in range(13, 0, -1)
    )


def everything() -> AccountRecord:
    """An account to which everything has happened."""
    call = Call(
        id="last",
        account="a",
        owner="ana",
        status="closed",
        started=ago(30),
        summary="All [well]",
        sentiment="positive",
        adoption="strong",
        relationship="at_risk",
        concerns=("Price",),
        opportunities=("More seats",),
        attendees=("Eva",),
        entries=(Entry(at=ago(30), text="Who pays?", mark="question"),),
    )
    promise = Action(
        id="p1",
        account="a",
        title="Send guide",
        owner="ana",
        due=ago(3).date(),
        priority="high",
        status="blocked",
        blocked_reason="no access",
        created=ago(40),
        carried=("c",),
        slips=(Slip(was=None, to=ago(3).date(), by="ana", why="ill", at=ago(9)),),
        comments=(Comment(by="ana", at=ago(2), text="asked again"),),
        verdicts=(Verdict(verdict="escalated", by="marta", at=ago(1), deadline=ago(-2).date()),),
    )
    theirs = Action(
        id="p2",
        account="a",
        title="Add users",
        side="theirs",
        status="waiting",
        created=ago(40),
        nudges=(Nudge(by="ana", at=ago(4)),),
        verdicts=(Verdict(verdict="returned", by="marta", at=ago(1), why="ask for a date"),),
    )
    kept = Action(
        id="p3",
        account="a",
        title="Docs",
        status="done",
        created=ago(40),
        done=ago(5),
        evidence="in the portal",
    )
    return AccountRecord(
        account=Account(
            id=new_id(ago(99), 1),
            name="Acme *",
            arr=Money(Decimal("28500.00"), "USD"),
            renewal=ago(-40).date(),
            goal="Ship",
        ),
        contacts=[
            Contact(id="eva", account="a", name="Eva", role="CTO", sponsor=True),
            Contact(id="max", account="a", name="Max", left=ago(4).date(), champion=True),
            Contact(id="zoe", account="a", name="Zoe", left=ago(90).date(), champion=True),
            Contact(id=new_id(ago(8), 2), account="a", name="Neu"),
            *(Contact(id=f"n{number}", account="a", name=f"N{number}") for number in range(4)),
        ],
        calls=[call],
        actions=[promise, theirs, kept],
        touchpoints=[
            Touchpoint(id=f"t-{status}", account="a", owner="ana", status=status, date=ago(6).date())
            for status in ("no_show", "declined", "held")
        ],
        usage=Usage(id="use", account="a", weeks=weeks(), initial_features=("Boards", "Docs", "Goals")),
        tickets=[
            Ticket(id="k1", account="a", title="Down", opened=ago(3).date(), severity="critical"),
            Ticket(id="k2", account="a", title="Slow", opened=ago(40).date(), closed=ago(3).date()),
        ],
        surveys=[Survey(id="s", account="a", score=3, date=ago(2).date(), contact="eva", comment="no")],
        signals=[
            Signal(
                id="g1",
                account="a",
                cause="detractor",
                raised=ago(2),
                deadline=ago(-1),
                figures={"name": "Eva", "score": 3, "scale": 10, "since": ago(2).date().isoformat()},
            ),
            Signal(
                id="g2", account="a", cause="told", raised=ago(60), figures={"told": "odd"}, deadline=ago(50)
            ),
            Signal(
                id="g3",
                account="a",
                cause="told",
                raised=ago(60),
                figures={"told": "odd"},
                status="snoozed",
                snoozed_until=ago(-9).date(),
            ),
            Signal(
                id="g4",
                account="a",
                cause="told",
                raised=ago(60),
                figures={"told": "odd"},
                status="done",
                ended=ago(1),
                by="ana",
                why="talked",
            ),
        ],
        risks=[
            Risk(id="r1", account="a", title="Budget", severity="high", raised=ago(9)),
            Risk(id="r2", account="a", title="Team", raised=ago(9), plan="Train", plan_due=ago(2).date()),
            Risk(id="r3", account="a", title="Old", raised=ago(90), status="settled", ended=ago(5)),
            Risk(
                id="r4", account="a", title="Bad", raised=ago(90), status="lost", ended=ago(5), outcome="so"
            ),
        ],
        opportunities=[
            Opportunity(
                id="o1",
                account="a",
                title="Seats",
                raised=ago(9),
                status="proposed",
                amount=Money(Decimal("9000.00"), "USD"),
                expected=ago(-30).date(),
            ),
            Opportunity(id="o2", account="a", title="X", raised=ago(9), status="won", ended=ago(5)),
            Opportunity(id="o3", account="a", title="Y", raised=ago(9), status="lost", ended=ago(5)),
        ],
        handoffs=[
            Handoff(
                id="h1", account="a", to="product", what="Roles", why="x", by="ana", at=ago(9), person="marta"
            ),
            Handoff(
                id="h2",
                account="a",
                to="support",
                what="Export",
                why="x",
                by="ana",
                at=ago(9),
                status="done",
                ended=ago(2),
                answer="fixed",
            ),
        ],
    )


def facts_of(record: AccountRecord, made: Brief | None = None) -> BriefFacts:
    found = observations(record, FILES.health, TODAY)
    moves = [
        Movement(
            component="usage",
            before=9.0,
            after=2.0,
            reason=reason("team_logins", team="IT", logins=5.0, usual=31.0, last=5),
        )
    ]
    return BriefFacts(
        account=record.account,
        brief=made or page(record, found, movers=moves, expected="eva"),
        names=NAMES,
        agenda=find_agenda(AGENDAS, "template30"),
        files=FILES,
    )


def english() -> str:
    facts = facts_of(everything())
    return brief_text(facts, brief_parts(facts, speech("en")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_worded_in_every_language(language: str) -> None:
    facts = facts_of(everything())
    lines = [line.text for part in brief_parts(facts, speech(language)) for line in part.lines]
    assert len(lines) > 50
    assert all(lines)
    assert not [text for text in lines if "{" in text or "|" in text or "None" in text]


@pytest.mark.parametrize("language", ["es", "pt-BR"])
def test_only_what_people_wrote_stays_in_their_language(language: str) -> None:
    facts, plain = facts_of(everything()), {}
    for name in ("en", language):
        parts = brief_parts(facts, speech(name))
        plain[name] = {line.key: line.text for part in parts for line in part.lines}
    same = {key for key, text in plain["en"].items() if plain[language][key] == text}
    assert not same, same


@pytest.mark.parametrize(
    "sentence",
    [
        "! □ Send guide · Ana Ruiz · 20 Nov ‹3d late› · blocked: no access · carried 1 time",
        "moved 1 time, last by Ana Ruiz: ill · ▲ escalated until 25 Nov · 21 Nov: “asked again”",
        "waiting on the customer · reminded 1 time, last on 19 Nov · ↩ returned by Marta: ask for a date",
        "✓ Docs · kept 18 Nov · in the portal",
        "▼ IT logged in 5 times last week, 31 the week before · 3 of 9 seats",
        "Ops logged in 1 time last week, 1 the week before",
        "+ Time used 14 times last week · not part of the first set-up, in use since 16 Nov",
        "▼ Docs was not used last week · usually 30",
        "▲ Goals used 60 times last week · usually 20",
        "! Budget · high · open for 9 days · no plan",
        "! Team · medium · open for 9 days · plan: Train, 21 Nov ‹2d late›",
        "+ Seats · proposed · US$ 9k · for 9 days · expected 23 Dec",
        "→ product: Roles · Marta · waiting for 9 days",
        "✓ 21 Nov: support answered: Export · fixed",
        "odd · ▼ answer due 4 Oct",
        "Eva · CTO · sponsor · in this call · last spoken 24 Oct",
        "→ Tell them how “Down” stands before they ask · ticket, critical, open for 3 days",
        "health 89 −6 since 24 Oct · mid market · maturity · US$ 29k · renewal in 40 days (2 Jan)",
    ],
)
def test_figures_stand_in_sentences(sentence: str) -> None:
    assert sentence in english()


def test_markdown_ticks_points_and_formats_nothing_of_the_customers() -> None:
    facts = facts_of(everything())
    text = brief_markdown(facts, brief_parts(facts, speech("en")), ids=True)
    assert text.startswith("# Acme \\*\n\n- ▲ health 89")
    assert "- [x] Usage: which teams" in text
    assert "- [ ] Health score" in text
    assert "All \\[well\\]  (last)" in text


def test_a_week_nobody_knows_is_said_and_a_silent_team_too() -> None:
    record = everything()
    record.usage = Usage(id="use", account="a", weeks=weeks()[:-4])
    assert "no usage known for 4 weeks; in that of" in brief_text(
        facts_of(record), brief_parts(facts_of(record), speech("en"))
    )
    gone = UsageWeek(week=TODAY - timedelta(days=7), teams={"Ops": TeamUse(logins=2)})
    record.usage = Usage(id="use", account="a", weeks=(*weeks()[:-1], gone))
    text = brief_text(facts_of(record), brief_parts(facts_of(record), speech("en")))
    assert "▼ IT did not log in last week, 31 the week before" in text
