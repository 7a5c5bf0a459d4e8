"""The timeline of an account, newest first, and each of its records to read (H4)."""

from collections.abc import Iterator
from datetime import date, datetime

from cadence_tui.model.documents import Action, Call, Contact, Survey, Ticket, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.views.account import AccountView
from cadence_tui.views.account_lines import due_spans, side, touch_title
from cadence_tui.views.account_usage import usage_lines
from cadence_tui.views.adaptation import ADAPT_KEY, proposal_lines
from cadence_tui.views.call_record import call_lines
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.outlook_lines import outlook_record
from cadence_tui.views.portfolio_cells import local
from cadence_tui.views.signal_lines import signal_record_lines
from cadence_tui.views.wishes import own_wishes_lines, waiting_lines
from cadence_tui.views.words import Words

_TOUCH_MARKS = {
    "held": ("✓ ", "good"),
    "no_show": ("✗ ", "bad"),
    "declined": ("✗ ", "warn"),
    "cancelled": ("✗ ", "dim"),
    "planned": ("○ ", "warn"),
    "confirmed": ("● ", "warn"),
}


def timeline_lines(view: AccountView, words: Words) -> list[TextLine]:
    """Contacts, surveys and tickets up to today, by month."""
    entries = sorted(_entries(view, words), key=lambda entry: entry[0], reverse=True)
    lines: list[TextLine] = []
    month: tuple[int, int] | None = None
    for day, shown in entries:
        if (day.year, day.month) != month:
            month = (day.year, day.month)
            title = f"{words.speech.formats.months_long[day.month - 1]} {day.year}"
            lines += [BLANK] * bool(lines) + [heading(title)]
        lines.append(shown)
    return lines or [line((words.speech.say("nothing has happened yet"), "dim"))]


def record_lines(view: AccountView, key: str, words: Words) -> list[TextLine]:
    """One record of the account to read; nothing when it is not there."""
    record = view.record
    if view.proposal is not None and key == ADAPT_KEY + view.proposal.account:
        return proposal_lines(view.proposal, words)
    for touch in record.touchpoints:
        if touch.id == key:
            call = next((call for call in record.calls if call.touchpoint == key), None)
            shown = _touch_record(touch, words)
            return [*shown, BLANK, *call_lines(call, record, words)] if call else shown
    for call in record.calls:
        if call.id == key:
            return call_lines(call, record, words)
    for action in record.actions:
        if action.id == key:
            return _action_record(action, words, view.today)
    for contact in record.contacts:
        if contact.id == key:
            return _contact_record(contact, view, words)
    for survey in record.surveys:
        if survey.id == key:
            return _survey_record(survey, record, words)
    for ticket in record.tickets:
        if ticket.id == key:
            return _ticket_record(ticket, words)
    for signal in record.signals:
        if signal.id == key:
            return signal_record_lines(signal, words)
    if record.usage is not None and record.usage.id == key:
        return usage_lines(view, words)
    return outlook_record(record, key, words)


def _entries(view: AccountView, words: Words) -> Iterator[tuple[date, TextLine]]:
    record = view.record
    with_touch = {call.touchpoint for call in record.calls if call.touchpoint}
    for touch in record.touchpoints:
        if touch.date <= view.today and (
            touch.status not in ("planned", "confirmed") or touch.date < view.today
        ):
            yield touch.date, _touch_line(touch, touch.id in with_touch, words)
    for call in record.calls:
        if not call.touchpoint and call.started:
            day = local(call.started, words.zone).date()
            told = f"{words.speech.weekday_day(day)} · {words.speech.say('kind|call')}"
            yield day, line(("✓ ", "good"), (told, ""), (_in_short(call), "dim"), key=call.id, indent=2)
    for survey in record.surveys:
        yield survey.date, _survey_line(survey, record, words)
    for ticket in record.tickets:
        yield ticket.opened, _ticket_line(ticket, words)


def _touch_line(touch: Touchpoint, written: bool, words: Words) -> TextLine:
    note = (" · " + words.speech.say("with notes"), "accent") if written else ("", "")
    return line(
        _TOUCH_MARKS[touch.status],
        (touch_title(touch, words), ""),
        note,
        key=touch.id,
        indent=2,
    )


