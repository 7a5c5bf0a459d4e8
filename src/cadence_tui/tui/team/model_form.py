"""The form for one entry of the touch model; below its figures stands what they do to the load."""

from collections.abc import Callable, Sequence

from textual.timer import Timer
from textual.widget import Widget

from cadence_tui.locale import Speech
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.tui.dialogs.form import Answers, Check, Field, Form
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.widgets.page import Page
from cadence_tui.views.lines import TextLine
from cadence_tui.views.model_entries import (
    ModelEntry,
    ModelField,
    choice_text,
    field_text,
    field_words,
    is_month_day,
)
from cadence_tui.views.model_labels import label_of
from cadence_tui.views.words import Words

_REST_SECONDS = 0.3
"""So long nobody types before the effect is worked out."""
Try = Callable[[Answers, Callable[[list[TextLine]], None]], None]
"""Works out what the answers do, and hands on the lines that say so."""


class ModelForm(Form):
    """A form that shows the effect of what stands in it."""

    DEFAULT_CSS = """
    ModelForm > #box > #foot > Page { height: 5; margin: 1 0 0 0; padding: 0; }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        speech: Speech,
        check: Check,
        attempt: Try,
        *,
        fault: str = "",
    ) -> None:
        super().__init__(title, fields, speech, check, fault=fault)
        self._attempt = attempt
        self._effect = Page()
        self._effect.can_focus = False
        self._rest: Timer | None = None

    def foot(self) -> list[Widget]:
        """The effect, and the line where faults appear."""
        return [self._effect, *super().foot()]

    def on_mount(self) -> None:
        self._try()

    def answered(self) -> None:
        """Asks for the effect once nobody types."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST_SECONDS, self._try)

    def _try(self) -> None:
        self._attempt(self.answers, self._show)

    def _show(self, lines: list[TextLine]) -> None:
        if self.is_attached:
            self._effect.show(page_lines(lines), top=True)


def form_fields(entry: ModelEntry, model: TouchModel, words: Words) -> list[Field]:
    """The lines of the form of an entry."""
    return [
        Field(
            id=field.id,
            label=words.speech.word(label_of(field.id)),
            value=_shown(field, words),
            options=_options(field, words),
            several=field.kind == "list" and bool(field.choices),
        )
        for field in entry.fields(model)
    ]


def _shown(field: ModelField, words: Words) -> str:
    """What stands in the line, as the reader types it."""
    if field.kind == "list" and field.choices:
        return ",".join(field.value or ())
    if is_month_day(field):
        return field_words(field, words)
    if field.kind == "figure":
        return field_text(field).replace(".", words.speech.formats.decimal)
    return field_text(field)


def _options(field: ModelField, words: Words) -> tuple[tuple[str, str], ...]:
    if field.kind not in ("choice", "flag", "list"):
        return ()
    return tuple((each, choice_text(field, each, words)) for each in field.choices)
