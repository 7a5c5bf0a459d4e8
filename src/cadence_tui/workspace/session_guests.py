"""The guests of a group session: found by filter or name, chosen within wishes; their answers (P9)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.documents import Account, Contact, GroupSession, Guest, Person
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.message import Message, message
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.text import fold
from cadence_tui.practice.group_sessions import (
    Candidate,
    Chosen,
    Terms,
    choose,
    free_places,
    with_guests,
)
from cadence_tui.practice.wishes import spoken_to
from cadence_tui.views.portfolio_list import Matcher, Scope, in_scope
from cadence_tui.views.vocabulary import VOCABULARY
from cadence_tui.workspace.group_sessions import (
    accounts_of,
    called,
    following_sessions,
    open_session,
)
from cadence_tui.workspace.ledger import reaches
from cadence_tui.workspace.portfolio import portfolio_book
from cadence_tui.workspace.public_holidays import days_off
from cadence_tui.workspace.session import Workspace

Answer = Literal["accepted", "declined", "invited"]
LANGUAGE = message("filter word|language")


def candidates_matching(
    ws: Workspace, typed: str, scope: Scope = "all", *, everybody: bool = False
) -> list[Candidate]:
    """Whom a filter of the portfolio finds, with `language:es` besides: of each account who is spoken to,
    with `everybody` all its contacts.
    """
    book = portfolio_book(ws)
    words, languages = _split(typed)
    rows = in_scope(book.rows, scope, person=ws.actor.id, pods=book.pods)
    found = {row.id for row in Matcher(book.names).matching(rows, words) if row.churned is None}
    accounts = [account for account in ws.records.accounts() if account.id in found]
    several = [
        candidate
        for record in _records(ws, sorted(accounts, key=lambda account: fold(account.name)))
        for candidate in _of_record(ws, record, everybody=everybody)
    ]
    return [each for each in several if not languages or fold(language_of(each)) in languages]


def candidates_named(
    ws: Workspace, account_id: str, contacts: Sequence[str] = (), *, everybody: bool = False
) -> list[Candidate]:
    """Of one account some contacts by id or name, all of them with `everybody`, else who is spoken to.

    Raises NotFound.
    """
    record = next(iter(_records(ws, [ws.records.get(Account, account_id)])))
    if not contacts:
        return _of_record(ws, record, everybody=everybody)
    return [_candidate(ws, record, _contact_called(record, text)) for text in contacts]


def language_of(candidate: Candidate) -> str:
    """The language that somebody is spoken to in."""
    contact = candidate.contact
    return (contact.language if contact else None) or candidate.record.account.language


def terms_of(ws: Workspace, host: Person) -> Terms:
    """What wishes are held against today."""
    return Terms(model=ws.rules.touch_model, rules=ws.rules.sessions, zone=host.timezone, today=ws.today())


def preview_guests(ws: Workspace, session_id: str, candidates: Iterable[Candidate]) -> Chosen:
    """Who of them would come in, and who is left out why; nothing is written."""
    session = ws.records.get(GroupSession, session_id)
    return choose(session, candidates, terms_of(ws, ws.records.get(Person, session.owner)))


def add_guests(
    ws: Workspace, session_id: str, candidates: Sequence[Candidate], *, following: bool = False
) -> Chosen:
    """Puts those on the list who may come. Accounts of others may be among them: the log names their owners.

    With `following` also on the lists of the sessions of its series that come after it, each as its day and
    places allow; answered is what became of the first. Raises NotPermitted, Refused for a session that is
    over, and where nobody may come in.
    """
    was, host = open_session(ws, session_id, None)
    chosen = choose(was, candidates, terms_of(ws, host))
    if not chosen.guests:
        raise Refused(message("Nobody of them can be a guest; left out: {n}", n=len(chosen.left_out)))
    edits = [(was, _joined_by(was, chosen))]
    if following:
        later = [each for each in following_sessions(ws, was) if each.id != was.id]
        edits += [(each, _joined_by(each, choose(each, candidates, terms_of(ws, host)))) for each in later]
    ws.commit(_told_added(ws, was, host, chosen), edits=edits)
    return chosen


def _joined_by(session: GroupSession, chosen: Chosen) -> GroupSession:
    return replace(session, guests=(*session.guests, *chosen.guests))


def drop_guests(ws: Workspace, session_id: str, keys: Collection[str]) -> GroupSession:
    """Takes guests off the list. Raises NotFound for a key that is none, Refused once the session is over."""
    was, host = open_session(ws, session_id, None)
    gone = guests_of(was, keys)
    new = replace(was, guests=tuple(guest for guest in was.guests if guest not in gone))
    told = message("Guests taken off {what}: {n}", what=called(was, host), n=len(gone))
    ws.commit(told, edits=[(was, new)])
    return ws.records.get(GroupSession, was.id)


def answer(ws: Workspace, session_id: str, keys: Collection[str], given: Answer) -> GroupSession:
    """What guests said: they come, they do not, or (`invited`) nothing after all.

    Raises NotFound for a key that is none; Refused for guests without an invitation, without a free place,
    and for a session that is over.
    """
    was, host = open_session(ws, session_id, None)
    guests = guests_of(was, keys)
    if any(guest.status == "chosen" for guest in guests):
        raise Refused(message("Who has no invitation yet cannot answer one"))
    new = with_guests(was, {guest.key: replace(guest, status=given) for guest in guests})
    free = free_places(was)
    back = sum(guest.status == "declined" for guest in guests) if given != "declined" else 0
    if free is not None and back > free:
        raise Refused(message("There are no places left: {places} are taken", places=was.places))
    ws.commit(_told_answer(given, called(was, host), len(guests)), edits=[(was, new)])
    return ws.records.get(GroupSession, was.id)


def guests_of(session: GroupSession, keys: Collection[str]) -> list[Guest]:
    """The guests of some keys, in their order. Raises NotFound for one that is none, Refused without keys."""
    found = [guest for guest in session.guests if guest.key in keys]
    if len(found) < len(set(keys)):
        raise NotFound(message("That guest is not on the list of {title}", title=session.title))
    if not found:
        raise Refused(message("Choose a guest first"))
    return found


def guests_called(ws: Workspace, session: GroupSession, texts: Iterable[str]) -> list[str]:
    """The keys of the guests that texts mean: key, account or contact by id or part of the name.

    An account means all its guests. Raises NotFound.
    """
    accounts = accounts_of(ws, session.guests)
    contacts = contacts_of(ws, session.guests)
    names = {
        guest.key: [
            fold(name)
            for name in (
                accounts[guest.account].name if guest.account in accounts else "",
                contacts[guest.contact].name if guest.contact in contacts else "",
            )
            if name
        ]
        for guest in session.guests
    }
    found: list[str] = []
    for text in texts:
        wanted = fold(text)
        exact = [
            guest.key
            for guest in session.guests
            if text in (guest.key, guest.account, guest.contact) or wanted in names[guest.key]
        ]
        meant = exact or [key for key, known in names.items() if any(wanted in name for name in known)]
        if not meant:
            raise NotFound(message("That guest is not on the list of {title}", title=session.title))
        found += meant
    return list(dict.fromkeys(found))


def contacts_of(ws: Workspace, guests: Iterable[Guest]) -> dict[str, Contact]:
    """The contacts among some guests that are still there, by id."""
    wanted: Mapping[str, str] = {guest.contact: guest.account for guest in guests if guest.contact}
    return {
        contact.id: contact
        for account in sorted(set(wanted.values()))
        for contact in ws.records.of_account(Contact, account)
        if contact.id in wanted
    }


def candidate_of(ws: Workspace, guest: Guest) -> Candidate | None:
    """A guest with their account as it is now; None when the account or the contact is gone."""
    account = accounts_of(ws, [guest]).get(guest.account)
    if account is None:
        return None
    record = next(iter(_records(ws, [account])))
    contact = next((each for each in record.contacts if each.id == guest.contact), None)
    if guest.contact and contact is None:
        return None
    return _candidate(ws, record, contact)


def _split(typed: str) -> tuple[str, set[str]]:
    """The filter without its `language:` words, and the languages that they name."""
    tokens = {"language"} | {fold(speech(language).word(LANGUAGE)) for language in LANGUAGES}
    rest: list[str] = []
    languages: set[str] = set()
    for word in typed.split():
        token, _, wanted = fold(word).partition(":")
        if token in tokens and wanted:
            languages |= _languages(wanted)
        else:
            rest.append(word)
    return " ".join(rest), languages


def _languages(wanted: str) -> set[str]:
    """The languages whose code or name, in any of them, begins so; what is unknown finds nobody."""
    names = VOCABULARY["language"]
    found = {
        fold(code)
        for code in LANGUAGES
        if fold(code).startswith(wanted)
        or any(fold(speech(reader).word(names[code])).startswith(wanted) for reader in LANGUAGES)
    }
    return found or {wanted}


def _records(ws: Workspace, accounts: Sequence[Account]) -> list[AccountRecord]:
    """Accounts with their contacts: what wishes are read from."""
    return [
        AccountRecord(account=account, contacts=ws.records.of_account(Contact, account.id))
        for account in accounts
    ]


def _of_record(ws: Workspace, record: AccountRecord, *, everybody: bool) -> list[Candidate]:
    here = [each for each in record.contacts if not (each.left and each.left <= ws.today())]
    if everybody and here:
        return [_candidate(ws, record, contact) for contact in here]
    return [_candidate(ws, record, spoken_to(record.contacts, ws.today()) or next(iter(here), None))]


def _candidate(ws: Workspace, record: AccountRecord, contact: Contact | None) -> Candidate:
    return Candidate(record, contact, days_off(record.account.country, ws.today()))


def _contact_called(record: AccountRecord, text: str) -> Contact:
    wanted = fold(text)
    exact = [each for each in record.contacts if each.id == text or fold(each.name) == wanted]
    found = exact or [each for each in record.contacts if wanted in fold(each.name)]
    if not found:
        raise NotFound(
            message("Nobody at {account} is called {name}", account=record.account.name, name=text)
        )
    return found[0]


def _told_added(ws: Workspace, session: GroupSession, host: Person, chosen: Chosen) -> Message:
    accounts = accounts_of(ws, chosen.guests).values()
    others = {account.owner for account in accounts if not reaches(ws, account)}
    names = sorted(person.name for person in ws.records.people() if person.id in others)
    what, n = called(session, host), len(chosen.guests)
    if names:
        return message(
            "Guests of {what}: {n} more, also of {owners}", what=what, n=n, owners=", ".join(names)
        )
    return message("Guests of {what}: {n} more", what=what, n=n)


def _told_answer(given: Answer, what: Message, n: int) -> Message:
    if given == "accepted":
        return message("Accepted for {what}: {n}", what=what, n=n)
    if given == "declined":
        return message("Declined for {what}: {n}", what=what, n=n)
    return message("No answer after all for {what}: {n}", what=what, n=n)
