"""Every document survives the store: as JSON, with fields of later versions, without its defaults."""

import datetime as dt
import json
import types
import typing
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.model import documents
from cadence_tui.model.documents import KINDS, Document

FLOATS = st.floats(allow_nan=False, allow_infinity=False)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=2)
ZONES = st.sampled_from(
    [dt.UTC, dt.timezone(dt.timedelta(hours=-3)), dt.timezone(dt.timedelta(hours=5, minutes=30))]
)
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(-(2**53), 2**53),
    float: FLOATS,
    bool: st.booleans(),
    type(None): st.none(),
    Decimal: DECIMALS,
    dt.date: st.dates(),
    dt.datetime: st.builds(dt.datetime.combine, st.dates(), st.times(), ZONES),
}


def values(shape: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type, so that a new field is covered the day it is added."""
    origin, arguments = typing.get_origin(shape), typing.get_args(shape)
    if shape in LEAVES:
        return LEAVES[shape]
    if origin is typing.Annotated:
        return values(arguments[0])
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*map(values, arguments))
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(values(arguments[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, arguments))
    if origin is list:
        return st.lists(values(arguments[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(values(arguments[0]), values(arguments[1]), max_size=3)
    if issubclass(shape, msgspec.Struct):
        return structs(shape)
    raise NotImplementedError(shape)


def structs(shape: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    fields = msgspec.structs.fields(shape)
    required = {field.name: values(field.type) for field in fields if field.required}
    optional = {field.name: values(field.type) for field in fields if not field.required}
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: shape(**given))


DOCUMENTS = {kind: structs(shape) for kind, shape in KINDS.items()}
PARTS = [getattr(documents, name) for name in documents.__all__ if name not in ("KINDS", "Document")]
ANY = pytest.mark.parametrize("kind", KINDS)


@ANY
@given(data=st.data())
@settings(max_examples=30)
def test_a_document_survives_json(kind: str, data: st.DataObject) -> None:
    document: Document = data.draw(DOCUMENTS[kind])
    written = msgspec.json.encode(document)
    assert msgspec.json.decode(written, type=KINDS[kind]) == document
    assert msgspec.convert(json.loads(written), KINDS[kind]) == document
    assert msgspec.json.decode(written)["kind"] == kind


@ANY
@given(data=st.data())
@settings(max_examples=10)
def test_fields_of_a_later_version_are_no_obstacle(kind: str, data: st.DataObject) -> None:
    document: Document = data.draw(DOCUMENTS[kind])
    later = {**msgspec.json.decode(msgspec.json.encode(document)), "from_a_later_version": [{"any": 1}]}
    assert msgspec.convert(later, KINDS[kind]) == document


@pytest.mark.parametrize(
    # What is written as a list has no names to leave out.
    "shape",
    [shape for shape in PARTS if not shape.__struct_config__.array_like],
    ids=lambda shape: shape.__name__,
)
@given(data=st.data())
@settings(max_examples=10)
def test_only_what_differs_from_the_defaults_is_written(
    shape: type[msgspec.Struct], data: st.DataObject
) -> None:
    fields = msgspec.structs.fields(shape)
    required = {field.name: data.draw(values(field.type)) for field in fields if field.required}
    written = set(msgspec.to_builtins(shape(**required)))
    tag = {shape.__struct_config__.tag_field}
    assert written - tag == {field.encode_name for field in fields if field.required}


def test_no_kind_is_mistaken_for_another() -> None:
    union = typing.Union[tuple(KINDS.values())]  # noqa: UP007
    for kind, shape in KINDS.items():
        assert shape.__struct_config__.tag == kind
    settings_document = msgspec.json.decode(b'{"kind": "settings", "id": "settings"}', type=union)
    assert type(settings_document) is KINDS["settings"]
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"kind": "settings", "id": "s"}', type=KINDS["account"])


def test_money_is_written_as_the_contract_says() -> None:
    account = msgspec.convert(
        {"kind": "account", "id": "a", "name": "ACME", "arr": {"amount": "120000.00", "currency": "USD"}},
        KINDS["account"],
    )
    assert msgspec.json.decode(msgspec.json.encode(account))["arr"] == {
        "amount": "120000.00",
        "currency": "USD",
    }
