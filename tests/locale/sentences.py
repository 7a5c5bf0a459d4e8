"""Finds every sentence that the source says to a person: the texts in `say`, `message` and `plural`."""

import ast
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

TEXTS_OF = {"say": 1, "message": 1, "plural": 2}


class Sentence(Struct, frozen=True):
    """An English text, or its singular and plural, and where it stands."""

    id: tuple[str, ...]
    file: str
    line: int


def sentences_in(source: Path) -> Iterator[Sentence]:
    """Every sentence of the Python files below a folder; `file` is relative to it."""
    for path in sorted(source.rglob("*.py")):
        for call in calls_in(ast.parse(path.read_bytes())):
            texts = call.args[: TEXTS_OF[name_of(call)]]
            if all(isinstance(text, ast.Constant) for text in texts):
                ids = tuple(text.value for text in texts if isinstance(text, ast.Constant))
                yield Sentence(ids, str(path.relative_to(source)), call.lineno)


def calls_in(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of `say`, `message` and `plural`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in TEXTS_OF:
            yield node


def name_of(call: ast.Call) -> str:
    """The last part of what is called: `say` of `self.speech.say(...)`."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
