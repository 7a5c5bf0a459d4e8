"""What a replay of the rules adds up to: by cause, by account, and whether anybody acted (T7)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from cadence_tui.practice.signals.replay import Episode


class CauseTally(Struct, frozen=True, kw_only=True):
    """One cause: signals `raised` in the time, those `at_start` among them whose cause held when it began,
    `updates` instead of doubles, `in_time` those with a contact before their deadline, `later` those with a
    later one, `untouched` those without any, at so many `accounts`."""

    cause: str
    raised: int
    at_start: int
    updates: int
    in_time: int
    later: int
    untouched: int
    accounts: int


class AccountTally(Struct, frozen=True, kw_only=True):
    """How many signals an account would have had."""

    account: str
    raised: int
    causes: tuple[str, ...]


def by_cause(episodes: Iterable[Episode], causes: Sequence[str]) -> list[CauseTally]:
    """A tally for each cause, in the order of the rules."""
    found = list(episodes)
    return [_tally(cause, [each for each in found if each.cause == cause]) for cause in causes]


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


def _tally(cause: str, found: Sequence[Episode]) -> CauseTally:
    in_time = sum(each.in_time for each in found)
    later = sum(each.contact is not None and not each.in_time for each in found)
    return CauseTally(
        cause=cause,
        raised=len(found),
        at_start=sum(each.first for each in found),
        updates=sum(each.updates for each in found),
        in_time=in_time,
        later=later,
        untouched=len(found) - in_time - later,
        accounts=len({each.account for each in found}),
    )
