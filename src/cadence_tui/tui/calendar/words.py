"""The lines around the calendar: whose and when, what waits, the head of the load picture, the empty day."""

from datetime import date

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Person
from cadence_tui.tui.calendar.asked import asked_text
from cadence_tui.tui.calendar.load import LoadWeek
from cadence_tui.tui.calendar.reading import Asked, Glance, Outlook
from cadence_tui.tui.calendar.tables import AgendaRow
from cadence_tui.tui.spans import Line, join, width_of
from cadence_tui.views.calendar import FullDay
from cadence_tui.views.calendar_lines import (
    full_day_text,
    load_role,
    minutes_text,
    peak_text,
    week_minutes_text,
    week_off_text,
    zone_city,
)
from cadence_tui.views.lines import TextLine, line
from cadence_tui.views.names import Names
from cadence_tui.views.proposal_lines import counts_text
from cadence_tui.views.team_calendar import PersonLoad


def where_line(seen: Glance, monday: date, reader: Person, speech: Speech, *, brief: bool = False) -> Line:
    """Whose week, which, how full; the zone of its hours when it is not the reader's."""
    week = seen.calendar.week(monday)
    other_year = monday.year != seen.calendar.book.today.year
    told: Line = [
        (f"{seen.owner.name} · ", ""),
        (speech.say("week of {day}", day=speech.day(monday, year=other_year)), "strong"),
        (f" · {week_minutes_text(week.load, week.capacity, speech, brief=brief)}", ""),
    ]
    if seen.owner.timezone != reader.timezone:
        told.append((" · " + speech.say("hours of {city}", city=zone_city(seen.owner.timezone)), "dim"))
    return told


def plan_line(seen: Glance, found: Outlook, asked: Asked, speech: Speech) -> Line:
    """Whose plan, in which way, and how much it changes; that another is being worked out."""
    told: Line = [
        (f"{seen.owner.name} · ", ""),
        (f"{asked_text(asked, speech)} · ", "accent"),
        (counts_text(found.proposal, speech), "strong"),
    ]
    if found.asked != asked:
        told.append((" · " + speech.say("planning …"), "warn"))
    return told


def waiting_line(found: Outlook, room: int, speech: Speech) -> Line:
    """What a plan would change now, in so many cells; quietly, nothing of it is written."""
    changes = [call.change for call in found.proposal.calls]
    parts: Line = []
    if new := changes.count("new"):
        parts.append((speech.plural("{n} to plan", "{n} to plan", new), "warn"))
    if found.proposal.shed:
        parts.append((speech.say("{n} without room", n=len(found.proposal.shed)), "bad"))
    if moved := changes.count("moved"):
        parts.append((speech.plural("{n} moved", "{n} moved", moved), "info"))
    if not parts:
        return [(speech.say("plan: nothing to change"), "dim")]
    whole: Line = [(speech.say("plan") + ": ", "dim"), *join([[part] for part in parts], (" · ", "dim"))]
    if width_of(whole) <= room:
        return whole
    while len(parts) > 1 and width_of(join([[part] for part in parts], (" · ", ""))) > room:
        parts.pop()
    return join([[part] for part in parts], (" · ", "dim"))


def person_head(row: PersonLoad, speech: Speech) -> tuple[Line, Line]:
    """Over the picture of one of several people: their fullest week and day."""
    head: Line = [(row.name, "title")]
    if row.fullest is not None:
        minutes = minutes_text(row.fullest.load, row.fullest.capacity, speech)
        told = speech.say(
            "fullest week {day}: {minutes}", day=speech.day(row.fullest.monday), minutes=minutes
        )
        head.append((f" · {told}", load_role(row.fullest.load, row.fullest.capacity)))
    full = row.fullest_day
    return head, [(full_day_text(full, speech), load_role(full.load, full.capacity))] if full else []


def load_head(
    found: Outlook | None, full: FullDay | None, weeks: tuple[LoadWeek, ...], speech: Speech, *, plan: bool
) -> tuple[Line, Line]:
    """Peak and bound, of the plan or of what is agreed; then the fullest day, and weeks that lack time."""
    peak: Line = []
    if found is not None:
        if plan:
            peak.append((speech.say("proposed") + ": ", "strong"))
        owner = found.proposal.owners[0] if plan else found.agreed
        peak.append((peak_text(owner, speech), ""))
    short = [told for week in weeks if (told := week_off_text(week.figures.monday, week.off, speech))]
    below: Line = (
        [(told, load_role(full.load, full.capacity))]
        if (told := full_day_text(full, speech)) and full
        else []
    )
    if short:
        below.append(((" · " if below else "") + " · ".join(short), "dim"))
    return peak, below


def agenda_rows(seen: Glance, found: Outlook | None) -> list[AgendaRow]:
    """Calls and sessions to come, and the mails that somebody has to write, by day."""
    coming = seen.calendar.coming()
    rows = [AgendaRow(id=entry.id, date=entry.date, name=entry.name, entry=entry) for entry in coming]
    rows += [
        AgendaRow(id=mail.id, date=mail.date, name=seen.accounts.get(mail.account, ""), mail=mail)
        for mail in seen.calendar.book.mails
    ]
    mails = found.proposal.mails if found else ()
    rows += [
        AgendaRow(id=mail.id, date=mail.ideal, name=seen.accounts.get(mail.account, ""), mail=mail)
        for mail in mails
        if mail.delivered_by != "automation"
    ]
    return sorted(rows, key=lambda row: row.date)


def empty_lines(row: AgendaRow | None, names: Names, speech: Speech) -> list[TextLine]:
    """What stands in place of a call: the mail under the cursor, or how to fill the day."""
    if row is None or row.mail is None:
        return [line((speech.say("No call that day. n plans one, p proposes what is due."), "dim"))]
    mail, kind = row.mail, names.title("touch", row.mail.touch, speech)
    day = speech.weekday_day(mail.latest or row.date)
    told = speech.say("{touch}, to be written by {day}", touch=kind, day=day)
    return [line((row.name, "title"), (" · " + told, ""))]
