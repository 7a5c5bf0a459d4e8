"""Reads what a cover plan is made from: the accounts of who is away, and the weeks of colleagues (P6)."""

from collections.abc import Iterator
from datetime import date

from cadence_tui.model.clock import monday, today
from cadence_tui.model.documents import Absence, Cover, Person
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Fixed
from cadence_tui.practice.cover_needs import Away, Need, needs_of
from cadence_tui.practice.cover_plan import Customer, Mate
from cadence_tui.practice.covering import part_of
from cadence_tui.practice.working_time import Minutes
from cadence_tui.workspace.planning_book import Book, gather
from cadence_tui.workspace.planning_problem import Maker, askings_of, soonest
from cadence_tui.workspace.session import Workspace

_MOST_WEEKS = 53


def customers(ws: Workspace, person: Person, leave: Absence, cover: Cover | None) -> Iterator[Customer]:
    """The accounts of a person with what of them falls into a leave; only those that have something."""
    book = gather(ws, [person.id], _weeks_to(ws, leave.last))
    maker, asked = Maker(book), askings_of(book, messages=False)
    away = _away(ws, person, leave, book)
    for account, record in book.records.items():
        asking = asked.get(account)
        needs = needs_of(record, asking.due if asking else (), away)
        if not needs:
            continue
        wished = maker.wishes(record.account).hours
        part = part_of(cover, account)
        yield Customer(
            account=record.account,
            needs=needs,
            hours=wished or book.rules.customer_hours,
            zone=record.account.timezone,
            kept=part.stand_in if part else "",
        )


def needs_of_accounts(ws: Workspace, person: Person, leave: Absence) -> dict[str, tuple[Need, ...]]:
    """What falls into a leave, by account."""
    return {each.account.id: each.needs for each in customers(ws, person, leave, None)}


def mates(ws: Workspace, person: Person, leave: Absence) -> list[Mate]:
    """Who could stand in: everybody who looks after accounts, with their weeks of the leave."""
    people = _colleagues(ws, person)
    if not people:
        return []
    weeks = _weeks_to(ws, leave.last)
    book = gather(ws, [each.id for each in people], weeks, evidence=False)
    maker = Maker(book)
    fixed = [maker.agreed(touch, account) for touch, account in book.calls()]
    problem = maker.problem([], fixed)
    by_id = {each.id: each for each in people}
    first = max(0, (monday(leave.first) - book.start).days // 7)
    found: list[Mate] = []
    for planned in problem.people:
        own = [call for call in fixed if call.owner == planned.id]
        diary, each = Diary(problem, planned, own), by_id[planned.id]
        found.append(
            Mate(
                person=each,
                in_pod=bool(person.pod) and each.pod == person.pod,
                capacity=sum(diary.week_capacity[first:]),
                load=sum(diary.week_load[first:]),
                spans=planned.spans,
                taken=_taken(own),
                holidays=frozenset(day for day, why in planned.away.items() if why == "holiday"),
            )
        )
    return found


def _away(ws: Workspace, person: Person, leave: Absence, book: Book) -> Away:
    working = next(each for each in Maker(book).problem([], []).people if each.id == person.id)
    return Away(
        person=person,
        leave=leave,
        today=today(ws.clock, person.timezone),
        soonest=soonest(book),
        # Beyond the weeks that are planned nothing is known against a day.
        works=lambda day: day in working.spans or day > book.last,
        model=book.model,
        ad_hoc=book.rules.ad_hoc,
    )


def _colleagues(ws: Workspace, person: Person) -> list[Person]:
    owners = {account.owner for account in ws.records.accounts()}
    return [
        each
        for each in ws.records.people()
        if each.id != person.id and each.gone is None and (each.role == "csm" or each.id in owners)
    ]


def _weeks_to(ws: Workspace, last: date) -> int:
    weeks = (last - monday(ws.today())).days // 7 + 1
    return max(1, min(weeks, _MOST_WEEKS))


def _taken(calls: list[Fixed]) -> dict[date, Minutes]:
    taken: dict[date, Minutes] = {}
    for call in calls:
        if call.start is not None:
            taken[call.date] = (*taken.get(call.date, ()), (call.start, call.start + call.minutes))
    return taken
