"""What the weeks and days of several people carry and may carry, in one look (P3, M3)."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Person
from cadence_tui.planning.diary import Diary
from cadence_tui.views.team_calendar import PersonLoad, person_load
from cadence_tui.workspace.calendar import calendar_owners
from cadence_tui.workspace.planning_book import gather
from cadence_tui.workspace.planning_problem import Maker
from cadence_tui.workspace.session import Workspace


class TeamDiaries(Struct, frozen=True):
    """The diaries of some people by id, from a Monday on."""

    start: date
    by_person: dict[str, Diary]


def team_diaries(ws: Workspace, people: Sequence[Person], weeks: int) -> TeamDiaries:
    """Load and capacity as the calendar has them: working hours, leave, holidays, the part for calls."""
    book = gather(ws, [person.id for person in people], weeks, evidence=False)
    maker = Maker(book)
    problem = maker.problem([], [maker.agreed(*call) for call in book.calls()])
    diaries = {
        person.id: Diary(problem, person, [part for part in problem.fixed if part.owner == person.id])
        for person in problem.people
    }
    return TeamDiaries(book.start, diaries)


def read_team_load(ws: Workspace) -> list[PersonLoad]:
    """The people whose calendars may be looked at, by pod and name, with the weeks that are planned."""
    people = calendar_owners(ws)
    if not people:
        return []
    found = team_diaries(ws, people, ws.rules.planning.weeks)
    return [person_load(person, found.by_person[person.id], found.start) for person in people]
