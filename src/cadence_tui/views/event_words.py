"""A call as an event of a calendar, in words (P8)."""

from cadence_tui.locale import Speech
from cadence_tui.views.calendar_entries import Card
from cadence_tui.views.names import Names
from cadence_tui.views.vocabulary import word_of


def event_title(card: Card, names: Names, speech: Speech, owner: str = "") -> str:
    """`Nimbus Retail · Check-in`; with its owner's name where several people's calls stand together."""
    title = f"{card.name} · {names.title('touch', card.touch.touch, speech)}"
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
