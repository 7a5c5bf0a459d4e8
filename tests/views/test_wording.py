"""Every reason that the practice gives has a sentence in three languages, with its figures in it."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.content.sample.portfolio import sample_portfolio
from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.documents import Account, Person
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.views.account import AccountView, account_view, touches_of_year
from cadence_tui.views.account_lines import detail_lines
from cadence_tui.views.account_pages import (
    WISHES_KEY,
    due_lines,
    overview_lines,
    people_lines,
    promises_lines,
    touches_lines,
)
from cadence_tui.views.account_timeline import record_lines, timeline_lines
from cadence_tui.views.account_usage import usage_lines
from cadence_tui.views.health_lines import why_lines
from cadence_tui.views.lines import TextLine
from cadence_tui.views.names import names_of
from cadence_tui.views.portfolio import PortfolioRules
from cadence_tui.views.portfolio_row import Risk
from cadence_tui.views.wording import _patterns, reason_text, worded
from cadence_tui.views.words import Words
from cadence_tui.workspace.session import Workspace
from tests.conftest import NOW

PRACTICE = Path(__file__).parents[2] / "src" / "cadence_tui" / "practice"
# Reasons that the ledger and the planner give are worded by their own areas.
OTHERS = {"review.py", "closing.py", "agenda.py", "capture.py", "questions.py"}
TODAY = NOW.date()


def codes() -> Iterator[str]:
    """The codes that the practice writes down as literals."""
    for file in PRACTICE.rglob("*.py"):
        if file.name in OTHERS:
            continue
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("reason", "override_reason"):
                code = call.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value)


def test_every_code_of_the_practice_is_worded() -> None:
    given = set(codes())
    assert {"team_logins", "attention_risk", "rhythm", "stage_override"} <= given
    assert not sorted(given - set(_patterns()))


def test_every_mark_of_risk_is_worded() -> None:
    assert set(get_args(Risk)) <= set(_patterns())


def test_every_observation_is_worded(health_rules: HealthRules) -> None:
    assert set(health_rules.observations.order) <= set(_patterns())


@pytest.fixture(scope="module")
def health_rules() -> HealthRules:
    return load_rules(HealthRules, "health")


@pytest.fixture(scope="module")
def rules(health_rules: HealthRules) -> PortfolioRules:
    return PortfolioRules(touch_model=load_touch_model("check-in-guide"), health=health_rules)


@pytest.fixture(scope="module")
def views(rules: PortfolioRules) -> list[AccountView]:
    documents = list(sample_portfolio("small", TODAY))
    records = {d.id: AccountRecord(account=d) for d in documents if isinstance(d, Account)}
    lists = {
        "Contact": "contacts",
        "Touchpoint": "touchpoints",
        "Call": "calls",
        "Action": "actions",
        "Ticket": "tickets",
        "Survey": "surveys",
    }
    for document in documents:
        kind = type(document).__name__
        if kind in lists:
            getattr(records[document.account], lists[kind]).append(document)  # type: ignore[attr-defined]
        elif kind == "Usage":
            records[document.account].usage = document  # type: ignore[attr-defined]
    return [account_view(record, rules, TODAY) for record in records.values()]


def reader(language: str, rules: PortfolioRules) -> Words:
    people = [d for d in sample_portfolio("small", TODAY) if isinstance(d, Person)]
    return Words(speech=speech(language), names=names_of(rules.touch_model, people), zone="America/Bogota")


def texts(lines: list[TextLine]) -> list[str]:
    return ["".join(text for text, _ in line.spans) for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_account_of_the_sample_can_be_read_whole(
    language: str, views: list[AccountView], rules: PortfolioRules
) -> None:
    words = reader(language, rules)
    for view in views:
        year = touches_of_year(view.record, rules, view.today, view.standing.health.band)
        shown = [
            *detail_lines(view, words),
            *overview_lines(view, words),
            *usage_lines(view, words),
            *timeline_lines(view, words),
            *promises_lines(view, words),
            *people_lines(view, words),
            *touches_lines(view, year, words),
            *why_lines(view, words),
            *(line for due in view.standing.due for line in due_lines(due, words)),
        ]
        assert not [text for text in texts(shown) if "{" in text or "}" in text or "None" in text]
        for line in shown:
            if (
                line.key
                and not line.key.startswith("due:")
                and line.key != WISHES_KEY
                and line.key != getattr(view.record.usage, "id", "")
            ):
                assert record_lines(view, line.key, words), line


def test_the_languages_differ(views: list[AccountView], rules: PortfolioRules) -> None:
    spoken = {language: texts(why_lines(views[0], reader(language, rules))) for language in LANGUAGES}
    assert len({tuple(lines) for lines in spoken.values()}) == len(LANGUAGES)


def test_a_reason_tells_its_figures() -> None:
    told = reason_text(reason("team_logins", team="Product", logins=5.0, usual=31.0, last=5), speech("en"))
    assert told == "Product: 5 logins a week, usually 31; last week 5"


def test_numbers_follow_the_language() -> None:
    why = reason("seats_in_use", active=1200, seats=2400, share=0.5)
    assert "1,200 of 2,400" in reason_text(why, speech("en"))
    assert "1.200 de 2.400" in reason_text(why, speech("es"))


def test_one_thing_is_one_thing() -> None:
    assert "1 week" in reason_text(reason("team_silent", team="Sales", weeks=1), speech("en"))
    assert "2 semanas" in reason_text(reason("team_silent", team="Ventas", weeks=2), speech("pt-BR"))


def test_both_rules_that_know_a_customer_who_was_never_reached_are_told() -> None:
    missed = reason_text(reason("never_held", missed=3, usual=30), speech("en"))
    rhythm = reason_text(reason("never_held", every_days=3.5), speech("en"))
    assert "3 attempts" in missed
    assert "every 3.5 days" in rhythm


def test_an_unknown_code_shows_itself() -> None:
    told = worded(Reason("weather_bad", {"wind": 9}), Words(speech=speech("en")))
    assert told == "weather bad wind 9"


def test_ids_become_names(rules: PortfolioRules) -> None:
    words = reader("pt-BR", rules)
    told = worded(
        reason("rhythm", every_days=28, touch="business_review", segment="enterprise", stage="maturity"),
        words,
    )
    assert told == "Grande empresa, Maturidade: Revisão de negócios a cada 28 dias"


def test_the_arithmetic_of_the_rank_adds_up(views: list[AccountView], rules: PortfolioRules) -> None:
    for view in views:
        parts = view.standing.attention.parts
        product = 1.0
        for part in parts:
            product *= part.factor if part.role == "times" else 1.0
        added = sum(part.factor for part in parts if part.role == "plus")
        last = next(t for t in texts(why_lines(view, reader("en", rules))) if t.startswith("= "))
        assert f"{round(product + added, 1):,.1f}".rstrip("0").rstrip(".") in last


def test_an_override_says_who_and_why(ana: Workspace) -> None:
    from cadence_tui.workspace.accounts import override_health, view_account

    account = ana.records.accounts()[0]
    override_health(ana, account.id, "red", why="The new director wants another tool")
    words = Words(speech=speech("en"), names=names_of(ana.rules.touch_model, ana.records.people()))
    shown = "\n".join(texts(detail_lines(view_account(ana, account.id), words)))
    assert "Ana Ruiz sets red" in shown
    assert "The new director wants another tool" in shown


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (
            {"by": "gap", "near": date(2026, 11, 24), "near_touch": "check_in"},
            "held back: Check-in on 24 Nov, at least 3 days apart",
        ),
        (
            {"by": "gap", "near": date(2026, 11, 24), "near_touch": ""},
            "held back: survey answered on 24 Nov, at least 3 days apart",
        ),
        ({"by": "cap"}, "held back: at most 1 contact in a week"),
    ],
)
def test_what_holds_a_touch_back_is_told_alone(figures: dict[str, Any], told: str) -> None:
    words = Words(speech=speech("en"), names=names_of(load_touch_model("check-in-guide")))
    assert worded(reason("left_out", day=TODAY, gap_days=3, cap=1, **figures), words) == told
    to = date(2026, 11, 27)
    moved = worded(reason("held_back", day=TODAY, to=to, gap_days=3, cap=1, **figures), words)
    assert moved == told.replace("held back", "from 23 Nov to 27 Nov")


@pytest.mark.parametrize(
    ("language", "earlier", "later"),
    [
        (
            "en",
            "brought forward from 7 Dec to 30 Nov: a weekday of contact",
            "from 30 Nov to 7 Dec: a weekday",
        ),
        ("es", "se adelanta del 7 dic al 30 nov: un día de contacto", "del 30 nov al 7 dic: un día"),
        ("pt-BR", "antecipado de 7 dez para 30 nov: um dia de contato", "de 30 nov para 7 dez: um dia"),
    ],
)
def test_a_move_to_an_earlier_day_does_not_read_as_a_span(language: str, earlier: str, later: str) -> None:
    words = Words(speech=speech(language), names=names_of(load_touch_model("check-in-guide")))
    first, last = date(2026, 11, 30), date(2026, 12, 7)
    assert worded(reason("moved_weekday", day=last, to=first), words).startswith(earlier)
    assert worded(reason("moved_weekday", day=first, to=last), words).startswith(later)
    for why in ("quiet", "holiday", "december_reviews"):
        told = worded(reason("moved_closed", day=last, to=first, why=why), words)
        assert told.startswith(earlier.partition(":")[0])
