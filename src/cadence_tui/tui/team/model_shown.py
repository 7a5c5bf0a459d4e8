"""The touch model as a list, with what is changed in it and not saved, and what that does to the load."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec import Struct

from cadence_tui.model.errors import BadInput
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.model.text import fold, plain
from cadence_tui.practice.feasibility.demand import Demand, demand
from cadence_tui.practice.feasibility.team import Team
from cadence_tui.tui.beside import Beside
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.spans import Cell, Line
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.model_effect_lines import effect_lines, fault_lines
from cadence_tui.views.model_entries import (
    ModelEntry,
    entry_summary,
    entry_title,
    field_words,
    model_entries,
)
from cadence_tui.views.model_labels import PARTS, label_of
from cadence_tui.views.names import names_of
from cadence_tui.views.words import Words
from cadence_tui.workspace.feasibility import STRETCHES, read_team
from cadence_tui.workspace.model_editing import Draft, effect_of, read_draft
from cadence_tui.workspace.session import Workspace

MOST_IN_FORM = 4


class Start(Struct, frozen=True):
    """What the list begins with."""

    draft: Draft
    model: TouchModel
    team: Team


class ModelShown(Beside):
    """Entries of the model, with what is changed and not saved."""

    contexts: ClassVar[tuple[str, ...]] = ("model", "list", "app")
    detail_width = 54
    detail_from = 130
    shown_kinds = frozenset({"rules", "settings"})

    def __init__(self) -> None:
        table: Table[ModelEntry] = Table((), lambda row: row.id, self.cells)
        super().__init__(table)
        self.draft: Draft | None = None
        self._team: Team | None = None
        self._asked: Demand | None = None
        self.model: TouchModel | None = None
        self.words: Words | None = None
        self.effect: list[TextLine] = []
        self.wanted = ""
        self.warned = False

    def prepare(self) -> None:
        say = self.cadence.speech.say
        self.table.columns = (
            Column(id="changed", title="", width=1),
            Column(id="part", title=say("Part"), width=9, most=14),
            Column(id="entry", title=say("Entry"), width=22, grow=2, most=44),
            Column(id="figures", title=say("Figures"), width=20, grow=3),
        )

    def entered(self) -> None:
        self.table.focus()
        if self.draft is None:
            self.look()

    def news(self, kinds: set[str]) -> None:
        # What is being changed stays; saving says when others were faster.
        if kinds & self.shown_kinds and not self.is_changed():
            self.look()

    # -- reading and reckoning ---------------------------------------------------------

    def look(self) -> None:
        """Reads the model in force; what was changed and not saved is forgotten."""
        ws = self.cadence.workspace
        self.read(lambda: _start(ws), self._begin)

    def _begin(self, start: Start) -> None:
        people = start.team.people
        names = names_of(start.team.model, people)
        zone = self.cadence.workspace.actor.timezone
        self.words = Words(speech=self.cadence.speech, names=names, zone=zone)
        self._team, self._asked = start.team, None
        self._show(start.draft, start.model)
        self.compute(lambda: demand(start.team), self._set_asked, group="asked")

    def _set_asked(self, asked: Demand) -> None:
        self._asked = asked
        self._reckon()

    def take(self, draft: Draft) -> None:
        """Shows a draft in place of the one before. Raises BadInput for what is no model."""
        self._show(draft, draft.shape())

    def _show(self, draft: Draft, model: TouchModel) -> None:
        self.draft, self.model, self.warned = draft, model, False
        self.show_rows()
        self._reckon()

    def _reckon(self) -> None:
        if self.draft is None or not self.is_changed():
            self.effect = []
            self.show_detail()
            return
        draft = self.draft
        self.attempt(lambda: draft, self._set_effect)

    def _set_effect(self, lines: list[TextLine]) -> None:
        self.effect = lines
        self.show_detail()

    def attempt(
        self, draft: Callable[[], Draft], then: Callable[[list[TextLine]], None], most: int | None = None
    ) -> None:
        """Works out what a draft does to the load, of at most so many people, or what is wrong with it.

        Without a limit it tells each week, too.
        """
        team, words = self._team, self.words
        if team is None or words is None:
            return

        def work() -> list[TextLine]:
            # Whoever is quick asks before the load of today is known.
            asked = self._asked or demand(team)
            try:
                found = effect_of(asked, draft())
                return effect_lines(found, words, most or len(found.people), weeks=most is None)
            except BadInput as error:
                return list(fault_lines(error, words))

        self.compute(work, then, group="effect")

    def show_rows(self) -> None:
        """Shows the entries that are wanted."""
        if self.model is None or self.words is None:
            return
        words = self.words
        wanted = fold(self.wanted).split()
        rows = [
            entry
            for entry in model_entries(self.model)
            if all(word in fold(" ".join(self._texts(entry, words))) for word in wanted)
        ]
        self.table.empty = [[(self.cadence.speech.say("No entry has these words: / changes them"), "dim")]]
        self.table.show(rows)
        self.show_detail()
        self.frame.show_bars()

    def _texts(self, entry: ModelEntry, words: Words) -> tuple[str, str, str]:
        part = words.speech.word(PARTS[entry.part])
        return part, plain(entry_title(entry, words)), plain(entry_summary(entry, words))

    def cells(self, entry: ModelEntry) -> Sequence[Cell]:
        """The cells of an entry."""
        if self.words is None or self.draft is None:
            return ("", "", "", "")
        part, title, summary = self._texts(entry, self.words)
        changed = entry.path in self.draft.changed
        return (
            ("*" if changed else "", "warn"),
            (part, "dim"),
            (title, "warn" if changed else ""),
            summary,
        )

    def is_changed(self) -> bool:
        """Whether something is not saved."""
        return self.draft is not None and self.draft.is_changed

    # -- bars and detail ---------------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech, draft = self.cadence.speech, self.draft
        if draft is None:
            return [(speech.say("The touch model is being read …"), "dim")], []
        left: Line = [(f"{plain(draft.preset)} · ", "")]
        left.append((speech.plural("{n} entry", "{n} entries", len(self.table.rows)), ""))
        if self.wanted:
            left.append((f" · / {self.wanted}", "accent"))
        if not self.is_changed():
            return left, []
        unsaved = speech.plural("{n} entry not saved", "{n} entries not saved", len(draft.changed))
        return left, [(unsaved, "warn")]

    def show_detail(self) -> None:
        entry, words, model = self.table.current, self.words, self.model
        if not self.has_class("wide") or entry is None or words is None or model is None:
            return
        lines = [line((plain(entry_title(entry, words)), "strong"))]
        for field in entry.fields(model):
            label = words.speech.word(label_of(field.id))
            lines.append(line((f"{label}: ", "dim"), (plain(field_words(field, words)) or "–", ""), indent=2))
        if self.effect:
            title = words.speech.say("What all changes do in {weeks}", weeks=words.weeks(STRETCHES[0]))
            lines += [BLANK, heading(title), *self.effect]
        self.detail.show(page_lines(lines), top=True)


def _start(ws: Workspace) -> Start:
    """Reads what the list begins with. Raises BadInput when the file is no model."""
    draft = read_draft(ws)
    return Start(draft, draft.shape(), read_team(ws, STRETCHES[0]))
