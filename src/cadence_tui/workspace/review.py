"""The lead's words on promises, risks and what was set by hand (A3). Leads and admins only.

Ids are those of the review: of a promise, of a risk, or `ACCOUNT.FIELD` of an override. Several at once are
one act. All raise NotPermitted, NotFound, Conflict, and Refused when nothing would change.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Action, Comment, Document, Override, Risk, Verdict
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.documents.remarks import VerdictWord
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import FullDay, Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.review import AccountOverride, OverrideField, Subject, kind_of_subject
from cadence_tui.workspace import actions
from cadence_tui.workspace.ledger import Told, colleague, owner_of, said, told_together, with_status
from cadence_tui.workspace.review_reading import subject_of
from cadence_tui.workspace.session import Edit, Workspace

_SET_BY_HAND: dict[OverrideField, str] = {
    "segment": message("Segment of {account} set by hand").text,
    "stage": message("Stage of {account} set by hand").text,
    "health": message("Health of {account} set by hand").text,
}


def approve(ws: Workspace, *ids: str, why: str = "") -> list[Document]:
    """It is in good hands; of a kept promise: it is kept."""
    return _judge(
        ws,
        ids,
        lambda what: message("Approved: {what}", what=what),
        lambda subject: _with_word(ws, subject, "approved", plain(why).strip()),
    )


def send_back(ws: Workspace, *ids: str, reason: str) -> list[Document]:
    """Back to who answers for it, because; a promise stands on top of their board until they answer.

    A promise that was called kept is open again.
    """
    why = said(reason)

    def returned(subject: Subject) -> Subject:
        if isinstance(subject, Action) and subject.status == "done":
            subject = with_status(ws, subject, "open")
        return _with_word(ws, subject, "returned", why)

    return _judge(ws, ids, lambda what: message("Returned: {what} ({why})", what=what, why=why), returned)


def escalate(ws: Workspace, *ids: str, deadline: date, why: str = "") -> list[Document]:
    """It has the lead's attention until a day. Raises Refused for a day that is over."""
    if deadline < ws.today():
        raise Refused(message("{day} is over", day=FullDay(deadline)))
    return _judge(
        ws,
        ids,
        lambda what: message("Escalated until {day}: {what}", day=deadline, what=what),
        lambda subject: _with_word(ws, subject, "escalated", plain(why).strip(), deadline),
    )


def reassign(ws: Workspace, *ids: str, to: str, why: str = "") -> list[Document]:
    """Somebody else's from now on: a colleague for ours and for risks, a name at the customer for theirs."""

    def given(subject: Subject) -> Subject:
        if isinstance(subject, AccountOverride):
            raise Refused(
                message("What was set by hand has no owner to change: return it, or let the rule decide")
            )
        owner = _owner(ws, subject, to)
        if owner == subject.owner:
            return subject
        if isinstance(subject, Action):
            subject = replace(_live(subject), owner=owner, covers="")
        else:
            subject = replace(subject, owner=owner)
        return _with_word(ws, subject, "reassigned", plain(why).strip())

    person = colleague(ws, to)
    name = person.name if person else plain(to)
    return _judge(ws, ids, lambda what: message("Reassigned to {name}: {what}", name=name, what=what), given)


def redate(ws: Workspace, *ids: str, due: date, why: str) -> list[Document]:
    """Another date, because: of a promise, of the plan against a risk, or until when an override holds."""
    reason = said(why)

    def moved(subject: Subject) -> Subject:
        if isinstance(subject, Action):
            subject = actions.redated(ws, _live(subject), due, reason)
        elif isinstance(subject, Risk):
            subject = replace(subject, plan_due=due)
        elif due < ws.today():
            raise Refused(message("{day} is over", day=FullDay(due)))
        else:
            subject = replace(subject, override=replace(subject.override, until=due))
        return _with_word(ws, subject, "redated", reason)

    return _judge(ws, ids, lambda what: message("New date {due}: {what}", due=due, what=what), moved)


def let_rule_decide(ws: Workspace, *ids: str, reason: str) -> list[Document]:
    """Ends what was set by hand, because: it stays readable, with yesterday as its last day.

    Raises Refused for promises and risks, and for what has ended already.
    """
    why = said(reason)
    yesterday = ws.today() - timedelta(days=1)

    def ended(subject: Subject) -> Subject:
        if not isinstance(subject, AccountOverride):
            raise Refused(message("Only what was set by hand can go back to its rule"))
        until = subject.override.until
        if until is not None and until <= yesterday:
            raise Refused(message("It has ended already, on {day}", day=until))
        return _with_word(
            ws, replace(subject, override=replace(subject.override, until=yesterday)), "returned", why
        )

    return _judge(
        ws, ids, lambda what: message("By the rule again: {what} ({why})", what=what, why=why), ended
    )


def comment(ws: Workspace, *ids: str, text: str) -> list[Document]:
    """A remark without a verdict. Raises Refused for overrides, which have no place for it."""
    remark = Comment(by=ws.actor.id, at=ws.now(), text=said(text))

    def remarked(subject: Subject) -> Subject:
        if isinstance(subject, AccountOverride):
            raise Refused(message("What was set by hand takes a verdict, not a remark: return it with words"))
        return replace(subject, comments=(*subject.comments, remark))

    return _judge(ws, ids, lambda what: message("Remark: {what}", what=what), remarked)


