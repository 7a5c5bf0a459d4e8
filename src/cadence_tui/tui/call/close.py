"""Closing a call: one prefilled form, then the recap; enter, enter, done (C7, C8)."""

from collections.abc import Mapping
from datetime import date, time
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from textual import events
from textual.widget import Widget

from cadence_tui.locale import Speech
from cadence_tui.model.documents.call import Adoption, Call, Relationship, Sentiment
from cadence_tui.model.message import Message, message
from cadence_tui.tui.call.recap import show_recap
from cadence_tui.tui.dialogs.form import Answers, Field, Form
from cadence_tui.tui.widgets.bar import Bar
from cadence_tui.views.vocabulary import VOCABULARY
from cadence_tui.views.wording_call import ADOPTION, slot_text
from cadence_tui.workspace import calls
from cadence_tui.workspace.closing import CallRecord, Draft, close_call, closing_draft
from cadence_tui.workspace.next_touch import Slot, slot_on, spoken_moment

if TYPE_CHECKING:
    from cadence_tui.tui.call.endings import GuideEnding

_NONE = "none"
_PARTED = "; "


class CloseForm(Form):
    """Begins on its last line: the next touch, chosen already."""

    def __init__(self, draft: Draft, speech: Speech, moment: "MomentReader", typed: Answers) -> None:
        self._draft, self._moment = draft, moment
        fields = [replace(field, value=typed.get(field.id, field.value)) for field in _fields(draft, speech)]
        super().__init__(speech.say("Close the call"), fields, speech, check=self._faults)

    def body(self) -> list[Widget]:
        """What is still missing in the record, over the fields."""
        ends = Bar("warn")
        text = " · ".join(self._speech.word(end) for end in self._draft.loose_ends)
        ends.show([(text, "")])
        return [ends, *super().body()]

    def on_mount(self, event: events.Mount) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        event.prevent_default()  # the form itself would begin on its first line
        self._lines[-1].focus()

    def _faults(self, answers: Answers) -> Mapping[str, Message]:
        if answers["day"] and self._moment(answers["day"]) is None:
            return {"day": message("No day can be read in this: {text}", text=answers["day"])}
        if answers["next"] == _NONE and not answers["day"] and not answers["reason"]:
            return {"reason": message("Choose the next touch, or say why there is none")}
        return {}


class MomentReader:
    """Reads a day and an hour from what is typed, in the reader's language."""

    def __init__(self, guide: "GuideEnding") -> None:
        workspace = guide.cadence.workspace
        self._words = workspace.rules.capture_words(guide.cadence.speech.language).dates
        self._today = workspace.today()

    def __call__(self, text: str) -> tuple[date, time | None] | None:
        return spoken_moment(text, self._words, self._today)


def close(guide: "GuideEnding") -> None:
    """Hangs up, asks for the record, closes; leaving the form goes on with the call."""
    workspace, call_id = guide.cadence.workspace, guide.call.id
    guide.hold(True)

    def hung_up() -> tuple[Draft, Call]:
        draft = closing_draft(workspace, call_id)
        return draft, calls.hang_up(workspace, call_id)

    def ask(found: tuple[Draft, Call]) -> None:
        draft, stopped = found
        guide.changed(stopped)
        _ask(guide, draft, {})

    guide.attempt(hung_up, ask, lambda: guide.hold(False))


def _ask(guide: "GuideEnding", draft: Draft, typed: Answers) -> None:
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
            record = _record(draft, answers)
            return close_call(workspace, draft.call.id, record, next_touch=slot, reason=answers["reason"])

        guide.attempt(closed, done, lambda: _ask(guide, draft, answers))

    def done(call: Call) -> None:
        guide.frame.tell(message("Call closed"))
        show_recap(guide.frame, call.id, guide.leave_guide)

    guide.closing = CloseForm(draft, guide.cadence.speech, reader, typed)
    guide.app.push_screen(guide.closing, answered)


def _slot(guide: "GuideEnding", draft: Draft, answers: Answers, reader: MomentReader) -> Slot | None:
    chosen = answers["next"]
    slot = draft.slots[int(chosen)] if chosen.isdigit() else None
    moment = reader(answers["day"]) if answers["day"] else None
    if moment is None:
        return slot
    return slot_on(guide.cadence.workspace, draft.call, *moment, like=slot)


def _record(draft: Draft, answers: Answers) -> CallRecord:
    return CallRecord(
        summary=answers["summary"],
        key_points=_parts(answers["points"]),
        sentiment=cast(Sentiment | None, answers["sentiment"] or None),
        adoption=cast(Adoption | None, answers["adoption"] or None),
        relationship=cast(Relationship | None, answers["relationship"] or None),
        concerns=_parts(answers["concerns"]),
        opportunities=_parts(answers["opportunities"]),
        attendees=_parts(answers["with"]),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(_PARTED.strip()) if part.strip())


def _fields(draft: Draft, speech: Speech) -> list[Field]:
    call, say = draft.call, speech.say
    chances = _PARTED.join(call.opportunities)
    parted = say("several: separate with ;")
    return [
        Field(id="with", label=say("call|With"), value=_PARTED.join(call.attendees), hint=parted),
        Field(id="summary", label=say("Summary"), value=call.summary),
        Field(id="points", label=say("Key points"), value=_PARTED.join(call.key_points), hint=parted),
        _choice("sentiment", say("Mood"), VOCABULARY["sentiment"], call.sentiment, speech),
        _choice("adoption", say("Adoption"), ADOPTION, call.adoption, speech),
        _choice("relationship", say("Relationship"), VOCABULARY["relationship"], call.relationship, speech),
        Field(id="concerns", label=say("Concerns"), value=_PARTED.join(call.concerns), hint=parted),
        Field(id="opportunities", label=say("Opportunities"), value=chances, hint=parted),
        Field(id="reason", label=say("No next touch"), hint=say("why not, if there is none")),
        Field(id="day", label=say("Another time"), hint=say("a day, an hour: 4/12 10:00")),
        Field(
            id="next",
            label=say("Next touch"),
            value="0" if draft.slots else _NONE,
            options=(
                *((str(place), _slot_text(slot, draft, speech)) for place, slot in enumerate(draft.slots)),
                (_NONE, say("next touch|none")),
            ),
        ),
    ]


def _slot_text(slot: Slot, draft: Draft, speech: Speech) -> str:
    kind = draft.names.title("touch", slot.touch, speech)
    return slot_text(slot.start or slot.date, f"{kind} {slot.minutes} min", bool(slot.planned), speech)


def _choice(name: str, label: str, words: Mapping[str, Message], value: str | None, speech: Speech) -> Field:
    options = tuple((key, speech.word(word)) for key, word in words.items())
    return Field(id=name, label=label, value=value or "", options=(("", "–"), *options))
