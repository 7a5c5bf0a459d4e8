"""People side by side: a row for each, their weeks or the days of one week."""

from collections.abc import Sequence
from datetime import date

from cadence_tui.locale import Speech
from cadence_tui.tui.spans import Cell
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.calendar_lines import load_role, time_off_text
from cadence_tui.views.team_calendar import PersonLoad

_STEPS = " ▁▂▃▄▅▆▇█"
_WEEKS_IN_FULL_FROM = 160
"""Columns from which the capacity of every week stands beside its minutes."""


class PeopleTable(Table[PersonLoad]):
    """Minutes of every person by week or by day."""

    def __init__(self, speech: Speech) -> None:
        self.by_day = False
        self._speech = speech
        self._monday = date.min
        empty = [[(speech.say("Nobody here looks after accounts yet."), "dim")]]
        super().__init__((), lambda row: row.id, self._person_cells, empty=empty)

    def show_people(self, rows: Sequence[PersonLoad], monday: date) -> None:
        """Shows people, in weeks or in the days of the week of a Monday."""
        self._monday = monday
        self.set_columns(self._columns_of(rows[0]) if rows else ())
        self.show(rows)

    def on_resize(self) -> None:
        super().on_resize()
        if self.rows:
            self.set_columns(self._columns_of(self.rows[0]))

    def _columns_of(self, row: PersonLoad) -> tuple[Column, ...]:
        speech = self._speech
        fixed = (
            Column(id="name", title=speech.say("Name"), width=12, grow=1, most=26),
            Column(id="pod", title=speech.say("Pod"), width=6, most=12, drop=90),
            Column(id="full", title=speech.say("Fullest"), width=9, right=True, drop=91),
        )
        if self.by_day:
            days = row.of_week(self._monday)
            return fixed + tuple(
                Column(id=str(day.date), title=speech.weekday_day(day.date), width=11) for day in days
            )
        width = 9 if self._in_full else 6
        # The weeks farthest away leave first; the picture above has them all.
        return fixed + tuple(
            Column(id=str(week.monday), title=speech.day(week.monday), width=width, drop=number)
            for number, week in enumerate(row.weeks)
        )

    def _person_cells(self, row: PersonLoad) -> Sequence[Cell]:
        fullest = row.fullest
        figures: list[Cell] = [row.name, (row.pod, "dim")]
        if fullest is None:
            figures.append(("–", "dim"))
        else:
            told = f"{fullest.load}/{fullest.capacity}"
            figures.append((told, load_role(fullest.load, fullest.capacity)))
        if self.by_day:
            return (
                *figures,
                *(self._day_cell(day.load, day.capacity, day.away) for day in row.of_week(self._monday)),
            )
        return (*figures, *(self._week_cell(row, number) for number in range(len(row.weeks))))

    def _week_cell(self, row: PersonLoad, number: int) -> Cell:
        week = row.weeks[number]
        if not week.capacity and not week.load:
            return (time_off_text(row.time_off(week.monday), self._speech) or "–", "dim")
        over = "!" if week.load > week.capacity else ""
        role = load_role(week.load, week.capacity)
        if self._in_full:
            return (f"{over}{week.load}/{week.capacity}", role)
        step = _STEPS[max(bool(week.load), min(8, round(8 * week.load / (week.capacity or 1))))]
        return [(step, role or "trend"), (f"{over}{week.load}", role)]

    def _day_cell(self, load: int, capacity: int, away: str) -> Cell:
        words = {"leave": self._speech.say("day|leave"), "holiday": self._speech.say("day|holiday")}
        if not capacity:
            told = words.get(away, self._speech.say("day|off"))
            return [(told, "dim"), (f" {load}", "warn")] if load else (told, "dim")
        over = "!" if load > capacity else ""
        return (f"{over}{load}/{capacity}", load_role(load, capacity))

    @property
    def _in_full(self) -> bool:
        return self.size.width >= _WEEKS_IN_FULL_FROM
