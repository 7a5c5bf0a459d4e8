"""Shortages and the ways out of them: each way is tried in the background before anybody does it."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Touchpoint
from cadence_tui.model.message import Message, message
from cadence_tui.planning.ways_out import WayOut
from cadence_tui.tui.beside import Beside
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Cell, Line
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.lines import TextLine, line
from cadence_tui.views.names import Names
from cadence_tui.views.ways import Outcome, Short
from cadence_tui.views.ways_lines import effect_text, short_lines, short_spans, way_lines, way_text
from cadence_tui.workspace.planning_book import Book
from cadence_tui.workspace.ways import WaysOut, gather_pod, take_way

_SHOWN_KINDS = frozenset({"touchpoint", "account", "person", "settings"})


class WayRow(Struct, frozen=True, kw_only=True):
    """A shortage, or one of its ways out."""

    id: str
    short: Short
    way: WayOut | None = None


class WaysView(Beside):
    """Who is short of how many minutes, and what would help."""

    contexts: ClassVar[tuple[str, ...]] = ("ways", "list", "app")
    detail_width = 54
    shown_kinds = _SHOWN_KINDS

    def __init__(self, owner: str, accounts: dict[str, str], names: Names) -> None:
        table: Table[WayRow] = Table((), lambda row: row.id, self._cells)
        super().__init__(table)
        self._owner, self._accounts, self._names = owner, accounts, names
        self._ways: WaysOut | None = None
        self._tried: dict[str, Outcome] = {}
        self._rows: list[WayRow] = []

    def prepare(self) -> None:
        speech = self.cadence.speech
        self.table.columns = _columns(speech)
        self.table.empty = [[(speech.say("reading …"), "dim")]]

    def look(self) -> None:
        ws, owner = self.cadence.workspace, self._owner
        self.read(lambda: gather_pod(ws, owner), self._work_out)

    def _work_out(self, book: Book) -> None:
        def work() -> tuple[WaysOut, list[Short]]:
            ways = WaysOut(book)
            return ways, ways.shortages()

        self.compute(work, lambda found: self._show(*found), group="ways")

    def _show(self, ways: WaysOut, found: list[Short]) -> None:
        self._ways, self._tried = ways, {}
        rows: list[WayRow] = []
        for number, short in enumerate(found):
            rows.append(WayRow(id=f"{number}", short=short))
            rows += [
                WayRow(id=f"{number} {place}", short=short, way=way) for place, way in enumerate(short.ways)
            ]
        self._rows = rows
        self.table.empty = [[(self.cadence.speech.say("Nothing is short: every call has its room."), "dim")]]
        self.table.show(rows)
        self.show_detail()
        self.frame.show_bars()
        for row in rows:
            self._try(ways, row)

    def _try(self, ways: WaysOut, row: WayRow) -> None:
        way = row.way
        if way is not None:
            self.compute(
                lambda: ways.tried(way), lambda outcome: self._show_tried(ways, row.id, outcome), group=row.id
            )

    def _show_tried(self, ways: WaysOut, key: str, outcome: Outcome) -> None:
        if ways is not self._ways:
            return
        self._tried[key] = outcome
        # What does not help is no way out; it was listed only while nobody knew.
        shown = [row for row in self._rows if row.way is None or self._may_help(row)]
        here = self.table.current_key
        self.table.show(shown)
        if here in (key, self.table.current_key):
            self.show_detail()
        self.frame.show_bars()

    def _may_help(self, row: WayRow) -> bool:
        outcome = self._tried.get(row.id)
        return outcome is None or outcome.helps

    def _helpless(self, row: WayRow) -> bool:
        """Whether all ways out of a shortage were tried in vain."""
        return not any(
            self._may_help(each) for each in self._rows if each.way is not None and each.short is row.short
        )

    # -- showing -------------------------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        told = speech.say("shortages and ways out")
        return [(f"{self._names.person(self._owner)} · ", ""), (told, "strong")], []

    def show_detail(self) -> None:
        if self.has_class("wide"):
            self.detail.show(page_lines(self._lines()), top=True)

    def _lines(self) -> list[TextLine]:
        row, speech = self.table.current, self.cadence.speech
        if row is None:
            return []
        if row.way is None:
            lines = short_lines(row.short, self._accounts, self._names, speech)
            if self._helpless(row):
                lines.insert(1, line((speech.say("Nothing that was tried helps here."), "warn"), indent=2))
            return lines
        tried = self._tried.get(row.id)
        way = tried.way if tried else row.way
        return way_lines(way, row.short, tried, self._accounts, self._names, speech)

    def _cells(self, row: WayRow) -> Sequence[Cell]:
        speech, names = self.cadence.speech, self._names
        if row.way is None:
            told = speech.say("nothing helps") if self._helpless(row) else ""
            return (short_spans(row.short, names, speech), (told, "warn"))
        outcome = self._tried.get(row.id)
        role = "dim" if outcome is None else "good"
        way = outcome.way if outcome else row.way
        return (
            [("  ", ""), (way_text(way, names, row.short, speech), "")],
            (effect_text(outcome, speech), role),
        )

    # -- acts ----------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        if act.id == "ways.take":
            row = self.table.current
            if row is None or row.way is None:
                return message("No way out is chosen")
            if row.id not in self._tried:
                return message("This way is still being tried")
        return None

    def act_open(self) -> None:
        row, speech = self.table.current, self.cadence.speech
        if row is not None:
            title = speech.say("shortages and ways out")
            self.app.push_screen(Reading(title, page_lines(self._lines()), speech))

    def act_take(self) -> None:
        row, ws = self.table.current, self.cadence.workspace
        if row is not None:
            outcome = self._tried[row.id]
            self.perform(lambda: take_way(ws, outcome), self._tell_taken)

    def _tell_taken(self, done: list[Touchpoint]) -> None:
        self.frame.tell(self.cadence.speech.plural("{n} call placed", "{n} calls placed", len(done)))


def _columns(speech: Speech) -> tuple[Column, ...]:
    return (
        Column(id="way", title=speech.say("Way out"), width=34, grow=3),
        Column(id="effect", title=speech.say("Effect"), width=24, grow=1),
    )
