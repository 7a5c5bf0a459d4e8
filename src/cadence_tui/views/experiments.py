"""Experiments as rows and pages: both arms, their intervals as a picture, the one sentence (T11)."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Arm, Experiment
from cadence_tui.model.message import Message, Reason, message
from cadence_tui.practice.arms import short_arms
from cadence_tui.practice.cohort import Cohort, Wanted
from cadence_tui.practice.experiments import ArmResult, Comparison
from cadence_tui.practice.statistics import Mean
from cadence_tui.views.adaptation import axis_line
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.pictures import interval_picture
from cadence_tui.views.wording import worded
from cadence_tui.views.wording_adaptation import signed
from cadence_tui.views.words import Words

STATUS_WORDS = {
    "running": message("experiment|running"),
    "stopped": message("experiment|stopped"),
    "finished": message("experiment|finished"),
}
LEFT_OUT_WORDS = {
    "red": message("red health: {n}"),
    "rhythm": message("another rhythm or experiment already: {n}"),
    "no_call": message("no such call by rule, or by mail: {n}"),
    "wish": message("a wish of the customer: {n}"),
}
_MARKS: dict[str, tuple[str, str]] = {
    "running": ("● ", "good"),
    "stopped": ("✗ ", "dim"),
    "finished": ("✓ ", "info"),
}
_LABEL = 4


class Result(Struct, frozen=True, kw_only=True):
    """An experiment, what has come of it so far, and the names of the accounts in it. `ruled` is the rhythm
    of those whom it asked by their rules, least and most."""

    experiment: Experiment
    comparison: Comparison
    names: dict[str, str]
    ruled: tuple[float, float] | None = None


# -- on one line -------------------------------------------------------------------------


def arm_text(arm: Arm, ruled: tuple[float, float] | None, words: Words) -> str:
    """An arm's rhythm in words; of one by rule what the rules say."""
    parts = [_ruled_text(ruled, words) if arm.every_days is None else words.every(arm.every_days)]
    parts += [words.word("channel", arm.channel)] if arm.channel else []
    return " · ".join(parts)


def _ruled_text(ruled: tuple[float, float] | None, words: Words) -> str:
    if ruled is None:
        return words.speech.say("as the rule says")
    least, most = ruled
    if least == most:
        return words.speech.say("as the rule says: {every}", every=words.every(least))
    figures = {"least": words.speech.number(least), "most": words.speech.number(most)}
    return words.speech.say("as the rule says: every {least} to {most} days, by segment and stage", **figures)


def status_spans(result: Result, words: Words) -> Spans:
    """Whether it runs, with its mark; one whose last day has passed waits for its end."""
    experiment = result.experiment
    if experiment.status == "running" and result.comparison.over:
        return [("◇ ", "warn"), (words.speech.say("last day over"), "")]
    return [_MARKS[experiment.status], (words.speech.word(STATUS_WORDS[experiment.status]), "")]


def rate_text(arm: ArmResult, words: Words) -> str:
    """`72 % (61–81)`; a dash where nothing can be said."""
    if arm.share is None:
        return "–"
    ends = (arm.share.interval.low, arm.share.interval.high)
    low, high = (words.speech.number(round(end * 100)) for end in ends)
    return f"{words.speech.percent(arm.share.value)} ({low}–{high})"


def left_out_texts(left_out: dict[str, int], words: Words) -> list[str]:
    """Who could not take part, by reason."""
    return [
        words.speech.word(Message(LEFT_OUT_WORDS[why].text, {"n": number}))
        for why, number in sorted(left_out.items())
        if why in LEFT_OUT_WORDS
    ]


# -- as a page ---------------------------------------------------------------------------


def result_lines(result: Result, words: Words, today: date) -> list[TextLine]:
    """All of an experiment to read."""
    experiment, found = result.experiment, result.comparison
    lines = [line((experiment.name, "strong"))]
    if experiment.question:
        lines.append(line((experiment.question, "")))
    lines += [*_setting(result, words, today), BLANK]
    lines += [line((worded(found.verdict, words), "strong"))]
    lines += caution_lines(found.cautions, words)
    lines += [BLANK, heading(words.speech.say("Share of calls held")), *_pictures(found, words)]
    lines += [BLANK, heading(words.speech.say("Besides")), *_besides(found, words)]
    if experiment.conclusion:
        lines += [BLANK, heading(words.speech.say("Conclusion")), line((experiment.conclusion, ""))]
    return [*lines, BLANK, heading(words.speech.say("Accounts")), *_accounts(result, words)]


def cohort_lines(cohort: Cohort, wanted: Wanted, weeks: int, least: int, words: Words) -> list[TextLine]:
    """Who would take part in what, and whether that can ever conclude anything."""
    number = len(cohort.candidates)
    lines = [
        line((words.speech.plural("{n} account takes part", "{n} accounts take part", number), "strong"))
    ]
    left_out = left_out_texts(dict(cohort.left_out), words)
    if left_out:
        lines.append(line((words.speech.say("not taking part: {why}", why=" · ".join(left_out)), "dim")))
    if number < 2 * least:
        lines.append(line(("! ", "warn"), (few_text(number, least, words), "warn"), indent=2))
    cautions = short_arms(wanted.a, wanted.b, cohort.ruled, weeks)
    return [*lines, *caution_lines(cautions, words), *_arms(wanted.a, wanted.b, cohort.ruled, words)]


def caution_lines(cautions: Iterable[Reason], words: Words) -> list[TextLine]:
    """What to hold against it, each with its mark."""
    return [line(("! ", "warn"), (worded(each, words), "warn"), indent=2) for each in cautions]


