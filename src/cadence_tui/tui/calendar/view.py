"""The calendar: a plan is looked at, accepted whole or in part, or asked for in another way."""

from datetime import date

import msgspec

from cadence_tui.model.message import message
from cadence_tui.tui.calendar.asked import ask_dials, cost_text
from cadence_tui.tui.calendar.handling import CalendarHandled
from cadence_tui.tui.calendar.modes import Look
from cadence_tui.tui.calendar.reading import Asked, Outlook
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.lines import TextLine, line
from cadence_tui.views.proposal import Proposal
from cadence_tui.views.proposal_lines import diff_lines
from cadence_tui.views.wording import reason_text
from cadence_tui.workspace import plan


class CalendarView(CalendarHandled):
    """Week, day, agenda, team, proposal, and a call in the hand."""

    _costed: Proposal | None = None
    """What the next answer is to be compared with."""

    def act_propose(self) -> None:
        if self._outlook is None:
            self._plan_wanted = True
            self.frame.show_bars()
            return
        self._enter_mode("proposal")

    def act_mark(self) -> None:
        row = self.diff.current
        if row is not None and not row.acceptable and not row.is_head:
            self.frame.tell(message("This one has no place that could be accepted"), role="warn")
            return
        self.diff.toggle_mark()
        self.frame.show_bars()
        if row is not None and row.is_head and (marked := len(self.diff.marked)):
            self.frame.tell(self.cadence.speech.plural("{n} marked", "{n} marked", marked))

    def act_accept(self) -> None:
        if self._outlook is None:
            return
        ws, proposal = self.cadence.workspace, self._outlook.proposal
        chosen = set(self.diff.marked) or None
        self.diff.marked.clear()
        self.perform(lambda: plan.accept(ws, proposal, chosen), self._tell_accepted)

    def act_drop(self) -> None:
        self.diff.marked.clear()
        self._enter_mode("week")

    # -- in another way ------------------------------------------------------------------

    def act_repair(self) -> None:
        self._ask(msgspec.structs.replace(self.asked, mode="repair"))

    def act_relevel(self) -> None:
        self._ask(msgspec.structs.replace(self.asked, mode="relevel"))

    def act_flatten(self) -> None:
        self._ask(msgspec.structs.replace(self.asked, mode="flatten"))

    def act_dials(self) -> None:
        ask_dials(self, self.asked, self._ask)

    def _ask(self, asked: Asked) -> None:
        """Plans in another way, and tells what that costs against what is shown."""
        if self._book is None or asked == self.asked:
            return
        self.asked, was = asked, self._outlook
        self._costed = was.proposal if was else None
        self._work_out(*self._book)
        self.frame.show_bars()

    def _show_outlook(self, found: Outlook) -> None:
        super()._show_outlook(found)
        was, self._costed = self._costed, None
        if was is not None and self.mode == "proposal":
            self._show_detail()
            self.frame.tell(cost_text(was, found.proposal, self.cadence.speech))

    def _enter_mode(self, mode: Look, *, day: date | None = None) -> None:
        left = self.mode == "proposal" and mode != "proposal"
        super()._enter_mode(mode, day=day)
        if left and self.asked != Asked() and self._book is not None:
            # In the background the plan is always the one that keeps what stands.
            self.asked = Asked()
            self._work_out(*self._book)

    def act_shortages(self) -> None:
        from cadence_tui.tui.calendar.ways import WaysView

        if self._seen is not None:
            self.frame.open(WaysView(self._owner, self._seen.accounts, self._names))

    def act_next_group(self) -> None:
        self.diff.next_group()

    def act_why(self) -> None:
        if self.mode != "proposal":
            super().act_why()
            return
        row, outlook, speech = self.diff.current, self._outlook, self.cadence.speech
        if row is None or outlook is None:
            return
        lines = diff_lines(row, outlook.proposal, self._names, speech)
        self.app.push_screen(Reading(row.name, page_lines(lines), speech))

    def _tell_accepted(self, accepted: plan.Accepted) -> None:
        self._enter_mode("week")
        told = message("{made} calls planned, {moved} moved", made=accepted.made, moved=accepted.moved)
        self.frame.tell(told)
        if accepted.left_out:
            self._show_left_out(accepted)

    def _show_left_out(self, accepted: plan.Accepted) -> None:
        speech = self.cadence.speech
        lines: list[TextLine] = []
        for out in accepted.left_out:
            why = " · ".join(reason_text(each, speech, self._names) for each in out.why)
            name = self._seen.accounts.get(out.call.account, "") if self._seen else ""
            day = speech.weekday_day(out.call.date)
            lines.append(line((name, "strong"), (f" · {day} · ", ""), (why, "warn"), indent=2))
        title = speech.say("Left out, because things have changed")
        self.app.push_screen(Reading(title, page_lines(lines), speech))
