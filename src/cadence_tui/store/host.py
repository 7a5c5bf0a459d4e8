"""Which machine this is: a store is written to from one, because locks do not reach across machines (R7)."""

import os
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

_MACHINE = Path("/etc/machine-id")
_PURPOSE = b"cadence store"


class Host(Struct, frozen=True):
    """A machine: an id of its own for this purpose, empty where the system has none, and its name."""

    id: str = ""
    name: str = ""

    def is_other_than(self, here: "Host") -> bool:
        """Whether the two are known to be different machines."""
        return bool(self.id and here.id and self.id != here.id)


def this_host() -> Host:
    """The machine that this process runs on."""
    try:
        machine = _MACHINE.read_bytes().strip()
    except OSError:
        machine = b""
    # The system asks not to hand its id out as it is.
    secret = blake2b(machine, digest_size=8, key=_PURPOSE).hexdigest() if machine else ""
    return Host(secret, os.uname().nodename)
