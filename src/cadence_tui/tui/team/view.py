"""The team: who looks after what, who is full, which accounts wait, which promises are kept."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Literal, get_args

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.feasibility.what_if import Change
from cadence_tui.tui.beside import Beside
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Cell, Line, spans
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.team import PersonFigures
from cadence_tui.views.team_lines import (
    attendance_cell,
    coverage_cell,
    kept_cell,
    load_cell,
    overdue_cell,
    person_lines,
    promises_cell,
    revenue_text,
    together,
)
from cadence_tui.workspace.team import read_team

Sort = Literal["pod", "load", "overdue", "kept"]
_SORTS: tuple[Sort, ...] = get_args(Sort)
_SORT_TITLES: Mapping[Sort, Message] = {
    "pod": message("by pod and name"),
    "load": message("fullest first"),
    "overdue": message("most overdue first"),
    "kept": message("fewest kept first"),
}
_ORDERS: Mapping[Sort, Callable[[PersonFigures], tuple[object, ...]]] = {
    "pod": lambda row: (row.pod, row.name),
    "load": lambda row: (-((row.fullest and row.fullest.share) or 0.0), row.name),
    "overdue": lambda row: (-(row.coverage.overdue or 0), row.name),
    "kept": lambda row: (row.kept.rate if row.kept.rate is not None else 2.0, row.name),
}
_OF_ONE_PERSON = frozenset({"team.open", "team.why"})


class TeamView(Beside):
    """A row for each person with accounts."""

    contexts: ClassVar[tuple[str, ...]] = ("team", "list", "app")
    detail_width = 50
    detail_from = 130
    shown_kinds = frozenset({"account", "person", "touchpoint", "action", "settings"})

    def __init__(self) -> None:
        table: Table[PersonFigures] = Table((), lambda row: row.id, self._cells)
        super().__init__(table)
        self._rows: list[PersonFigures] = []
        self._sort: Sort = "pod"
        # What-ifs outlive the view that they were made in: they are many keys.
        self._what_ifs: list[Change] = []

    def prepare(self) -> None:
        self.table.columns = _columns(self.cadence.speech)

    def look(self) -> None:
        workspace = self.cadence.workspace
        self.read(lambda: read_team(workspace), self._show)

    def _show(self, rows: list[PersonFigures]) -> None:
        self._rows = sorted(rows, key=_ORDERS[self._sort])
        self.table.empty = [[(self.cadence.speech.say("Nobody here looks after accounts yet."), "dim")]]
        self.table.show(self._rows)
        self.show_detail()
        self.frame.show_bars()

    def _cells(self, row: PersonFigures) -> Sequence[Cell]:
        speech, rules = self.cadence.speech, self.cadence.workspace.rules.team
        return (
            plain(row.name),
            (plain(row.pod), "dim"),
            str(row.accounts),
            revenue_text(row, speech),
            load_cell(row, rules, speech),
            coverage_cell(row),
            overdue_cell(row),
            attendance_cell(row.attendance, speech),
            kept_cell(row.kept, speech),
            promises_cell(row, speech),
        )

    # -- bars and detail -----------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech, team = self.cadence.speech, together(self._rows)
        people = speech.plural("{n} person", "{n} people", team.people)
        accounts = speech.plural("{n} account", "{n} accounts", team.accounts)
        left: Line = [(f"{people} · {accounts} · {speech.word(_SORT_TITLES[self._sort])}", "")]
        held, kept = spans(attendance_cell(team.attendance, speech)), spans(kept_cell(team.kept, speech))
        right: Line = [
            (speech.say("attendance") + " ", "dim"),
            *held,
            ("  ", ""),
            (speech.say("kept") + " ", "dim"),
            *kept,
        ]
        return left, right

    def show_detail(self) -> None:
        row = self.table.current
        if self.has_class("wide"):
            lines = person_lines(row, self.cadence.workspace.rules.team, self.cadence.speech) if row else []
            self.detail.show(page_lines(lines), top=True)

    # -- acts ------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        if act.id in _OF_ONE_PERSON and self.table.current is None:
            return message("Nobody is chosen")
        return None

    def act_open(self) -> None:
        if row := self.table.current:
            self.frame.go(1)
            # The portfolio finds a person's accounts by the same words that a person would type there.
            self.frame.root(1).rearrange(scope="all", filter=f"owner:{plain(row.login)}")  # type: ignore[attr-defined]

    def act_why(self) -> None:
        if row := self.table.current:
            speech = self.cadence.speech
            lines = page_lines(person_lines(row, self.cadence.workspace.rules.team, speech))
            self.app.push_screen(Reading(speech.say("What the figures are counted from"), lines, speech))

    def act_feasibility(self) -> None:
        from cadence_tui.tui.team.feasibility import FeasibilityView

        self.frame.open(FeasibilityView(self._what_ifs))

    def act_model(self) -> None:
        self.frame.act_touch_model()

    def act_leave(self) -> None:
        from cadence_tui.tui.cover.leaves import LeaveView

        row = self.table.current
        self.frame.open(LeaveView(row.id if row else ""))

    def act_sort(self) -> None:
        self._sort = _SORTS[(_SORTS.index(self._sort) + 1) % len(_SORTS)]
        self._show(self._rows)

    def act_adapt(self) -> None:
        from cadence_tui.tui.adaptation.view import AdaptationsView

        self.frame.open(AdaptationsView())

    def act_experiments(self) -> None:
        from cadence_tui.tui.adaptation.experiments import ExperimentsView

        self.frame.open(ExperimentsView())

    def act_sessions(self) -> None:
        from cadence_tui.tui.sessions.view import SessionsView

        self.frame.open(SessionsView())

    def act_copy(self) -> None:
        speech = self.cadence.speech
        titles = "\t".join(column.title for column in _columns(speech))
        rows = [
            "\t".join("".join(text for text, _ in spans(cell)) for cell in self._cells(row))
            for row in self._rows
        ]
        copy(self.frame, "\n".join([titles, *rows]))


def _columns(speech: Speech) -> tuple[Column, ...]:
    say = speech.say
    return (
        Column(id="name", title=say("Name"), width=12, grow=2, most=26),
        Column(id="pod", title=say("Pod"), width=6, drop=2, most=12),
        Column(id="accounts", title=say("Accts"), width=4, right=True),
        Column(id="revenue", title=say("ARR"), width=11, right=True, drop=4),
        Column(id="load", title=say("Booked"), width=11),
        Column(id="touched", title=say("Touched"), width=6, right=True),
        Column(id="overdue", title=say("Overdue"), width=4, right=True),
        Column(id="attendance", title=say("Attend."), width=6, right=True, drop=1),
        Column(id="kept", title=say("Kept"), width=9, right=True),
        Column(id="promises", title=say("Promises"), width=13),
    )
