"""Gathers the brief for who stands in, and what happened while somebody was away (P6)."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from cadence_tui.model.clock import today
from cadence_tui.model.documents import Absence, Account, Cover, Person
from cadence_tui.model.errors import NotFound
from cadence_tui.model.message import message
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.cover_needs import Need
from cadence_tui.practice.covering import part_of, stretches
from cadence_tui.practice.handover import Handover, handover_brief
from cadence_tui.practice.health.score import health
from cadence_tui.practice.health.trend import trend
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of
from cadence_tui.practice.while_away import (
    AccountNews,
    Return,
    account_news,
    by_weight,
    score_days,
)
from cadence_tui.views.brief import BriefFacts
from cadence_tui.workspace.briefs import account_brief
from cadence_tui.workspace.cover import next_leave
from cadence_tui.workspace.cover_book import needs_of_accounts
from cadence_tui.workspace.covering import cover_of
from cadence_tui.workspace.session import Workspace


def handovers(ws: Workspace, who: str, day: date | None = None) -> list[Handover]:
    """The accounts of the accepted cover of a leave with what falls into it. Raises NotFound."""
    person = ws.records.person(who)
    leave = next_leave(ws, person, day)
    cover = cover_of(ws, person.id, leave.first, leave.last)
    if cover is None or not cover.parts:
        raise NotFound(message("No cover is accepted for the leave of {name}", name=person.name))
    needs = needs_of_accounts(ws, person, leave)
    return [
        Handover(
            account=part.account,
            person=person.id,
            stand_in=part.stand_in,
            first=leave.first,
            last=leave.last,
            needs=needs.get(part.account, ()),
            note=part.note,
            cover=cover.id,
        )
        for part in cover.parts
    ]


def handover_of(ws: Workspace, account_id: str) -> Handover:
    """One account's, also while the cover of its owner's next leave is a proposal only. Raises NotFound."""
    account = ws.records.account(account_id)
    for cover in ws.records.covers():
        away, part = ws.records.get(Person, cover.person), part_of(cover, account.id)
        if part is not None and cover.last >= today(ws.clock, away.timezone):
            found = handovers(ws, away.id, cover.last)
            return next(each for each in found if each.account == account.id)
    owner = ws.records.person(account.owner)
    leave = next_leave(ws, owner)
    needs = needs_of_accounts(ws, owner, leave).get(account.id, ())
    return proposed_handover(account, owner, leave, needs, "")


def proposed_handover(
    account: Account,
    person: Person,
    leave: Absence,
    needs: Sequence[Need],
    stand_in: str,
    *,
    note: str = "",
    cover: str = "",
) -> Handover:
    """What the brief is made from while the cover is a proposal, or where a plan is at hand."""
    return Handover(
        account=account.id,
        person=person.id,
        stand_in=stand_in,
        first=leave.first,
        last=leave.last,
        needs=tuple(needs),
        note=note,
        cover=cover,
    )


def handover_facts(ws: Workspace, handover: Handover) -> BriefFacts:
    """The brief of an account for who stands in. Raises NotFound."""
    facts = account_brief(ws, handover.account)
    record, day = ws.records.record(handover.account), ws.today()
    account, model = record.account, ws.rules.touch_model
    score = health(
        record,
        ws.rules.health,
        segment=segment_of(account, model, day).value,
        stage=stage_of(account, model, day).value,
        today=day,
    )
    return replace(facts, brief=handover_brief(record, facts.brief, handover, score, day))


def while_away(ws: Workspace, who: str = "", day: date | None = None) -> Return:
    """What happened in a leave: the one of a day, else the running one or the last. Raises NotFound."""
    person = ws.records.person(who) if who else ws.records.get(Person, ws.actor.id)
    here = today(ws.clock, person.timezone)
    begun = [each for each in stretches(person) if each.first <= here]
    wanted = [each for each in begun if day is None or each.first <= day <= each.last]
    if not wanted:
        raise NotFound(message("{name} has not been away; a leave to come has a plan", name=person.name))
    leave = wanted[-1]
    stand_ins = {
        part.account: part.stand_in
        for cover in ws.records.every(Cover)
        if cover.person == person.id and cover.first <= leave.last and cover.last >= leave.first
        for part in cover.parts
    }
    mine = {account.id for account in ws.records.accounts() if account.owner == person.id} | set(stand_ins)
    news = [
        _news(ws, record, person, leave, stand_ins.get(record.account.id, ""), here)
        for record in ws.records.all_records()
        if record.account.id in mine
    ]
    told = sorted((each for each in news if each.says_something), key=by_weight)
    return Return(person=person, leave=leave, over=leave.last < here, accounts=tuple(told))


def _news(
    ws: Workspace, record: AccountRecord, person: Person, leave: Absence, stand_in: str, here: date
) -> AccountNews:
    account, model = record.account, ws.rules.touch_model
    scores = [
        trend(
            record,
            ws.rules.health,
            segment=segment_of(account, model, day).value,
            stage=stage_of(account, model, day).value,
            today=day,
            weeks=1,
        )[-1]
        for day in score_days(leave, here)
    ]
    before, after = scores
    return account_news(record, person, leave, ws.now(), stand_in=stand_in, before=before, after=after)
