"""One figure of a process of its own: `python -m benchmarks.store.probe FIGURE FOLDER` prints it."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.store.figures import milliseconds
from benchmarks.store.reference import account_id, opened
from cadence_tui.store.head import read_head
from cadence_tui.workspace.collections import COLLECTIONS

PAGES = 300


def _open(path: Path) -> float:
    return milliseconds(lambda: opened(path))


def _orjson(path: Path) -> float:
    # Whoever measures only the memory must not have it.
    import orjson

    kinds = read_head(path).kinds.values()
    contents = [(path / files.hot.name).read_bytes() for files in kinds if files.hot]
    # As the store does it: collecting meanwhile would more than double the time.
    gc.disable()
    return milliseconds(lambda: [orjson.loads(content) for content in contents])


def _memory(path: Path) -> float:
    store = opened(path)
    private = _private()
    store.close()
    return private


def _nothing(_: Path) -> float:
    return _private()


def _private() -> float:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def _page(path: Path) -> float:
    return median(_pages(path, PAGES))


def _first(path: Path) -> float:
    return _pages(path, 1)[0]


def _pages(path: Path, count: int) -> list[float]:
    store = opened(path)
    kinds = [collection.kind for collection in COLLECTIONS if collection.group]
    accounts = [account_id(number * 7) for number in range(count)]
    return [milliseconds(lambda a=a: [store.group(kind, a) for kind in kinds]) for a in accounts]


_FIGURES: dict[str, Callable[[Path], float]] = {
    "open": _open,
    "orjson": _orjson,
    "memory": _memory,
    "nothing": _nothing,
    "page": _page,
    "first": _first,
}

if __name__ == "__main__":
    print(_FIGURES[sys.argv[1]](Path(sys.argv[2])))
