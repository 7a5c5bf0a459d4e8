"""The team that keeps the sample's accounts, and the people at the customers."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from cadence_tui.content.sample.cases import Case, Desk
from cadence_tui.content.sample.chance import Ids, Rotation, pick, whole
from cadence_tui.content.sample.patterns import Size
from cadence_tui.content.sample.world import Country, Member, World
from cadence_tui.model.documents import Absence, Contact, Person
from cadence_tui.model.text import fold

_NOT_IN_ADDRESSES = re.compile(r"[^a-z0-9]+")
_LEAVE_DAYS = 12


def team(world: World, size: Size, today: date, seed: int) -> list[tuple[Person, Member]]:
    """The people of a size in order; the first CSM's book is the biggest."""
    rng = Random(f"{seed}/people")
    ids = Ids(0, Random(f"{seed}/people/ids"))
    by_login = {member.login: member for member in world.team.people}
    members = [by_login[login] for login in size.people]
    members += _newcomers(world, size.more_csms, rng, set(by_login))
    csms = [member for member in members if member.role == "csm"]
    return [(_person(member, _pod(member, csms, size), ids.new(), today), member) for member in members]


def desks(people: list[tuple[Person, Member]], size: Size) -> list[Desk]:
    """The books: as the people file shares them out, evenly where it does not fit the size."""
    csms = [(person, member) for person, member in people if member.role == "csm"]
    wanted = [member.accounts for _, member in csms]
    if sum(wanted) != size.accounts:
        share, more = divmod(size.accounts, len(csms))
        wanted = [share + (place < more) for place in range(len(csms))]
    return [Desk(person, member, count) for (person, member), count in zip(csms, wanted, strict=True)]


def contacts(case: Case, world: World) -> list[Contact]:
    """Champion first, then the sponsor, then users."""
    if case.story and case.story.contacts:
        return [
            Contact(
                id=case.ids.new(),
                account=case.id,
                name=someone.name,
                role=someone.role,
                email=_address(someone.name, case),
                phone=_phone(case.country, case.rng),
                champion=someone.champion,
                sponsor=someone.sponsor,
                left=case.day(someone.left) if someone.left is not None else None,
            )
            for someone in case.story.contacts
        ]
    return list(_drawn(case, world))


def _drawn(case: Case, world: World) -> Iterator[Contact]:
    rng = case.rng
    banks = (world.roles.champions, world.roles.sponsors, world.roles.users)
    taken: set[str] = set()
    count = whole(rng, world.patterns.segments[case.segment].contacts)
    left = _departure(case, world) if count > 1 else None
    for place in range(count):
        woman = rng.random() < 0.5
        name = _name(case.country, woman, taken, rng)
        titles = banks[min(place, 2)][case.language]
        yield Contact(
            id=case.ids.new(),
            account=case.id,
            name=name,
            role=pick(rng, titles)[woman],
            email=_address(name, case),
            phone=_phone(case.country, rng) if place == 0 else "",
            champion=place == 0,
            sponsor=place == 1,
            left=left if place == 0 else None,
        )


def _departure(case: Case, world: World) -> date | None:
    if case.rng.random() >= case.mood.champion_left:
        return None
    day = case.end - timedelta(days=whole(case.rng, world.patterns.departures.days))
    return day if day > case.start else None


def _newcomers(world: World, count: int, rng: Random, logins: set[str]) -> Iterator[Member]:
    homes = Rotation({place: sum(home.countries.values()) for place, home in enumerate(world.team.homes)})
    pattern = world.team.people[0]
    for number in range(count):
        home = world.team.homes[homes.next()]
        country = world.countries[home.country]
        names: set[str] = set()
        name = _name(country, number % 2 == 0, names, rng)
        while _login(name) in logins:
            name = _name(country, number % 2 == 0, names, rng)
        logins.add(_login(name))
        yield Member(
            name=name,
            login=_login(name),
            timezone=home.timezone,
            hours="Mon-Fri 09:00-13:00 14:00-18:00",
            language=country.language,
            country=home.country,
            countries=home.countries,
            mix=pattern.mix,
        )


def _person(member: Member, pod: str, person_id: str, today: date) -> Person:
    return Person(
        id=person_id,
        name=member.name,
        login=member.login,
        role=member.role,
        pod=pod,
        email=f"{member.login}@cadence.example",
        country=member.country,
        subdivision=member.subdivision,
        timezone=member.timezone,
        hours=member.hours,
        language=member.language,
        leave=(_next_month(today, member.leave_next_month),) if member.leave_next_month else (),
    )


def _pod(member: Member, csms: list[Member], size: Size) -> str:
    if not size.pods or member.role != "csm":
        return member.pod
    return size.pods[csms.index(member) * len(size.pods) // len(csms)]


def _next_month(today: date, why: str) -> Absence:
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    monday = first + timedelta(days=-first.weekday() % 7)
    return Absence(monday, monday + timedelta(days=_LEAVE_DAYS - 1), why)


def _name(country: Country, woman: bool, taken: set[str], rng: Random) -> str:
    while True:
        name = f"{pick(rng, country.women if woman else country.men)} {pick(rng, country.surnames)}"
        if name not in taken:
            taken.add(name)
            return name


def _login(name: str) -> str:
    return _NOT_IN_ADDRESSES.sub(".", fold(name)).strip(".")


def _address(name: str, case: Case) -> str:
    return f"{_login(name)}@{case.domain}.example"


def _phone(country: Country, rng: Random) -> str:
    """Only where numbers are set aside for fiction."""
    if not country.phone:
        return ""
    return country.phone.format(area=pick(rng, country.areas), number=int(rng.random() * 100))
