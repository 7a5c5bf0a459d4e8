"""Reminds customers from the board: the mail is read, copied or written to a file, and recorded (A2)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from cadence_tui.locale import Speech
from cadence_tui.tui.actions.prompts import Asking, ask_line, carry_out
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.spans import Line
from cadence_tui.views.vocabulary import word_of
from cadence_tui.workspace.nudges import NudgeMail, nudge, nudge_by_file, nudge_mails, warnings_of

Then = Callable[[], None]
_OTHER_CHANNELS = ("call", "message")


class NudgeReading(Reading):
    """Shows the mails; answers with what to do about them, or nothing."""

    keys: ClassVar[dict[str, str]] = {
        **{key: what for key, what in Reading.keys.items() if key != "enter"},
        "enter": "leave",
        "y": "copy",
        "x": "file",
        "e": "line",
        "r": "other",
    }

    def __init__(self, mails: Sequence[NudgeMail], speech: Speech) -> None:
        super().__init__(speech.say("Nudge"), mail_lines(mails, speech), speech)

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        known = (
            ("y", say("nudge|copy")),
            ("x", say("nudge|write a file")),
            ("e", say("nudge|add a line")),
            ("r", say("nudge|done otherwise")),
            ("esc", say("close")),
        )
        line: Line = []
        for key, what in known:
            line += [(" · ", "dim")] if line else []
            line += [(key, "key"), (f" {what}", "")]
        return line

    def do_copy(self) -> None:
        self.dismiss("copy")

    def do_file(self) -> None:
        self.dismiss("file")

    def do_line(self) -> None:
        self.dismiss("line")

    def do_other(self) -> None:
        self.dismiss("other")


def ask_nudge(view: Asking, ids: Sequence[str], *, then: Then = lambda: None) -> None:
    """Drafts the mails about some promises and shows them; `then` follows once a nudge is recorded."""
    workspace = view.cadence.workspace
    view.frame.perform(lambda: nudge_mails(workspace, *ids), lambda mails: show_mails(view, mails, then))


def show_mails(view: Asking, mails: Sequence[NudgeMail], then: Then) -> None:
    """Shows the mails and does with them what is answered."""

    def answered(what: str | None) -> None:
        if what == "copy":
            _copy(view, mails, then)
        elif what == "file":
            _ask_file(view, mails, then)
        elif what == "line":
            _ask_own_line(view, mails, then)
        elif what == "other":
            _ask_channel(view, mails, then)

    view.frame.app.push_screen(NudgeReading(mails, view.cadence.speech), answered)


def mail_lines(mails: Sequence[NudgeMail], speech: Speech) -> list[Line]:
    """The mails one after another: what speaks against them, to whom, subject, text."""
    lines: list[Line] = []
    for mail in mails:
        lines += [[]] if lines else []
        lines += [[("! ", "warn"), (speech.word(each), "warn")] for each in warnings_of(mail)]
        named = ", ".join(f"{each.name} <{each.email}>" if each.email else each.name for each in mail.to)
        lines.append([(speech.say("to: "), "dim"), (named or mail.name, "")])
        lines += [[(mail.subject, "strong")], []]
        lines += [[(line, "")] for line in mail.body.splitlines()]
    return lines


def _copy(view: Asking, mails: Sequence[NudgeMail], then: Then) -> None:
    text = "\n\n".join(f"{mail.subject}\n\n{mail.body}" for mail in mails)
    workspace, ids = view.cadence.workspace, _ids(mails)

    def done() -> None:
        then()
        copy(view.frame, text)

    carry_out(view, lambda: nudge(workspace, *ids), done)


def _ask_file(view: Asking, mails: Sequence[NudgeMail], then: Then) -> None:
    workspace, speech = view.cadence.workspace, view.cadence.speech

    def write(path: str) -> None:
        if path:
            carry_out(view, lambda: nudge_by_file(workspace, mails, Path(path)), then)

    proposed = f"nudge-{workspace.today().isoformat()}.eml"
    label = speech.plural("file for {n} mail:", "file for {n} mails:", len(mails))
    ask_line(view, label, write, value=proposed)


def _ask_own_line(view: Asking, mails: Sequence[NudgeMail], then: Then) -> None:
    label = view.cadence.speech.say("a sentence of your own:")
    ask_line(
        view,
        label,
        lambda text: show_mails(view, [mail.with_line(text) for mail in mails], then),
        leave=lambda: show_mails(view, mails, then),
    )


def _ask_channel(view: Asking, mails: Sequence[NudgeMail], then: Then) -> None:
    workspace, speech, ids = view.cadence.workspace, view.cadence.speech, _ids(mails)
    choices = [Choice(each, word_of("channel", each, speech)) for each in _OTHER_CHANNELS]

    def chosen(channel: str | None) -> None:
        if channel:
            carry_out(view, lambda: nudge(workspace, *ids, channel=channel), then)

    view.frame.app.push_screen(Picker(speech.say("How were they reminded?"), choices, speech), chosen)


def _ids(mails: Sequence[NudgeMail]) -> list[str]:
    return [each for mail in mails for each in mail.actions]
