"""Ratios against the guideline, cost against revenue, and what would give time back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Absence
from cadence_tui.model.money import Money
from cadence_tui.practice.feasibility.demand import demand
from cadence_tui.practice.feasibility.levers import by_mail, slower
from cadence_tui.practice.feasibility.whole import feasibility
from tests.practice.accounts import MODEL, TODAY
from tests.practice.feasibility.teams import QUIET, csm, customer, every, held, team


@pytest.mark.parametrize(
    ("accounts", "state"), [(14, "below"), (15, "within"), (30, "within"), (31, "above")]
)
def test_a_dedicated_csm_has_15_to_30_accounts(accounts: int, state: str) -> None:
    book = [customer(number, arr=200_000) for number in range(accounts)]
    [ratio] = feasibility(demand(team(book))).ratios
    assert (ratio.accounts, ratio.state) == (accounts, state)


def test_tiers_together_fill_a_csm() -> None:
    mixed = [customer(number, arr=200_000) for number in range(20)]
    mixed += [customer(100 + number, arr=10_000) for number in range(300)]
    [ratio] = feasibility(demand(team(mixed, weeks=1))).ratios
    assert ratio.filled == pytest.approx(20 / 30 + 300 / 500)
    assert ratio.state == "above"


def test_a_pod_of_three_may_have_300_of_the_middle() -> None:
    people = [csm(name) for name in ("ana", "leo", "eva")]
    book = [customer(number, people[number % 3].id, arr=50_000) for number in range(240)]
    found = feasibility(demand(team(book, *people, weeks=1)))
    pod = next(ratio for ratio in found.ratios if ratio.scope == "pod")
    assert (pod.accounts, pod.csms, pod.state) == (240, 3, "within")
    assert (pod.tiers[0].least, pod.tiers[0].most) == (150, 300)


def test_a_model_without_guideline_judges_nobody() -> None:
    model = replace(QUIET, segments=tuple(replace(each, coverage=None) for each in QUIET.segments))
    [ratio] = feasibility(demand(team([customer(1)], model=model))).ratios
    assert (ratio.filled, ratio.state) == (None, "unknown")


def test_what_an_account_costs_a_year_is_set_against_its_revenue() -> None:
    found = feasibility(demand(team([customer(1)], model=every(14), weeks=52)))
    assert MODEL.economy is not None
    [cost] = found.costs
    hours = 26 * 40 / 60 * 365.25 / 364
    assert cost.cost == pytest.approx(hours * MODEL.economy.hour_cost)
    assert cost.share == pytest.approx(hours * MODEL.economy.hour_cost / 10_000)
    assert cost.hours_month == pytest.approx(hours / 12)


@pytest.mark.parametrize("arr", [None, Money(Decimal(10_000), "XAU"), Money(Decimal(0), "USD")])
def test_an_unknown_revenue_makes_the_share_unknown_and_never_nothing(arr: Money | None) -> None:
    book = [customer(1), customer(2, arr=10_000)]
    unknown = replace(customer(3), arr=arr)
    found = feasibility(demand(team([*book, unknown], model=every(14, "tech_touch", every(14)))))
    cost = next(cost for cost in found.costs if cost.account == "acc3")
    assert cost.share is None
    assert found.costs[-1].account == "acc3"
    assert cost.reasons[-1].code == "cost_unknown_revenue"
    assert sum(tier.unknown for tier in found.tiers) == 1


def test_without_an_hours_cost_nothing_is_reckoned() -> None:
    found = feasibility(demand(team([customer(1)], model=replace(QUIET, economy=None))))
    assert (found.costs[0].cost, found.tiers[0].share) == (None, None)
    assert found.costs[0].reasons[-1].code == "cost_unset"


def test_who_costs_most_of_their_revenue_stands_first() -> None:
    book = [customer(number, arr=6_000 + 3_000 * number) for number in range(5)]
    found = feasibility(demand(team(book, model=every(7))))
    shares = [cost.share for cost in found.costs]
    assert shares == sorted(shares, key=lambda share: -(share or 0))
    assert found.costs[0].dear


@pytest.mark.parametrize(("above", "dear"), [(1.0004, False), (1.006, True)])
def test_nobody_is_held_to_cost_too_much_who_reads_as_costing_just_what_is_allowed(
    above: float, dear: bool
) -> None:
    model = every(7)
    assert model.economy
    cost = feasibility(demand(team([customer(1)], model=model))).costs[0].cost
    assert cost
    allowed = replace(model, economy=replace(model.economy, cost_share=0.1))
    book = [customer(1, arr=round(cost / (0.1 * above)))]
    found = feasibility(demand(team(book, model=allowed)))
    assert found.costs[0].share == pytest.approx(0.1 * above, rel=1e-3)
    assert found.costs[0].dear == dear


def test_a_tier_has_its_hours_beside_the_guideline() -> None:
    [tier] = feasibility(demand(team([customer(1, arr=200_000)]))).tiers
    assert tier.guideline == (10, 15)
    assert 0 < tier.hours_month < 10


# -- what would give time back -------------------------------------------------------


def test_levers_give_back_what_the_changed_model_no_longer_asks_for() -> None:
    accounts = [customer(number) for number in range(20)]
    busy = team(
        accounts,
        csm("ana", call_share=0.05),
        model=every(14),
        touchpoints=[held(account, TODAY) for account in accounts],
    )
    found = feasibility(demand(busy))
    assert found.people[0].verdict == "breaks"
    levers = {(lever.kind, lever.segment): lever for lever in found.levers["ana"]}
    for kind, change in (("mail", by_mail), ("slower", slower)):
        anew = feasibility(demand(replace(busy, model=change(busy.model, "smb")))).people[0]
        lever = levers[kind, "smb"]
        assert lever.minutes == found.people[0].asked - anew.asked
        assert lever.short == anew.short
        assert lever.accounts == 20
    shorts = [lever.short for lever in found.levers["ana"]]
    assert shorts == sorted(shorts)


def test_whoever_can_do_it_all_needs_no_lever() -> None:
    assert feasibility(demand(team([customer(1)]))).levers == {}


def test_a_slower_rhythm_stays_within_guideline_and_minimum_contact() -> None:
    for segment in MODEL.segments:
        for rule in slower(MODEL, segment.id).rules:
            own = next(each for each in MODEL.rules if each.id == rule.id)
            assert rule.period <= 2 * own.period
            if own.period <= MODEL.contact.minimum_days:
                assert rule.period <= MODEL.contact.minimum_days


def test_pod_touches_are_the_owners_work() -> None:
    found = feasibility(demand(team([customer(number) for number in range(6)], csm("ana"), csm("leo"))))
    assert {rule.delivered_by for rule in MODEL.rules if rule.segment == "smb"} >= {"pod"}
    asked = {person.id: person.asked for person in found.people}
    assert asked["ana"] > 0
    assert asked["leo"] == 0


def test_somebody_on_leave_the_whole_time_has_nothing() -> None:
    away = Absence(TODAY, TODAY + timedelta(weeks=14))
    [person] = feasibility(demand(team([customer(1)], csm("ana", leave=(away,)), model=every(7)))).people
    assert person.has == 0
    assert person.verdict == "breaks"
