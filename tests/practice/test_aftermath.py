"""What a closed call leaves behind, and amounts in typed lines (C7, C8)."""

import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents import Action, Call, Opportunity, Risk
from cadence_tui.model.money import Money
from cadence_tui.model.rules.closing import ClosingRules
from cadence_tui.practice.aftermath import Ground, aftermath, graver
from cadence_tui.practice.spoken_amount import HeardAmount, heard_amount, spoken_amount

RULES = load_rules(ClosingRules, "closing")
NOW = datetime(2026, 11, 23, 19, 28, tzinfo=UTC)
GROUND = Ground(rules=RULES, risks=(), opportunities=(), currency="USD", cause_watched=True, now=NOW)
CALL = Call(id="c1", account="a1", status="closed", ended=NOW)


def risk(title: str, **fields: object) -> Risk:
    return Risk(id=f"r-{title}", account="a1", title=title, raised=NOW, **fields)  # type: ignore[arg-type]


def test_concerns_become_risks_each_once_and_worse_when_the_mood_is() -> None:
    call = replace(CALL, concerns=("Budget frozen", "budget  FROZEN", "Trello"))
    found = aftermath(call, (), GROUND)
    assert (found.risks, found.severity) == (("Budget frozen", "Trello"), "medium")
    assert aftermath(replace(call, sentiment="concerning"), (), GROUND).severity == "high"
    assert aftermath(replace(call, relationship="at_risk"), (), GROUND).severity == "high"


def test_an_open_risk_of_the_same_title_is_brought_up_and_one_that_is_over_is_not() -> None:
    call = replace(CALL, concerns=("Trello", "price"))
    ground = replace(GROUND, risks=(risk("trello"), risk("price", status="settled")))
    found = aftermath(call, (), ground)
    assert [each.title for each in found.known_risks] == ["trello"]
    assert found.risks == ("price",)


def test_an_opportunity_that_is_proposed_is_known() -> None:
    known = Opportunity(id="o1", account="a1", title="10 seats", status="proposed", raised=NOW)
    call = replace(CALL, opportunities=("10 seats", "training 5k"))
    found = aftermath(call, (), replace(GROUND, opportunities=(known,)))
    assert [each.title for each in found.opportunities] == ["training 5k"]
    assert found.opportunities[0].amount == Money(Decimal("5000.00"), "USD")
    assert found.known_opportunities == (known,)


def test_things_to_send_are_promised_unless_they_are_sent_or_promised() -> None:
    promised = Action(id="p1", account="a1", title="API guide", created=NOW)
    call = replace(CALL, shared=("api guide", "= slides", "templates"))
    assert aftermath(call, (promised,), GROUND).to_send == ("templates",)


@pytest.mark.parametrize(
    ("said", "raised"),
    [
        ({"sentiment": "concerning"}, True),
        ({"relationship": "at_risk"}, True),
        ({"sentiment": "neutral", "relationship": "moderate"}, False),
    ],
)
def test_a_worrying_call_raises_a_signal(said: dict[str, str], raised: bool) -> None:
    call = replace(CALL, summary="they may leave", **said)
    assert bool(aftermath(call, (), GROUND).signal) is raised
    assert not aftermath(call, (), replace(GROUND, cause_watched=False)).signal
    old = replace(call, ended=NOW - timedelta(days=RULES.signal.within_days, seconds=1))
    assert not aftermath(old, (), GROUND).signal


def test_of_an_amended_record_only_what_is_new_follows() -> None:
    before = replace(CALL, concerns=("Trello",), shared=("guide",), sentiment="concerning")
    after = replace(before, concerns=("Trello", "price"), shared=("guide", "slides"))
    ground = replace(GROUND, risks=(risk("Trello", origin="c1", status="settled"),))
    found = aftermath(after, (), ground, before=before)
    assert (found.risks, found.known_risks, found.to_send, found.signal) == (("price",), (), ("slides",), "")


