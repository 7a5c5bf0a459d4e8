"""`cadence session`: group sessions planned, guests chosen and written to, attendance taken down (P9)."""

from collections.abc import Sequence
from pathlib import Path

from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.request import Request
from cadence_tui.cli.session_shown import (
    chosen_data,
    chosen_lines,
    guest_table_lines,
    held_data,
    table_lines,
    written_lines,
)
from cadence_tui.cli.types import OneOf, WholeNumber
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents import GroupSession, Person
from cadence_tui.model.documents.account import Language
from cadence_tui.model.documents.calendar import GROUP_KINDS, GroupKind
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.model.rules.sessions import LETTERS, Letter
from cadence_tui.practice.group_sessions import REPEATS, Repeat
from cadence_tui.views.group_sessions import (
    draft_data,
    left_out_texts,
    matching,
    session_data,
    session_lines,
)
from cadence_tui.views.portfolio_list import SCOPES, Scope
from cadence_tui.workspace import group_sessions as acts
from cadence_tui.workspace import session_attendance, session_guests, session_letters
from cadence_tui.workspace.session import Workspace, last_done
from cadence_tui.workspace.session_letters import Written
from cadence_tui.workspace.session_reading import read_sessions, reminders_today, rows_of
from cadence_tui.workspace.typed_moment import typed_moment

_ID = message("Id, or a part of the title: the next one is meant")
_GUEST = message("Account, contact or key, by a part of the name; without: all who are meant")
_OUT = message("Writes the mails, one calendar file and the list of guests into this folder")
_MOST = 10_000


@group("session")
def session(request: Request) -> None:
    """Group sessions."""


@below(session, "list", message("The sessions to come, and what is to be done about each"))
@argument("words", says=message("Parts of titles, hosts and guests"), nargs=-1, metavar="[FILTER]...")
@option("--past", says=message("Those that are over as well"), is_flag=True)
def list_(request: Request, words: Sequence[str], past: bool) -> None:
    """A line for each."""
    rows = matching(read_sessions(request.workspace, past=past), " ".join(words), request.words)
    request.answer([session_data(row) for row in rows], lambda: table_lines(rows, request.words))


@below(session, "show", message("One session with its guests"))
@argument("id", says=_ID)
def show(request: Request, id: str) -> None:
    """One session whole."""
    ws, words = request.workspace, request.words
    row = rows_of(ws, [acts.session_called(ws, id)])[0]
    request.answer(
        session_data(row), lambda: [*text_lines(session_lines(row, words)), *guest_table_lines(row, words)]
    )


@below(session, "add", message("Plan one, or a series"), writes=True)
@argument("title", says=message("What it is called"))
@option("--on", "day", says=message("The day, as people say it"), required=True, metavar="DAY")
@option("--at", "hour", says=message("The hour by the host's clock"), required=True, metavar="HH:MM")
@option("--form", says=message("Which kind"), type=OneOf(GROUP_KINDS), default="office_hours")
@option("--host", says=message("Whose it is (else: yours)"), metavar="PERSON")
@option("--minutes", says=message("How long it takes"), type=WholeNumber(1, 600))
@option("--work", says=message("Minutes of work around it"), type=WholeNumber(0, 6000))
@option("--places", says=message("The most guests; 0 for no limit"), type=WholeNumber(0, _MOST))
@option("--language", says=message("In which it is held (else: the host's)"), type=OneOf(LANGUAGES))
@option("--where", says=message("A room or a link"), default="", metavar="TEXT")
@option("--topics", says=message("What it is about"), default="", metavar="TEXT")
@option("--repeat", says=message("How it comes again"), type=OneOf(REPEATS))
def add(
    request: Request,
    title: str,
    day: str,
    hour: str,
    form: GroupKind,
    host: str | None,
    minutes: int | None,
    work: int | None,
    places: int | None,
    language: Language | None,
    where: str,
    topics: str,
    repeat: Repeat | None,
) -> None:
    """A new session."""
    ws = request.workspace
    person = ws.records.person(host) if host else ws.actor
    planned = acts.add_session(
        ws,
        title,
        typed_moment(ws, day, hour, person, request.speech.language),
        form=form,
        owner=person.id,
        minutes=minutes,
        work_minutes=work,
        places=places,
        language=language,
        where=where,
        topics=topics,
        repeat=repeat,
    )
    rows = rows_of(ws, planned.sessions)
    data = {
        "sessions": [session_data(row) for row in rows],
        "left_out": [{"start": start, "why": request.speech.word(why)} for start, why in planned.left_out],
    }
    told = last_done(ws)
    request.answer(
        data, lambda: [request.speech.word(told), *left_out_texts(planned.left_out, request.words)]
    )


