"""The shape of the touch model's page, and the phrases that its parts share."""

from collections.abc import Iterable

from msgspec import Struct

from cadence_tui.model.rules.touch_model import Form
from cadence_tui.model.rules.touch_types import Channel, DeliveredBy
from cadence_tui.views.words import Words

Row = tuple[str, ...]


class PageGroup(Struct, frozen=True, kw_only=True):
    """Rows under a title; without one they stand alone. The first cell is what the row is about."""

    title: str = ""
    rows: tuple[Row, ...]


class PagePart(Struct, frozen=True, kw_only=True):
    """A part of the page: labelled facts, then groups of rows under a common header."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    header: Row = ()
    groups: tuple[PageGroup, ...] = ()


def form_header(words: Words) -> Row:
    """Over the cells of `form_cells`."""
    say = words.speech.say
    return say("Channel"), say("Minutes"), say("By whom"), say("For what")


def form_cells(form: Form, words: Words) -> Row:
    """Channel, minutes, by whom, for what."""
    return (
        words.word("channel", form.channel),
        minutes_text(form.minutes, form.work_minutes, words, form.least_minutes),
        words.word("delivered_by", form.delivered_by),
        words.title("outcome", form.outcome),
    )


def minutes_text(minutes: int, work: int, words: Words, least: int | None = None) -> str:
    """`30 + 15 min`: the customer's, and preparation and write-up; empty when it takes nobody's time."""
    say = words.speech.say
    if not minutes:
        return say("{work} min", work=work) if work else ""
    customer = f"{least}–{minutes}" if least is not None and least < minutes else str(minutes)
    if not work:
        return say("{work} min", work=customer)
    return say("{minutes} + {work} min", minutes=customer, work=work)


def span_text(least: float, most: float, words: Words) -> str:
    """`15–30`, or one figure."""
    low, high = words.speech.number(least), words.speech.number(most)
    return low if least == most else f"{low}–{high}"


def each_once(items: Iterable[str]) -> list[str]:
    """In their order, without repetitions."""
    return list(dict.fromkeys(items))


def channels(found: Iterable[Channel], words: Words) -> str:
    """Several channels as one figure."""
    return words.listed(each_once(words.word("channel", channel) for channel in found))


def deliverers(found: Iterable[DeliveredBy], words: Words) -> str:
    """Several who deliver as one figure."""
    return words.listed(each_once(words.word("delivered_by", by) for by in found))
