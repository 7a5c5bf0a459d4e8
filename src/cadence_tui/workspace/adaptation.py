"""Rhythms that follow what customers do: what is proposed, taking it up or not, what came of it (T11)."""

from collections.abc import Container, Iterable
from datetime import UTC, datetime
from typing import Literal

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Adaptation, Experiment, Rhythm
from cadence_tui.model.errors import Refused
from cadence_tui.model.ids import shared_id
from cadence_tui.model.message import Message, message
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.text import plain
from cadence_tui.practice.adaptive import Proposal, propose
from cadence_tui.practice.adaptive_effect import cohort_effect, effect
from cadence_tui.practice.rhythms import rhythm_in_force
from cadence_tui.views.adaptation import Adaptations, Followed, Offer
from cadence_tui.views.portfolio_list import Scope
from cadence_tui.workspace.ledger import require_reach, said
from cadence_tui.workspace.session import Workspace


def read_adaptations(ws: Workspace, scope: Scope = "mine", only: Container[str] | None = None) -> Adaptations:
    """Proposals and effects for the accounts of a scope, and there of those with these ids."""
    records = list(_records(ws, scope, only))
    offers = [offer for record in records if (offer := _offer(ws, record)) is not None]
    followed = [each for record in records for each in _followed(ws, record)]
    figures = ws.rules.touch_model.experiments
    latest = [each.effect for each in followed if not _is_superseded(each, followed)]
    return Adaptations(
        offers=tuple(sorted(offers, key=_by_minutes)),
        followed=tuple(sorted(followed, key=lambda each: _order(each.adaptation), reverse=True)),
        together=cohort_effect(latest, figures) if figures is not None and latest else None,
        in_experiments=_in_experiments(ws, records),
    )


def read_proposals(ws: Workspace, scope: Scope = "mine", only: Container[str] | None = None) -> list[Offer]:
    """The proposals alone: nothing is kept of them until somebody decides."""
    offers = [_offer(ws, record) for record in _records(ws, scope, only)]
    return sorted((offer for offer in offers if offer is not None), key=_by_minutes)


def in_experiments(ws: Workspace, scope: Scope = "mine", only: Container[str] | None = None) -> int:
    """How many of these accounts nothing is proposed for because an experiment sets their rhythm."""
    return _in_experiments(ws, _records(ws, scope, only))


def accept(ws: Workspace, account_id: str, *, why: str = "", seen: Proposal | None = None) -> Adaptation:
    """The account lives by the proposed rhythm from now on, until its stage ends.

    Raises NotPermitted, NotFound, Refused where nothing is proposed, where the customer's wish binds, and for
    another proposal than the one that was `seen`; Conflict where somebody decided meanwhile.
    """
    account, proposal = _proposed(ws, account_id, seen)
    if proposal.change == "ask":
        raise Refused(
            message("{account} wished it this way: ask them; a wish is changed there", account=account.name)
        )
    made = _decided(ws, proposal, "accepted", plain(why).strip())
    rhythm = Rhythm(
        touch=made.touch,
        every_days=made.every_days or _whole(proposal.was_days),
        channel=made.channel or (account.rhythm.channel if account.rhythm else ""),
        source=made.id,
        by=made.by,
        at=made.at,
        until=made.until,
    )
    ws.commit(_told(account, proposal), edits=[(account, replace(account, rhythm=rhythm))], made=[made])
    return ws.records.get(Adaptation, made.id)


def dismiss(ws: Workspace, account_id: str, *, why: str, seen: Proposal | None = None) -> Adaptation:
    """The proposal is not taken up, because; only calls offered from now on may bring it back.

    Raises NotPermitted, NotFound, Refused where nothing is proposed or no reason is given; Conflict where
    somebody decided meanwhile.
    """
    account, proposal = _proposed(ws, account_id, seen)
    made = _decided(ws, proposal, "dismissed", said(why))
    told = message("{account}: another rhythm not taken up: {why}", account=account.name, why=made.why)
    ws.commit(told, made=[made])
    return ws.records.get(Adaptation, made.id)


def end(ws: Workspace, account_id: str, *, why: str = "") -> Adaptation:
    """The account lives by its rule again. Raises NotPermitted, NotFound, Refused where it does already."""
    account = ws.records.editable(Account, account_id)
    require_reach(ws, account)
    accepted = {each.id: each for each in ws.records.of_account(Adaptation, account.id)}
    source = account.rhythm.source if account.rhythm else ""
    if source not in accepted:
        raise Refused(message("{account} lives by its rule already", account=account.name))
    was = accepted[source]
    ended = replace(was, status="ended", ended=ws.today(), why=plain(why).strip() or was.why)
    told = message("{account}: rhythm as the rule says again", account=account.name)
    ws.commit(told, edits=[(account, replace(account, rhythm=None)), (was, ended)])
    return ws.records.get(Adaptation, was.id)