@below(session, "edit", message("Change what is named"), writes=True)
@argument("id", says=_ID)
@option("--title", says=message("What it is called"), metavar="TEXT")
@option("--on", "day", says=message("The day, as people say it"), metavar="DAY")
@option("--at", "hour", says=message("The hour by the host's clock"), metavar="HH:MM")
@option("--minutes", says=message("How long it takes"), type=WholeNumber(1, 600))
@option("--work", says=message("Minutes of work around it"), type=WholeNumber(0, 6000))
@option("--places", says=message("The most guests; 0 for no limit"), type=WholeNumber(0, _MOST))
@option("--language", says=message("In which it is held (else: the host's)"), type=OneOf(LANGUAGES))
@option("--where", says=message("A room or a link"), metavar="TEXT")
@option("--topics", says=message("What it is about"), metavar="TEXT")
def edit(
    request: Request,
    id: str,
    title: str | None,
    day: str | None,
    hour: str | None,
    minutes: int | None,
    work: int | None,
    places: int | None,
    language: Language | None,
    where: str | None,
    topics: str | None,
) -> None:
    """Another hour, length or place."""
    ws = request.workspace
    was = acts.session_called(ws, id)
    start = None
    if day or hour:
        host = ws.records.get(Person, was.owner)
        there = rows_of(ws, [was])[0].start
        start = typed_moment(
            ws, day or there.date().isoformat(), hour or f"{there:%H:%M}", host, request.speech.language
        )
    changed = acts.edit_session(
        ws,
        was.id,
        title=title,
        start=start,
        minutes=minutes,
        work_minutes=work,
        places=places,
        language=language,
        where=where,
        topics=topics,
    )
    _told(request, changed)


@below(session, "cancel", message("Call it off"), writes=True)
@argument("id", says=_ID)
@option("--following", says=message("Those of its series after it as well"), is_flag=True)
def cancel(request: Request, id: str, following: bool) -> None:
    """Called off."""
    ws = request.workspace
    _told_all(request, acts.cancel_session(ws, acts.session_called(ws, id).id, following=following))


@below(session, "extend", message("Make the sessions of series that are still missing"), writes=True)
def extend(request: Request) -> None:
    """The next dates of series."""
    ws = request.workspace
    made = acts.extend_series(ws)
    rows = rows_of(ws, made)
    told = last_done(ws) if made else message("All sessions of the series are made")
    request.done([session_data(row) for row in rows], told)


