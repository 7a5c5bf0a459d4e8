"""Numbers as files write them: decimal point or comma, grouped or not, with or without currency."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from cadence_tui.exchange.unreadable import Unreadable
from cadence_tui.exchange.words import words
from cadence_tui.model.message import Message, message

_BLANKS = re.compile(r"[\s'’]+")
_DIGITS = re.compile(r"[\d.,]+", re.ASCII)
_PLAIN = re.compile(r"\d{1,15}", re.ASCII)
_BOTH = re.compile(r"(\d{1,3}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})*)(?!(?P=group))[.,](\d{1,6})", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+", re.ASCII)
_ONE_MARK = re.compile(r"(\d{1,15})([.,])(\d{1,6})", re.ASCII)
_CODE = re.compile(r"[A-Z]{3}")
_GROUP_DIGITS = 3
_MOST_COUNT = 10**9


class Amount(Struct, frozen=True):
    """An exact amount of at least 0 and the currency its cell named, if any."""

    amount: str
    currency: str = ""


def amount_reader(cells: Iterable[str]) -> Callable[[str], Amount]:
    """Reads the amounts of one column: `120.000,50`, `120,000.50`, `R$ 1200`, `EUR 1 200,5`.

    `1.200` alone may be either; the other cells of the column decide. The reader raises Unreadable.
    """
    decimal = _decimal_mark(_split(cell)[0] for cell in cells)
    expected = message("an amount such as 120000.00")

    def read(cell: str) -> Amount:
        digits, currency = _split(cell)
        value = _number(digits, decimal, expected)
        cents = -int(value.as_tuple().exponent) <= 2
        return Amount(f"{value:.2f}" if cents else f"{value:f}", currency)

    return read


def score_reader(cells: Iterable[str]) -> Callable[[str], float]:
    """Reads numbers of at least 0 of one column. The reader raises Unreadable."""
    decimal = _decimal_mark(cells)
    return lambda cell: float(_number(cell, decimal, message("a number such as 9 or 8.5")))


def unmistakable(text: str) -> str:
    """A number written with a decimal point so that it never reads as thousands: `1.2340`, not `1.234`."""
    return text + "0" if len(text.partition(".")[2]) == _GROUP_DIGITS else text


def count_reader(most: int = 0) -> Callable[[str], int]:
    """Reads whole numbers from 0 to `most` (0: no such bound), grouped or not; `12.0` is 12.

    The reader raises Unreadable.
    """

    def read(cell: str) -> int:
        number = _count(cell)
        if most and number > most:
            raise Unreadable(message("a whole number from {least} to {most}", least=0, most=most))
        return number

    return read


def _count(cell: str) -> int:
    digits = _BLANKS.sub("", cell)
    if _GROUPED.fullmatch(digits) or re.fullmatch(r"\d{1,3}[.,]\d{3}", digits, re.ASCII):
        digits = re.sub(r"[.,]", "", digits)
    digits = re.sub(r"[.,]0{1,2}$", "", digits)
    if not _PLAIN.fullmatch(digits) or int(digits) > _MOST_COUNT:
        raise Unreadable(message("a whole number such as 25"))
    return int(digits)


def read_share(cell: str) -> float:
    """A share from `50 %`, `0.5` or `0,5`; above 0 and at most 1. Raises Unreadable."""
    expected = message("a share such as 50 % or 0.5")
    digits = _BLANKS.sub("", cell)
    percent = digits.endswith("%")
    if not re.fullmatch(r"\d{1,3}(?:[.,]\d{1,6})?%?", digits, re.ASCII):
        raise Unreadable(expected)
    value = float(digits.removesuffix("%").replace(",", ".")) / (100 if percent else 1)
    if not 0 < value <= 1:
        raise Unreadable(expected)
    return value


def read_currency(cell: str) -> str:
    """An ISO 4217 code, from the code or from a sign that stands for one currency. Raises Unreadable."""
    known = words().currencies
    code = known.signs.get(cell.upper(), cell.upper())
    if code not in known.codes:
        raise Unreadable(message("a currency code such as USD, EUR or BRL"))
    return code


def _split(cell: str) -> tuple[str, str]:
    """The digits of a cell, and the currency named beside them; a bare dollar sign names none."""
    text = _BLANKS.sub("", cell).upper()
    if _DIGITS.fullmatch(text):
        return text, ""
    known = words().currencies
    for sign in sorted(known.signs, key=len, reverse=True):
        if text.startswith(sign) or text.endswith(sign):
            return text.removeprefix(sign).removesuffix(sign), known.signs[sign]
    for code in (text[:3], text[-3:]):
        if _CODE.fullmatch(code) and code in known.codes:
            return text.removeprefix(code).removesuffix(code).strip("$"), code
    return text.strip("$"), ""


def _decimal_mark(cells: Iterable[str]) -> str:
    """The decimal mark that a column's unmistakable numbers use; empty if they use none or both."""
    marks = {mark for cell in cells if (mark := _shown_mark(_BLANKS.sub("", cell)))}
    return marks.pop() if len(marks) == 1 else ""


def _shown_mark(digits: str) -> str:
    both = _BOTH.fullmatch(digits)
    if both:
        return "," if both["group"] == "." else "."
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        return "," if grouped[1] == "." else "."
    one = _ONE_MARK.fullmatch(digits)
    return one[2] if one and not _could_group(one) else ""


def _could_group(one: re.Match[str]) -> bool:
    whole, _, fraction = one.groups()
    return len(fraction) == _GROUP_DIGITS and len(whole) <= _GROUP_DIGITS and not whole.startswith("0")


def _number(text: str, decimal: str, expected: Message) -> Decimal:
    digits = _BLANKS.sub("", text)
    if _PLAIN.fullmatch(digits):
        return Decimal(digits)
    if _GROUPED.fullmatch(digits):
        return Decimal(re.sub(r"[.,]", "", digits))
    both = _BOTH.fullmatch(digits)
    if both:
        return Decimal(f"{re.sub(r'[.,]', '', both[1])}.{both[3]}")
    one = _ONE_MARK.fullmatch(digits)
    if one is None:
        raise Unreadable(expected)
    whole, mark, fraction = one.groups()
    if not _could_group(one) or mark == decimal:
        return Decimal(f"{whole}.{fraction}")
    if decimal:
        return Decimal(whole + fraction)
    raise Unreadable(
        message(
            "a number that can be read in one way only, such as {large}.00; this may be {small} or {large}",
            small=f"{whole}.{fraction.rstrip('0') or '0'}",
            large=f"{whole}{fraction}",
        )
    )
