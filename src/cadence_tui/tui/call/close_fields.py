"""The lines of the form for the record of a call, and what its answers say (C7)."""

from typing import Any, cast

from msgspec.structs import replace

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Action, Call
from cadence_tui.model.documents.call import Adoption, Outcome, Relationship, Sentiment
from cadence_tui.tui.dialogs.form import Answers, Field
from cadence_tui.tui.spans import fit, width_of
from cadence_tui.views.vocabulary import VOCABULARY
from cadence_tui.views.wording_call import BEST, PLANNED, slot_text
from cadence_tui.workspace.bearers import Bearers, Bearing
from cadence_tui.workspace.closing import CallRecord, Draft
from cadence_tui.workspace.next_touch import Slot

NO_TOUCH = "none"
WHOSE = "whose:"
"""Before the id of an action item that belongs to nobody."""
_PARTED = "; "
_TITLE_CELLS = 26


def record_of(draft: Draft, answers: Answers) -> CallRecord:
    """The record that the answers say."""
    people = _people(draft)
    there = [people[int(place)] for place in answers["with"].split(",") if place]
    return CallRecord(
        summary=answers["summary"],
        key_points=_parts(answers["points"]),
        sentiment=cast(Sentiment | None, answers["sentiment"] or None),
        adoption=cast(Adoption | None, answers["adoption"] or None),
        relationship=cast(Relationship | None, answers["relationship"] or None),
        concerns=_parts(answers["concerns"]),
        opportunities=_parts(answers["opportunities"]),
        attendees=(*there, *_parts(answers["others"])),
        forecast=answers["forecast"],
        shared=_parts(answers["shared"]),
        outcome=cast(Outcome, answers.get("outcome", draft.call.outcome)),
    )


def with_record(call: Call, record: CallRecord) -> Call:
    """The call with what a record says."""
    said: dict[str, Any] = {name: getattr(record, name) for name in record.__struct_fields__}
    return replace(call, **said)


def form_fields(draft: Draft, speech: Speech) -> list[Field]:
    """The lines of the form, what was captured in them."""
    call, say = draft.call, speech.say
    parted = say("several: separate with ;")
    people = _people(draft)
    there = ",".join(str(place) for place, name in enumerate(people) if name in call.attendees)
    return [
        Field(
            id="with",
            label=_keyed(say("call|With"), "w"),
            value=there,
            hint=say("letters choose"),
            options=tuple((str(place), name) for place, name in enumerate(people)),
            several=True,
        ),
        Field(id="others", label=say("call|And also"), hint=say("others who were there; separate with ;")),
        Field(id="summary", label=say("Summary"), value=call.summary),
        Field(id="points", label=say("Key points"), value=_PARTED.join(call.key_points), hint=parted),
        _choice("sentiment", _keyed(say("Mood"), "m"), call.sentiment, speech),
        _choice("adoption", _keyed(say("Adoption"), "a"), call.adoption, speech),
        _choice("relationship", _keyed(say("Relationship"), "r"), call.relationship, speech),
        Field(id="concerns", label=say("Concerns"), value=_PARTED.join(call.concerns), hint=parted),
        Field(
            id="opportunities",
            label=say("Opportunities"),
            value=_PARTED.join(call.opportunities),
            hint=say("several: separate with ;  an amount such as 5k is understood"),
        ),
        Field(
            id="forecast",
            label=say("Forecast"),
            value=call.forecast,
            hint=say("a word on the renewal, on what they may buy"),
        ),
        Field(
            id="shared",
            label=say("To be sent"),
            value=_PARTED.join(call.shared),
            hint=say("several: separate with ;  = in front: sent already"),
        ),
        *(_amended_fields(draft, speech) if draft.before else _next_fields(draft, speech)),
    ]


