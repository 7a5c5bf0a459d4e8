"""The parts of the account page: overview, promises, people, the touches of twelve months (H4)."""

from collections.abc import Iterable
from datetime import date

from cadence_tui.model.documents import Contact
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.practice.due.left_out import LeftOut
from cadence_tui.practice.due.touches import Asking, Due
from cadence_tui.practice.rhythms import rhythm_in_force
from cadence_tui.views.account import AccountView, live_promises
from cadence_tui.views.account_lines import (
    finding_lines,
    next_line,
    placement,
    promise_line,
    risk_lines,
    side,
    touch_title,
)
from cadence_tui.views.adaptation import decided_text, pending_line
from cadence_tui.views.budget_lines import budget_lines, eligible_lines
from cadence_tui.views.calendar_lines import rescheduled_text
from cadence_tui.views.health_lines import (
    band_spans,
    component_lines,
    gain_lines,
    moved_lines,
    override_lines,
    to_green_title,
)
from cadence_tui.views.kept import kept_spans
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.outlook_lines import handoffs_lines
from cadence_tui.views.portfolio_cells import TOUCH_MARKS, bars
from cadence_tui.views.wishes import other_wishes_lines, warning_lines, wishes_lines
from cadence_tui.views.wording import worded
from cadence_tui.views.wording_actions import SIDE_WORDS
from cadence_tui.views.words import Words

DUE_KEY = "due:"
"""Before the id of a due touch, which is no document yet."""

WISHES_KEY = "wishes"
"""Of the line over the wishes of the account."""


def head_lines(view: AccountView, words: Words) -> list[TextLine]:
    """The two lines over every part: name and health, where the account stands."""
    name = (f"{view.record.account.name}  ", "strong")
    health = view.standing.health
    first = line(name, *band_spans(health, words), ("  " + bars(view.scores), "trend"))
    return [first, line((placement(view, words), "dim"))]


def overview_lines(view: AccountView, words: Words) -> list[TextLine]:
    """What matters now: findings, next contact, health with its movement, rhythm, goal."""
    health, say = view.standing.health, words.speech.say
    lines = [*override_lines(health, words), *risk_lines(view, words), next_line(view, words)]
    if view.proposal is not None:
        lines.append(pending_line(view.proposal, words))
    if view.observations:
        lines += [BLANK, heading(say("This week")), *finding_lines(view, words)]
    lines += [BLANK, heading(say("Health")), *component_lines(health, words)]
    if health.to_green:
        lines += [BLANK, heading(to_green_title(health, words)), *gain_lines(health.to_green, words)]
    if view.moved:
        since = say("What moved since {day}", day=words.speech.day(view.moved_since))
        lines += [BLANK, heading(since), *moved_lines(view.moved, words)]
    lines += [BLANK, heading(say("Rhythm")), *_rhythm_lines(view, words), *_kept_lines(view, words)]
    if view.record.account.goal:
        lines += [BLANK, heading(say("Goal")), line((view.record.account.goal, ""))]
    return lines


def _kept_lines(view: AccountView, words: Words) -> list[TextLine]:
    """The share of promises kept in time on each side, with of how many it speaks."""
    judged = {side: kept for side, kept in view.kept.items() if kept.judged}
    if not judged:
        return []
    say = words.speech.say
    title = heading(say("Kept in time, last {days} days", days=view.kept_days))
    lines = [
        line((f"{words.speech.word(SIDE_WORDS[side])}: ", ""), *kept_spans(kept, words.speech), indent=2)
        for side, kept in judged.items()
    ]
    return [BLANK, title, *lines]


