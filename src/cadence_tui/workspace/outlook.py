"""What acts on risks, opportunities and hand-offs share: finding one, who may, keeping a change."""

from typing import TypeVar

from cadence_tui.model.documents import Account, Comment, Handoff, Opportunity, Risk
from cadence_tui.model.errors import BadInput, NotFound, Refused, Where
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import fold, plain
from cadence_tui.workspace.ledger import require_reach
from cadence_tui.workspace.records import kind_of
from cadence_tui.workspace.session import Workspace

D = TypeVar("D", Risk, Opportunity, Handoff)
_OVER = ("settled", "won", "lost", "done")


def of_reach(ws: Workspace, shape: type[D], doc_id: str, seen: D | None = None) -> tuple[D, Account]:
    """The document as it was seen, or as it is, and its account. Raises NotFound, NotPermitted, Conflict."""
    now = ws.records.editable(shape, doc_id)
    account = ws.records.editable(Account, now.account)
    require_reach(ws, account, "" if isinstance(now, Handoff) else now.owner)
    ws.expect([now])
    return seen or now, account


def called(ws: Workspace, shape: type[D], text: str) -> D:
    """The document of an id, or the one that is not over and has this in its words.

    Raises NotFound, and Refused for several.
    """
    kind = kind_of(shape)
    if ws.store.get(kind, text) is not None or ws.records.removal(kind, text) is not None:
        return ws.records.editable(shape, text)
    live = (each for each in ws.records.every(shape) if each.status not in _OVER)
    found = [each for each in live if fold(text) in fold(words_of(each))]
    if not found:
        raise NotFound(message("Nothing is called {name}", name=text))
    if len(found) > 1:
        candidates = ", ".join(words_of(each) for each in found[:5])
        raise Refused(message("{name} may mean several: {candidates}", name=text, candidates=candidates))
    return found[0]


def keep(ws: Workspace, told: Message, was: D, new: D) -> D:
    """Keeps a change. Raises Refused when there is none, Conflict."""
    if was == new:
        raise Refused(message("That changes nothing: {what}", what=words_of(was)))
    ws.commit(told, edits=[(was, new)])
    return ws.records.get(type(new), new.id)


def words_of(document: Risk | Opportunity | Handoff) -> str:
    """What a document is about, on one line."""
    return plain(document.what if isinstance(document, Handoff) else document.title)


def titled(text: str) -> str:
    """What was typed as a title. Raises BadInput when it says nothing."""
    title = plain(text).strip()
    if not title:
        expected = message("a few words")
        where = [Where(field="title", found=text, expected=expected)]
        raise BadInput(message("A title is needed"), where)
    return title


def person_called(ws: Workspace, text: str) -> str:
    """The id of the colleague who is meant; empty for nobody. Raises NotFound, Refused."""
    if not text.strip():
        return ""
    person = ws.records.person(text)
    if person.gone is not None:
        raise Refused(message("{name} has left the team", name=person.name))
    return person.id


def remarks(ws: Workspace, comments: tuple[Comment, ...], text: str) -> tuple[Comment, ...]:
    """The remarks with another one of the actor's, if it says anything."""
    typed = plain(text).strip()
    return (*comments, Comment(by=ws.actor.id, at=ws.now(), text=typed)) if typed else comments
