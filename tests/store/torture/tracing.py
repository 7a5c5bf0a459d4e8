"""System calls of a process that change files, as strace saw them."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_WATCHED = """
    openat open creat write pwrite64 writev pwritev pwritev2 lseek truncate ftruncate fallocate
    fsync fdatasync sync syncfs sync_file_range sendfile copy_file_range splice
    rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat rmdir mkdir mkdirat
"""
_LINE = re.compile(r"(?P<thread>\d+) +(?P<rest>.*)")
_CALL = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)")
_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
# With -xx a path or a text is hexadecimal throughout, so a comma always separates.
_HEX = re.compile(r'[<"]((?:\\x[0-9a-f]{2})*)[>"]')


class Call(NamedTuple):
    """A system call that succeeded. `texts` are its paths and buffers in order, descriptors as paths.

    `begun` and `ended` are its places in the trace; another thread's calls may lie between.
    """

    thread: str
    name: str
    arguments: list[str]
    texts: list[bytes]
    result: int
    begun: int
    ended: int

    def number(self, place: int) -> int:
        """An argument that is a number."""
        return int(self.arguments[place])

    def has(self, flag: str) -> bool:
        """Whether a flag is among the arguments."""
        return any(flag in argument.split("|") for argument in self.arguments)

    def on_deleted(self) -> bool:
        """Whether the descriptor's file has no name any more."""
        return self.arguments[0].endswith("(deleted)")


def trace(command: Sequence[str], cwd: Path, record: Path) -> list[Call]:
    """Runs a command to its end and returns what it did, in the order in which it was done."""
    strace = ["strace", "-f", "-y", "-xx", "-qq", "-s", "99999999", "-e", "signal=none"]
    # A question mark is for calls that some processors do not have.
    watched = ",".join(f"?{name}" for name in _WATCHED.split())
    subprocess.run([*strace, "-e", f"trace={watched}", "-o", str(record), *command], cwd=cwd, check=True)
    return list(calls(record.read_text().splitlines()))


def calls(lines: Sequence[str]) -> Iterator[Call]:
    """The calls of a record, a call of another thread in between taken into account."""
    unfinished: dict[str, tuple[int, str]] = {}
    for place, line in enumerate(lines):
        parts = _LINE.fullmatch(line)
        assert parts, line
        thread, rest = parts["thread"], parts["rest"]
        begun = place
        if rest.endswith(_UNFINISHED):
            unfinished[thread] = (place, rest.removesuffix(_UNFINISHED))
            continue
        resumed = _RESUMED.fullmatch(rest)
        if resumed:
            begun, start = unfinished.pop(thread)
            rest = start + resumed[1]
        call = _call(thread, rest, begun, place)
        if call:
            yield call


def _call(thread: str, text: str, begun: int, ended: int) -> Call | None:
    found = _CALL.match(text)
    if found is None or int(found["result"]) < 0:
        return None
    arguments = found["arguments"].split(", ")
    texts = [bytes.fromhex(piece.replace("\\x", "")) for piece in _HEX.findall(found["arguments"])]
    return Call(thread, found["name"], arguments, texts, int(found["result"]), begun, ended)
