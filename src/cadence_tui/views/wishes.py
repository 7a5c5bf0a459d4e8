"""How a customer wants to be reached, in words (T9)."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Contact, Preferences
from cadence_tui.model.message import Reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.typed_recurrence import typed_recurrence
from cadence_tui.practice.typed_wishes import WishTerms
from cadence_tui.practice.wishes import Wishes, why_not_in_force
from cadence_tui.views.hours import hours_text
from cadence_tui.views.lines import TextLine, line
from cadence_tui.views.recurrence_words import recurrence_text
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words

Told = tuple[str, str, str]
"""A wish: its field, what it is called, what stands there."""


def wish_texts(wishes: Preferences, words: Words) -> list[tuple[str, str]]:
    """Each wish with its name."""
    return [(name, text) for _, name, text in _told(wishes, words)]


def wishes_lines(record: AccountRecord, wishes: Wishes, words: Words) -> list[TextLine]:
    """The wishes in force, each with the person whose it is where it is not the account's; zone besides."""
    account, say = record.account, words.speech.say
    people = {contact.id: contact.name for contact in record.contacts}
    spoken = words.word("language", wishes.language)
    told = [*_told(wishes.preferences, words), ("language", say("language"), spoken)]
    if account.timezone:
        told.append(("timezone", say("zone"), account.timezone))
    return [_line(name, text, people.get(wishes.sources.get(field, ""), "")) for field, name, text in told]


def own_wishes_lines(holder: Account | Contact, words: Words) -> list[TextLine]:
    """The wishes of an account or a person themselves, whatever is in force."""
    lines = [_line(name, text, "") for _, name, text in _told(holder.preferences, words)]
    if holder.language:
        lines.append(_line(words.speech.say("language"), words.word("language", holder.language), ""))
    return lines or [line((words.speech.say("no wish"), "dim"))]


def other_wishes_lines(record: AccountRecord, today: date, words: Words) -> list[TextLine]:
    """The wishes of those who are there but not spoken to, person by person: they wait."""
    lines: list[TextLine] = []
    for contact in record.contacts:
        waiting = waiting_lines(contact, record, today, words)
        if waiting and not (contact.left and contact.left <= today):
            lines += [*waiting, *(replace(each, indent=4) for each in own_wishes_lines(contact, words))]
    return lines


def waiting_lines(contact: Contact, record: AccountRecord, today: date, words: Words) -> list[TextLine]:
    """That the wishes of a person do not count now, where they have some; nothing when they count."""
    why = why_not_in_force(contact, record, today) if contact.preferences != Preferences() else None
    return [line(("○ ", "dim"), (worded(why, words), "dim"), indent=2)] if why else []


def warning_lines(warnings: Iterable[Reason], words: Words) -> list[TextLine]:
    """What is against the guideline of the tier."""
    return [line(("! ", "warn"), (worded(each, words), "warn"), indent=2) for each in warnings]


def typed_pinned(wishes: Preferences, terms: WishTerms, words: Words) -> str:
    """Agreed days as a person would type them, where that means the same, else as their rules."""
    return "; ".join(
        f"{words.touch(each.touch)}: {_typed_rule(each.when, terms, words)}" for each in wishes.pinned
    )


def _typed_rule(rule: str, terms: WishTerms, words: Words) -> str:
    text = recurrence_text(rule, words)
    return text if typed_recurrence(text, terms.languages).rule == rule else rule


def _told(wishes: Preferences, words: Words) -> Iterable[Told]:
    say = words.speech.say
    if wishes.channel:
        yield "channel", say("channel"), words.word("channel", wishes.channel)
    if wishes.every_days:
        every = words.speech.plural("every {n} day", "every {n} days", wishes.every_days)
        yield "every_days", say("rhythm"), every
    if wishes.weekdays:
        days = words.listed(words.speech.formats.weekdays[day] for day in wishes.weekdays)
        yield "weekdays", say("weekdays"), days
    if wishes.hours:
        yield "hours", say("hours"), hours_text(wishes.hours, words.speech)
    for first, last in wishes.quiet:
        days = words.date(first) if first == last else f"{words.date(first)} – {words.date(last)}"
        yield "quiet", say("quiet"), days
    for each in wishes.pinned:
        agreed = f"{words.touch(each.touch)}, {recurrence_text(each.when, words)}"
        yield "pinned", say("agreed days"), agreed
    if wishes.refused:
        yield "refused", say("not wanted"), words.listed(map(words.touch, wishes.refused))
    if wishes.wanted:
        yield "wanted", say("agreed to"), words.listed(map(words.touch, wishes.wanted))


def _line(name: str, text: str, whose: str) -> TextLine:
    return line((f"{name}: ", "dim"), (text, ""), (f"  ({whose})" if whose else "", "dim"), indent=2)
