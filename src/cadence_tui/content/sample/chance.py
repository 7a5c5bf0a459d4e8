"""Chance that repeats itself: rotations, picks and ids from a seeded source."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Generic, TypeVar

from cadence_tui.model.ids import new_id

T = TypeVar("T")
_FIRST_ID = datetime(2025, 1, 1, tzinfo=UTC)


class Rotation(Generic[T]):
    """Hands out its keys in proportion to their weights, evenly spread rather than by luck."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._weights = dict(weights)
        self._credit = dict.fromkeys(self._weights, 0.0)
        self._total = sum(self._weights.values())

    def next(self) -> T:
        """The key whose share is furthest behind."""
        for key, weight in self._weights.items():
            self._credit[key] += weight
        chosen = max(self._credit, key=self._credit.__getitem__)
        self._credit[chosen] -= self._total
        return chosen


def pick(rng: Random, items: Sequence[T]) -> T:
    """One of the items."""
    return items[int(rng.random() * len(items))]


def between(rng: Random, limits: tuple[float, float]) -> float:
    """A number in a range."""
    return limits[0] + rng.random() * (limits[1] - limits[0])


def whole(rng: Random, limits: tuple[int, int]) -> int:
    """A whole number in a range, both ends included."""
    return limits[0] + int(rng.random() * (limits[1] - limits[0] + 1))


def weighted(rng: Random, weights: Mapping[T, float]) -> T:
    """A key, by weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


class Ids:
    """Ids of one account's documents: the same on every day, ascending in the order they are asked for."""

    def __init__(self, number: int, rng: Random) -> None:
        self._at = _FIRST_ID + timedelta(hours=number)
        self._rng = rng

    def new(self) -> str:
        """The next id."""
        self._at += timedelta(seconds=1)
        return new_id(self._at, self._rng.getrandbits(30))
