"""An amount of money in a line that somebody typed: `10 licences 5k`, `R$ 12.000`, `3,500 USD`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cadence_tui.model.money import Money
from cadence_tui.model.rules.closing import OWN, Amounts

_DIGITS = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?"
_THOUSAND = Decimal(1000)


def spoken_amount(text: str, amounts: Amounts, own: str) -> Money | None:
    """The one amount of a line; None where there is none, or more than one, or no currency for it.

    A number alone is no amount: it needs a sign or a word of `amounts`. `own` is the account's currency.
    """
    found = list(_found(text, amounts, own))
    return found[0] if len(found) == 1 and found[0].currency else None


def _found(text: str, amounts: Amounts, own: str) -> Iterator[Money]:
    signs, thousands = _one_of(amounts.signs), _one_of(amounts.thousands)
    pattern = re.compile(
        rf"(?<![\w.,])(?:(?P<before>{signs})\s?)?(?P<digits>{_DIGITS})"
        rf"(?:\s?(?P<thousands>{thousands})(?!\w))?(?:\s?(?P<after>{signs})(?!\w))?(?![\w%])",
        re.IGNORECASE,
    )
    known = {sign.casefold(): currency for sign, currency in amounts.signs.items()}
    for each in pattern.finditer(text):
        sign = each["before"] or each["after"]
        if not sign and not each["thousands"]:
            continue
        currency = known[sign.casefold()] if sign else OWN
        value = _number(each["digits"]) * (_THOUSAND if each["thousands"] else 1)
        yield Money(value.quantize(Decimal("0.01")), own if currency == OWN else currency)


def _number(digits: str) -> Decimal:
    """A mark before three digits groups them, one before fewer is the decimal mark."""
    whole, mark, rest = digits, "", ""
    at = max(digits.rfind("."), digits.rfind(","))
    if at >= 0 and len(digits) - at - 1 < 3:
        whole, mark, rest = digits[:at], ".", digits[at + 1 :]
    return Decimal(re.sub(r"[.,]", "", whole) + mark + rest)


def _one_of(words: "tuple[str, ...] | dict[str, str]") -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"
