"""`cadence accounts`, `account show`, `health`: the portfolio and one account of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, command, group, option
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.reasons import reasons_data
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import PAST_DAY, OneOf
from cadence_tui.model.message import message
from cadence_tui.practice.contact_budget import Budget
from cadence_tui.practice.health.result import Component, Health
from cadence_tui.views.account import AccountView
from cadence_tui.views.account_lines import detail_lines
from cadence_tui.views.health_lines import why_lines
from cadence_tui.views.portfolio import PortfolioRow, portfolio_row
from cadence_tui.views.portfolio_cells import (
    health_cell,
    last_cell,
    next_cell,
    promises_cell,
    renewal_cell,
    revenue_cell,
)
from cadence_tui.views.portfolio_list import SCOPES, SORTS, Matcher, Scope, Sort, in_scope, ordered
from cadence_tui.views.portfolio_row import counted, former
from cadence_tui.views.wording import worded, worded_all
from cadence_tui.views.words import Words
from cadence_tui.workspace.accounts import view_account
from cadence_tui.workspace.portfolio import portfolio_book, portfolio_rules


@command("accounts")
@argument(
    "words",
    says=message("Parts of names, or such as {example}", example="health:red owner:ana risk"),
    nargs=-1,
    metavar="[FILTER]...",
)
@option("--scope", says=message("Whose accounts"), type=OneOf(SCOPES), default="all")
@option("--sort", says=message("In which order"), type=OneOf(SORTS), default="attention")
def accounts(request: Request, words: Sequence[str], scope: Scope, sort: Sort) -> None:
    """The portfolio, one row for each account."""
    ws = request.workspace
    book = portfolio_book(ws)
    rows = in_scope(book.rows, scope, person=ws.actor.id, pods=book.pods, covered=book.covered)
    found = ordered(Matcher(book.names).matching(rows, " ".join(words)), sort)
    request.answer([row_data(row) for row in found], lambda: _table(found, request.words, ws.today()))


@group("account")
def account(request: Request) -> None:
    """One account."""


@below(account, "show", message("One account whole"))
@argument("name", says=message("Id, external id, or an unmistakable part of the name"), metavar="ID|NAME")
def show(request: Request, name: str) -> None:
    """The account with its figures, people, usage, touchpoints, calls, promises, tickets and surveys."""
    ws = request.workspace
    view = view_account(ws, ws.records.account(name).id)
    record = view.record
    row = portfolio_row(record, portfolio_rules(ws), ws.today())
    data = {
        **row_data(row),
        "account": record.account,
        "health": health_data(view, request.words),
        "contacts": record.contacts,
        "touchpoints": record.touchpoints,
        "calls": record.calls,
        "actions": record.actions,
        "usage": record.usage,
        "tickets": record.tickets,
        "surveys": record.surveys,
        "signals": record.signals,
        "adaptations": record.adaptations,
        "next_eligible": view.budget.next_eligible,
        "contact_budget": budget_data(view.budget, request.words),
    }
    request.answer(data, lambda: text_lines(detail_lines(view, request.words)))


@command("health")
@argument("name", says=message("Id, external id, or an unmistakable part of the name"), metavar="ID|NAME")
@option("--as-of", "day", says=message("As it was known on that day"), type=PAST_DAY)
def health(request: Request, name: str, day: date | None) -> None:
    """The score, taken apart."""
    ws = request.workspace if day is None else request.workspace_on(day)
    view = view_account(ws, ws.records.account(name).id)
    words = request.words
    request.answer(
        health_data(view, words), lambda: [view.record.account.name, *text_lines(why_lines(view, words))]
    )


def budget_data(budget: Budget, words: Words) -> dict[str, Any]:
    """The contact budget: what was had of it, the bounds in force, why the next day is not an earlier one."""
    return {
        "week": budget.week,
        "month": budget.month,
        "gap_days": budget.gap_days,
        "cap": budget.cap,
        "why": reasons_data(budget.why, words),
    }


def row_data(row: PortfolioRow) -> dict[str, Any]:
    """A row of the portfolio as the contract has it."""
    coming = row.next_touch
    return {
        "id": row.id,
        "name": row.name,
        "external_id": row.external_id,
        "segment": row.segment,
        "stage": row.stage,
        "owner": row.owner,
        "pod": row.pod,
        "arr": row.arr,
        "health": {"score": row.score, "band": row.band, "coverage": row.coverage, "trend": row.trend},
        "last_touch": row.last_touch,
        "next_touch": coming.date if coming else None,
        "next_touch_status": coming.status if coming else None,
        "renewal": row.renewal,
        "churned": row.churned,
        "open_actions": row.open_actions,
        "overdue_actions": row.overdue_actions,
        "risk": row.risks,
        "untouched": row.untouched,
        "attention": row.attention,
    }


def health_data(view: AccountView, words: Words) -> dict[str, Any]:
    """A score taken apart as the contract has it."""
    found = view.standing.health
    return {
        "account": view.record.account.id,
        "day": view.today,
        "score": found.score,
        "band": found.band,
        "computed": found.computed,
        "override": found.override,
        "coverage": round(found.coverage, 3),
        "trend": view.scores,
        "components": [_component_data(each, words) for each in found.components],
        "moved_since": view.moved_since,
        "moved": [
            {
                "component": each.component,
                "before": round(each.before, 2),
                "after": round(each.after, 2),
                "why": worded(each.reason, words),
            }
            for each in view.moved
        ],
        "to_green": _gains(found, words),
    }


def _component_data(component: Component, words: Words) -> dict[str, Any]:
    return {
        "name": component.name,
        "weight": component.weight,
        "points": round(component.points, 2) if component.known else None,
        "max": round(component.max_points, 2),
        "age_days": component.age_days,
        "coverage": round(component.coverage, 3),
        "why": worded_all(component.reasons, words),
    }


def _gains(found: Health, words: Words) -> list[dict[str, Any]]:
    return [
        {
            "component": gain.component,
            "points": round(gain.points, 2),
            "what": worded(gain.reason, words),
        }
        for gain in found.to_green
    ]


def _table(rows: Sequence[PortfolioRow], words: Words, today: date) -> Iterator[str]:
    speech, say = words.speech, words.speech.say
    header = [
        say("column|Health"),
        say("column|Account"),
        say("column|Segment"),
        say("column|Stage"),
        say("column|ARR"),
        say("column|Last contact"),
        say("column|Next contact"),
        say("column|Renewal"),
        say("column|Open promises"),
        say("column|Owner"),
    ]
    cells = [
        [
            _text(health_cell(row)),
            f"{'! ' if row.risks else ''}{row.name}",
            words.title("segment", row.segment),
            words.title("stage", row.stage),
            _text(revenue_cell(row, speech)),
            _text(last_cell(row, speech, today)),
            _text(next_cell(row, speech, today, words.zone)),
            _text(renewal_cell(row, speech, today)),
            _text(promises_cell(row, speech)),
            words.names.person(row.owner) if row.owner else "",
        ]
        for row in rows
    ]
    yield from columns(header, cells, right=[4, 5, 7])
    yield counted(len(rows), former(rows), speech)


def _text(spans: Iterable[tuple[str, str]]) -> str:
    return "".join(text for text, _ in spans).strip()
