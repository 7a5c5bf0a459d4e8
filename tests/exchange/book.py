"""A store's documents in memory, as imports and exports ask for them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cadence_tui.exchange.batches import Batch
from cadence_tui.exchange.imports import parse
from cadence_tui.exchange.merge import ImportPlan, plan_changes
from cadence_tui.exchange.tables import read_table

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SEGMENTS = {
    "enterprise": {"en": "Enterprise", "es": "Gran empresa", "pt-BR": "Grande empresa"},
    "smb": {"en": "Small business", "es": "Pequeña empresa", "pt-BR": "Pequena empresa"},
}
TOUCHES = {
    "kickoff": {"en": "Kickoff", "es": "Arranque", "pt-BR": "Kickoff"},
    "check_in": {"en": "Check-in", "es": "Seguimiento", "pt-BR": "Acompanhamento"},
    "business_review": {"en": "Business review", "es": "Revisión de negocio", "pt-BR": "Revisão de negócio"},
}


class Book:
    """Directory, Existing and Names over dictionaries; imports can be written into it."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, dict[str, Any]]] = {}

    def add(self, kind: str, **fields: Any) -> str:
        """Keeps a document and gives its id."""
        identifier = str(fields.pop("id", "") or f"{kind}{len(self.kept.get(kind, {})) + 1}")
        self.kept.setdefault(kind, {})[identifier] = {"kind": kind, "id": identifier, **fields}
        return identifier

    def write(self, plan: ImportPlan) -> None:
        """Keeps every change of a plan."""
        for change in plan.changes:
            if change.id is None:
                self.add(change.kind, **{name: v for name, v in change.document.items() if name != "kind"})
            else:
                self.kept[change.kind][change.id] = change.document

    def all(self, kind: str) -> list[dict[str, Any]]:
        """The documents of a kind in the order they came."""
        return list(self.kept.get(kind, {}).values())

    def account_ids(self, *, external_id: str = "", name: str = "") -> Sequence[str]:
        wanted, field = (external_id, "external_id") if external_id else (name, "name")
        return [account["id"] for account in self.all("account") if account.get(field) == wanted]

    def external_id(self, account: str) -> str:
        return self.kept["account"][account].get("external_id", "")

    def person_id(self, text: str) -> str | None:
        found = (each for each in self.all("person") if text in (each["login"], each["name"]))
        return next((each["id"] for each in found), None)

    def contact_id(self, account: str, name: str) -> str | None:
        found = (each for each in self.all("contact") if (each["account"], each["name"]) == (account, name))
        return next((each["id"] for each in found), None)

    def segments(self) -> Mapping[str, Mapping[str, str]]:
        return SEGMENTS

    def touches(self) -> Mapping[str, Mapping[str, str]]:
        return TOUCHES

    def recurring_touches(self) -> Sequence[str]:
        return [touch for touch in TOUCHES if touch != "kickoff"]

    def document(self, kind: str, id: str) -> Mapping[str, Any] | None:
        return self.kept.get(kind, {}).get(id)

    def documents(self, kind: str, account: str) -> Iterable[Mapping[str, Any]]:
        return [each for each in self.all(kind) if not account or each["account"] == account]

    def account(self, id: str) -> str:
        account = self.kept["account"][id]
        return account.get("external_id") or account["name"]

    def person(self, id: str) -> str:
        return self.kept["person"][id]["login"]

    def contact(self, id: str) -> str:
        return self.kept.get("contact", {}).get(id, {"name": id})["name"]


def small_book() -> Book:
    """Two accounts, two people of the team, one contact."""
    book = Book()
    book.add("account", id="a1", name="Acme", external_id="C-1")
    book.add("account", id="a2", name="Gestión Ágil")
    book.add("person", id="p1", name="Ana Ruiz", login="ana")
    book.add("person", id="p2", name="Marta Oliveira", login="marta", role="lead")
    book.add("contact", id="k1", account="a1", name="Alex Moreno")
    return book


def batch_of(kind: str, path: Path, book: Book, mapping: Mapping[str, str] | None = None) -> Batch:
    """What an import of a file finds."""
    return parse(kind, read_table(path), book, today=TODAY, language="en", mapping=mapping)


def run_import(kind: str, path: Path, book: Book) -> ImportPlan:
    """Imports a file into the book."""
    plan = plan_changes(batch_of(kind, path, book), book, now=NOW)
    book.write(plan)
    return plan