def promises_lines(view: AccountView, words: Words) -> list[TextLine]:
    """Open promises of both sides, then those that are over."""
    live = live_promises(view.record)
    lines = [heading(words.speech.say("Open promises"))]
    lines += [promise_line(action, words, view.today) for action in live]
    if not live:
        lines.append(line((words.speech.say("nothing is owed, by neither side"), "dim")))
    lines += _kept_lines(view, words)
    over = [action for action in view.record.actions if action not in live]
    if over:
        lines += [BLANK, heading(words.speech.say("Kept or dropped"))]
    for action in sorted(over, key=lambda action: action.done or action.created, reverse=True):
        kept = action.status == "done"
        day = words.date(action.done.date()) if action.done else ""
        word = words.speech.say("kept {day}", day=day) if kept else words.speech.say("dropped {day}", day=day)
        mark = ("✓ ", "good") if kept else ("✗ ", "dim")
        who = (f" · {side(action, words)}", "dim")
        lines.append(line(mark, (f"{word} ", "dim"), (action.title, ""), who, key=action.id, indent=2))
    return [*lines, *handoffs_lines(view.record, words)]


def people_lines(view: AccountView, words: Words) -> list[TextLine]:
    """Contacts, and how the customer wants to be reached."""
    record, say = view.record, words.speech.say
    lines = [heading(say("Contacts"))]
    here = sorted(record.contacts, key=lambda c: (c.left is not None, not c.champion, not c.sponsor, c.name))
    lines += [_contact_line(contact, words) for contact in here]
    if not record.contacts:
        lines.append(
            line((say("nobody is known there; contacts come with: cadence import contacts FILE"), "dim"))
        )
    lines += [BLANK, line((say("Wishes"), "title"), key=WISHES_KEY)]
    lines += wishes_lines(record, view.wishes, words)
    lines += warning_lines(view.wish_warnings, words)
    return [*lines, *other_wishes_lines(record, view.today, words)]


def touches_lines(view: AccountView, year: Asking, words: Words) -> list[TextLine]:
    """What is agreed, what the touch model asks for and what the contact budget held back, month by month."""
    entries = [*_agreed(view, words), *_asked(year.due, words), *_left_out(year.left_out, words)]
    entries.sort(key=lambda entry: entry[0])
    lines = eligible_lines(view.budget, words)
    if not entries:
        return [*lines, line((words.speech.say("nothing is agreed and nothing is asked for"), "dim"))]
    month: tuple[int, int] | None = None
    for day, shown in entries:
        if (day.year, day.month) != month:
            month = (day.year, day.month)
            title = f"{words.speech.formats.months_long[day.month - 1]} {day.year}"
            lines += [BLANK, heading(title)]
        lines.append(shown)
    return lines


def due_lines(due: Due, words: Words) -> list[TextLine]:
    """Why a touch is due, when it may be, what it costs."""
    say = words.speech.say
    lines = [
        line((words.title("touch", due.touch), "strong"), (f"  {words.speech.weekday_day(due.ideal)}", "")),
        line((_window(due, words), "dim")),
    ]
    if due.work_minutes or due.minutes:
        own, theirs = words.speech.number(due.work_minutes), words.speech.number(due.minutes)
        told = say("{theirs} min with the customer, {own} min before and after", theirs=theirs, own=own)
        lines.append(line((told, "")))
    delivered = say("delivered by: {who}", who=words.word("delivered_by", due.delivered_by))
    lines.append(line((f"{delivered} · {words.title('outcome', due.outcome)}", "")))
    lines += [BLANK, heading(say("Why then"))]
    lines += [line(("▸ ", "info"), (worded(why, words), ""), indent=2) for why in due.reasons]
    return [*lines, BLANK, line((say("rule {rule}", rule=due.rule), "dim"))]


