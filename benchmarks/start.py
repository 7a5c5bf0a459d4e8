"""Start: time to the first useful screen, processor time, bytes, memory; against an empty program."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.report import Row
from benchmarks.terminal import Program, repeated

REPEATS = 5
EMPTY = [sys.executable, str(Path(__file__).parent / "empty.py")]


def demo(size: str) -> list[str]:
    """The command that opens the interface on a sample, its clock standing so that no minute passes."""
    now = f"{datetime.now(UTC).date().isoformat()}T15:12:00+00:00"
    command = str(Path(sys.executable).parent / "cadence")
    return [command, "demo", "--size", size, "--lang", "en", "--now", now]


def labelled(lines: list[str]) -> bool:
    """Whether the empty program is there."""
    return lines[0].startswith("empty is ready")


def listed(lines: list[str]) -> bool:
    """Whether the portfolio is there: accounts with their health, and the keys below them."""
    return lines[3][1] in "▲●▼○" and lines[-2][1] in "▲●▼○" and lines[-1].startswith(" ↵")


def measure(command: list[str], ready: Callable[[list[str]], object], home: Path) -> dict[str, float]:
    """One start."""
    program = Program(command, home)
    milliseconds = program.wait_for(ready)
    program.settle()
    taken = {"ready": milliseconds, "cpu": program.cpu * 1000, "bytes": program.size, "rss": program.memory}
    program.close()
    return taken


def rows(home: Path) -> list[Row]:
    """The figures of the budget, the two programs in turn."""
    empty = repeated(REPEATS, lambda: measure(EMPTY, labelled, home))
    made: list[Row] = []
    for size, accounts, most_ready, most_cpu in (("team", "140", 1.6, 2.4), ("large", "2,000", 1.9, None)):
        ours = repeated(REPEATS, lambda size=size: measure(demo(size), listed, home))
        made += [
            Row(f"start, {accounts} accounts", "x empty", ours["ready"] / empty["ready"], most_ready),
            Row(f"start, {accounts} accounts: CPU", "x empty", ours["cpu"] / empty["cpu"], most_cpu),
            Row(f"start, {accounts} accounts: bytes", "KB", ours["bytes"] / 1000, 40),
            Row(f"start, {accounts} accounts: memory", "x empty", ours["rss"] / empty["rss"], None),
        ]
    made.append(Row("empty program: ready", "ms", empty["ready"], None))
    return made
