"""An account in words: its head, its health in short, findings, promises, what comes next (H4, H5)."""

from datetime import date

from cadence_tui.model.documents import Action, Touchpoint
from cadence_tui.model.message import Reason
from cadence_tui.model.text import plain
from cadence_tui.practice.covering import StandingIn
from cadence_tui.views.account import AccountView, live_promises
from cadence_tui.views.health_lines import (
    band_spans,
    component_lines,
    gain_lines,
    override_lines,
    to_green_title,
)
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.portfolio import next_touch
from cadence_tui.views.portfolio_cells import TOUCH_MARKS, bars, local
from cadence_tui.views.portfolio_row import NextTouch
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words

_FINDINGS_SHOWN = 4
_PROMISES_SHOWN = 5
_GAINS_SHOWN = 4


def detail_lines(view: AccountView, words: Words) -> list[TextLine]:
    """What stands beside the list: enough to decide what to do with the account."""
    health, say = view.standing.health, words.speech.say
    lines = [line((view.record.account.name, "strong")), line(*band_spans(health, words))]
    lines.append(line((bars(view.scores), "trend")))
    lines += override_lines(health, words)
    lines += [line((placement(view, words), "dim")), *risk_lines(view, words)]
    lines += [next_line(view, words), BLANK, *component_lines(health, words)]
    if view.observations:
        lines += [BLANK, heading(say("This week")), *finding_lines(view, words)[:_FINDINGS_SHOWN]]
    if health.to_green:
        gains = gain_lines(health.to_green[:_GAINS_SHOWN], words)
        lines += [BLANK, heading(to_green_title(health, words)), *gains]
    promises = live_promises(view.record)
    if promises:
        shown = [promise_line(action, words, view.today) for action in promises[:_PROMISES_SHOWN]]
        lines += [BLANK, heading(say("Promises")), *shown, *_more(len(promises) - _PROMISES_SHOWN, words)]
    return lines


def risk_lines(view: AccountView, words: Words) -> list[TextLine]:
    """Why the account is marked as at risk."""
    return [line(("! ", "bad"), (worded(risk, words), "bad"), indent=2) for risk in view.risks]


def covered_text(covered: StandingIn, words: Words) -> str:
    """`⇄ Íñigo until Fri 11 Dec`: who looks after it while its owner is away."""
    name, day = plain(words.names.person(covered.stand_in)), words.speech.weekday_day(covered.last)
    return f"⇄ {words.speech.say('{name} until {day}', name=name, day=day)}"


def placement(view: AccountView, words: Words) -> str:
    """Segment, stage, revenue, renewal and owner on one line."""
    account = view.record.account
    parts = [
        words.title("segment", view.standing.segment),
        words.title("stage", view.standing.stage),
    ]
    if account.arr:
        parts.append(words.speech.money(account.arr, short=True))
    if account.renewal:
        parts.append(words.speech.say("renews {day}", day=words.date(account.renewal)))
    parts.append(words.names.person(account.owner) if account.owner else words.speech.say("nobody's"))
    if view.covered:
        parts.append(covered_text(view.covered, words))
    return " · ".join(parts)


def finding_lines(view: AccountView, words: Words) -> list[TextLine]:
    """What usage, people and surveys tell this week, each with the record it comes from."""
    return [
        line(
            ("▸ ", "info"),
            (worded(Reason(finding.code, finding.args), words), ""),
            key=finding.sources[0] if finding.sources else "",
            indent=2,
        )
        for finding in view.observations
    ]


def next_line(view: AccountView, words: Words) -> TextLine:
    """The next contact, agreed or asked for."""
    coming = next_touch(view.record, view.standing.due, view.today)
    if coming is None:
        return line((words.speech.say("no contact agreed, none due"), "dim"))
    glyph, role = TOUCH_MARKS[coming.status]
    what = words.title("touch", coming.touch)
    status = words.word("touch_status", coming.status)
    told = f"{_when(coming, words)} · {what} · {words.word('channel', coming.channel)} · {status}"
    key = coming.id if coming.status != "due" else ""
    return line((f"{glyph} ", role), (told, role), key=key, indent=2)


def promise_line(action: Action, words: Words, today: date) -> TextLine:
    """A promise: late or due, whose, what."""
    return line(
        *due_spans(action, words, today),
        (f" {action.title}", ""),
        (f" · {side(action, words)}", "dim"),
        key=action.id,
        indent=2,
    )


def due_spans(action: Action, words: Words, today: date) -> Spans:
    """When a promise is due, or how late it is."""
    if action.due is None:
        return [("○ " + words.speech.say("no date"), "dim")]
    days = (today - action.due).days
    if days > 0:
        return [("▼ ‹" + words.speech.say("{n} d late", n=days) + "›", "bad")]
    return [(f"○ {words.speech.day(action.due)}", "warn" if days == 0 else "")]


def side(action: Action, words: Words) -> str:
    """Whose promise it is."""
    who = words.names.person(action.owner) if action.side == "ours" else action.owner
    if action.side == "ours":
        return words.speech.say("ours: {name}", name=who or words.speech.say("nobody"))
    return words.speech.say("theirs: {name}", name=who or words.speech.say("nobody"))


def touch_title(touch: Touchpoint, words: Words, *, year: bool = False) -> str:
    """A touchpoint on one line: day, hour, kind, channel, what became of it."""
    when = words.date(touch.date) if year else words.speech.weekday_day(touch.date)
    if touch.start:
        when += f" {words.speech.time(local(touch.start, words.zone))}"
    what, status = words.title("touch", touch.touch), words.word("touch_status", touch.status)
    return f"{when} · {what} · {words.word('channel', touch.channel)} · {status}"


def _when(touch: NextTouch, words: Words) -> str:
    day = words.speech.weekday_day(touch.date)
    return f"{day} {words.speech.time(local(touch.start, words.zone))}" if touch.start else day


def _more(count: int, words: Words) -> list[TextLine]:
    return [line((words.speech.plural("{n} more", "{n} more", count), "dim"))] if count > 0 else []
