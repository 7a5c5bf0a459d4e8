"""What could not be saved: against what is there now, and the list of all that is kept (X4)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from cadence_tui.locale import Speech
from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import Message, message
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.spans import Line, fit, join
from cadence_tui.tui.widgets.page import PageLine
from cadence_tui.views.fields import instant_text
from cadence_tui.views.versions import Versions, mine_text, version_lines
from cadence_tui.views.words import Words
from cadence_tui.workspace.attempt import Attempt, message_of
from cadence_tui.workspace.unsaved import forget, save_over, set_seen, unsaved
from cadence_tui.workspace.versions import names_for, read_versions

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame

_INDENT = 2
_KEYS_WIDTH = 16
Told = tuple[Versions, Words]


def show_refused(frame: "Frame", error: CadenceError) -> None:
    """Says why an act could not be saved: of a clash both sides, else in a sentence."""
    attempt = error.unsaved
    assert isinstance(attempt, Attempt)
    if "passing" in attempt.why and attempt.clash is not None and attempt.clash.gone:
        frame.tell(error.message, role="error")
    elif attempt.clash is not None or attempt.loose:
        show_versions(frame, attempt, lambda: _tell_kept(frame, attempt))
    elif "passing" in attempt.why:
        frame.tell(error.message, role="error")
    else:
        told = message("{why} · what you entered is kept: {key}", why=error.message, key=_key(frame))
        frame.tell(told, role="error")


def show_versions(frame: "Frame", attempt: Attempt, left: Callable[[], None]) -> None:
    """Lays what is saved and what was to be over the frame; `left` when the reader leaves it at that."""
    workspace = frame.cadence.workspace

    def answered(verb: str | None) -> None:
        if verb == "save":
            _save(frame, attempt)
            return
        frame.on_store(partial(set_seen, attempt))
        left()

    def show(told: Told) -> None:
        versions, words = told
        frame.app.push_screen(_Both(frame, versions, words), answered)

    frame.perform(lambda: (read_versions(workspace, attempt), _words(frame)), show)


def show_unsaved(frame: "Frame") -> None:
    """Lists what the reader could not save here and has not forgotten, newest first."""
    workspace = frame.cadence.workspace
    again = partial(show_unsaved, frame)

    def show(found: tuple[Sequence[Attempt], Words]) -> None:
        attempts, words = found
        by_id = {attempt.id: attempt for attempt in attempts}

        def answered(answer: str | None) -> None:
            verb, _, key = (answer or "").partition(" ")
            if verb == "open":
                show_versions(frame, by_id[key], again)
            elif verb == "save":
                _save(frame, by_id[key])
            elif verb == "forget":
                frame.perform(lambda: forget(by_id[key]), lambda _: again())

        frame.app.push_screen(_List(frame, by_id, words), answered)

    frame.perform(lambda: (unsaved(workspace), _words(frame)), show)


def _save(frame: "Frame", attempt: Attempt) -> None:
    workspace = frame.cadence.workspace

    def saved(what: Message) -> None:
        if attempt.clash is None:
            frame.tell(message("Saved: {what}", what=what))
        else:
            frame.tell(message("Saved over it: {what}", what=what))

    frame.perform(lambda: save_over(workspace, attempt), saved)


def _tell_kept(frame: "Frame", attempt: Attempt) -> None:
    if "passing" not in attempt.why and not attempt.loose:
        frame.tell(message("What you entered is kept: {key}", key=_key(frame)))


def _key(frame: "Frame") -> str:
    keymap = frame.cadence.keymap
    return keymap.label(keymap.acts["app.unsaved"], frame.speech) or frame.speech.word(
        keymap.acts["app.unsaved"].title
    )


def _words(frame: "Frame") -> Words:
    workspace = frame.cadence.workspace
    return Words(speech=frame.speech, names=names_for(workspace), zone=workspace.actor.timezone)


class _Kept(Reading):
    """A page about what was not saved, with keys of its own; `?` explains them like anywhere else."""

    keys: ClassVar[dict[str, str]] = {**Reading.keys, "y": "copy", "S": "save", "?": "help", "f1": "help"}

    def does(self) -> list[tuple[str, str]]:
        """Its keys, and what they do."""
        raise NotImplementedError

    def hints(self) -> Line:
        """Keys."""
        return join([[(key, "key"), (f" {does}", "")] for key, does in self.does()], (" · ", "dim"))

    def do_help(self) -> None:
        """Lays the page of keys over this one."""
        say = self._speech.say
        moving = [("↓ j", say("Next row")), ("↑ k", say("Previous row"))]
        moving += [("pagedown", say("One page down")), ("pageup", say("One page up"))]
        lines = [
            PageLine([("  " + fit(key, _KEYS_WIDTH), "key"), (f" {does}", "")], indent=_KEYS_WIDTH + 3)
            for key, does in (*self.does(), *moving)
        ]
        self.app.push_screen(Reading(say("Keys of this screen"), lines, self._speech))


class _Both(_Kept):
    """Both sides of one act."""

    def __init__(self, frame: "Frame", versions: Versions, words: Words) -> None:
        speech = frame.speech
        title = speech.say("Changed meanwhile") if versions.clashed else speech.say("Not saved")
        super().__init__(title, page_lines(version_lines(versions, words)), speech)
        self._frame, self._mine, self._clashed = frame, mine_text(versions, words), versions.clashed

    def does(self) -> list[tuple[str, str]]:
        """Its keys, and what they do."""
        say = self._speech.say
        save = say("save yours over it") if self._clashed else say("save it after all")
        return [("S", save), ("y", say("copy yours")), ("esc", say("leave it as it is"))]

    def do_copy(self) -> None:
        """Copies what was not saved; the page stays."""
        copy(self._frame, self._mine)

    def do_save(self) -> None:
        """Answers that it shall be saved after all."""
        self.dismiss("save")


class _List(_Kept):
    """Everything that was not saved; answers with a verb and the id."""

    keys: ClassVar[dict[str, str]] = {**_Kept.keys, "D": "forget"}

    def __init__(self, frame: "Frame", attempts: dict[str, Attempt], words: Words) -> None:
        self._frame, self._attempts = frame, attempts
        lines = [_attempt_line(attempt, words) for attempt in attempts.values()]
        nothing = [PageLine([(frame.speech.say("Everything of yours is saved."), "dim")])]
        super().__init__(frame.speech.say("What was not saved"), lines or nothing, frame.speech)

    def does(self) -> list[tuple[str, str]]:
        """Its keys, and what they do."""
        say = self._speech.say
        close = ("esc", say("close"))
        if not self._attempts:
            return [close]
        return [
            ("↵", say("read")),
            ("y", say("copy")),
            ("S", say("save it after all")),
            ("D", say("forget")),
            close,
        ]

    def do_choose(self) -> None:
        """Answers that the one under the cursor shall be shown."""
        self._answer("open")

    def do_copy(self) -> None:
        """Copies the one under the cursor; the list stays."""
        attempt = self._attempts.get(self._page.current_key)
        if attempt is None:
            return
        frame, workspace = self._frame, self._frame.cadence.workspace
        frame.perform(
            lambda: mine_text(read_versions(workspace, attempt), _words(frame)),
            lambda text: copy(frame, text),
        )

    def do_save(self) -> None:
        """Answers that the one under the cursor shall be saved after all."""
        self._answer("save")

    def do_forget(self) -> None:
        """Answers that the one under the cursor shall be forgotten."""
        self._answer("forget")

    def _answer(self, verb: str) -> None:
        key = self._page.current_key
        self.dismiss(f"{verb} {key}" if key else None)


def _attempt_line(attempt: Attempt, words: Words) -> PageLine:
    speech = words.speech
    at = instant_text(datetime.fromisoformat(attempt.at), words)
    return PageLine(
        [
            (f"{at}  ", "dim"),
            (speech.word(message_of(attempt.why)), ""),
            (f" · {_reason(attempt, speech)}", "dim"),
        ],
        attempt.id,
        _INDENT,
    )


def _reason(attempt: Attempt, speech: Speech) -> str:
    if attempt.clash is None:
        return speech.word(message_of(attempt.refusal))
    if attempt.clash.who:
        return speech.say("{who} was quicker", who=attempt.clash.who)
    return speech.say("changed meanwhile")
