"""Piecewise-linear scales of the rule file."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise


def interpolate(scale: Sequence[tuple[float, float]], figure: float) -> float:
    """The value of a scale at a figure; beyond its ends it stays level."""
    if figure <= scale[0][0]:
        return scale[0][1]
    for (left, low), (right, high) in pairwise(scale):
        if figure <= right:
            return low + (high - low) * (figure - left) / (right - left)
    return scale[-1][1]


@lru_cache(maxsize=64)
def full_marks(scale: tuple[tuple[float, float], ...]) -> float:
    """The first figure of the scale that has its highest value."""
    best = max(value for _, value in scale)
    return next(figure for figure, value in scale if value == best)
