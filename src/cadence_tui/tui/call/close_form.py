"""The form for the record of a call: prefilled, and with one key for each judgement (C7)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.await_complete import AwaitComplete
from textual.timer import Timer
from textual.widget import Widget

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Call
from cadence_tui.model.message import Message, message
from cadence_tui.practice.aftermath import aftermath
from cadence_tui.tui.call.close_fields import (
    NO_TOUCH,
    WHOSE,
    chosen_slot,
    form_fields,
    ownerless,
    record_of,
    touch_kind,
    with_record,
)
from cadence_tui.tui.call.line import DRAFT_SECONDS
from cadence_tui.tui.dialogs.form import Answers, Form, Option
from cadence_tui.tui.dialogs.layer import key_line
from cadence_tui.tui.spans import Line
from cadence_tui.tui.widgets.bar import Bar
from cadence_tui.tui.widgets.prompt import LineInput
from cadence_tui.views.aftermath_words import makes_text
from cadence_tui.views.wording_call import slot_text
from cadence_tui.workspace.closing import Draft

Moment = Callable[[str], tuple[date, time | None] | None]
Keep = Callable[[Answers], None]


class CloseForm(Form):
    """Begins on its last line. On a line that is chosen and not typed, letters answer other lines."""

    DEFAULT_CSS = """
    CloseForm > #box { max-height: 100%; }
    """
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
        """Keys that are true for the line that has them: on a text letters are letters."""
        say, line = self._speech.say, self.focused if self.is_mounted else self._lines[-1]
        end = say("form|save") if self._draft.before else say("form|close")
        is_last = line is self._lines[-1]
        pairs = [("↵", end if is_last else say("form|next"))]
        if isinstance(line, Option):
            pairs.append(("← →", say("choose")))
            pairs += [("m a r", say("change that line"))] if is_last else []
        return key_line(*pairs, *([] if is_last else [("ctrl+s", end)]), ("esc", say("leave")))

    def on_descendant_focus(self) -> None:
        self.query_one("#keys", Bar).show(self.hints())

    def on_mount(self, event: events.Mount) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        event.prevent_default()  # the form itself would begin on its first line
        self._kept = self.answers
        unsaid = next(iter(ownerless(self._draft)), None)
        self.set_focus(self._line_of(WHOSE + unsaid.id) if unsaid else self._lines[-1])
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
        promised = () if self._draft.before else self._draft.actions
        undated = sum(action.due is None for action in promised)
        self._makes.show([(makes_text(found, len(promised), self._speech, undated=undated), "")])
        self._ends.show([(self._missing(call), "")])
        if not self._draft.before:
            self._show_typed_day()
        if self._keeping is None and self.answers != self._kept:
            self._keeping = self.set_timer(DRAFT_SECONDS, self._keep_soon)

    def _keep_soon(self) -> None:
        self._keeping = None
        if self.is_mounted:
            self._keep_typed()

    def stepped(self, line: Option) -> None:
        """A time that is chosen counts, and no longer the one that was typed."""
        if not self._draft.before and line is self._line_of("next"):
            day = self._line_of("day")
            if isinstance(day, LineInput):
                with day.prevent(LineInput.Changed):
                    day.value = ""

    def _show_typed_day(self) -> None:
        """The day that is understood stands in the place of the chosen one."""
        line, typed = self._line_of("next"), self.answers["day"]
        if isinstance(line, Option):
            line.stand_in(self._typed_touch(typed) if typed else "")

    def _typed_touch(self, typed: str) -> str:
        moment = self._moment(typed)
        if moment is None:
            return "→ …"
        day, at = moment[0], moment[1] or self._draft.usual
        slot = chosen_slot(self._draft, self.answers)
        # What is agreed stays agreed: the typed time is then for another call like this one.
        like = slot if slot and not slot.planned else None
        minutes = f"{self._draft.call.booked_minutes} min"
        kind = touch_kind(like, self._draft, self._speech) if like else minutes
        today = self._draft.ground.now.date()
        return f"→ {slot_text(datetime.combine(day, at) if at else day, kind, self._speech, today)}"

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
        for action in ownerless(self._draft):
            if not answers[WHOSE + action.id]:
                return {WHOSE + action.id: message("Nobody is named for “{title}”", title=action.title)}
        if answers["day"] and self._moment(answers["day"]) is None:
            return {"day": message("No day can be read in this: {text}", text=answers["day"])}
        if answers["next"] == NO_TOUCH and not answers["day"] and not answers["reason"]:
            return {"reason": message("Choose the next touch, or say why there is none")}
        return {}
