"""Group sessions as rows, lines and data: what stands where, who is a guest, what is to be done (P9)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import GroupSession, Guest
from cadence_tui.model.message import Message, Reason, message
from cadence_tui.model.text import fold, plain
from cadence_tui.practice.group_sessions import Candidate, Repeat, taken_places
from cadence_tui.practice.invitations import Draft
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.recurrence_words import recurrence_text
from cadence_tui.views.session_cards import guests_text
from cadence_tui.views.wording import worded_all
from cadence_tui.views.words import Words

Wait = Literal["", "invite", "remind", "attendance", "follow_up"]
"""What is to be done about a session or guest now."""
WAITS: Mapping[Wait, Message] = {
    "invite": message("session|to invite"),
    "remind": message("session|to remind"),
    "attendance": message("session|who came?"),
    "follow_up": message("session|follow up"),
}
REPEAT_WORDS: Mapping[Repeat, Message] = {
    "weekly": message("repeat|every week"),
    "monthly": message("repeat|every month, on the same weekday"),
    "quarterly": message("repeat|every quarter, on the same weekday"),
}
STATUS_MARKS: Mapping[str, tuple[str, str]] = {
    "planned": ("●", "good"),
    "held": ("✓", "dim"),
    "cancelled": ("✗", "dim"),
}
GUEST_MARKS: Mapping[str, tuple[str, str]] = {
    "chosen": ("○", ""),
    "invited": ("◇", "info"),
    "accepted": ("●", "good"),
    "declined": ("✗", "warn"),
    "attended": ("✓", "good"),
    "no_show": ("✗", "bad"),
}


class HeldBack(Struct, frozen=True, kw_only=True):
    """A guest who is not invited today: their account's name, from when on they could be, and why not now.

    `binding` is what a customer wished: no decision of ours goes over it.
    """

    guest: str
    name: str
    binding: bool
    next_eligible: date | None
    why: tuple[Reason, ...]


class GuestRow(Struct, frozen=True, kw_only=True):
    """A guest with the names behind the ids; `waits` says what is to be done about them today."""

    guest: Guest
    account: str
    contact: str
    email: str
    language: str
    owner: str
    waits: Wait

    @property
    def key(self) -> str:
        """The guest's key."""
        return self.guest.key


class SessionRow(Struct, frozen=True, kw_only=True):
    """A session with its guests by name, its host, and its hour by the host's clock."""

    session: GroupSession
    host: str
    zone: str
    pod: str
    guests: tuple[GuestRow, ...]
    waits: Wait

    @property
    def id(self) -> str:
        """The session's id."""
        return self.session.id

    @property
    def start(self) -> datetime:
        """By the host's clock."""
        return self.session.start.astimezone(ZoneInfo(self.zone))

    def count(self, *statuses: str) -> int:
        """Guests of some statuses."""
        return sum(row.guest.status in statuses for row in self.guests)

    def waiting(self, wait: Wait) -> int:
        """Guests about whom something is to be done."""
        return sum(row.waits == wait for row in self.guests)


def matching(rows: Sequence[SessionRow], typed: str, words: Words) -> list[SessionRow]:
    """The sessions in which every typed word is somewhere: title, kind, host, guests."""
    found = list(rows)
    for word in fold(typed).split():
        found = [row for row in found if word in _text_of(row, words)]
    return found


def _text_of(row: SessionRow, words: Words) -> str:
    form = words.word("session_form", row.session.form)
    names = (name for guest in row.guests for name in (guest.account, guest.contact))
    return fold(" ".join((row.session.title, form, row.host, *names)))


def when_line(row: SessionRow, words: Words) -> str:
    """`Tue 1 Dec 16:00`."""
    return f"{words.speech.weekday_day(row.start.date())} {words.speech.time(row.start)}"


def wait_text(row: SessionRow, words: Words) -> str:
    """What is to be done about a session, with how many guests it is about."""
    if not row.waits:
        return ""
    n = row.waiting(row.waits)
    told = words.speech.word(WAITS[row.waits])
    return f"{told} {n}" if n else told


def status_spans(row: SessionRow, words: Words) -> Spans:
    """Mark and word of a session's state."""
    mark, role = STATUS_MARKS[row.session.status]
    return [(mark, role), (" " + words.word("session_status", row.session.status), "")]


def guest_spans(row: GuestRow, words: Words) -> Spans:
    """Mark and word of a guest's state."""
    mark, role = GUEST_MARKS[row.guest.status]
    return [(mark, role), (" " + words.word("guest_status", row.guest.status), "")]


def session_lines(row: SessionRow, words: Words) -> list[TextLine]:
    """A session whole: what, when, where, about what, who comes, what is to be done."""
    speech, session = words.speech, row.session
    say = speech.say
    lines = [
        line((plain(session.title), "title")),
        line((words.word("session_form", session.form), ""), (" · ", "dim"), *status_spans(row, words)),
        line((when_line(row, words), "strong"), (f" · {say('{n} min', n=session.minutes)}", "")),
        line((say("host: {name}", name=row.host), ""), (f" · {_work(session, words)}", "dim")),
        line((say("language: {name}", name=words.word("language", session.language)), "dim")),
    ]
    if session.repeats:
        lines.append(line((say("comes again: {when}", when=recurrence_text(session.repeats, words)), "dim")))
    if session.where:
        lines.append(line((plain(session.where), "accent")))
    if session.topics:
        lines += [BLANK, *(line((text, "")) for text in plain(session.topics, lines=True).splitlines())]
    lines += [BLANK, heading(guests_text(session, speech))]
    for status in GUEST_MARKS:
        if n := row.count(status):
            mark, role = GUEST_MARKS[status]
            lines.append(line((mark, role), (f" {words.word('guest_status', status)}: {n}", ""), indent=2))
    if row.waits:
        lines += [BLANK, line(("▸ ", "accent"), (wait_text(row, words), "accent"))]
    return lines