@below(session, "choose", message("Put guests on the list, within their wishes"), writes=True)
@argument("id", says=_ID)
@argument(
    "words",
    says=message("Which accounts, such as {example}", example="segment:smb health:green language:es"),
    nargs=-1,
    metavar="[FILTER]...",
)
@option("--scope", says=message("Whose accounts"), type=OneOf(SCOPES), default="mine")
@option("--account", says=message("One account, by id or name"), metavar="ACCOUNT")
@option("--contact", "contacts", says=message("With --account: these people"), multiple=True, metavar="NAME")
@option("--everybody", says=message("All contacts, not only who is spoken to"), is_flag=True)
@option("--following", says=message("Also for the sessions of its series after it"), is_flag=True)
@option("--dry-run", says=message("Only tell what would happen"), is_flag=True)
def choose(
    request: Request,
    id: str,
    words: Sequence[str],
    scope: Scope,
    account: str | None,
    contacts: Sequence[str],
    everybody: bool,
    following: bool,
    dry_run: bool,
) -> None:
    """Guests by filter, or one by one."""
    ws = request.workspace
    if contacts and not account:
        raise WrongUsage(message("--contact goes with --account"))
    if account and words:
        raise WrongUsage(message("Either a filter or --account"))
    was = acts.session_called(ws, id)
    if account:
        account_id = ws.records.account(account).id
        found = session_guests.candidates_named(ws, account_id, contacts, everybody=everybody)
    else:
        found = session_guests.candidates_matching(ws, " ".join(words), scope, everybody=everybody)
    if dry_run:
        chosen = session_guests.preview_guests(ws, was.id, found)
    else:
        chosen = session_guests.add_guests(ws, was.id, found, following=following)
    request.answer(chosen_data(chosen, request.words), lambda: chosen_lines(chosen, found, request.words))


@below(session, "drop", message("Take guests off the list"), writes=True)
@argument("id", says=_ID)
@argument("guests", says=_GUEST, nargs=-1, required=True, metavar="GUEST...")
def drop(request: Request, id: str, guests: Sequence[str]) -> None:
    """Guests taken off."""
    ws, was, keys = _guests_meant(request, id, guests)
    _told(request, session_guests.drop_guests(ws, was.id, keys))


@below(session, "guests", message("The guests as CSV"))
@argument("id", says=_ID)
def guests(request: Request, id: str) -> None:
    """A table for other programs."""
    ws = request.workspace
    found = acts.session_called(ws, id)
    row = rows_of(ws, [found])[0]
    request.answer(session_data(row)["guests"], lambda: session_letters.guest_table(ws, found).splitlines())


@below(session, "invite", message("Mark guests as invited, and draft what they are sent"), writes=True)
@argument("id", says=_ID)
@argument("guests", says=_GUEST, nargs=-1, metavar="[GUEST]...")
@option("--over-budget", says=message("Also whom the contact budget holds back today"), is_flag=True)
@option("--dry-run", says=message("Only tell what would happen"), is_flag=True)
@option("--out", says=_OUT, metavar="FOLDER")
@option("--force", says=message("Write over files that are there"), is_flag=True)
def invite(
    request: Request,
    id: str,
    guests: Sequence[str],
    over_budget: bool,
    dry_run: bool,
    out: str | None,
    force: bool,
) -> None:
    """Invitations."""
    ws, was, keys = _guests_meant(request, id, guests)
    act = session_letters.preview_invitations if dry_run else session_letters.invite
    _require_folder(out, force)
    _written(request, act(ws, was.id, keys, over_budget=over_budget), out, force)


@below(session, "remind", message("Who is to be reminded today; with a session, remind them"), writes=True)
@argument("id", says=_ID, required=False)
@argument("guests", says=_GUEST, nargs=-1, metavar="[GUEST]...")
@option("--out", says=_OUT, metavar="FOLDER")
@option("--force", says=message("Write over files that are there"), is_flag=True)
def remind(request: Request, id: str | None, guests: Sequence[str], out: str | None, force: bool) -> None:
    """Reminders."""
    if id is None:
        rows = reminders_today(request.workspace)
        request.answer([session_data(row) for row in rows], lambda: table_lines(rows, request.words))
        return
    ws, was, keys = _guests_meant(request, id, guests)
    _require_folder(out, force)
    _written(request, session_letters.remind(ws, was.id, keys), out, force)


@below(session, "follow-up", message("Mark no-shows as written to, and draft the mails"), writes=True)
@argument("id", says=_ID)
@argument("guests", says=_GUEST, nargs=-1, metavar="[GUEST]...")
@option("--out", says=_OUT, metavar="FOLDER")
@option("--force", says=message("Write over files that are there"), is_flag=True)
def follow_up(request: Request, id: str, guests: Sequence[str], out: str | None, force: bool) -> None:
    """Mails to who did not come."""
    ws, was, keys = _guests_meant(request, id, guests)
    _require_folder(out, force)
    _written(request, session_letters.follow_up(ws, was.id, keys), out, force)


