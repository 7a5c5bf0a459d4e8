"""The sample portfolio: a team, its customers, and a year of work with them, dated to a day."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from cadence_tui.content.sample.accounts import account
from cadence_tui.content.sample.calls import Scribe
from cadence_tui.content.sample.cases import Case, decide
from cadence_tui.content.sample.diary import Diary
from cadence_tui.content.sample.evidence import setup, surveys, tickets, usage
from cadence_tui.content.sample.history import Historian, present
from cadence_tui.content.sample.outlook import Foreteller
from cadence_tui.content.sample.people import contacts, desks, team
from cadence_tui.content.sample.promises import Promiser
from cadence_tui.content.sample.sessions import Customer, DaysOff, group_sessions, no_days_off
from cadence_tui.content.sample.world import World, load_world
from cadence_tui.content.sample.writing import Pen
from cadence_tui.model.documents import Account, Contact, Document

SampleSize = Literal["small", "team", "large"]


def sample_portfolio(
    size: SampleSize, today: date, seed: int = 1, *, days_off: DaysOff = no_days_off
) -> Iterator[Document]:
    """People first, then account by account with everything that belongs to it, then group sessions.

    The same size, day and seed give the same documents; ids stay the same from day to day. No settings
    document; on `days_off` nobody hosts a group session. Raises BadInput when a file of `sample_data` does
    not fit its shape.
    """
    world = load_world()
    figures = world.patterns.sizes[size]
    people = team(world, figures, today, seed)
    yield from (person for person, _ in people)
    lead = next((person.id for person, _ in people if person.role == "lead"), "")
    diary = Diary(world.patterns)
    historian = Historian(world.patterns, figures, diary)
    host, member = next((person, member) for person, member in people if person.role == "csm")
    customers: list[Customer] = []
    for case in decide(world, desks(people, figures), today, seed):
        documents = list(_documents(case, world, historian, diary, lead))
        yield from documents
        if case.owner.id == host.id:
            customers += _customer(documents)
    yield from group_sessions(
        world.sessions.sessions, host, member.language, customers, diary, today, seed, days_off
    )


def _customer(documents: list[Document]) -> Iterator[Customer]:
    """An account with its champion, who comes first of its contacts, while they are there."""
    account = next(each for each in documents if isinstance(each, Account))
    contacts = (each for each in documents if isinstance(each, Contact) and not each.left)
    champion = next((each for each in contacts if each.champion), None)
    if champion is not None:
        yield Customer(account, champion)


def _documents(case: Case, world: World, historian: Historian, diary: Diary, lead: str) -> Iterator[Document]:
    staff = contacts(case, world)
    have = setup(case, world)
    champion = present(staff, case.end)[0].name
    pen = Pen(world.phrases[case.language], case.rng, list(have.teams), have.features, champion)
    described = account(case, world.patterns, pen.write("goals", "any"))
    yield described
    yield from staff
    yield usage(case, world, have, case.ids.new())
    yield from tickets(case, world, pen)
    yield from surveys(case, world, pen, champion)
    promiser = Promiser(world.patterns.promises, pen, diary, lead)
    history = historian.write(case, staff, described.preferences, pen, Scribe(world.patterns, pen, promiser))
    yield from history.touchpoints
    yield from history.calls
    foreteller = Foreteller(world.patterns.outlook, diary, pen, case)
    foreteller.show_evidence(history.actions)
    yield from history.actions
    yield from foreteller.outlook(history.calls)