def bearers_of(draft: Draft, answers: Answers) -> Bearers:
    """Whose the promises of nobody are, as far as it was answered."""
    told = {action.id: answers.get(WHOSE + action.id, "") for action in ownerless(draft)}
    return {name: draft.bearers[int(place)] for name, place in told.items() if place}


def ownerless(draft: Draft) -> list[Action]:
    """The promises that belong to nobody yet."""
    return [] if draft.before else [action for action in draft.actions if not action.owner]


def chosen_slot(draft: Draft, answers: Answers) -> Slot | None:
    """The offered time that is chosen."""
    return draft.slots[int(answers["next"])] if answers["next"] != NO_TOUCH else None


def touch_kind(slot: Slot, draft: Draft, speech: Speech) -> str:
    """What a slot is for, and how long."""
    return f"{draft.names.title('touch', slot.touch, speech)} {slot.minutes} min"


def _whose_field(action: Action, draft: Draft, speech: Speech) -> Field:
    """Whose a promise is: those of its own side first, nobody until it is said."""
    title = fit(action.title, min(_TITLE_CELLS, width_of([(action.title, "")])))
    places = sorted(range(len(draft.bearers)), key=lambda place: draft.bearers[place].side != action.side)
    options = ((str(place), _bearer_name(draft.bearers[place], draft)) for place in places)
    return Field(
        id=WHOSE + action.id,
        label=speech.say("Whose is it?"),
        options=(("", f"{title} → ?"), *((key, f"{title} → {name}") for key, name in options)),
    )


def _bearer_name(bearing: Bearing, draft: Draft) -> str:
    return draft.names.person(bearing.owner) if bearing.side == "ours" else bearing.owner


def _next_fields(draft: Draft, speech: Speech) -> list[Field]:
    say = speech.say
    # The first one says why it is the first; the others follow by day.
    places = sorted(range(len(draft.slots)), key=lambda place: (place > 0, _when(draft.slots[place])))
    return [
        Field(
            id="reason",
            label=say("No next touch"),
            value=draft.call.no_next_reason,
            hint=say("why not, if there is none"),
        ),
        Field(id="day", label=_keyed(say("Another time"), "t"), hint=say("a day, an hour: 4/12 10:00")),
        *(_whose_field(action, draft, speech) for action in ownerless(draft)),
        Field(
            id="next",
            label=say("Next touch"),
            value="0" if draft.slots else NO_TOUCH,
            options=(
                *((str(place), _slot_text(place, draft, speech)) for place in places),
                (NO_TOUCH, say("next touch|none")),
            ),
        ),
    ]


def _amended_fields(draft: Draft, speech: Speech) -> list[Field]:
    words = VOCABULARY["outcome"].items()
    options = tuple((key, speech.word(word)) for key, word in words)
    return [Field(id="outcome", label=speech.say("Outcome"), value=draft.call.outcome, options=options)]


def _keyed(label: str, key: str) -> str:
    """A label with the letter that answers its line, or goes there."""
    return f"{label} · {key}"


def _people(draft: Draft) -> list[str]:
    """Contacts, and who else is on record."""
    return list(dict.fromkeys((*draft.contacts, *draft.call.attendees)))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(_PARTED.strip()) if part.strip())


def _when(slot: Slot) -> tuple[str, str]:
    return slot.date.isoformat(), slot.start.isoformat() if slot.start else ""


def _slot_text(place: int, draft: Draft, speech: Speech) -> str:
    """A time with why it stands there: agreed already, or the best one."""
    slot = draft.slots[place]
    mark = PLANNED if slot.planned else None if place else BEST
    kind, today = touch_kind(slot, draft, speech), draft.ground.now.date()
    return slot_text(slot.start or slot.date, kind, speech, today, mark=mark)


def _choice(name: str, label: str, value: str | None, speech: Speech) -> Field:
    options = tuple((key, speech.word(word)) for key, word in VOCABULARY[name].items())
    return Field(id=name, label=label, value=value or "", options=(("", "–"), *options))
