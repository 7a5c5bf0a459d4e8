"""A review session in words: the reasons of an item, how far the lead is, the summary to sign (A3)."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Action
from cadence_tui.model.text import plain
from cadence_tui.practice.review import ReviewItem
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.names import Names
from cadence_tui.views.wording import reason_text
from cadence_tui.views.wording_actions import VERDICT_WORDS

_BAR = 12
_BEFORE = 5


class Session(Struct, frozen=True, kw_only=True):
    """What waited when the review began, in its order, with the promises and accounts by id."""

    items: tuple[ReviewItem, ...] = ()
    actions: Mapping[str, Action] = {}
    accounts: Mapping[str, str] = {}
    names: Names = Names()


def reason_lines(item: ReviewItem, names: Names, speech: Speech) -> list[TextLine]:
    """Why the item waits, weightiest first."""
    texts = (reason_text(why, speech, names) for why in item.reasons)
    return [*(line(("▸ ", "bad"), (plain(text), "warn"), indent=2) for text in texts), BLANK]


def first_reason(item: ReviewItem, names: Names, speech: Speech) -> str:
    """The weightiest reason, as the text of a return."""
    return plain(reason_text(item.reasons[0], speech, names))


def progress_line(session: Session, words: Mapping[str, str], place: int, speech: Speech) -> Spans:
    """Where the lead is, and how much is decided."""
    total, decided = len(session.items), len(words)
    full = decided * _BAR // total if total else 0
    at = speech.say("{place} of {total}", place=min(place + 1, total), total=total)
    left = speech.say("{n} undecided", n=total - decided)
    return [
        (speech.say("Review"), "strong"),
        (f" · {at} ", ""),
        ("▮" * full, "good"),
        ("▯" * (_BAR - full), "dim"),
        (f" {left}", ""),
    ]


def counts_line(words: Mapping[str, str], speech: Speech) -> Spans:
    """How many of each verdict."""
    return [(" · ".join(f"{name} {number}" for name, number in _counted(words, speech)), "dim")]


def queue_lines(session: Session, words: Mapping[str, str], place: int, speech: Speech) -> list[TextLine]:
    """The queue from a little before the item in front on, with what was decided."""
    lines = [heading(speech.say("Waiting for the lead"))]
    first = max(0, place - _BEFORE)
    for at, item in enumerate(session.items[first:], first):
        word = words.get(item.action)
        mark = ("▸ ", "accent") if at == place else ("✓ ", "good") if word else ("  ", "")
        name, _ = _named(session, item)
        told = [(" · " + speech.word(VERDICT_WORDS[word]), "good")] if word else []
        lines.append(line(mark, (name, "strong" if at == place else ""), *told, indent=2))
    return lines


def summary_lines(session: Session, words: Mapping[str, str], key: str, speech: Speech) -> list[TextLine]:
    """What was decided and what was not, ready to sign."""
    lines = [heading(speech.say("Summary of this review")), BLANK]
    lines += [line((f"{number:>4}  ", "strong"), (name, "")) for name, number in _counted(words, speech)]
    left = len(session.items) - len(words)
    if left:
        lines.append(line((f"{left:>4}  ", "strong"), (speech.say("undecided"), "warn")))
    lines += [BLANK, *_decided(session, words, speech)]
    if words:
        lines += [BLANK, line((speech.say("{key} signs it with your name and the time.", key=key), "accent"))]
    return lines


def empty_lines(speech: Speech) -> list[TextLine]:
    """There is nothing to review."""
    return [line((speech.say("Nothing waits for the lead."), "good"))]


def _decided(session: Session, words: Mapping[str, str], speech: Speech) -> Iterator[TextLine]:
    for item in session.items:
        word = words.get(item.action)
        if word:
            name, title = _named(session, item)
            yield line((speech.word(VERDICT_WORDS[word]), ""), (f"  {name}: {title}", "dim"), indent=4)


def _named(session: Session, item: ReviewItem) -> tuple[str, str]:
    action = session.actions[item.action]
    return plain(session.accounts.get(item.account, "?")), plain(action.title)


def _counted(words: Mapping[str, str], speech: Speech) -> Sequence[tuple[str, int]]:
    given = list(words.values())
    return [(speech.word(title), given.count(word)) for word, title in VERDICT_WORDS.items() if word in given]
