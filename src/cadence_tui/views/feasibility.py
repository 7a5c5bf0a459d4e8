"""Feasibility as rows: each person before and after, the team's weeks and months together (T12)."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from cadence_tui.model.documents import Person
from cadence_tui.model.message import Reason
from cadence_tui.practice.feasibility.load import MonthAsked, PersonLoad, WeekAsked
from cadence_tui.practice.feasibility.ratios import Ratio
from cadence_tui.practice.feasibility.what_if import Change
from cadence_tui.practice.feasibility.whole import Feasibility


class PersonRow(Struct, frozen=True, kw_only=True):
    """A person before and after; `was` is missing for who joins, `now` for who leaves.

    Without any change both are the same. `ratio` is that of `now`.
    """

    id: str
    name: str
    pod: str
    was: PersonLoad | None
    now: PersonLoad | None
    ratio: Ratio | None

    @property
    def load(self) -> PersonLoad:
        """What to show: after, else before."""
        found = self.now or self.was
        assert found is not None
        return found


class Outcome(Struct, frozen=True, kw_only=True):
    """The team as it is, and after changes if any were asked for; `notes` tell what each of them did.

    `people` are everybody of both, `accounts` the names of accounts by id: of those made up empty.
    """

    before: Feasibility
    after: Feasibility | None
    notes: tuple[tuple[Change, tuple[Reason, ...]], ...]
    people: tuple[Person, ...]
    accounts: Mapping[str, str]

    @property
    def now(self) -> Feasibility:
        """What the reader asked for: after the changes, if there are any."""
        return self.after or self.before

    def rows(self) -> list[PersonRow]:
        """The people, whoever breaks first, then who is fullest."""
        rows = person_rows(self.before, self.after, self.people)
        return sorted(rows, key=lambda row: (-row.load.short, -(loaded(row.load) or 0)))


def loaded(load: PersonLoad | None) -> float | None:
    """The part of the stretch's minutes that is asked for; None without any, or without a person."""
    return load.asked / load.has if load and load.has else None


def person_rows(before: Feasibility, after: Feasibility | None, people: Sequence[Person]) -> list[PersonRow]:
    """A row for each of the people with figures, by pod and name."""
    now = after or before
    ratios = {ratio.who: ratio for ratio in now.ratios if ratio.scope == "person"}
    rows = [
        PersonRow(
            id=person.id,
            name=person.name,
            pod=person.pod,
            was=before.person(person.id),
            now=now.person(person.id),
            ratio=ratios.get(person.id),
        )
        for person in people
    ]
    shown = [row for row in rows if row.was or row.now]
    return sorted(shown, key=lambda row: (row.pod, row.name, row.id))


def weeks_together(people: Iterable[PersonLoad]) -> list[WeekAsked]:
    """The weeks of several people as one."""
    return [
        WeekAsked(
            week=weeks[0].week,
            calls=sum(week.calls for week in weeks),
            written=sum(week.written for week in weeks),
            has=sum(week.has for week in weeks),
            short=sum(week.short for week in weeks),
        )
        for weeks in zip(*(person.weeks for person in people), strict=True)
    ]


def months_together(people: Iterable[PersonLoad]) -> list[MonthAsked]:
    """The months of several people as one."""
    return [
        MonthAsked(
            first=months[0].first,
            last=months[0].last,
            whole=months[0].whole,
            calls=sum(month.calls for month in months),
            written=sum(month.written for month in months),
            has=sum(month.has for month in months),
        )
        for months in zip(*(person.months for person in people), strict=True)
    ]


def account_name(account: str, names: Mapping[str, str]) -> str:
    """The name of an account; of one that is made up its number."""
    return names.get(account) or "+ " + account.partition(":")[2]
