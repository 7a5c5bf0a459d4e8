"""What is done with one call of the calendar: settled, moved, given another time."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cadence_tui.model.clock import monday
from cadence_tui.model.message import message
from cadence_tui.tui.calendar.asking import ask_edit, ask_new, ask_reschedule
from cadence_tui.tui.calendar.moving import Hand
from cadence_tui.tui.calendar.walking import CalendarWalked
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.calendar_entries import Card, SessionCard
from cadence_tui.views.calendar_lines import head_spans, why_lines
from cadence_tui.views.lines import TextLine
from cadence_tui.workspace import mails, suggestions, touches
from cadence_tui.workspace.placing import Placing

if TYPE_CHECKING:
    from cadence_tui.tui.call.view import CallView


class CalendarHandled(CalendarWalked):
    """The calendar with its verbs."""

    def act_open(self) -> None:
        if self.mode == "team":
            super().act_open()
            return
        if isinstance(self.entry, SessionCard):
            from cadence_tui.tui.sessions.guests import GuestsView

            self.frame.open(GuestsView(self.entry.id))
            return
        calls: CallView = self.frame.root(3)  # type: ignore[assignment]
        calls.open_touch(self.chosen().id)

    def act_call(self) -> None:
        self.frame.call(self.chosen().account)

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
        ask_edit(self, self.chosen().touch)

    def act_sent(self) -> None:
        ws, mail = self.cadence.workspace, self.mail
        if mail is not None:
            self.perform(lambda: mails.mail_sent(ws, mail))

    def act_take_suggestion(self) -> None:
        ws, touch = self.cadence.workspace, self.chosen().id
        self.perform(lambda: suggestions.accept_suggestion(ws, touch), self.follow)

    def act_leave_suggestion(self) -> None:
        self._act_on(suggestions.drop_suggestion)

    def act_copy(self) -> None:
        from cadence_tui.tui.dialogs.copied import copy

        spans = head_spans(self.chosen(), self._names, self.cadence.speech)
        copy(self.frame, "".join(text for text, _ in spans))

    def act_why(self) -> None:
        card, ws, speech, names = self.chosen(), self.cadence.workspace, self.cadence.speech, self._names
        preferences = self.calendar.book.wishes[card.account]

        def show(place: Placing) -> None:
            lines = why_lines(card, place.window(), preferences, names, speech)
            self.app.push_screen(Reading(card.name, page_lines(lines), speech))

        self.read(lambda: touches.placing(ws, card.id), show, group="why")

    # -- another time ----------------------------------------------------------------------

    def act_reschedule(self) -> None:
        card, ws = self.chosen(), self.cadence.workspace
        self.read(
            lambda: touches.placing(ws, card.id),
            lambda place: ask_reschedule(self, place, card),
            group="why",
        )

    def put_rescheduled(self, card: Card, day: date, start: datetime | None) -> None:
        """The customer asked for another time, and this is it."""
        ws, seen = self.cadence.workspace, card.touch
        self.perform(lambda: touches.reschedule(ws, seen.id, day, start, seen=seen), self.follow)

    # -- a call in the hand ------------------------------------------------------------------

    def act_move(self) -> None:
        card, ws = self.chosen(), self.cadence.workspace
        self.read(lambda: touches.placing(ws, card.id), lambda place: self.take(place, card), group="why")

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
        act = touches.reschedule if hand.asked_for else touches.move_touch
        self._wanted = seen.id
        self._enter_mode("week")
        self.perform(lambda: act(ws, seen.id, day, start, seen=seen), self.follow)

    def act_leave(self) -> None:
        if self.hand is not None:
            self._wanted, self._monday = self.hand.card.id, monday(self.hand.card.date)
        self._enter_mode("week")

    def take(self, place: Placing, card: Card, *, asked_for: bool = False) -> None:
        """Takes a call in the hand; `asked_for` says that the customer wants another time."""
        self.hand = Hand(place, self.calendar, card, asked_for=asked_for)
        self._enter_mode("moving")
        self._move_hand(lambda hand: None)

    def step_day(self, by: int) -> None:
        if self.mode == "moving":
            self._move_hand(lambda hand: hand.step_day(by))
        else:
            super().step_day(by)

    def step_call(self, by: int) -> None:
        if self.mode == "moving":
            self._move_hand(lambda hand: hand.step_minute(by))
        else:
            super().step_call(by)

    def step_week(self, by: int) -> None:
        if self.mode == "moving":
            self._move_hand(lambda hand: hand.step_week(by))
        else:
            super().step_week(by)

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

    # -- inside --------------------------------------------------------------------------

    def chosen(self) -> Card:
        """The call under the cursor; acts on a call are off without one."""
        card = self.card
        assert card is not None
        return card

    def _act_on(self, act: Callable[..., Any]) -> None:
        ws, touch = self.cadence.workspace, self.chosen().id
        self.perform(lambda: act(ws, touch))
