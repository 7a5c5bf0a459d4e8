"""What the calendar shows: the load of the weeks to come, a week or a list, the call under the cursor."""

from datetime import date, timedelta

from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Touchpoint
from cadence_tui.model.message import Message, message
from cadence_tui.practice.due.touches import Due
from cadence_tui.tui.calendar.day import DayPage
from cadence_tui.tui.calendar.grid import WeekGrid
from cadence_tui.tui.calendar.load import LoadPicture, LoadWeek
from cadence_tui.tui.calendar.modes import (
    CHANGING,
    LISTENING,
    LISTS,
    OF_A_CALL,
    OF_A_SUGGESTION,
    OF_ANY,
    WITHOUT_DETAIL,
    Look,
)
from cadence_tui.tui.calendar.moving import Hand
from cadence_tui.tui.calendar.people import PeopleTable
from cadence_tui.tui.calendar.reading import Asked, Glance, Outlook, glance, outlook
from cadence_tui.tui.calendar.tables import AgendaTable, DiffTable
from cadence_tui.tui.calendar.words import (
    agenda_rows,
    empty_lines,
    load_head,
    plan_line,
    waiting_line,
    where_line,
)
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line, width_of
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page
from cadence_tui.tui.widgets.table import Table
from cadence_tui.views.calendar import Calendar
from cadence_tui.views.calendar_entries import Card, Entry, SessionCard
from cadence_tui.views.calendar_lines import card_lines
from cadence_tui.views.lines import TextLine
from cadence_tui.views.names import NO_NAMES, Names
from cadence_tui.views.proposal_groups import diff_rows
from cadence_tui.views.proposal_lines import diff_lines, diff_summary
from cadence_tui.views.session_cards import session_card_lines
from cadence_tui.workspace.planning_book import Book, gather

_WEEK = timedelta(weeks=1)
_SHOWN_KINDS = frozenset(
    {"touchpoint", "account", "person", "call", "settings", "busy", "cover", "group_session"}
)
_DETAIL_FROM = 110
_TALL_FROM = 30
_LONG_FROM = 100
"""Columns from which the line over the week says its minutes in words."""
_REST_SECONDS = 0.06


