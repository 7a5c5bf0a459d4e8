"""One change of wishes: what is added, set and taken away (T9)."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from cadence_tui.model.documents import Preferences
from cadence_tui.model.documents.account import Pinned

WishField = Literal["every", "channel", "weekdays", "hours", "quiet", "refused", "wanted", "pinned"]
WISH_FIELDS: tuple[WishField, ...] = get_args(WishField)


class WishChange(Struct, frozen=True, kw_only=True):
    """What shall be different; None and empty leave what is there.

    `clear` comes first; quiet days and kinds are added, an agreed day takes the place of that of its kind. A
    kind that is refused is no longer wanted, and the other way round.
    """

    every_days: int | None = None
    channel: str = ""
    weekdays: tuple[int, ...] = ()
    hours: str = ""
    quiet: tuple[tuple[date, date], ...] = ()
    refuse: tuple[str, ...] = ()
    want: tuple[str, ...] = ()
    pin: tuple[Pinned, ...] = ()
    clear: tuple[WishField, ...] = ()


def changed_wishes(was: Preferences, change: WishChange) -> Preferences:
    """The wishes after a change."""
    left = _without(was, change.clear)
    pinned = {each.touch: each for each in (*left.pinned, *change.pin)}
    return Preferences(
        channel=change.channel or left.channel,
        every_days=change.every_days or left.every_days,
        weekdays=change.weekdays or left.weekdays,
        hours=change.hours or left.hours,
        quiet=tuple(sorted({*left.quiet, *change.quiet})),
        refused=_joined(left.refused, change.refuse, change.want),
        wanted=_joined(left.wanted, change.want, change.refuse),
        pinned=tuple(pinned.values()),
    )


def _without(was: Preferences, clear: Sequence[WishField]) -> Preferences:
    names = {"every_days" if name == "every" else name for name in clear}
    kept = {name: getattr(was, name) for name in was.__struct_fields__ if name not in names}
    return Preferences(**kept)


def _joined(was: Sequence[str], more: Sequence[str], less: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in dict.fromkeys((*was, *more)) if each not in less or each in more)
