"""Feasibility: who can do what the touch model asks, and what if; several what-ifs stand at once."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar, Literal, get_args

from textual.app import ComposeResult
from textual.containers import Horizontal

from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.feasibility import Change, Demand, Team, demand
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Cell, Line, spans
from cadence_tui.tui.team.tables import feasibility_cells, feasibility_columns, part_lines
from cadence_tui.tui.team.what_if import ask_details, ask_what_if
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page
from cadence_tui.tui.widgets.table import Table
from cadence_tui.views.feasibility import Outcome, PersonRow, loaded
from cadence_tui.views.feasibility_lines import person_page
from cadence_tui.views.feasibility_parts import parts, sentences
from cadence_tui.views.names import names_of
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words
from cadence_tui.workspace.feasibility import STRETCHES, read_team, reckon
from cadence_tui.workspace.what_ifs import model_after

Sort = Literal["worst", "load", "name"]
_SORTS: tuple[Sort, ...] = get_args(Sort)
_SORT_TITLES: dict[Sort, Message] = {
    "worst": message("who breaks first"),
    "load": message("fullest first"),
    "name": message("by pod and name"),
}
_DETAIL_FROM = 130
_DETAIL_WIDTH = 54
_PAGE_WIDTH, _FRAME = 100, 8
"""The widest page, and what its frame takes of it."""
_SHOWN_KINDS = frozenset({"account", "person", "touchpoint", "signal", "settings", "rules"})


class FeasibilityView(View):
    """A row for each person: asked, has, where it breaks; before and after what-ifs."""

    DEFAULT_CSS = """
    FeasibilityView > Horizontal { height: 1fr; }
    FeasibilityView Page { display: none; border-left: solid $primary 40%; }
    FeasibilityView.wide Page { display: block; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("feasibility", "list", "app")

    def __init__(self) -> None:
        super().__init__()
        self.table: Table[PersonRow] = Table((), lambda row: row.id, self._cells)
        self.detail = Page()
        self.changes: list[Change] = []
        self._weeks = STRETCHES[0]
        self._sort: Sort = "worst"
        self._asked: Demand | None = None
        self._outcome: Outcome | None = None
        self._reckoning = True
        self._words: Words | None = None

    @property
    def words(self) -> Words:
        """The reader, with the names of everybody in the figures."""
        if self._words is None:
            ws = self.cadence.workspace
            people = self._outcome.people if self._outcome else ()
            names = names_of(model_after(ws, self.changes), people)
            self._words = Words(speech=self.cadence.speech, names=names, zone=ws.actor.timezone)
        return self._words

    def compose(self) -> ComposeResult:
        self.table.columns = feasibility_columns(self.cadence.speech)
        self.detail.styles.width = _DETAIL_WIDTH
        with Horizontal():
            yield self.table
            yield self.detail

    def entered(self) -> None:
        self.table.focus()
        self._read()

    def news(self, kinds: set[str]) -> None:
        if kinds & _SHOWN_KINDS and self.frame.view is self:
            self._read()

    def on_resize(self) -> None:
        self.set_class(self.size.width >= _DETAIL_FROM, "wide")
        self._show_detail()

    # -- reading and reckoning -------------------------------------------------------

    def _read(self) -> None:
        workspace, weeks = self.cadence.workspace, self._weeks
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
        self.changes = list(changes)
        asked = self._asked
        self._wait()
        if asked is None:
            self._read()
            return
        self.compute(lambda: (asked, reckon(asked.team, changes, known=asked)), self._show)

    def _wait(self) -> None:
        self._reckoning = True
        self.frame.show_bars()

    def _show(self, found: tuple[Demand, Outcome]) -> None:
        self._asked, self._outcome = found
        self._words = None
        self._reckoning = False
        self._show_rows()

    def _show_rows(self) -> None:
        if self._outcome is None:
            return
        rows = self._outcome.rows()
        if self._sort == "name":
            rows.sort(key=lambda row: (row.pod, row.name))
        elif self._sort == "load":
            rows.sort(key=lambda row: (-(loaded(row.load) or 0), row.name))
        self.table.empty = [[(self.cadence.speech.say("Nobody here looks after accounts yet."), "dim")]]
        self.table.show(rows)
        self._show_detail()
        self.frame.show_bars()

    def _cells(self, row: PersonRow) -> Sequence[Cell]:
        return feasibility_cells(row, self.words)

    # -- bars and detail ---------------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech, outcome = self.cadence.speech, self._outcome
        if outcome is None:
            return [(speech.say("Feasibility is being worked out …"), "dim")], []
        weeks, people = self.words.weeks(self._weeks), len(outcome.now.people)
        left: Line = [(f"{weeks} · " + speech.plural("{n} person", "{n} people", people), "")]
        if not self.changes:
            left.append((f" · {speech.word(_SORT_TITLES[self._sort])}", ""))
        else:
            left.append((" · " + speech.say("if: {changes}", changes=" · ".join(self._labels())), "accent"))
        right: Line = [(speech.say("working it out …"), "warn")] if self._reckoning else []
        if not right and outcome.now.unowned:
            right = [(speech.say("without owner: {n}", n=outcome.now.unowned), "warn")]
        return left, right

    def _labels(self) -> list[str]:
        words = self.words
        return [worded(why[0], words) for _, why in self._outcome.notes if why] if self._outcome else []

    def on_table_moved(self, event: Table.Moved) -> None:
        event.stop()
        self._show_detail()

    def _show_detail(self) -> None:
        row, outcome = self.table.current, self._outcome
        if self.has_class("wide") and row and outcome:
            self.detail.show(page_lines(person_page(row, outcome, self.words)), top=True)

    # -- for the forms -----------------------------------------------------------------

    def today(self) -> date:
        """The day that it is reckoned from."""
        return self._outcome.before.today if self._outcome else self.cadence.workspace.today()

    def login_of_row(self) -> str:
        """How the person under the cursor is called unmistakably."""
        row = self.table.current
        return self.told(row.id) if row else ""

    def told(self, person_id: str) -> str:
        """A person as a reader would type them: the login, of who joins the name."""
        people = self._outcome.people if self._outcome else ()
        return next((plain(each.login or each.name) for each in people if each.id == person_id), "")

    def account(self, account_id: str) -> str:
        """The name of an account."""
        return plain(self._outcome.accounts.get(account_id, account_id)) if self._outcome else account_id

    # -- acts ------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        if act.context != "feasibility":
            return None
        if self._outcome is None:
            return message("The figures are still being worked out")
        if act.id in ("feasibility.edit", "feasibility.drop") and not self.changes:
            return message("No what-if stands: n makes one")
        if act.id == "feasibility.open" and self.table.current is None:
            return message("Nobody is chosen")
        return None

    def act_list(self, act_id: str) -> None:
        self.table.move(act_id)

    def act_open(self) -> None:
        row, outcome = self.table.current, self._outcome
        if row and outcome:
            lines = page_lines(person_page(row, outcome, self.words))
            self.app.push_screen(Reading(plain(row.name), lines, self.cadence.speech))

    def act_page(self) -> None:
        if self._outcome is None:
            return
        words, speech = self.words, self.cadence.speech
        lines: list[Line] = [[(plain(each), "strong")] for each in sentences(self._outcome, words)]
        for part in parts(self._outcome, words):
            lines += [[], *part_lines(part, min(self.size.width, _PAGE_WIDTH) - _FRAME)[:-1]]
        self.app.push_screen(Reading(speech.say("Feasibility"), lines, speech))

    def act_new(self) -> None:
        ask_what_if(self)

    def act_edit(self) -> None:
        self._choose_change(lambda change: ask_details(self, type(change), change))

    def act_drop(self) -> None:
        self._choose_change(lambda gone: self.apply([each for each in self.changes if each is not gone]))

    def act_stretch(self) -> None:
        self._weeks = STRETCHES[(STRETCHES.index(self._weeks) + 1) % len(STRETCHES)]
        self._read()

    def act_sort(self) -> None:
        self._sort = _SORTS[(_SORTS.index(self._sort) + 1) % len(_SORTS)]
        self._show_rows()

    def act_copy(self) -> None:
        if self._outcome is None:
            return
        titles = "\t".join(column.title for column in self.table.columns)
        rows = [
            "\t".join("".join(text for text, _ in spans(cell)) for cell in self._cells(row))
            for row in self.table.rows
        ]
        copy(self.frame, "\n".join([*map(plain, sentences(self._outcome, self.words)), "", titles, *rows]))

    def _choose_change(self, then: Callable[[Change], None]) -> None:
        if len(self.changes) == 1:
            then(self.changes[0])
            return
        speech, words = self.cadence.speech, self.words
        notes = self._outcome.notes if self._outcome else ()
        told = {str(place): change for place, (change, _) in enumerate(notes)}
        choices = [Choice(str(place), worded(why[0], words)) for place, (_, why) in enumerate(notes)]

        def chosen(key: str | None) -> None:
            if key is not None:
                then(told[key])

        self.app.push_screen(Picker(speech.say("Which what-if?"), choices, speech), chosen)
