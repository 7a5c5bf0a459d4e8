"""Where an account stands in the touch model, and why."""

from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Override
from cadence_tui.model.message import Reason, reason


class Placement(Struct, frozen=True):
    """A segment or stage id with its reasons, the deciding one last."""

    value: str
    reasons: tuple[Reason, ...]


def in_force(override: Override | None, today: date) -> bool:
    """Whether a person's word still holds; `until` is its last day."""
    return override is not None and (override.until is None or today <= override.until)


def override_reason(code: str, override: Override) -> Reason:
    """The reason that a person gave, with who and until when."""
    return reason(code, value=override.value, why=override.why, by=override.by, until=override.until)
