"""Headers in three languages, and the user's own map."""

import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.exchange.columns import match_columns, read_map
from cadence_tui.exchange.faults import Faults
from cadence_tui.exchange.words import choices, countries, kind_rule, kinds
from cadence_tui.model.documents import KINDS, Preferences
from cadence_tui.model.errors import BadInput
from cadence_tui.model.rules.exchange import Countries
from cadence_tui.model.text import fold
from tests.exchange.conftest import Write


def places(kind: str, *header: str, **mapping: str) -> dict[str, int]:
    faults = Faults("f.csv")
    matched = match_columns(kind, header, mapping, faults)
    assert not faults.listed
    return matched.places


@pytest.mark.parametrize(
    "header",
    [
        ("name", "external_id", "arr", "renewal", "owner", "strategic"),
        ("Account Name", "CRM-ID", "Annual recurring revenue", "Renewal date", "CSM", "Strategic account"),
        ("Nombre", "ID externo", "INGRESO ANUAL", "fecha_de_renovacion", "Responsable", "Estratégica"),
        ("Nome da conta", "Código", "Receita anual", "Data de renovação", "Responsável", "Conta estratégica"),
    ],
)
def test_headers_in_three_languages(header: tuple[str, ...]) -> None:
    assert places("accounts", *header) == {
        "name": 0,
        "external_id": 1,
        "arr": 2,
        "renewal": 3,
        "owner": 4,
        "strategic": 5,
    }


@pytest.mark.parametrize("kind", kinds())
def test_own_names_always_work(kind: str) -> None:
    rules = kind_rule(kind).columns
    read = {column: place for place, column in enumerate(rules) if not rules[column].derived}
    assert places(kind, *rules) == read


def test_a_map_wins_over_names() -> None:
    assert places("accounts", "name", "Kunde", owner="Name", name="kunde") == {"name": 1, "owner": 0}


def test_unknown_columns_are_reported() -> None:
    matched = match_columns("accounts", ["name", "Shoe size", ""], {}, Faults("f.csv"))
    said = [str(warning) for warning in matched.warnings]
    assert said == ["Column not read: Shoe size", "Column 3 has no name and is not read"]


@pytest.mark.parametrize(
    ("header", "mapping", "field", "said"),
    [
        (["arr"], {}, "name", "a column name"),
        (["name", "cliente"], {}, "cliente", "one column for name; name is one already"),
        (["kunde"], {"name": "Customer No"}, "name", "a column “Customer No”, as the map says"),
    ],
)
def test_columns_that_do_not_fit(header: list[str], mapping: dict[str, str], field: str, said: str) -> None:
    faults = Faults("f.csv")
    match_columns("accounts", header, mapping, faults)
    assert [(where.row, where.field, str(where.expected)) for where in faults.listed] == [(1, field, said)]


def test_a_map_is_read_from_toml(write: Write) -> None:
    assert read_map(write('name = "Customer"\narr = "Volumen"\n', "m.toml"), "accounts") == {
        "name": "Customer",
        "arr": "Volumen",
    }


@pytest.mark.parametrize(
    ("content", "field", "said"),
    [
        ('shoe = "x"\n', "shoe", "one of: name, external_id"),
        ("name = 3\n", "name", "in quotes"),
        ("name = \n", "", "TOML lines"),
    ],
)
def test_a_faulty_map_is_refused(write: Write, content: str, field: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_map(write(content, "m.toml"), "accounts")
    where = caught.value.where[0]
    assert where.field == field
    assert said in str(where.expected)


NO_FIELD = {"currency", "account", "week", "team", "active_users", "seats", "logins", "feature", "uses"}
NO_FIELD |= {"person", "from", "to", "why"}


@pytest.mark.parametrize("kind", kinds())
def test_every_column_fills_a_field_of_its_document(kind: str) -> None:
    rule = kind_rule(kind)
    fields = set(KINDS[rule.document].__struct_fields__)
    filled = {column.field_of(name) for name, column in rule.columns.items() if name not in NO_FIELD}
    assert {outer for outer, _ in filled} <= fields
    assert {inner for _, inner in filled if inner} <= set(Preferences.__struct_fields__)
    assert set(rule.unique) <= fields


@pytest.mark.parametrize("kind", kinds())
def test_every_choice_has_its_vocabulary(kind: str) -> None:
    for column in kind_rule(kind).columns.values():
        assert bool(column.choices) == (column.type == "choice")
        assert not column.choices or choices(column.choices)


def test_every_country_name_belongs_to_a_code_in_use() -> None:
    rule = load_rules(Countries, "countries")
    assert set(rule.names) <= set(rule.codes)
    assert {countries()[fold(name)] for names in rule.names.values() for name in names} == set(rule.names)
