"""Sentences and cells of feasibility that every face shows: verdicts, before and after, levers (T12)."""

from collections.abc import Iterator
from decimal import Decimal

from cadence_tui.locale import Speech
from cadence_tui.model.money import Money
from cadence_tui.practice.feasibility.levers import Lever
from cadence_tui.practice.feasibility.load import MonthAsked, PersonLoad
from cadence_tui.views.feasibility import PersonRow
from cadence_tui.views.words import Words

ARROW = " → "


def verdict_text(row: PersonRow, words: Words) -> str:
    """One person in one sentence: asked, has, the first week that breaks and by how much."""
    if row.now is None:
        return words.speech.say("{name}: leaves", name=row.name)
    return _verdict(row.name, row.now, words)


def _verdict(name: str, load: PersonLoad, words: Words) -> str:
    speech, broken, over, peak = words.speech, load.first_break, load.first_over, load.peak
    if broken:
        # Of the week that runs only what is left counts, and so the months begin with today.
        day = max(broken.week, load.months[0].first)
        month = next(each for each in load.months if each.first <= day <= each.last)
        return speech.say(
            "{name}: asked {asked} min in {month}, has {has}: breaks in the week of {week} by {minutes} min",
            name=name,
            asked=speech.number(month.asked),
            month=month_text(month, speech),
            has=speech.number(month.has),
            week=speech.day(broken.week),
            minutes=speech.number(broken.short),
        )
    figures = {
        "name": name,
        "asked": speech.number(peak.asked),
        "has": speech.number(peak.has),
        "week": speech.day(peak.week),
    }
    if over:
        return speech.say(
            "{name}: fits if calls are moved; fullest week {week}, asked {asked} min, has {has}", **figures
        )
    return speech.say("{name}: fits; fullest week {week}, asked {asked} min, has {has}", **figures)


def month_text(month: MonthAsked, speech: Speech) -> str:
    """`May`, or `1–16 May` for a part of one."""
    name = speech.formats.months_long[month.first.month - 1]
    if month.whole:
        return name
    return f"{month.first.day}–{month.last.day} {name}"


def figure(value: float | None, speech: Speech, places: int | None = None) -> str:
    """A figure, a dash for one that is not known."""
    return "–" if value is None else speech.number(value, places)


def change(was: str | None, now: str | None) -> str:
    """`12 → 14`; once where both are the same, a dash for a side that is missing."""
    if was == now:
        return now or "–"
    return f"{was or '–'}{ARROW}{now or '–'}"


def before_after(
    name: str, was: tuple[str, ...] | None, now: tuple[str, ...] | None
) -> Iterator[tuple[str, ...]]:
    """A row of cells; where they change a second one below it, of what leaves or joins one side only."""
    if was is None or was == now:
        yield name, *(now or ())
        return
    yield name, *was
    yield ARROW.rstrip(), *(now or ("–",) * len(was))


def share_text(share: float | None, speech: Speech, *, fine: bool = False) -> str:
    """A share as percent, with a decimal where whole percents are too coarse; a dash when not known."""
    if share is None:
        return "–"
    return f"{speech.number(share * 100, 1)} %" if fine else speech.percent(share)


def money_text(amount: float | None, currency: str, speech: Speech, *, whole: bool = False) -> str:
    """A sum of money, short unless `whole`; a dash when not known."""
    if amount is None:
        return "–"
    return speech.money(Money(Decimal(round(amount)), currency), short=not whole)


def lever_text(lever: Lever, words: Words) -> str:
    """What would be done: `Mid-market: routine calls by email`."""
    segment = words.title("segment", lever.segment)
    if lever.kind == "mail":
        return words.speech.say("{segment}: routine calls by email", segment=segment)
    return words.speech.say(
        "{segment}: slower, {rhythms} days", segment=segment, rhythms=_rhythms(lever, words)
    )


def lever_effect(lever: Lever, words: Words) -> str:
    """What it gives back, and what remains."""
    back = words.speech.say("gives {minutes} min back", minutes=words.speech.number(lever.minutes))
    if lever.restores:
        return words.speech.say("{back}: then everything fits", back=back)
    return words.speech.say(
        "{back}, {short} min still find no room", back=back, short=words.speech.number(lever.short)
    )


def _rhythms(lever: Lever, words: Words) -> str:
    number = words.speech.number
    pairs = dict.fromkeys((was, now) for _, was, now in lever.rhythms)
    return ", ".join(f"{number(was)}{ARROW}{number(now)}" for was, now in pairs)


def bar(part: int, whole: int, cells: int) -> tuple[str, str]:
    """Filled and empty cells of asked against has; full from the whole on."""
    filled = cells if part >= whole and part else min(cells, round(part / whole * cells) if whole else 0)
    return "▮" * filled, "▯" * (cells - filled)
