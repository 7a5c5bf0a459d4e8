"""What a sync of to-dos did, as lines and as JSON."""

from collections.abc import Collection, Iterator
from typing import Any

from cadence_tui.cli.request import Request
from cadence_tui.locale import Speech
from cadence_tui.model.documents import Action
from cadence_tui.workspace.todo_sync import SyncedTodos


def todos_data(synced: SyncedTodos, speech: Speech) -> dict[str, Any]:
    """The JSON of a sync of to-dos."""
    data = {name: getattr(synced, name) for name in synced.__struct_fields__}
    data["refused"] = [speech.word(each) for each in synced.refused]
    data["unreadable"] = [speech.word(each) for each in synced.unreadable]
    return data


def todos_told(synced: SyncedTodos, request: Request, known: Collection[str] = ()) -> Iterator[str]:
    """What people are told; `known` has been said already."""
    speech = request.speech
    say = speech.say
    unreadable = [speech.word(each) for each in synced.unreadable]
    refused = [speech.word(each) for each in synced.refused]
    yield from (f"! {each}" for each in [*unreadable, *refused] if each not in known)
    yield say(
        "To-dos: {written} files written, {removed} removed, {unchanged} as they were",
        written=synced.written,
        removed=synced.removed,
        unchanged=synced.unchanged,
    )
    for key in synced.made:
        yield say("Written there, and a promise now: {title} ({action})", **_named(request, key))
    for key in synced.changed:
        if key not in (*synced.made, *synced.cancelled):
            yield say("Changed there, and here: {title} ({action})", **_named(request, key))
    for key in synced.clashed:
        yield say(
            "Changed on both sides: {title} stands as it is here, theirs is a remark", **_named(request, key)
        )
    for key in synced.cancelled:
        yield say(
            "Cancelled there, and put back: {title}. To drop it: cadence action drop {action}",
            **_named(request, key),
        )
    if synced.emptied:
        yield say("All to-dos were gone there, and are back")
        return
    for key in synced.deleted:
        yield say(
            "Deleted there, and put back: {title}. To drop it: cadence action drop {action}",
            **_named(request, key),
        )


def _named(request: Request, key: str) -> dict[str, str]:
    return {"title": request.workspace.records.get(Action, key).title, "action": key}
