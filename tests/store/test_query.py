"""TinyDB's query face on the documents in memory."""

from pathlib import Path

import pytest
from tinydb import where
from tinydb.table import Document

from cadence_tui.store.open import open_store
from tests.store.samples import COLLECTIONS, edit, house, keep, letter, make, new

START = [
    house("h1", name="Mill", rooms=[1, 2]),
    house("h2", name="Tower"),
    letter("l1", "h1", state="closed"),
]


def test_queries_find_documents_by_field_and_id(tmp_path: Path) -> None:
    table = make(tmp_path / "store", START).table("house")
    assert [doc.doc_id for doc in table.search(where("name") == "Mill")] == ["h1"]
    assert table.get(doc_id="h2") == {"kind": "house", "id": "h2", "rev": 1, "name": "Tower"}  # type: ignore[arg-type]
    assert table.get(where("name") == "Castle") is None
    assert [doc["name"] for doc in table.get(doc_ids=["h2", "h9"])] == ["Tower"]  # type: ignore[arg-type, union-attr]
    assert table.count(where("rooms").any([2])) == 1
    assert table.contains(where("name") == "Tower")
    assert len(table) == len(table.all()) == 2


def test_history_is_not_in_the_table(tmp_path: Path) -> None:
    assert len(make(tmp_path / "store", START).table("letter")) == 0


def test_results_are_copies(tmp_path: Path) -> None:
    store = make(tmp_path / "store", START)
    table = store.table("house")
    for found in (
        table.search(where("name") == "Mill")[0],
        table.all()[0],
        table.get(where("name") == "Mill"),
    ):
        assert isinstance(found, Document)
        found["rooms"].append(3)
        found["name"] = "Ruin"
    house_now = store.get("house", "h1")
    assert house_now
    assert (house_now["name"], house_now["rooms"]) == ("Mill", [1, 2])


def test_the_same_query_sees_what_others_changed(tmp_path: Path) -> None:
    store = make(tmp_path / "store", START)
    table = store.table("house")
    query = where("name") == "Mill"
    assert table.count(query) == 1
    keep(open_store(tmp_path / "store", COLLECTIONS), edit("house", "h2", 1, name="Mill"), new("house", "h3"))
    store.refresh()
    assert table.count(query) == 2
    assert len(table) == 3


def test_writing_past_the_journal_is_refused(tmp_path: Path) -> None:
    store = make(tmp_path / "store", START)
    table = store.table("house")
    for write in (
        lambda: table.insert({"name": "Castle"}),
        lambda: table.insert(Document({"name": "Castle"}, "h7")),  # type: ignore[arg-type]
        lambda: table.update({"name": "Castle"}),
        lambda: table.upsert({"name": "Castle"}, where("name") == "Mill"),
        lambda: table.remove(where("name") == "Mill"),
        lambda: table.truncate(),
    ):
        with pytest.raises(TypeError, match=r"Store\.commit"):
            write()
    assert store.count("house") == len(table) == 2
