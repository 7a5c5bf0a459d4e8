"""Search across everything written, without regard to accents or case (C9)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from msgspec import Struct

from cadence_tui.model.documents import Account, Action, Call, Contact, Document, Survey, Ticket, Touchpoint
from cadence_tui.model.text import fold
from cadence_tui.workspace.session import Workspace

Written = tuple[str, date | None]
"""A text and its day."""
Wanted = re.Pattern[str]
"""A word, or the beginning of one."""


class Hit(Struct, frozen=True, kw_only=True):
    """A text that has every word: of which document, of which account (id), and when it was written."""

    kind: str
    id: str
    account: str
    text: str
    when: date | None


def search(ws: Workspace, text: str) -> list[Hit]:
    """Texts with all the words or beginnings of words, one for each document: accounts, then the newest."""
    words = [re.compile(rf"(?<!\w){re.escape(word)}") for word in fold(text).split()]
    if not words:
        return []
    names = {account.id: account.name for account in ws.records.accounts()}
    hits = [
        hit
        for shape, texts in _TEXTS
        for document in ws.records.every(shape)
        if (hit := _hit(document, texts(document), words, names)) is not None
    ]
    return sorted(hits, key=lambda hit: (hit.kind != "account", -(hit.when or date.min).toordinal(), hit.id))


def _hit(
    document: Document, texts: Iterable[Written], words: Sequence[Wanted], names: Mapping[str, str]
) -> Hit | None:
    kind = str(type(document).__struct_config__.tag)
    account = document.id if kind == "account" else str(getattr(document, "account", ""))
    found = next(((text, when) for text, when in texts if _has(text, words, names.get(account, ""))), None)
    if found is None:
        return None
    return Hit(kind=kind, id=document.id, account=account, text=found[0], when=found[1])


def _has(text: str, words: Sequence[Wanted], account: str) -> bool:
    """Whether the text has the words; all but one may stand in the account's name."""
    if not text:
        return False
    folded = fold(text)
    missing = [word for word in words if not word.search(folded)]
    return len(missing) < len(words) and all(word.search(fold(account)) for word in missing)


def _account_texts(account: Account) -> Iterator[Written]:
    for text in (account.name, account.external_id, account.goal, account.industry, " ".join(account.tags)):
        yield text, account.start


def _contact_texts(contact: Contact) -> Iterator[Written]:
    yield " · ".join(filter(None, (contact.name, contact.role, contact.email, contact.phone))), None


def _call_texts(call: Call) -> Iterator[Written]:
    when = _day(call.started)
    for entry in call.entries:
        yield entry.text, _day(entry.at)
    for text in (call.summary, *call.key_points, *call.concerns, *call.opportunities, call.draft, call.recap):
        yield text, when


def _action_texts(action: Action) -> Iterator[Written]:
    yield action.title, _day(action.created)
    for comment in action.comments:
        yield comment.text, _day(comment.at)
    for slip in action.slips:
        yield slip.why, _day(slip.at)
    for verdict in action.verdicts:
        yield verdict.why, _day(verdict.at)
    yield action.blocked_reason, _day(action.created)


def _touch_texts(touch: Touchpoint) -> Iterator[Written]:
    yield touch.purpose, touch.date


def _survey_texts(survey: Survey) -> Iterator[Written]:
    yield survey.comment, survey.date


def _ticket_texts(ticket: Ticket) -> Iterator[Written]:
    yield ticket.title, ticket.opened


def _day(instant: datetime | None) -> date | None:
    return instant.astimezone(UTC).date() if instant else None


_TEXTS: tuple[tuple[type[Document], Callable[[Any], Iterator[Written]]], ...] = (
    (Account, _account_texts),
    (Contact, _contact_texts),
    (Call, _call_texts),
    (Action, _action_texts),
    (Touchpoint, _touch_texts),
    (Survey, _survey_texts),
    (Ticket, _ticket_texts),
)
