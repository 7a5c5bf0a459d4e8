"""The touch model: an entry is changed in a form, tried on the team's load, and saved for everybody."""

from collections.abc import Callable, Mapping, Sequence

from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import spans
from cadence_tui.tui.team.model_form import ModelForm, form_fields
from cadence_tui.tui.team.model_shown import MOST_IN_FORM, ModelShown
from cadence_tui.views.lines import TextLine
from cadence_tui.views.model_entries import ModelEntry, entry_title
from cadence_tui.views.model_typed import typed_values
from cadence_tui.workspace.model_editing import Draft, may_save, save_draft


class ModelView(ModelShown):
    """What can be done with the list."""

    def why_not(self, act: Act) -> Message | None:
        if act.context != "model":
            return None
        if self.draft is None:
            return message("The touch model is still being read")
        if act.id in ("model.save", "model.effect", "model.drop") and not self.is_changed():
            return message("Nothing is changed: enter changes an entry")
        if act.id == "model.save" and not may_save(self.cadence.workspace):
            return message("A lead or an admin can save it; you can try what it would do")
        if act.id == "model.edit" and self.table.current is None:
            return message("No entry is chosen")
        return None

    def back(self) -> bool:
        if not self.is_changed() or self.warned:
            return False
        self.warned = True
        self.frame.tell(
            message("Changes are not saved: ctrl+s saves them, esc again forgets them"), role="warn"
        )
        return True

    def losing(self) -> Message | None:
        if not self.is_changed():
            return None
        return message("Touch model not saved: ctrl+s saves it; the same key forgets it and leaves")

    def act_edit(self) -> None:
        entry, draft, model, words = self.table.current, self.draft, self.model, self.words
        if entry is None or draft is None or model is None or words is None:
            return
        fields = entry.fields(model)

        def edited(answers: Answers) -> Draft:
            values, _ = typed_values(fields, answers, words)
            return draft.edited(entry.path, values) if values else draft

        def check(answers: Answers) -> Mapping[str, Message]:
            _, faults = typed_values(fields, answers, words)
            return faults or _shape_fault(edited(answers), entry, [field.id for field in fields])

        def attempt(answers: Answers, then: Callable[[list[TextLine]], None]) -> None:
            if not typed_values(fields, answers, words)[1]:
                self.attempt(lambda: edited(answers), then, MOST_IN_FORM)

        def done(answers: Answers, refused: Refusal) -> None:
            self.take(edited(answers))

        title = plain(entry_title(entry, words))
        form = ModelForm(title, form_fields(entry, model, words), words.speech, check, attempt)
        fill_in(self, form, done)

    def act_save(self) -> None:
        draft, speech = self.draft, self.cadence.speech
        if draft is None:
            return
        fields = [Field(id="why", label=speech.say("Why"), hint=speech.say("for the log"))]

        def done(answers: Answers, refused: Refusal) -> None:
            ws = self.cadence.workspace
            self.perform(lambda: save_draft(ws, draft, answers["why"]), self._tell_saved, refused=refused)

        fill_in(self, Form(speech.say("Save the touch model for everybody"), fields, speech), done)

    def _tell_saved(self, _: None) -> None:
        self.draft = None
        self.look()
        self.frame.tell(message("The touch model is saved; u takes it back"))

    def act_effect(self) -> None:
        draft = self.draft
        if self.effect or draft is None:
            self._show_effect(self.effect)
            return
        # Whoever is quicker than the reckoning waits for it rather than read an empty page.
        self.attempt(lambda: draft, self._show_effect)

    def _show_effect(self, lines: list[TextLine]) -> None:
        self.effect = lines
        self.show_detail()
        title = self.cadence.speech.say("What all changes do to the load")
        self.app.push_screen(Reading(title, page_lines(lines), self.cadence.speech))

    def act_drop(self) -> None:
        if self.draft is not None:
            self.look()

    def act_filter(self) -> None:
        was = self.wanted
        self.frame.prompt.ask(
            self.cadence.speech.say("filter:"),
            self._filtered,
            value=was,
            change=self._narrow,
            leave=lambda: self._filtered(was),
        )

    def _narrow(self, text: str) -> None:
        self.wanted = text.strip()
        self.show_rows()

    def _filtered(self, text: str) -> None:
        self._narrow(text)
        self.table.focus()

    def act_copy(self) -> None:
        rows = [
            "\t".join("".join(text for text, _ in spans(cell)) for cell in self.cells(entry))
            for entry in self.table.rows
        ]
        copy(self.frame, "\n".join(rows))


def _shape_fault(draft: Draft, entry: ModelEntry, fields: Sequence[str]) -> Mapping[str, Message]:
    """What the shape of the file says against a draft, at the field that it speaks of, else at the first."""
    try:
        draft.shape()
    except BadInput as error:
        told = error.where[0] if error.where else None
        if told is None:
            return {fields[0]: error.message}
        path = told.field.removeprefix(f"{entry.id}.")
        at = next((field for field in fields if path.startswith(field)), "")
        expected = message("expected: {what}", what=told.expected)
        if at:
            return {at: expected}
        return {fields[0]: message("{field}: {fault}", field=path, fault=expected)}
    return {}
