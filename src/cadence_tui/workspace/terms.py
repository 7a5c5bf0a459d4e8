"""What a caller insists on: an act that is kept once, or only on the revision that they saw."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.store.protocol import Change, Commit

_LONGEST = 200


class Terms(Struct, frozen=True):
    """Under which conditions an act may be kept; without any when empty.

    `txn` is an id of the caller's: what was kept under it once is not kept again. `rev` is the revision that
    the one document which the act edits must have.
    """

    txn: str = ""
    rev: int | None = None


class Repeated(Exception):
    """Nothing was done: `commit` was kept under the same id of a transaction before, and is on disk."""

    def __init__(self, commit: Commit) -> None:
        super().__init__(commit.txn)
        self.commit = commit


def check_transaction(text: str) -> None:
    """Raises WrongUsage for what cannot be the id of a transaction."""
    if not text or len(text) > _LONGEST or not text.isprintable() or " " in text:
        raise WrongUsage(
            message("The id of a transaction has 1 to {most} visible characters, no blanks", most=_LONGEST)
        )


def check_single(edited: int) -> None:
    """Raises WrongUsage where a revision is insisted on and another number than one is edited."""
    if edited == 0:
        raise WrongUsage(message("This edits nothing that exists, so there is no revision to insist on"))
    if edited > 1:
        raise WrongUsage(
            message("This edits {n} documents; a revision can be insisted on for one only", n=edited)
        )


def bound(changes: Sequence[Change]) -> list[Change]:
    """The changes, refusing to be merged with what others change meanwhile; what is made stays as it is."""
    return [replace(change, exact=True) if change.base_rev else change for change in changes]
