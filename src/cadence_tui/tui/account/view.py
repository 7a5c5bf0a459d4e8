"""The account page: one account whole, in parts to walk through."""

from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult

from cadence_tui.model.documents import Call
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.due.touches import Asking
from cadence_tui.tui.account.contacts import edit_contact, new_contact
from cadence_tui.tui.account.editing import edit, judge
from cadence_tui.tui.account.reasons import show_reasons
from cadence_tui.tui.account.record_acts import (
    call_behind,
    copy_record,
    edit_record,
    hand_off_record,
    new_record,
)
from cadence_tui.tui.account.wishes import edit_wishes
from cadence_tui.tui.actions.promise_page import show_promise_page
from cadence_tui.tui.call.record_page import show_call
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.bar import Bar
from cadence_tui.tui.widgets.page import Page
from cadence_tui.views.account import AccountView, touches_of_year
from cadence_tui.views.account_pages import (
    DUE_KEY,
    WISHES_KEY,
    due_lines,
    head_lines,
    overview_lines,
    people_lines,
    promises_lines,
    touches_lines,
)
from cadence_tui.views.account_timeline import record_lines, timeline_lines
from cadence_tui.views.account_usage import usage_lines
from cadence_tui.views.amendments import Amendment, amendment_lines
from cadence_tui.views.lines import BLANK, TextLine
from cadence_tui.views.names import NO_NAMES, Names, names_of
from cadence_tui.views.outlook_lines import opportunities_lines, risks_lines
from cadence_tui.views.signal_lines import SIGNAL_KEY, account_signal_lines, why_lines
from cadence_tui.views.signals import SignalRow
from cadence_tui.views.words import Words
from cadence_tui.workspace.accounts import view_account
from cadence_tui.workspace.call_page import amendments
from cadence_tui.workspace.portfolio import portfolio_rules
from cadence_tui.workspace.signal_reading import rows_of

PARTS: tuple[tuple[str, Message], ...] = (
    ("overview", message("Overview")),
    ("usage", message("Usage")),
    ("timeline", message("Timeline")),
    ("promises", message("Promises")),
    ("risks", message("Risks")),
    ("expansion", message("Expansion")),
    ("people", message("People")),
    ("touches", message("Touches")),
)

_CHANGING = (
    "account.call",
    "account.edit",
    "account.judge",
    "account.wishes",
    "account.new",
    "account.hand-off",
)


_KEPT_HERE = ("account.open", "account.new", "account.edit", "account.hand-off")
_FOREMOST = {
    "promises": ("account.open", "account.hand-off"),
    "risks": _KEPT_HERE,
    "expansion": _KEPT_HERE,
    "people": ("account.open", "account.new", "account.edit", "account.wishes"),
}
"""What is done with the lines of a part, before what is done with the account."""


class _Read(Struct, frozen=True):
    account: AccountView
    year: Asking
    names: Names
    signals: list[SignalRow]


