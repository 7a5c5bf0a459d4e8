"""Every account that needs somebody gets one stand-in who is there, or is told to have nobody (P6)."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.model.documents import Absence, Account, Person
from cadence_tui.practice.cover_needs import Need
from cadence_tui.practice.cover_plan import Customer, Mate, cover_plan
from cadence_tui.practice.working_time import on_leave

MONDAY = date(2026, 3, 9)
LEAVE = Absence(MONDAY, MONDAY + timedelta(days=4))
WEEK = [MONDAY + timedelta(days=step) for step in range(5)]
ANA = Person(id="ana", name="Ana", login="ana", pod="north", leave=(LEAVE,))


def mate(
    login: str, *, pod: str = "north", load: int = 0, away: tuple[date, ...] = (), **fields: str
) -> Mate:
    person = Person(
        id=login,
        name=login.title(),
        login=login,
        pod=pod,
        leave=tuple(Absence(day, day) for day in away),
        **fields,  # type: ignore[arg-type]
    )
    spans = {day: ((9 * 60, 17 * 60),) for day in WEEK if day not in away}
    return Mate(person=person, in_pod=pod == "north", capacity=600, load=load, spans=spans, taken={})


def need(day: date, hour: int | None = None, *, moves: bool = False, minutes: int = 45) -> Need:
    start = datetime(day.year, day.month, day.day, hour, tzinfo=UTC) if hour is not None else None
    source = f"{day}-{hour}"
    return Need(
        kind="agreed_call", source=source, day=day, minutes=minutes, start=start, call_minutes=30, moves=moves
    )


def customer(name: str, *needs: Need, **fields: object) -> Customer:
    known = {"language": "en", **fields}
    return Customer(account=Account(id=name, name=name, owner="ana", **known), needs=needs)  # type: ignore[arg-type]


def chosen(customers: list[Customer], mates: list[Mate]) -> dict[str, str]:
    return {each.account.id: each.stand_in for each in cover_plan(ANA, LEAVE, customers, mates).accounts}


MATES = st.lists(
    st.builds(
        lambda number, pod, load, away: mate(f"m{number}", pod=pod, load=load, away=tuple(away)),
        st.integers(0, 5),
        st.sampled_from(["north", "south"]),
        st.integers(0, 900),
        st.lists(st.sampled_from(WEEK), unique=True, max_size=5),
    ),
    unique_by=lambda each: each.person.id,
    max_size=5,
)
NEEDS = st.lists(
    st.builds(
        lambda day, hour, moves: need(day, hour, moves=moves),
        st.sampled_from(WEEK),
        st.none() | st.integers(8, 17),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@given(mates=MATES, wanted=st.lists(NEEDS, max_size=8))
def test_everybody_who_needs_one_has_exactly_one_who_is_there(
    mates: list[Mate], wanted: list[list[Need]]
) -> None:
    customers = [customer(f"a{number}", *needs) for number, needs in enumerate(wanted)]
    plan = cover_plan(ANA, LEAVE, customers, mates)
    pressing = {each.account.id for each in customers if each.pressing}
    assert [each.account.id for each in plan.accounts if each.account.id in pressing] == [
        each.account.id for each in plan.accounts
    ]
    assert len(plan.accounts) == len(pressing)
    assert {each.account.id for each in plan.moving} == {each.account.id for each in customers} - pressing
    people = {each.person.id: each for each in mates}
    for each in plan.accounts:
        days = {need.day for need in each.needs if not need.moves}
        able = [m for m in mates if not any(on_leave(m.person, day) for day in days)]
        assert bool(each.stand_in) == bool(able)
        assert (each in plan.uncovered) == (not able)
        if each.stand_in:
            assert people[each.stand_in] in able
            # The pod goes first, whatever room others have.
            assert people[each.stand_in].in_pod or not any(m.in_pod for m in able)
    assert cover_plan(ANA, LEAVE, reversed(customers), mates) == plan


def test_work_is_shared_out_by_room() -> None:
    customers = [customer(name, need(MONDAY, minutes=100)) for name in ("a", "b", "c", "d")]
    shared = chosen(customers, [mate("bea"), mate("leo", load=500)])
    assert list(shared.values()) == ["bea"] * 4
    assert set(chosen(customers, [mate("bea"), mate("leo")]).values()) == {"bea", "leo"}


def test_the_language_counts_where_there_is_room() -> None:
    mates = [mate("bea", language="en"), mate("leo", language="es", load=300)]
    assert chosen([customer("a", need(MONDAY), language="es")], mates) == {"a": "leo"}
    full = [mate("bea", language="en"), mate("leo", language="es", load=590)]
    assert chosen([customer("a", need(MONDAY), language="es")], full) == {"a": "bea"}


def test_two_calls_at_one_hour_go_to_two_people() -> None:
    customers = [customer("a", need(MONDAY, 10)), customer("b", need(MONDAY, 10))]
    assert set(chosen(customers, [mate("bea"), mate("leo")]).values()) == {"bea", "leo"}
    plan = cover_plan(ANA, LEAVE, customers, [mate("bea")])
    assert sorted(each.offers[0].clashes for each in plan.accounts) == [0, 1]
    assert "cover_clash" in {why.code for each in plan.accounts for why in each.offers[0].reasons}


def test_somebody_of_another_pod_is_told_to_be() -> None:
    plan = cover_plan(ANA, LEAVE, [customer("a", need(MONDAY))], [mate("zoe", pod="south")])
    [found] = plan.accounts
    assert found.stand_in == "zoe"
    assert "cover_outside" in {why.code for why in found.offers[0].reasons}


def test_hours_shared_with_the_customer_decide_between_equals() -> None:
    far = Customer(
        account=Account(id="a", name="a", owner="ana"),
        needs=(need(MONDAY),),
        hours="Mon-Fri 09:00-17:00",
        zone="America/Bogota",
    )
    mates = [mate("bea", timezone="Asia/Tokyo"), mate("leo", timezone="America/Lima")]
    assert chosen([far], mates) == {"a": "leo"}


def test_whoever_has_a_public_holiday_then_comes_last_and_is_told_to_have_it() -> None:
    bea = replace(mate("bea"), holidays=frozenset({MONDAY}))
    plan = cover_plan(ANA, LEAVE, [customer("a", need(MONDAY))], [bea, mate("zoe", pod="south")])
    [found] = plan.accounts
    assert [each.person for each in found.offers] == ["zoe", "bea"]
    assert found.offers[1].reasons[0].code == "cover_holiday"
    assert found.offers[1].holidays == (MONDAY,)
    assert chosen([customer("a", need(WEEK[1]))], [bea, mate("zoe", pod="south")]) == {"a": "bea"}
    assert chosen([customer("a", need(MONDAY))], [bea]) == {"a": "bea"}, "better than nobody"
