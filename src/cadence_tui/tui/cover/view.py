"""The cover plan of one leave: which accounts need somebody, who, and why; accepted with one key."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from msgspec import Struct

from cadence_tui.locale import Speech, speech
from cadence_tui.model.documents import Cover
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.cover_plan import CoverPlan
from cadence_tui.practice.covering import part_of
from cadence_tui.tui.actions.prompts import about, ask_line, carry_out
from cadence_tui.tui.beside import Beside
from cadence_tui.tui.call.records import open_record
from cadence_tui.tui.cover.asking import ask_stand_in
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Cell, Line, spans
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.brief import BriefFacts, BriefPart, brief_page, brief_parts, line_of
from cadence_tui.views.cover import CoverRow, cover_rows, needs_summary, room_text, state_text
from cadence_tui.views.cover_lines import (
    leave_session_lines,
    leave_session_text,
    plan_head,
    row_lines,
    sessions_way_out,
)
from cadence_tui.views.lines import TextLine
from cadence_tui.views.names import NO_NAMES, Names, names_of
from cadence_tui.views.words import Words
from cadence_tui.workspace import cover as acts
from cadence_tui.workspace.covering import cover_of
from cadence_tui.workspace.handover import handover_facts, proposed_handover
from cadence_tui.workspace.session import Workspace


class _Read(Struct, frozen=True):
    plan: CoverPlan
    accepted: Cover | None
    names: Names
    languages: dict[str, str]
    zones: dict[str, str]


class CoverView(Beside):
    """A row for each account of somebody's leave."""

    contexts: ClassVar[tuple[str, ...]] = ("cover", "list", "app")
    shown_kinds = frozenset({"cover", "person", "touchpoint", "action", "signal", "account", "group_session"})

    def __init__(self, person: str, day: date) -> None:
        table: Table[CoverRow] = Table((), lambda row: row.id, self._cells)
        super().__init__(table)
        self._person, self._day = person, day
        self._found: _Read | None = None
        self._chosen: dict[str, str] = {}
        self._moved: set[str] = set()

    def prepare(self) -> None:
        self.table.columns = _columns(self.cadence.speech)

    def look(self) -> None:
        workspace, person, day = self.cadence.workspace, self._person, self._day
        self.read(lambda: _read(workspace, person, day), self._show)

    def _show(self, found: _Read) -> None:
        self._found = found
        self._arrange()

    def _arrange(self) -> None:
        if self._found is None:
            return
        rows = cover_rows(self._found.plan, self._found.accepted, self._chosen, self._moved)
        self.table.empty = [
            [(self.cadence.speech.say("Nothing of their accounts falls into this leave."), "dim")],
            *([(text, "warn")] for text in self._session_texts()),
        ]
        self.table.show(rows)
        self.table.redraw()
        self.show_detail()
        self.frame.show_bars()

    @property
    def words(self) -> Words:
        """The reader."""
        names = self._found.names if self._found else NO_NAMES
        return Words(speech=self.cadence.speech, names=names, zone=self.cadence.workspace.actor.timezone)

    def _cells(self, row: CoverRow) -> Sequence[Cell]:
        words = self.words
        role = "dim" if row.only_moves else "bad" if not row.stand_in else "good" if row.accepted else ""
        stand_in = plain(words.names.person(row.stand_in)) if row.stand_in else "–"
        return (
            (plain(row.cover.account.name), "dim" if row.only_moves else ""),
            (needs_summary(row.cover.needs, words), "dim" if row.only_moves else ""),
            (state_text(row, words), "warn" if row.moved else role),
            (stand_in, "dim" if row.only_moves else ""),
            (room_text(row.offer, words) if row.offer else "", "dim"),
            ("✎" if row.note else "", "info"),
        )

    # -- bars and detail -----------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        if self._found is None:
            return [(self.cadence.speech.say("reading …"), "")], []
        return [(plan_head(self._found.plan, self.words), "")], []

    def show_detail(self) -> None:
        row = self.table.current
        if self.has_class("wide"):
            lines = row_lines(row, self.words) if row else []
            self.detail.show(page_lines([*lines, *self._session_lines()]), top=True)

    def _session_lines(self) -> list[TextLine]:
        return leave_session_lines(self._found.plan.sessions, self.words) if self._found else []

    def _session_texts(self) -> list[str]:
        """The same where no row is: the table cannot indent."""
        sessions = self._found.plan.sessions if self._found else ()
        texts = [leave_session_text(each, self.words) for each in sessions]
        return [*texts, sessions_way_out(self.words)] if texts else []

    def losing(self) -> Message | None:
        if self._chosen or self._moved:
            return message("Cover not accepted: a accepts it; the same key forgets it and leaves")
        return None

    # -- acts ------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        verb, row, actor = act.id.removeprefix("cover."), self.table.current, self.cadence.workspace.actor
        if act.context != "cover" or verb == "copy":
            return None
        if self._found is None:
            return message("The plan is being worked out")
        if verb in ("accept", "stand-in", "move", "note"):
            if actor.role == "reader":
                return message("Readers change nothing")
            if actor.role == "csm" and self._person != actor.id:
                return message("Who is away, or a lead, decides who covers")
        if verb == "accept":
            return None if self._found.plan.accounts else message("Nothing in this leave needs somebody else")
        if row is None:
            return message("Choose an account first")
        if row.only_moves and verb in ("stand-in", "move", "note"):
            return message("Nobody is needed here: its calls move")
        if verb == "stand-in" and not row.cover.offers:
            return message("Nobody is there in that time")
        if verb == "move" and not any(need.kind == "agreed_call" for need in row.cover.needs):
            return message("No agreed call of this account lies in the leave")
        if verb == "note" and part_of(self._found.accepted, row.id) is None:
            return message("A note needs an accepted cover: a accepts it")
        return None

    def act_accept(self) -> None:
        ws, found = self.cadence.workspace, self._found
        if found is None:
            return
        person, day = self._person, self._day
        chosen, moved = dict(self._chosen), set(self._moved)

        def accepted() -> None:
            self._chosen.clear()
            self._moved.clear()
            self.look()

        carry_out(
            self,
            lambda: acts.accept_cover(ws, person, day, assigned=chosen, moved=moved, seen=found.plan),
            accepted,
        )

    def act_stand_in(self) -> None:
        if row := self.table.current:
            ask_stand_in(self, row)

    def choose(self, row: CoverRow, person: str) -> None:
        """Another stand-in for an account: at once where the cover is accepted, else with the plan."""
        ws = self.cadence.workspace
        if row.accepted:
            carry_out(self, lambda: acts.assign_cover(ws, row.id, person), self.look)
            return
        self._chosen[row.id] = person
        self._arrange()

    def act_move(self) -> None:
        if row := self.table.current:
            self._moved ^= {row.id}
            self._arrange()

    def act_note(self) -> None:
        row, found, ws = self.table.current, self._found, self.cadence.workspace
        if row is None or found is None:
            return
        part = part_of(found.accepted, row.id)
        label = about(row.cover.account.name, self.cadence.speech.say("note:"))
        ask_line(
            self,
            label,
            lambda text: carry_out(self, lambda: acts.note_cover(ws, row.id, text, seen=part), self.look),
            value=row.note,
        )

    def act_brief(self) -> None:
        row, found, ws = self.table.current, self._found, self.cadence.workspace
        if row is None or found is None:
            return
        plan, cover = found.plan, found.accepted
        spoken = speech(found.languages[row.stand_in]) if row.stand_in else self.cadence.speech
        zone = found.zones.get(row.stand_in, ws.actor.timezone)

        def read() -> tuple[BriefFacts, list[BriefPart]]:
            handover = proposed_handover(
                row.cover.account,
                plan.person,
                plan.leave,
                row.cover.needs,
                row.stand_in,
                note=row.note,
                cover=cover.id if cover else "",
            )
            facts = handover_facts(ws, handover)
            return facts, brief_parts(facts, spoken, zone)

        def show(read: tuple[BriefFacts, list[BriefPart]]) -> None:
            facts, parts = read
            name, lines = plain(row.cover.account.name), page_lines(brief_page(parts))

            def opened(key: str | None) -> None:
                if line := line_of(parts, key or ""):
                    open_record(self.frame, row.id, line.source, facts.names)

            self.app.push_screen(Reading(name, lines, self.cadence.speech), opened)

        self.read(read, show, group="brief")

    def act_why(self) -> None:
        if row := self.table.current:
            name = plain(row.cover.account.name)
            lines = page_lines([*row_lines(row, self.words)[1:], *self._session_lines()])
            self.app.push_screen(Reading(name, lines, self.cadence.speech))

    def act_copy(self) -> None:
        titles = "\t".join(column.title for column in _columns(self.cadence.speech))
        rows = [
            "\t".join("".join(text for text, _ in spans(cell)) for cell in self._cells(row))
            for row in self.table.rows
        ]
        copy(self.frame, "\n".join([titles, *rows]))


def _read(ws: Workspace, person: str, day: date) -> _Read:
    plan = acts.propose_cover(ws, person, day)
    people = ws.records.people()
    return _Read(
        plan=plan,
        accepted=cover_of(ws, plan.person.id, plan.leave.first, plan.leave.last),
        names=names_of(ws.rules.touch_model, people),
        languages={each.id: each.language for each in people},
        zones={each.id: each.timezone for each in people},
    )


def _columns(spoken: Speech) -> tuple[Column, ...]:
    say = spoken.say
    return (
        Column(id="account", title=say("Account"), width=18, grow=3, most=40),
        Column(id="needs", title=say("Needs"), width=20, grow=1, most=30),
        Column(id="state", title=say("State"), width=13),
        Column(id="stand_in", title=say("Stand-in"), width=14, grow=1, most=26),
        Column(id="room", title=say("Free"), width=16, drop=1),
        Column(id="note", title="", width=1, drop=2),
    )
