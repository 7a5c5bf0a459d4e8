"""Amends the record of a closed call, from wherever it is read (C7)."""

from typing import TYPE_CHECKING

from cadence_tui.model.documents import Call
from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import message
from cadence_tui.tui.call.close import MomentReader
from cadence_tui.tui.call.close_form import CloseForm, record_of
from cadence_tui.tui.dialogs.form import Answers
from cadence_tui.workspace.closing import Draft, amend_call, amending_draft

if TYPE_CHECKING:
    from cadence_tui.tui.view import View


def amend(view: "View", call_id: str) -> None:
    """Shows the form with the record as it stands, and keeps what is different."""
    workspace = view.cadence.workspace
    view.perform(lambda: amending_draft(workspace, call_id), lambda draft: _ask(view, draft, None))


def _ask(view: "View", draft: Draft, typed: Answers | None) -> None:
    workspace = view.cadence.workspace

    def answered(answers: Answers | None) -> None:
        if answers is None:
            return
        record = record_of(draft, answers)

        def again(error: CadenceError) -> None:
            if error.unsaved is None:
                _ask(view, draft, answers)

        def done(call: Call) -> None:
            view.frame.tell(message("Record amended"))

        view.perform(
            lambda: amend_call(workspace, draft.call.id, record, seen=draft.before), done, refused=again
        )

    form = CloseForm(draft, view.cadence.speech, MomentReader(view), typed=typed)
    view.app.push_screen(form, answered)
