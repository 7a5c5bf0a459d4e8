"""One person's feasibility as lines: weeks as bars, months, calls in both counts, levers, reasons (T12)."""

from collections.abc import Iterator, Mapping

from cadence_tui.locale import Speech
from cadence_tui.practice.feasibility.lever import Lever
from cadence_tui.practice.feasibility.load import PersonLoad, WeekAsked
from cadence_tui.practice.feasibility.team import FOUR_WEEKS, MONTH_DAYS
from cadence_tui.views.feasibility import Outcome, PersonRow
from cadence_tui.views.feasibility_words import (
    away_text,
    bar,
    change,
    lever_effect,
    lever_text,
    month_text,
    plan_note,
    share_text,
    team_text,
    verdict_text,
)
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words

_BAR_CELLS = 10
_MOST_LEVERS = 2
"""Ways out that stand below a verdict; the page of the person has all."""
_ROLES: Mapping[str, str] = {"fits": "good", "tight": "warn", "breaks": "bad"}


def verdict_cell(row: PersonRow, words: Words) -> Spans:
    """The verdict in one word, with an arrow where it was another one before."""
    now = words.word("verdict", row.now.verdict) if row.now else words.speech.say("load|leaves")
    changes = row.was and row.now and row.was.verdict != row.now.verdict
    return [("→ " if changes else "", "dim"), (now, _role(row.now))]


def break_cell(row: PersonRow, speech: Speech) -> Spans:
    """The first week that breaks, and by how much."""
    broken = row.now.first_break if row.now else None
    if broken is None:
        return [("–", "dim")]
    return [(f"{speech.day(broken.week)} +{speech.number(broken.short)} min", "bad")]


def weeks_cell(load: PersonLoad | None) -> Spans:
    """The weeks of the stretch as bars of asked against has."""
    bars = "▁▂▃▄▅▆▇"
    spans: Spans = []
    for week in load.weeks if load else ():
        role = "bad" if week.short else "warn" if week.over else "trend"
        share = week.asked / week.has if week.has else (1.0 if week.asked else 0.0)
        mark = bars[min(len(bars) - 1, int(share * len(bars)))]
        spans.append((mark if week.has or week.asked else "·", role))
    return spans


def verdict_lines(outcome: Outcome, words: Words) -> list[TextLine]:
    """Everybody's verdict in a sentence, the team's first; below who breaks what would help most."""
    short = any(load.short for load in outcome.now.people)
    lines = [line((team_text(outcome, words), "bad" if short else "good"))]
    for row in outcome.rows():
        lines.append(line((verdict_text(row, words), _role(row.now)), indent=2))
        helps = [each for each in outcome.now.levers.get(row.id, ()) if _helps(each, row)]
        lines += [
            line(("  → ", "dim"), *_lever(lever, words).spans, indent=4) for lever in helps[:_MOST_LEVERS]
        ]
    return [*lines, line((plan_note(words), "dim"))]


def _helps(lever: Lever, row: PersonRow) -> bool:
    return row.now is not None and lever.short < row.now.short


def person_page(row: PersonRow, outcome: Outcome, words: Words) -> list[TextLine]:
    """Everything about one person."""
    lines = [line((verdict_text(row, words), _role(row.now) or "strong"), indent=2)]
    if row.now is None:
        return lines
    lines += [BLANK, *_weeks(row, words), BLANK, *_months(row, words), BLANK, *_calls(row, words)]
    lines += [BLANK, *_ratio(row, words)] if row.ratio and row.ratio.reasons else []
    lines += [BLANK, *_levers(row.id, outcome, words)] if outcome.now.levers.get(row.id) else []
    return [*lines, BLANK, *_why(row.now, words)]


def _weeks(row: PersonRow, words: Words) -> Iterator[TextLine]:
    yield heading(words.speech.say("Weeks: minutes asked of those there are"))
    was = {week.week: week for week in row.was.weeks} if row.was else {}
    for week in row.load.weeks:
        yield _week(week, was.get(week.week, week), words)


def _week(week: WeekAsked, was: WeekAsked, words: Words) -> TextLine:
    speech = words.speech
    role = "bad" if week.short else "warn" if week.over else ""
    filled, empty = bar(week.asked, week.has, _BAR_CELLS)
    asked = change(speech.number(was.asked), speech.number(week.asked))
    has = change(speech.number(was.has), speech.number(week.has))
    told = speech.say("{minutes} of {capacity} min", minutes=asked, capacity=has)
    spans = [
        (f"{speech.day(week.week):>6} ", "dim"),
        (filled, role),
        (empty, "dim"),
        (f" {told}", role),
    ]
    if week.short:
        spans.append((" · " + speech.say("no room: {minutes}", minutes=speech.number(week.short)), "bad"))
    if away := away_text(week.missing, words):
        spans.append((f" · {away}", "dim"))
    return line(*spans, indent=8)


def _months(row: PersonRow, words: Words) -> Iterator[TextLine]:
    speech = words.speech
    yield heading(speech.say("Months"))
    was = {month.first: month for month in row.was.months} if row.was else {}
    for month in row.load.months:
        old = was.get(month.first, month)
        asked = change(speech.number(old.asked), speech.number(month.asked))
        has = change(speech.number(old.has), speech.number(month.has))
        told = speech.say("{minutes} of {capacity} min", minutes=asked, capacity=has)
        share = share_text(month.asked / month.has if month.has else None, speech)
        name = month_text(month, speech)
        yield line((f"{name:<16} ", "dim"), (f"{share:>5}  ", ""), (told, "dim"), indent=8)


def _calls(row: PersonRow, words: Words) -> Iterator[TextLine]:
    speech, load = words.speech, row.load
    old = row.was or load
    yield heading(speech.say("Calls, counted in two ways"))
    days = speech.number(MONTH_DAYS, 1)
    pairs = (
        ("four_weeks", speech.say("in four weeks ({days} days)", days=FOUR_WEEKS)),
        ("month", speech.say("in an average month ({days} days)", days=days)),
    )
    for count, told in pairs:
        was, now = getattr(old.calls, count), getattr(load.calls, count)
        yield line((change(speech.number(round(was)), speech.number(round(now))) + " ", "strong"), (told, ""))
    calls, written = sum(week.calls for week in load.weeks), sum(week.written for week in load.weeks)
    split = speech.say(
        "{calls} min of calls, {written} min of written work; {share} of the touches run by themselves",
        calls=speech.number(calls),
        written=speech.number(written),
        share=share_text(load.automated.share, speech),
    )
    yield line((split, "dim"), indent=2)


def _ratio(row: PersonRow, words: Words) -> Iterator[TextLine]:
    yield heading(words.speech.say("Accounts per CSM"))
    for why in row.ratio.reasons if row.ratio else ():
        yield line((worded(why, words), ""), indent=2)


def _levers(person: str, outcome: Outcome, words: Words) -> Iterator[TextLine]:
    yield heading(words.speech.say("What would give time back"))
    for lever in outcome.now.levers[person]:
        yield _lever(lever, words)


def _lever(lever: Lever, words: Words) -> TextLine:
    role = "good" if lever.restores else ""
    effect = lever_effect(lever, words)
    return line((lever_text(lever, words), "strong"), (f" · {effect}", role), indent=2)


def _why(load: PersonLoad, words: Words) -> Iterator[TextLine]:
    yield heading(words.speech.say("Why"))
    for why in load.reasons:
        yield line((worded(why, words), ""), indent=2)


def _role(load: PersonLoad | None) -> str:
    return _ROLES[load.verdict] if load else "dim"
