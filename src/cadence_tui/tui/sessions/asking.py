"""What the list of sessions asks: a new session, its changes, what of a series is called off."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents import Person
from cadence_tui.model.documents.account import Language
from cadence_tui.model.documents.calendar import GROUP_KINDS, GroupKind
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.group_sessions import REPEATS, Repeat
from cadence_tui.practice.typed_date import typed_date
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.group_sessions import REPEAT_WORDS, SessionRow, left_out_texts
from cadence_tui.views.lines import line
from cadence_tui.workspace import group_sessions as acts
from cadence_tui.workspace.group_sessions import Planned
from cadence_tui.workspace.plan import planners
from cadence_tui.workspace.session import last_done
from cadence_tui.workspace.session_letters import Written, letters
from cadence_tui.workspace.typed_moment import typed_hour, typed_moment

if TYPE_CHECKING:
    from cadence_tui.tui.sessions.view import SessionsView

_ONE, _FOLLOWING = "one", "following"


def ask_new(view: "SessionsView") -> None:
    """Asks what, when, how often; then plans it, and says which dates of a series are none."""
    ws = view.cadence.workspace

    def show(hosts: list[Person]) -> None:
        known = hosts if any(host.id == ws.actor.id for host in hosts) else [ws.actor, *hosts]
        form = Form(
            view.cadence.speech.say("New group session"),
            _new_fields(view, known),
            view.cadence.speech,
            lambda answers: _faults(view, answers),
        )
        fill_in(view, form, lambda answers, refused: _plan(view, known, answers, refused))

    view.read(lambda: planners(ws), show, group="form")


def ask_edit(view: "SessionsView", row: SessionRow) -> None:
    """Asks for hour, length, places, language, link and topics."""
    speech, session = view.cadence.speech, row.session
    fields = [
        Field(id="title", label=speech.say("Title"), value=session.title),
        *_when_fields(view, row.start.date().isoformat(), f"{row.start:%H:%M}"),
        Field(id="minutes", label=speech.say("Minutes"), value=str(session.minutes)),
        Field(id="work", label=speech.say("Work around it"), value=str(session.work_minutes)),
        Field(id="places", label=speech.say("Places"), value=str(session.places)),
        *_text_fields(view, session.language, session.where, session.topics),
    ]

    def done(answers: Answers, refused: Refusal) -> None:
        ws, language = view.cadence.workspace, speech.language

        def work() -> Message:
            host = ws.records.get(Person, session.owner)
            start = typed_moment(ws, answers["day"], answers["hour"], host, language)
            acts.edit_session(
                ws,
                session.id,
                title=answers["title"],
                start=start if start != session.start else None,
                minutes=_number(answers["minutes"]),
                work_minutes=_number(answers["work"]),
                places=_number(answers["places"]),
                language=cast(Language, answers["language"]),
                where=answers["where"],
                topics=_topics(answers["topics"]),
                seen=session,
            )
            return last_done(ws)

        view.perform(work, view.frame.tell, refused=refused)

    form = Form(speech.say("Group session"), fields, speech, lambda answers: _faults(view, answers))
    fill_in(view, form, done)


def ask_cancel(view: "SessionsView", row: SessionRow) -> None:
    """Calls one off; of a series it is asked whether the rest goes, too. Who was invited is to be told."""
    ws, speech, session = view.cadence.workspace, view.cadence.speech, row.session

    def cancel(*, following: bool) -> None:
        def work() -> tuple[Message, list[Written]]:
            gone = acts.cancel_session(ws, session.id, following=following)
            return last_done(ws), [letters(ws, each.id, "cancellation") for each in gone]

        view.perform(work, lambda done: view.tell_cancelled(*done))

    if not session.series:
        cancel(following=False)
        return

    def chosen(key: str | None) -> None:
        if key:
            cancel(following=key == _FOLLOWING)

    choices = [
        Choice(_ONE, speech.say("only this one")),
        Choice(_FOLLOWING, speech.say("this one and all that follow: the series ends")),
    ]
    view.app.push_screen(Picker(speech.say("What is called off?"), choices, speech), chosen)


def _new_fields(view: "SessionsView", hosts: list[Person]) -> list[Field]:
    speech = view.cadence.speech
    say, words, ws = speech.say, view.words, view.cadence.workspace
    usual = say("empty: as usual for its kind")
    repeats = (("", say("repeat|once")), *((each, speech.word(REPEAT_WORDS[each])) for each in REPEATS))
    fields = [
        Field(id="title", label=say("Title")),
        Field(
            id="form",
            label=say("Kind"),
            options=tuple((form, words.word("session_form", form)) for form in GROUP_KINDS),
        ),
        *_when_fields(view, "", ""),
        Field(id="repeat", label=say("Repeats"), options=repeats),
        Field(id="minutes", label=say("Minutes"), hint=usual),
        Field(id="work", label=say("Work around it"), hint=usual),
        Field(id="places", label=say("Places"), hint=usual),
        *_text_fields(view, ws.actor.language, "", ""),
    ]
    if len(hosts) > 1:
        options = tuple((host.id, plain(host.name)) for host in hosts)
        fields.insert(2, Field(id="host", label=say("Host"), value=ws.actor.id, options=options))
    return fields


def _when_fields(view: "SessionsView", day: str, hour: str) -> list[Field]:
    say = view.cadence.speech.say
    return [
        Field(id="day", label=say("Day"), value=day, hint=say("friday · 15 · +3 · in two weeks")),
        Field(id="hour", label=say("Hour"), value=hour, hint=say("14:30, by the host's clock")),
    ]


def _text_fields(view: "SessionsView", language: str, where: str, topics: str) -> list[Field]:
    say, words = view.cadence.speech.say, view.words
    return [
        Field(
            id="language",
            label=say("Language"),
            value=language,
            options=tuple((each, words.word("language", each)) for each in LANGUAGES),
        ),
        Field(id="where", label=say("Where"), value=where, hint=say("a room or a link")),
        Field(
            id="topics",
            label=say("Topics"),
            value=" | ".join(topics.splitlines()),
            hint=say("several lines: with | between them"),
        ),
    ]


def _faults(view: "SessionsView", answers: Answers) -> Mapping[str, Message]:
    ws, faults = view.cadence.workspace, dict[str, Message]()
    dates = ws.rules.capture_words(view.cadence.speech.language).dates
    if not answers["title"]:
        faults["title"] = message("A group session needs a title")
    if typed_date(answers["day"], dates, ws.today()).day is None:
        faults["day"] = message("No day is understood: {text}", text=answers["day"])
    if typed_hour(answers["hour"]) is None:
        faults["hour"] = message("An hour such as 14:30 is expected")
    for field in ("minutes", "work", "places"):
        text = answers[field]
        if text and not (text.isascii() and text.isdecimal() and len(text) < 6):
            faults[field] = message("A whole number is expected")
    return faults


def _plan(view: "SessionsView", hosts: list[Person], answers: Answers, refused: Refusal) -> None:
    ws, speech = view.cadence.workspace, view.cadence.speech
    owner = answers.get("host", ws.actor.id)
    host = next(each for each in hosts if each.id == owner)

    def work() -> tuple[Planned, Message]:
        planned = acts.add_session(
            ws,
            answers["title"],
            typed_moment(ws, answers["day"], answers["hour"], host, speech.language),
            form=cast(GroupKind, answers["form"]),
            owner=host.id,
            minutes=_number(answers["minutes"]),
            work_minutes=_number(answers["work"]),
            places=_number(answers["places"]),
            language=cast(Language, answers["language"]),
            where=answers["where"],
            topics=_topics(answers["topics"]),
            repeat=cast("Repeat | None", answers["repeat"] or None),
        )
        return planned, last_done(ws)

    def told(done: tuple[Planned, Message]) -> None:
        planned, what = done
        view.follow(planned.sessions[0].id)
        view.frame.tell(what)
        if planned.left_out:
            texts = left_out_texts(planned.left_out, view.words)
            lines = page_lines(line((text, "")) for text in texts)
            view.app.push_screen(Reading(speech.say("Dates without a session"), lines, speech))

    view.perform(work, told, refused=refused)


def _topics(text: str) -> str:
    return "\n".join(part.strip() for part in text.split("|"))


def _number(text: str) -> int | None:
    return int(text) if text else None
