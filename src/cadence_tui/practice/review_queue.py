"""The team lead's queue: what to look at, why, and in which order (A3)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Account, Action, Risk
from cadence_tui.model.message import Reason
from cadence_tui.model.rules.review import ReviewRules
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.review import (
    AccountOverride,
    ReviewItem,
    Subject,
    account_of_subject,
    days_between,
    kind_of_subject,
    overrides_of,
)
from cadence_tui.practice.review_overrides import override_reasons
from cadence_tui.practice.review_promises import promise_reasons
from cadence_tui.practice.review_risks import risk_reasons


class Measures(Struct, frozen=True, kw_only=True):
    """What the queue is built by: the rules of the review, of segments and stages, and how many days a band
    set without a last day holds."""

    rules: ReviewRules
    model: TouchModel
    health_days: int
    today: date


def queue(
    accounts: Mapping[str, Account],
    measures: Measures,
    *,
    actions: Iterable[Action] = (),
    risks: Iterable[Risk] = (),
    told_again: Collection[str] = (),
) -> list[ReviewItem]:
    """What waits for the lead, weightiest first, older before younger; `accounts` are by id.

    `told_again` are ids of promises that were spoken of in a call after they were kept.
    """
    subjects: list[Subject] = [*actions, *risks]
    subjects += [each for account in accounts.values() for each in overrides_of(account)]
    found = (review_item(subject, accounts, measures, told_again) for subject in subjects)
    return sorted(
        (item for item in found if item is not None), key=lambda item: (-item.weight, -item.age_days, item.id)
    )


def review_item(
    subject: Subject, accounts: Mapping[str, Account], measures: Measures, told_again: Collection[str] = ()
) -> ReviewItem | None:
    """Why one thing waits for the lead; None when it does not."""
    found = _reasons(subject, accounts, measures, told_again)
    weighed = [(measures.rules.weight(why.code), why) for why in found]
    reasons = sorted((pair for pair in weighed if pair[0] > 0), key=lambda pair: -pair[0])
    if not reasons:
        return None
    return ReviewItem(
        kind=kind_of_subject(subject),
        id=subject.id,
        account=account_of_subject(subject),
        reasons=tuple(why for _, why in reasons),
        weight=sum(weight for weight, _ in reasons),
        age_days=age_days(subject, measures.today),
    )


def age_days(subject: Subject, today: date) -> int:
    """Days since it was made, raised or set; 0 where nobody knows."""
    if isinstance(subject, AccountOverride):
        since = subject.override.at
    else:
        since = subject.created if isinstance(subject, Action) else subject.raised
    return days_between(since.date(), today) if since else 0


def _reasons(
    subject: Subject, accounts: Mapping[str, Account], measures: Measures, told_again: Collection[str]
) -> Iterator[Reason]:
    rules, today = measures.rules, measures.today
    account = accounts.get(account_of_subject(subject))
    if isinstance(subject, Action):
        return promise_reasons(subject, account, rules, today, told_again)
    if isinstance(subject, Risk):
        return risk_reasons(subject, account, rules, today)
    return override_reasons(subject, rules, measures.model, measures.health_days, today)
