"""What is waited for on the customer's side, since when, and the mail that reminds them of it (A2)."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.locale.speech import Speech
from cadence_tui.model.documents import Account, Action
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.rules.reminders import NudgeWords
from cadence_tui.practice.letters import listed, moment_words


class Letter(Struct, frozen=True, kw_only=True):
    """A mail to the customer: subject and plain text."""

    subject: str
    body: str


def waits_on_customer(action: Action) -> bool:
    """Whether the customer has to move: they promised it, or ours cannot go on without them."""
    return action.status in LIVE_STATUSES and (action.side == "theirs" or action.status == "waiting")


def waiting_since(action: Action) -> datetime | None:
    """Since when a promise stands as waiting on the customer; None when it does not."""
    return (action.status_since or action.created) if action.status == "waiting" else None


def last_nudge(action: Action) -> datetime | None:
    """When the customer was reminded last."""
    return max((nudge.at for nudge in action.nudges), default=None)


def wants_nudge(action: Action, now: datetime, wait_days: int) -> bool:
    """Whether the customer has been silent for so many days.

    What waits counts from when it began to wait, what they promised from its due date; a nudge starts anew.
    """
    if not waits_on_customer(action):
        return False
    since = waiting_since(action)
    days = [] if since is None else [(now - since).days]
    if since is None and action.due is not None:
        days.append((now.date() - action.due).days)
    nudged = last_nudge(action)
    if nudged is not None:
        days = [min(each, (now - nudged).days) for each in days]
    return any(each >= wait_days for each in days)


def nudge_letter(
    account: Account,
    actions: Sequence[Action],
    depending: Sequence[Action],
    words: NudgeWords,
    speech: Speech,
    *,
    to: str,
    sender: str,
    zone: str,
    next_touch: date | datetime | None,
    place: str = "",
) -> Letter:
    """The mail about some promises of one account; parts without content are left out.

    `to` is the reader's first name, empty for several readers; `depending` are promises of ours that wait for
    it; `next_touch` is the next call's day, or its instant in the customer's zone, which `place` names where
    the sender has another hour.
    """
    here = ZoneInfo(zone)
    parts = [
        words.greeting.format(name=to) if to else words.greeting_all.format(account=account.name),
        words.opening if len(actions) == 1 else words.opening_many,
        "\n".join(f"- {_asked(action, words, speech, here)}" for action in actions),
        listed(words.depends, [action.title for action in depending]),
        words.next_touch.format(when=moment_words(next_touch, speech, place=place)) if next_touch else "",
        words.answer,
        words.sign_off.format(sender=sender),
    ]
    return Letter(
        subject=words.subject.format(account=account.name),
        body="\n\n".join(part for part in parts if part) + "\n",
    )


def _asked(action: Action, words: NudgeWords, speech: Speech, zone: ZoneInfo) -> str:
    if action.side == "ours":
        return words.needed.format(text=action.title)
    figures = {
        "text": action.title,
        "made": speech.day(action.created.astimezone(zone).date()),
        "due": speech.weekday_day(action.due) if action.due else "",
    }
    return (words.promise if action.due else words.promise_undated).format_map(figures)
