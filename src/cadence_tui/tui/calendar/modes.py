"""The ways in which the calendar can be looked at, and whose keys count in each."""

from collections.abc import Mapping
from typing import Literal

Look = Literal["week", "day", "agenda", "team", "proposal", "moving"]

LISTENING: Mapping[Look, tuple[str, ...]] = {
    "week": ("calendar", "app"),
    "day": ("calendar", "app"),
    "agenda": ("calendar", "list", "app"),
    "team": ("people", "list", "app"),
    "proposal": ("proposal", "list", "app"),
    "moving": ("moving",),
}
LISTS: frozenset[Look] = frozenset({"agenda", "proposal"})
"""Lists that have the detail of a row beside them where there is room."""
WITHOUT_DETAIL: frozenset[Look] = frozenset({"day", "team"})
"""What says all by itself."""
CHANGING = frozenset(
    {
        "propose",
        "call",
        "move",
        "confirm",
        "pin",
        "decline",
        "no-show",
        "cancel",
        "new",
        "edit",
        "reschedule",
        "take-suggestion",
        "leave-suggestion",
        "sent",
    }
)
"""Acts that only the owner of the calendar or a lead may do."""
OF_ANY = frozenset({"open"})
"""What can be done with a call and with a group session."""
OF_A_CALL = frozenset(
    {
        "move",
        "confirm",
        "pin",
        "why",
        "decline",
        "no-show",
        "cancel",
        "edit",
        "copy",
        "reschedule",
        "take-suggestion",
        "leave-suggestion",
    }
)
OF_A_SUGGESTION = frozenset({"take-suggestion", "leave-suggestion"})
