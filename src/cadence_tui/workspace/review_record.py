"""The record of a review: signing it, and reading signed ones (A3)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Action, Review, Reviewed, Risk
from cadence_tui.model.documents.remarks import VerdictWord
from cadence_tui.model.errors import CadenceError, Refused
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.practice.review import (
    AccountOverride,
    Subject,
    account_of_subject,
    answerable,
    kind_of_subject,
    overrides_of,
)
from cadence_tui.views.names import names_of
from cadence_tui.views.review_record import RecordReader
from cadence_tui.workspace.ledger_reading import reader_of
from cadence_tui.workspace.review import edits_of, is_unsigned, require_lead, with_verdicts
from cadence_tui.workspace.review_reading import subject_of
from cadence_tui.workspace.session import Workspace


def sign_off(
    ws: Workspace,
    ids: Iterable[str],
    *,
    since: datetime,
    undecided: int = 0,
    comment: str = "",
    was: Mapping[str, Subject] | None = None,
) -> Review:
    """Signs the actor's words on these items since then, and keeps what was said as a record.

    `was` has the items as they stood when the review began: the record tells their owners of then. What was
    removed meanwhile is left out. Raises NotPermitted, Conflict, Refused when there is nothing to sign.
    """
    require_lead(ws)
    ws.catch_up()
    present = _present(ws, ids)
    items = [
        item
        for subject in present
        if (item := _reviewed(ws, subject, (was or {}).get(subject.id, subject), since)) is not None
    ]
    if not items:
        raise Refused(message("There is nothing to sign"))
    review = Review(
        id=ws.new_id(),
        lead=ws.actor.id,
        began=since,
        signed=ws.now(),
        items=tuple(items),
        undecided=undecided,
        comment=plain(comment).strip(),
    )
    given = counts(review)
    ws.commit(
        message("Review signed, verdicts: {n}", n=sum(given.values())),
        edits=edits_of([(subject, _signed(ws, subject, since)) for subject in present]),
        made=[review],
        marks={"review": dict(given)},
    )
    return ws.records.get(Review, review.id)


def counts(review: Review) -> dict[VerdictWord, int]:
    """How many of each verdict."""
    return dict(Counter(item.verdict for item in review.items if item.verdict))


def unsigned(ws: Workspace, since: datetime) -> list[str]:
    """The ids of what the actor has judged since then without signing it."""
    subjects: list[Subject] = [*ws.records.every(Action), *ws.records.every(Risk)]
    subjects += [each for account in ws.records.accounts() for each in overrides_of(account)]
    return [
        subject.id
        for subject in subjects
        if any(is_unsigned(ws, verdict, since) for verdict in subject.verdicts)
    ]


def signed_reviews(ws: Workspace) -> list[Review]:
    """Signed reviews, the newest first. Raises NotPermitted for others than leads and admins."""
    require_lead(ws)
    return sorted(ws.records.every(Review), key=lambda review: (review.signed, review.id), reverse=True)


def signed_review(ws: Workspace, review_id: str) -> Review:
    """A signed review. Raises NotPermitted for others than leads and admins, NotFound."""
    require_lead(ws)
    return ws.records.get(Review, review_id)


def record_reader(ws: Workspace, speech: Speech) -> RecordReader:
    """The actor as a reader of records in that language."""
    return RecordReader(
        reader=reader_of(ws, speech),
        accounts={account.id: account.name for account in ws.records.accounts()},
        names=names_of(ws.rules.touch_model, ws.records.people()),
    )


def _present(ws: Workspace, ids: Iterable[str]) -> list[Subject]:
    found: list[Subject] = []
    for item in dict.fromkeys(ids):
        try:
            subject = subject_of(ws, item)
        except CadenceError:
            continue
        kind, shape_id = _document(subject)
        if ws.store.get(kind, shape_id) is not None:
            found.append(subject)
    return found


def _document(subject: Subject) -> tuple[str, str]:
    if isinstance(subject, AccountOverride):
        return "account", subject.account.id
    return kind_of_subject(subject), subject.id


def _reviewed(ws: Workspace, subject: Subject, was: Subject, since: datetime) -> Reviewed | None:
    words = [verdict for verdict in subject.verdicts if is_unsigned(ws, verdict, since)]
    comments = () if isinstance(subject, AccountOverride) else subject.comments
    remarks = tuple(each.text for each in comments if each.by == ws.actor.id and each.at >= since)
    if not words and not remarks:
        return None
    last = words[-1] if words else None
    return Reviewed(
        kind=kind_of_subject(subject),
        item=subject.id,
        account=account_of_subject(subject),
        title=subject.override.value if isinstance(subject, AccountOverride) else subject.title,
        owner=_owner(was),
        verdict=last.verdict if last else "",
        why=last.why if last else "",
        deadline=last.deadline if last else None,
        remarks=remarks,
    )


def _owner(subject: Subject) -> str:
    return subject.owner if isinstance(subject, Action) else answerable(subject)


def _signed(ws: Workspace, subject: Subject, since: datetime) -> Subject:
    verdicts = (
        replace(verdict, signed=ws.now()) if is_unsigned(ws, verdict, since) else verdict
        for verdict in subject.verdicts
    )
    return with_verdicts(subject, tuple(verdicts))
