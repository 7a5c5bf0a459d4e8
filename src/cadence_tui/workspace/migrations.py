"""What documents of earlier schemas become: one entry for each schema after the first, steps by kind.

A step is a pure function from the document as it was to the document as it shall be. It stays here as long
as there may be stores of that schema, and is tested on one that was kept. Exports go through it as well;
those that name no schema may be of 2, so that the step to 2 leaves alone what has been through it.
"""

from typing import Any

from cadence_tui.store.migrate import Migration


def _signal_to_2(doc: dict[str, Any]) -> dict[str, Any]:
    """A deadline was a day and is an instant: the end of that day."""
    deadline = doc.get("deadline")
    if isinstance(deadline, str) and "T" not in deadline:
        doc["deadline"] = f"{deadline}T23:59:00+00:00"
    return doc


# Each schema also has kinds and fields that an earlier program would drop when it saves; 3 and 4 have nothing
# else.
MIGRATIONS: tuple[Migration, ...] = (
    Migration(schema=2, steps={"signal": _signal_to_2}),
    Migration(schema=3, steps={}),
    Migration(schema=4, steps={}),
)


def lifted(schema: int, kind: str, document: dict[str, Any]) -> dict[str, Any]:
    """A document of some schema as it is in this one's. It may be at fault: nothing has checked it yet."""
    for migration in MIGRATIONS:
        if migration.schema > schema and kind in migration.steps:
            document = migration.steps[kind](document)
    return document
