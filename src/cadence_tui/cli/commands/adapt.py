"""`cadence adapt`: rhythms proposed from attendance, taken up or not, and what came of them (T11)."""

from collections.abc import Iterator, Sequence
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, listing, option
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.reasons import reasons_data
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.model.documents import Adaptation, Evidence
from cadence_tui.model.message import message
from cadence_tui.practice.adaptive_effect import CohortEffect
from cadence_tui.practice.statistics import Interval, Share
from cadence_tui.views.adaptation import (
    Adaptations,
    Followed,
    Offer,
    change_text,
    in_experiments_text,
    saved_minutes,
    share_text,
    since_text,
    state_text,
    together_lines,
)
from cadence_tui.views.portfolio_list import SCOPES, Matcher, Scope
from cadence_tui.views.wording import worded, worded_all
from cadence_tui.views.words import Words
from cadence_tui.workspace import adaptation as acts
from cadence_tui.workspace.portfolio import portfolio_book
from cadence_tui.workspace.session import last_done


@listing("adapt", "list")
def adapt(request: Request) -> None:
    """Rhythms that follow what customers do."""


@below(adapt, "list", message("What is proposed, and why"))
@argument(
    "words",
    says=message("Parts of names, or such as {example}", example="health:red owner:ana risk"),
    nargs=-1,
    metavar="[FILTER]...",
)
@option("--scope", says=message("Whose accounts"), type=OneOf(SCOPES), default="all")
def list_(request: Request, words: Sequence[str], scope: Scope) -> None:
    """The proposals, most minutes saved first."""
    ws, only = request.workspace, _meant(request, words)
    offers = acts.read_proposals(ws, scope, only)
    data = [_offer_data(offer, request.words) for offer in offers]
    request.answer(data, lambda: _offers(offers, acts.in_experiments(ws, scope, only), request.words))


@below(adapt, "accept", message("The account lives by the proposed rhythm from now on"), writes=True)
@argument("account", says=message("Id or name of the account"))
@option("--why", says=message("A word on it"), metavar="TEXT", default="")
def accept(request: Request, account: str, why: str) -> None:
    """Taken up."""
    ws = request.workspace
    _told(request, acts.accept(ws, ws.records.account(account).id, why=why))


@below(adapt, "dismiss", message("It is not taken up"), writes=True)
@argument("account", says=message("Id or name of the account"))
@option("--why", says=message("The reason"), required=True, metavar="TEXT")
def dismiss(request: Request, account: str, why: str) -> None:
    """Not taken up."""
    ws = request.workspace
    _told(request, acts.dismiss(ws, ws.records.account(account).id, why=why))


@below(adapt, "end", message("The account lives by its rule again"), writes=True)
@argument("account", says=message("Id or name of the account"))
@option("--why", says=message("A word on it"), metavar="TEXT", default="")
def end(request: Request, account: str, why: str) -> None:
    """Taken back."""
    ws = request.workspace
    _told(request, acts.end(ws, ws.records.account(account).id, why=why))


@below(adapt, "effect", message("What came of what was taken up"))
@argument(
    "words",
    says=message("Parts of names, or such as {example}", example="health:red owner:ana risk"),
    nargs=-1,
    metavar="[FILTER]...",
)
@option("--scope", says=message("Whose accounts"), type=OneOf(SCOPES), default="all")
def effect(request: Request, words: Sequence[str], scope: Scope) -> None:
    """Attendance before and since, of each account and of all together."""
    found = acts.read_adaptations(request.workspace, scope, _meant(request, words))
    data = {
        "together": _together_data(found.together, request.words),
        "accounts": [_followed_data(each, request.words) for each in found.followed],
    }
    request.answer(data, lambda: _effects(found, request.words))


def _meant(request: Request, words: Sequence[str]) -> set[str] | None:
    """The accounts that a filter lets through; all without one."""
    if not words:
        return None
    book = portfolio_book(request.workspace)
    return {row.id for row in Matcher(book.names).matching(book.rows, " ".join(words))}


def _told(request: Request, decided: Adaptation) -> None:
    request.done(decided, last_done(request.workspace))


# -- data ----------------------------------------------------------------------------


