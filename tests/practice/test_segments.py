"""T1: segment by revenue, raised by flags, overruled by a person."""

from datetime import timedelta
from decimal import Decimal

import pytest

from cadence_tui.model.documents import Override
from cadence_tui.model.money import Money
from cadence_tui.practice.segments import segment_of
from tests.practice.accounts import MODEL, TODAY, account, usd


@pytest.mark.parametrize(
    ("arr", "segment"),
    [
        (500_000, "enterprise"),
        (100_000, "enterprise"),
        (99_999.99, "mid_market"),
        (25_000, "mid_market"),
        (24_999.99, "smb"),
        (5_000, "smb"),
        (4_999.99, "tech_touch"),
        (0, "tech_touch"),
    ],
)
def test_revenue_decides_at_the_edges(arr: float, segment: str) -> None:
    placed = segment_of(account(arr=usd(arr)), MODEL, TODAY)
    assert placed.value == segment
    assert placed.reasons[-1].code == "segment_arr"


def test_revenue_in_another_currency_is_compared_roughly() -> None:
    placed = segment_of(account(arr=Money(Decimal(100_000), "EUR")), MODEL, TODAY)
    assert (placed.value, placed.reasons[0].args["currency"]) == ("enterprise", "USD")
    assert segment_of(account(arr=Money(Decimal(100_000), "MXN")), MODEL, TODAY).value == "smb"


@pytest.mark.parametrize("arr", [None, Money(Decimal(100_000), "XTS")])
def test_unknown_revenue_says_so(arr: Money | None) -> None:
    placed = segment_of(account(arr=arr), MODEL, TODAY)
    assert placed.value == "tech_touch"
    assert placed.reasons[0].code == "segment_default"
    assert placed.reasons[0].args["currency"] == (arr.currency if arr else "")


@pytest.mark.parametrize("flag", ["strategic", "complex", "expansion"])
def test_a_flag_raises_by_a_tier_and_never_beyond_the_top(flag: str) -> None:
    placed = segment_of(account(arr=usd(30_000), **{flag: True}), MODEL, TODAY)
    assert placed.value == "enterprise"
    assert placed.reasons[-1].code == "segment_raised"
    assert placed.reasons[-1].args == {"flags": [flag], "was": "mid_market", "segment": "enterprise"}
    assert segment_of(account(arr=usd(300_000), **{flag: True}), MODEL, TODAY).value == "enterprise"


def test_flags_do_not_add_up() -> None:
    of = account(arr=usd(6_000), strategic=True, complex=True, expansion=True)
    assert segment_of(of, MODEL, TODAY).value == "mid_market"


def test_a_person_overrules_until_the_last_day_of_their_word() -> None:
    override = Override(value="smb", why="asked for less", by="marta", until=TODAY)
    placed = segment_of(account("enterprise", segment=override), MODEL, TODAY)
    assert placed.value == "smb"
    assert placed.reasons[0].args["why"] == "asked for less"
    later = segment_of(account("enterprise", segment=override), MODEL, TODAY + timedelta(days=1))
    assert later.value == "enterprise"


def test_a_word_that_this_model_does_not_know_is_named_and_the_rule_holds() -> None:
    placed = segment_of(account("smb", segment=Override(value="gold", why="old model")), MODEL, TODAY)
    assert placed.value == "smb"
    assert [reason.code for reason in placed.reasons] == ["segment_override_unknown", "segment_arr"]
