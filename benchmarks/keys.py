"""Keys: bytes and time of moving, scrolling, filtering and changing tabs; memory after all tabs; idling."""

from pathlib import Path
from statistics import median

from benchmarks.report import Row
from benchmarks.start import EMPTY, demo, labelled, listed
from benchmarks.terminal import Burst, Program

DOWN, PAGE_DOWN, ESCAPE = b"\x1b[B", b"\x1b[6~", b"\x1b"
IDLE_SECONDS = 8.0
LIST_ALONE = 100
"""Columns of a screen on which the detail does not stand beside the list."""


def rows(home: Path) -> list[Row]:
    """The figures of the budget at 140 and at 2,000 accounts."""
    empty = Program(EMPTY, home)
    empty.wait_for(labelled)
    empty.settle()
    floor = empty.memory
    empty.close()
    return [*_at("team", "140", 1.7, floor, home), *_at("large", "2,000", 2.0, floor, home)]


def _at(size: str, accounts: str, most_memory: float, floor: float, home: Path) -> list[Row]:
    beside = _beside(size, accounts, home)
    program = Program(demo(size), home, width=LIST_ALONE)
    program.wait_for(listed)
    program.settle(1.5)  # the reminders come half a second after the first screen
    chatter, share = program.idle(IDLE_SECONDS)
    moves = [program.press(DOWN) for _ in range(10)]
    for _ in range(2):
        program.press(b"o")
        program.settle(0.5)
    for _ in range(28):
        program.press(DOWN)
    scrolls = [program.press(DOWN) for _ in range(10)] + [program.press(PAGE_DOWN) for _ in range(3)]
    program.press(b"/")
    filters = [program.press(bytes([letter])) for letter in b"indus"]
    program.press(ESCAPE)
    first = [program.press(str(tab).encode()) for tab in (2, 4, 5, 1)]
    again = [program.press(str(tab).encode()) for tab in (2, 4, 5, 1)]
    program.settle(1.0)
    memory = program.memory
    program.close()
    return [
        *beside,
        Row(f"{accounts}: cursor key in place", "B", _size(moves), 700),
        Row(f"{accounts}: cursor key in place", "ms", _time(moves), None),
        Row(f"{accounts}: scrolling key", "B", _size(scrolls), 8000),
        Row(f"{accounts}: filter keystroke", "ms", _time(filters), 25),
        Row(f"{accounts}: first visit of a tab", "ms", _time(first), None),
        Row(f"{accounts}: tab switch", "ms", _time(again), 80),
        Row(f"{accounts}: tab switch", "B", _size(again), 15000),
        Row(f"{accounts}: memory after all tabs", "x empty", memory / floor, most_memory),
        Row(f"{accounts}: idle", "B/s", chatter, 1),
        Row(f"{accounts}: idle", "% of a core", share * 100, 0.5),
    ]


def _beside(size: str, accounts: str, home: Path) -> list[Row]:
    """The cursor key where the detail follows the list."""
    program = Program(demo(size), home)
    program.wait_for(listed)
    program.settle(0.5)
    moves = [program.press(DOWN) for _ in range(10)]
    program.close()
    return [Row(f"{accounts}: cursor key, detail beside", "B", _size(moves), 8000)]


def _size(bursts: list[Burst]) -> float:
    return median(burst.size for burst in bursts)


def _time(bursts: list[Burst]) -> float:
    return median(burst.milliseconds for burst in bursts)
