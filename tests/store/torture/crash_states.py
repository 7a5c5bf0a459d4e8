"""Every state that a crash may leave of a traced run, and what an engine makes of it."""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from tests.store.torture.disk import Disk, File, Folder, Names
from tests.store.torture.engines import Engine
from tests.store.torture.tracing import Call

_TORN_STATES = 4
_ZEROED = 0.3

Content = dict[str, bytes | None]
"""Bytes by path; None is a folder."""


class Moment(NamedTuple):
    """Something that a crash may leave: its kind, its files, and the keys asked for and acknowledged then."""

    kind: str
    content: Content
    asked: frozenset[str]
    acknowledged: frozenset[str]


def moments(calls: Sequence[Call], disk: Disk, diary: Path, rng: random.Random) -> Iterator[Moment]:
    """The states around each call; in the diary the run wrote what it asked for and got."""
    told: list[str] = []
    asked = acknowledged = frozenset[str]()
    for call in calls:
        if call.name == "write" and call.texts[0] == bytes(diary):
            told.append(call.texts[1].decode().rstrip("\n"))
            asked = frozenset(line[1:] for line in told if line.startswith("?"))
            acknowledged = frozenset(line[1:] for line in told if line.startswith("!"))
        elif not disk.play(call):
            continue
        for kind, content in _states(disk, rng):
            yield Moment(kind, content, asked, acknowledged)


def judge(engine: Engine, moment: Moment, place: Path) -> str:
    """What is wrong with an engine that starts from a state; nothing when it is as promised.

    A bad state is left beside the place, as it was.
    """
    _build(moment.content, place)
    try:
        found = engine.keys(place)
        assert moment.acknowledged <= set(found), f"{moment.acknowledged - set(found)} are lost"
        with closing(engine.open(place)) as hand:
            hand.put("afterwards")
        *later, last = engine.keys(place)
        assert last == "afterwards", "the next write is not there"
        # The next write may complete what lacked nothing but its end; nothing that was seen may go.
        assert later[: len(found)] == found, "a write changed what was there"
        assert len(set(later)) == len(later), "a key was kept twice"
        assert set(later) <= moment.asked, f"nobody asked for {set(later) - moment.asked}"
    except Exception as fault:
        _build(moment.content, place.with_name("bad state"))
        return f"{moment.kind}: {type(fault).__name__}: {fault}"
    return ""


def different(moments: Iterator[Moment]) -> Iterator[Moment]:
    """Moments without those that say nothing new."""
    seen: set[bytes] = set()
    for moment in moments:
        mark = _mark(moment)
        if mark not in seen:
            seen.add(mark)
            yield moment


def _mark(moment: Moment) -> bytes:
    digest = blake2b(repr(sorted(moment.acknowledged)).encode())
    for name, content in moment.content.items():
        digest.update(f"{name} {'folder' if content is None else len(content)} ".encode())
        digest.update(content or b"")
    return digest.digest()


def _states(disk: Disk, rng: random.Random) -> Iterator[tuple[str, Content]]:
    root = disk.root
    yield "all written", _content(root, disk.names, File.current)
    yield "synced only", _content(root, disk.durable, lambda file: file.synced)
    yield "names ahead", _content(root, disk.names, lambda file: file.synced)
    for _ in range(_TORN_STATES):
        names = dict(disk.durable)
        for naming in disk.namings[: rng.randint(0, len(disk.namings))]:
            naming.apply(names)
        yield "torn", _content(root, names, lambda file: _torn(file, rng))


def _torn(file: File, rng: random.Random) -> bytes:
    """What is safe and some of the rest, the last piece of it cut short or not filled in yet."""
    content = before = file.synced
    pieces = file.pending[: rng.randint(0, len(file.pending))]
    for piece in pieces:
        before, content = content, piece.applied(content)
    last = pieces[-1].content if pieces else None
    if last is None:
        return content
    part = last[: rng.randint(0, len(last))]
    if rng.random() < _ZEROED:
        part = part.ljust(len(last), b"\0")
    return pieces[-1]._replace(content=part).applied(before)


def _content(root: str, names: Names, read: Callable[[File], bytes]) -> Content:
    """What can be reached from the root, by paths from there; several names of a file have one content."""
    reached: Content = {}
    contents: dict[int, bytes] = {}
    for path in sorted(names):
        node = names[path]
        parent = path.rpartition("/")[0]
        if path == root:
            continue
        if parent != root and reached.get(parent.removeprefix(root), b"") is not None:
            continue
        if isinstance(node, Folder):
            reached[path.removeprefix(root)] = None
        else:
            reached[path.removeprefix(root)] = contents.setdefault(id(node), read(node))
    return reached


def _build(content: Content, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, content_of_file in content.items():
        if content_of_file is None:
            (place / name[1:]).mkdir()
        else:
            (place / name[1:]).write_bytes(content_of_file)
