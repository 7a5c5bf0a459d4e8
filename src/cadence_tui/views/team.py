"""The team in figures: accounts, load, rhythm, attendance, promises of each person (M1-M3)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from cadence_tui.model.documents import Account, Action, Person, Touchpoint
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.money import Money, total
from cadence_tui.model.rules.team import TeamRules
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.attendance import Counts, attendance_counts
from cadence_tui.practice.kept import Kept, kept_promises
from cadence_tui.practice.segments import comparable_arr


class WeekLoad(Struct, frozen=True, kw_only=True):
    """A week by its Monday: minutes of planned calls, and minutes that there are for calls."""

    week: date
    minutes: int
    capacity: int

    @property
    def share(self) -> float | None:
        """Load over capacity; None in a week without capacity."""
        return self.minutes / self.capacity if self.capacity else None


class Coverage(Struct, frozen=True, kw_only=True):
    """Accounts with a contact held lately, without one, and those whose next touch is overdue (None: not
    reckoned yet)."""

    touched: int = 0
    untouched: int = 0
    overdue: int | None = None


class PersonFigures(Struct, frozen=True, kw_only=True):
    """A row of the team. `revenue` is by currency, `yearly` its rough worth in the touch model's currency.

    `attendance` counts calls of the last twelve months, `kept` promises of ours.
    """

    id: str
    name: str
    login: str
    role: str
    pod: str
    accounts: int
    revenue: tuple[Money, ...]
    yearly: Money | None
    weeks: tuple[WeekLoad, ...]
    coverage: Coverage
    attendance: Counts
    kept: Kept
    open_promises: int
    late_promises: int

    @property
    def fullest(self) -> WeekLoad | None:
        """The week with the highest share of its capacity."""
        return max(self.weeks, key=lambda week: (week.share or 0.0, week.minutes), default=None)


class TeamBook(Struct, frozen=True, kw_only=True):
    """What the figures are made from.

    `overdue` has the days by which an account's next touch is overdue, None when nobody has reckoned that
    yet; `weeks` the coming weeks of each person.
    """

    people: Sequence[Person]
    accounts: Sequence[Account]
    touchpoints: Sequence[Touchpoint]
    actions: Sequence[Action]
    overdue: Mapping[str, int] | None
    weeks: Mapping[str, tuple[WeekLoad, ...]]
    model: TouchModel


def team_figures(book: TeamBook, rules: TeamRules, today: date) -> list[PersonFigures]:
    """A row for each of the people, by pod and name."""
    rows = [_figures(person, book, rules, today) for person in book.people]
    return sorted(rows, key=lambda row: (row.pod, row.name, row.id))


def _figures(person: Person, book: TeamBook, rules: TeamRules, today: date) -> PersonFigures:
    own = [account for account in book.accounts if account.owner == person.id and account.churned is None]
    ids = {account.id for account in own}
    touches = [touch for touch in book.touchpoints if touch.account in ids and not touch.internal]
    promises = [action for action in book.actions if action.side == "ours" and action.owner == person.id]
    live = [action for action in promises if action.status in LIVE_STATUSES]
    return PersonFigures(
        id=person.id,
        name=person.name,
        login=person.login,
        role=person.role,
        pod=person.pod,
        accounts=len(own),
        revenue=tuple(total([account.arr for account in own if account.arr])),
        yearly=_yearly(own, book.model),
        weeks=book.weeks.get(person.id, ()),
        coverage=_coverage(ids, touches, book.overdue, today - timedelta(days=rules.touched_days)),
        attendance=attendance_counts(touches, today),
        kept=kept_promises(promises, today, rules.kept_days),
        open_promises=len(live),
        late_promises=sum(action.due is not None and action.due < today for action in live),
    )


def _yearly(accounts: Iterable[Account], model: TouchModel) -> Money | None:
    known = [worth for account in accounts if (worth := comparable_arr(account, model)) is not None]
    return Money(Decimal(round(sum(known))), model.currency) if known else None


def _coverage(
    ids: set[str], touches: Iterable[Touchpoint], overdue: Mapping[str, int] | None, since: date
) -> Coverage:
    touched = {touch.account for touch in touches if touch.status == "held" and touch.date >= since}
    late = None if overdue is None else sum(overdue.get(account, 0) > 0 for account in ids)
    return Coverage(touched=len(touched), untouched=len(ids - touched), overdue=late)
