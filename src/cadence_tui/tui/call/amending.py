"""Amends the record of a closed call, from wherever it is read (C7)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cadence_tui.model.documents import Call
from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import message
from cadence_tui.tui.call.close_fields import record_of
from cadence_tui.tui.call.close_form import CloseForm
from cadence_tui.tui.call.moment import MomentReader
from cadence_tui.tui.dialogs.form import Answers
from cadence_tui.workspace.closing import CallRecord, Draft, amend_call, amending_draft
from cadence_tui.workspace.late_lines import said_besides

if TYPE_CHECKING:
    from cadence_tui.tui.view import View


def amend(view: "View", call_id: str) -> None:
    """Shows the form with the record as it stands, and keeps what is different."""
    workspace = view.cadence.workspace
    view.perform(lambda: amending_draft(workspace, call_id), lambda draft: _ask(view, draft, None))


def offer(view: "View", filled: Call, record: CallRecord, closer: str, then: Callable[[], None]) -> None:
    """Offers what somebody has typed for a record that another person made meanwhile; `then` follows.

    `filled` is what they began with.
    """
    workspace, call_id = view.cadence.workspace, filled.id
    told = view.cadence.speech.say("{name} closed this call; what you typed stands here", name=closer)

    def joined() -> Draft | None:
        draft = amending_draft(workspace, call_id)
        said = said_besides(draft.call, filled, record)
        return replace(draft, call=replace(draft.call, **said)) if said else None

    def show(draft: Draft | None) -> None:
        if draft is None:
            then()
        else:
            _ask(view, draft, None, told=told, then=then)

    view.perform(joined, show, refused=lambda _: then())


def _ask(
    view: "View",
    draft: Draft,
    typed: Answers | None,
    *,
    told: str = "",
    then: Callable[[], None] | None = None,
) -> None:
    workspace = view.cadence.workspace

    def over() -> None:
        if then is not None:
            then()

    def answered(answers: Answers | None) -> None:
        if answers is None:
            over()
            return
        record = record_of(draft, answers)

        def again(error: CadenceError) -> None:
            if error.unsaved is None:
                _ask(view, draft, answers, then=then)
            else:
                over()

        def done(call: Call) -> None:
            over()
            view.frame.tell(message("Record amended"))

        view.perform(
            lambda: amend_call(workspace, draft.call.id, record, seen=draft.before), done, refused=again
        )

    form = CloseForm(draft, view.cadence.speech, MomentReader(view), typed=typed, told=told)
    view.app.push_screen(form, answered)
