"""What the calendar shows: the load of the weeks to come, one week or a list, the call under the cursor."""

from datetime import date, timedelta
from typing import Any, Literal

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Person
from cadence_tui.model.message import Message, message
from cadence_tui.tui.calendar.grid import WeekGrid
from cadence_tui.tui.calendar.load import LoadPicture
from cadence_tui.tui.calendar.moving import Hand
from cadence_tui.tui.calendar.tables import AgendaRow, AgendaTable, DiffTable
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page
from cadence_tui.tui.widgets.table import Table
from cadence_tui.views.calendar import Calendar, CalendarBook, Card
from cadence_tui.views.calendar_lines import card_lines, minutes_text, peak_text
from cadence_tui.views.lines import TextLine, line
from cadence_tui.views.names import NO_NAMES, Names, names_of
from cadence_tui.views.proposal import OwnerPlan, Proposal
from cadence_tui.views.proposal_lines import counts_text, diff_lines, diff_rows, diff_summary
from cadence_tui.workspace.calendar import calendar_owners, read_calendar
from cadence_tui.workspace.planning_book import gather
from cadence_tui.workspace.proposing import agreed_plan, solve

Mode = Literal["week", "agenda", "proposal", "moving"]
_WEEK = timedelta(weeks=1)
_SHOWN_KINDS = frozenset({"touchpoint", "account", "person", "call", "settings"})
_DETAIL_FROM = 110
_TALL_FROM = 30
_REST_SECONDS = 0.06
_CHANGING = frozenset({"propose", "move", "confirm", "pin", "decline", "no-show", "cancel", "new", "edit"})
_OF_A_CALL = frozenset(
    {"open", "move", "confirm", "pin", "why", "decline", "no-show", "cancel", "edit", "copy"}
)


class _Read(Struct, frozen=True):
    """What a look at the store brings."""

    owners: list[Person]
    book: CalendarBook
    names: Names
    accounts: dict[str, str]
    seq: int


class _Outlook(Struct, frozen=True):
    """What takes a moment to work out: the agreed weeks with their bound, and what a plan would do."""

    agreed: OwnerPlan
    proposal: Proposal


