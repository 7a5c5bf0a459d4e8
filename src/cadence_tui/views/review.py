"""A review session in words: how far the lead is, the queue, the summary to sign (A3)."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.text import plain
from cadence_tui.practice.review import ReviewItem, Subject
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.names import Names
from cadence_tui.views.review_page import subject_title
from cadence_tui.views.vocabulary import word_of
from cadence_tui.views.wording import worded
from cadence_tui.views.wording_actions import VERDICT_WORDS
from cadence_tui.views.words import Words

_BAR = 12
_BEFORE = 5


class Session(Struct, frozen=True, kw_only=True):
    """What waited when the review began, in its order, with what is judged and the accounts' names by id.

    `words` are the verdicts given, by item; `gone` are items that somebody else saw to meanwhile. `pod` is
    whose items these are, empty for all.
    """

    items: tuple[ReviewItem, ...] = ()
    subjects: Mapping[str, Subject] = {}
    accounts: Mapping[str, str] = {}
    names: Names = Names()
    words: Mapping[str, str] = {}
    gone: frozenset[str] = frozenset()
    pod: str = ""

    @property
    def undecided(self) -> list[int]:
        """The places that still want a verdict."""
        return [
            at for at, item in enumerate(self.items) if item.id not in self.words and item.id not in self.gone
        ]


def first_reason(item: ReviewItem, words: Words) -> str:
    """The weightiest reason, as the text of a verdict; nothing where none is left."""
    return plain(worded(item.reasons[0], words)) if item.reasons else ""


def progress_line(session: Session, place: int, speech: Speech) -> Spans:
    """Where the lead is, and how much is decided."""
    total, decided = len(session.items), len(session.words)
    full = decided * _BAR // total if total else 0
    at = speech.say("{place} of {total}", place=min(place + 1, total), total=total)
    left = speech.say("{n} undecided", n=len(session.undecided))
    pod = [(f" · {speech.say('pod {name}', name=plain(session.pod))}", "")] if session.pod else []
    return [
        (speech.say("Review"), "strong"),
        *pod,
        (f" · {at} ", ""),
        ("▮" * full, "good"),
        ("▯" * (_BAR - full), "dim"),
        (f" {left}", ""),
    ]


def counts_line(session: Session, speech: Speech) -> Spans:
    """How many of each verdict."""
    counted = _counted(session.words, speech)
    return [(" · ".join(f"{name} {number}" for name, number in counted), "dim")]


def queue_lines(session: Session, place: int, speech: Speech) -> list[TextLine]:
    """The queue from a little before the item in front on, with its age and what was decided."""
    lines = [heading(speech.say("Waiting for the lead"))]
    first = max(0, place - _BEFORE)
    for at, item in enumerate(session.items[first:], first):
        lines.append(line(*_queued(session, item, here=at == place, speech=speech), indent=2))
    return lines


def summary_lines(session: Session, key: str, speech: Speech) -> list[TextLine]:
    """What was decided and what was not, ready to sign."""
    lines = [heading(speech.say("Summary of this review")), BLANK]
    lines += [
        line((f"{number:>4}  ", "strong"), (name, "")) for name, number in _counted(session.words, speech)
    ]
    if left := len(session.undecided):
        lines.append(line((f"{left:>4}  ", "strong"), (speech.say("undecided"), "warn")))
    if session.gone:
        lines.append(
            line(
                (f"{len(session.gone):>4}  ", "strong"),
                (speech.say("seen to by others meanwhile"), "dim"),
            )
        )
    lines += [BLANK, *_decided(session, speech)]
    if session.words:
        lines += [BLANK, line((speech.say("{key} signs it with your name and the time.", key=key), "accent"))]
    return lines


def empty_lines(session: Session, widen: str, speech: Speech) -> list[TextLine]:
    """There is nothing to review; `widen` is the key that shows all pods."""
    lines = [line((speech.say("Nothing waits for the lead."), "good"))]
    if session.pod:
        told = speech.say("This was pod {name}; {key} shows all.", name=plain(session.pod), key=widen)
        lines.append(line((told, "dim")))
    return lines


def _queued(session: Session, item: ReviewItem, *, here: bool, speech: Speech) -> Spans:
    word = session.words.get(item.id)
    mark = ("▸ ", "accent") if here else ("✓ ", "good") if word else ("  ", "")
    gone = item.id in session.gone
    name, _ = _named(session, item, speech)
    told: Spans = [] if item.kind == "action" else [(" · " + _kind(item, speech), "dim")]
    if word:
        told.append((" · " + speech.word(VERDICT_WORDS[word]), "good"))
    elif gone:
        told.append((" · " + speech.say("seen to by others"), "dim"))
    else:
        told.append((" · " + speech.say("{n} d", n=item.age_days), "dim"))
    return [mark, (name, "strong" if here else "dim" if gone else ""), *told]


def _kind(item: ReviewItem, speech: Speech) -> str:
    return speech.say("set by hand") if item.kind == "override" else word_of("kind", item.kind, speech)


def _decided(session: Session, speech: Speech) -> Iterator[TextLine]:
    for item in session.items:
        word = session.words.get(item.id)
        if word:
            name, title = _named(session, item, speech)
            yield line((speech.word(VERDICT_WORDS[word]), ""), (f"  {name}: {title}", "dim"), indent=4)


def _named(session: Session, item: ReviewItem, speech: Speech) -> tuple[str, str]:
    words = Words(speech=speech, names=session.names)
    title = subject_title(session.subjects[item.id], words)
    return plain(session.accounts.get(item.account, "?")), title


def _counted(words: Mapping[str, str], speech: Speech) -> Sequence[tuple[str, int]]:
    given = list(words.values())
    return [(speech.word(title), given.count(word)) for word, title in VERDICT_WORDS.items() if word in given]
