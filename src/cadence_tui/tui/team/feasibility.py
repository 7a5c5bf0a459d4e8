"""Feasibility: who can do what the touch model asks, and what if; several what-ifs stand at once."""

from collections.abc import Callable

from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.feasibility.what_if import Change
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line, spans
from cadence_tui.tui.team.feasibility_shown import PAGE_FRAME, PAGE_WIDTH, SORTS, FeasibilityShown
from cadence_tui.tui.team.tables import part_lines
from cadence_tui.tui.team.what_if import ask_details, ask_what_if
from cadence_tui.views.feasibility_lines import person_page
from cadence_tui.views.feasibility_parts import parts, sentences
from cadence_tui.views.wording import worded
from cadence_tui.workspace.feasibility import STRETCHES


class FeasibilityView(FeasibilityShown):
    """What can be done with it."""

    def why_not(self, act: Act) -> Message | None:
        if act.context != "feasibility":
            return None
        if self.outcome is None:
            return message("The figures are still being worked out")
        if act.id in ("feasibility.edit", "feasibility.drop") and not self.changes:
            return message("No what-if stands: n makes one")
        if act.id == "feasibility.open" and self.table.current is None:
            return message("Nobody is chosen")
        return None

    def act_open(self) -> None:
        row, outcome = self.table.current, self.outcome
        if row and outcome:
            lines = page_lines(person_page(row, outcome, self.words))
            self.app.push_screen(Reading(plain(row.name), lines, self.cadence.speech))

    def act_page(self) -> None:
        if self.outcome is None:
            return
        words, speech = self.words, self.cadence.speech
        lines: list[Line] = [[(plain(each), "strong")] for each in sentences(self.outcome, words)]
        for part in parts(self.outcome, words, "enter"):
            lines += [[], *part_lines(part, min(self.size.width, PAGE_WIDTH) - PAGE_FRAME)[:-1]]
        self.app.push_screen(Reading(speech.say("Feasibility"), lines, speech))

    def act_new(self) -> None:
        ask_what_if(self)

    def act_edit(self) -> None:
        self._choose_change(lambda change: ask_details(self, type(change), change))

    def act_drop(self) -> None:
        self._choose_change(lambda gone: self.apply([each for each in self.changes if each is not gone]))

    def act_stretch(self) -> None:
        self.weeks = STRETCHES[(STRETCHES.index(self.weeks) + 1) % len(STRETCHES)]
        self.look()

    def act_sort(self) -> None:
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self.show_rows()

    def act_copy(self) -> None:
        if self.outcome is None:
            return
        titles = "\t".join(column.title for column in self.table.columns)
        rows = [
            "\t".join("".join(text for text, _ in spans(cell)) for cell in self.cells(row))
            for row in self.table.rows
        ]
        copy(self.frame, "\n".join([*map(plain, sentences(self.outcome, self.words)), "", titles, *rows]))

    def _choose_change(self, then: Callable[[Change], None]) -> None:
        if len(self.changes) == 1:
            then(self.changes[0])
            return
        speech, words = self.cadence.speech, self.words
        notes = self.outcome.notes if self.outcome else ()
        told = {str(place): change for place, (change, _) in enumerate(notes)}
        choices = [Choice(str(place), worded(why[0], words)) for place, (_, why) in enumerate(notes)]

        def chosen(key: str | None) -> None:
            if key is not None:
                then(told[key])

        self.app.push_screen(Picker(speech.say("Which what-if?"), choices, speech), chosen)