def _rhythm_lines(view: AccountView, words: Words) -> list[TextLine]:
    say, kept, turned_up = words.speech.say, view.adherence, view.attendance
    lines: list[TextLine] = []
    if kept.share is not None:
        share = words.speech.percent(kept.share)
        told = say(
            "{share} of the gaps of twelve months kept ({kept} of {gaps})",
            share=share,
            kept=kept.kept,
            gaps=kept.gaps,
        )
        lines.append(line((told, "")))
    if turned_up.rate is not None:
        total = turned_up.total
        figures = {"share": words.speech.percent(turned_up.rate), "held": total.held}
        missed = total.no_show + total.declined
        told = say(
            "{share} of the calls of twelve months held ({held}, not held {missed})", missed=missed, **figures
        )
        lines.append(line((told, "")))
    if turned_up.total.rescheduled:
        lines.append(line((rescheduled_text(turned_up.total.rescheduled, words.speech), "")))
    if turned_up.group.rate is not None:
        came, missed = turned_up.group.held, turned_up.group.no_show
        lines.append(
            line((say("group sessions: came to {held}, missed {missed}", held=came, missed=missed), ""))
        )
    if (rhythm := rhythm_in_force(view.record, view.today)) is not None:
        lines.append(line((decided_text(rhythm, words), "accent")))
    lines += [line(("▸ ", "info"), (worded(why, words), ""), indent=2) for why in kept.reasons]
    judged = lines or [line((say("nothing to judge by yet"), "dim"))]
    return [*judged, *budget_lines(view.budget, words)]


def _contact_line(contact: Contact, words: Words) -> TextLine:
    marks = [words.speech.say("champion")] * contact.champion + [
        words.speech.say("sponsor")
    ] * contact.sponsor
    left = [words.speech.say("left {day}", day=words.date(contact.left))] if contact.left else []
    told = " · ".join(part for part in (contact.role, *marks, contact.email, contact.phone, *left) if part)
    glyph = ("✗ ", "dim") if contact.left else ("◆ ", "accent") if marks else ("○ ", "dim")
    return line(
        glyph,
        (contact.name, "dim" if contact.left else "strong"),
        (f"  {told}", "dim"),
        key=contact.id,
        indent=2,
    )


def _agreed(view: AccountView, words: Words) -> list[tuple[date, TextLine]]:
    coming = [t for t in view.record.touchpoints if t.status in OPEN_STATUSES and t.date >= view.today]
    return [
        (
            t.date,
            line(
                (TOUCH_MARKS[t.status][0] + " ", ""),
                (touch_title(t, words), ""),
                key=t.id,
                indent=2,
            ),
        )
        for t in coming
    ]


def _asked(year: Iterable[Due], words: Words) -> list[tuple[date, TextLine]]:
    glyph, mark_role = TOUCH_MARKS["due"]
    entries: list[tuple[date, TextLine]] = []
    for due in year:
        told = f"{words.speech.weekday_day(due.ideal)} · {words.title('touch', due.touch)}"
        told += f" · {words.word('channel', due.channel)}"
        if due.minutes:
            told += f" · {due.minutes} min"
        role = "dim" if due.message else mark_role
        wait = (" · " + words.speech.say("if there is room"), "dim") if due.optional else ("", "")
        late = (" · " + words.speech.say("{n} d late", n=due.overdue), "warn") if due.overdue else ("", "")
        shown = line((f"{glyph} ", role), (told, role), late, wait, key=DUE_KEY + due.id, indent=2)
        entries.append((due.ideal, shown))
    return entries


def _left_out(left_out: Iterable[LeftOut], words: Words) -> list[tuple[date, TextLine]]:
    entries: list[tuple[date, TextLine]] = []
    for each in left_out:
        told = f"{words.speech.weekday_day(each.day)} · {words.title('touch', each.touch)} · "
        shown = line(("– ", "dim"), (told + worded(each.why, words), "dim"), indent=2)
        entries.append((each.day, shown))
    return entries


def _window(due: Due, words: Words) -> str:
    if due.earliest == due.latest:
        return words.speech.say("on this day and no other")
    return words.speech.say(
        "any day from {first} to {last}",
        first=words.speech.day(due.earliest),
        last=words.speech.day(due.latest),
    )