def overtaken(ws: Workspace, now: Subject, was: Subject, since: datetime) -> Message | None:
    """What somebody else did that leaves the lead nothing to say; `was` is how it was shown.

    Another lead had a word on it since then, or it is over.
    """
    other = next((each for each in now.verdicts if each.at >= since and each.by != ws.actor.id), None)
    if other is not None and other not in was.verdicts:
        person = colleague(ws, other.by)
        name = person.name if person else other.by
        return message("{name} was quicker: {what}", name=name, what=called(now))
    kind = kind_of_subject(now)
    if kind != "override" and ws.store.get(kind, now.id) is None:
        return message("It was removed meanwhile: {what}", what=called(now))
    if isinstance(now, Action) and isinstance(was, Action):
        closed = now.status not in LIVE_STATUSES and was.status in LIVE_STATUSES
        return message("It was closed meanwhile: {what}", what=called(now)) if closed else None
    if isinstance(now, Risk) and now.status != "open":
        return message("It is over meanwhile: {what}", what=called(now))
    if isinstance(now, AccountOverride) and isinstance(was, AccountOverride):
        changed = (now.override.value, now.override.at) != (was.override.value, was.override.at)
        return message("It was set anew meanwhile: {what}", what=called(now)) if changed else None
    return None


def refuse_overtaken(ws: Workspace, item: str, was: Subject, since: datetime) -> None:
    """Raises Refused when somebody else has left the lead nothing to say about it: see `overtaken`."""
    ws.catch_up()
    told = overtaken(ws, subject_of(ws, item), was, since)
    if told is not None:
        raise Refused(told)


def called(subject: Subject) -> Message | str:
    """What the log calls it."""
    if isinstance(subject, AccountOverride):
        return Message(_SET_BY_HAND[subject.field], {"account": plain(subject.account.name)})
    return plain(subject.title)


def word_on(ws: Workspace, subject: Subject, since: datetime) -> VerdictWord | None:
    """The actor's last word on it since then that is not signed yet."""
    given: list[VerdictWord] = [
        verdict.verdict for verdict in subject.verdicts if is_unsigned(ws, verdict, since)
    ]
    return given[-1] if given else None


def is_unsigned(ws: Workspace, verdict: Verdict, since: datetime) -> bool:
    """Whether a word is the actor's, of since then, and not signed."""
    return verdict.by == ws.actor.id and verdict.signed is None and verdict.at >= since


def with_verdicts(subject: Subject, verdicts: tuple[Verdict, ...]) -> Subject:
    """The same with other words of leads."""
    if isinstance(subject, AccountOverride):
        return replace(subject, override=replace(subject.override, verdicts=verdicts))
    return replace(subject, verdicts=verdicts)


def edits_of(pairs: Sequence[tuple[Subject, Subject]]) -> list[Edit]:
    """The documents to change, each once: one account may have several overrides."""
    edits: list[Edit] = []
    accounts: dict[str, tuple[Account, Account]] = {}
    for was, new in pairs:
        if isinstance(was, AccountOverride) and isinstance(new, AccountOverride):
            base, account = accounts.get(was.account.id, (was.account, was.account))
            fields: dict[str, Override] = {new.field: new.override}
            accounts[was.account.id] = (base, replace(account, **fields))
        elif not isinstance(was, AccountOverride) and not isinstance(new, AccountOverride):
            edits.append((was, new))
    return [*edits, *accounts.values()]


def require_lead(ws: Workspace) -> None:
    """Raises NotPermitted for others than leads and admins."""
    ws.require("lead", "admin")


def _judge(
    ws: Workspace, ids: Iterable[str], told: Told, change: Callable[[Subject], Subject]
) -> list[Document]:
    """Changes items in one commit; answers the documents that became different, as they are now."""
    require_lead(ws)
    subjects = [subject_of(ws, item) for item in dict.fromkeys(ids)]
    ws.expect([subject for subject in subjects if not isinstance(subject, AccountOverride)])
    pairs = [(was, new) for was in subjects if (new := change(was)) != was]
    if not pairs:
        what = told_together([called(subject) for subject in subjects])
        raise Refused(message("That changes nothing: {what}", what=what))
    edits = edits_of(pairs)
    ws.commit(told(told_together([called(new) for _, new in pairs])), edits=edits)
    return [ws.records.get(type(was), was.id) for was, _ in edits]


def _with_word(
    ws: Workspace, subject: Subject, word: VerdictWord, why: str, deadline: date | None = None
) -> Subject:
    verdict = Verdict(verdict=word, by=ws.actor.id, at=ws.now(), why=why, deadline=deadline)
    return with_verdicts(subject, (*subject.verdicts, verdict))


def _owner(ws: Workspace, subject: Action | Risk, to: str) -> str:
    if isinstance(subject, Action):
        return owner_of(ws, subject, to)
    person = ws.records.person(to)
    if person.gone is not None:
        raise Refused(message("{name} has left the team", name=person.name))
    return person.id


def _live(action: Action) -> Action:
    if action.status not in LIVE_STATUSES:
        raise Refused(message("{title} is closed: open it again first", title=action.title))
    return action
