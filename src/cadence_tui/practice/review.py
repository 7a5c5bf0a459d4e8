"""What a team lead may judge, and what a word of theirs does to it (A3)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents import Account, Action, Override, Risk, Verdict
from cadence_tui.model.documents.review import ReviewedKind
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.review import ReviewRules

OverrideField = Literal["segment", "stage", "health"]
OVERRIDE_FIELDS: tuple[OverrideField, ...] = ("segment", "stage", "health")


class AccountOverride(Struct, frozen=True, kw_only=True):
    """What a person set by hand on an account, against a rule."""

    account: Account
    field: OverrideField
    override: Override

    @property
    def id(self) -> str:
        """`ACCOUNT.FIELD`."""
        return f"{self.account.id}.{self.field}"

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What leads said of it."""
        return self.override.verdicts


Subject = Action | Risk | AccountOverride
"""What is judged."""


class ReviewItem(Struct, frozen=True, kw_only=True):
    """Something that waits for the lead: its reasons, weightiest first, and its age in days.

    `id` is that of a promise or risk, `ACCOUNT.FIELD` of an override.
    """

    kind: ReviewedKind
    id: str
    account: str
    reasons: tuple[Reason, ...]
    weight: int
    age_days: int


def overrides_of(account: Account) -> Iterator[AccountOverride]:
    """What people set by hand on an account."""
    for field in OVERRIDE_FIELDS:
        override: Override | None = getattr(account, field)
        if override is not None:
            yield AccountOverride(account=account, field=field, override=override)


def kind_of_subject(subject: Subject) -> ReviewedKind:
    """Promise, risk or override."""
    if isinstance(subject, Action):
        return "action"
    return "risk" if isinstance(subject, Risk) else "override"


def account_of_subject(subject: Subject) -> str:
    """The id of its account."""
    return subject.account.id if isinstance(subject, AccountOverride) else subject.account


def answerable(subject: Subject) -> str:
    """The id of who is to answer for it: the owner of a promise of ours or of a risk, who set an override."""
    if isinstance(subject, AccountOverride):
        return subject.override.by
    return "" if isinstance(subject, Action) and subject.side == "theirs" else subject.owner


def returned(subject: Subject) -> Verdict | None:
    """The return of an item to its owner that nobody has answered yet."""
    last = last_word(subject)
    if last is None or last.verdict != "returned" or answered(subject, last):
        return None
    return last


def last_word(subject: Subject) -> Verdict | None:
    """The lead's last word."""
    return subject.verdicts[-1] if subject.verdicts else None


def answered(subject: Subject, returned: Verdict) -> bool:
    """Whether somebody else has written on it, or moved its date, or kept it, since it was returned.

    An override is answered by another one, which nobody has said a word on yet.
    """
    if isinstance(subject, AccountOverride):
        return False
    later = [(comment.by, comment.at) for comment in subject.comments]
    if isinstance(subject, Action):
        later += [(slip.by, slip.at) for slip in subject.slips]
        if subject.done is not None and subject.done > returned.at:
            return True
    return any(at > returned.at and by != returned.by for by, at in later)


def rests(subject: Subject, rules: ReviewRules, today: date) -> bool:
    """Whether the lead has said a word on it lately and nothing new has come."""
    last = last_word(subject)
    if last is None:
        return False
    said = days_between(last.at.date(), today)
    if last.verdict == "returned":
        return not answered(subject, last) and said < rules.returned_waits_days
    if last.verdict == "escalated" and last.deadline is not None:
        return today <= last.deadline
    return said < rules.verdict_rests_days


def word_reasons(subject: Subject, today: date) -> Iterator[Reason]:
    """What has become of the lead's last word: an escalation that is over, a return answered or not."""
    last = last_word(subject)
    if last is None:
        return
    days = days_between(last.at.date(), today)
    if last.verdict == "escalated" and last.deadline is not None and last.deadline < today:
        over = days_between(last.deadline, today)
        yield reason("escalation_over", days=over, deadline=last.deadline, by=last.by, why=last.why)
    if last.verdict == "returned":
        code = "returned_answered" if answered(subject, last) else "returned_waits"
        yield reason(code, days=days, by=last.by, why=last.why)


def renewal_reason(
    account: Account | None, rules: ReviewRules, today: date, due: date | None
) -> Iterator[Reason]:
    """That the account renews soon; `due` is until when this is to be done."""
    if account is None or account.renewal is None:
        return
    days = days_between(today, account.renewal)
    if 0 <= days <= rules.renewal_days:
        yield reason("renewal_near", days=days, renewal=account.renewal, due=due)


def value_reason(account: Account | None, rules: ReviewRules) -> Iterator[Reason]:
    """That the account is of high value, by what it pays in its own currency."""
    if account is None or account.arr is None:
        return
    least = rules.high_value.get(account.arr.currency)
    if least is not None and account.arr.amount >= least:
        yield reason("high_value", arr=account.arr)


def days_between(day: date, later: date) -> int:
    """Calendar days from one day to another."""
    return (later - day).days
