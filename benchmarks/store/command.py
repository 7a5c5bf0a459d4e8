"""One command that writes, as a whole process, at the reference size."""

import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks.report import Row
from benchmarks.store.figures import milliseconds, percentile
from benchmarks.store.reference import LOGIN, account_id, reference_store

REPEATS = 11


def rows(home: Path) -> list[Row]:
    """`cadence action add`, beside a Python that does nothing."""
    path = reference_store(home)
    program = str(Path(sys.executable).parent / "cadence")
    options = ["--store", str(path), "--as", LOGIN, "--json"]
    command = [program, "action", "add", account_id(7), "Send the figures", *options]
    _run(command)
    pairs = [(_run(command), _run([sys.executable, "-c", ""])) for _ in range(REPEATS)]
    ours, python = zip(*pairs, strict=True)
    return [
        Row("cadence action add, whole process", "ms", median(ours), 150),
        Row("cadence action add, slowest", "ms", percentile(ours, 1.0), None),
        Row("python -c '', whole process", "ms", median(python), None),
    ]


def _run(command: list[str]) -> float:
    return milliseconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
