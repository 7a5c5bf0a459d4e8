"""The team lead's queue: which promises to look at, why, and in which order (A3)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Account, Action, Verdict
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.review import ReviewRules


class ReviewItem(Struct, frozen=True, kw_only=True):
    """A promise that waits for the lead: its reasons, weightiest first, and its age in days."""

    action: str
    account: str
    reasons: tuple[Reason, ...]
    weight: int
    age_days: int


def queue(
    actions: Iterable[Action], accounts: Mapping[str, Account], rules: ReviewRules, today: date
) -> list[ReviewItem]:
    """What waits for the lead, weightiest first, older before younger; `accounts` by id."""
    items = [
        item
        for action in actions
        if action.status in LIVE_STATUSES
        and (item := _item(action, accounts.get(action.account), rules, today)) is not None
    ]
    return sorted(items, key=lambda item: (-item.weight, -item.age_days, item.action))


def returned(action: Action) -> Verdict | None:
    """The return of a promise to its owner that nobody has answered yet."""
    last = action.verdicts[-1] if action.verdicts else None
    if last is None or last.verdict != "returned" or _answered(action, last):
        return None
    return last


def _item(action: Action, account: Account | None, rules: ReviewRules, today: date) -> ReviewItem | None:
    if _rests(action, rules, today):
        return None
    found = [why for find in _FINDERS for why in find(action, account, rules, today)]
    weighed = [(rules.weights.get(why.code, 0), why) for why in found]
    reasons = sorted((pair for pair in weighed if pair[0] > 0), key=lambda pair: -pair[0])
    if not reasons:
        return None
    return ReviewItem(
        action=action.id,
        account=action.account,
        reasons=tuple(why for _, why in reasons),
        weight=sum(weight for weight, _ in reasons),
        age_days=_days(action.created.date(), today),
    )


def _rests(action: Action, rules: ReviewRules, today: date) -> bool:
    """Whether the lead has said a word on it lately and nothing new has come."""
    if not action.verdicts:
        return False
    last = action.verdicts[-1]
    if last.verdict == "returned":
        return not _answered(action, last) and _days(last.at.date(), today) < rules.returned_waits_days
    return _days(last.at.date(), today) < rules.verdict_rests_days


def _answered(action: Action, returned: Verdict) -> bool:
    """Whether somebody else has written on it, or moved its date, since it was returned."""
    later = [(comment.by, comment.at) for comment in action.comments]
    later += [(slip.by, slip.at) for slip in action.slips]
    return any(at > returned.at and by != returned.by for by, at in later)


def _late(action: Action, _account: Account | None, rules: ReviewRules, today: date) -> Iterator[Reason]:
    if action.due and _days(action.due, today) > rules.late_days:
        yield reason("late", days=_days(action.due, today), due=action.due)


def _slipped(action: Action, _account: Account | None, rules: ReviewRules, _today: date) -> Iterator[Reason]:
    if len(action.slips) >= rules.slipped_times:
        last = action.slips[-1]
        yield reason("slipped", times=len(action.slips), by=last.by, why=last.why)


def _blocked(action: Action, _account: Account | None, rules: ReviewRules, today: date) -> Iterator[Reason]:
    if action.status != "blocked":
        return
    days = _days((action.status_since or action.created).date(), today)
    if days >= rules.blocked_days:
        yield reason("blocked", days=days, why=action.blocked_reason)


def _no_owner(
    action: Action, _account: Account | None, _rules: ReviewRules, _today: date
) -> Iterator[Reason]:
    if not action.owner:
        yield reason("no_owner", side=action.side)


def _renewal(action: Action, account: Account | None, rules: ReviewRules, today: date) -> Iterator[Reason]:
    if account is None or account.renewal is None:
        return
    days = (account.renewal - today).days
    if 0 <= days <= rules.renewal_days:
        yield reason("renewal_near", days=days, renewal=account.renewal, due=action.due)


def _returned(action: Action, _account: Account | None, _rules: ReviewRules, today: date) -> Iterator[Reason]:
    last = action.verdicts[-1] if action.verdicts else None
    if last is None or last.verdict != "returned":
        return
    code = "returned_answered" if _answered(action, last) else "returned_waits"
    yield reason(code, days=_days(last.at.date(), today), by=last.by, why=last.why)


_FINDERS: tuple[Callable[[Action, Account | None, ReviewRules, date], Iterator[Reason]], ...] = (
    _late,
    _slipped,
    _blocked,
    _no_owner,
    _renewal,
    _returned,
)


def _days(day: date, today: date) -> int:
    return (today - day).days
