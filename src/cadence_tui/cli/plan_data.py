"""A proposed plan as the contract has it."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from cadence_tui.cli.reasons import reasons_data
from cadence_tui.model.message import Reason
from cadence_tui.views.proposal import ACCEPTABLE, Proposal, ProposedCall, ShedCall
from cadence_tui.views.words import Words


class PlanWords(Struct, frozen=True):
    """What a plan is worded with: the reader, and names of accounts by id."""

    words: Words
    accounts: Mapping[str, str]

    def account(self, account_id: str) -> str:
        """The name of an account."""
        return self.accounts.get(account_id, account_id)

    def reasons(self, reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
        """Reasons as data."""
        return reasons_data(reasons, self.words)


def plan_data(proposal: Proposal, words: PlanWords) -> dict[str, Any]:
    """Calls, weeks, peaks, shortages, what has no room, and what accepting would change."""
    return {
        "calls": [call_data(call, words) for call in proposal.calls if call.change != "dropped"],
        "weeks": [
            {"owner": owner.owner, "week": week.monday, "load": week.load, "capacity": week.capacity}
            for owner in proposal.owners
            for week in owner.weeks
        ],
        "peak": {
            owner.owner: {
                "minutes": owner.peak,
                "lower_bound": owner.lower_bound,
                "gap": owner.gap,
                "week": owner.peak_week,
                "capacity": owner.capacity,
            }
            for owner in proposal.owners
        },
        "shortages": proposal.shortages,
        "shed": [_shed_data(call, words) for call in proposal.shed],
        "changes": [_change_data(call) for call in proposal.calls if call.change in ACCEPTABLE],
    }


def call_data(call: ProposedCall, words: PlanWords) -> dict[str, Any]:
    """A call of the plan."""
    return {
        "id": call.id,
        "account": call.account,
        "owner": call.owner,
        "kind": call.touch,
        "channel": call.channel,
        "date": call.date,
        "start": call.start,
        "minutes": call.minutes,
        "load_minutes": call.load_minutes,
        "ideal": call.ideal,
        "earliest": call.earliest,
        "latest": call.latest,
        "change": call.change,
        "why": words.reasons((*call.due_reasons, *call.reasons)),
    }


def _shed_data(call: ShedCall, words: PlanWords) -> dict[str, Any]:
    return {
        "id": call.id,
        "account": call.account,
        "owner": call.owner,
        "kind": call.touch,
        "minutes": call.minutes,
        "load_minutes": call.minutes + call.work_minutes,
        "ideal": call.ideal,
        "value": call.value,
        "instead": call.action,
        "weeks": call.weeks,
        "why": words.reasons((*call.due_reasons, *call.reasons)),
    }


def _change_data(call: ProposedCall) -> dict[str, Any]:
    return {
        "id": call.id,
        "change": call.change,
        "date": call.date,
        "start": call.start,
        "was_date": call.was_date,
        "was_start": call.was_start,
    }
