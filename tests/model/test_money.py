"""Money is exact, and currencies are never mixed."""

from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.model.money import Money, total

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
MONEY = st.builds(Money, AMOUNTS, st.sampled_from(["USD", "EUR", "BRL"]))


@given(MONEY)
def test_an_amount_keeps_every_digit_in_a_document(money: Money) -> None:
    written = msgspec.json.encode(money)
    assert msgspec.json.decode(written, type=Money) == money
    assert msgspec.json.decode(written)["amount"] == str(money.amount)


@given(st.lists(MONEY, max_size=20).flatmap(lambda them: st.tuples(st.just(them), st.permutations(them))))
def test_sums_are_exact_by_currency_in_any_order(orders: tuple[list[Money], list[Money]]) -> None:
    amounts, shuffled = orders
    assert total(amounts) == total(shuffled)
    for part in total(amounts):
        assert part.amount == sum(m.amount for m in amounts if m.currency == part.currency)
    assert {part.currency for part in total(amounts)} == {m.currency for m in amounts}


def test_the_commonest_currency_comes_first() -> None:
    amounts = [Money(Decimal(10), "USD"), Money(Decimal("0.1"), "BRL"), Money(Decimal("0.2"), "BRL")]
    assert total(amounts) == [Money(Decimal("0.3"), "BRL"), Money(Decimal(10), "USD")]


def test_nothing_adds_up_to_nothing() -> None:
    assert total([]) == []