# -- inside ------------------------------------------------------------------------------


def _proposed(ws: Workspace, account_id: str, seen: Proposal | None) -> tuple[Account, Proposal]:
    account = ws.records.editable(Account, account_id)
    require_reach(ws, account)
    proposal = propose(ws.records.record(account.id), ws.rules.touch_model, ws.today())
    if proposal is None:
        raise Refused(message("Nothing is proposed for {account}", account=account.name))
    if seen is not None and _gist(seen) != _gist(proposal):
        raise Refused(message("What is proposed for {account} has changed: look again", account=account.name))
    return account, proposal


def _gist(proposal: Proposal) -> tuple[object, ...]:
    return proposal.touch, proposal.change, proposal.was_days, proposal.every_days, proposal.channel


def _id_of(ws: Workspace, proposal: Proposal) -> str:
    """That of whoever else decides on it from the same state: of two decisions the second is refused.

    Of the day in UTC, which is everybody's.
    """
    before = len(ws.records.of_account(Adaptation, proposal.account))
    day = ws.now().astimezone(UTC).date()
    return shared_id(day, proposal.account, "adaptation", str(before))


def _decided(
    ws: Workspace, proposal: Proposal, status: Literal["accepted", "dismissed"], why: str
) -> Adaptation:
    return Adaptation(
        id=_id_of(ws, proposal),
        account=proposal.account,
        touch=proposal.touch,
        change=proposal.change,
        was_days=proposal.was_days,
        every_days=proposal.every_days,
        channel=proposal.channel,
        evidence=proposal.evidence,
        status=status,
        by=ws.actor.id,
        at=ws.now(),
        why=why,
        until=proposal.until if status == "accepted" else None,
    )


def _whole(days: float) -> int | None:
    """A rhythm of whole days; one that is not comes from a rule and stays there."""
    return int(days) if days == int(days) else None


def _told(account: Account, proposal: Proposal) -> Message:
    if proposal.change == "mail":
        return message("{account}: mails instead of calls from now on", account=account.name)
    if proposal.by_rule:
        return message(
            "{account}: calls every {days} days from now on, as the rule says, not every {was} as they came",
            account=account.name,
            days=proposal.every_days,
            was=proposal.was_days,
        )
    return message(
        "{account}: calls every {days} days from now on, not every {was}",
        account=account.name,
        days=proposal.every_days,
        was=proposal.was_days,
    )


def _records(ws: Workspace, scope: Scope, only: Container[str] | None) -> Iterable[AccountRecord]:
    pods = {person.id: person.pod for person in ws.records.people()}
    actor = ws.actor
    for account in ws.records.accounts():
        if account.churned is not None or (only is not None and account.id not in only):
            continue
        pod = account.pod or pods.get(account.owner, "")
        if scope == "mine" and account.owner != actor.id:
            continue
        if scope == "pod" and account.owner != actor.id and (not actor.pod or pod != actor.pod):
            continue
        yield ws.records.record(account.id)


def _in_experiments(ws: Workspace, records: Iterable[AccountRecord]) -> int:
    running, today = {each.id for each in ws.records.every(Experiment)}, ws.today()
    rhythms = (rhythm_in_force(record, today) for record in records) if running else ()
    return sum(rhythm is not None and rhythm.source in running for rhythm in rhythms)


def _offer(ws: Workspace, record: AccountRecord) -> Offer | None:
    proposal = propose(record, ws.rules.touch_model, ws.today())
    return Offer(account=record.account, proposal=proposal) if proposal is not None else None


def _followed(ws: Workspace, record: AccountRecord) -> Iterable[Followed]:
    figures, rhythm, today = ws.rules.touch_model.adaptive, record.account.rhythm, ws.today()
    if figures is None:
        return
    for adaptation in record.adaptations:
        if adaptation.status == "dismissed":
            continue
        lapsed = adaptation.until is not None and adaptation.until < today
        yield Followed(
            account=record.account,
            adaptation=adaptation,
            effect=effect(record, adaptation, figures, today),
            in_force=rhythm is not None and rhythm.source == adaptation.id and not lapsed,
        )


def _is_superseded(each: Followed, others: Iterable[Followed]) -> bool:
    """An account counts once in what all have together: by its latest change."""
    return any(
        other.account.id == each.account.id and _order(other.adaptation) > _order(each.adaptation)
        for other in others
    )


def _order(adaptation: Adaptation) -> tuple[datetime, str]:
    """By when it was decided: the ids of a day have no order."""
    return adaptation.at, adaptation.id


def _by_minutes(offer: Offer) -> tuple[int, str, str]:
    saved = offer.proposal.minutes_was - offer.proposal.minutes_then
    return -saved, offer.account.name, offer.account.id
