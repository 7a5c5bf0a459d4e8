"""The lead's review as data for scripts (contract)."""

from typing import Any

from cadence_tui.cli.reasons import reasons_data
from cadence_tui.model.documents import Action, Review, Risk
from cadence_tui.practice.review import ReviewItem, answerable
from cadence_tui.views.review_page import subject_title
from cadence_tui.views.said import Said
from cadence_tui.views.wording import worded_all
from cadence_tui.views.words import Words
from cadence_tui.workspace.review_reading import Desk
from cadence_tui.workspace.review_record import counts


def item_data(item: ReviewItem, desk: Desk, words: Words) -> dict[str, Any]:
    """An item of the queue. `due` is the date of a promise or plan, or the last day of what was set by hand;
    `side` and `status` are those of a promise or risk."""
    subject = desk.subjects[item.id]
    data = {
        "id": item.id,
        "kind": item.kind,
        "reason": item.reasons[0].code,
        "reasons": reasons_data(item.reasons, words),
        "why": worded_all(item.reasons, words),
        "age_days": item.age_days,
        "weight": item.weight,
        "account": item.account,
        "title": subject_title(subject, words),
        "side": "ours",
        "owner": answerable(subject),
        "due": None,
        "status": "open",
    }
    if isinstance(subject, Action):
        own = {"side": subject.side, "owner": subject.owner, "due": subject.due, "status": subject.status}
    elif isinstance(subject, Risk):
        own = {"due": subject.plan_due, "status": subject.status}
    else:
        own = {"field": subject.field, "value": subject.override.value, "due": subject.override.until}
    return {**data, **own}


def session_data(review: Review) -> dict[str, Any]:
    """A signed review without its items."""
    return {
        "id": review.id,
        "lead": review.lead,
        "began": review.began,
        "signed": review.signed,
        "counts": counts(review),
        "undecided": review.undecided,
        "comment": review.comment,
    }


def told_data(review: Review) -> dict[str, Any]:
    """A signed review whole."""
    return {**session_data(review), "items": review.items}


def said_data(said: Said) -> dict[str, Any]:
    """A word or remark of a lead; `verdict` is empty for remarks and closing words."""
    return {
        "kind": said.kind or "review",
        "id": said.id,
        "account": said.account,
        "title": said.title,
        "verdict": said.word or "",
        "by": said.by,
        "at": said.at,
        "text": said.text,
        "deadline": said.deadline,
        "waits": said.waits,
        "new": said.new,
    }
