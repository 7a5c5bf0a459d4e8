"""The calendar: weeks are walked, calls moved and settled, plans proposed and accepted."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cadence_tui.model.clock import monday
from cadence_tui.model.message import message
from cadence_tui.tui.calendar.asking import ask_edit, ask_new
from cadence_tui.tui.calendar.moving import Hand
from cadence_tui.tui.calendar.showing import CalendarShown
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.calendar import Card
from cadence_tui.views.calendar_lines import head_spans, why_lines
from cadence_tui.views.lines import TextLine, line
from cadence_tui.views.proposal_lines import diff_lines
from cadence_tui.views.wording import reason_text
from cadence_tui.workspace import plan, touches
from cadence_tui.workspace.placing import Placing

if TYPE_CHECKING:
    from cadence_tui.tui.call.view import CallView

_WEEK = timedelta(weeks=1)
_TO_FRIDAY = timedelta(days=4)


class CalendarView(CalendarShown):
    """Week, agenda, proposal, and a call in the hand."""

    # -- walking -----------------------------------------------------------------------

    def act_left(self) -> None:
        self._step_day(-1)

    def act_right(self) -> None:
        self._step_day(1)

    def act_down(self) -> None:
        self._step_call(1)

    def act_up(self) -> None:
        self._step_call(-1)

    def act_list(self, act_id: str) -> None:
        (self.diff if self.mode == "proposal" else self.agenda).move(act_id)

    def act_previous_week(self) -> None:
        if self.mode == "moving":
            self._move_hand(lambda hand: hand.step_week(-1))
        else:
            self._go(self._monday - _WEEK)

    def act_next_week(self) -> None:
        if self.mode == "moving":
            self._move_hand(lambda hand: hand.step_week(1))
        else:
            self._go(self._monday + _WEEK)

    def act_today(self) -> None:
        self._monday = monday(self.calendar.here)
        self._enter_mode("week", day=self.calendar.here)

    def act_absence(self) -> None:
        from cadence_tui.tui.cover.leaves import LeaveView

        self.frame.open(LeaveView(self._owner))

    def act_next_person(self) -> None:
        self._change_person(1)

    def act_previous_person(self) -> None:
        self._change_person(-1)

    def act_agenda(self) -> None:
        self._enter_mode("week" if self.mode == "agenda" else "agenda")

    # -- one call ----------------------------------------------------------------------

    def act_open(self) -> None:
        card = self._chosen()
        calls: CallView = self.frame.root(3)  # type: ignore[assignment]
        calls.open_touch(card.id)

    def act_confirm(self) -> None:
        self._act_on(touches.confirm)

    def act_pin(self) -> None:
        self._act_on(touches.pin)

    def act_decline(self) -> None:
        self._act_on(touches.decline)

    def act_no_show(self) -> None:
        self._act_on(touches.no_show)

    def act_cancel(self) -> None:
        self._act_on(touches.cancel)

    def act_new(self) -> None:
        ask_new(self)

    def act_edit(self) -> None:
        ask_edit(self, self._chosen().touch)

    def act_sessions(self) -> None:
        from cadence_tui.tui.sessions.view import SessionsView

        self.frame.open(SessionsView())

    def act_copy(self) -> None:
        from cadence_tui.tui.dialogs.copied import copy

        spans = head_spans(self._chosen(), self._names, self.cadence.speech)
        copy(self.frame, "".join(text for text, _ in spans))

    def act_why(self) -> None:
        if self.mode == "proposal":
            self._show_why_proposed()
            return
        card, ws, speech, names = self._chosen(), self.cadence.workspace, self.cadence.speech, self._names
        preferences = self.calendar.book.wishes[card.account]

        def show(place: Placing) -> None:
            lines = why_lines(card, place.window(), preferences, names, speech)
            self.app.push_screen(Reading(card.name, page_lines(lines), speech))

        self.read(lambda: touches.placing(ws, card.id), show, group="why")

    # -- a call in the hand --------------------------------------------------------------

    def act_move(self) -> None:
        card, ws = self._chosen(), self.cadence.workspace
        self.read(lambda: touches.placing(ws, card.id), lambda place: self._take(place, card), group="why")

    def act_free(self) -> None:
        self._move_hand(Hand.next_free)

    def act_put(self) -> None:
        hand, ws = self.hand, self.cadence.workspace
        if hand is None:
            return
        if not hand.is_possible():
            self.frame.tell(message("The call cannot be put here"), role="warn")
            return
        seen, day, start = hand.placing.touch, hand.day, hand.placing.at(hand.day, hand.minute)
        self._wanted = seen.id
        self._enter_mode("week")
        self.perform(lambda: touches.move_touch(ws, seen.id, day, start, seen=seen), self.follow)

    def act_leave(self) -> None:
        if self.hand is not None:
            self._wanted, self._monday = self.hand.card.id, monday(self.hand.card.date)
        self._enter_mode("week")

    def _take(self, place: Placing, card: Card) -> None:
        self.hand = Hand(place, self.calendar, card)
        self._enter_mode("moving")
        self._move_hand(lambda hand: None)

    def _move_hand(self, step: Callable[[Hand], None]) -> None:
        hand = self.hand
        if hand is None:
            return
        step(hand)
        preview = hand.preview()
        self._monday = monday(hand.day)
        self.grid.moving = hand.card.id
        self.grid.show(preview.week(self._monday), preview.book.today, call=hand.card.id)
        self._show_load(preview)
        lines = [TextLine(spans=each, indent=2) for each in hand.lines(preview, self.cadence.speech)]
        self.detail.show(page_lines(lines), top=True)

    # -- the plan ------------------------------------------------------------------------

    def act_propose(self) -> None:
        if self._outlook is None:
            self._plan_wanted = True
            self.frame.show_bars()
            return
        self._enter_mode("proposal")

    def act_mark(self) -> None:
        row = self.diff.current
        if row is not None and not row.acceptable:
            self.frame.tell(message("This one has no place that could be accepted"), role="warn")
            return
        self.diff.toggle_mark()
        self.frame.show_bars()

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

    def _show_why_proposed(self) -> None:
        row, outlook, speech = self.diff.current, self._outlook, self.cadence.speech
        if row is None or outlook is None:
            return
        lines = diff_lines(row, outlook.proposal, self._names, speech)
        self.app.push_screen(Reading(row.name, page_lines(lines), speech))

    # -- inside --------------------------------------------------------------------------

    def _chosen(self) -> Card:
        card = self.card
        assert card is not None
        return card

    def _act_on(self, act: Callable[..., Any]) -> None:
        ws, touch = self.cadence.workspace, self._chosen().id
        self.perform(lambda: act(ws, touch))

    def _step_day(self, by: int) -> None:
        if self.mode == "moving":
            self._move_hand(lambda hand: hand.step_day(by))
        elif self.mode == "week" and not self.grid.step_day(by):
            # Over the edge: to the near day of the next week.
            first = self._monday + by * _WEEK
            self._go(first, day=first if by > 0 else first + _TO_FRIDAY)

    def _step_call(self, by: int) -> None:
        if self.mode == "moving":
            self._move_hand(lambda hand: hand.step_minute(by))
        elif self.mode == "agenda":
            self.agenda.move("list.down" if by > 0 else "list.up")
        else:
            self.grid.step_call(by)

    def _go(self, first: date, *, day: date | None = None) -> None:
        if not self.calendar.covers(first):
            self.frame.tell(message("The calendar ends here"), role="warn")
            return
        self._monday = first
        self._enter_mode("week", day=day)

    def _change_person(self, by: int) -> None:
        owners = [person.id for person in self._seen.owners] if self._seen else []
        if len(owners) < 2:
            self.frame.tell(message("There is nobody else to look at"))
            return
        place = owners.index(self._owner) if self._owner in owners else 0
        self._owner = owners[(place + by) % len(owners)]
        self._outlook = None
        self._look()
