"""Reads the figures of the team that the acting person may see (M1-M3)."""

from datetime import timedelta

from cadence_tui.model.documents import Action, Person, Touchpoint
from cadence_tui.views.team import PersonFigures, TeamBook, WeekLoad, team_figures
from cadence_tui.workspace.calendar import calendar_owners
from cadence_tui.workspace.portfolio import PortfolioBook
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.team_load import team_diaries


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
    found = team_diaries(ws, people, ws.rules.team.load_weeks)
    return {
        person: tuple(
            WeekLoad(week=found.start + timedelta(weeks=number), minutes=minutes, capacity=capacity)
            for number, (minutes, capacity) in enumerate(
                zip(diary.week_load, diary.week_capacity, strict=True)
            )
        )
        for person, diary in found.by_person.items()
    }
