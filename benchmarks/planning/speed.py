"""How long planning takes, how much memory, and how quickly an edit is repaired."""

import json
import pickle
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.planning.asking import problem_of
from benchmarks.planning.books import Shape, book
from benchmarks.report import Row
from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Problem

REPEATS = 5
MEMORY = 60.0
IMPORT = """
import time
start = time.perf_counter()
import cadence_tui.planning.plan
print((time.perf_counter() - start) * 1000)
"""


@dataclass(frozen=True)
class Size:
    """A book with the seconds that its plan may take."""

    accounts: int
    people: int
    weeks: int
    seconds: float

    @property
    def name(self) -> str:
        """The size in words."""
        return f"{self.accounts:,} accounts, {self.people} CSM, {self.weeks} weeks"


QUICK = (Size(100, 1, 13, 0.5), Size(1_000, 10, 13, 2.0))
LARGEST = Size(5_000, 50, 52, 30.0)


def rows(sizes: tuple[Size, ...], home: Path) -> list[Row]:
    """Time and memory of whole plans, the repair after an edit, the import."""
    made: list[Row] = []
    for size in sizes:
        made += _whole(size, home / "problem.pickle")
    made.append(Row("100 accounts: an edit repaired", "ms", _repair(), 150.0))
    made.append(Row("importing the planner", "ms", min(_import() for _ in range(REPEATS)), 10.0))
    return made


def _whole(size: Size, file: Path) -> list[Row]:
    """In a process of its own, as often as a short one needs."""
    problem = problem_of(book(Shape(accounts=size.accounts, people=size.people, weeks=size.weeks)))
    file.write_bytes(pickle.dumps(problem))
    found: list[dict[str, float]] = []
    for _ in range(1 if size.seconds > 10 else 3):
        run = _python("-m", "benchmarks.planning.probe", str(file))
        found.append(json.loads(run))
    return [
        Row(f"{size.name}: plan", "s", median(one["seconds"] for one in found), size.seconds),
        Row(f"{size.name}: memory", "MiB", max(one["mib"] for one in found), MEMORY),
    ]


def _repair() -> float:
    """A planned call loses the day it has, one after the other."""
    problem = problem_of(book(Shape(accounts=100)))
    made = plan(problem)
    taken: list[float] = []
    for entry in [entry for entry in made.entries if entry.status != "fixed"][::10][:REPEATS]:
        edited = _without(problem, entry.id, entry.date)
        start = time.perf_counter()
        plan(edited, made)
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def _without(problem: Problem, key: str, day: object) -> Problem:
    requests = [
        replace(request, blocked=request.blocked | {day}) if request.id == key else request
        for request in problem.requests
    ]
    return replace(problem, requests=tuple(requests))


def _import() -> float:
    return float(_python("-c", IMPORT))


def _python(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True).stdout
