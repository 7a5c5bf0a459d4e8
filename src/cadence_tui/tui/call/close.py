"""Closing a call: one prefilled form, then the recap; enter, enter, done (C7, C8)."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from cadence_tui.model.documents.call import Call
from cadence_tui.model.message import message
from cadence_tui.tui.call.amending import offer
from cadence_tui.tui.call.close_fields import bearers_of, chosen_slot, record_of
from cadence_tui.tui.call.close_form import CloseForm
from cadence_tui.tui.call.moment import MomentReader
from cadence_tui.tui.call.recap import show_recap
from cadence_tui.tui.dialogs.form import Answers
from cadence_tui.workspace import calls
from cadence_tui.workspace.closing import CallRecord, Draft, close_call, closing_draft, keep_record
from cadence_tui.workspace.next_touch import Slot, slot_on

if TYPE_CHECKING:
    from cadence_tui.tui.call.endings import GuideEnding


def close(guide: "GuideEnding") -> None:
    """Hangs up, asks for the record, closes; leaving the form goes on with the call."""
    workspace, call_id = guide.cadence.workspace, guide.call.id

    def hung_up() -> tuple[Draft, Call]:
        draft = closing_draft(workspace, call_id, guide.cadence.speech.language)
        return draft, calls.hang_up(workspace, call_id)

    def ask(found: tuple[Draft, Call]) -> None:
        draft, stopped = found
        if guide.call.status != "closed":
            guide.changed(stopped)
        _ask(guide, draft, None)

    guide.end(hung_up, ask)


def _ask(guide: "GuideEnding", draft: Draft, typed: Answers | None) -> None:
    workspace, reader = guide.cadence.workspace, MomentReader(guide)
    seen = _stored(draft)

    def answered(answers: Answers | None) -> None:
        guide.closing = None
        if guide.call.status == "closed":
            overtaken(answers or form.answers)
            return
        if answers is None:
            guide.hold(False)
            guide.resume()
            return

        def closed() -> Call:
            slot = _slot(guide, draft, answers, reader)
            record = record_of(draft, answers)
            return close_call(
                workspace,
                draft.call.id,
                record,
                next_touch=slot,
                reason=answers["reason"],
                bearers=bearers_of(draft, answers),
            )

        guide.attempt(closed, done, lambda: _ask(guide, draft, answers))

    def overtaken(answers: Answers) -> None:
        if guide.closer == workspace.actor.name:
            # It was saved over what stood in the way.
            done(guide.call)
        else:
            offer(guide, draft.call, record_of(draft, answers), guide.closer, lambda: guide.hold(False))

    def done(call: Call) -> None:
        guide.frame.tell(message("Call closed"))
        show_recap(guide.frame, call.id, guide.leave_guide)

    def keep(answers: Answers) -> None:
        nonlocal seen
        if guide.call.status == "closed":
            return
        record, before = _new_in(draft, record_of(draft, answers)), seen
        seen = record
        guide.perform(
            lambda: keep_record(workspace, draft.call.id, record, reason=answers["reason"], seen=before)
        )

    if guide.call.status == "closed":
        # Somebody was quicker, before the form stood there or while it was handed in.
        if typed is None:
            guide.hold(False)
        else:
            overtaken(typed)
        return
    form = CloseForm(draft, guide.cadence.speech, reader, typed=typed, keep=keep)
    guide.closing = form
    guide.app.push_screen(form, answered)


def _stored(draft: Draft) -> CallRecord:
    names = CallRecord.__struct_fields__
    return CallRecord(**{name: getattr(draft.stored, name) for name in names})


def _new_in(draft: Draft, record: CallRecord) -> CallRecord:
    """What was typed; what still stands as it was prefilled is left to be prefilled again."""
    stored = draft.stored
    same = [name for name in record.__struct_fields__ if getattr(record, name) == getattr(draft.call, name)]
    return replace(record, **{name: getattr(stored, name) for name in same})


def _slot(guide: "GuideEnding", draft: Draft, answers: Answers, reader: MomentReader) -> Slot | None:
    slot = chosen_slot(draft, answers)
    moment = reader(answers["day"]) if answers["day"] else None
    if moment is None:
        return slot
    # What is agreed already stays agreed: another time is for another call.
    like = slot if slot and not slot.planned else None
    return slot_on(guide.cadence.workspace, draft.call, *moment, like=like)
