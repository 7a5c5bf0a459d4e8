"""A call or group session as an event of a calendar, in words (P8, P9)."""

from cadence_tui.locale import Speech
from cadence_tui.views.calendar_entries import Card, Entry, SessionCard
from cadence_tui.views.names import Names
from cadence_tui.views.vocabulary import word_of


def event_title(entry: Entry, names: Names, speech: Speech, owner: str = "") -> str:
    """`Nimbus Retail · Check-in`, or the title of a session; with its owner's name where several people's
    stand together.
    """
    title = entry.name
    if isinstance(entry, Card):
        title = f"{title} · {names.title('touch', entry.touch.touch, speech)}"
    return f"{owner}: {title}" if owner else title


def event_text(card: Card, speech: Speech) -> str:
    """How, how long, what for, and the hour on the customer's side where the clocks differ."""
    channel = word_of("channel", card.touch.channel, speech)
    lines = [f"{channel} · {speech.say('{n} min', n=card.touch.minutes)}"]
    if card.theirs is not None:
        when = f"{speech.weekday_day(card.theirs.date())} {speech.time(card.theirs)}"
        place = card.their_zone.rpartition("/")[2].replace("_", " ")
        lines.append(speech.say("For the customer: {when} ({place})", when=when, place=place))
    if card.touch.purpose:
        lines.append(card.touch.purpose)
    return "\n".join(lines)


def session_event_text(card: SessionCard, speech: Speech) -> str:
    """What kind, how long, about what; its guests are not to be read in a calendar."""
    session = card.session
    form = word_of("session_form", session.form, speech)
    lines = [f"{form} · {speech.say('{n} min', n=session.minutes)}"]
    if session.topics:
        lines.append(session.topics)
    return "\n".join(lines)
