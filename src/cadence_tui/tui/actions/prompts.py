"""Questions that board and review share: a line, a day with its reason, an owner."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from cadence_tui.model.documents import Contact, Person
from cadence_tui.model.documents.action import Side
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.typed_date import TypedDate, typed_date
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.frame import Frame
from cadence_tui.tui.spans import fit, width_of
from cadence_tui.workspace.session import last_done

_NAME_CELLS = 20


class Asking(Protocol):
    """A view that asks, and takes the keys back afterwards."""

    @property
    def cadence(self) -> CadenceApp:
        """The app."""
        ...

    @property
    def frame(self) -> Frame:
        """The screen."""
        ...

    def take_keys(self) -> None:
        """Puts the focus back on what is worked with."""
        ...


def carry_out(
    view: Asking,
    act: Callable[[], object],
    then: Callable[[], None] | None = None,
    *,
    refused: Refusal | None = None,
) -> None:
    """Carries out an act and says what it did in the words of the log; a refusal is said by the frame."""
    workspace = view.cadence.workspace

    def work() -> Message:
        act()
        return last_done(workspace)

    def told(what: Message) -> None:
        if then is not None:
            then()
        view.frame.tell(what)

    view.frame.perform(work, told, refused=refused)


def ask_line(
    view: Asking,
    label: str,
    then: Callable[[str], None],
    *,
    hint: str = "",
    value: str = "",
    change: Callable[[str], None] | None = None,
    leave: Callable[[], None] | None = None,
) -> None:
    """Asks for a line at the foot; what was said while it was typed goes with the answer."""

    def answered(text: str) -> None:
        view.frame.hush()
        then(text)
        # A second question may follow on the same line.
        if not view.frame.prompt.is_open:
            view.take_keys()

    def left() -> None:
        view.take_keys()
        view.frame.hush()
        if leave is not None:
            leave()

    view.frame.prompt.ask(label, answered, value=value, hint=hint, change=change, leave=left)


def about(name: str, question: str) -> str:
    """A question with what it is about in front, short enough to leave room for the answer."""
    known = plain(name)
    return f"{fit(known, min(_NAME_CELLS, width_of([(known, '')])))} · {question}"


def ask_words(view: Asking, label: str, then: Callable[[str], None], *, fallback: str = "") -> None:
    """Asks for a reason or remark; enter on an empty line takes the `fallback` shown there, or asks again.

    To close the line without an answer would make keys of the words that follow.
    """

    def answered(text: str) -> None:
        words = text or fallback
        if words:
            then(words)
            return
        view.frame.tell(message("A few words are needed; esc leaves it as it is"), role="error")
        ask_words(view, label, then)

    ask_line(view, label, answered, hint=fallback)


def ask_day(
    view: Asking,
    label: str,
    then: Callable[[date, str], None],
    *,
    why: str = "",
    fallback: date | None = None,
    reason: str = "",
    value: str = "",
) -> None:
    """Asks for a day as people say it, the day meant is shown while typing; with `why` asks for a reason too.

    A reason may follow the day after a comma. Enter on an empty line takes the `fallback`, and with it the
    `reason` that is shown there.
    """
    speech, today = view.cadence.speech, view.cadence.workspace.today()
    hint = speech.weekday_day(fallback, today) if fallback else speech.say("friday · 15 · +3 · in two weeks")
    if fallback and reason:
        hint = f"{hint}, {reason}"

    def shown(text: str) -> None:
        day = read_day(view, text).day
        view.frame.tell(f"→ {speech.weekday_day(day, today)}" if day else "→ …")

    def answered(text: str) -> None:
        typed = read_day(view, text)
        day = typed.day if text else fallback
        if day is None:
            missing = (
                message("No day is understood: {text}", text=text)
                if text
                else message("A day is needed; esc leaves it as it is")
            )
            view.frame.tell(missing, role="error")
            ask_day(view, label, then, why=why, fallback=fallback, reason=reason, value=text)
            return
        if not text and reason:
            then(day, reason)
            return
        if why and not typed.why:
            ask_words(view, why, lambda words: then(day, words), fallback=reason)
            return
        then(day, typed.why)

    ask_line(view, label, answered, hint=hint, value=value, change=shown)


def read_day(view: Asking, text: str) -> TypedDate:
    """The day typed in the reader's language."""
    workspace, language = view.cadence.workspace, view.cadence.speech.language
    return typed_date(text, workspace.rules.capture_words(language).dates, workspace.today())


def ask_owner(
    view: Asking,
    *,
    side: Side,
    account: str,
    people: list[Person],
    then: Callable[[str], None],
    present: str = "",
) -> None:
    """Asks whose it shall be: a colleague for ours, of `people` in their order, somebody at the customer for
    theirs.

    At the customer the champion comes first, and whose it is at `present` last.
    """
    speech = view.cadence.speech
    if side == "ours":
        words = [Choice(person.id, plain(person.name), plain(person.pod), person.login) for person in people]
        _pick(view, speech.say("Whose is it?"), words, then)
        return
    records = view.cadence.workspace.records

    def read(contacts: list[Contact]) -> None:
        here = [contact for contact in contacts if contact.left is None]
        here.sort(key=lambda contact: (contact.name == present, not contact.champion, not contact.sponsor))
        choices = [Choice(contact.name, plain(contact.name), plain(contact.role)) for contact in here]
        if choices:
            _pick(view, speech.say("Who at the customer?"), choices, then)
        else:
            ask_words(view, speech.say("who at the customer"), then)

    view.frame.read(view.frame.view, lambda: records.of_account(Contact, account), read, group="contacts")


def _pick(view: Asking, title: str, choices: list[Choice], then: Callable[[str], None]) -> None:
    def chosen(key: str | None) -> None:
        if key:
            then(key)

    view.frame.app.push_screen(Picker(title, choices, view.cadence.speech), chosen)
