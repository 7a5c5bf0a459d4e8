"""Walking through the calendar: days, weeks, persons, and the ways to look at it."""

from datetime import date, timedelta

from cadence_tui.model.clock import monday
from cadence_tui.model.message import message
from cadence_tui.tui.calendar.load import LoadWeek
from cadence_tui.tui.calendar.showing import CalendarShown
from cadence_tui.tui.calendar.words import person_head
from cadence_tui.tui.spans import Line
from cadence_tui.tui.widgets.table import Table
from cadence_tui.views.calendar import Calendar
from cadence_tui.views.team_calendar import PersonLoad
from cadence_tui.workspace.team_load import read_team_load

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)
_TO_FRIDAY = timedelta(days=4)


class CalendarWalked(CalendarShown):
    """The calendar with a cursor that goes everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self._team: list[PersonLoad] = []
        self._whole_team = False

    def news(self, kinds: set[str]) -> None:
        super().news(kinds)
        if self.mode == "team" and self.frame.view is self:
            self._look_at_team()

    def context_line(self) -> tuple[Line, Line]:
        if self.mode != "team":
            return super().context_line()
        speech, people = self.cadence.speech, self._people_in_scope()
        scope = speech.say("scope|everybody") if self._shows_all else speech.say("scope|pod")
        told = speech.plural("{n} person", "{n} people", len(people))
        week = speech.say("week of {day}", day=speech.day(self._monday))
        return [(f"{scope} · ", "strong"), (f"{told} · {week}", "")], []

    # -- days and calls ------------------------------------------------------------------

    def act_left(self) -> None:
        self.step_day(-1)

    def act_right(self) -> None:
        self.step_day(1)

    def act_down(self) -> None:
        self.step_call(1)

    def act_up(self) -> None:
        self.step_call(-1)

    def act_list(self, act_id: str) -> None:
        lists = {"proposal": self.diff, "team": self.people}
        lists.get(self.mode, self.agenda).move(act_id)

    def step_day(self, by: int) -> None:
        """A day on or back, over the edge of the week into the next one."""
        if self.mode == "day":
            self._show_other_day(by)
        elif self.mode == "week" and not self.grid.step_day(by):
            first = self._monday + by * _WEEK
            self._go(first, day=first if by > 0 else first + _TO_FRIDAY)

    def step_call(self, by: int) -> None:
        """A call down or up."""
        if self.mode == "agenda":
            self.agenda.move("list.down" if by > 0 else "list.up")
        elif self.mode == "day":
            self.day.move("list.down" if by > 0 else "list.up")
        else:
            self.grid.step_call(by)

    def _show_other_day(self, by: int) -> None:
        if self.grid.step_day(by):
            self._show_week()
            return
        first = self._monday + by * _WEEK
        if self.calendar.covers(first):
            self._monday = first
            self._show_week(day=first if by > 0 else first + _TO_FRIDAY)
        else:
            self.frame.tell(message("The calendar ends here"), role="warn")

    # -- weeks ---------------------------------------------------------------------------

    def act_previous_week(self) -> None:
        self.step_week(-1)

    def act_next_week(self) -> None:
        self.step_week(1)

    def act_today(self) -> None:
        self._monday = monday(self.calendar.here)
        self._enter_mode("day" if self.mode == "day" else "week", day=self.calendar.here)

    def step_week(self, by: int) -> None:
        """A week on or back."""
        if self.mode == "team":
            self._turn_team(by)
        else:
            self._go(self._monday + by * _WEEK)

    def _go(self, first: date, *, day: date | None = None) -> None:
        if not self.calendar.covers(first):
            self.frame.tell(message("The calendar ends here"), role="warn")
            return
        self._monday = first
        self._enter_mode("day" if self.mode == "day" else "week", day=day)

    # -- ways to look ----------------------------------------------------------------------

    def act_agenda(self) -> None:
        self._enter_mode("week" if self.mode == "agenda" else "agenda")

    def act_day(self) -> None:
        if self.mode == "day":
            self._enter_mode("week")
            return
        entry = self.entry
        if entry is not None and self.mode == "agenda":
            self._monday = monday(entry.date)
            self.grid.show(self.calendar.week(self._monday), self.calendar.book.today, call=entry.id)
        self._enter_mode("day")

    def act_team(self) -> None:
        self._enter_mode("team")
        self._look_at_team()

    def act_absence(self) -> None:
        from cadence_tui.tui.cover.leaves import LeaveView

        self.frame.open(LeaveView(self._owner))

    def act_sessions(self) -> None:
        from cadence_tui.tui.sessions.view import SessionsView

        self.frame.open(SessionsView())

    # -- persons -----------------------------------------------------------------------------

    def act_next_person(self) -> None:
        self._change_person(1)

    def act_previous_person(self) -> None:
        self._change_person(-1)

    def _change_person(self, by: int) -> None:
        owners = [person.id for person in self._seen.owners] if self._seen else []
        if len(owners) < 2:
            self.frame.tell(message("There is nobody else to look at"))
            return
        place = owners.index(self._owner) if self._owner in owners else 0
        self.show_person(owners[(place + by) % len(owners)])

    def show_person(self, owner: str) -> None:
        """Goes into somebody's calendar."""
        self._owner = owner
        self._outlook = None
        self._look()

    def act_open(self) -> None:
        """Of a person in the team: their week."""
        row = self.people.current
        if row is not None:
            self._enter_mode("week")
            self.show_person(row.id)

    def act_level(self) -> None:
        self.people.by_day = not self.people.by_day
        self._show_team()

    def act_scope(self) -> None:
        self._whole_team = not self._whole_team
        self._show_team()

    def _look_at_team(self) -> None:
        ws = self.cadence.workspace
        self.read(lambda: read_team_load(ws), self._show_team, group="team")

    def _show_team(self, found: list[PersonLoad] | None = None) -> None:
        if found is not None:
            self._team = found
        if self.mode != "team":
            return
        people = self._people_in_scope()
        first = monday(self.calendar.book.today)
        last = first + (len(people[0].weeks) - 1) * _WEEK if people else first
        self._monday = max(first, min(self._monday, last))
        self.people.show_people(people, self._monday)
        if found is not None:
            self.people.select(self._owner)
        self._show_person_load()
        self.frame.show_bars()

    def _turn_team(self, by: int) -> None:
        self._monday += by * _WEEK
        self._show_team()

    def _show_load(self, calendar: Calendar) -> None:
        if self.mode == "team":
            self._show_person_load()
        else:
            super()._show_load(calendar)

    def _show_person_load(self) -> None:
        row = self.people.current
        if row is not None:
            weeks = tuple(LoadWeek(week, row.time_off(week.monday)) for week in row.weeks)
            self.load.show(person_head(row, self.cadence.speech), weeks, self._monday)

    def on_table_moved(self, event: Table.Moved) -> None:
        super().on_table_moved(event)
        if self.mode == "team":
            self._show_person_load()

    @property
    def _shows_all(self) -> bool:
        return self._whole_team or not self.cadence.workspace.actor.pod

    def _people_in_scope(self) -> list[PersonLoad]:
        pod = self.cadence.workspace.actor.pod
        if self._shows_all:
            return self._team
        return [row for row in self._team if row.pod == pod] or self._team
