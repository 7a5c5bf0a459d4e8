"""The form of wishes: how an account, or one person there, wants to be reached (T9)."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from cadence_tui.locale import LANGUAGES, Speech
from cadence_tui.model.documents import Account, Contact, Preferences
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import Message, Reason, message
from cadence_tui.tui.dialogs.doubt import Doubt
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.view import View
from cadence_tui.views.vocabulary import word_of
from cadence_tui.views.words import Words

if TYPE_CHECKING:
    from cadence_tui.practice.typed_wishes import WishTerms
    from cadence_tui.workspace.session import Workspace

Holder = Account | Contact
_Readers = Mapping[str, Callable[[str], Any]]
_LABELS: Mapping[str, Message] = {
    "every_days": message("Wished rhythm"),
    "weekdays": message("Wished weekdays"),
    "hours": message("Wished hours"),
    "quiet": message("Without contact"),
    "pinned": message("Agreed days"),
    "refused": message("Does not want"),
    "wanted": message("Agreed to"),
}


def edit_wishes(view: View, account_id: str, contact_id: str, words: Words) -> None:
    """Asks how an account wants to be reached, or with `contact_id` a person there, and keeps it.

    What newly leaves the guideline of the tier is shown before it is saved.
    """
    from cadence_tui.workspace.wishes import terms_of_wishes

    workspace = view.cadence.workspace

    def read() -> "tuple[Holder, WishTerms]":
        records = workspace.records
        holder = records.get(Contact, contact_id) if contact_id else records.get(Account, account_id)
        return holder, _with_held(terms_of_wishes(workspace, words.speech.language), holder.preferences)

    def show(found: "tuple[Holder, WishTerms]") -> None:
        holder, terms = found
        readers = _readers(view.cadence.workspace, terms, words.speech)
        form = Form(
            words.speech.say("Wishes: {name}", name=holder.name),
            _fields(holder, terms, words),
            words.speech,
            lambda answers: _faults(answers, readers, words.speech),
        )
        _ask(view, form, holder, terms, words)

    view.read(read, show, group="edit")


def _ask(view: View, form: Form, holder: Holder, terms: "WishTerms", words: Words) -> None:
    fill_in(view, form, lambda answers, refused: _hand_in(view, form, holder, terms, words, answers, refused))


def _hand_in(
    view: View,
    form: Form,
    holder: Holder,
    terms: "WishTerms",
    words: Words,
    answers: Answers,
    refused: Refusal,
) -> None:
    from cadence_tui.workspace.wishes import weigh

    workspace = view.cadence.workspace
    wishes = _wishes(answers, _readers(workspace, terms, words.speech))

    def weighed(warnings: tuple[Reason, ...]) -> None:
        if warnings:
            _doubt(view, warnings, words, decided)
        else:
            decided("")

    def decided(why: str | None) -> None:
        if why is None:
            _ask(view, form.filled(answers, ""), holder, terms, words)
        else:
            _keep(view, holder, wishes, answers["language"], why, refused)

    view.read(lambda: weigh(workspace, holder, wishes), weighed, group="weigh")


def _doubt(
    view: View, warnings: tuple[Reason, ...], words: Words, decided: Callable[[str | None], None]
) -> None:
    from cadence_tui.practice.wishes import WAITING
    from cadence_tui.views.wishes import warning_lines

    only_waiting = all(each.code in WAITING for each in warnings)
    say = words.speech.say
    title = say("These wishes do not count yet") if only_waiting else say("Outside the guideline")
    view.app.push_screen(Doubt(title, page_lines(warning_lines(warnings, words)), words.speech), decided)


def _keep(view: View, holder: Holder, wishes: Preferences, language: str, why: str, refused: Refusal) -> None:
    from cadence_tui.workspace.wishes import set_account_wishes, set_contact_wishes

    workspace = view.cadence.workspace
    spoken: Any = language or None

    def act() -> Holder:
        if isinstance(holder, Account):
            return set_account_wishes(workspace, holder.id, wishes, language=spoken, why=why, seen=holder)
        return set_contact_wishes(workspace, holder.id, wishes, language=spoken, why=why, seen=holder)

    told = message("Wishes of {name}", name=holder.name)
    view.perform(act, lambda _: view.frame.tell(told), refused=refused)


def _fields(holder: Holder, terms: "WishTerms", words: Words) -> list[Field]:
    from cadence_tui.practice import typed_wishes as typed
    from cadence_tui.views.hours import hours_text
    from cadence_tui.views.wishes import typed_pinned

    say, wishes = words.speech.say, holder.preferences
    consented = _kinds(terms.consented, wishes.wanted, words)
    return [
        Field(
            id="every_days",
            label=words.speech.word(_LABELS["every_days"]),
            value=str(wishes.every_days or ""),
            hint=say("days between two contacts"),
        ),
        Field(
            id="channel",
            label=say("Wished channel"),
            value=wishes.channel,
            options=_channels(wishes, words.speech),
        ),
        Field(
            id="weekdays",
            label=words.speech.word(_LABELS["weekdays"]),
            value=", ".join(words.speech.formats.weekdays[day] for day in wishes.weekdays),
            hint=say("Mon, Tue or Mon-Thu"),
        ),
        Field(
            id="hours",
            label=words.speech.word(_LABELS["hours"]),
            value=hours_text(wishes.hours, words.speech),
            hint=hours_text("Mon-Thu 09:00-12:00", words.speech),
        ),
        Field(
            id="quiet",
            label=words.speech.word(_LABELS["quiet"]),
            value=typed.written_quiet(wishes.quiet),
            hint=say("2026-07-01..2026-07-15; more after semicolons"),
        ),
        Field(
            id="pinned",
            label=words.speech.word(_LABELS["pinned"]),
            value=typed_pinned(wishes, terms, words),
            hint=say("Check-in: first Tuesday of the month"),
        ),
        Field(
            id="refused",
            label=words.speech.word(_LABELS["refused"]),
            value=",".join(wishes.refused),
            hint=say("space or letters choose"),
            options=_kinds(terms.recurring, wishes.refused, words),
            several=True,
        ),
        Field(
            id="wanted",
            label=words.speech.word(_LABELS["wanted"]),
            value=",".join(wishes.wanted),
            hint=say("space or letters choose") if consented else say("no kind needs consent"),
            options=consented,
            several=True,
        ),
        Field(
            id="language",
            label=say("Language"),
            value=holder.language or "",
            options=_languages(holder, words.speech),
        ),
    ]


def _kinds(offered: Sequence[str], held: Sequence[str], words: Words) -> tuple[tuple[str, str], ...]:
    """The kinds to choose from; one that was chosen under another touch model can be taken back."""
    return tuple((touch, words.touch(touch)) for touch in dict.fromkeys((*offered, *held)))


def _channels(wishes: Preferences, speech: Speech) -> tuple[tuple[str, str], ...]:
    from cadence_tui.practice.typed_wishes import WISHED_CHANNELS

    known = dict.fromkeys((*WISHED_CHANNELS, *([wishes.channel] if wishes.channel else ())))
    return (("", speech.say("no wish")), *((each, word_of("channel", each, speech)) for each in known))


def _languages(holder: Holder, speech: Speech) -> tuple[tuple[str, str], ...]:
    own = tuple((each, word_of("language", each, speech)) for each in LANGUAGES)
    return own if isinstance(holder, Account) else (("", speech.say("as the account")), *own)


def _with_held(terms: "WishTerms", wishes: Preferences) -> "WishTerms":
    """With the kinds of agreed days from another touch model, which may stay as they are."""
    held = (each.touch for each in wishes.pinned)
    return replace(terms, recurring=tuple(dict.fromkeys((*terms.recurring, *held))))


def _readers(workspace: "Workspace", terms: "WishTerms", speech: Speech) -> _Readers:
    from cadence_tui.practice import typed_wishes as typed
    from cadence_tui.workspace.wishes import read_quiet_days

    return {
        "every_days": lambda text: typed.read_every(text) if text else None,
        "weekdays": lambda text: typed.read_weekdays(text, terms),
        "hours": lambda text: typed.read_hours(text, terms),
        "quiet": lambda text: read_quiet_days(workspace, text, speech.language),
        "pinned": lambda text: typed.read_pinned(text, terms),
        "refused": _keys,
        "wanted": _keys,
    }


def _faults(answers: Answers, readers: _Readers, speech: Speech) -> Mapping[str, Message]:
    faults: dict[str, Message] = {}
    for field, read in readers.items():
        try:
            read(answers[field])
        except BadInput as fault:
            faults[field] = message(
                "{field}: write {expected}",
                field=speech.word(_LABELS[field]),
                expected=fault.where[0].expected,
            )
    if {*_keys(answers["refused"])} & {*_keys(answers["wanted"])}:
        faults["wanted"] = message("What is not wanted cannot be agreed to as well")
    return faults


def _wishes(answers: Answers, readers: _Readers) -> Preferences:
    read = {field: reader(answers[field]) for field, reader in readers.items()}
    return Preferences(channel=answers["channel"], **read)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key for key in text.split(",") if key)
