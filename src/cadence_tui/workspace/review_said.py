"""What leads said of somebody's promises, risks and overrides, for that person to read (A3)."""

import os
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
from platformdirs import user_state_path

from cadence_tui.model.documents import Action, Comment, Review, Risk
from cadence_tui.model.documents.remarks import VerdictWord
from cadence_tui.practice.review import (
    AccountOverride,
    Subject,
    account_of_subject,
    answerable,
    kind_of_subject,
    overrides_of,
    returned,
)
from cadence_tui.views.said import Said
from cadence_tui.workspace.session import Workspace

_ONLY_OWNER = 0o600


def read_said(ws: Workspace) -> list[Said]:
    """What leads said to the actor: unanswered returns first, then what is new, then the newest."""
    seen = _seen(ws)
    if seen is None:
        # Nothing was ever shown here: what is older than a verdict rests is no news.
        seen = ws.now() - timedelta(days=ws.rules.review.verdict_rests_days)
    leads = {person.id for person in ws.records.people() if person.role in ("lead", "admin")}
    found = [said for subject in _own(ws) for said in _of_subject(subject, leads - {ws.actor.id}, seen)]
    found += _of_reviews(ws, seen)
    found.sort(key=lambda said: said.at, reverse=True)
    return sorted(found, key=lambda said: (not said.waits, not said.new))


def unheard(ws: Workspace) -> int:
    """How much of it is new to the actor or waits for their answer."""
    return sum(said.new or said.waits for said in read_said(ws))


def set_heard(ws: Workspace) -> None:
    """Notes that the actor has been shown all of it; where it cannot be written it stays new."""
    file = _file()
    fresh = file.with_suffix(f".{os.getpid()}.new")
    kept = {**_kept(), _reader(ws): ws.now()}
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _ONLY_OWNER), "wb") as stream:
            stream.write(msgspec.json.encode(kept))
        fresh.replace(file)


def _own(ws: Workspace) -> list[Subject]:
    """What the actor answers for, and what the customers of their accounts promised."""
    me = ws.actor.id
    mine = {account.id for account in ws.records.accounts() if account.owner == me}
    subjects: list[Subject] = [
        action
        for action in ws.records.every(Action)
        if (action.verdicts or action.comments)
        and (action.owner == me if action.side == "ours" and action.owner else action.account in mine)
    ]
    subjects += [risk for risk in ws.records.every(Risk) if me in (risk.owner, "")]
    subjects += [each for account in ws.records.accounts() for each in overrides_of(account)]
    return [each for each in subjects if isinstance(each, Action) or answerable(each) == me]


def _of_subject(subject: Subject, leads: set[str], seen: datetime) -> list[Said]:
    waiting = returned(subject)
    live = not isinstance(subject, Action) or subject.status not in ("done", "dropped")
    told = [
        _said(
            subject,
            word=verdict.verdict,
            by=verdict.by,
            at=verdict.at,
            text=verdict.why,
            deadline=verdict.deadline,
            waits=live and verdict is waiting and not _is_over(subject),
            new=verdict.at > seen,
        )
        for verdict in subject.verdicts
        if verdict.by in leads
    ]
    comments: tuple[Comment, ...] = () if isinstance(subject, AccountOverride) else subject.comments
    told += [
        _said(subject, by=each.by, at=each.at, text=each.text, new=each.at > seen)
        for each in comments
        if each.by in leads
    ]
    return told


def _of_reviews(ws: Workspace, seen: datetime) -> list[Said]:
    """The closing words of reviews that spoke of the actor's items, and what was given to somebody else."""
    me, found = ws.actor.id, list[Said]()
    for review in ws.records.every(Review):
        mine = [item for item in review.items if item.owner == me]
        if not mine or review.lead == me:
            continue
        new = review.signed > seen
        if review.comment:
            found.append(
                Said(kind=None, id=review.id, by=review.lead, at=review.signed, text=review.comment, new=new)
            )
        found += [
            Said(
                kind=item.kind,
                id=item.item,
                account=item.account,
                title=item.title,
                word="reassigned",
                by=review.lead,
                at=review.signed,
                text=item.why,
                new=new,
            )
            for item in mine
            if item.verdict == "reassigned"
        ]
    return found


def _said(
    subject: Subject,
    *,
    by: str,
    at: datetime,
    text: str,
    word: VerdictWord | None = None,
    deadline: date | None = None,
    waits: bool = False,
    new: bool = False,
) -> Said:
    by_hand = isinstance(subject, AccountOverride)
    return Said(
        kind=kind_of_subject(subject),
        id=subject.id,
        account=account_of_subject(subject),
        title=subject.override.value if by_hand else subject.title,
        word=word,
        by=by,
        at=at,
        text=text,
        deadline=deadline,
        waits=waits,
        new=new,
    )


def _is_over(subject: Subject) -> bool:
    """Whether nothing is left to answer: the risk has ended, or the rule decides again."""
    if isinstance(subject, Risk):
        return subject.status != "open"
    if isinstance(subject, AccountOverride):
        word, until = subject.verdicts[-1], subject.override.until
        return until is not None and until < word.at.date()
    return False


def _seen(ws: Workspace) -> datetime | None:
    return _kept().get(_reader(ws))


def _reader(ws: Workspace) -> str:
    return f"{ws.store.path.resolve()} {ws.actor.id}"


def _kept() -> dict[str, datetime]:
    # What cannot be read is read anew: it is shown once more, that is all.
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(_file().read_bytes(), type=dict[str, datetime])
    return {}


def _file() -> Path:
    return user_state_path("cadence") / "heard.json"
