"""What if: accounts, tiers, people, leave, model; each changes what it says and nothing else."""

from datetime import timedelta
from itertools import permutations

from cadence_tui.model.documents import Absence
from cadence_tui.practice.feasibility.demand import Demand, demand
from cadence_tui.practice.feasibility.what_if import (
    Add,
    Away,
    Change,
    Joins,
    Leaves,
    OtherModel,
    Retier,
    Share,
    what_if,
)
from cadence_tui.practice.feasibility.whole import Feasibility, feasibility
from tests.practice.accounts import TODAY
from tests.practice.feasibility.teams import csm, customer, every, held, team

TWO = (csm("ana"), csm("leo"))


def book(ana: int = 12, leo: int = 4, **fields: object) -> Demand:
    accounts = [customer(number) for number in range(ana)]
    accounts += [customer(ana + number, "leo") for number in range(leo)]
    return demand(team(accounts, *TWO, model=every(14), **fields))


def after(asked: Demand, *changes: Change) -> Feasibility:
    return feasibility(what_if(asked, changes).asked)


def notes(asked: Demand, change: Change) -> list[tuple[str, dict[str, object]]]:
    [(_, why)] = what_if(asked, [change]).notes
    return [(each.code, dict(each.args)) for each in why]


def asked_of(found: Feasibility) -> dict[str, int]:
    return {person.id: person.asked for person in found.people}


def add(count: int, **fields: object) -> Add:
    return Add(**{"count": count, "segment": "smb", "first": TODAY, "last": TODAY, **fields})  # type: ignore[arg-type]


def test_new_accounts_go_to_whoever_is_emptiest() -> None:
    found = after(book(), add(8))
    accounts = {person.id: person.accounts for person in found.people}
    assert accounts == {"ana": 12, "leo": 12}
    assert notes(book(), add(8))[1] == ("if_gets", {"person": "leo", "accounts": 8})


def test_new_accounts_of_a_person_weigh_on_nobody_else() -> None:
    before, found = feasibility(book()), after(book(), add(5, owner="ana"))
    assert asked_of(found)["leo"] == asked_of(before)["leo"]
    assert asked_of(found)["ana"] > asked_of(before)["ana"]


def test_accounts_that_start_later_ask_for_less() -> None:
    at_once = after(book(), add(6, owner="ana"))
    spread = after(book(), add(6, owner="ana", last=TODAY + timedelta(weeks=12)))
    assert asked_of(spread)["ana"] < asked_of(at_once)["ana"]


def test_whoever_leaves_hands_everything_over() -> None:
    before, found = feasibility(book()), after(book(), Leaves(person="ana"))
    assert asked_of(found) == {"leo": sum(asked_of(before).values())}
    named = after(book(), Leaves(person="leo", to="ana"))
    assert asked_of(named) == {"ana": sum(asked_of(before).values())}


def test_when_nobody_is_left_accounts_have_no_owner() -> None:
    alone = demand(team([customer(1), customer(2)], csm("ana"), model=every(14)))
    found = after(alone, Leaves(person="ana"))
    assert (found.people, found.unowned) == ((), 2)
    assert found.unowned_minutes == feasibility(alone).people[0].asked


def test_whoever_joins_takes_over_until_it_is_fair() -> None:
    before = feasibility(book())
    found = after(book(), Joins(id="new:luz", name="Luz", like="leo"))
    asked = asked_of(found)
    assert sum(asked.values()) == sum(asked_of(before).values())
    assert asked["leo"] == asked_of(before)["leo"]
    assert 0 < asked["new:luz"] <= asked["ana"] < asked_of(before)["ana"]


def test_leave_and_share_change_what_there_is_and_not_what_is_asked() -> None:
    before = feasibility(book())
    away = Away(person="ana", first=TODAY + timedelta(days=7), last=TODAY + timedelta(days=13))
    found = after(book(), away, Share(person="ana", share=0.25))
    ana, was = found.people[0], before.people[0]
    assert ana.asked == was.asked
    assert [week.has for week in ana.weeks[:3]] == [600, 0, 600]
    assert was.weeks[0].has == 1200
    assert found.people[1] == before.people[1]


def test_another_tier_asks_for_what_that_tier_asks() -> None:
    accounts = [customer(number) for number in range(4)]
    asked = demand(team(accounts, csm("ana")))
    whole = after(asked, Retier(segment="enterprise", of_segment="smb"))
    one = after(asked, Retier(segment="enterprise", accounts=("acc1",)))
    assert [tier.segment for tier in whole.tiers] == ["enterprise"]
    assert {tier.segment: tier.accounts for tier in one.tiers} == {"enterprise": 1, "smb": 3}
    assert asked_of(feasibility(asked))["ana"] < asked_of(one)["ana"] < asked_of(whole)["ana"]


def test_another_model_is_reckoned_with_from_the_beginning() -> None:
    found = after(book(), OtherModel(name="slow", model=every(28)))
    assert 0.4 < asked_of(found)["ana"] / asked_of(feasibility(book()))["ana"] < 0.6


def test_the_order_in_which_they_are_asked_for_does_not_matter() -> None:
    changes: list[Change] = [
        Joins(id="new:luz", name="Luz", like="ana"),
        Leaves(person="leo", to="new:luz"),
        add(3, owner="new:luz"),
        Retier(segment="mid_market", accounts=("acc2",)),
    ]
    outcomes = {str(after(book(), *order).people) for order in permutations(changes)}
    assert len(outcomes) == 1


def test_what_speaks_of_somebody_who_is_gone_is_left_out_and_says_so() -> None:
    found = what_if(book(), [Leaves(person="leo"), add(3, owner="leo")])
    assert [why[0].code for _, why in found.notes] == ["if_leaves", "if_not_possible"]
    assert feasibility(found.asked) == after(book(), Leaves(person="leo"))


def test_nothing_of_what_was_read_is_changed() -> None:
    asked = book()
    before = feasibility(asked)
    after(asked, Leaves(person="ana"), add(9), Retier(segment="enterprise", of_segment="smb"))
    assert feasibility(asked) == before


def test_whoever_breaks_gets_nothing_while_others_have_room() -> None:
    away = Absence(TODAY + timedelta(days=7), TODAY + timedelta(days=27))
    leo = csm("leo", leave=(away,))
    accounts = [customer(number) for number in range(20)] + [customer(20, "leo")]
    touchpoints = [held(accounts[-1], TODAY)]
    asked = demand(team(accounts, csm("ana"), leo, model=every(14), touchpoints=touchpoints))
    before = {person.id: person for person in feasibility(asked).people}
    # He is emptier by far, but has nothing to give in the weeks that count.
    assert before["leo"].verdict == "breaks"
    assert before["leo"].asked < before["ana"].asked
    found = {person.id: person for person in after(asked, add(5)).people}
    assert (found["ana"].accounts, found["leo"].accounts) == (25, 1)
    assert found["leo"].short == before["leo"].short


def test_where_nobody_has_room_new_accounts_are_still_given_to_somebody() -> None:
    away = Absence(TODAY + timedelta(days=7), TODAY + timedelta(days=27))
    alone = demand(team([customer(1)], csm("ana", leave=(away,)), model=every(7)))
    assert notes(alone, add(3))[1] == ("if_gets", {"person": "ana", "accounts": 3})
