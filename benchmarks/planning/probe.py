"""`python -m benchmarks.planning.probe PROBLEM`: one plan in a process of its own, as JSON.

The problem is a pickle. Seconds of planning, and the memory in MiB that it takes beyond the problem.
"""

import gc
import json
import pickle
import sys
import time
from pathlib import Path

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Problem

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def main() -> None:
    """Reads the problem, forgets what the memory was at its highest, and plans."""
    problem: Problem = pickle.loads(Path(sys.argv[1]).read_bytes())
    gc.collect()
    CLEAR.write_text("5")
    before = _kib("VmRSS")
    start = time.perf_counter()
    plan(problem)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "mib": (_kib("VmHWM") - before) / 1024}))


def _kib(field: str) -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1])


if __name__ == "__main__":
    main()
