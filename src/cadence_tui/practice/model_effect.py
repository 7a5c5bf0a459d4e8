"""What another touch model asks of an account and its owner, against what the present one asks (T3, T12)."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.due.touches import Due, asking
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of


class Load(Struct, frozen=True):
    """Touches due, and the minutes that people give to them: the customer's, preparation and write-up."""

    touches: int = 0
    minutes: int = 0


class AccountEffect(Struct, frozen=True, kw_only=True):
    """An account under both models. `kinds_*` count its touches by kind."""

    account: str
    name: str
    owner: str
    segment_was: str
    segment_now: str
    stage_was: str
    stage_now: str
    was: Load
    now: Load
    kinds_was: dict[str, int]
    kinds_now: dict[str, int]

    @property
    def changes(self) -> bool:
        """Whether anything is another than before."""
        placed_was, placed_now = (self.segment_was, self.stage_was), (self.segment_now, self.stage_now)
        return placed_was != placed_now or self.was != self.now or self.kinds_was != self.kinds_now


class OwnerEffect(Struct, frozen=True, kw_only=True):
    """The accounts of one owner together; `changed` of them are other than before."""

    owner: str
    accounts: int
    changed: int
    was: Load
    now: Load


def account_effect(
    record: AccountRecord, was: TouchModel, now: TouchModel, *, today: date, until: date, band: str = ""
) -> AccountEffect:
    """What is due of an account from today to `until`, both included, under one model and the other.

    Messages count as touches; `band` is the account's health band.
    """
    account = record.account
    due_was = _binding(asking(record, was, today=today, until=until, band=band).due)
    due_now = _binding(asking(record, now, today=today, until=until, band=band).due)
    return AccountEffect(
        account=account.id,
        name=account.name,
        owner=account.owner,
        segment_was=segment_of(account, was, today).value,
        segment_now=segment_of(account, now, today).value,
        stage_was=stage_of(account, was, today).value,
        stage_now=stage_of(account, now, today).value,
        was=_load(due_was),
        now=_load(due_now),
        kinds_was=_kinds(due_was),
        kinds_now=_kinds(due_now),
    )


def worst_first(effects: Iterable[AccountEffect]) -> list[AccountEffect]:
    """Those that change: what costs most more time first, what saves most last."""
    changed = [effect for effect in effects if effect.changes]
    return sorted(
        changed,
        key=lambda each: (
            each.was.minutes - each.now.minutes,
            each.was.touches - each.now.touches,
            each.name,
        ),
    )


def by_owner(effects: Iterable[AccountEffect]) -> list[OwnerEffect]:
    """The sums of each owner; who gets most more to do first."""
    books: dict[str, list[AccountEffect]] = {}
    for effect in effects:
        books.setdefault(effect.owner, []).append(effect)
    owners = [
        OwnerEffect(
            owner=owner,
            accounts=len(book),
            changed=sum(effect.changes for effect in book),
            was=_sum(effect.was for effect in book),
            now=_sum(effect.now for effect in book),
        )
        for owner, book in books.items()
    ]
    return sorted(owners, key=lambda each: (each.was.minutes - each.now.minutes, each.owner))


def _binding(due: Iterable[Due]) -> list[Due]:
    return [touch for touch in due if not touch.optional]


def _load(due: list[Due]) -> Load:
    by_people = (touch for touch in due if touch.delivered_by != "automation")
    return Load(len(due), sum(touch.minutes + touch.work_minutes for touch in by_people))


def _kinds(due: Iterable[Due]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for touch in due:
        counts[touch.touch] = counts.get(touch.touch, 0) + 1
    return dict(sorted(counts.items()))


def _sum(loads: Iterable[Load]) -> Load:
    each = list(loads)
    return Load(sum(load.touches for load in each), sum(load.minutes for load in each))
