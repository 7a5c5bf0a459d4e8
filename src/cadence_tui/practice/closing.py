"""Closing a call: what still stands in the way, and the record prefilled from what was captured (C7)."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from cadence_tui.model.documents import Action, Call, Touchpoint
from cadence_tui.model.documents.call import EntryMark, Sentiment
from cadence_tui.model.message import FullDay, Message, message
from cadence_tui.model.rules.capture import SentimentWords
from cadence_tui.practice.line import Line, folded


def check(
    call: Call, actions: Iterable[Action], next_touch: Touchpoint | None, reason: str, today: date
) -> list[Message]:
    """What forbids closing; empty when nothing does. `actions` are those that came out of the call.

    A call ends with a next touch on or after today, or with a reason for having none, and every promise made
    in it belongs to somebody.
    """
    faults: list[Message] = []
    if call.status == "closed":
        faults.append(message("This call is closed already"))
    if next_touch is None and not reason.strip():
        faults.append(message("Choose the next touch, or say why there is none"))
    if next_touch is not None and next_touch.account != call.account:
        faults.append(message("The next touch belongs to another account"))
    if next_touch is not None and next_touch.date < today:
        faults.append(message("The next touch lies in the past: {date}", date=FullDay(next_touch.date)))
    return [*faults, *ownerless(actions)]


def ownerless(actions: Iterable[Action]) -> list[Message]:
    """Promises that belong to nobody yet."""
    return [
        message("Nobody is named for “{title}”", title=action.title) for action in actions if not action.owner
    ]


def loose_ends(call: Call, actions: Sequence[Action]) -> list[Message]:
    """What would make a better record; nothing here forbids closing."""
    found = _undated([action.title for action in actions if action.due is None])
    for value, text in (
        (call.sentiment, message("The customer's mood is not noted")),
        (call.adoption, message("How adoption goes is not noted")),
        (call.relationship, message("How the relationship stands is not noted")),
    ):
        if value is None:
            found.append(text)
    return found


def _undated(titles: Sequence[str]) -> list[Message]:
    if len(titles) < 2:
        return [message("“{title}” has no date yet", title=title) for title in titles]
    return [message("“{title}” and {count} more have no date yet", title=titles[0], count=len(titles) - 1)]


def prefill(call: Call, words: SentimentWords, summary_lines: int) -> Call:
    """The call with the empty parts of its record filled from its entries; what a person wrote stays.

    The summary takes so many lines, decisions before notes; the mood is the last that a sentiment line names.
    """
    notes, decisions = _texts(call, "note"), _texts(call, "decision")
    return msgspec.structs.replace(
        call,
        summary=call.summary or _sentences([*decisions, *notes][:summary_lines]),
        key_points=_with_new(call.key_points, (*decisions, *notes)),
        concerns=_with_new(call.concerns, _texts(call, "concern")),
        opportunities=_with_new(call.opportunities, _texts(call, "opportunity")),
        sentiment=call.sentiment or _mood(_texts(call, "sentiment"), words),
    )


def _with_new(kept: tuple[str, ...], captured: tuple[str, ...]) -> tuple[str, ...]:
    """What a person wrote, and what was captured since: they may have gone back to the call."""
    return (*kept, *(text for text in captured[len(kept) :] if text not in kept))


def _texts(call: Call, mark: EntryMark) -> tuple[str, ...]:
    return tuple(entry.text for entry in call.entries if entry.mark == mark and entry.text)


def _sentences(lines: Iterable[str]) -> str:
    return " ".join(line if line[-1] in ".!?…" else f"{line}." for line in lines)


def _mood(lines: Sequence[str], words: SentimentWords) -> Sentiment | None:
    moods: tuple[tuple[Sentiment, tuple[str, ...]], ...] = (
        ("concerning", words.concerning),
        ("positive", words.positive),
        ("neutral", words.neutral),
    )
    for line in reversed(lines):
        said = set(Line(line).words)
        for mood, names in moods:
            if not said.isdisjoint(map(folded, names)):
                return mood
    return None
