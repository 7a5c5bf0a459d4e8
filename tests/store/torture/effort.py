"""How hard and with which dice the store is tortured: CADENCE_TORTURE (seconds), CADENCE_TORTURE_SEED."""

import logging
import os
import random
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

SECONDS = float(os.environ.get("CADENCE_TORTURE", "0"))
"""What `make torture` grants each kind of torture; 0 is the short proof of every test run."""

tell = logging.getLogger("torture").info
"""For the figures of a proof; `make torture` shows them."""

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed: it watches and injects system calls"
)


def dice() -> tuple[int, random.Random]:
    """A seed, to be told when something fails, and its random numbers."""
    seed = int(os.environ.get("CADENCE_TORTURE_SEED") or random.SystemRandom().randrange(1 << 32))
    return seed, random.Random(seed)


@contextmanager
def evidence(tmp_path: Path, seed: int) -> Generator[Path]:
    """A folder for one proof, in memory where possible; it and the seed are told when the proof fails."""
    # The kernel keeps what it was told whatever the disk is, and a failing disk is played, never real.
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else tmp_path))
    try:
        yield folder
    except BaseException as failure:
        kept = shutil.copytree(folder, tmp_path / "evidence", symlinks=True)
        failure.add_note(f"CADENCE_TORTURE_SEED={seed}; the store is kept in {kept}")
        raise
    finally:
        shutil.rmtree(folder)