def _in_short(call: Call) -> str:
    return f" · {call.summary}" if call.summary else ""


def _survey_line(survey: Survey, record: AccountRecord, words: Words) -> TextLine:
    who = _contact_name(survey.contact, record)
    score = f"{words.word('survey', survey.survey)} {words.speech.number(survey.score)}"
    told = f"{words.speech.weekday_day(survey.date)} · {score}"
    told += f" · {who}" if who else ""
    comment = (f" · “{survey.comment}”", "dim") if survey.comment else ("", "")
    return line(("★ ", "info"), (told, ""), comment, key=survey.id, indent=2)


def _ticket_line(ticket: Ticket, words: Words) -> TextLine:
    state = (
        words.speech.say("open")
        if ticket.closed is None
        else words.speech.say("closed {day}", day=words.speech.day(ticket.closed))
    )
    role = "warn" if ticket.closed is None else ""
    severity = words.word("severity", ticket.severity)
    kind = words.speech.say("kind|ticket")
    told = f"{words.speech.weekday_day(ticket.opened)} · {kind} · {severity} · {state} · "
    return line(("# ", role), (told, role), (ticket.title, ""), key=ticket.id, indent=2)


def _touch_record(touch: Touchpoint, words: Words) -> list[TextLine]:
    lines = [line((touch_title(touch, words, year=True), "strong"))]
    if touch.owner:
        lines.append(_fact(words.speech.say("with"), words.names.person(touch.owner)))
    if touch.minutes:
        lines.append(_fact(words.speech.say("length"), f"{touch.minutes} min"))
    if touch.purpose:
        lines.append(_fact(words.speech.say("purpose"), touch.purpose))
    if touch.why:
        lines.append(_fact(words.speech.say("why"), touch.why))
    if touch.rule:
        lines.append(_fact(words.speech.say("rule"), touch.rule))
    return lines


def _action_record(action: Action, words: Words, today: date) -> list[TextLine]:
    say = words.speech.say
    lines = [
        line((action.title, "strong")),
        line(*due_spans(action, words, today), (f" · {side(action, words)}", "")),
    ]
    if action.due:
        lines.append(_fact(say("due"), words.date(action.due)))
    lines.append(_fact(say("made"), _instant(action.created, words)))
    if action.done:
        lines.append(_fact(say("closed"), _instant(action.done, words)))
    if action.blocked_reason:
        lines.append(_fact(say("blocked"), action.blocked_reason))
    for slip in action.slips:
        was, to = (words.speech.day(day) if day else "–" for day in (slip.was, slip.to))
        lines.append(_fact(say("moved"), f"{was} → {to} · {words.names.person(slip.by)}: {slip.why}"))
    for comment in action.comments:
        lines.append(_fact(_instant(comment.at, words), f"{words.names.person(comment.by)}: {comment.text}"))
    return lines


def _contact_record(contact: Contact, view: AccountView, words: Words) -> list[TextLine]:
    facts = (
        (words.speech.say("role"), contact.role),
        (words.speech.say("email"), contact.email),
        (words.speech.say("phone"), contact.phone),
        (words.speech.say("left"), words.date(contact.left) if contact.left else ""),
    )
    lines = [line((contact.name, "strong")), *(_fact(name, text) for name, text in facts if text)]
    lines += [BLANK, heading(words.speech.say("Wishes")), *own_wishes_lines(contact, words)]
    return [*lines, *waiting_lines(contact, view.record, view.today, words)]


def _survey_record(survey: Survey, record: AccountRecord, words: Words) -> list[TextLine]:
    lines = [_survey_line(survey, record, words)]
    return [*lines, BLANK, line((survey.comment, ""))] if survey.comment else lines


def _ticket_record(ticket: Ticket, words: Words) -> list[TextLine]:
    return [line((ticket.title, "strong")), _ticket_line(ticket, words)]


def _fact(name: str, text: str) -> TextLine:
    return line((f"{name}: ", "dim"), (text, ""), indent=4)


def _instant(at: datetime, words: Words) -> str:
    there = local(at, words.zone)
    return f"{words.date(there.date())} {words.speech.time(there)}"


def _contact_name(contact_id: str, record: AccountRecord) -> str:
    return next((contact.name for contact in record.contacts if contact.id == contact_id), contact_id)
