"""The page of a promise over whatever is in front, with what can be done about it there (A1, A2)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.practice.nudge import waits_on_customer
from cadence_tui.tui.actions.prompts import ask_day, ask_words, carry_out
from cadence_tui.tui.dialogs.layer import key_line
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.spans import Line
from cadence_tui.views.lines import TextLine
from cadence_tui.workspace import actions

if TYPE_CHECKING:
    from cadence_tui.tui.app import CadenceApp
    from cadence_tui.tui.frame import Frame


class PromiseReading(Reading):
    """Shows a promise that is still open; answers with what to do with it, or nothing."""

    keys: ClassVar[dict[str, str]] = {
        **Reading.keys,
        "d": "done",
        "r": "redate",
        "N": "nudge",
        "c": "remark",
    }

    def __init__(self, action: Action, lines: Sequence[TextLine], speech: Speech) -> None:
        self._action = action
        super().__init__(speech.say("Promise"), page_lines(lines), speech)

    def hints(self) -> Line:
        """Keys: those of the board."""
        say = self._speech.say
        nudge = [("N", say("nudge"))] if waits_on_customer(self._action) else []
        return key_line(
            ("d", say("done")), ("r", say("new date")), *nudge, ("c", say("remark")), ("esc", say("close"))
        )

    def do_done(self) -> None:
        self.dismiss("done")

    def do_redate(self) -> None:
        self.dismiss("redate")

    def do_nudge(self) -> None:
        self.dismiss("nudge")

    def do_remark(self) -> None:
        self.dismiss("remark")


class _InFront:
    """What is in front asks, and has the keys again afterwards."""

    def __init__(self, frame: "Frame") -> None:
        self._frame = frame
        self._had_keys: Widget | None = frame.focused

    @property
    def cadence(self) -> "CadenceApp":
        return self._frame.cadence

    @property
    def frame(self) -> "Frame":
        return self._frame

    def take_keys(self) -> None:
        if self._had_keys is not None and self._had_keys.is_mounted:
            self._had_keys.focus()


def show_promise_page(frame: "Frame", action_id: str) -> None:
    """Lays the page of a promise with its history over the frame; one that is over is only read."""
    from cadence_tui.workspace.ledger_reading import read_page

    workspace, speech = frame.cadence.workspace, frame.speech

    def read() -> tuple[Action, list[TextLine]]:
        action = workspace.records.get(Action, action_id)
        return action, read_page(workspace, action_id, speech, history=True)

    def show(found: tuple[Action, list[TextLine]]) -> None:
        action, lines = found
        if action.status not in LIVE_STATUSES or workspace.actor.role == "reader":
            frame.app.push_screen(Reading(speech.say("Promise"), page_lines(lines), speech))
            return
        asking = _InFront(frame)
        page = PromiseReading(action, lines, speech)
        frame.app.push_screen(page, lambda what: _act(asking, action, what or ""))

    frame.read(frame.view, read, show, group="promise")


def _act(view: _InFront, action: Action, what: str) -> None:
    workspace, say = view.cadence.workspace, view.cadence.speech.say

    def move(due: date, why: str) -> None:
        carry_out(view, lambda: actions.redate_action(workspace, action.id, due=due, why=why))

    def remark(text: str) -> None:
        carry_out(view, lambda: actions.comment_action(workspace, action.id, text=text))

    if what == "done":
        carry_out(view, lambda: actions.finish_action(workspace, action.id))
    elif what == "redate":
        ask_day(view, say("new date:"), move, why=say("why does it move?") if action.due else "")
    elif what == "remark":
        ask_words(view, say("remark:"), remark)
    elif what == "nudge":
        from cadence_tui.tui.actions.nudging import ask_nudge

        ask_nudge(view, [action.id])