def _arms(a: Arm, b: Arm, ruled: tuple[float, float] | None, words: Words) -> list[TextLine]:
    return [
        line((f"{words.word('arm', name)}: ", "dim"), (arm_text(arm, ruled, words), ""))
        for name, arm in (("a", a), ("b", b))
    ]


def few_text(number: int, least: int, words: Words) -> str:
    """Why so few accounts will conclude nothing."""
    return words.speech.say(
        "with {n} accounts it will not be able to conclude anything: {least} are needed in each arm",
        n=number,
        least=least,
    )


def _setting(result: Result, words: Words, today: date) -> list[TextLine]:
    experiment, say = result.experiment, words.speech.say
    whom = [
        words.title("segment", experiment.segment) if experiment.segment else say("all segments"),
        words.title("stage", experiment.stage) if experiment.stage else say("all stages"),
        experiment.pod,
        words.touch(experiment.touch),
    ]
    days = f"{words.date(experiment.first)} – {words.date(experiment.last)}"
    state = "".join(text for text, _ in status_spans(result, words))
    left_out = left_out_texts(experiment.left_out, words)
    lines = [
        line((" · ".join(filter(None, whom)), "dim")),
        line((f"{days} · {state}{_week(experiment, words, today)}", "dim")),
    ]
    if left_out:
        lines.append(line((say("not taking part: {why}", why=" · ".join(left_out)), "dim")))
    return lines


def _week(experiment: Experiment, words: Words, today: date) -> str:
    if experiment.status != "running" or today > experiment.last:
        return ""
    whole = ((experiment.last - experiment.first).days + 1) // 7
    week = (today - experiment.first).days // 7 + 1
    return " · " + words.speech.say("week {n} of {whole}", n=week, whole=whole)


def _pictures(found: Comparison, words: Words) -> Iterable[TextLine]:
    for arm in found.arms:
        name = words.word("arm", arm.name)
        if arm.share is None:
            yield line((f"{name:<{_LABEL}}", "strong"), (_counts(arm, words), "dim"))
            continue
        ends = arm.share.interval
        drawn = interval_picture(ends.low, arm.share.value, ends.high)
        yield line((f"{name:<{_LABEL}}", "strong"), (drawn, "trend"))
        yield line((" " * _LABEL, ""), (f"{rate_text(arm, words)} · {_counts(arm, words)}", ""))
    yield axis_line(_LABEL, words)
    if found.a.share is None or found.b.share is None or found.difference is None:
        return
    between, ends = found.b.share.value - found.a.share.value, found.difference
    drawn = interval_picture(ends.low, between, ends.high, least=-1.0)
    told = words.speech.say(
        "{n} points ({low} to {high})",
        n=signed(between * 100, words),
        low=signed(ends.low * 100, words),
        high=signed(ends.high * 100, words),
    )
    yield line((f"{'B−A':<{_LABEL}}", "strong"), (drawn, "trend"))
    yield line((" " * _LABEL, ""), (told, ""))


def _counts(arm: ArmResult, words: Words) -> str:
    accounts = words.speech.plural("{n} account", "{n} accounts", arm.accounts)
    return words.speech.say(
        "{accounts}, {held} of {offered} calls held",
        accounts=accounts,
        held=arm.calls_held,
        offered=arm.calls_offered,
    )


def _besides(found: Comparison, words: Words) -> Iterable[TextLine]:
    say = words.speech.say
    parts = (
        (say("calls held, of an account in four weeks"), found.a.held, found.b.held, False),
        (say("minutes, of an account in four weeks"), found.a.minutes, found.b.minutes, False),
        (say("health, change since the start"), found.a.health, found.b.health, True),
        (say("NPS answer, mean of 0 to 10"), found.a.nps, found.b.nps, False),
    )
    for title, a, b, sign in parts:
        if a is None and b is None:
            continue
        yield line((title, "dim"))
        for name, mean in (("A", a), ("B", b)):
            yield line((f"  {name} ", "strong"), (_mean(mean, words, sign=sign), ""))


def _mean(mean: Mean | None, words: Words, *, sign: bool) -> str:
    if mean is None:
        return words.speech.say("nothing known")
    number = words.speech.plural("{n} account", "{n} accounts", mean.number)
    value = _figure(mean.value, words, sign=sign)
    if mean.interval is None:
        return words.speech.say("{value}, no interval: {accounts}", value=value, accounts=number)
    low, high = (_figure(end, words, sign=sign) for end in (mean.interval.low, mean.interval.high))
    return words.speech.say(
        "{value} ({low} to {high}), {accounts}", value=value, low=low, high=high, accounts=number
    )


def _figure(value: float, words: Words, *, sign: bool) -> str:
    return signed(value, words, 1) if sign else words.speech.number(value, 1)


def _accounts(result: Result, words: Words) -> Sequence[TextLine]:
    experiment = result.experiment
    lines: list[TextLine] = []
    for each in sorted(experiment.assigned, key=lambda each: (each.arm, result.names.get(each.account, ""))):
        name = result.names.get(each.account, words.speech.say("no longer there"))
        told = words.speech.say("{held} of {offered} held before", held=each.held, offered=each.offered)
        arm = (f"{words.word('arm', each.arm)} ", "strong")
        lines.append(line(arm, (name, ""), (f"  {told}", "dim"), key=each.account, indent=2))
    return [*_arms(experiment.a, experiment.b, result.ruled, words), *lines]
