"""Whose promise a typed line is: a name or pronoun before a colon or a verb, `@name` anywhere (C6)."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents.action import Side
from cadence_tui.model.rules.capture import PromiseWords
from cadence_tui.practice.line import MOST_READ, Line, any_of, folded, whole

_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}(?= ?:)")


class Bearer(Struct, frozen=True):
    """Who promises (a person's id when ours, a contact's name when theirs), and the line without that;
    `unknown` is a name that nobody or more than one bears; `heard` when words of the language said it."""

    side: Side
    owner: str
    rest: str
    unknown: str = ""
    heard: bool = False


class Known(Struct, frozen=True, eq=False):
    """Who may be meant: the team's names with their ids, names at the customer, the typist's id."""

    people: Mapping[str, str]
    contacts: Sequence[str]
    me: str

    def bearer(self, name: str) -> tuple[Side, str] | None:
        """The one bearer of a full name, a first name or a last name; nobody when two bear it."""
        sought = folded(name)
        bearers: list[tuple[Side, str, str]] = []
        bearers.extend(("ours", owner, folded(full)) for full, owner in self.people.items())
        bearers.extend(("theirs", full, folded(full)) for full in self.contacts)
        for part in (slice(None), slice(1), slice(-1, None)):
            found = [each for each in bearers if " ".join(each[2].split(" ")[part]) == sought]
            if len(found) == 1:
                side, owner, _ = found[0]
                return side, owner
        return None

    def callable_names(self) -> tuple[str, ...]:
        """All that somebody may be called by."""
        full = {folded(name) for name in (*self.people, *self.contacts) if name.strip()}
        parts = {part for name in full for part in (name.split(" ")[0], name.split(" ")[-1])}
        return tuple(sorted(full | parts))


def bearer_of(body: str, words: PromiseWords, known: Known) -> Bearer:
    """Who promises what a line says; the typist when it names nobody.

    `@name` wins wherever it stands: it is what somebody types behind a line to put its owner right.
    """
    names = known.callable_names()
    line = Line(body[:MOST_READ])
    addressed = next((found for found in _address(names).finditer(line.key) if _is_apart(line, found)), None)
    if addressed is None:
        return _said_by(body, names, words, known)
    start, end = line.span(addressed.start(), addressed.end())
    rest = f"{body[:start].rstrip()} {body[end:].lstrip(' :')}".strip()
    said = _said_by(rest, names, words, known)
    found = known.bearer(addressed["name"])
    if found is None:
        return replace(said, unknown=body[start:end].strip("@ :"))
    return Bearer(*found, said.rest)


def _is_apart(line: Line, address: re.Match[str]) -> bool:
    """Whether an `@` begins a word and is no part of a mail address."""
    start, _ = line.span(address.start(), address.end())
    before, after = line.text[:start][-1:], line.text[start + 1 : start + 2]
    return not before.strip() and bool(after.strip())


def _said_by(body: str, names: tuple[str, ...], words: PromiseWords, known: Known) -> Bearer:
    named = _NAME.match(body)
    name = named.group() if named else ""
    if named:
        said = _pronoun(name, words, known)
        found = said or known.bearer(name)
        if found:
            return Bearer(*found, body[named.end() :].lstrip(" :"), heard=said is not None)
    line = Line(body[:MOST_READ])
    grammar = _promising(names, words)
    return (
        _by_name(body, line, grammar, known)
        or _by_group(body, line, grammar, known)
        or _by_pronoun(body, line, grammar, words, known)
        or Bearer("ours", known.me, body, name if name.istitle() else "")
    )


def _by_name(body: str, line: Line, grammar: "_Promising", known: Known) -> Bearer | None:
    promising = grammar.name.match(line.key)
    if promising is None:
        return None
    found = known.bearer(promising["name"])
    if found is None:
        start, end = line.span(*promising.span("name"))
        return Bearer("ours", known.me, body, body[start:end])
    # Where two promise, one of them has it to answer for; the words keep the other.
    rest = body if promising["other"] else _rest(body, line, promising)
    return Bearer(*found, rest, heard=True)


def _by_group(body: str, line: Line, grammar: "_Promising", known: Known) -> Bearer | None:
    """Somebody about a person promises: the side is known, who it is has to be asked."""
    promising = grammar.group.match(line.key)
    if promising is None:
        return None
    found = known.bearer(promising["whose"] or promising["of"])
    return Bearer(found[0] if found else "ours", "", body, heard=True)


def _by_pronoun(
    body: str, line: Line, grammar: "_Promising", words: PromiseWords, known: Known
) -> Bearer | None:
    if promising := grammar.them.match(line.key):
        return Bearer("theirs", "", _rest(body, line, promising), heard=True)
    if promising := grammar.they.match(line.key):
        return Bearer("theirs", "", body[line.span(*promising.span("verb"))[0] :], heard=True)
    if promising := grammar.us.match(line.key):
        return Bearer("ours", known.me, _rest(body, line, promising), heard=True)
    if whole(any_of(words.nobody)).match(line.key):
        return Bearer("ours", "", body, heard=True)
    return None


def _rest(body: str, line: Line, match: re.Match[str]) -> str:
    return body[line.span(0, match.end())[1] :].strip()


def _pronoun(name: str, words: PromiseWords, known: Known) -> tuple[Side, str] | None:
    sought = folded(name)
    if sought in map(folded, words.me):
        return "ours", known.me
    if sought in map(folded, (*words.us, *words.nobody)):
        return "ours", ""
    if sought in map(folded, words.them):
        return "theirs", ""
    return None


class _Promising(Struct, frozen=True, eq=False):
    """How a line begins that says who will do something."""

    name: re.Pattern[str]
    group: re.Pattern[str]
    them: re.Pattern[str]
    they: re.Pattern[str]
    us: re.Pattern[str]


@lru_cache(maxsize=64)
def _promising(names: tuple[str, ...], words: PromiseWords) -> _Promising:
    objects = rf"(?: {any_of(words.objects)})?"
    will, does = any_of((*words.will, *words.will_them)), any_of((*words.does, *words.does_them))
    doing = rf"{objects}(?: {will}|(?= {does}(?!\S)))"
    # Of two it is a plain verb that says what they do: "Bruno and Alex send".
    two = rf"(?P<other> {any_of(words.both)} {any_of(names)})(?:{doing}|(?= {any_of(words.verbs)}(?!\S)))"
    endings = "|".join(map(re.escape, words.possessive)) or "(?!)"
    whose = rf"(?P<whose>{any_of(names)}) ?(?:{endings}) {any_of(words.groups)}"
    before = rf"(?:{any_of(words.objects)} )?"
    return _Promising(
        name=whole(rf"(?P<name>{any_of(names)})(?:{two}|{doing})"),
        group=whole(rf"(?:{any_of(words.group_of)} (?P<of>{any_of(names)})|{whose}){doing}"),
        them=whole(rf"(?:{any_of(words.them)}{doing}|{before}{any_of(words.will_them)})"),
        they=whole(rf"{before}(?P<verb>{any_of(words.does_them)})"),
        us=whole(any_of(words.will_us)),
    )


@lru_cache(maxsize=64)
def _address(names: tuple[str, ...]) -> re.Pattern[str]:
    return whole(rf"@ (?P<name>{any_of(names)}|\w+)(?: :)?")
