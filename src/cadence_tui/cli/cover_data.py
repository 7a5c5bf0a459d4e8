"""Cover plans and returns as data for scripts (P6)."""

from typing import Any

from cadence_tui.cli.reasons import reasons_data
from cadence_tui.model.documents import Cover
from cadence_tui.practice.cover_needs import Need
from cadence_tui.practice.cover_plan import CoverPlan, Offer
from cadence_tui.practice.while_away import Return
from cadence_tui.views.cover import CoverRow, need_text
from cadence_tui.views.words import Words


def plan_data(plan: CoverPlan, rows: list[CoverRow], accepted: Cover | None, words: Words) -> dict[str, Any]:
    """A plan: accounts that need somebody with needs, stand-in, reasons and the other offers."""
    return {
        "person": plan.person.id,
        "from": plan.leave.first,
        "to": plan.leave.last,
        "cover": accepted.id if accepted else None,
        "accounts": [_row_data(row, words) for row in rows if not row.only_moves],
        "moving": [_row_data(row, words) for row in rows if row.only_moves],
        "uncovered": [each.account.id for each in plan.uncovered],
        "sessions": [{"id": each.id, "title": each.title, "start": each.start} for each in plan.sessions],
    }


def return_data(found: Return, words: Words) -> dict[str, Any]:
    """What happened in a leave, by account."""
    return {
        "person": found.person.id,
        "from": found.leave.first,
        "to": found.leave.last,
        "over": found.over,
        "accounts": [
            {
                "account": news.account.id,
                "name": news.account.name,
                "stand_in": news.stand_in or None,
                "held": [
                    {
                        "touchpoint": held.touch.id,
                        "date": held.touch.date,
                        "by": held.touch.owner,
                        "call": held.call.id if held.call else None,
                        "summary": held.call.summary if held.call else "",
                    }
                    for held in news.held
                ],
                "not_held": [
                    {"touchpoint": touch.id, "date": touch.date, "status": touch.status, "owner": touch.owner}
                    for touch in news.left
                ],
                "promises": [
                    {"id": each.id, "title": each.title, "owner": each.owner, "due": each.due}
                    for each in news.promises
                ],
                "signals": [
                    {
                        "id": each.id,
                        "cause": each.cause,
                        "status": each.status,
                        "title": words.title("cause", each.cause),
                    }
                    for each in news.signals
                ],
                "health": {"before": news.before, "after": news.after},
            }
            for news in found.accounts
        ],
    }


def _row_data(row: CoverRow, words: Words) -> dict[str, Any]:
    return {
        "account": row.id,
        "name": row.cover.account.name,
        "minutes": row.cover.minutes,
        "stand_in": row.stand_in or None,
        "accepted": row.accepted,
        "note": row.note,
        "why": reasons_data(row.offer.reasons, words) if row.offer else [],
        "needs": [_need_data(need, words) for need in row.cover.needs],
        "offers": [_offer_data(each, words) for each in row.cover.offers],
    }


def _need_data(need: Need, words: Words) -> dict[str, Any]:
    return {
        "kind": need.kind,
        "source": need.source,
        "date": need.day,
        "start": need.start,
        "minutes": need.minutes,
        "moves": need.moves,
        "text": need_text(need, words),
    }


def _offer_data(offer: Offer, words: Words) -> dict[str, Any]:
    return {
        "person": offer.person,
        "in_pod": offer.in_pod,
        "free": offer.free,
        "capacity": offer.capacity,
        "clashes": offer.clashes,
        "holidays": offer.holidays,
        "overlap": offer.overlap,
        "why": reasons_data(offer.reasons, words),
    }
