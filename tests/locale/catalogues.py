"""Holds catalogues against the sentences of the source: everything a translator or programmer forgot."""

import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from cadence_tui.model.message import without_context
from tests.locale.sentences import Sentence

_MARKUP = re.compile(r"\[(?:/|@|#|\$|[a-z][a-z ]*\]|[a-z@]+=)")
_MSGID = re.compile(r'^msgid ((?:".*"\n?)+)', re.MULTILINE)
_ENDINGS = (".", ":", "?", "!", "…")
_REPLACEMENT = "\ufffd"

Faults = dict[str, list[str]]


def faults_of(language: str, folder: Path, sentences: Iterable[Sentence]) -> Faults:
    """What is wrong with the catalogues of one language, by the file in which to mend it."""
    wanted: dict[str, Sentence] = {}
    faults: Faults = defaultdict(list)
    for sentence in sentences:
        known = wanted.setdefault(sentence.id[0], sentence)
        if known.id != sentence.id:
            faults[sentence.file].append(f"line {sentence.line}: {sentence.id} is {known.id} in {known.file}")
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.po")):
        name = f"{language}/{file.name}"
        catalogue, unreadable = _read(file, language)
        faults[name] += unreadable
        for entry in filter(_key, catalogue):
            faults[name] += _entry_faults(entry, wanted, language)
            if _key(entry) in found:
                faults[name].append(f"{_key(entry)!r}: stands in {found[_key(entry)]} too")
            found[_key(entry)] = name
    for text, sentence in wanted.items():
        if text not in found and _has_words(text):
            faults[sentence.file].append(f"line {sentence.line}: {text!r} has no translation")
    return {place: lines for place, lines in faults.items() if lines}


def report(faults: Faults) -> str:
    """The faults as a list to work off."""
    return "\n".join(
        f"{place}\n" + "\n".join(f"    {line}" for line in faults[place]) for place in sorted(faults)
    )


def _read(file: Path, language: str) -> tuple[Catalog, list[str]]:
    locale = language.replace("-", "_")
    text = file.read_text(encoding="utf-8")
    ids = ["".join(re.findall(r'"(.*)"', found)) for found in _MSGID.findall(text)]
    doubled = [f"{text!r}: stands twice" for text in sorted({one for one in ids if ids.count(one) > 1})]
    try:
        with file.open("rb") as stream:
            return read_po(stream, locale=locale, abort_invalid=True), doubled
    except (PoFileError, ValueError) as error:
        return Catalog(locale=locale), [f"cannot be read: {error}"]


def _entry_faults(entry: Message, wanted: dict[str, Sentence], language: str) -> Iterator[str]:
    text = _key(entry)
    if text not in wanted:
        yield f"{text!r}: nobody says this any more"
        return
    source = entry.id if isinstance(entry.id, (tuple, list)) else (entry.id,)
    if tuple(source) != wanted[text].id:
        yield f"{text!r}: the source has {wanted[text].id}"
        return
    forms = entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)
    if entry.fuzzy:
        yield f"{text!r}: is marked fuzzy"
    for form in forms:
        yield from (f"{text!r}: {fault}: {form!r}" for fault in _form_faults(source, form, language))
    if len(source) > 1 and "n" in _names(source[-1]) and "n" not in _names(forms[-1]):
        yield f"{text!r}: the plural does not say {{n}}"


def _form_faults(source: tuple[str, ...], form: str, language: str) -> Iterator[str]:
    english = without_context(source[-1])
    if not form.strip():
        yield "is empty"
        return
    names, allowed = _names(form), set[str]().union(*map(_names, source))
    optional = {"n"} if len(source) > 1 else set[str]()
    if names - allowed or allowed - names - optional:
        yield f"figures {sorted(names)} instead of {sorted(allowed)}"
    for text in (*source, form):
        if (
            any(unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\n" for char in text)
            or _REPLACEMENT in text
        ):
            yield "has characters that cannot be seen"
        if _MARKUP.search(text):
            yield "has markup"
    if without_context(form) != form:
        yield "repeats the context"
    if form == english and len(re.findall(r"[^\W\d_]{2,}", re.sub(r"{.*?}", "", form))) > 2:
        yield "is still English"
    if (form[0].isspace(), form[-1].isspace()) != (english[0].isspace(), english[-1].isspace()):
        yield "differs in blanks at its ends"
    if _ending(form) != _ending(english):
        yield f"ends differently from {english!r}"
    if language == "es" and (form.count("?") != form.count("¿") or form.count("!") != form.count("¡")):
        yield "opens no question or exclamation mark"


def _key(entry: Message) -> str:
    return entry.id[0] if isinstance(entry.id, (tuple, list)) else entry.id


def _names(text: str) -> set[str]:
    try:
        return {
            re.split(r"[.\[]", name)[0]
            for _, name, _, _ in string.Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        return {"(unbalanced braces)"}


def _has_words(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", re.sub(r"{.*?}", "", text)))


def _ending(text: str) -> str:
    return next((ending for ending in _ENDINGS if text.endswith(ending)), "")
