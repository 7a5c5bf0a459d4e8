"""What was saved and what was not, side by side in the reader's words (X4)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from msgspec import UNSET, Struct

from cadence_tui.model.message import Message
from cadence_tui.views.fields import Called, field_word, instant_text, value_texts
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.words import Words

_NAME_WIDTH = 18
_SIDE_WIDTH = 10


class Pair(Struct, frozen=True, kw_only=True):
    """One field as it is saved and as it was to become; UNSET where the act did not touch it."""

    name: str
    saved: Any
    mine: Any


class DocumentVersions(Struct, frozen=True, kw_only=True):
    """One document of the act. `gone` when it is no longer there, `dropped` when the act would remove it."""

    kind: str
    name: str
    pairs: tuple[Pair, ...]
    gone: bool = False
    dropped: bool = False


class Versions(Struct, frozen=True, kw_only=True):
    """An act that could not be saved against what is there now.

    `who` (a name, empty when unknown) was quicker, at `when`; `refusal` says why otherwise.
    """

    what: Message
    tried: datetime
    refusal: Message
    clashed: bool
    who: str
    when: datetime | None
    documents: tuple[DocumentVersions, ...]
    called: Called
    loose: bool


def version_lines(versions: Versions, words: Words) -> list[TextLine]:
    """Who was quicker, then every field: what is saved, and under it what was to be."""
    lines = [line((head_text(versions, words), "warn"))]
    lines.append(
        line((words.speech.say("“{what}” was not saved", what=words.speech.word(versions.what)), ""))
    )
    if versions.loose:
        told = words.speech.say("It could not be kept on this machine: copy it before you close this")
        lines.append(line((told, "error")))
    for document in versions.documents:
        lines += [BLANK, heading(_name(document, words)), *_document_lines(document, versions, words)]
    return [*lines, BLANK]


def head_text(versions: Versions, words: Words) -> str:
    """Why it was not saved, as a sentence."""
    say = words.speech.say
    if not versions.clashed:
        return words.speech.word(versions.refusal)
    when = instant_text(versions.when, words) if versions.when else ""
    if any(document.gone for document in versions.documents):
        if not versions.who:
            return say("It was removed before yours could be saved")
        return say("{who} removed it on {when}, before yours could be saved", who=versions.who, when=when)
    if not versions.who:
        return say("It was changed before yours could be saved")
    return say("{who} changed the same on {when}, before yours could be saved", who=versions.who, when=when)


def mine_text(versions: Versions, words: Words) -> str:
    """What was to be saved, as text to keep elsewhere."""
    told = [words.speech.word(versions.what)]
    for document in versions.documents:
        told += ["", _name(document, words)]
        if document.dropped:
            told.append(words.speech.say("removed"))
        for pair in document.pairs:
            if pair.mine is not UNSET:
                texts = _texts(document.kind, pair.name, pair.mine, versions, words)
                told.append(f"{field_word(pair.name, words)}: {'; '.join(texts)}")
    return "\n".join(told)


def side_texts(versions: Versions, words: Words) -> Iterator[str]:
    """Each document, and each of its fields on a line: what is saved, and what was to be."""
    say = words.speech.say
    for document in versions.documents:
        yield _name(document, words)
        if document.dropped:
            yield f"  {say('version|yours')} {say('removed')}"
        for pair in document.pairs:
            told = [
                f"{side} {'; '.join(_side_texts(document.kind, pair, value, versions, words))}"
                for side, value, _ in _sides(document, pair, words)
                if value is not UNSET
            ]
            yield f"  {field_word(pair.name, words)}: {' · '.join(told)}"


def _name(document: DocumentVersions, words: Words) -> str:
    kind = words.word("kind", document.kind)
    return f"{document.name} · {kind}" if document.name else kind


def _document_lines(document: DocumentVersions, versions: Versions, words: Words) -> Iterator[TextLine]:
    say = words.speech.say
    if document.dropped:
        yield _value_line("", say("version|yours"), say("removed"), "strong")
    for pair in document.pairs:
        name = field_word(pair.name, words)
        for side, value, role in _sides(document, pair, words):
            for text in _side_texts(document.kind, pair, value, versions, words):
                yield _value_line(name, side, text, role)
                name, side = "", ""


def _sides(document: DocumentVersions, pair: Pair, words: Words) -> list[tuple[str, Any, str]]:
    """What each side is called, what it has, and its role in the picture; of what is gone there is one."""
    saved, mine = _both(pair)
    yours = (words.speech.say("version|yours"), mine, "strong")
    return [yours] if document.gone else [(words.speech.say("version|saved"), saved, ""), yours]


def _both(pair: Pair) -> tuple[Any, Any]:
    """Of lists only what the other side has not: of twenty remarks the two that matter."""
    saved, mine = _several(pair.saved), _several(pair.mine)
    if not saved or not mine:
        return pair.saved, pair.mine
    return tuple(each for each in saved if each not in mine), tuple(
        each for each in mine if each not in saved
    )


def _several(value: Any) -> tuple[Any, ...]:
    return cast("tuple[Any, ...]", value) if isinstance(value, tuple) else ()


def _side_texts(kind: str, pair: Pair, value: Any, versions: Versions, words: Words) -> list[str]:
    if value is UNSET:
        return [words.speech.say("not touched")]
    if value == () and (pair.saved and pair.mine):
        return [words.speech.say("nothing more")]
    return _texts(kind, pair.name, value, versions, words)


def _texts(kind: str, name: str, value: Any, versions: Versions, words: Words) -> list[str]:
    return value_texts(kind, name, value, words, versions.called) or [words.speech.say("nothing")]


def _value_line(name: str, side: str, text: str, role: str) -> TextLine:
    shown = f"{name:<{_NAME_WIDTH}}{side:<{_SIDE_WIDTH}}"
    return line((shown, "dim"), (text, role), indent=_NAME_WIDTH + _SIDE_WIDTH)