class AccountPage(View):
    """One account."""

    DEFAULT_CSS = """
    AccountPage Bar.parts { margin: 0 0 1 0; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("account", "list", "app")

    def __init__(self, account_id: str, part: str = "overview") -> None:
        super().__init__()
        self.account_id = account_id
        self._part = next((place for place, (name, _) in enumerate(PARTS) if name == part), 0)
        self._found: _Read | None = None

    def compose(self) -> ComposeResult:
        self._head, self._place, self._parts, self._page = Bar(""), Bar("dim"), Bar(""), Page()
        self._parts.add_class("parts")
        yield self._head
        yield self._place
        yield self._parts
        yield self._page

    def entered(self) -> None:
        self._page.focus()
        self._load()

    def news(self, kinds: set[str]) -> None:
        self._load()

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        if self._found is None:
            return [(speech.say("reading …"), "")], []
        account = self._found.account.record.account
        return [(account.name, "strong"), (f" · {speech.word(PARTS[self._part][1])}", "")], []

    def foremost(self) -> tuple[str, ...]:
        return _FOREMOST.get(PARTS[self._part][0], ())

    def why_not(self, act: Act) -> Message | None:
        if act.context == "account" and self._found is None:
            return message("Still reading")
        changing = act.id in _CHANGING or (act.id == "account.open" and self._page.current_key == WISHES_KEY)
        if changing and self._is_reader:
            return message("Readers change nothing")
        if act.id == "account.open" and not self._page.current_key:
            return message("This line has no record behind it")
        return None

    # -- reading ---------------------------------------------------------------------

    def _load(self) -> None:
        self.read(self._read, self._show, group="account")

    def _read(self) -> _Read:
        workspace = self.cadence.workspace
        rules = portfolio_rules(workspace)
        account = view_account(workspace, self.account_id)
        year = touches_of_year(account.record, rules, account.today, account.standing.health.band)
        names = names_of(rules.touch_model, workspace.records.people())
        words = Words(speech=self.cadence.speech, names=names, zone=workspace.actor.timezone)
        signals = (signal for signal in account.record.signals if signal.status == "open")
        return _Read(account, year, names, rows_of(workspace, words, signals))

    def _show(self, found: _Read) -> None:
        fresh, self._found = self._found is None, found
        head, place = head_lines(found.account, self._words)
        self._head.show([(" ", ""), *head.spans])
        self._place.show([(" ", ""), *place.spans])
        self._show_part(top=fresh)

    def _show_part(self, *, top: bool) -> None:
        tabs: Line = [(" ", "")]
        for number, (_, title) in enumerate(PARTS):
            role = "tab_on" if number == self._part else "tab"
            tabs.append((f" {self.cadence.speech.word(title)} ", role))
        self._parts.show(tabs)
        self._page.show(page_lines(self._lines()), top=top)
        self.frame.show_bars()

    def _lines(self) -> list[TextLine]:
        if self._found is None:
            return []
        account, words = self._found.account, self._words
        match PARTS[self._part][0]:
            case "usage":
                return usage_lines(account, words)
            case "timeline":
                return timeline_lines(account, words)
            case "promises":
                return promises_lines(account, words)
            case "risks":
                return risks_lines(account.record, words)
            case "expansion":
                return opportunities_lines(account.record, words)
            case "people":
                return people_lines(account, words)
            case "touches":
                return touches_lines(account, self._found.year, words)
            case _:
                now = self.cadence.workspace.now()
                signals = account_signal_lines(self._found.signals, words, now)
                return [*signals, *overview_lines(account, words)]

    # -- acts --------------------------------------------------------------------------

    @property
    def _is_reader(self) -> bool:
        return self.cadence.workspace.actor.role == "reader"

    @property
    def _contact(self) -> str:
        """The id of the contact under the cursor, or nothing."""
        if self._found is None or PARTS[self._part][0] != "people":
            return ""
        key, known = self._page.current_key, self._found.account.record.contacts
        return key if any(contact.id == key for contact in known) else ""

    @property
    def _words(self) -> Words:
        names = self._found.names if self._found else NO_NAMES
        return Words(speech=self.cadence.speech, names=names, zone=self.cadence.workspace.actor.timezone)

    def act_list(self, act_id: str) -> None:
        self._page.move(act_id)

    def act_next_part(self) -> None:
        self._part = (self._part + 1) % len(PARTS)
        self._show_part(top=True)

    def act_previous_part(self) -> None:
        self._part = (self._part - 1) % len(PARTS)
        self._show_part(top=True)

    def act_open(self) -> None:
        if self._found is None:
            return
        key, words = self._page.current_key, self._words
        if key == WISHES_KEY:
            self.act_wishes()
            return
        if any(action.id == key for action in self._found.account.record.actions):
            show_promise_page(self.frame, key)
            return
        if key.startswith(DUE_KEY):
            due = next((due for due in self._found.year.due if DUE_KEY + due.id == key), None)
            lines = due_lines(due, words) if due else []
        elif key.startswith(SIGNAL_KEY):
            lines = self._signal_lines(self._found, key.removeprefix(SIGNAL_KEY))
        else:
            lines = record_lines(self._found.account, key, words)
            if call := call_behind(self._found.account.record, key):
                self._open_call(call, lines)
                return
        if lines:
            title = self._found.account.record.account.name
            self.app.push_screen(Reading(title, page_lines(lines), words.speech))

    def _open_call(self, call: Call, lines: list[TextLine]) -> None:
        """The record of a call, with who amended it."""
        workspace, words = self.cadence.workspace, self._words
        title = self._found.account.record.account.name if self._found else ""

        def show(changes: list[Amendment]) -> None:
            show_call(self.frame, title, call, [*lines, *amendment_lines(changes, words)], words.names)

        self.read(lambda: amendments(workspace, call.id), show, group="open")

    def _signal_lines(self, found: _Read, signal_id: str) -> list[TextLine]:
        """Why a signal was raised, and the record it came from."""
        workspace, words = self.cadence.workspace, self._words
        row = next((row for row in found.signals if row.id == signal_id), None)
        if row is None:
            return []
        record = record_lines(found.account, str(row.signal.figures.get("source", "")), words)
        why = why_lines(row, workspace.rules.touch_model.signals, words, workspace.now())
        return [*why, BLANK, *record] if record else why

    def act_call(self) -> None:
        self.frame.call(self.account_id)

    def act_brief(self) -> None:
        from cadence_tui.tui.call.brief import open_brief

        open_brief(self, self.account_id)

    def act_signals(self) -> None:
        from cadence_tui.tui.signals.view import SignalsView

        if self._found is not None:
            self.frame.open(SignalsView("all", plain(self._found.account.record.account.name)))

    def act_why(self) -> None:
        show_reasons(self, self.account_id, self._words.names)

    def act_edit(self) -> None:
        if self._contact:
            edit_contact(self, self._contact)
        elif self._found is None or not edit_record(self, self._found.account.record, self._page.current_key):
            edit(self, self.account_id, self._words.names)

    def act_wishes(self) -> None:
        edit_wishes(self, self.account_id, self._contact, self._words)

    def act_new(self) -> None:
        """What belongs into the part that is shown; a person where nothing else does."""
        part = PARTS[self._part][0]
        if new_record(self, self.account_id, part):
            return
        self._part = next(place for place, (name, _) in enumerate(PARTS) if name == "people")
        self._show_part(top=True)
        new_contact(self, self.account_id)

    def act_hand_off(self) -> None:
        if self._found is not None:
            hand_off_record(self, self._found.account.record, self._page.current_key)

    def act_judge(self) -> None:
        judge(self, self.account_id)

    def act_copy(self) -> None:
        if self._found is not None and copy_record(self, self._found.account.record, self._page.current_key):
            return
        lines = self._lines()
        copy(self.frame, "\n".join("".join(text for text, _ in line.spans) for line in lines))