def test_graver_is_the_worse_of_two() -> None:
    assert [graver("low", "medium"), graver("high", "medium"), graver("low", "low")] == [
        "medium",
        "high",
        "low",
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("10 licencias 5k", ("5000.00", "USD")),
        ("12,5 mil al año", ("12500.00", "USD")),
        ("R$ 12.000 por 20 assentos", ("12000.00", "BRL")),
        ("US$3,500.50 one-off", ("3500.50", "USD")),
        ("€ 900", ("900.00", "EUR")),
        ("3500 EUR for 20 seats", ("3500.00", "EUR")),
        ("1.234.567 COP", ("1234567.00", "COP")),
        ("$250", ("250.00", "USD")),
        ("upsell $1.5M deal", ("1500000.00", "USD")),
        ("5 000 €", ("5000.00", "EUR")),
        ("$ 5 000", ("5000.00", "USD")),
        ("$5\u202f000", ("5000.00", "USD")),
        ("MX$ 5k", ("5000.00", "MXN")),
        ("A$ 5k", ("5000.00", "AUD")),
        ("CHF 1'250.50", ("1250.50", "CHF")),
        ("12 mil reais", ("12000.00", "BRL")),
        ("2,5 millones de dólares", ("2500000.00", "USD")),
        ("US$ 2 mil millones", ("2000000000.00", "USD")),
        ("R$ 3 mi", ("3000000.00", "BRL")),
        ("10k users for $5k", ("5000.00", "USD")),
        ("upsell 5k ARR", ("5000.00", "USD")),
        ("a 50k deal", ("50000.00", "USD")),
        ("S/. 5 mil", ("5000.00", "PEN")),
        ("CZK 5k", ("5000.00", "CZK")),
        ("5k USD - 10 seats", ("5000.00", "USD")),
    ],
)
def test_an_amount_is_read_as_it_is_typed(text: str, amount: tuple[str, str]) -> None:
    assert spoken_amount(text, RULES.amounts, "USD") == Money(Decimal(amount[0]), amount[1])


@pytest.mark.parametrize(
    "text",
    [
        "10 engineers in Q2",
        "20 % more",
        "5k or 8k",
        "between $5 and $9",
        "v2.5 kit",
        "4/12",
        "3 km",
        "OKR 2026",
        "$1,23,456",
        "-5 USD",
        "−$5",
        "10k users",
        "4K screens",
        "$5k or 8k",
        "5k or $8k",
        "US$5k–7k",
        "US$ 5k - 7k",
        "5k-10k",
        "Z$5k deal",
        "pesos 5k",
        "¥ 5k",
        "Z$ 5k",
        "US$ 5k €",
        "$1.250M",
        "0.500 €",
        "2 mil 500 dólares",
        "5 €uros",
        "$5 %",
        "2027 500 €",
        "",
    ],
)
def test_what_is_no_plain_amount_is_none(text: str) -> None:
    assert spoken_amount(text, RULES.amounts, "USD") is None


@pytest.mark.parametrize("text", ["$1,23,456", "-5 USD", "Z$ 5k", "5k or 8k", "¥ 5k", "pesos 5k", "$1.250M"])
def test_money_that_cannot_be_told_is_unclear(text: str) -> None:
    assert heard_amount(text, RULES.amounts, "USD") == HeardAmount(unclear=True)


@pytest.mark.parametrize("text", ["10k users", "4K screens", "10 engineers in Q2", "3 km", "open 5 seats"])
def test_a_count_is_not_taken_for_money(text: str) -> None:
    assert heard_amount(text, RULES.amounts, "USD") == HeardAmount()


def test_a_sign_of_several_currencies_is_no_other_ones() -> None:
    assert spoken_amount("$5k", RULES.amounts, "EUR") is None
    assert spoken_amount("$5k", RULES.amounts, "COP") == Money(Decimal("5000.00"), "COP")


@given(
    whole=st.integers(1, 10**9), space=st.sampled_from(" \u00a0\u202f"), sign=st.sampled_from(("€", "EUR"))
)
def test_blanks_group_as_well(whole: int, space: str, sign: str) -> None:
    grouped = f"{whole:,}".replace(",", space)
    for text in (f"seats {grouped} {sign}", f"seats {sign} {grouped}"):
        assert spoken_amount(text, RULES.amounts, "USD") == Money(Decimal(f"{whole}.00"), "EUR")


def test_what_is_pasted_does_not_keep_the_typist_waiting() -> None:
    began = time.process_time()
    for repeated in ("1 ", "100 ", "5k ", "$5 or ", "1,"):
        assert spoken_amount(200_000 // len(repeated) * repeated, RULES.amounts, "USD") is None
    assert time.process_time() - began < 0.5


def test_an_amount_in_the_accounts_own_currency_needs_one() -> None:
    assert spoken_amount("5k", RULES.amounts, "") is None


@given(text=st.text(max_size=60))
def test_any_text_is_looked_through(text: str) -> None:
    found = spoken_amount(text, RULES.amounts, "USD")
    assert found is None or found.amount >= 0


@given(whole=st.integers(1, 999_999), cents=st.integers(0, 99))
def test_grouped_and_plain_say_the_same(whole: int, cents: int) -> None:
    english, spanish = f"{whole:,}.{cents:02}", f"{whole:,}".replace(",", ".") + f",{cents:02}"
    expected = Money(Decimal(f"{whole}.{cents:02}"), "USD")
    assert spoken_amount(f"seats {english} USD", RULES.amounts, "EUR") == expected
    assert spoken_amount(f"plazas USD {spanish}", RULES.amounts, "EUR") == expected
