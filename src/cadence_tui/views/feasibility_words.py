"""Sentences and cells of feasibility that every face shows: verdicts, before and after, levers (T12)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from cadence_tui.locale import Speech
from cadence_tui.model.money import Money
from cadence_tui.practice.feasibility.lever import Lever
from cadence_tui.practice.feasibility.load import MonthAsked, PersonLoad
from cadence_tui.views.feasibility import Outcome, PersonRow
from cadence_tui.views.words import Words

_MIDDLE = timedelta(days=3)
ARROW = " → "


def verdict_text(row: PersonRow, words: Words) -> str:
    """One person in one sentence: asked, has, the first week that breaks and by how much."""
    if row.now is None:
        return words.speech.say("{name}: leaves", name=row.name)
    told = _verdict(row.name, row.now, words)
    return " ".join([told, *_more(row.was or row.now, row.now, words)])


def team_text(outcome: Outcome, words: Words) -> str:
    """The team in one sentence: what finds no room in all, before and after."""
    number = words.speech.number
    was, now = (sum(load.short for load in each.people) for each in (outcome.before, outcome.now))
    if not was and not now:
        return words.speech.say("All together: everything finds room")
    minutes = change(number(was), number(now))
    return words.speech.say("All together: {minutes} min find no room", minutes=minutes)


def plan_note(words: Words) -> str:
    """What is counted here, and why the plan may find no place though the minutes suffice."""
    return words.speech.say(
        "Counted are all touches from now on and the minutes that are left. The plan places calls only, and"
        " each of them needs a free hour, its gap and notice: it may find less room."
    )


def away_text(missing: Mapping[str, Any], words: Words) -> str:
    """Working days that fall out and minutes that something else takes, by why; empty when nothing does.

    `leave` and `holidays` count days, `busy` and `sessions` minutes.
    """
    leave, holidays = missing["leave"], missing["holidays"]
    busy, sessions = missing["busy"], missing["sessions"]
    say, number = words.speech.say, words.speech.number
    away = [
        words.speech.plural("{n} working day of leave", "{n} working days of leave", leave) if leave else "",
        words.speech.plural("{n} public holiday", "{n} public holidays", holidays) if holidays else "",
        say("{n} min taken by other calendars", n=number(busy)) if busy else "",
        say("{n} min of group sessions", n=number(sessions)) if sessions else "",
    ]
    return words.listed(text for text in away if text)


def _more(was: PersonLoad, now: PersonLoad, words: Words) -> Iterator[str]:
    """Why the week that breaks has so little, and what finds no room in all where that is another figure."""
    broken, number = now.first_break, words.speech.number
    if broken and (away := away_text(broken.missing, words)):
        yield f"({away})"
    if was.short != now.short or (broken and broken.short != now.short):
        minutes = change(number(was.short), number(now.short))
        yield "· " + words.speech.say("no room in all: {minutes} min", minutes=minutes)


def _verdict(name: str, load: PersonLoad, words: Words) -> str:
    speech, broken, over, peak = words.speech, load.first_break, load.first_over, load.peak
    if broken:
        # Of the week that runs only what is left counts, and so the months begin with today.
        # A week belongs to the month in which most of it lies.
        day = min(max(broken.week + _MIDDLE, load.months[0].first), load.months[-1].last)
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
    if lever.kind == "before" and lever.week:
        return words.speech.say(
            "calls before the days away, in the week of {week}", week=words.day(lever.week)
        )
    if lever.kind == "cover":
        return words.speech.say("covered by the pod, {name}", name=words.names.person(lever.who))
    segment = words.title("segment", lever.segment)
    if lever.kind == "mail":
        return words.speech.say("{segment}: routine calls by email", segment=segment)
    return words.speech.say(
        "{segment}: slower, {rhythms} days", segment=segment, rhythms=_rhythms(lever, words)
    )


def lever_effect(lever: Lever, words: Words) -> str:
    """What it gives back, and what remains."""
    minutes = words.speech.number(lever.minutes)
    back = (
        words.speech.say("has {minutes} min then", minutes=minutes)
        if lever.kind == "cover"
        else words.speech.say("gives {minutes} min back", minutes=minutes)
    )
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
