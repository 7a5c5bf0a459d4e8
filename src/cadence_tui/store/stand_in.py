"""Commits that stand where others were that cannot be read any more: numbers have no gaps."""

from cadence_tui.model.message import message
from cadence_tui.store.protocol import Commit

LOST_CHANGE = message("A change that was damaged; what is left of it is in lost+found")
"""What the log tells of a commit that could not be read any more."""
MOST_MISSING = 100_000
"""So many numbers may be missing in a row; a line that leaves out more is none of ours."""
_LONG_AGO = "1970-01-01T00:00:00+00:00"


def stand_in(seq: int, at: str = "", txn: str = "") -> Commit:
    """A commit without changes, by nobody."""
    return Commit(seq=seq, at=at or _LONG_AGO, who="", why={"text": LOST_CHANGE.text, "figures": {}}, txn=txn)
