"""Refusals that a person can act on, with the exit status of the contract."""

from collections.abc import Sequence
from typing import Any, ClassVar

from msgspec import Struct

from cadence_tui.model.message import Message, message


class Where(Struct, frozen=True, omit_defaults=True):
    """The place of a fault: file, row (1 is the header) or path, what stood there, what should."""

    file: str = ""
    row: int | None = None
    field: str = ""
    found: str = ""
    expected: Message | str = ""


class CadenceError(Exception):
    """Base of all refusals: a translatable message and the places it speaks of."""

    code: ClassVar[str] = "refused"
    exit_status: ClassVar[int] = 1
    unsaved: object = None
    """What was to be saved when it came to this (`workspace.attempt.Attempt`), where that is known."""

    def __init__(self, text: Message | str, where: Sequence[Where] = ()) -> None:
        self.message = message(text) if isinstance(text, str) else text
        self.where = tuple(where)
        super().__init__(str(self.message))


class Refused(CadenceError):
    """A rule says no."""


class NotPermitted(CadenceError):
    """The acting person's role does not allow the act."""

    code = "not_permitted"


class Conflict(CadenceError):
    """Somebody else changed the same fields of a document meanwhile.

    `who` and `at` (ISO 8601) tell of the last such change, `theirs` has the fields as they are now, `mine` as
    they were to become. A field that one side does not have is missing there.
    """

    code = "conflict"

    def __init__(
        self,
        text: Message,
        *,
        kind: str,
        id: str,
        who: str,
        at: str,
        fields: Sequence[str],
        theirs: dict[str, Any],
        mine: dict[str, Any],
    ) -> None:
        super().__init__(text)
        self.kind = kind
        self.id = id
        self.who = who
        self.at = at
        self.fields = tuple(fields)
        self.theirs = theirs
        self.mine = mine


class WrongUsage(CadenceError):
    """The call's words are off."""

    code = "usage"
    exit_status = 2


class BadInput(CadenceError):
    """Data from outside that cannot be used; `where` lists every fault found."""

    code = "bad_input"
    exit_status = 3


class StoreError(CadenceError):
    """The store cannot be reached, is locked too long, or is damaged."""

    code = "store"
    exit_status = 4


class OutcomeUnknown(StoreError):
    """The disk failed while a change was on its way: it may be kept, it may be lost."""

    code = "outcome_unknown"
    exit_status = 75


class NotFound(CadenceError):
    """Nothing of that name or id."""

    code = "not_found"
    exit_status = 5
