"""Money: an exact amount and its ISO currency."""

from decimal import Decimal

from msgspec import Struct


class Money(Struct, frozen=True):
    """An amount in one currency, e.g. `{"amount": "120000.00", "currency": "USD"}`."""

    amount: Decimal
    currency: str


def total(amounts: list[Money]) -> list[Money]:
    """Sums by currency, largest count of entries first; currencies are never mixed."""
    sums: dict[str, list[Decimal]] = {}
    for money in amounts:
        sums.setdefault(money.currency, []).append(money.amount)
    ranked = sorted(sums.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Money(sum(values, Decimal(0)), currency) for currency, values in ranked]
