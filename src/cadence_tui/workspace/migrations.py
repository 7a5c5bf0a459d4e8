"""What documents of earlier schemas become: one entry for each schema after the first, steps by kind.

A step is a pure function from the document as it was to the document as it shall be. It stays here as long
as there may be stores of that schema, and is tested on one that was kept.
"""

from typing import Any

from cadence_tui.store.migrate import Migration


def _signal_to_2(doc: dict[str, Any]) -> dict[str, Any]:
    """A deadline was a day and is an instant: the end of that day."""
    deadline = doc.get("deadline")
    if isinstance(deadline, str) and "T" not in deadline:
        doc["deadline"] = f"{deadline}T23:59:00+00:00"
    return doc


# Schema 2 also has kinds and fields that a program of schema 1 would drop when it saves.
MIGRATIONS: tuple[Migration, ...] = (Migration(schema=2, steps={"signal": _signal_to_2}),)
