"""Exports of the store: everything without loss as JSON, kinds as CSV or as pages for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cadence_tui.exchange.archive import export_json
from cadence_tui.exchange.exports import export_csv, export_markdown, table_rows
from cadence_tui.exchange.words import kind_rule, kinds
from cadence_tui.model.documents import KINDS
from cadence_tui.workspace.collections import SCHEMA
from cadence_tui.workspace.directory import StoreDirectory
from cadence_tui.workspace.session import Workspace


def everything(ws: Workspace, chosen: Sequence[str] = ()) -> Iterator[bytes]:
    """The JSON export of some kinds of import, or of every document there is."""
    wanted = list(dict.fromkeys(kind_rule(kind).document for kind in chosen)) or list(KINDS)
    return export_json(_documents(ws, wanted), made=ws.now(), schema=SCHEMA)


def as_csv(ws: Workspace, kind: str) -> Iterator[str]:
    """The lines of a CSV file of one kind."""
    return export_csv(kind, _ordered(ws, kind_rule(kind).document), StoreDirectory(ws))


def as_markdown(ws: Workspace, chosen: Sequence[str] = ()) -> Iterator[str]:
    """A page with a table for each kind."""
    directory = StoreDirectory(ws)
    for number, kind in enumerate(chosen or kinds()):
        rule = kind_rule(kind)
        if number:
            yield "\n"
        rows = table_rows(kind, _ordered(ws, rule.document), directory)
        yield from export_markdown(kind, list(rule.columns), rows)


def _documents(ws: Workspace, wanted: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for kind in wanted:
        for document in _ordered(ws, kind):
            yield kind, document


def _ordered(ws: Workspace, kind: str) -> list[Mapping[str, Any]]:
    """By id, which is by creation: the same store gives the same file."""
    return sorted(ws.store.all(kind), key=lambda document: document["id"])