def guest_lines(row: GuestRow, words: Words) -> list[TextLine]:
    """A guest whole: who, how they are written to, what was written when."""
    say, guest = words.speech.say, row.guest
    lines = [
        line((plain(row.contact or row.account), "title")),
        line((plain(row.account), ""), (f" · {plain(row.owner)}", "dim")),
        line(*guest_spans(row, words)),
        line((plain(row.email) or say("no mail address"), "" if row.email else "warn")),
        line((say("language: {name}", name=words.word("language", row.language)), "dim")),
    ]
    if guest.invited_at:
        lines.append(line((say("invited {when}", when=_instant(guest.invited_at, words)), "dim")))
    if guest.reminded_at:
        lines.append(line((say("reminded {when}", when=_instant(guest.reminded_at, words)), "dim")))
    if row.waits:
        lines += [BLANK, line(("▸ ", "accent"), (words.speech.word(WAITS[row.waits]), "accent"))]
    return lines


def draft_lines(drafts: Sequence[Draft], words: Words) -> list[TextLine]:
    """Mails as they would be sent, one after another."""
    say = words.speech.say
    lines: list[TextLine] = []
    for each in drafts:
        to = each.email or say("no mail address")
        lines += [
            heading(f"{plain(each.name or each.account)} · {plain(to)}"),
            line((plain(each.subject), "strong")),
            BLANK,
            *(line((text, "")) for text in plain(each.body, lines=True).splitlines()),
            BLANK,
        ]
    return lines


def held_back_lines(held_back: Sequence[HeldBack], words: Words) -> list[TextLine]:
    """Who is not invited today, why, and from when on they could be."""
    lines: list[TextLine] = []
    for each in held_back:
        since = day_text(each.next_eligible, words)
        told = " · ".join(part for part in (worded_all(each.why, words), since) if part)
        role = "bad" if each.binding else "warn"
        lines.append(line((plain(each.name or "–"), "strong"), (f" · {told}", role), indent=2))
    return lines


def candidate_name(candidate: Candidate) -> str:
    """The account, and who of it."""
    name = plain(candidate.record.account.name)
    return f"{name} · {plain(candidate.contact.name)}" if candidate.contact else name


def drafts_text(drafts: Sequence[Draft]) -> str:
    """Mails as one text to copy."""
    return "\n".join(
        "\n".join((plain(each.email or each.account), plain(each.subject), "", plain(each.body, lines=True)))
        for each in drafts
    )


def row_text(row: SessionRow, words: Words) -> str:
    """A session on one line, to copy."""
    parts = (row.session.title, when_line(row, words), row.host, row.session.where)
    return " · ".join(plain(part) for part in parts if part)


def session_data(row: SessionRow) -> dict[str, Any]:
    """A session for programs."""
    session = row.session
    return {
        "id": session.id,
        "rev": session.rev,
        "title": session.title,
        "form": session.form,
        "owner": session.owner,
        "start": row.start,
        "minutes": session.minutes,
        "load_minutes": session.minutes + session.work_minutes,
        "places": session.places,
        "taken": taken_places(session),
        "language": session.language,
        "where": session.where,
        "topics": session.topics,
        "status": session.status,
        "series": session.series,
        "repeats": session.repeats,
        "waits": row.waits,
        "guests": [guest_data(each) for each in row.guests],
    }


def guest_data(row: GuestRow) -> dict[str, Any]:
    """A guest for programs."""
    return {
        "key": row.key,
        "account": row.guest.account,
        "account_name": row.account,
        "contact": row.guest.contact,
        "name": row.contact,
        "email": row.email,
        "language": row.language,
        "status": row.guest.status,
        "invited_at": row.guest.invited_at,
        "reminded_at": row.guest.reminded_at,
        "waits": row.waits,
    }


def draft_data(each: Draft) -> dict[str, Any]:
    """A mail for programs."""
    return {
        "guest": each.guest,
        "letter": each.letter,
        "account": each.account,
        "name": each.name,
        "email": each.email,
        "language": each.language,
        "subject": each.subject,
        "body": each.body,
    }


def left_out_texts(left_out: Sequence[tuple[datetime, Message]], words: Words) -> list[str]:
    """The dates of a series that are none, and why."""
    speech = words.speech
    return [
        speech.say("left out: {day}, {why}", day=speech.weekday_day(start.date()), why=why)
        for start, why in left_out
    ]


def day_text(day: date | None, words: Words) -> str:
    """A day from which on something is possible; nothing where none is known."""
    return words.speech.say("from {day} on", day=words.speech.weekday_day(day)) if day else ""


def _work(session: GroupSession, words: Words) -> str:
    return words.speech.say("and {n} min of work around it", n=session.work_minutes)


def _instant(at: datetime, words: Words) -> str:
    there = at.astimezone(ZoneInfo(words.zone))
    return f"{words.speech.weekday_day(there.date())} {words.speech.time(there)}"
