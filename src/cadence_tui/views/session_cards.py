"""A group session among the calls of a calendar, in words (P9)."""

from cadence_tui.locale import Speech
from cadence_tui.model.documents import GroupSession
from cadence_tui.practice.group_sessions import taken_places
from cadence_tui.views.calendar_entries import SessionCard
from cadence_tui.views.lines import Spans, TextLine, line
from cadence_tui.views.vocabulary import word_of

MARK = "▣"
_NAMED = 6
"""Guests that are named; how many there are is told besides."""


def places_text(session: GroupSession, speech: Speech) -> str:
    """`5 of 12`, or how many guests there are."""
    taken = taken_places(session)
    if not session.places:
        return speech.number(taken)
    return speech.say("{n} of {places}", n=taken, places=session.places)


def guests_text(session: GroupSession, speech: Speech) -> str:
    """`Guests: 5 of 12`."""
    return speech.say("Guests: {places}", places=places_text(session, speech))


def mark_role(card: SessionCard) -> str:
    """The colour of its mark: to come, attendance not recorded yet, or held."""
    if card.session.status == "held":
        return "dim"
    return "warn" if card.over else "info"


def state_spans(card: SessionCard, speech: Speech) -> Spans:
    """Mark and word of a session's state."""
    word = word_of("session_status", card.session.status, speech)
    if card.session.status == "planned" and card.over:
        word = speech.say("session|who came?")
    return [(f"{MARK} {word}", mark_role(card))]


def session_card_lines(card: SessionCard, speech: Speech) -> list[TextLine]:
    """What stands under the week: what and when, who comes, where, about what."""
    session = card.session
    parts = [
        word_of("session_form", session.form, speech),
        f"{speech.weekday_day(card.date)} {speech.time(card.start)}",
        speech.say("{n} min", n=session.minutes),
    ]
    lines = [
        line(
            (session.title, "title"),
            (" · " + " · ".join(parts) + " · ", ""),
            *state_spans(card, speech),
            indent=2,
        ),
        line((guests_text(session, speech), ""), (_named(card), "dim"), indent=2),
    ]
    lines += [line((text, ""), indent=2) for text in (session.where, session.topics.split("\n")[0]) if text]
    return lines


def _named(card: SessionCard) -> str:
    if not card.guests:
        return ""
    more = ", …" if len(card.guests) > _NAMED else ""
    return " · " + ", ".join(card.guests[:_NAMED]) + more
