"""Lines of the journal: JSON, each sealed with a checksum of its bytes and chained to the line before it."""

import re
from functools import cache
from hashlib import blake2b

import msgspec
from msgspec import Struct

from cadence_tui.store.disk import NOT_JSON
from cadence_tui.store.protocol import Commit

_PREV = b',"prev":"'
_SUM = b'","sum":"'
_DIGITS = 16
_SEALED = len(_PREV) + _DIGITS + len(_SUM) + _DIGITS + len(b'"}')
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Commit)


class Seal(Struct, kw_only=True):
    """The last line of a closed journal: the number of its last commit, and the journal that goes on."""

    seq: int
    seal: int


class Line(Struct, frozen=True):
    """A line as it was written: a commit or a seal, the checksum of the line before, its own checksum."""

    holds: Commit | Seal
    prev: str
    sum: str


_KIND = re.compile("[a-z_][a-z0-9_-]{0,63}")
_SEAL_DECODER = msgspec.json.Decoder(Seal)


def encode_line(holds: Commit | Seal, chain: str) -> bytes:
    """A line, line feed included; `chain` is the checksum of the line before."""
    body = b"".join((_ENCODER.encode(holds)[:-1], _PREV, chain.encode(), _SUM))
    return b"".join((body, _checksum(body), b'"}\n'))


def line_sum(line: bytes) -> str:
    """The checksum that a line, with its line feed, claims to have."""
    return line[-_DIGITS - 3 : -3].decode("ascii", "replace")


def decode_line(line: bytes) -> Line | None:
    """A line without its line feed; None when it is not what was written."""
    body, seal = line[: -_DIGITS - 2], line[-_DIGITS - 2 :]
    if not body.endswith(_SUM) or seal != _checksum(body) + b'"}':
        return None
    prev = body[-len(_SUM) - _DIGITS : -len(_SUM)]
    try:
        holds = _SEAL_DECODER.decode(line) if is_seal(line) else _DECODER.decode(line)
    except NOT_JSON:
        return None
    if isinstance(holds, Commit) and not all(is_kind(applied.kind) for applied in holds.changes):
        return None
    return Line(holds, prev.decode(), seal[:-2].decode())


def decode_commit(line: bytes) -> Commit:
    """The commit of a line that was just made."""
    return _DECODER.decode(line)


def is_seal(line: bytes) -> bool:
    """Whether a line closes its journal."""
    return line.startswith(b'"seal"', line.find(b",") + 1)


@cache
def is_kind(text: str) -> bool:
    """Whether a text can name a kind, and with it a file: what others write here must lead nowhere else."""
    return _KIND.fullmatch(text) is not None


def looks_sealed(line: bytes) -> bool:
    """Whether bytes end as a line does that was written whole, whatever is in them."""
    end = line[-_SEALED:]
    return end.startswith(_PREV) and end[len(_PREV) + _DIGITS :].startswith(_SUM) and end.endswith(b'"}')


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGITS // 2).hexdigest().encode()
