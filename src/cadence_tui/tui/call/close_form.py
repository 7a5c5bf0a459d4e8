"""The form for the record of a call: prefilled, and with one key for each judgement (C7)."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, ClassVar, cast

from msgspec.structs import replace
from textual import events
from textual.await_complete import AwaitComplete
from textual.timer import Timer
from textual.widget import Widget

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Call
from cadence_tui.model.documents.call import Adoption, Outcome, Relationship, Sentiment
from cadence_tui.model.message import Message, message
from cadence_tui.practice.aftermath import aftermath
from cadence_tui.tui.call.line import DRAFT_SECONDS
from cadence_tui.tui.dialogs.form import Answers, Field, Form, Option
from cadence_tui.tui.spans import Line
from cadence_tui.tui.widgets.bar import Bar
from cadence_tui.views.aftermath_words import makes_text
from cadence_tui.views.vocabulary import VOCABULARY
from cadence_tui.views.wording_call import slot_text
from cadence_tui.workspace.closing import CallRecord, Draft
from cadence_tui.workspace.next_touch import Slot

NO_TOUCH = "none"
_PARTED = "; "
Moment = Callable[[str], tuple[date, time | None] | None]
Keep = Callable[[Answers], None]


class CloseForm(Form):
    """Begins on its last line. On a line that is chosen and not typed, letters answer other lines."""

    keys: ClassVar[dict[str, str]] = {
        **Form.keys,
        "m": "mood",
        "a": "adoption",
        "r": "relationship",
        "w": "with",
        "t": "time",
    }

    def __init__(
        self,
        draft: Draft,
        speech: Speech,
        moment: Moment,
        *,
        typed: Answers | None = None,
        keep: Keep | None = None,
        told: str = "",
    ) -> None:
        """`typed` are answers that were refused; `keep` is told what is typed, soon after.

        `told` stands where faults do.
        """
        self._draft, self._moment, self._keep = draft, moment, keep
        self._kept: Answers | None = None
        self._keeping: Timer | None = None
        self._makes, self._ends = Bar("accent"), Bar("warn")
        fields = form_fields(draft, speech)
        if typed:
            fields = [replace(field, value=typed.get(field.id, field.value)) for field in fields]
        title = speech.say("Amend the record") if draft.before else speech.say("Close the call")
        super().__init__(title, fields, speech, check=self._faults, fault=told)

    def body(self) -> list[Widget]:
        """What will be made and what is still missing, over the fields."""
        return [self._makes, self._ends, *super().body()]

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        end = say("form|save") if self._draft.before else say("form|close")
        line: Line = []
        for key, text in (
            ("↵", end),
            ("m a r", say("change that line")),
            ("ctrl+s", end),
            ("esc", say("leave")),
        ):
            line += [(" · ", "dim"), (key, "key"), (f" {text}", "")]
        return line[1:]

    def on_mount(self, event: events.Mount) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        event.prevent_default()  # the form itself would begin on its first line
        self._kept = self.answers
        self.set_focus(self._lines[-1])
        self.answered()

    def steps(self, event: events.Key) -> bool:
        """A letter that goes to another field goes there at once, too."""
        goes = {"w": self.do_with, "t": self.do_time}.get(event.key)
        if goes is None or not self.is_mounted or not isinstance(self.focused, Option):
            return super().steps(event)
        goes()
        return True

    def on_descendant_blur(self) -> None:
        """What was typed is kept when its line is left."""
        if self.is_mounted:
            self._keep_typed()

    def dismiss(self, result: Answers | None = None) -> AwaitComplete:
        """Left without an answer, what was typed is kept for the next time."""
        if result is None:
            self._keep_typed()
        self._keep = None
        return super().dismiss(result)

    def _keep_typed(self) -> None:
        if self._keep is not None and self.answers != self._kept:
            self._kept = self.answers
            self._keep(self.answers)

    def answered(self) -> None:
        """Says what will be made of what stands there."""
        call = with_record(self._draft.call, record_of(self._draft, self.answers))
        found = aftermath(call, self._draft.actions, self._draft.ground, before=self._draft.before)
        promises = 0 if self._draft.before else len(self._draft.actions)
        self._makes.show([(makes_text(found, promises, self._speech), "")])
        self._ends.show([(self._missing(call), "")])
        if self._keeping is None and self.answers != self._kept:
            self._keeping = self.set_timer(DRAFT_SECONDS, self._keep_soon)

    def _keep_soon(self) -> None:
        self._keeping = None
        if self.is_mounted:
            self._keep_typed()

    def do_mood(self) -> None:
        self._judge("sentiment")

    def do_adoption(self) -> None:
        self._judge("adoption")

    def do_relationship(self) -> None:
        self._judge("relationship")

    def do_with(self) -> None:
        self.set_focus(self._line_of("with"))

    def do_time(self) -> None:
        if not self._draft.before:
            self.set_focus(self._line_of("day"))

    def _judge(self, field: str) -> None:
        line = self._line_of(field)
        if isinstance(line, Option):
            line.step(1)
            self.answered()

    def _line_of(self, field: str) -> Widget:
        return next(line for each, line in zip(self._fields, self._lines, strict=True) if each.id == field)

    def _missing(self, call: Call) -> str:
        """What would make a better record; only what the answers do not say yet."""
        from cadence_tui.practice.closing import loose_ends

        ends = (*self._draft.unfinished, *loose_ends(call, self._draft.actions))
        return " · ".join(self._speech.word(end) for end in ends)

    def _faults(self, answers: Answers) -> Mapping[str, Message]:
        if self._draft.before:
            return {}
        if answers["day"] and self._moment(answers["day"]) is None:
            return {"day": message("No day can be read in this: {text}", text=answers["day"])}
        if answers["next"] == NO_TOUCH and not answers["day"] and not answers["reason"]:
            return {"reason": message("Choose the next touch, or say why there is none")}
        return {}


def record_of(draft: Draft, answers: Answers) -> CallRecord:
    """The record that the answers say."""
    people = _people(draft)
    there = [people[int(place)] for place in answers["with"].split(",") if place]
    return CallRecord(
        summary=answers["summary"],
        key_points=_parts(answers["points"]),
        sentiment=cast(Sentiment | None, answers["sentiment"] or None),
        adoption=cast(Adoption | None, answers["adoption"] or None),
        relationship=cast(Relationship | None, answers["relationship"] or None),
        concerns=_parts(answers["concerns"]),
        opportunities=_parts(answers["opportunities"]),
        attendees=(*there, *_parts(answers["others"])),
        forecast=answers["forecast"],
        shared=_parts(answers["shared"]),
        outcome=cast(Outcome, answers.get("outcome", draft.call.outcome)),
    )


def with_record(call: Call, record: CallRecord) -> Call:
    """The call with what a record says."""
    said: dict[str, Any] = {name: getattr(record, name) for name in record.__struct_fields__}
    return replace(call, **said)


def form_fields(draft: Draft, speech: Speech) -> list[Field]:
    """The lines of the form, what was captured in them."""
    call, say = draft.call, speech.say
    parted = say("several: separate with ;")
    people = _people(draft)
    there = ",".join(str(place) for place, name in enumerate(people) if name in call.attendees)
    return [
        Field(
            id="with",
            label=_keyed(say("call|With"), "w"),
            value=there,
            hint=say("letters choose"),
            options=tuple((str(place), name) for place, name in enumerate(people)),
            several=True,
        ),
        Field(id="others", label=say("call|And also"), hint=say("others who were there; separate with ;")),
        Field(id="summary", label=say("Summary"), value=call.summary),
        Field(id="points", label=say("Key points"), value=_PARTED.join(call.key_points), hint=parted),
        _choice("sentiment", _keyed(say("Mood"), "m"), call.sentiment, speech),
        _choice("adoption", _keyed(say("Adoption"), "a"), call.adoption, speech),
        _choice("relationship", _keyed(say("Relationship"), "r"), call.relationship, speech),
        Field(id="concerns", label=say("Concerns"), value=_PARTED.join(call.concerns), hint=parted),
        Field(
            id="opportunities",
            label=say("Opportunities"),
            value=_PARTED.join(call.opportunities),
            hint=say("several: separate with ;  an amount such as 5k is understood"),
        ),
        Field(
            id="forecast",
            label=say("Forecast"),
            value=call.forecast,
            hint=say("a word on the renewal, on what they may buy"),
        ),
        Field(
            id="shared",
            label=say("To be sent"),
            value=_PARTED.join(call.shared),
            hint=say("several: separate with ;  = in front: sent already"),
        ),
        *(_amended_fields(draft, speech) if draft.before else _next_fields(draft, speech)),
    ]


def _next_fields(draft: Draft, speech: Speech) -> list[Field]:
    say = speech.say
    return [
        Field(
            id="reason",
            label=say("No next touch"),
            value=draft.call.no_next_reason,
            hint=say("why not, if there is none"),
        ),
        Field(id="day", label=_keyed(say("Another time"), "t"), hint=say("a day, an hour: 4/12 10:00")),
        Field(
            id="next",
            label=say("Next touch"),
            value="0" if draft.slots else NO_TOUCH,
            options=(
                *((str(place), _slot_text(slot, draft, speech)) for place, slot in enumerate(draft.slots)),
                (NO_TOUCH, say("next touch|none")),
            ),
        ),
    ]


def _amended_fields(draft: Draft, speech: Speech) -> list[Field]:
    words = VOCABULARY["outcome"].items()
    options = tuple((key, speech.word(word)) for key, word in words)
    return [Field(id="outcome", label=speech.say("Outcome"), value=draft.call.outcome, options=options)]


def _keyed(label: str, key: str) -> str:
    """A label with the letter that answers its line, or goes there."""
    return f"{label} · {key}"


def _people(draft: Draft) -> list[str]:
    """Contacts, and who else is on record."""
    return list(dict.fromkeys((*draft.contacts, *draft.call.attendees)))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(_PARTED.strip()) if part.strip())


def _slot_text(slot: Slot, draft: Draft, speech: Speech) -> str:
    kind = draft.names.title("touch", slot.touch, speech)
    what, today = f"{kind} {slot.minutes} min", draft.ground.now.date()
    return slot_text(slot.start or slot.date, what, bool(slot.planned), speech, today)


def _choice(name: str, label: str, value: str | None, speech: Speech) -> Field:
    options = tuple((key, speech.word(word)) for key, word in VOCABULARY[name].items())
    return Field(id=name, label=label, value=value or "", options=(("", "–"), *options))
