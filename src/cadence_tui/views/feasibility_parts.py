"""Feasibility as a page: what each person is outcome, and its tables in order (T12)."""

from collections.abc import Callable, Iterator

from cadence_tui.practice.feasibility.load import MonthAsked, PersonLoad, WeekAsked
from cadence_tui.practice.feasibility.team import FOUR_WEEKS, MONTH_DAYS
from cadence_tui.views.feasibility import (
    Outcome,
    PersonRow,
    loaded,
    months_together,
    weeks_together,
)
from cadence_tui.views.feasibility_tables import Part, costs_part, levers_parts, ratios_part, tiers_part
from cadence_tui.views.feasibility_words import (
    before_after,
    change,
    month_text,
    plan_note,
    share_text,
    team_text,
    verdict_text,
)
from cadence_tui.views.wording import worded_all
from cadence_tui.views.words import Words


def sentences(outcome: Outcome, words: Words) -> Iterator[str]:
    """The verdicts, and before them what the changes did."""
    for _, why in outcome.notes:
        yield words.speech.say("if {what}", what=worded_all(why, words))
    yield from (verdict_text(row, words) for row in outcome.rows())
    if len(outcome.rows()) > 1:
        yield team_text(outcome, words)
    if outcome.now.unowned:
        yield words.speech.plural(
            "{n} account has no owner: {minutes} min that nobody is asked for",
            "{n} accounts have no owner: {minutes} min that nobody is asked for",
            outcome.now.unowned,
            minutes=words.speech.number(outcome.now.unowned_minutes),
        )


def parts(outcome: Outcome, words: Words, single: str) -> list[Part]:
    """All tables of the page; where something changes a cell says before and after.

    `single` is what shows one person alone, where this page is read.
    """
    made = [
        people_part(outcome, words),
        calls_part(outcome, words),
        _weeks_part(outcome, words, single),
        _months_part(outcome, words, single),
        ratios_part(outcome.now.ratios, words),
        tiers_part(outcome, words),
        costs_part(outcome, words),
        *levers_parts(outcome, words),
    ]
    return [part for part in made if part.rows]


def people_part(outcome: Outcome, words: Words) -> Part:
    """Asked against has of each person."""
    say = words.speech.say
    header = (
        say("Name"),
        say("Accounts"),
        say("Asked, min"),
        say("Has, min"),
        say("Asked, %"),
        say("No room"),
    )
    rows = tuple(each for row in outcome.rows() for each in _both(row, _person_cells, words))
    return Part(
        title=_stretch(outcome, words),
        header=header,
        rows=rows,
        right=(1, 2, 3, 4, 5),
        note=plan_note(words),
    )


def calls_part(outcome: Outcome, words: Words) -> Part:
    """How many calls that is, in both ways of counting."""
    say, number = words.speech.say, words.speech.number
    note = say(
        "Calls are counted in four weeks ({days} days) and in an average month ({month} days), at the pace"
        " of the stretch.",
        days=FOUR_WEEKS,
        month=number(MONTH_DAYS, 1),
    )
    header = (say("Name"), say("In four weeks"), say("In a month"), say("Written, min"), say("Automated"))
    rows = tuple(each for row in outcome.rows() for each in _both(row, _call_cells, words))
    return Part(title=say("Calls"), header=header, rows=rows, right=(1, 2, 3, 4), note=note)


def _person_cells(load: PersonLoad, words: Words) -> tuple[str, ...]:
    number = words.speech.number
    return (
        number(load.accounts),
        number(load.asked),
        number(load.has),
        share_text(loaded(load), words.speech),
        number(load.short) if load.short else "–",
    )


def _call_cells(load: PersonLoad, words: Words) -> tuple[str, ...]:
    number = words.speech.number
    return (
        number(round(load.calls.four_weeks)),
        number(round(load.calls.month)),
        number(sum(week.written for week in load.weeks)),
        share_text(load.automated.share, words.speech),
    )


def _both(
    row: PersonRow, cells: Callable[[PersonLoad, Words], tuple[str, ...]], words: Words
) -> Iterator[tuple[str, ...]]:
    was = cells(row.was, words) if row.was else None
    now = cells(row.now, words) if row.now else None
    return before_after(row.name, was, now)


def _stretch(outcome: Outcome, words: Words) -> str:
    return words.speech.say(
        "{weeks} from {first} to {last}",
        weeks=words.weeks(outcome.now.weeks),
        first=words.day(outcome.now.today),
        last=words.date(outcome.now.last),
    )


def _weeks_part(outcome: Outcome, words: Words, single: str) -> Part:
    say = words.speech.say
    header = (
        say("Week of"),
        say("Calls"),
        say("Written"),
        say("Asked, min"),
        say("Has, min"),
        say("No room"),
    )
    was, now = weeks_together(outcome.before.people), weeks_together(outcome.now.people)
    rows = tuple(
        (words.day(new.week), *map(change, _week_cells(old, words), _week_cells(new, words)))
        for old, new in _paired(was, now)
    )
    note = _together(outcome, words, single)
    return Part(title=say("Weeks"), header=header, rows=rows, right=(1, 2, 3, 4, 5), note=note)


def _paired(was: list[WeekAsked], now: list[WeekAsked]) -> Iterator[tuple[WeekAsked, WeekAsked]]:
    # Who is asked for may all have left, or all have come.
    return zip(was or now, now or was, strict=True)


def _week_cells(week: WeekAsked, words: Words) -> tuple[str, ...]:
    number = words.speech.number
    return (
        number(week.calls),
        number(week.written),
        number(week.asked),
        number(week.has),
        number(week.short) if week.short else "–",
    )


def _months_part(outcome: Outcome, words: Words, single: str) -> Part:
    say = words.speech.say
    header = (say("Month"), say("Calls"), say("Written"), say("Asked, min"), say("Has, min"))
    was, now = months_together(outcome.before.people), months_together(outcome.now.people)
    rows = tuple(
        (month_text(new, words.speech), *map(change, _month_cells(old, words), _month_cells(new, words)))
        for old, new in zip(was or now, now or was, strict=True)
    )
    return Part(
        title=say("Months"),
        header=header,
        rows=rows,
        right=(1, 2, 3, 4),
        note=_together(outcome, words, single),
    )


def _month_cells(month: MonthAsked, words: Words) -> tuple[str, ...]:
    number = words.speech.number
    return number(month.calls), number(month.written), number(month.asked), number(month.has)


def _together(outcome: Outcome, words: Words, single: str) -> str:
    people = len(outcome.now.people)
    if people < 2:
        return ""
    return words.speech.say("All {n} people together; {key} shows one.", n=people, key=single)
