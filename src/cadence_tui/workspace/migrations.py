"""What documents of earlier schemas become: one entry for each schema after the first, steps by kind.

A step is a pure function from the document as it was to the document as it shall be. It stays here as long
as there may be stores of that schema, and is tested on one that was kept.
"""

from cadence_tui.store.migrate import Migration

MIGRATIONS: tuple[Migration, ...] = ()
