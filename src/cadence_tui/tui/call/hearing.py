"""A running call hears what others do to it, or what was done to it elsewhere: changed, taken over, gone."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from cadence_tui.model.documents import Call
from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import Message, message
from cadence_tui.tui.call.listing import CallList
from cadence_tui.tui.call.shown import GuideShown
from cadence_tui.tui.registry import Act
from cadence_tui.workspace import calls
from cadence_tui.workspace.attempt import is_of_removed
from cadence_tui.workspace.guides import GuideFacts
from cadence_tui.workspace.late_lines import Heard, call_as_heard
from cadence_tui.workspace.left_calls import heed_set_clock

T = TypeVar("T")
_TICK_SECONDS = 1.0
_SET_BACK = timedelta(seconds=2)
"""A clock that goes back by less is being put right in passing."""
LOST = message("This call was removed meanwhile: esc leaves it, what you type is kept")
_WAYS_OUT = frozenset(
    {"guide.command", "guide.close", "guide.help", "guide.leave", "live.type", "live.close", "live.aside"}
)
"""What can be done in a call that is no longer there."""


class GuideHearing(GuideShown):
    """Keeps up with its call, and carries acts out on it."""

    def come_back(self, call: Call, *, closing: bool, then: Callable[[], None] | None) -> None:
        """It lay open all the time, and is shown again."""
        self._then = then
        self.changed(call)
        if closing and not self.watching:
            self.act_close()

    def on_mount(self) -> None:
        self.set_interval(_TICK_SECONDS, self._second)
        self.learn(self._begin)

    def entered(self) -> None:
        if self._is_over and not (self._ending or self.over):
            # It ended while something else was in front.
            self.leave_guide()
            return
        if self.watching:
            self._written.focus()
        else:
            self._line.take_keys()
        self._tick()

    def why_not(self, act: Act) -> Message | None:
        if self._lost and act.context in ("guide", "live") and act.id not in _WAYS_OUT:
            return LOST
        if self.over and act.context in ("guide", "live", "watch") and act.id not in _WAYS_OUT:
            return self.over_text
        return super().why_not(act)

    def news(self, kinds: set[str]) -> None:
        if kinds & {"call", "account"}:
            call_id = self.call.id
            self.read(lambda: call_as_heard(self._ws, call_id), self._heard, group="call")
        if kinds & {"account", "question", "rules"}:
            self.learn(self._learnt)

    def _heard(self, heard: Heard) -> None:
        """Takes in what others did to the call, and what was saved of it after all."""
        call, self._closer = heard.call, heard.closer
        if call is None:
            call_id = self.call.id
            self.read(lambda: calls.is_own_removal(self._ws, call_id), self._missed, group="missed")
            return
        self._lost = False
        if call.status == "open":
            self.over = False
            if not self._ending:
                self.changed(call)
        elif not self._ending:
            self.overtake(call)
        else:
            self.call = call
            if self.closing is not None:
                self.closing.dismiss(None)

    @property
    def closer(self) -> str:
        """The name of whoever closed the call; empty while that is not known."""
        return self._closer

    @property
    def over_text(self) -> Message:
        """Says who closed the call, and what can still be done."""
        if self.watching:
            return message("{name} closed this call: esc leaves it", name=self._closer)
        return message(
            "{name} closed this call: enter adds your line to its record, esc leaves", name=self._closer
        )

    def overtake(self, call: Call) -> None:
        """The call was closed elsewhere: keys go nowhere else, and what stands on the line can be added."""
        if not self.is_attached:
            return
        if not self.over:
            self.over, self._ending = True, False
            self.frame.tell(self.over_text, role="error")
        self.changed(call)

    def _missed(self, own: bool) -> None:
        """The call is gone; whoever took its start back themselves is back in the list."""
        if not own or self._line.typed:
            self._lose()
            return
        self._taken_back = True
        self._leave_untouched()

    def _leave_untouched(self) -> None:
        if self.frame.view is self:
            self.leave_guide()
            what = message("Call started: {account}", account=self._account_name)
            self.frame.tell(message("Taken back: {what}", what=what))

    @property
    def _is_over(self) -> bool:
        """Whether there is nothing left to lead: it was closed, or its start was taken back."""
        return self.call.status == "closed" or self.call.started is None or self._taken_back

    @property
    def _account_name(self) -> str:
        return self._facts.account.name if self._facts else ""

    def _lose(self) -> None:
        """The call is no longer there: what is typed can still be kept, and the guide be left."""
        if not self._lost and self.is_attached:
            self._lost, self._ending = True, False
            self.frame.tell(LOST, role="error")

    def _begin(self, facts: GuideFacts) -> None:
        self._learnt(facts)
        self.call_after_refresh(self._written.move, "list.last")
        if self._closes_at_once and not self.watching:
            self.act_close()

    def act_close(self) -> None:
        """Hangs up and asks for the record."""
        raise NotImplementedError

    def changed(self, call: Call) -> None:
        """Shows the call as it is now; one that was closed elsewhere ends the guide."""
        if call.rev == self.call.rev or not self.is_attached:
            return
        section, entries, agenda = self.call.section, self.call.entries, self.call.agenda
        self.call = call
        self._stand()
        if call.status == "closed" and not self.over:
            self.leave_guide()
            return
        if call.started is None:
            self._leave_untouched()
            return
        if call.agenda != agenda:
            self.learn(self._learnt)
        self._tick()
        if call.section != section:
            self._show_questions(top=True)
        else:
            self._show_questions()
        if call.entries != entries:
            self._show_written()

    def _stand(self) -> None:
        """Leads the call or looks on, as its owner is; somebody may have taken it over."""
        watching = self.call.owner not in ("", self._ws.actor.id)
        if watching == self.watching:
            return
        self.startled = watching and self._line.has_keys
        self.watching = watching
        self.set_class(watching, "watching")
        if self.frame.view is self:
            self.entered()
        if self.startled and self._facts is not None:
            name = self._facts.names.person(self.call.owner)
            text = message("{name} took this call over; your line is kept · esc goes on", name=name)
            self.frame.tell(text, role="error")

    def _second(self) -> None:
        """Another second has passed, or the machine's clock was set back by somebody."""
        now, seen, call_id = self._ws.now(), self._seen, self.call.id
        self._seen = now
        if now < seen - _SET_BACK and not (self.watching or self._lost or self._ending or self.over):
            since = self.call.running_since
            self.act_on(lambda: heed_set_clock(self._ws, call_id, since, seen))
        else:
            self._tick()

    # -- for those who act -----------------------------------------------------------

    def attempt(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[], None] | None = None
    ) -> None:
        """Carries out an act; when it is refused `failed` brings back what was typed.

        Not for a call that was removed: there what was typed is kept, to be had with the call or copied.
        """

        def refused(error: CadenceError) -> None:
            if is_of_removed(error, "call"):
                self._lose()
            elif failed is not None:
                failed()

        self.perform(work, then, refused=refused)

    def act_on(self, work: Callable[[], Call], *, failed: Callable[[], None] | None = None) -> None:
        self.attempt(work, self.changed, failed)

    def leave_guide(self) -> None:
        """Back to the list of calls."""
        if self.frame.view is self:
            self.frame.close_view()
            if isinstance(below := self.frame.view, CallList):
                below.rest()
            if self._then is not None and not (self._lost or self.over):
                self._then()