@below(session, "draft", message("The mails of one kind as they would be now; nothing is marked"))
@argument("id", says=_ID)
@argument("letter", says=message("Which mail"), type=OneOf(LETTERS), metavar="LETTER")
@argument("guests", says=_GUEST, nargs=-1, metavar="[GUEST]...")
@option("--out", says=_OUT, metavar="FOLDER")
@option("--force", says=message("Write over files that are there"), is_flag=True)
def draft(
    request: Request, id: str, letter: Letter, guests: Sequence[str], out: str | None, force: bool
) -> None:
    """Any mail."""
    ws, was, keys = _guests_meant(request, id, guests)
    _written(request, session_letters.letters(ws, was.id, letter, keys), out, force)


@below(session, "answer", message("What guests said"), writes=True)
@argument("id", says=_ID)
@argument(
    "given", says=message("The answer"), type=OneOf(("accepted", "declined", "invited")), metavar="ANSWER"
)
@argument("guests", says=_GUEST, nargs=-1, required=True, metavar="GUEST...")
def answer(request: Request, id: str, given: session_guests.Answer, guests: Sequence[str]) -> None:
    """Accepted or declined."""
    ws, was, keys = _guests_meant(request, id, guests)
    _told(request, session_guests.answer(ws, was.id, keys, given))


@below(session, "attend", message("Who came, and who did not"), writes=True)
@argument("id", says=_ID)
@argument("guests", says=_GUEST, nargs=-1, metavar="[GUEST]...")
@option("--no-show", says=message("These did not come"), is_flag=True)
@option("--all", "every", says=message("All who had accepted came"), is_flag=True)
@option("--close", says=message("Who had accepted and is not marked did not come"), is_flag=True)
def attend(request: Request, id: str, guests: Sequence[str], no_show: bool, every: bool, close: bool) -> None:
    """Attendance."""
    if bool(guests) + every + close != 1 or (no_show and not guests):
        raise WrongUsage(message("Name guests, or say --all or --close"))
    ws, was, keys = _guests_meant(request, id, guests)
    if close:
        done = session_attendance.close_attendance(ws, was.id)
    elif no_show:
        done = session_attendance.missed(ws, was.id, keys)
    else:
        accepted = [guest.key for guest in was.guests if guest.status == "accepted"]
        done = session_attendance.came(ws, was.id, accepted if every else keys)
    _told(request, done)


def _guests_meant(
    request: Request, id: str, guests: Sequence[str]
) -> tuple[Workspace, GroupSession, list[str]]:
    ws = request.workspace
    was = acts.session_called(ws, id)
    return ws, was, session_guests.guests_called(ws, was, guests)


def _told(request: Request, changed: GroupSession) -> None:
    """The session as it is now, in the words of the log."""
    row = rows_of(request.workspace, [changed])[0]
    request.done(session_data(row), last_done(request.workspace))


def _told_all(request: Request, changed: Sequence[GroupSession]) -> None:
    rows = rows_of(request.workspace, changed)
    request.done([session_data(row) for row in rows], last_done(request.workspace))


def _require_folder(out: str | None, force: bool) -> None:
    """Nobody is marked as written to when the mails cannot be written."""
    if out:
        session_letters.require_folder(Path(out), replace_files=force)


def _written(request: Request, written: Written, out: str | None, force: bool) -> None:
    ws, words = request.workspace, request.words
    files: list[str] = []
    if out:
        paths = session_letters.write_files(ws, written, Path(out), replace_files=force)
        files = [str(path) for path in paths]
    data = {
        "session": written.session.id,
        "drafts": [draft_data(each) for each in written.drafts],
        "held_back": [held_data(each, words) for each in written.held_back],
        "files": files,
    }
    request.answer(data, lambda: written_lines(written, files, words))
