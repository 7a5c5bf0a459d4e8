"""How a call goes on: sections, another agenda, pauses, who speaks (C2, C3, C5)."""

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Call
from cadence_tui.model.message import message
from cadence_tui.tui.call.questions import GuideQuestions
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.views.guide import minutes, stopwatch
from cadence_tui.views.wording_call import in_language
from cadence_tui.workspace import calls
from cadence_tui.workspace.agendas import take_agenda
from cadence_tui.workspace.calls import take_over
from cadence_tui.workspace.session import Workspace


class GuidePace(GuideQuestions):
    """Goes through the agenda."""

    def act_next_section(self) -> None:
        call_id = self.call.id
        self.act_on(lambda: calls.step_section(self._ws, call_id, 1))

    def act_previous_section(self) -> None:
        call_id = self.call.id
        self.act_on(lambda: calls.step_section(self._ws, call_id, -1))

    def act_speaker(self) -> None:
        call_id = self.call.id
        self.act_on(lambda: calls.toggle_speaker(self._ws, call_id))

    def act_pause(self) -> None:
        call_id = self.call.id
        act = calls.pause_call if self.call.running_since else calls.resume_call
        self.act_on(lambda: act(self._ws, call_id))

    def act_section(self) -> None:
        """Goes to any section, by part of its name."""
        facts, speech, call_id = self._facts, self.cadence.speech, self.call.id
        if facts is None:
            return
        titles = facts.section_titles
        choices = [
            Choice(
                time.section,
                in_language(titles[time.section], speech) if time.section in titles else time.section,
                f"{stopwatch(time.used)} / {minutes(time.planned, speech)}",
            )
            for time in self.call.sections
        ]

        def chosen(name: str | None) -> None:
            if name:
                self.act_on(lambda: calls.switch_section(self._ws, call_id, name))

        picker = Picker(speech.say("Go to a section"), choices, speech, current=self.call.section)
        self.app.push_screen(picker, chosen)

    def act_agenda(self) -> None:
        """Goes on by another agenda; what was used stays."""
        call_id = self.call.id

        def chosen(name: str | None) -> None:
            if name and name != self.call.agenda:
                self.act_on(lambda: take_agenda(self._ws, call_id, name))

        self.app.push_screen(agenda_picker(self._ws, self.call.agenda, self.cadence.speech), chosen)

    def act_take(self) -> None:
        """Takes somebody else's call over."""
        call_id, name = self.call.id, self.call.owner
        if self._facts is not None:
            name = self._facts.names.person(self.call.owner)

        def taken(call: Call) -> None:
            self.changed(call)
            self.frame.tell(message("You lead this call now; {name} looks on", name=name))

        self.attempt(lambda: take_over(self._ws, call_id), taken)


def agenda_picker(ws: Workspace, current: str, speech: Speech) -> Picker:
    """All agendas with their usual length; the one in use is marked."""
    choices = [
        Choice(
            agenda.id,
            in_language(agenda.title, speech),
            speech.say("{n} min", n=agenda.minutes) + (" ✓" if agenda.id == current else ""),
        )
        for agenda in ws.rules.agendas.agendas
    ]
    return Picker(speech.say("Agenda of the call"), choices, speech, current=current)
