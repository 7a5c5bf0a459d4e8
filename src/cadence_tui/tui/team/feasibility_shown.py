"""Feasibility shown: a row for each person, before and after the what-ifs that stand."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Literal, get_args

from textual.app import ComposeResult

from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.feasibility.demand import Demand, demand
from cadence_tui.practice.feasibility.team import Team
from cadence_tui.practice.feasibility.what_if import Change
from cadence_tui.tui.beside import Beside
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.spans import Cell, Line, wrap
from cadence_tui.tui.team.tables import feasibility_cells, feasibility_columns
from cadence_tui.tui.widgets.page import Page
from cadence_tui.tui.widgets.table import Table
from cadence_tui.views.feasibility import Outcome, PersonRow, loaded
from cadence_tui.views.feasibility_lines import person_page, verdict_lines
from cadence_tui.views.names import names_of
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words
from cadence_tui.workspace.feasibility import STRETCHES, read_team, reckon
from cadence_tui.workspace.what_ifs import model_after

Sort = Literal["worst", "load", "name"]
SORTS: tuple[Sort, ...] = get_args(Sort)
_SORT_TITLES: dict[Sort, Message] = {
    "worst": message("who breaks first"),
    "load": message("fullest first"),
    "name": message("by pod and name"),
}
_PAGE_MARGIN, _TABLE_FRAME = 4, 2
"""What the page below takes for its margins and continuations, and the table for its head."""
_LEAST_VERDICTS = 3
PAGE_WIDTH, PAGE_FRAME = 80, 8
"""The widest page, and what its frame takes of it."""


class FeasibilityShown(Beside):
    """A row for each person: asked, has, where it breaks; before and after what-ifs."""

    contexts: ClassVar[tuple[str, ...]] = ("feasibility", "list", "app")
    detail_width = 54
    detail_from = 130
    shown_kinds = frozenset({"account", "person", "touchpoint", "signal", "settings", "rules"})

    DEFAULT_CSS = """
    FeasibilityShown > #verdicts { display: block; height: 0; border-left: none; }
    """

    def __init__(self, kept: list[Change]) -> None:
        """The what-ifs that stand are `kept` by whoever opens the view, and changed there."""
        table: Table[PersonRow] = Table((), lambda row: row.id, self.cells)
        super().__init__(table)
        self.changes = kept
        self.weeks = STRETCHES[0]
        self.sort: Sort = "worst"
        self._asked: Demand | None = None
        self.outcome: Outcome | None = None
        self._reckoning = True
        self._words: Words | None = None
        self._verdicts = Page(id="verdicts")
        self._verdicts.can_focus = False

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self._verdicts

    @property
    def words(self) -> Words:
        """The reader, with the names of everybody in the figures."""
        if self._words is None:
            ws = self.cadence.workspace
            people = self.outcome.people if self.outcome else ()
            names = names_of(model_after(ws, self.changes), people)
            self._words = Words(speech=self.cadence.speech, names=names, zone=ws.actor.timezone)
        return self._words

    def prepare(self) -> None:
        self.table.columns = feasibility_columns(self.cadence.speech)

    # -- reading and reckoning -------------------------------------------------------

    def look(self) -> None:
        """Reads the team anew; the what-ifs stay."""
        workspace, weeks = self.cadence.workspace, self.weeks
        self._wait()
        self.read(lambda: read_team(workspace, weeks), self._reckon_anew)

    def _reckon_anew(self, team: Team) -> None:
        changes = list(self.changes)

        def work() -> tuple[Demand, Outcome]:
            asked = demand(team)
            return asked, reckon(team, changes, known=asked)

        self.compute(work, self._show)

    def apply(self, changes: Sequence[Change]) -> None:
        """Reckons with these what-ifs in place of those that stood."""
        changes = self.changes[:] = list(changes)
        asked = self._asked
        self._wait()
        if asked is None:
            self.look()
            return
        self.compute(lambda: (asked, reckon(asked.team, changes, known=asked)), self._show)

    def _wait(self) -> None:
        self._reckoning = True
        self.frame.show_bars()

    def _show(self, found: tuple[Demand, Outcome]) -> None:
        self._asked, self.outcome = found
        self._words = None
        self._reckoning = False
        self.show_rows()

    def show_rows(self) -> None:
        """Shows the people in the order that is wanted."""
        if self.outcome is None:
            return
        rows = self.outcome.rows()
        if self.sort == "name":
            rows.sort(key=lambda row: (row.pod, row.name))
        elif self.sort == "load":
            rows.sort(key=lambda row: (-(loaded(row.load) or 0), row.name))
        self.table.empty = [[(self.cadence.speech.say("Nobody here looks after accounts yet."), "dim")]]
        self.table.show(rows)
        self._show_verdicts()
        self.show_detail()
        self.frame.show_bars()

    def cells(self, row: PersonRow) -> Sequence[Cell]:
        """The cells of a person."""
        return feasibility_cells(row, self.words)

    # -- bars and detail ---------------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech, outcome = self.cadence.speech, self.outcome
        if outcome is None:
            return [(speech.say("Feasibility is being worked out …"), "dim")], []
        weeks, people = self.words.weeks(self.weeks), len(outcome.now.people)
        left: Line = [(f"{weeks} · " + speech.plural("{n} person", "{n} people", people), "")]
        if not self.changes:
            left.append((f" · {speech.word(_SORT_TITLES[self.sort])}", ""))
        else:
            left.append((" · " + speech.say("if: {changes}", changes=" · ".join(self._labels())), "accent"))
        right: Line = [(speech.say("working it out …"), "warn")] if self._reckoning else []
        if not right and outcome.now.unowned:
            right = [(speech.say("without owner: {n}", n=outcome.now.unowned), "warn")]
        return left, right

    def _labels(self) -> list[str]:
        words = self.words
        return [worded(why[0], words) for _, why in self.outcome.notes if why] if self.outcome else []

    def show_detail(self) -> None:
        row, outcome = self.table.current, self.outcome
        if self.has_class("wide") and row and outcome:
            self.detail.show(page_lines(person_page(row, outcome, self.words)), top=True)

    def on_resize(self) -> None:
        super().on_resize()
        self._show_verdicts()

    def _show_verdicts(self) -> None:
        """What it means, below the table: as much as there is room for without covering people."""
        if self.outcome is None:
            return
        lines = page_lines(verdict_lines(self.outcome, self.words))
        width = max(1, self.size.width - _PAGE_MARGIN)
        needed = sum(len(wrap(each.spans, width)) for each in lines)
        left = self.size.height - len(self.table.rows) - _TABLE_FRAME
        self._verdicts.styles.height = max(min(needed, _LEAST_VERDICTS), min(needed, left))
        self._verdicts.show(lines, top=True)

    # -- for the forms -----------------------------------------------------------------

    def today(self) -> date:
        """The day that it is reckoned from."""
        return self.outcome.before.today if self.outcome else self.cadence.workspace.today()

    def login_of_row(self) -> str:
        """How the person under the cursor is called unmistakably."""
        row = self.table.current
        return self.told(row.id) if row else ""

    def told(self, person_id: str) -> str:
        """A person as a reader would type them: the login, of who joins the name."""
        people = self.outcome.people if self.outcome else ()
        return next((plain(each.login or each.name) for each in people if each.id == person_id), "")

    def people(self) -> list[tuple[str, str]]:
        """Everybody in the figures as options of a form: as typed, and the name."""
        people = self.outcome.people if self.outcome else ()
        return [(plain(each.login or each.name), plain(each.name)) for each in people]

    def pods(self) -> list[str]:
        """The pods of everybody in the figures."""
        people = self.outcome.people if self.outcome else ()
        return sorted({plain(each.pod) for each in people if each.pod})

    def account(self, account_id: str) -> str:
        """The name of an account."""
        return plain(self.outcome.accounts.get(account_id, account_id)) if self.outcome else account_id
