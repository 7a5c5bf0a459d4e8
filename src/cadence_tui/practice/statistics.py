"""Shares of calls with their uncertainty, honest about calls of one account being alike (T11).

A share is always given with an interval. Single calls: the score interval of Wilson (1927), and for a
difference of two shares method 10 of Newcombe (1998), "Interval estimation for the difference between
independent proportions". Calls in groups: the ratio estimator of survey sampling, its variance taken between
the groups, turned into an effective number of calls for the score interval with quantiles of Student's t
(Korn and Graubard 1998; Dean and Pagano 2015); differences of such shares by the same method of Newcombe, as
Zou and Donner (2008) generalise it.
"""

from collections.abc import Sequence
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist, fmean, variance

from msgspec import Struct

_TINY = 1e-300
_CLOSE = 1e-14
_STEPS = 200


class Interval(Struct, frozen=True):
    """Both ends; the confidence is that of whoever asked."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a value lies between the ends, both included."""
        return self.low <= value <= self.high


class Group(Struct, frozen=True):
    """Calls of one account: how many were held, how many offered."""

    held: int
    offered: int


class Share(Struct, frozen=True, kw_only=True):
    """A share of calls: its value, its interval, from so many calls of so many groups."""

    value: float
    interval: Interval
    held: int
    offered: int
    groups: int


class Mean(Struct, frozen=True, kw_only=True):
    """A mean of values, one for each account; without an interval where they do not differ."""

    value: float
    interval: Interval | None
    number: int


def wilson(held: float, offered: float, confidence: float) -> Interval:
    """The score interval of a share of independent calls; everything is possible when none was offered."""
    return _score(held, offered, normal_quantile(confidence))


def newcombe(first: Group, second: Group, confidence: float) -> Interval:
    """The interval of the difference `second - first` of two shares of independent calls, both offered."""
    return _difference(_single(first, confidence), _single(second, confidence))


def grouped_share(groups: Sequence[Group], confidence: float) -> Share | None:
    """The share of calls held, where calls of a group may be alike; None without two groups with a call.

    The groups are what was drawn: more calls of the same ones narrow the interval only as far as the calls
    of a group differ. Where every call ended the same way nothing is known of that, and a group counts as
    one call.
    """
    known = [group for group in groups if group.offered]
    if len(known) < 2:
        return None
    held, offered = sum(group.held for group in known), sum(group.offered for group in known)
    value, number = held / offered, _effective_number(known)
    quantile = student_quantile(confidence, len(known) - 1)
    interval = _score(value * number, number, quantile)
    return Share(value=value, interval=interval, held=held, offered=offered, groups=len(known))


def difference_of(first: Share, second: Share) -> Interval:
    """The interval of `second - first`, of shares with intervals of the same confidence."""
    return _difference(first, second)


def mean_of(values: Sequence[float], confidence: float) -> Mean | None:
    """The mean of independent values with the interval of Student; None without a value."""
    if not values:
        return None
    middle = fmean(values)
    if len(set(values)) < 2:
        # Nothing is known of how much others would differ.
        return Mean(value=middle, interval=None, number=len(values))
    reach = student_quantile(confidence, len(values) - 1) * sqrt(variance(values) / len(values))
    return Mean(value=middle, interval=Interval(middle - reach, middle + reach), number=len(values))


# -- quantiles -----------------------------------------------------------------------


def normal_quantile(confidence: float) -> float:
    """How many standard deviations to either side hold that part of a normal distribution."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def student_quantile(confidence: float, freedom: float) -> float:
    """The same of Student's t with so many degrees of freedom, more than none."""
    outside = 1 - confidence
    low, high = 0.0, 2.0
    while _student_outside(high, freedom) > outside:
        low, high = high, high * 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if high - low <= _CLOSE * high:
            break
        if _student_outside(middle, freedom) > outside:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _student_outside(value: float, freedom: float) -> float:
    """The part of Student's t farther from nothing than a value, to both sides."""
    return _incomplete_beta(freedom / 2, 0.5, freedom / (freedom + value * value))


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * _beta_fraction(a, b, x)


def _beta_fraction(a: float, b: float, x: float) -> float:
    upper, lower = 1.0, 1 / _kept_off_zero(1 - (a + b) * x / (a + 1))
    value = lower
    for step in range(1, _STEPS):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            lower = 1 / _kept_off_zero(1 + term * lower)
            upper = _kept_off_zero(1 + term / upper)
            value *= upper * lower
        if abs(upper * lower - 1) < _CLOSE:
            break
    return value


def _kept_off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


# -- intervals -----------------------------------------------------------------------


def _score(held: float, offered: float, quantile: float) -> Interval:
    if offered <= 0:
        return Interval(0.0, 1.0)
    share, square = held / offered, quantile * quantile
    middle = share + square / (2 * offered)
    reach = quantile * sqrt(share * (1 - share) / offered + square / (4 * offered * offered))
    whole = 1 + square / offered
    # At the ends the sums are exact in theory and nearly so in floating point.
    low = 0.0 if held <= 0 else max(0.0, (middle - reach) / whole)
    high = 1.0 if held >= offered else min(1.0, (middle + reach) / whole)
    return Interval(low, high)


def _single(group: Group, confidence: float) -> Share:
    interval = wilson(group.held, group.offered, confidence)
    value = group.held / group.offered
    return Share(value=value, interval=interval, held=group.held, offered=group.offered, groups=1)


def _difference(first: Share, second: Share) -> Interval:
    middle, one, two = second.value - first.value, first.interval, second.interval
    below = sqrt((second.value - two.low) ** 2 + (one.high - first.value) ** 2)
    above = sqrt((two.high - second.value) ** 2 + (first.value - one.low) ** 2)
    return Interval(middle - below, middle + above)


def _effective_number(groups: Sequence[Group]) -> float:
    """How many independent calls the calls of these groups are worth: never more than there are."""
    number, offered = len(groups), sum(group.offered for group in groups)
    share = sum(group.held for group in groups) / offered
    spread = sum((group.held - share * group.offered) ** 2 for group in groups)
    between = number / (number - 1) * spread / (offered * offered)
    if share in (0.0, 1.0):
        return float(number)
    return min(float(offered), share * (1 - share) / between if between else inf)
