"""Starts `writer.py` as processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
Writer = subprocess.Popen[bytes]


def start(act: str, path: Path, argument: str = "") -> Writer:
    """A running writer; its answers come on stdout."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", act, str(path), argument],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def next_line(writer: Writer) -> str:
    """Waits for an answer. Reads byte by byte, so that `kill` finds what comes after."""
    assert writer.stdout
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = os.read(writer.stdout.fileno(), 1)
        assert byte, writer.communicate()[1].decode()
        line += byte
    return line.decode().rstrip("\n")


def finish(writer: Writer) -> list[str]:
    """The answers of a writer that came to its end."""
    out, err = writer.communicate(timeout=60)
    assert writer.returncode == 0, err.decode()
    return out.decode().splitlines()


def kill(writer: Writer) -> list[str]:
    """Kills a writer at once; the answers not read yet, a last half one left out."""
    writer.kill()
    out, err = writer.communicate(timeout=60)
    assert not err, err.decode()
    return out[: out.rfind(b"\n") + 1].decode().splitlines()
