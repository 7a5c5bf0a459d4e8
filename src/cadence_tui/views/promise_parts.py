"""Parts of the page of a promise: what shows it done, when they were reminded, what calls carried it."""

from collections.abc import Iterator

from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.text import plain
from cadence_tui.practice.nudge import waits_on_customer
from cadence_tui.views.lines import TextLine, heading, line
from cadence_tui.views.reader import Reader
from cadence_tui.views.vocabulary import word_of

_INDENT = 2
_CALLS_SHOWN = 6


def evidence_lines(action: Action, reader: Reader) -> Iterator[TextLine]:
    """What shows that it is done, or that nothing does."""
    if action.evidence:
        yield line((reader.speech.say("shown by: {evidence}", evidence=plain(action.evidence)), "good"))
    elif action.status == "done":
        yield line((reader.speech.say("nothing noted that shows it"), "dim"))


def nudge_lines(action: Action, reader: Reader) -> Iterator[TextLine]:
    """When the customer was reminded, newest first; that they were not, while it waits on them."""
    say = reader.speech.say
    if not action.nudges:
        if action.status in LIVE_STATUSES and waits_on_customer(action):
            yield line((say("the customer was not reminded yet"), "dim"))
        return
    times = reader.speech.plural("Reminded {n} time", "Reminded {n} times", len(action.nudges))
    yield heading(times)
    for nudge in reversed(action.nudges):
        days = reader.days_since(nudge.at)
        ago = say("today") if days == 0 else reader.speech.plural("{n} day ago", "{n} days ago", days)
        how = word_of("channel", nudge.channel, reader.speech)
        yield line(
            (reader.day(nudge.at), ""),
            (f" · {ago} · {how} · {reader.name(nudge.by)}", "dim"),
            indent=_INDENT,
        )


def carried_lines(action: Action, record: AccountRecord, reader: Reader) -> Iterator[TextLine]:
    """How many later calls brought it along, and which."""
    if not action.carried:
        return
    times = reader.speech.plural(
        "brought along to {n} later call", "brought along to {n} later calls", len(action.carried)
    )
    held = {call.id: call for call in record.calls}
    calls = [held[each] for each in action.carried if each in held]
    days = [reader.day(at) for call in calls if (at := call.started or call.ended)]
    more = len(action.carried) - len(days[-_CALLS_SHOWN:])
    named = ", ".join([*(["…"] if more and days else []), *days[-_CALLS_SHOWN:]])
    yield line((times, ""), *([(f": {named}", "dim")] if named else []))
