"""No widget uses a private name that Textual uses for itself: such a clash once held the whole program up."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator

import pytest
from textual.message_pump import MessagePump
from textual.widget import Widget

import cadence_tui.tui

ON_PURPOSE = {"CadenceApp": {"_display", "_handle_exception"}}
"""What of Textual is meant to be replaced."""


def own_classes() -> Iterator[type]:
    for found in pkgutil.walk_packages(cadence_tui.tui.__path__, "cadence_tui.tui."):
        module = importlib.import_module(found.name)
        for cls in vars(module).values():
            if isinstance(cls, type) and issubclass(cls, MessagePump) and cls.__module__ == found.name:
                yield cls


def private_names(cls: type) -> set[str]:
    """Private names that a class defines, or sets on its instances."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    nodes = ast.walk(tree)
    set_there = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    return {name for name in set_there | set(vars(cls)) if name.startswith("_") and not name.startswith("__")}


# What every class has for Textual's own bookkeeping.
MADE_BY_TEXTUAL = {name for name in vars(type("Probe", (Widget,), {})) if name.startswith("_")}


@pytest.mark.parametrize(
    "cls", sorted(own_classes(), key=lambda cls: cls.__qualname__), ids=lambda cls: cls.__name__
)
def test_private_names_are_our_own(cls: type) -> None:
    theirs: set[str] = set()
    for base in cls.__mro__:
        if base.__module__.startswith("textual."):
            theirs |= private_names(base)
    clashes = private_names(cls) & theirs - MADE_BY_TEXTUAL
    assert not clashes - ON_PURPOSE.get(cls.__name__, set())
