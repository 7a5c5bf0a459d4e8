"""Closing a call: one prefilled form, then the recap; enter, enter, done (C7, C8)."""

from datetime import date, time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cadence_tui.model.documents.call import Call
from cadence_tui.model.message import message
from cadence_tui.tui.call.close_form import NO_TOUCH, CloseForm, record_of
from cadence_tui.tui.call.recap import show_recap
from cadence_tui.tui.dialogs.form import Answers
from cadence_tui.workspace import calls
from cadence_tui.workspace.closing import CallRecord, Draft, close_call, closing_draft, keep_record
from cadence_tui.workspace.next_touch import Slot, slot_on, spoken_moment

if TYPE_CHECKING:
    from cadence_tui.tui.call.endings import GuideEnding
    from cadence_tui.tui.view import View


class MomentReader:
    """Reads a day and an hour from what is typed, in the reader's language."""

    def __init__(self, view: "View") -> None:
        workspace = view.cadence.workspace
        self._words = workspace.rules.capture_words(view.cadence.speech.language).dates
        self._today = workspace.today()

    def __call__(self, text: str) -> tuple[date, time | None] | None:
        return spoken_moment(text, self._words, self._today)


def close(guide: "GuideEnding") -> None:
    """Hangs up, asks for the record, closes; leaving the form goes on with the call."""
    workspace, call_id = guide.cadence.workspace, guide.call.id
    guide.hold(True)

    def hung_up() -> tuple[Draft, Call]:
        draft = closing_draft(workspace, call_id, guide.cadence.speech.language)
        return draft, calls.hang_up(workspace, call_id)

    def ask(found: tuple[Draft, Call]) -> None:
        draft, stopped = found
        guide.changed(stopped)
        _ask(guide, draft, None)

    guide.attempt(hung_up, ask, lambda: guide.hold(False))


def _ask(guide: "GuideEnding", draft: Draft, typed: Answers | None) -> None:
    workspace, reader = guide.cadence.workspace, MomentReader(guide)

    def answered(answers: Answers | None) -> None:
        guide.closing = None
        if guide.call.status == "closed":
            # It was saved over what stood in the way, or somebody else closed it.
            done(guide.call)
            return
        if answers is None:
            guide.hold(False)
            guide.resume()
            return

        def closed() -> Call:
            slot = _slot(guide, draft, answers, reader)
            record = record_of(draft, answers)
            return close_call(workspace, draft.call.id, record, next_touch=slot, reason=answers["reason"])

        guide.attempt(closed, done, lambda: _ask(guide, draft, answers))

    def done(call: Call) -> None:
        guide.frame.tell(message("Call closed"))
        show_recap(guide.frame, call.id, guide.leave_guide)

    def keep(answers: Answers) -> None:
        if guide.call.status == "closed":
            return
        record = _new_in(draft, record_of(draft, answers))
        guide.perform(lambda: keep_record(workspace, draft.call.id, record, reason=answers["reason"]))

    guide.closing = CloseForm(draft, guide.cadence.speech, reader, typed=typed, keep=keep)
    guide.app.push_screen(guide.closing, answered)


def _new_in(draft: Draft, record: CallRecord) -> CallRecord:
    """What was typed; what still stands as it was prefilled is left to be prefilled again."""
    stored = draft.stored
    same = [name for name in record.__struct_fields__ if getattr(record, name) == getattr(draft.call, name)]
    return replace(record, **{name: getattr(stored, name) for name in same})


def _slot(guide: "GuideEnding", draft: Draft, answers: Answers, reader: MomentReader) -> Slot | None:
    chosen = answers["next"]
    slot = draft.slots[int(chosen)] if chosen != NO_TOUCH else None
    moment = reader(answers["day"]) if answers["day"] else None
    if moment is None:
        return slot
    # What is agreed already stays agreed: another time is for another call.
    like = slot if slot and not slot.planned else None
    return slot_on(guide.cadence.workspace, draft.call, *moment, like=like)
