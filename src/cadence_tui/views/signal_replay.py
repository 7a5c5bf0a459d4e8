"""What a replay of the rules adds up to: by cause, by account, and whether anybody acted (T7)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from cadence_tui.practice.signals.replay import Episode

_LEAST_WEEKS = 4


class CauseTally(Struct, frozen=True, kw_only=True):
    """One cause: signals `raised` in the time, those `at_start` among them whose cause held when it began,
    `updates` instead of doubles, `in_time` those with a contact before their deadline, `later` those with a
    later one, `still_open` those without any whose deadline is yet to come and `untouched` those where it has
    passed, at so many `accounts`."""

    cause: str
    raised: int
    at_start: int
    updates: int
    in_time: int
    later: int
    still_open: int
    untouched: int
    accounts: int


class AccountTally(Struct, frozen=True, kw_only=True):
    """How many signals an account would have had."""

    account: str
    raised: int
    causes: tuple[str, ...]


def by_cause(episodes: Iterable[Episode], causes: Sequence[str], until: date) -> list[CauseTally]:
    """A tally for each cause, in the order of the rules, as of the last day of the replay."""
    found = list(episodes)
    return [_tally([each for each in found if each.cause == cause], cause, until) for cause in causes]


def weekly_rate(episodes: Sequence[Episode], first: date, last: date) -> float | None:
    """Signals raised a week; None for a time too short to tell.

    Those whose cause held already on the first day came at any time before and would count as one day's.
    """
    days = (last - first).days + 1
    if days < _LEAST_WEEKS * 7:
        return None
    return 7 * sum(not each.first for each in episodes) / days


def by_account(episodes: Iterable[Episode], most: int) -> list[AccountTally]:
    """The accounts with the most signals."""
    causes: dict[str, list[str]] = {}
    for episode in episodes:
        causes.setdefault(episode.account, []).append(episode.cause)
    ranked = sorted(causes.items(), key=lambda entry: (-len(entry[1]), entry[0]))[:most]
    return [
        AccountTally(
            account=account,
            raised=len(names),
            causes=tuple(cause for cause, _ in Counter(names).most_common()),
        )
        for account, names in ranked
    ]


def _tally(found: Sequence[Episode], cause: str, until: date) -> CauseTally:
    in_time = sum(each.in_time for each in found)
    later = sum(each.contact is not None and not each.in_time for each in found)
    # The last day is not over, and neither is what is to be answered on it.
    still_open = sum(each.contact is None and each.deadline >= until for each in found)
    return CauseTally(
        cause=cause,
        raised=len(found),
        at_start=sum(each.first for each in found),
        updates=sum(each.updates for each in found),
        in_time=in_time,
        later=later,
        still_open=still_open,
        untouched=len(found) - in_time - later - still_open,
        accounts=len({each.account for each in found}),
    )
