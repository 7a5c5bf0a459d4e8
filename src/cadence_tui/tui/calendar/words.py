"""The lines around the calendar: whose and when, what waits, the head of the load picture, the empty day."""

from datetime import date

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Person
from cadence_tui.tui.calendar.reading import Glance, Outlook
from cadence_tui.tui.calendar.tables import AgendaRow
from cadence_tui.tui.spans import Line
from cadence_tui.views.calendar_lines import minutes_text, peak_text, zone_city
from cadence_tui.views.lines import TextLine, line
from cadence_tui.views.names import Names
from cadence_tui.views.proposal_lines import counts_text


def where_line(seen: Glance, monday: date, reader: Person, speech: Speech) -> Line:
    """Whose week, which, how full; the zone of its hours when it is not the reader's."""
    week = seen.calendar.week(monday)
    other_year = monday.year != seen.calendar.book.today.year
    told: Line = [
        (f"{seen.owner.name} · ", ""),
        (speech.say("week of {day}", day=speech.day(monday, year=other_year)), "strong"),
        (f" · {minutes_text(week.load, week.capacity, speech)}", ""),
    ]
    if seen.owner.timezone != reader.timezone:
        told.append((" · " + speech.say("hours of {city}", city=zone_city(seen.owner.timezone)), "dim"))
    return told


def plan_line(seen: Glance, found: Outlook, speech: Speech) -> Line:
    """Whose plan, and how much it changes."""
    return [(f"{seen.owner.name} · ", ""), (counts_text(found.proposal, speech), "strong")]


def waiting_line(found: Outlook, speech: Speech) -> Line:
    """What is due and not planned yet, and what has no room."""
    new = sum(call.change == "new" for call in found.proposal.calls)
    told: Line = []
    if new:
        told.append((speech.plural("{n} to plan", "{n} to plan", new), "warn"))
    if found.proposal.shed:
        short = speech.say("{n} without room", n=len(found.proposal.shed))
        told += [(" · " if told else "", "dim"), (short, "bad")]
    return told


def load_head(found: Outlook | None, weeks: int, speech: Speech, *, plan: bool, narrow: bool) -> Line:
    """The peak and the bound, of the plan or of what is agreed."""
    told: Line = []
    if not narrow:
        told.append((speech.plural("Load, {n} week", "Load, {n} weeks", weeks) + "  ", "accent"))
    if found is None:
        return told
    if plan:
        told.append((speech.say("proposed") + ": ", "strong"))
    owner = found.proposal.owners[0] if plan else found.agreed
    return [*told, (peak_text(owner, speech), "")]


def agenda_rows(seen: Glance, found: Outlook | None) -> list[AgendaRow]:
    """Calls to come and the mails that somebody has to write, by day."""
    coming = seen.calendar.coming()
    rows = [AgendaRow(id=card.id, date=card.date, name=card.name, card=card) for card in coming]
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
    kind, day = names.title("touch", row.mail.touch, speech), speech.weekday_day(row.mail.latest)
    told = speech.say("{touch}, to be written by {day}", touch=kind, day=day)
    return [line((row.name, "title"), (" · " + told, ""))]