class CalendarShown(View):
    """Week, day, agenda, team, proposal, and a call in the hand."""

    DEFAULT_CSS = """
    CalendarShown > #body { height: 1fr; layout: vertical; }
    CalendarShown > #body > .detail { height: 5; border-top: solid $primary 40%; }
    CalendarShown.high > #body > .detail { height: 8; }
    CalendarShown.beside > #body { layout: horizontal; }
    CalendarShown.beside > #body > .detail {
        height: 1fr; width: 42%; border-top: none; border-left: solid $primary 40%;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.mode: Look = "week"
        self.hand: Hand | None = None
        self.asked = Asked()
        self._seen: Glance | None = None
        self._outlook: Outlook | None = None
        self._book: tuple[Book, int] | None = None
        self._owner = ""
        self._monday = date.min
        self._wanted = ""
        self._plan_wanted = False
        self._news_waits = False
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        speech = self.cadence.speech
        self._owner = self.cadence.workspace.actor.id
        self.load = LoadPicture(speech)
        self.grid, self.agenda, self.diff = WeekGrid(speech), AgendaTable(speech), DiffTable(speech)
        self.day, self.people = DayPage(), PeopleTable(speech)
        self.detail = Page()
        self.detail.add_class("detail")
        yield self.load
        with Container(id="body"):
            yield self.grid
            yield self.day
            yield self.agenda
            yield self.people
            yield self.diff
            yield self.detail

    # -- what the frame asks ---------------------------------------------------------

    def listening(self) -> tuple[str, ...]:
        return LISTENING[self.mode]

    def entered(self) -> None:
        self._fit()
        self._focus()
        self._look()

    def news(self, kinds: set[str]) -> None:
        # Behind another view nothing is planned anew: coming back does.
        if kinds & _SHOWN_KINDS and self.frame.view is self:
            self._look()

    def is_inside(self) -> bool:
        return self.mode != "week"

    def back(self) -> bool:
        if self.mode == "week":
            return False
        self._enter_mode("week")
        return True

    def why_not(self, act: Act) -> Message | None:
        name = act.id.partition(".")[2]
        if act.context == "proposal":
            return message("There is nothing to accept") if name == "accept" and not self.diff.rows else None
        if act.context != "calendar":
            return None
        if self._seen is None:
            return message("The calendar is being read")
        if name in CHANGING and not self._may_change():
            return message("Only its owner or a lead changes this calendar")
        if name in OF_ANY and self.entry is None:
            return message("No call is chosen")
        if name in OF_A_CALL and self.card is None:
            if self.entry is not None:
                return message("This is a group session: enter opens it")
            return message("No call is chosen")
        if name == "sent" and self.mail is None:
            return message("No mail is chosen: they stand in the agenda")
        if name in OF_A_SUGGESTION and (self.card is None or self.card.suggested is None):
            return message("Nothing was suggested for this call")
        return None

    def context_line(self) -> tuple[Line, Line]:
        speech, seen, found = self.cadence.speech, self._seen, self._outlook
        if seen is None:
            return [(speech.say("reading …"), "dim")], []
        if self.mode == "proposal" and found is not None:
            marked = len(self.diff.marked)
            # What is marked stands first: that alone is accepted.
            told: Line = (
                [(speech.plural("{n} marked", "{n} marked", marked), "mark"), (" · ", "")] if marked else []
            )
            return [*told, *plan_line(seen, found, self.asked, speech)], []
        width = self.size.width
        brief = width < _LONG_FROM
        where = where_line(seen, self._monday, self.cadence.workspace.actor, speech, brief=brief)
        if found is None:
            return where, [(speech.say("planning …"), "dim")] if self._plan_wanted else []
        return where, waiting_line(found, min(width // 2 - 2, width - width_of(where) - 4), speech)

    @property
    def calendar(self) -> Calendar:
        """The calendar shown."""
        assert self._seen is not None
        return self._seen.calendar

    @property
    def entry(self) -> Entry | None:
        """The call or group session under the cursor."""
        if self.mode == "agenda":
            return self.agenda.current.entry if self.agenda.current else None
        return self.day.entry if self.mode == "day" else self.grid.entry

    @property
    def card(self) -> Card | None:
        """The call under the cursor."""
        return self.entry if isinstance(self.entry, Card) else None

    @property
    def mail(self) -> Due | Touchpoint | None:
        """The mail under the cursor."""
        row = self.agenda.current if self.mode == "agenda" else None
        return row.mail if row else None

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        high = self.app.size.height >= _TALL_FROM
        self.load.set_class(high, "tall")
        self.set_class(high, "high")
        self._show_layout()

    # -- reading -----------------------------------------------------------------------

    def _look(self) -> None:
        if self.mode == "moving":
            self._news_waits = True
            return
        self._news_waits = False
        ws, owner, language = self.cadence.workspace, self._owner, self.cadence.speech.language
        self.read(lambda: glance(ws, owner, language), self._show_seen)

    def _show_seen(self, seen: Glance) -> None:
        if self.mode == "moving":
            self._news_waits = True
            return
        self._seen, self._owner = seen, seen.owner.id
        self.grid.names = self.agenda.names = self.diff.names = seen.names
        first = self._monday == date.min
        if first:
            self._monday = monday(seen.calendar.here)
        self._show_week(day=seen.calendar.here if first else None)
        ws, owner, seq = self.cadence.workspace, self._owner, seen.seq
        self.read(lambda: gather(ws, [owner]), lambda book: self._work_out(book, seq), group="book")

    def _work_out(self, book: Book, seq: int) -> None:
        """Plans in the background; a newer question takes the place of one that is not answered yet."""
        asked, self._book = self.asked, (book, seq)
        self.compute(lambda: outlook(book, seq, asked), self._show_outlook)

    def _show_outlook(self, found: Outlook) -> None:
        if self._seen is None or found.agreed.owner != self._seen.owner.id:
            return
        self._outlook = found
        if self._plan_wanted:
            self._plan_wanted = False
            self._enter_mode("proposal")
        elif self.mode != "moving":
            self._show_lists()
            self._show_load(self.calendar)
            if self.mode == "proposal":
                self._show_detail()

    def follow(self, touch: Touchpoint) -> None:
        """Goes to a call as soon as it is read."""
        self._wanted, self._monday = touch.id, monday(touch.date)

    # -- showing -----------------------------------------------------------------------

    def _show_week(self, *, day: date | None = None) -> None:
        wanted, self._wanted = self._wanted, ""
        self.grid.show(self.calendar.week(self._monday), self.calendar.book.today, day=day, call=wanted)
        self._show_lists()
        self._show_load(self.calendar)
        self._show_detail()
        self.frame.show_bars()

    def _show_lists(self) -> None:
        if self._seen is None:
            return
        if self.mode == "day":
            day, entry = self.calendar.day(self.grid.day), self.grid.entry
            self.day.show_day(
                day, self.calendar, self._names, self.cadence.speech, call=entry.id if entry else ""
            )
        elif self.mode == "agenda":
            self.agenda.show(agenda_rows(self._seen, self._outlook))
        elif self.mode == "proposal" and self._outlook is not None:
            self.diff.show(diff_rows(self._outlook.proposal, self._seen.accounts, self.cadence.speech))
            self.diff.marked &= {row.id for row in self.diff.rows}

    def _show_load(self, calendar: Calendar) -> None:
        weeks = self.cadence.workspace.rules.planning.weeks
        start = min(self._monday, monday(calendar.book.today))
        if self._monday >= monday(calendar.book.today) + weeks * _WEEK:
            start = self._monday - (weeks - 1) * _WEEK
        plan = self._outlook.proposal if self.mode == "proposal" and self._outlook is not None else None
        figures = plan.owners[0].weeks if plan else calendar.loads(start, weeks)
        full = calendar.fullest_day(figures[0].monday, len(figures), plan.calls if plan else ())
        shown = tuple(LoadWeek(week, calendar.time_off(week.monday)) for week in figures)
        head = load_head(self._outlook, full, shown, self.cadence.speech, plan=plan is not None)
        self.load.show(head, shown, self._monday)

    def _show_detail(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        if self._seen is not None and self.mode != "moving" and self.mode not in WITHOUT_DETAIL:
            self.detail.show(page_lines(self._detail_lines()), top=True)

    def _detail_lines(self) -> list[TextLine]:
        speech, names = self.cadence.speech, self._names
        if self.mode == "proposal":
            row, found = self.diff.current, self._outlook
            if row is None or found is None:
                return []
            if self.has_class("beside"):
                return diff_lines(row, found.proposal, names, speech)
            return diff_summary(row, found.proposal, names, speech)
        card = self.entry
        if isinstance(card, SessionCard):
            return session_card_lines(card, speech)
        if card is None:
            return empty_lines(self.agenda.current if self.mode == "agenda" else None, names, speech)
        preferences = self.calendar.book.wishes[card.account]
        return card_lines(card, preferences, names, speech)

    def _show_layout(self) -> None:
        self.set_class(self.mode in LISTS and self.app.size.width >= _DETAIL_FROM, "beside")
        self.grid.display = self.mode in ("week", "moving")
        for mode, widget in (
            ("day", self.day),
            ("agenda", self.agenda),
            ("team", self.people),
            ("proposal", self.diff),
        ):
            widget.display = self.mode == mode
        self.detail.display = self.mode not in WITHOUT_DETAIL

    @property
    def _names(self) -> Names:
        return self._seen.names if self._seen else NO_NAMES

    # -- modes -------------------------------------------------------------------------

    def _enter_mode(self, mode: Look, *, day: date | None = None) -> None:
        self.mode = mode
        if mode != "moving":
            self.hand, self.grid.moving = None, ""
        self._show_layout()
        self._focus()
        if self._seen is not None:
            self._show_week(day=day)
        if self._news_waits:
            self._look()

    def _focus(self) -> None:
        fronts = {"agenda": self.agenda, "proposal": self.diff, "day": self.day, "team": self.people}
        fronts.get(self.mode, self.grid).focus()

    def _may_change(self) -> bool:
        actor = self.cadence.workspace.actor
        return actor.role in ("lead", "admin") or (actor.role != "reader" and actor.id == self._owner)

    def on_week_grid_moved(self) -> None:
        self._await_rest()

    def on_page_moved(self, event: Page.Moved) -> None:
        event.stop()
        if self.mode == "day":
            # The week goes along, so that whoever returns to it stands where they were.
            self.grid.choose(event.key)
        self.frame.show_bars()

    def on_table_moved(self, event: Table.Moved) -> None:
        event.stop()
        self._await_rest()

    def _await_rest(self) -> None:
        """The detail follows once the cursor rests: a held key paints the list only."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST_SECONDS, self._show_detail)
