"""Signals in lines: on the account page, taken apart, and what is watched where there is none (T7)."""

from collections.abc import Sequence
from datetime import datetime

from cadence_tui.model.documents import Signal
from cadence_tui.model.rules.signals import SignalRules
from cadence_tui.model.text import plain
from cadence_tui.practice.signals.found import signal_reason
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.portfolio_cells import local
from cadence_tui.views.signal_rule_words import deadline_text, threshold_text
from cadence_tui.views.signals import SignalRow, until_spans, when_text
from cadence_tui.views.wording import worded
from cadence_tui.views.wording_signals import again_text, cause_title, ended_text
from cadence_tui.views.words import Words

SIGNAL_KEY = "signal:"
"""Before the id, in the key of a line that speaks of a signal."""


def account_signal_lines(rows: Sequence[SignalRow], words: Words, now: datetime) -> list[TextLine]:
    """The open signals of an account, each with its evidence and deadline."""
    lines: list[TextLine] = []
    for row in rows:
        mark = ("! ", "bad") if row.risk else ("▸ ", "accent")
        lines.append(
            line(
                mark,
                (row.title, "strong"),
                (f" · {row.why} · ", ""),
                *until_spans(row, words, now),
                key=SIGNAL_KEY + row.id,
                indent=2,
            )
        )
    return [heading(words.speech.say("Signals")), *lines, BLANK] if lines else []


def why_lines(row: SignalRow, rules: SignalRules, words: Words, now: datetime) -> list[TextLine]:
    """Evidence, thresholds, since when, until when, and what became of it."""
    say, signal = words.speech.say, row.signal
    rule = rules.of(signal.cause)
    lines = [line((row.title, "strong"), (f" · {plain(row.account)}", "")), BLANK]
    lines += [heading(say("Evidence")), line(("▸ ", "info"), (row.why, ""), indent=2)]
    lines.append(line((say("raised {when}", when=when_text(signal.raised, words, now)), "dim")))
    if signal.updated is not None:
        lines.append(line((say("last seen {when}", when=when_text(signal.updated, words, now)), "dim")))
    lines += [BLANK, heading(say("Rule"))]
    if rule is None:
        lines.append(line((say("the touch model does not watch for this"), "dim")))
    else:
        lines.append(line(("▸ ", "info"), (threshold_text(rule, words), ""), indent=2))
        asked = say(
            "asks for: {touch}, {channel}, {deadline}",
            touch=words.touch(rule.touch),
            channel=words.word("channel", rule.channel),
            deadline=deadline_text(rule.deadline, words),
        )
        lines.append(line((asked, "")))
        if again := again_text(rule, words):
            lines.append(line((again, "dim")))
        if rule.risk:
            lines.append(line((say("while it is open the account counts as at risk"), "warn")))
    lines += [BLANK, heading(say("State")), line(*until_spans(row, words, now))]
    if row.note:
        lines.append(line((row.note, "")))
    return lines


def signal_record_lines(signal: Signal, words: Words) -> list[TextLine]:
    """A signal as a record among others: its evidence, from when until when, what became of it."""
    say, speech = words.speech.say, words.speech
    days = [say("raised {when}", when=speech.day(local(signal.raised, words.zone).date()))]
    if signal.deadline is not None and signal.status != "done":
        days.append(say("answer due {day}", day=speech.day(local(signal.deadline, words.zone).date())))
    if signal.ended is not None:
        days.append(say("settled {day}", day=speech.day(local(signal.ended, words.zone).date())))
    lines = [line((cause_title(signal.cause, words), "strong"))]
    lines.append(line(("▸ ", "info"), (worded(signal_reason(signal), words), ""), indent=2))
    lines.append(line((" · ".join(days), "dim")))
    note = ended_text(signal, words)
    return [*lines, line((note, ""))] if note else lines


def watched_lines(rules: SignalRules, words: Words) -> list[TextLine]:
    """What is watched for, where there is nothing to show."""
    watched = rules.watched()
    if not watched:
        return [line((words.speech.say("The touch model watches for nothing."), "dim"))]
    lines = [line((words.speech.say("No open signal here. Watched for:"), "dim"))]
    for cause, rule in watched.items():
        text = threshold_text(rule, words)
        lines.append(line((f"{cause_title(cause, words)}: ", ""), (text, "dim"), indent=2))
    return lines
