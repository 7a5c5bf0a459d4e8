"""A form: labelled lines, checked when it is handed in; nothing typed is lost on a refusal."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from textual import events
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from cadence_tui.locale import Speech
from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import Message
from cadence_tui.tui.dialogs.layer import Layer, key_line
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.spans import Line, fit, width_of
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.bar import Bar
from cadence_tui.tui.widgets.prompt import LineInput

_EDGES = 4
"""Cells of the marks around an option."""


class Field(Struct, frozen=True, kw_only=True):
    """A line of a form; left and right go through `options` (key, shown); `hint` shows when empty.

    With `several` any number of the options is chosen, and their keys are answered with commas.
    """

    id: str
    label: str
    value: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    several: bool = False


Answers = Mapping[str, str]
Check = Callable[[Answers], Mapping[str, Message]]
"""Faults by field id; an empty mapping lets the form go."""


class Form(Layer[Answers]):
    """Asks several things at once; answers with the texts by field id."""

    DEFAULT_CSS = """
    Form > #box > #fields { height: auto; max-height: 100%; }
    Form > #box > #fields > Horizontal { height: 1; }
    Form > #box > #fields > Horizontal > .label { width: 20; }
    Form > #box > #fields > Horizontal > Option { width: 1fr; }
    Form > #box > #foot > #fault { height: 1; margin: 1 0 0 0; }
    """
    keys: ClassVar[dict[str, str]] = {
        "escape": "leave",
        "tab": "next",
        "down": "next",
        "shift+tab": "previous",
        "up": "previous",
        "ctrl+s": "hand_in",
    }

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        speech: Speech,
        check: Check | None = None,
        *,
        fault: str = "",
    ) -> None:
        super().__init__(title)
        self._fields, self._speech, self._check = list(fields), speech, check
        self._lines: list[Option | Several | LineInput] = [_line(field) for field in self._fields]
        self._fault = Bar("", id="fault")
        if fault:
            self._fault.show([(fault, "error")])

    def filled(self, answers: Answers, fault: str) -> "Form":
        """The same form with these answers in it, and what is wrong with them."""
        fields = [replace(field, value=answers[field.id]) for field in self._fields]
        return Form(self._title, fields, self._speech, self._check, fault=fault)

    def body(self) -> list[Widget]:
        """One row a field."""
        rows: list[Widget] = []
        for field, line in zip(self._fields, self._lines, strict=True):
            label = Bar("dim")
            label.add_class("label")
            label.show([(field.label, "")])
            rows.append(Horizontal(label, line))
        return [VerticalScroll(*rows, id="fields", can_focus=False)]

    def foot(self) -> list[Widget]:
        """The line where faults appear."""
        return [self._fault]

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        return key_line(
            ("↵", say("next, at the end hand in")), ("ctrl+s", say("hand in")), ("esc", say("leave"))
        )

    @property
    def speech(self) -> Speech:
        """The language of the form."""
        return self._speech

    def on_mount(self) -> None:
        self.set_focus(self._lines[0])

    def steps(self, event: events.Key) -> bool:
        """Goes to another field before the next key is looked at: what is typed on belongs there."""
        if not self.is_mounted or event.key not in ("tab", "down", "shift+tab", "up"):
            return False
        if event.key in ("tab", "down"):
            self.do_next()
        else:
            self.do_previous()
        return True

    @property
    def answers(self) -> dict[str, str]:
        """What stands in the form."""
        return {field.id: line.typed.strip() for field, line in zip(self._fields, self._lines, strict=True)}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.step_or_hand_in()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.answered()

    def answered(self) -> None:
        """Another answer stands in a field; for forms that show what follows from it."""

    def stepped(self, line: "Option") -> None:
        """Another option was chosen by hand on a line; for forms in which lines answer for each other."""

    def step_or_hand_in(self) -> None:
        """Goes to the next field; after the last hands the form in."""
        if self._place() == len(self._lines) - 1:
            self.do_hand_in()
        else:
            self.do_next()

    def do_next(self) -> None:
        self.set_focus(self._lines[(self._place() + 1) % len(self._lines)])

    def do_previous(self) -> None:
        self.set_focus(self._lines[self._place() - 1])

    def do_hand_in(self) -> None:
        """Hands in, or shows the first fault and goes there."""
        faults = dict(self._check(self.answers)) if self._check else {}
        if not faults:
            self.dismiss(self.answers)
            return
        for field, line in zip(self._fields, self._lines, strict=True):
            if field.id in faults:
                self._fault.show([(self._speech.word(faults[field.id]), "error")])
                self.set_focus(line)
                return

    def _place(self) -> int:
        return next((place for place, line in enumerate(self._lines) if line is self.focused), 0)


def fill_in(view: View, form: Form, hand_in: Callable[[Answers, Refusal], None]) -> None:
    """Shows a form and hands on what it asks for; refused, it comes back as it was handed in.

    What could not be saved for other reasons than a rule is kept by itself.
    """

    def answered(answers: Answers | None) -> None:
        if answers is not None:
            hand_in(answers, lambda error: again(answers, error))

    def again(answers: Answers, error: CadenceError) -> None:
        if error.unsaved is None:
            fill_in(view, form.filled(answers, view.cadence.speech.word(error.message)), hand_in)

    view.app.push_screen(form, answered)


class Option(Bar, can_focus=True):
    """A field whose value is one of a few."""

    def __init__(self, options: Sequence[tuple[str, str]], value: str) -> None:
        super().__init__("input")
        self._options, self._instead = list(options), ""
        self._at = next((place for place, (key, _) in enumerate(self._options) if key == value), 0)
        self._tell(False)

    @property
    def typed(self) -> str:
        """The key of the chosen option."""
        return self._options[self._at][0]

    def stand_in(self, text: str) -> None:
        """Shows that text in the place of the option, which does not count as long as it stands there."""
        if text != self._instead:
            self._instead = text
            self._tell(self.has_focus)

    def step(self, by: int) -> None:
        """Goes so many options on, or back."""
        self._at = (self._at + by) % len(self._options)
        self._tell(self.has_focus)

    def on_focus(self) -> None:
        self._tell(True)

    def on_blur(self) -> None:
        self._tell(False)

    def on_key(self, event: events.Key) -> None:
        if event.key in ("left", "right", "space"):
            event.stop()
            self.step(0 if self._instead else -1 if event.key == "left" else 1)
            if isinstance(self.screen, Form):
                self.screen.stepped(self)
                self.screen.answered()
        elif event.key == "enter":
            event.stop()
            form = self.screen
            if isinstance(form, Form):
                form.step_or_hand_in()

    def on_resize(self) -> None:
        self._tell(self.has_focus)

    def _tell(self, focused: bool) -> None:
        shown, room = self._instead or self._options[self._at][1], self.size.width - _EDGES
        if 0 < room < width_of([(shown, "")]):
            shown = fit(shown, room)
        self.show([(f"‹ {shown} ›", "cursor" if focused else "")])


class Several(Bar, can_focus=True):
    """A field for any number of options: space or letters open a list, what is chosen there comes or goes."""

    def __init__(self, field: Field) -> None:
        super().__init__("input")
        self._options, self._hint, self._label = list(field.options), field.hint, field.label
        self._chosen = {key for key in field.value.split(",") if key}
        self._tell(False)

    @property
    def typed(self) -> str:
        """The keys of the chosen options, in their order; one that is no option stays chosen."""
        known = [key for key, _ in self._options]
        return ",".join([*(key for key in known if key in self._chosen), *sorted(self._chosen - {*known})])

    def on_focus(self) -> None:
        self._tell(True)

    def on_blur(self) -> None:
        self._tell(False)

    def on_key(self, event: events.Key) -> None:
        form = self.screen
        if not isinstance(form, Form):
            return
        if event.key == "enter":
            event.stop()
            form.step_or_hand_in()
        elif event.character and event.is_printable and self._options:
            event.stop()
            self.app.push_screen(self._picker(event.character.strip(), form.speech), self._change)

    def _picker(self, typed: str, speech: Speech) -> Picker:
        choices = [
            Choice(key, shown, hint="✓" if key in self._chosen else "") for key, shown in self._options
        ]
        return Picker(self._label, choices, speech, typed=typed)

    def _change(self, key: str | None) -> None:
        if key:
            self._chosen ^= {key}
            self._tell(True)
            if isinstance(self.screen, Form):
                self.screen.answered()

    def _tell(self, focused: bool) -> None:
        chosen = ", ".join(shown for key, shown in self._options if key in self._chosen)
        if not focused:
            self.show([(chosen, "") if chosen else (self._hint, "dim")])
            return
        hint = (f"  {self._hint}", "dim") if chosen else ("", "")
        self.show([(f"‹ {chosen or self._hint} ›", "cursor"), hint])


def _line(field: Field) -> "Option | Several | LineInput":
    if field.several:
        return Several(field)
    if field.options:
        return Option(field.options, field.value)
    return LineInput(field.value, placeholder=field.hint)
