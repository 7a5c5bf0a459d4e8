"""Ids of documents: short, printable, sortable by creation, unique across machines."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from hashlib import sha256
from threading import Lock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_EPOCH_MS = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp() * 1000)
_TIME_DIGITS = 8
_RANDOM_DIGITS = 6
ID_LENGTH = _TIME_DIGITS + _RANDOM_DIGITS


def new_id(now: datetime, entropy: int) -> str:
    """An id made at an instant: 8 digits of milliseconds since 2020 (good until 2054), 6 of chance.

    `entropy` supplies at least 30 random bits; higher bits are ignored.
    """
    milliseconds = max(0, int(now.timestamp() * 1000) - _EPOCH_MS)
    return _base32(milliseconds, _TIME_DIGITS) + _base32(entropy, _RANDOM_DIGITS)


def made_at(doc_id: str) -> datetime | None:
    """When an id was made, to the millisecond; None for what is no id of ours."""
    digits = [_ALPHABET.find(char) for char in doc_id[:_TIME_DIGITS]]
    if len(doc_id) != ID_LENGTH or -1 in digits:
        return None
    milliseconds = sum(digit << (5 * place) for place, digit in enumerate(reversed(digits)))
    return datetime.fromtimestamp((_EPOCH_MS + milliseconds) / 1000, UTC)


def shared_id(day: date, *names: str) -> str:
    """The same id for everybody who makes one of these names on that day: of two who do, one is refused."""
    entropy = int.from_bytes(sha256("\0".join(names).encode()).digest()[:4], "big")
    return new_id(datetime.combine(day, time(), UTC), entropy)


def id_maker(now: Callable[[], datetime], entropy: Callable[[], int]) -> Callable[[], str]:
    """A source of ids that never repeats and never sorts a later id before an earlier one of its own.

    Threads may share it.
    """
    last = ""
    turn = Lock()

    def make() -> str:
        nonlocal last
        with turn:
            made = new_id(now(), entropy())
            last = made if made > last else _successor(last)
            return last

    return make


def _successor(text: str) -> str:
    value = 0
    for char in text:
        value = value * 32 + _ALPHABET.index(char)
    return _base32(value + 1, ID_LENGTH)


def _base32(value: int, digits: int) -> str:
    return "".join(_ALPHABET[(value >> (5 * place)) & 31] for place in reversed(range(digits)))
