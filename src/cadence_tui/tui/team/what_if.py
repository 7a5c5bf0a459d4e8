"""What-ifs are asked for: which, then its few figures; the same form changes one that stands."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cadence_tui.content.touch_model import preset_names
from cadence_tui.locale import Speech
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import Message, message
from cadence_tui.practice.feasibility.what_if import (
    Add,
    Away,
    Change,
    Joins,
    Leaves,
    OtherModel,
    Retier,
    Share,
)
from cadence_tui.practice.typed_date import typed_date
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.errands import Refusal
from cadence_tui.workspace.what_ifs import WhatIfs

if TYPE_CHECKING:
    from cadence_tui.tui.team.feasibility import FeasibilityView

Kind = type[Change]
_TITLES: dict[Kind, Message] = {
    Add: message("New accounts"),
    Retier: message("Another segment"),
    Leaves: message("Somebody leaves"),
    Joins: message("Somebody joins"),
    Away: message("Leave"),
    Share: message("Another share for calls"),
    OtherModel: message("Another touch model"),
}


def ask_what_if(view: "FeasibilityView") -> None:
    """Asks what is to change, then how."""
    speech = view.cadence.speech
    kinds = {kind.__name__: kind for kind in _TITLES}
    choices = [Choice(name, speech.word(_TITLES[kind])) for name, kind in kinds.items()]

    def chosen(key: str | None) -> None:
        if key is not None:
            ask_details(view, kinds[key])

    view.app.push_screen(Picker(speech.say("What if?"), choices, speech), chosen)


def ask_details(view: "FeasibilityView", kind: Kind, was: Change | None = None) -> None:
    """Asks for the figures of a what-if, or changes those of one that stands."""
    speech, others = view.cadence.speech, [change for change in view.changes if change is not was]

    def done(answers: Answers, refused: Refusal) -> None:
        def make() -> list[Change]:
            what_ifs = WhatIfs(view.cadence.workspace, others)
            _take(kind, what_ifs, answers, view)
            return what_ifs.changes

        view.perform(make, view.apply, refused=refused)

    fill_in(view, Form(speech.word(_TITLES[kind]), _fields(kind, was, view), speech), done)


def _fields(kind: Kind, was: Change | None, view: "FeasibilityView") -> list[Field]:
    speech, here = view.cadence.speech, view.login_of_row()
    everybody = tuple(view.people())
    who = view.told(getattr(was, "person", "")) or here
    person = Field(id="person", label=speech.say("Who"), value=who, options=everybody)
    if kind is Add:
        return _add_fields(was if isinstance(was, Add) else None, view)
    if kind is Retier:
        return _tier_fields(was if isinstance(was, Retier) else None, view)
    if kind is Leaves:
        options = (("", speech.say("their pod, by load")), *everybody)
        to = view.told(was.to) if isinstance(was, Leaves) else ""
        return [person, Field(id="to", label=speech.say("Accounts go to"), value=to, options=options)]
    if kind is Joins:
        joins = was if isinstance(was, Joins) else None
        like = view.told(joins.like) if joins else here
        return [
            Field(id="name", label=speech.say("Name"), value=joins.name if joins else ""),
            Field(id="like", label=speech.say("Hours like"), value=like, options=everybody),
        ]
    if kind is Away:
        first, last = (was.first, was.last) if isinstance(was, Away) else (view.today(), view.today())
        return [person, *_days(first, last, speech)]
    if kind is Share:
        share = str(was.share) if isinstance(was, Share) else ""
        return [person, Field(id="share", label=speech.say("Share for calls"), value=share, hint="0.6")]
    name = was.name if isinstance(was, OtherModel) else ""
    models = tuple((each, each) for each in preset_names(view.cadence.workspace.rules.folder))
    return [Field(id="name", label=speech.say("Touch model"), value=name, options=models)]


def _add_fields(was: Add | None, view: "FeasibilityView") -> list[Field]:
    speech = view.cadence.speech
    first, last = (was.first, was.last) if was else (view.today(), view.today())
    to = (view.told(was.owner) or was.pod) if was else ""
    options = [("", speech.say("whoever has room")), *view.people()]
    options += [(pod, speech.say("the pod {pod}", pod=pod)) for pod in view.pods()]
    return [
        Field(id="count", label=speech.say("How many"), value=str(was.count) if was else ""),
        _segment(was.segment if was else "", view),
        Field(id="to", label=speech.say("For whom"), value=to, options=tuple(options)),
        *_days(first, last, speech),
    ]


def _tier_fields(was: Retier | None, view: "FeasibilityView") -> list[Field]:
    speech = view.cadence.speech
    what = (was.of_segment or view.account(was.accounts[0])) if was else ""
    hint = speech.say("an account, or a segment for all of it")
    return [
        Field(id="what", label=speech.say("Which"), value=what, hint=hint),
        _segment(was.segment if was else "", view),
    ]


def _segment(value: str, view: "FeasibilityView") -> Field:
    speech, names = view.cadence.speech, view.words.names
    options = tuple((each, names.title("segment", each, speech)) for each in names.segments)
    return Field(id="segment", label=speech.say("Segment"), value=value, options=options)


def _days(first: date, last: date, speech: Speech) -> Sequence[Field]:
    return (
        Field(id="first", label=speech.say("From"), value=first.isoformat()),
        Field(id="last", label=speech.say("To"), value=last.isoformat()),
    )


def _take(kind: Kind, what_ifs: WhatIfs, answers: Answers, view: "FeasibilityView") -> None:
    """Adds the what-if that was filled in. Raises what `WhatIfs` raises."""
    takers: dict[Kind, Callable[[], None]] = {
        Add: lambda: what_ifs.add(
            _whole(answers["count"]),
            answers["segment"],
            answers["to"],
            first=_day(answers["first"], view),
            last=_day(answers["last"], view),
        ),
        Retier: lambda: what_ifs.tier(answers["what"], answers["segment"]),
        Leaves: lambda: what_ifs.leaves(answers["person"], answers["to"]),
        Joins: lambda: what_ifs.joins(answers["name"], answers["like"]),
        Away: lambda: what_ifs.away(
            answers["person"], _day(answers["first"], view), _day(answers["last"], view)
        ),
        Share: lambda: what_ifs.share(answers["person"], _figure(answers["share"])),
        OtherModel: lambda: what_ifs.preset(answers["name"]),
    }
    takers[kind]()


def _whole(text: str) -> int:
    if text.isascii() and text.isdecimal():
        return int(text)
    raise WrongUsage(message("A whole number is expected, not {text}", text=text or "–"))


def _figure(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise WrongUsage(message("A figure such as 0.6 is expected, not {text}", text=text or "–")) from None


def _day(text: str, view: "FeasibilityView") -> date:
    ws = view.cadence.workspace
    day = typed_date(text, ws.rules.capture_words(view.cadence.speech.language).dates, ws.today()).day
    if day is None:
        raise WrongUsage(message("No day is understood: {text}", text=text or "–"))
    return day
