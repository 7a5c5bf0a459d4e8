"""Before a call: starts it, prepares it, or ends it without its having been held."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cadence_tui.model.documents import Call
from cadence_tui.model.message import message
from cadence_tui.tui.call.listing import SCOPES, CallList
from cadence_tui.tui.call.opening import Opener
from cadence_tui.tui.call.pace import agenda_picker
from cadence_tui.tui.call.records import open_account
from cadence_tui.views.call_list import CallRow
from cadence_tui.workspace import calls
from cadence_tui.workspace.agendas import take_agenda_of_touch
from cadence_tui.workspace.call_list import Scope

if TYPE_CHECKING:
    from cadence_tui.workspace.next_touch import Slot


class CallView(CallList):
    """The third tab."""

    # -- doors for other parts -------------------------------------------------------

    def start(self, account_id: str) -> None:
        """Starts a call with an account at once, or goes on with the one that runs."""
        workspace = self.cadence.workspace
        self._begin(lambda: calls.start_ad_hoc(workspace, account_id))

    def start_about(self, signal_id: str) -> None:
        """Starts a call about a signal at once, or goes on with the one that runs with the account."""
        from cadence_tui.workspace.signals import call_about

        workspace = self.cadence.workspace
        self._begin(lambda: call_about(workspace, signal_id))

    def open_touch(self, touch_id: str) -> None:
        """Shows the brief of a touchpoint's call; enter starts it."""
        self._wanted, self._scope, self._reading = touch_id, "all", False
        if self.is_mounted:
            self.take_side(reading=False)
        self.frame.go(3)
        self._look()

    def _show(self, rows: list[CallRow]) -> None:
        super()._show(rows)
        self._resume_running(rows)

    def _resume_running(self, rows: list[CallRow]) -> None:
        """A call that was running when the program ended is on the screen again at once."""
        if self._resumed:
            return
        self._resumed = True
        mine = self.cadence.workspace.actor.id
        running = next((row for row in rows if row.state == "running" and row.owner == mine), None)
        if running is not None and not self._wanted:
            self._start(running.touch)

    # -- acts ---------------------------------------------------------------------------

    def act_list(self, act_id: str) -> None:
        (self._page if self._reading else self.table).move(act_id)

    def act_aside(self) -> None:
        self.take_side(reading=not self._reading)

    def act_start(self) -> None:
        row = self.table.current
        if row is not None and not self.is_resting:
            self._start(row.touch)

    def act_call(self) -> None:
        self.act_start()

    def act_open(self) -> None:
        self._page.open_line(self)

    def act_why(self) -> None:
        self._page.why(self)

    def act_check(self) -> None:
        self._page.check(self)

    def act_answered(self) -> None:
        self._page.answer(self)

    def act_agenda(self) -> None:
        row, facts, workspace = self.table.current, self._page.facts, self.cadence.workspace
        if row is None or facts is None:
            return
        touch_id = row.touch

        def chosen(name: str | None) -> None:
            if name:
                self.perform(lambda: take_agenda_of_touch(workspace, touch_id, name))

        self.app.push_screen(agenda_picker(workspace, facts.agenda.id, self.cadence.speech), chosen)

    def act_missed(self) -> None:
        from cadence_tui.workspace import short_ways

        row, workspace = self.table.current, self.cadence.workspace
        if row is not None:
            name, touch_id = row.name, row.touch
            self.perform(
                lambda: short_ways.no_show(workspace, touch_id),
                lambda _: self.frame.tell(message("No-show: {account}", account=name)),
            )

    def act_declined(self) -> None:
        row = self.table.current
        if row is not None:
            from cadence_tui.tui.call.ways_out import ask_declined

            ask_declined(self, row.touch, self._look, self.entered)

    def act_short(self) -> None:
        from cadence_tui.tui.call.recap import show_recap
        from cadence_tui.workspace import short_ways

        row, workspace = self.table.current, self.cadence.workspace
        if row is not None:
            touch_id = row.touch
            self.perform(
                lambda: short_ways.short_call_at(workspace, touch_id),
                lambda call: show_recap(self.frame, call.id),
            )

    def act_wrong(self) -> None:
        from cadence_tui.tui.call.ways_out import ask_wrong
        from cadence_tui.workspace import short_ways

        row, workspace = self.table.current, self.cadence.workspace
        if row is None:
            return
        touch_id, account = row.touch, row.name

        def reached(name: str, slot: "Slot | None") -> None:
            self.perform(
                lambda: short_ways.wrong_contact_at(workspace, touch_id, name, again=slot),
                lambda _: self.frame.tell(message("Wrong contact: {account}", account=account)),
            )

        # Whoever is refused is told before they have typed a name.
        self.perform(
            lambda: short_ways.refuse_ahead(workspace, touch_id),
            lambda _: ask_wrong(self, touch_id, reached, self.entered),
        )

    def act_amend(self) -> None:
        """The record of the last call with the account."""
        facts = self._page.facts
        if facts is None:
            return
        if facts.brief.last_call:
            from cadence_tui.tui.call.amending import amend

            amend(self, facts.brief.last_call)
        else:
            self.frame.tell(message("There is no earlier call with this account"), role="warn")

    def act_copy(self) -> None:
        self._page.copy(self)

    def act_scope(self) -> None:
        names: list[Scope] = [name for name, _ in SCOPES]
        self._scope = names[(names.index(self._scope) + 1) % len(names)]
        self._look()

    def act_account(self) -> None:
        row = self.table.current
        if row is not None:
            open_account(self.frame, row.account)

    def _start(self, touch_id: str) -> None:
        workspace = self.cadence.workspace
        self._begin(lambda: calls.start_call(workspace, touch_id))

    def _begin(self, work: Callable[[], Call]) -> None:
        self._resumed = True
        Opener(self.frame).begin(work)
