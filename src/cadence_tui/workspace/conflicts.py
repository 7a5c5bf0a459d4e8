"""Conflicts told anew; that of an act that insists on a revision: who changed what since, and when."""

from datetime import datetime
from zoneinfo import ZoneInfo

from cadence_tui.model.errors import Conflict
from cadence_tui.model.message import Message, message
from cadence_tui.store.protocol import Store


def conflict_like(error: Conflict, text: Message, *, who: str = "") -> Conflict:
    """A conflict over the same in another sentence; nothing is to be saved of it."""
    return Conflict(
        text,
        kind=error.kind,
        id=error.id,
        who=who or error.who,
        at=error.at,
        fields=error.fields,
        theirs=error.theirs,
        mine=error.mine,
    )


def other_revision(store: Store, kind: str, doc_id: str, *, seen: int, wanted: int, zone: str) -> Conflict:
    """The conflict of an act that saw another revision of a document than it was to be done on."""
    since = min(seen, wanted)
    later = [
        (commit, applied)
        for commit in store.history(kind, doc_id)
        for applied in commit.changes
        if (applied.kind, applied.id) == (kind, doc_id) and applied.rev > since
    ]
    fields = sorted({name for _, applied in later for name in (*applied.set, *applied.unset)})
    there = store.get(kind, doc_id) or {}
    who, at = (later[-1][0].who, later[-1][0].at) if later else ("", "")
    if later:
        when = datetime.fromisoformat(at).astimezone(ZoneInfo(zone))
        text = message("{who} changed it on {when}: {fields}", who=who, when=when, fields=", ".join(fields))
    else:
        text = message("The document is at revision {seen}, not {wanted}", seen=str(seen), wanted=str(wanted))
    theirs = {name: there[name] for name in fields if name in there}
    return Conflict(text, kind=kind, id=doc_id, who=who, at=at, fields=fields, theirs=theirs, mine={})
