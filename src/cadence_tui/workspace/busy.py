"""Times that other calendars take: which days are read of them, and what is known of whom (P8)."""

from datetime import timedelta

from cadence_tui.exchange.ics.busy import Whose
from cadence_tui.model.clock import monday
from cadence_tui.model.documents import BusyCalendar, Person
from cadence_tui.model.errors import NotFound
from cadence_tui.model.message import message
from cadence_tui.workspace.plan import require_planner
from cadence_tui.workspace.session import Workspace

_WEEKS = 53
"""As far as a plan may reach."""


def whose_time(ws: Workspace, person: Person) -> Whose:
    """What is to be read of a person's calendar: whole weeks, so that it is the same on every day of one."""
    first = monday(ws.today())
    last = first + timedelta(weeks=_WEEKS, days=-1)
    return Whose(zone=person.timezone, email=person.email, first=first, last=last)


def busy_calendars(ws: Workspace, person: Person) -> list[BusyCalendar]:
    """The calendars whose times are known, by source. Raises NotPermitted for those of others."""
    require_planner(ws, person.id)
    found = ws.records.of_owner(BusyCalendar, person.id)
    return sorted(found, key=lambda calendar: calendar.source)


def forget_busy(ws: Workspace, person: Person, source: str) -> BusyCalendar:
    """Takes a calendar's times away. Raises NotFound for an unknown source, NotPermitted."""
    found = next((each for each in busy_calendars(ws, person) if each.source == source), None)
    if found is None:
        raise NotFound(message("{name} has no busy times from {source}", name=person.name, source=source))
    why = message("Busy times of {name} forgotten: {source}", name=person.name, source=source)
    ws.commit(why, dropped=[found])
    return found
