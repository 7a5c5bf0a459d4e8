"""Opens the guide of a call, and asks first where the call was left or another one stands in the way."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cadence_tui.model.documents import Call
from cadence_tui.model.errors import CadenceError
from cadence_tui.tui.call.guide import GuideView
from cadence_tui.tui.call.left import CLOSE, GO_ON, ask_left, ask_other
from cadence_tui.workspace.calls import CallStillOpen
from cadence_tui.workspace.left_calls import Opening, hang_up_left, hang_up_then, opening, pick_up

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame

Work = Callable[[], Call]


class Opener:
    """Begins calls on a frame, or goes on with them."""

    def __init__(self, frame: "Frame") -> None:
        self._frame = frame
        self._ws = frame.cadence.workspace

    def begin(self, work: Work) -> None:
        """Starts a call by `work` and shows its guide; refused for another one it offers the ways out."""
        self._open(work, self._shown, lambda error: self._refused(error, work))

    def _open(
        self,
        work: Work,
        then: Callable[[Opening], None],
        refused: Callable[[CadenceError], None] | None = None,
    ) -> None:
        ws = self._ws
        self._frame.perform(lambda: opening(ws, work()), then, refused=refused)

    def _shown(self, found: Opening) -> None:
        """Shows the guide; of a call that was left, asks first what shall become of it."""
        if found.left is None:
            self._show(found)
            return
        ws, call_id = self._ws, found.call.id

        def chosen(way: str | None) -> None:
            if way == GO_ON:
                self._open(lambda: pick_up(ws, call_id), self._show)
            elif way == CLOSE:
                self._open(lambda: hang_up_then(ws, call_id), self._close)

        since = found.left.astimezone(ws.local_now().tzinfo)
        self._frame.app.push_screen(ask_left(found.account, since, self._frame.speech), chosen)

    def _refused(self, error: CadenceError, work: Work) -> None:
        if not isinstance(error, CallStillOpen):
            return
        ws, call_id = self._ws, error.call

        def chosen(way: str | None) -> None:
            if way == GO_ON:
                self._open(lambda: ws.records.get(Call, call_id), self._shown)
            elif way == CLOSE:
                self._open(
                    lambda: hang_up_left(ws, call_id),
                    lambda found: self._close(found, lambda: self.begin(work)),
                )

        self._frame.app.push_screen(ask_other(error.other, error.wanted, self._frame.speech), chosen)

    def _close(self, found: Opening, then: Callable[[], None] | None = None) -> None:
        self._show(found, closing=True, then=then)

    def _show(self, found: Opening, *, closing: bool = False, then: Callable[[], None] | None = None) -> None:
        frame, call = self._frame, found.call
        if not frame.is_attached:
            return
        lies_open = frame.come_back(3, lambda view: isinstance(view, GuideView) and view.call.id == call.id)
        if isinstance(lies_open, GuideView):
            lies_open.come_back(call, closing=closing, then=then)
            return
        frame.go(3)
        frame.open(GuideView(self._ws, call, closing=closing, then=then))
