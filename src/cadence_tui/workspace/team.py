"""Reads the figures of the team that the acting person may see (M1-M3)."""

from datetime import timedelta

from cadence_tui.model.documents import Action, Person, Touchpoint
from cadence_tui.planning.diary import Diary
from cadence_tui.views.team import PersonFigures, TeamBook, WeekLoad, team_figures
from cadence_tui.workspace.calendar import calendar_owners
from cadence_tui.workspace.planning_book import gather
from cadence_tui.workspace.planning_problem import Maker
from cadence_tui.workspace.portfolio import PortfolioBook
from cadence_tui.workspace.session import Workspace


def read_team(ws: Workspace) -> list[PersonFigures]:
    """A row for each person with accounts; a CSM sees the own pod, others everybody."""
    people = calendar_owners(ws)
    kept = PortfolioBook(ws)
    known = kept.open()
    book = TeamBook(
        people=people,
        accounts=ws.records.accounts(),
        touchpoints=list(ws.records.every(Touchpoint)),
        actions=list(ws.records.every(Action)),
        overdue={row.id: row.overdue_touch_days for row in kept.rows} if known else None,
        weeks=_coming_weeks(ws, people) if people else {},
        model=ws.rules.touch_model,
    )
    return team_figures(book, ws.rules.team, ws.today())


def _coming_weeks(ws: Workspace, people: list[Person]) -> dict[str, tuple[WeekLoad, ...]]:
    """Load and capacity as the calendar has them: working hours, leave, holidays, the part for calls."""
    book = gather(ws, [person.id for person in people], ws.rules.team.load_weeks, evidence=False)
    maker = Maker(book)
    problem = maker.problem([], [maker.agreed(*call) for call in book.calls()])
    weeks = [book.start + timedelta(weeks=number) for number in range(book.weeks)]
    loads: dict[str, tuple[WeekLoad, ...]] = {}
    for person in problem.people:
        diary = Diary(problem, person, [call for call in problem.fixed if call.owner == person.id])
        loads[person.id] = tuple(
            WeekLoad(week=week, minutes=minutes, capacity=capacity)
            for week, minutes, capacity in zip(weeks, diary.week_load, diary.week_capacity, strict=True)
        )
    return loads
