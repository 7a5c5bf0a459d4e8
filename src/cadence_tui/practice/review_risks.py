"""Why a risk waits for the lead (A3)."""

from collections.abc import Iterator
from datetime import date

from cadence_tui.model.documents import Account, Risk
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.review import ReviewRules
from cadence_tui.practice.review import days_between, renewal_reason, rests, value_reason, word_reasons


def risk_reasons(risk: Risk, account: Account | None, rules: ReviewRules, today: date) -> Iterator[Reason]:
    """The reasons of a risk in no order; none when it is over or the lead has had a word lately.

    What the account is worth and when it renews makes a reason weigh more, but is none by itself.
    """
    if risk.status != "open" or rests(risk, rules, today):
        return
    found = [*word_reasons(risk, today), *_plan(risk, rules, today)]
    if not risk.owner:
        found.append(reason("no_owner", side="ours"))
    if found:
        yield from found
        yield from renewal_reason(account, rules, today, risk.plan_due)
        yield from value_reason(account, rules)


def _plan(risk: Risk, rules: ReviewRules, today: date) -> Iterator[Reason]:
    if not risk.plan.strip():
        days = days_between(risk.raised.date(), today)
        if days > rules.risk_plan_days:
            yield reason("risk_unplanned", days=days)
    elif risk.plan_due is not None and risk.plan_due < today:
        yield reason("plan_late", days=days_between(risk.plan_due, today), due=risk.plan_due)
