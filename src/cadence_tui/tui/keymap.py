"""Which key does what: the registry's defaults, changed by a user's keymap file."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from cadence_tui.locale import Speech
from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import Message, message
from cadence_tui.tui.registry import STACKS, Act

RESERVED = frozenset({"ctrl+h", "ctrl+i", "ctrl+m", "alt+f", "alt+b"})
"""Keys that terminals cannot tell from others."""

_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "↵",
    "escape": "esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "backspace": "⌫",
}


class Keymap:
    """Looks up acts by key and keys by act."""

    def __init__(self, acts: Mapping[str, Act], changes: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.acts = acts
        self._keys = {act.id: (changes or {}).get(act.id, act.keys) for act in acts.values()}
        self._by_context: dict[str, dict[str, Act]] = {}
        for act in acts.values():
            for key in self._keys[act.id]:
                self._by_context.setdefault(act.context, {})[key] = act

    def find(self, key: str, contexts: Iterable[str]) -> Act | None:
        """The act a key means where these contexts listen."""
        for context in contexts:
            act = self._by_context.get(context, {}).get(key)
            if act is not None:
                return act
        return None

    def keys(self, act: Act) -> tuple[str, ...]:
        """The keys of an act; empty when a user disabled it."""
        return self._keys[act.id]

    def label(self, act: Act, speech: Speech) -> str:
        """The first key of an act as it is printed."""
        keys = self._keys[act.id]
        return key_label(keys[0], speech) if keys else ""

    def of(self, contexts: Iterable[str]) -> list[Act]:
        """The acts of some contexts, in registry order."""
        wanted = tuple(contexts)
        return [act for act in self.acts.values() if act.context in wanted]


def key_label(key: str, speech: Speech) -> str:
    """A key as it is printed: `↵`, `ctrl+k`, `n`, `space`."""
    return speech.say("key|space") if key == "space" else _NAMES.get(key, key)


def load_keymap(acts: Mapping[str, Act], file: Path) -> Keymap:
    """The keymap of a user: `keys.toml` maps an act's id to a list of keys, an empty list disables it.

    Raises BadInput with file and line for an unknown act, a key no terminal sends, or a clash.
    """
    try:
        source = file.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return Keymap(acts)
    except OSError as error:
        raise _fault(file, None, "", error.strerror or type(error).__name__) from None
    try:
        changes = _changes(tomllib.loads(source), acts, file, source)
    except tomllib.TOMLDecodeError as error:
        raise _fault(file, None, "", str(error)) from None
    keymap = Keymap(acts, changes)
    clash = find_clash(keymap)
    if clash:
        key, first, second = clash
        line = _line_of(source, second if second in changes else first)
        raise _fault(
            file,
            line,
            key,
            message("{key} is both {first} and {second}", key=key, first=first, second=second),
        )
    return keymap


def find_clash(keymap: Keymap) -> tuple[str, str, str] | None:
    """A key that means two things in contexts that listen together, with the ids of both acts.

    An act of everywhere may stand among those of a context under its own verb.
    """
    for stack in STACKS:
        seen: dict[str, str] = {}
        for act in keymap.of(stack):
            for key in keymap.keys(act):
                if key in seen and keymap.acts[seen[key]].method != act.method:
                    return key, seen[key], act.id
                seen[key] = act.id
    return None


def _changes(
    data: Mapping[str, object], acts: Mapping[str, Act], file: Path, source: str
) -> dict[str, tuple[str, ...]]:
    changes: dict[str, tuple[str, ...]] = {}
    for name, value in data.items():
        line = _line_of(source, name)
        if name not in acts:
            raise _fault(file, line, name, message("there is no act of this name"))
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(isinstance(key, str) and key for key in keys):
            raise _fault(file, line, name, message("a list of keys is expected"))
        for key in keys:
            if key in RESERVED:
                raise _fault(
                    file, line, name, message("terminals cannot tell {key} from another key", key=key)
                )
        changes[name] = tuple(keys)
    return changes


def _line_of(source: str, name: str) -> int | None:
    for number, line in enumerate(source.splitlines(), 1):
        if line.strip().strip('"').startswith(name):
            return number
    return None


def _fault(file: Path, line: int | None, found: str, fault: Message | str) -> BadInput:
    text = message(
        "Keymap {file}, line {line}: {found}: {fault}",
        file=str(file),
        line=line or "?",
        found=found,
        fault=fault,
    )
    return BadInput(text, [Where(file=str(file), row=line, found=found, expected=fault)])
