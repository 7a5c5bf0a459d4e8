"""Every schema of a rule file refuses keys it does not know: a typing error must not pass for a rule."""

import inspect
import pkgutil
from importlib import import_module

import msgspec
import pytest

import cadence_tui.model.rules as rules

SCHEMAS = [
    schema
    for module in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}.")
    for _, schema in inspect.getmembers(import_module(module.name), inspect.isclass)
    if issubclass(schema, msgspec.Struct) and schema.__module__.startswith(rules.__name__)
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.__qualname__)
def test_a_schema_refuses_unknown_keys(schema: type[msgspec.Struct]) -> None:
    assert schema.__struct_config__.forbid_unknown_fields
