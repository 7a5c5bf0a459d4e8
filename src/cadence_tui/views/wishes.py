"""How a customer wants to be reached, in words (T9)."""

from cadence_tui.model.documents import Preferences
from cadence_tui.views.words import Words


def wish_texts(wishes: Preferences, words: Words) -> list[tuple[str, str]]:
    """Each wish with its name."""
    say = words.speech.say
    told: list[tuple[str, str]] = []
    if wishes.channel:
        told.append((say("channel"), words.word("channel", wishes.channel)))
    if wishes.every_days:
        told.append(
            (say("rhythm"), words.speech.plural("every {n} day", "every {n} days", wishes.every_days))
        )
    if wishes.weekdays:
        told.append(
            (say("weekdays"), ", ".join(words.speech.formats.weekdays[day] for day in wishes.weekdays))
        )
    if wishes.hours:
        told.append((say("hours"), wishes.hours))
    for first, last in wishes.quiet:
        told.append((say("quiet"), f"{words.date(first)} – {words.date(last)}"))
    return told
