"""A cover plan in words: what an account needs, who looks after it and why, which rows a list has (P6)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import Cover, GroupSession, Person
from cadence_tui.model.message import Message, message
from cadence_tui.practice.cover_needs import Need, NeedKind
from cadence_tui.practice.cover_plan import AccountCover, CoverPlan, Offer
from cadence_tui.practice.covering import part_of
from cadence_tui.views.wording import worded_all
from cadence_tui.views.words import Words

_CALLS: Mapping[NeedKind, Message] = {
    "agreed_call": message("{touch}, agreed"),
    "planned_call": message("{touch}, planned"),
    "due_call": message("{touch}, due"),
    "onboarding": message("{touch}, a step of the start"),
    "renewal_call": message("{touch}, before the renewal"),
}


class CoverRow(Struct, frozen=True, kw_only=True):
    """An account of a cover plan as a list shows it.

    `stand_in` is who is chosen or accepted, empty for nobody; `accepted` says that the cover stands so.
    `moved` is set where the customer is asked for another day instead, `only_moves` where nobody is needed.
    """

    cover: AccountCover
    stand_in: str
    accepted: bool
    note: str = ""
    moved: bool = False
    only_moves: bool = False

    @property
    def id(self) -> str:
        """The account's id."""
        return self.cover.account.id

    @property
    def offer(self) -> Offer | None:
        """What is known of the one who is chosen."""
        return next((each for each in self.cover.offers if each.person == self.stand_in), None)


class LeaveRow(Struct, frozen=True, kw_only=True):
    """A leave as a list shows it; `stand_ins` counts the accounts that each of them looks after then.

    `sessions` are the group sessions that lie in it.
    """

    person: Person
    first: date
    last: date
    why: str = ""
    stand_ins: Mapping[str, int] = {}
    sessions: tuple[GroupSession, ...] = ()

    @property
    def covered(self) -> int:
        """Accounts that somebody else looks after in it."""
        return sum(self.stand_ins.values())


def cover_rows(
    plan: CoverPlan,
    accepted: Cover | None,
    chosen: Mapping[str, str] | None = None,
    moved: Iterable[str] = (),
) -> list[CoverRow]:
    """The rows of a plan: accounts that need somebody by day, then those whose calls only move."""
    chosen, asked = chosen or {}, set(moved)
    rows: list[CoverRow] = []
    for each in plan.accounts:
        part = part_of(accepted, each.account.id)
        stand_in = chosen.get(each.account.id, each.stand_in)
        rows.append(
            CoverRow(
                cover=each,
                stand_in=stand_in,
                accepted=part is not None and part.stand_in == stand_in,
                note=part.note if part else "",
                moved=each.account.id in asked,
            )
        )
    rows += [CoverRow(cover=each, stand_in="", accepted=False, only_moves=True) for each in plan.moving]
    return rows


def need_text(need: Need, words: Words) -> str:
    """`Mon 7 Dec 10:00 · Check-in, agreed`."""
    return f"{when_text(need, words)} · {what_text(need, words)}"


def what_text(need: Need, words: Words) -> str:
    """What is to be done, without its day."""
    if (pattern := _CALLS.get(need.kind)) is not None:
        return words.speech.word(Message(pattern.text, {"touch": words.touch(need.what)}))
    if need.kind == "signal":
        return words.speech.say("signal: {cause}", cause=words.title("cause", need.what))
    if need.kind == "promise":
        return words.speech.say("our promise: {title}", title=need.what)
    return words.speech.say("renewal day")


def when_text(need: Need, words: Words) -> str:
    """The day, and the hour in the reader's zone where there is one."""
    if need.start is None:
        return words.speech.weekday_day(need.day)
    local: datetime = need.start.astimezone(ZoneInfo(words.zone))
    return f"{words.speech.weekday_day(local.date())} {words.speech.time(local)}"


def needs_summary(needs: Iterable[Need], words: Words) -> str:
    """`2 calls · 1 signal · 1 promise`."""
    kinds = [need.kind for need in needs]
    signals, promises, renewals = (kinds.count(each) for each in ("signal", "promise", "renewal"))
    calls = len(kinds) - signals - promises - renewals
    plural = words.speech.plural
    parts = [
        plural("{n} call", "{n} calls", calls) if calls else "",
        plural("{n} signal", "{n} signals", signals) if signals else "",
        plural("{n} promise", "{n} promises", promises) if promises else "",
        words.speech.say("renewal") if renewals else "",
    ]
    return " · ".join(filter(None, parts))


def offer_text(offer: Offer, words: Words) -> str:
    """Why somebody, or what speaks against them, on one line."""
    return worded_all(offer.reasons, words)


def room_text(offer: Offer, words: Words) -> str:
    """`310 of 720 min`: what is left of their minutes for calls in those weeks."""
    return words.speech.say(
        "{free} of {capacity} min",
        free=words.speech.number(offer.free),
        capacity=words.speech.number(offer.capacity),
    )


def state_text(row: CoverRow, words: Words) -> str:
    """How a row stands, in a word or two."""
    say = words.speech.say
    if row.only_moves:
        return say("cover|moves")
    if row.moved:
        return say("cover|ask to move")
    if not row.stand_in:
        return say("cover|nobody")
    return say("cover|accepted") if row.accepted else say("cover|proposed")