class CalendarShown(View):
    """Week, agenda, proposal, and a call in the hand."""

    DEFAULT_CSS = """
    CalendarShown > #body { height: 1fr; layout: vertical; }
    CalendarShown AgendaTable, CalendarShown DiffTable { display: none; }
    CalendarShown.agenda AgendaTable, CalendarShown.proposal DiffTable { display: block; }
    CalendarShown.agenda WeekGrid, CalendarShown.proposal WeekGrid { display: none; }
    CalendarShown Page { height: 5; border-top: solid $primary 40%; }
    CalendarShown.high Page { height: 8; }
    CalendarShown.beside > #body { layout: horizontal; }
    CalendarShown.beside Page { height: 1fr; width: 42%; border-top: none; border-left: solid $primary 40%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "week"
        self.hand: Hand | None = None
        self._known: _Read | None = None
        self._calendar: Calendar | None = None
        self._outlook: _Outlook | None = None
        self._owner = ""
        self._monday = date.min
        self._wanted = ""
        self._proposal_wanted = False
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        speech = self.cadence.speech
        self._owner = self.cadence.workspace.actor.id
        self.load = LoadPicture(speech)
        self.grid, self.agenda, self.diff = WeekGrid(speech), AgendaTable(speech), DiffTable(speech)
        self.detail = Page()
        yield self.load
        with Container(id="body"):
            yield self.grid
            yield self.agenda
            yield self.diff
            yield self.detail

    # -- what the frame asks ---------------------------------------------------------

    def listening(self) -> tuple[str, ...]:
        return {
            "week": ("calendar", "app"),
            "agenda": ("calendar", "list", "app"),
            "proposal": ("proposal", "list", "app"),
            "moving": ("moving",),
        }[self.mode]

    def entered(self) -> None:
        self._fit()
        self._focus()
        self._look()

    def news(self, kinds: set[str]) -> None:
        if kinds & _SHOWN_KINDS:
            self._look()

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
        if self._calendar is None:
            return message("The calendar is being read")
        if name in _CHANGING and not self._may_change():
            return message("Only its owner or a lead changes this calendar")
        if name in _OF_A_CALL and self.card is None:
            return message("No call is chosen")
        return None

    def context_line(self) -> tuple[Line, Line]:
        if self._calendar is None or self._known is None:
            return [(self.cadence.speech.say("reading …"), "dim")], []
        return self._where_line(), self._waiting_line()

    @property
    def calendar(self) -> Calendar:
        """The calendar shown."""
        assert self._calendar is not None
        return self._calendar

    @property
    def card(self) -> Card | None:
        """The call under the cursor."""
        if self.mode == "agenda":
            return self.agenda.current.card if self.agenda.current else None
        return self.grid.card

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        height = self.app.size.height
        self.load.set_class(height >= _TALL_FROM, "tall")
        self.set_class(height >= _TALL_FROM, "high")
        self._show_layout()

    # -- reading -----------------------------------------------------------------------

    def _look(self) -> None:
        ws, owner, language = self.cadence.workspace, self._owner, self.cadence.speech.language

        def read() -> _Read:
            owners = calendar_owners(ws)
            known = [person.id for person in owners]
            shown = owner if owner in known else (known or [owner])[0]
            names = names_of(ws.rules.touch_model, ws.records.people())
            accounts = {account.id: account.name for account in ws.records.accounts()}
            return _Read(owners, read_calendar(ws, shown, language), names, accounts, ws.store.seq)

        self.read(read, self._show_read)

    def _show_read(self, found: _Read) -> None:
        self._known, self._calendar, self._owner = found, Calendar(found.book), found.book.owner.id
        self.grid.names = self.agenda.names = self.diff.names = found.names
        self.diff.zone = found.book.owner.timezone
        first = self._monday == date.min
        if first:
            self._monday = monday(self.calendar.here)
        if self.mode == "moving":
            self._enter_mode("week")
        self._show_week(day=self.calendar.here if first else None)
        ws, owner, seq = self.cadence.workspace, self._owner, found.seq
        self.read(lambda: gather(ws, [owner]), lambda book: self._work_out(book, seq), group="book")

    def _work_out(self, book: Any, seq: int) -> None:
        self.compute(lambda: _Outlook(agreed_plan(book)[0], solve(book, seq)), self._show_outlook)

    def _show_outlook(self, outlook: _Outlook) -> None:
        self._outlook = outlook
        if self._proposal_wanted:
            self._proposal_wanted = False
            self._enter_mode("proposal")
        if self.mode == "proposal":
            self._show_diff()
        self._show_agenda()
        self._show_load()

    def follow(self, touch: Any) -> None:
        """Goes to a call as soon as it is read."""
        self._wanted, self._monday = touch.id, monday(touch.date)

    # -- showing -----------------------------------------------------------------------

    def _show_week(self, *, day: date | None = None) -> None:
        wanted, self._wanted = self._wanted, ""
        self.grid.show(self.calendar.week(self._monday), self.calendar.book.today, day=day, call=wanted)
        self._show_agenda()
        self._show_load()
        self._show_detail()
        self.frame.show_bars()

    def _show_agenda(self) -> None:
        if self._calendar is None:
            return
        coming = self.calendar.coming()
        rows = [AgendaRow(id=card.id, date=card.date, name=card.name, card=card) for card in coming]
        if self._outlook is not None and self._known is not None:
            rows += [
                AgendaRow(id=mail.id, date=mail.ideal, name=self._account_name(mail.account), mail=mail)
                for mail in self._outlook.proposal.mails
                if mail.delivered_by != "automation"
            ]
        self.agenda.show(sorted(rows, key=lambda row: row.date))

    def _show_diff(self) -> None:
        if self._outlook is not None and self._known is not None:
            self.diff.show(diff_rows(self._outlook.proposal, self._known.accounts))
            self.diff.marked &= {row.id for row in self.diff.rows}

    def _show_load(self) -> None:
        if self._calendar is not None:
            self._show_load_of(self.calendar)

    def _show_load_of(self, calendar: Calendar) -> None:
        speech = self.cadence.speech
        weeks = self.cadence.workspace.rules.planning.weeks
        start = min(self._monday, monday(calendar.book.today))
        if self._monday >= monday(calendar.book.today) + weeks * _WEEK:
            start = self._monday - (weeks - 1) * _WEEK
        figures = calendar.loads(start, weeks)
        narrow = self.size.width < _DETAIL_FROM
        head: Line = []
        if self.mode == "proposal" and self._outlook is not None:
            owner = self._outlook.proposal.owners[0]
            head = [(speech.say("proposed") + ": ", "strong"), (peak_text(owner, speech), "")]
            figures = owner.weeks
        elif self._outlook is not None:
            head = [(peak_text(self._outlook.agreed, speech), "")]
        if not narrow:
            told = speech.plural("Load, {n} week", "Load, {n} weeks", weeks)
            head = [(told + "  ", "accent"), *head]
        self.load.show(head, figures, self._monday)

    def _show_detail(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        if self._calendar is not None:
            self.detail.show(page_lines(self._detail_lines()), top=True)

    def _detail_lines(self) -> list[TextLine]:
        speech, names = self.cadence.speech, self._names
        if self.mode == "proposal":
            row, outlook = self.diff.current, self._outlook
            if row is None or outlook is None:
                return []
            if self.has_class("beside"):
                return diff_lines(row, outlook.proposal, names, speech)
            return diff_summary(row, names, speech)
        card = self.card
        if card is None:
            return self._empty_lines()
        preferences = self.calendar.book.accounts[card.account].preferences
        return card_lines(card, preferences, names, speech)

    def _empty_lines(self) -> list[TextLine]:
        speech = self.cadence.speech
        if self.mode == "agenda" and self.agenda.current and self.agenda.current.mail:
            mail = self.agenda.current.mail
            kind, day = self._names.title("touch", mail.touch, speech), speech.weekday_day(mail.latest)
            told = speech.say("{touch}, to be written by {day}", touch=kind, day=day)
            return [line((self.agenda.current.name, "title"), (" · " + told, ""))]
        return [line((speech.say("No call that day. n plans one, p proposes what is due."), "dim"))]

    def _show_layout(self) -> None:
        beside = self.mode in ("agenda", "proposal") and self.app.size.width >= _DETAIL_FROM
        self.set_class(beside, "beside")
        for mode in ("agenda", "proposal"):
            self.set_class(self.mode == mode, mode)

    def _where_line(self) -> Line:
        speech, calendar = self.cadence.speech, self.calendar
        if self.mode == "proposal" and self._outlook is not None:
            counts = counts_text(self._outlook.proposal, speech)
            return [(calendar.book.owner.name + " · ", ""), (counts, "strong")]
        week = calendar.week(self._monday)
        told = speech.say("week of {day}", day=speech.day(self._monday, year=self._is_other_year()))
        return [
            (f"{calendar.book.owner.name} · ", ""),
            (told, "strong"),
            (f" · {minutes_text(week.load, week.capacity, speech)}", ""),
        ]

    def _waiting_line(self) -> Line:
        speech = self.cadence.speech
        if self._outlook is None:
            return [(speech.say("planning …"), "dim")] if self._proposal_wanted else []
        if self.mode == "proposal":
            marked = len(self.diff.marked)
            return [(speech.plural("{n} marked", "{n} marked", marked), "mark")] if marked else []
        new = sum(call.change == "new" for call in self._outlook.proposal.calls)
        told: Line = []
        if new:
            told.append((speech.plural("{n} to plan", "{n} to plan", new), "warn"))
        if self._outlook.proposal.shed:
            short = speech.say("{n} without room", n=len(self._outlook.proposal.shed))
            told += [(" · " if told else "", "dim"), (short, "bad")]
        return told

    def _is_other_year(self) -> bool:
        return self._monday.year != self.calendar.book.today.year

    @property
    def _names(self) -> Names:
        return self._known.names if self._known else NO_NAMES

    def _account_name(self, account: str) -> str:
        return self._known.accounts.get(account, "") if self._known else ""

    # -- modes -------------------------------------------------------------------------

    def _enter_mode(self, mode: Mode, *, day: date | None = None) -> None:
        self.mode = mode
        if mode != "moving":
            self.hand, self.grid.moving = None, ""
        self._show_layout()
        self._focus()
        if self._calendar is not None:
            self._show_week(day=day)

    def _focus(self) -> None:
        {"agenda": self.agenda, "proposal": self.diff}.get(self.mode, self.grid).focus()

    def _may_change(self) -> bool:
        actor = self.cadence.workspace.actor
        return actor.role in ("lead", "admin") or (actor.role != "reader" and actor.id == self._owner)

    def on_week_grid_moved(self) -> None:
        self._await_rest()

    def on_table_moved(self, event: Table.Moved) -> None:
        event.stop()
        self._await_rest()

    def _await_rest(self) -> None:
        """The detail follows once the cursor rests: a held key paints the list only."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST_SECONDS, self._show_detail)
