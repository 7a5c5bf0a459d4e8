"""Opening the reference store: time beside `orjson.loads`, private memory, the page of one account."""

import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks.report import Row
from benchmarks.store.reference import reference_store

REPEATS = 7


def rows(home: Path) -> list[Row]:
    """Each figure is taken in processes of their own: what one has allocated makes the next one fast."""
    whole, half = reference_store(home), reference_store(home, history=0.5)
    taken = {name: [_measure(name, whole) for _ in range(REPEATS)] for name in ("page", "memory")}
    # In turn, so that both meet the same machine.
    pairs = [(_measure("open", whole), _measure("orjson", whole)) for _ in range(REPEATS)]
    ours, theirs = (median(times) for times in zip(*pairs, strict=True))
    memory, less = median(taken["memory"]), median(_measure("memory", half) for _ in range(3))
    return [
        Row("open with all hot documents", "x orjson", ours / theirs, 1.3),
        Row("open with all hot documents", "ms", ours, 100),
        Row("orjson.loads of the same", "ms", theirs, None),
        Row("private memory, all hot documents", "MB", memory, 40),
        Row("the same with half the history", "MB", less, 40),
        Row("memory against half the history", "x", memory / less, 1.05),
        Row("a Python without any of it", "MB", _measure("nothing", whole), None),
        Row("page of an account from history", "ms", median(taken["page"]), 1.0),
        Row("first page after opening", "ms", median(_measure("first", whole) for _ in range(3)), None),
    ]


def _measure(name: str, path: Path) -> float:
    command = [sys.executable, "-m", "benchmarks.store.probe", name, str(path)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
