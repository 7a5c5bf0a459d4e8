"""An amount of money in a line that somebody typed: `10 licences 5k`, `R$ 12.000`, `$1.5M`, `5 000 €`."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from cadence_tui.model.money import Money
from cadence_tui.model.rules.closing import OWN, Amounts
from cadence_tui.practice.line import MOST_READ

_BLANK = r"[ \u00a0\u202f\u2009]"
_GROUPED = "|".join(
    rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+(?:{mark}\d{{1,2}})?"
    for group, mark in ((",", r"\."), (r"\.", ","), ("['’]", r"\."), (_BLANK, "[.,]"))
)
_PLAIN = r"\d{1,12}(?:[.,]\d{1,2})?"
_THOUSAND = Decimal(1000)
_CENT = Decimal("0.01")


class HeardAmount(Struct, frozen=True):
    """The amount of a line, if there is one; `unclear` when it speaks of money that cannot be told."""

    money: Money | None = None
    unclear: bool = False


def heard_amount(text: str, amounts: Amounts, own: str) -> HeardAmount:
    """The one amount of a line. `own` is the account's currency.

    A number alone is no amount: it needs a sign or a word of `amounts`. What adjoins other digits or letters,
    is one of several, or is in a currency that cannot be told, is unclear and no amount. Nothing is looked
    for in what is longer than lines are typed: typing never waits.
    """
    if len(text) > MOST_READ:
        return HeardAmount()
    grammar = _grammar(amounts)
    found = [match for match in grammar.amount.finditer(text) if _is_amount(match, text, grammar)]
    alone = len(found) == 1 and not grammar.counted.search(text[: found[0].start()])
    money = _money(found[0], amounts, own) if alone else None
    if money is not None and not _has_symbol(text[: found[0].start()] + text[found[0].end() :]):
        return HeardAmount(money)
    priced = grammar.priced.search(text) is not None
    return HeardAmount(unclear=bool(found) or priced or (_has_symbol(text) and any(map(str.isdecimal, text))))


def spoken_amount(text: str, amounts: Amounts, own: str) -> Money | None:
    """The one amount of a line, see `heard_amount`."""
    return heard_amount(text, amounts, own).money


def typed_amount(text: str, amounts: Amounts, own: str) -> Money | None:
    """The amount that a text is as a whole; None when it says anything else."""
    match = _grammar(amounts).amount.fullmatch(text.strip())
    if match is None or not (_signed(match) or match["thousands"]):
        return None
    return _money(match, amounts, own)


class _Grammar(Struct, frozen=True, eq=False):
    """Patterns made of the words of `Amounts`; `counted` ends with "2 thousand", so that what follows is
    part of a number, `priced` is any number beside a sign of a currency."""

    amount: re.Pattern[str]
    stands_alone: re.Pattern[str]
    counted: re.Pattern[str]
    priced: re.Pattern[str]


@lru_cache(maxsize=8)
def _grammar(amounts: Amounts) -> _Grammar:
    signs, thousands = _one_of((*amounts.signs, *amounts.shared)), _one_of(amounts.thousands)
    larger, of = _one_of(amounts.larger), _one_of(amounts.of)
    units = rf"(?:{larger}|{thousands})(?!\w)"

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    return _Grammar(
        amount=pattern(
            rf"(?<![\w.,'’%/−–-])(?:(?P<before>{signs}){_BLANK}?|(?<!\d{_BLANK})|(?!\d{{3}}(?!\d)))"
            rf"(?:(?P<grouped>{_GROUPED})|(?P<plain>{_PLAIN}))"
            rf"(?:{_BLANK}?(?:(?P<larger>{larger})|(?P<thousands>{thousands}))(?!\w))?"
            rf"(?:{_BLANK}?(?:{of}{_BLANK})?(?P<after>{signs})(?!\w))?"
            rf"(?![\w%]|[.,'’/]\d|[-–—]{signs}?\d|{_BLANK}(?:\d{{3}}(?!\d)|%)|{_BLANK}?{units})"
        ),
        stands_alone=pattern(rf"\s*(?:$|[.,;:!?()·—–]|{_one_of(amounts.followers)}(?!\w))"),
        counted=pattern(rf"\d{_BLANK}?(?:{larger}|{thousands}){_BLANK}*$"),
        priced=pattern(rf"(?<!\w){signs}{_BLANK}?\d|\d{_BLANK}?{signs}(?!\w)"),
    )


def _is_amount(match: re.Match[str], text: str, grammar: _Grammar) -> bool:
    """Whether a number is money: `5k` at an end is, `10k users` is a count."""
    return _signed(match) or (
        match["thousands"] is not None and grammar.stands_alone.match(text, match.end()) is not None
    )


def _signed(match: re.Match[str]) -> bool:
    return bool(match["before"] or match["after"])


def _money(match: re.Match[str], amounts: Amounts, own: str) -> Money | None:
    larger = {word.casefold(): size for word, size in amounts.larger.items()}
    times = _THOUSAND if match["thousands"] else Decimal(larger.get((match["larger"] or "").casefold(), 1))
    named = {_currency(sign, amounts, own) for sign in (match["before"], match["after"]) if sign} or {own}
    # `1.250M` may be a million and a quarter, or more than a thousand of them.
    if len(named) != 1 or "" in named or (match["grouped"] and times != 1):
        return None
    value = _grouped(match["grouped"]) if match["grouped"] else Decimal(match["plain"].replace(",", "."))
    return Money((value * times).quantize(_CENT), named.pop())


def _currency(sign: str, amounts: Amounts, own: str) -> str:
    """The currency of a sign; empty when it cannot be told."""
    signs = {word.casefold(): currency for word, currency in amounts.signs.items()}
    known = signs.get(sign.casefold())
    if known is not None:
        return own if known == OWN else known
    shared = {word.casefold(): currencies for word, currencies in amounts.shared.items()}
    return own if own in shared[sign.casefold()] else ""


def _grouped(digits: str) -> Decimal:
    """A mark before three digits groups them, one before fewer is the decimal mark."""
    whole, rest = digits, ""
    at = max(digits.rfind("."), digits.rfind(","))
    if at >= 0 and len(digits) - at - 1 < 3:
        whole, rest = digits[:at], digits[at:].replace(",", ".")
    return Decimal(re.sub(r"\D", "", whole) + rest)


def _has_symbol(text: str) -> bool:
    return any(unicodedata.category(char) == "Sc" for char in text)


def _one_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"
