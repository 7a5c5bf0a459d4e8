"""What a changed touch model does to the load, and what is wrong with it, as lines (T12)."""

from collections.abc import Iterator

from cadence_tui.model.errors import BadInput
from cadence_tui.practice.feasibility.effect import Effect
from cadence_tui.practice.feasibility.load import PersonLoad
from cadence_tui.views.feasibility_words import change
from cadence_tui.views.lines import TextLine, line
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words


def effect_lines(effect: Effect, words: Words, most: int, *, weeks: bool = False) -> list[TextLine]:
    """Accounts concerned, and the people whose load changes most: minutes of the stretch, fullest week.

    With `weeks` each week that changes, too.
    """
    speech = words.speech
    careful = [line((f"! {worded(why, words)}", "warn"), indent=2) for why in effect.warnings]
    if not effect.accounts:
        return [*careful, line((speech.say("No account is asked for anything else by it"), "dim"))]
    told = speech.plural("{n} account is concerned", "{n} accounts are concerned", effect.accounts)
    differ = [pair for pair in effect.people if _differ(*pair)]
    lines = [*careful, line((told, "strong"))]
    for was, now in differ[:most]:
        lines.append(_person(was, now, words))
        lines += [_weeks(was, now, words)] if weeks else []
    if len(differ) > most:
        others = speech.plural("and {n} person more", "and {n} people more", len(differ) - most)
        lines.append(line((others, "dim")))
    return lines


def fault_lines(error: BadInput, words: Words) -> Iterator[TextLine]:
    """What must be put right before it can be saved; the place as the file has it."""
    for where in error.where:
        found = f": {where.found}" if where.found else ""
        expected = words.speech.say("expected: {what}", what=words.speech.word(where.expected))
        yield line((f"{where.field}{found}", "bad"), (f" · {expected}", ""), indent=2)
    if not error.where:
        yield line((words.speech.word(error.message), "bad"), indent=2)


def _person(was: PersonLoad, now: PersonLoad, words: Words) -> TextLine:
    number = words.speech.number
    verdicts = change(words.word("verdict", was.verdict), words.word("verdict", now.verdict))
    told = words.speech.say(
        "{minutes} min in {weeks}; fullest week {week} min; {verdict}",
        weeks=words.weeks(len(now.weeks)),
        minutes=change(number(was.asked), number(now.asked)),
        week=change(number(was.peak.asked), number(now.peak.asked)),
        verdict=verdicts,
    )
    role = "bad" if now.verdict == "breaks" else "good" if now.asked < was.asked else ""
    return line((f"{words.names.person(now.id)}: ", ""), (told, role), indent=2)


def _weeks(was: PersonLoad, now: PersonLoad, words: Words) -> TextLine:
    number = words.speech.number
    told = " · ".join(
        f"{words.day(new.week)} {change(number(old.asked), number(new.asked))}"
        for old, new in zip(was.weeks, now.weeks, strict=True)
        if old != new
    )
    return line((f"  {told}", "dim"), indent=4)


def _differ(was: PersonLoad, now: PersonLoad) -> bool:
    return was.weeks != now.weeks