def _offer_data(offer: Offer, words: Words) -> dict[str, Any]:
    proposal = offer.proposal
    return {
        "account": proposal.account,
        "name": offer.account.name,
        "owner": offer.account.owner,
        "touch": proposal.touch,
        "change": proposal.change,
        "was_days": proposal.was_days,
        "every_days": proposal.every_days,
        "was_channel": proposal.was_channel,
        "channel": proposal.channel,
        "until": proposal.until,
        "by_rule": proposal.by_rule,
        "evidence": _evidence_data(proposal.evidence),
        "minutes_was": proposal.minutes_was,
        "minutes_then": proposal.minutes_then,
        "reasons": reasons_data(proposal.reasons, words),
        "why": worded_all(proposal.reasons, words),
    }


def _followed_data(each: Followed, words: Words) -> dict[str, Any]:
    found = each.effect
    return {
        "adaptation": each.adaptation.id,
        "account": each.account.id,
        "name": each.account.name,
        "in_force": each.in_force,
        "change": each.adaptation.change,
        "was_days": each.adaptation.was_days,
        "every_days": each.adaptation.every_days,
        "channel": each.adaptation.channel,
        "before": _evidence_data(found.before),
        "after": _evidence_data(found.after) if found.after.offered else None,
        "difference": _difference_data(found.after.rate - found.before.rate, found.difference),
        "verdict": reasons_data([found.verdict], words)[0],
    }


def _together_data(together: CohortEffect | None, words: Words) -> dict[str, Any] | None:
    if together is None:
        return None
    before, after = together.before, together.after
    between = after.value - before.value if before and after else 0.0
    return {
        "accounts": together.accounts,
        "before": _share_data(before),
        "after": _share_data(after),
        "difference": _difference_data(between, together.difference),
        "verdict": reasons_data([together.verdict], words)[0],
    }


def _evidence_data(evidence: Evidence) -> dict[str, Any]:
    return {
        "first": evidence.first,
        "last": evidence.last,
        "offered": evidence.offered,
        "held": evidence.held,
        "no_show": evidence.no_show,
        "declined": evidence.declined,
        "rate": round(evidence.rate, 4),
        "low": round(evidence.low, 4),
        "high": round(evidence.high, 4),
        "confidence": evidence.confidence,
    }


def _share_data(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "rate": round(share.value, 4),
        "low": round(share.interval.low, 4),
        "high": round(share.interval.high, 4),
        "held": share.held,
        "offered": share.offered,
        "accounts": share.groups,
    }


def _difference_data(value: float, interval: Interval | None) -> dict[str, float] | None:
    if interval is None:
        return None
    return {"value": round(value, 4), "low": round(interval.low, 4), "high": round(interval.high, 4)}


# -- text ----------------------------------------------------------------------------


def _offers(offers: Sequence[Offer], drawn: int, words: Words) -> Iterator[str]:
    say = words.speech.say
    header = [
        say("Account"),
        say("Change"),
        say("Days"),
        say("Attended"),
        say("Calls"),
        say("Minutes saved"),
        say("Owner"),
    ]
    rows = [
        [
            offer.account.name,
            state_text(offer, words),
            change_text(offer.proposal, words),
            share_text(offer.proposal.evidence, words),
            str(offer.proposal.evidence.offered),
            str(saved_minutes(offer.proposal)),
            words.names.person(offer.account.owner),
        ]
        for offer in offers
    ]
    yield from columns(header, rows, right=[4, 5])
    yield words.speech.plural("{n} proposal", "{n} proposals", len(offers))
    if drawn:
        yield in_experiments_text(drawn, words)


def _effects(found: Adaptations, words: Words) -> Iterator[str]:
    say = words.speech.say
    header = [say("Account"), say("Days"), say("State"), say("Before"), say("Since"), say("What it shows")]
    rows = [
        [
            each.account.name,
            change_text(each.adaptation, words),
            state_text(each, words),
            share_text(each.effect.before, words),
            since_text(each, words),
            worded(each.effect.verdict, words),
        ]
        for each in found.followed
    ]
    yield from columns(header, rows)
    yield words.speech.plural("{n} accepted change", "{n} accepted changes", len(rows))
    yield from text_lines(together_lines(found.together, words))
