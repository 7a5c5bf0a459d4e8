"""Who looks after which accounts today, and what that lets them do (P6)."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from cadence_tui.model.clock import today
from cadence_tui.model.documents import Account, Action, Cover, Person, Touchpoint
from cadence_tui.practice.covering import StandingIn, fitted, is_lent, standing_in
from cadence_tui.workspace.session import Edit, Workspace


def covered_now(ws: Workspace) -> dict[str, StandingIn]:
    """By account who looks after it today instead of its owner."""
    covers = ws.records.covers()
    if not covers:
        return {}
    people = {person.id: person for person in ws.records.people()}
    found: dict[str, StandingIn] = {}
    for cover in covers:
        away = people.get(cover.person)
        if away is not None:
            day = today(ws.clock, away.timezone)
            found.update((each.account, each) for each in standing_in(cover, away, day))
    return found


def covered_by(ws: Workspace, person: str) -> dict[str, StandingIn]:
    """The accounts that somebody looks after today for others."""
    return {account: each for account, each in covered_now(ws).items() if each.stand_in == person}


def covered_on(ws: Workspace, account: Account, day: date) -> str:
    """Who is to make a call with an account on a day instead of its owner; empty when the owner is there."""
    owner = next((person for person in ws.records.people() if person.id == account.owner), None)
    covers = ws.records.covers() if owner is not None and owner.leave else []
    found = [
        each.stand_in
        for cover in covers
        if owner is not None and cover.person == owner.id
        for each in standing_in(cover, owner, day)
        if each.account == account.id
    ]
    return next(iter(found), "")


def stands_in(ws: Workspace, account: str) -> bool:
    """Whether the acting person looks after an account today."""
    return account in covered_by(ws, ws.actor.id)


def on_behalf(ws: Workspace, action: Action) -> Action:
    """A promise of the actor's, on behalf of an owner who is away if it is one: theirs after the leave."""
    if action.side != "ours" or action.owner != ws.actor.id:
        return action
    found = covered_by(ws, ws.actor.id).get(action.account)
    return replace(action, covers=found.person) if found else action


def made_for(ws: Workspace, touch: Touchpoint, call: Touchpoint | None) -> Touchpoint:
    """A touch agreed in a call that somebody made for an owner who is away: theirs from their return on."""
    if call is None or not call.covers:
        return touch
    stand_in = covered_on(ws, ws.records.get(Account, touch.account), touch.date)
    return replace(touch, owner=stand_in or call.covers, covers=call.covers if stand_in else "")


def cover_of(ws: Workspace, person: str, first: date, last: date) -> Cover | None:
    """The cover of a person that lies in some days; the newest one."""
    found = [
        cover
        for cover in ws.records.covers()
        if cover.person == person and cover.first <= last and cover.last >= first
    ]
    return max(found, key=lambda cover: cover.id, default=None)


def give_back(ws: Workspace, person: Person) -> Iterator[Edit]:
    """What follows when somebody's leave becomes another one: covers are cut to it, and end with it.

    What a stand-in was given for days that are no leave any more returns. `person` is as they shall be.
    """
    for cover in ws.records.covers():
        if cover.person != person.id:
            continue
        left = fitted(cover, person)
        if left is None:
            yield cover, replace(cover, ended=ws.now())
        elif left != cover:
            yield cover, left
    day, zone = today(ws.clock, person.timezone), ZoneInfo(person.timezone)
    for touch in ws.records.lent_by(Touchpoint, person.id):
        if not is_lent(touch.date, person, day):
            yield touch, replace(touch, owner=person.id, covers="")
    for action in ws.records.lent_by(Action, person.id):
        if not is_lent(action.created.astimezone(zone).date(), person, day):
            yield action, replace(action, owner=person.id, covers="")
