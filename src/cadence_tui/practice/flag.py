"""What is doubtful about a line typed during a call (C6)."""

from msgspec import Struct

from cadence_tui.model.message import Message


class Flag(Struct, frozen=True):
    """What is missing in a promise: `no_verb`, `no_owner`, `no_date`, `noncommittal`, `unknown_name`; what
    speaks against its day, see `due_days` and `spoken_doubts`; `unclear_amount` of an opportunity."""

    code: str
    text: Message
