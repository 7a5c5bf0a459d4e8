"""All figures of the store."""

from pathlib import Path

from benchmarks.report import Row
from benchmarks.store import command, commits, folding, opening, people, writers


def rows(home: Path) -> list[Row]:
    """Part by part, in one folder."""
    # Opening comes before what writes to the reference store: who opens it reads its journal, too.
    parts = (commits, writers, opening, command, people, folding)
    return [row for part in parts for row in part.rows(home / "store-figures")]
