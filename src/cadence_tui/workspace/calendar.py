"""Reads the calendar of one person: a year back and a year ahead, in one look."""

from datetime import timedelta

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Account, Contact, Person, Preferences, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.wishes import wishes_in_force
from cadence_tui.views.calendar import CalendarBook
from cadence_tui.workspace.planning_book import (
    is_call,
    owner_of,
    owners_with_accounts,
    planner,
    standing_sessions,
)
from cadence_tui.workspace.public_holidays import public_holidays
from cadence_tui.workspace.session import Workspace

_BACK_WEEKS = 52
_AHEAD_WEEKS = 53


def read_calendar(ws: Workspace, owner_id: str = "", language: str = "en") -> CalendarBook:
    """The calendar of an owner, of the acting person when none is named; holidays named in a language.

    Raises NotFound for an unknown owner.
    """
    owner = ws.records.get(Person, owner_id or ws.actor.id)
    first = monday(ws.today()) - timedelta(weeks=_BACK_WEEKS)
    weeks = _BACK_WEEKS + _AHEAD_WEEKS
    days = [first + timedelta(days=step) for step in range(7 * weeks)]
    holidays = public_holidays(owner.country, owner.subdivision, days[0], days[-1], language)
    busy = ws.records.busy_times(owner.id)
    accounts = {account.id: account for account in ws.records.accounts()}
    own = {account.id for account in accounts.values() if account.owner == owner.id}
    found = [
        touch
        for touch in _touches(ws, own)
        if touch.account in accounts
        and owner_of(touch, accounts[touch.account]) == owner.id
        and days[0] <= touch.date <= days[-1]
    ]
    calls = tuple(touch for touch in found if is_call(touch))
    sessions = standing_sessions(ws, {owner.id}, days[0], days[-1])
    named = {touch.account for touch in calls}
    named |= {guest.account for session in sessions for guest in session.guests}
    return CalendarBook(
        owner=owner,
        today=ws.today(),
        now=ws.now(),
        first=first,
        weeks=weeks,
        calls=calls,
        accounts={account: accounts[account] for account in sorted(named & set(accounts))},
        wishes={account: _wishes(ws, accounts[account]) for account in {touch.account for touch in calls}},
        planner=planner(owner, days, holidays, ws.rules.planning, busy),
        holidays=holidays,
        grid=ws.rules.planning.grid_minutes,
        sessions=sessions,
        mails=tuple(touch for touch in found if _is_planned_mail(touch)),
    )


def calendar_owners(ws: Workspace) -> list[Person]:
    """Whose calendars the acting person may look at: a lead's or admin's everybody's, else their pod's."""
    owners = owners_with_accounts(ws)
    if ws.actor.role in ("lead", "admin", "reader"):
        return owners
    pod = [
        person for person in owners if person.id == ws.actor.id or (person.pod and person.pod == ws.actor.pod)
    ]
    return pod or [ws.actor]


def _is_planned_mail(touch: Touchpoint) -> bool:
    return touch.status in OPEN_STATUSES and not touch.internal and touch.channel not in LIVE_CHANNELS


def _wishes(ws: Workspace, account: Account) -> Preferences:
    record = AccountRecord(account=account, contacts=ws.records.of_account(Contact, account.id))
    return wishes_in_force(record, ws.today()).preferences


def _touches(ws: Workspace, own: set[str]) -> list[Touchpoint]:
    """Touches of the owner's accounts, and open ones that they have with others'."""
    found = [touch for account in sorted(own) for touch in ws.records.of_account(Touchpoint, account)]
    return found + [touch for touch in ws.records.open_touchpoints() if touch.account not in own]
