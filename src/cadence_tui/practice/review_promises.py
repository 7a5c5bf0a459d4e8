"""Why a promise waits for the lead (A3)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from cadence_tui.model.documents import Account, Action, Call
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.review import ReviewRules
from cadence_tui.practice.review import (
    days_between,
    last_word,
    renewal_reason,
    rests,
    value_reason,
    word_reasons,
)


def promise_reasons(
    action: Action,
    account: Account | None,
    rules: ReviewRules,
    today: date,
    told_again: Collection[str] = (),
) -> Iterator[Reason]:
    """The reasons of a promise in no order; none when it is settled or the lead has had a word lately.

    `told_again` are ids of promises that were spoken of in a call after they were kept.
    """
    if action.status in LIVE_STATUSES:
        yield from _live(action, account, rules, today)
    elif kept_lately(action, rules, today) and not _shown(action, told_again):
        yield reason("no_evidence", days=days_between(_kept_on(action), today), by=action.owner)
        yield from value_reason(account, rules)
        yield from renewal_reason(account, rules, today, action.due)


def kept_lately(action: Action, rules: ReviewRules, today: date) -> bool:
    """Whether a promise of ours was kept in the days in which the lead asks what shows it."""
    if action.status != "done" or action.side != "ours" or action.done is None:
        return False
    return 0 <= days_between(_kept_on(action), today) <= rules.evidence_days


def told_again(actions: Iterable[Action], calls: Iterable[Call]) -> frozenset[str]:
    """The kept promises of which a line of a later call speaks."""
    kept = {action.id: action.done for action in actions if action.done is not None}
    return frozenset(
        entry.action
        for call in calls
        for entry in call.entries
        if (done := kept.get(entry.action)) is not None and entry.at >= done
    )


def _live(action: Action, account: Account | None, rules: ReviewRules, today: date) -> Iterator[Reason]:
    if rests(action, rules, today):
        return
    found = [
        *word_reasons(action, today),
        *_late(action, rules, today),
        *_slipped(action, rules),
        *_blocked(action, rules, today),
    ]
    if not action.owner:
        found.append(reason("no_owner", side=action.side))
    yield from found
    if found or _due_by(action, rules.renewal_due_days, today) or _misses_renewal(action, account):
        yield from renewal_reason(account, rules, today, action.due)
    if found or _due_by(action, rules.high_value_due_days, today):
        yield from value_reason(account, rules)


def _due_by(action: Action, days: int, today: date) -> bool:
    """Whether nobody said until when, or it is due within so many days."""
    return action.due is None or action.due <= today + timedelta(days=days)


def _misses_renewal(action: Action, account: Account | None) -> bool:
    renewal = account.renewal if account is not None else None
    return action.due is not None and renewal is not None and action.due > renewal


def _late(action: Action, rules: ReviewRules, today: date) -> Iterator[Reason]:
    if action.due and days_between(action.due, today) > rules.late_days:
        yield reason("late", days=days_between(action.due, today), due=action.due)


def _slipped(action: Action, rules: ReviewRules) -> Iterator[Reason]:
    if len(action.slips) >= rules.slipped_times:
        last = action.slips[-1]
        yield reason("slipped", times=len(action.slips), by=last.by, why=last.why)


def _blocked(action: Action, rules: ReviewRules, today: date) -> Iterator[Reason]:
    if action.status != "blocked":
        return
    days = days_between((action.status_since or action.created).date(), today)
    if days >= rules.blocked_days:
        yield reason("blocked", days=days, why=action.blocked_reason)


def _shown(action: Action, told_again: Collection[str]) -> bool:
    """Whether something shows that it was kept, or the lead has taken the owner's word for it.

    Once a lead has sent a promise back, only what was written after that shows anything.
    """
    if action.evidence or action.id in told_again:
        return True
    last = last_word(action)
    if last is not None and action.done is not None and last.at >= action.done:
        return True
    sent_back = last.at if last is not None and last.verdict == "returned" else None
    return any(sent_back is None or comment.at > sent_back for comment in action.comments)


def _kept_on(action: Action) -> date:
    return (action.done or action.created).date()
