"""`python -m benchmarks [--quick] [PART...]`: all of them, or those that are named.

Parts: start keys portfolio board brief due search planning store.

`--quick` leaves the largest books out of `planning`, which take minutes.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks import board, brief, due, keys, portfolio, search, start
from benchmarks.planning import suite
from benchmarks.report import Row, show
from benchmarks.store import whole

PARTS = {
    "start": start.rows,
    "keys": keys.rows,
    "portfolio": portfolio.rows,
    "board": board.rows,
    "brief": brief.rows,
    "due": due.rows,
    "search": search.rows,
    "planning": suite.rows,
    "store": whole.rows,
}


def main() -> int:
    """Measures and prints; the exit status is 1 when a budget is missed."""
    quick = "--quick" in sys.argv[1:]
    parts = {**PARTS, "planning": suite.quick_rows} if quick else PARTS
    wanted = [name for name in sys.argv[1:] if name != "--quick"] or list(parts)
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        print(f"there is no benchmark {unknown[0]!r}; there are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as home:
        for name in wanted:
            rows += parts[name](Path(home))
    show(rows)
    return int(any(row.over for row in rows))


if __name__ == "__main__":
    sys.exit(main())
