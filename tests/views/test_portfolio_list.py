"""Which accounts a list shows, and in which order."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.locale import speech
from cadence_tui.model.documents import Person
from cadence_tui.model.money import Money
from cadence_tui.views.names import names_of
from cadence_tui.views.portfolio_list import SORTS, GroupHead, Matcher, grouped, in_scope, ordered
from cadence_tui.views.portfolio_row import PortfolioRow, counted, former, sums

PEOPLE = [
    Person(id="p1", name="Ana Ruiz", login="ana", pod="north"),
    Person(id="p2", name="Íñigo Arrieta", login="inigo", pod="north"),
    Person(id="p3", name="Beatriz Fonseca", login="bia", pod="south"),
]
NAMES = names_of(load_touch_model("check-in-guide"), PEOPLE)
PODS = {person.id: person.pod for person in PEOPLE}


def row(id: str, **fields: Any) -> PortfolioRow:
    return PortfolioRow(
        **{"id": id, "name": id, "owner": "p1", "segment": "smb", "stage": "maturity", **fields}
    )


ROWS = [
    row("Nimbus", band="red", score=40, risks=("risk_red",), attention=90.0, renewal=date(2026, 12, 1)),
    row(
        "Órbita Café",
        owner="p2",
        band="green",
        score=90,
        segment="enterprise",
        attention=10.0,
        overdue_actions=1,
    ),
    row(
        "Zorro",
        owner="p3",
        band="yellow",
        score=60,
        attention=30.0,
        arr=Money(Decimal(9), "EUR"),
        yearly=10.0,
    ),
    row("Gone", churned=date(2026, 1, 1), arr=Money(Decimal(5), "USD"), yearly=5.0),
]


def ids(rows: list[PortfolioRow]) -> list[str]:
    return [each.id for each in rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Nimbus", "Órbita Café", "Zorro", "Gone"]),
        ("orbita cafe", ["Órbita Café"]),
        ("CAFÉ", ["Órbita Café"]),
        ("health:red", ["Nimbus"]),
        ("salud:roja", ["Nimbus"]),
        ("saude:vermelha", ["Nimbus"]),
        ("saúde:vermelha", ["Nimbus"]),
        ("band:green", ["Órbita Café"]),
        ("owner:inigo", ["Órbita Café"]),
        ("responsable:íñigo", ["Órbita Café"]),
        ("segmento:gran", ["Órbita Café"]),
        ("segment:enter", ["Órbita Café"]),
        ("risk", ["Nimbus"]),
        ("riesgo", ["Nimbus"]),
        ("late", ["Órbita Café"]),
        ("vencido", ["Órbita Café"]),
        ("ana zorro", []),
        ("risk nim", ["Nimbus"]),
        ("nothing:here", []),
    ],
)
def test_filters_by_words_in_any_language(typed: str, found: list[str]) -> None:
    assert ids(Matcher(NAMES).matching(ROWS, typed)) == found


def test_the_matcher_sees_a_row_that_has_changed() -> None:
    matcher = Matcher(NAMES)
    assert matcher.matching([row("a", name="Before")], "before")
    assert not matcher.matching([row("a", name="After")], "before")


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("mine", ["Nimbus"]),
        ("pod", ["Nimbus", "Órbita Café"]),
        ("all", ["Nimbus", "Órbita Café", "Zorro", "Gone"]),
    ],
)
def test_scopes(scope: Any, found: list[str]) -> None:
    assert ids(in_scope(ROWS, scope, person="p1", pods=PODS)) == found


def test_somebody_without_a_pod_sees_their_own() -> None:
    assert ids(in_scope(ROWS, "pod", person="p1", pods={"p1": "", "p2": ""})) == ["Nimbus"]


def test_orders() -> None:
    assert ids(ordered(ROWS, "attention"))[:2] == ["Nimbus", "Zorro"]
    assert ids(ordered(ROWS, "health"))[:2] == ["Nimbus", "Zorro"]
    assert ids(ordered(ROWS, "name")) == ["Gone", "Nimbus", "Órbita Café", "Zorro"]
    assert ids(ordered(ROWS, "renewal"))[0] == "Nimbus"
    assert ids(ordered(ROWS, "arr"))[0] == "Zorro"
    assert ids(ordered(ROWS, "promises"))[0] == "Órbita Café"


@settings(max_examples=30, deadline=None)
@given(st.permutations(ROWS), st.sampled_from(SORTS))
def test_an_order_does_not_depend_on_where_rows_came_from(rows: list[PortfolioRow], sort: Any) -> None:
    assert ordered(rows, sort) == ordered(ROWS, sort)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=12))
def test_whatever_is_typed_finds_or_does_not(typed: str) -> None:
    assert set(ids(Matcher(NAMES).matching(ROWS, typed))) <= set(ids(ROWS))


def test_groups_follow_the_touch_model_and_keep_the_order() -> None:
    listed = grouped(ordered(ROWS, "attention"), "segment", NAMES, speech("es"))
    heads = [each for each in listed if isinstance(each, GroupHead)]
    assert [(head.title, head.count) for head in heads] == [("Gran empresa", 1), ("Pyme", 3)]
    assert [each.id for each in listed if isinstance(each, PortfolioRow)] == [
        "Órbita Café",
        "Nimbus",
        "Zorro",
        "Gone",
    ]


def test_red_is_the_first_group_of_health() -> None:
    listed = grouped(ROWS, "band", NAMES, speech("en"))
    assert isinstance(listed[0], GroupHead)
    assert listed[0].title == "red"


def test_sums_leave_out_who_left_and_never_mix_currencies() -> None:
    found = sums([*ROWS, row("Dolar", arr=Money(Decimal(7), "USD"), yearly=7.0, band="green")])
    assert found.bands == {"green": 2, "yellow": 1, "red": 1, "unknown": 0}
    assert set(found.revenue) == {Money(Decimal(9), "EUR"), Money(Decimal(7), "USD")}
    assert found.yearly == 17.0


@pytest.mark.parametrize("word", ["untouched", "desatendida", "esquecida"])
def test_who_pays_and_is_left_alone_is_found_in_every_language(word: str) -> None:
    left = row("Left", untouched=True)
    assert ids(Matcher(NAMES).matching([*ROWS, left], word)) == ["Left"]
    assert ids(Matcher(NAMES).matching([*ROWS, left], f"{word} nim")) == []


def test_former_customers_are_counted_apart_as_the_team_counts_none() -> None:
    spoken = speech("en")
    assert counted(len(ROWS), former(ROWS), spoken) == f"{len(ROWS) - 1} accounts + 1 former"
    assert counted(2, 0, spoken) == "2 accounts"
    heads = [each for each in grouped(ROWS, "owner", NAMES, spoken) if isinstance(each, GroupHead)]
    assert sum(head.former for head in heads) == 1
