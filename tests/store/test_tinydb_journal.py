"""Writing through TinyDB: each call that changes something is one commit with author and reason."""

import multiprocessing
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest
from tinydb import where
from tinydb.operations import delete, increment
from tinydb.table import Document

from cadence_tui.model.errors import Conflict
from cadence_tui.store.open import open_store
from cadence_tui.store.patch import fields_of
from cadence_tui.store.protocol import Store
from cadence_tui.store.tinydb_journal import JournalDatabase
from tests.store.samples import AT, COLLECTIONS, drop, edit, everything, house, keep, letter, make, new

START = [
    house("h1", name="Mill", rooms=3),
    house("h2", name="Tower", rooms=1),
    letter("l1", "h1", state="closed"),
    letter("l2", "h1", state="open"),
]
WHY = {"text": "spring cleaning"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make(tmp_path / "store", START)
    yield made
    made.close()


@pytest.fixture
def others(store: Store) -> Iterator[Store]:
    """The same store on another screen."""
    opened = open_store(store.path, COLLECTIONS)
    yield opened
    opened.close()


def face(store: Store) -> JournalDatabase:
    numbers = count(1)
    return JournalDatabase(
        store, COLLECTIONS, who="ana", why=WHY, at=lambda: AT, new_id=lambda: f"n{next(numbers)}"
    )


def with_id(doc_id: str, fields: Mapping[str, Any]) -> Document:
    # TinyDB declares its ids as numbers.
    return Document(fields, doc_id)  # type: ignore[arg-type]


def houses(store: Store) -> dict[str, dict[str, Any]]:
    return {doc_id: fields_of(doc) for doc_id, doc in everything(store)["house"].items()}


MILL, TOWER, BARN = {"name": "Mill", "rooms": 3}, {"name": "Tower", "rooms": 1}, {"name": "Barn"}
OLD = {"h1": MILL, "h2": TOWER}
WRITES: dict[str, tuple[Callable[[JournalDatabase], Any], Any, dict[str, Any]]] = {
    "insert": (lambda db: db.insert(BARN), "n1", {**OLD, "n1": BARN}),
    "insert with an id": (lambda db: db.insert(with_id("h3", BARN)), "h3", {**OLD, "h3": BARN}),
    "insert several": (
        lambda db: db.insert_multiple(doc for doc in (BARN, {})),
        ["n1", "n2"],
        {**OLD, "n1": BARN, "n2": {}},
    ),
    "update what matches": (
        lambda db: db.update({"name": "Keep"}, where("rooms") == 1),
        ["h2"],
        {"h1": MILL, "h2": {"name": "Keep", "rooms": 1}},
    ),
    "update ids": (
        lambda db: db.update(increment("rooms"), doc_ids=["h9", "h1", "h1"]),
        ["h1"],
        {"h1": {"name": "Mill", "rooms": 4}, "h2": TOWER},
    ),
    "update all": (
        lambda db: db.update(delete("rooms")),
        ["h1", "h2"],
        {"h1": {"name": "Mill"}, "h2": {"name": "Tower"}},
    ),
    "update in turn": (
        lambda db: db.update_multiple(
            [({"rooms": 3}, where("name") == "Tower"), (increment("rooms"), where("rooms") == 3)]
        ),
        ["h2", "h1", "h2"],
        {"h1": {"name": "Mill", "rooms": 4}, "h2": {"name": "Tower", "rooms": 4}},
    ),
    "upsert what matches": (
        lambda db: db.upsert({"rooms": 5}, where("name") == "Mill"),
        ["h1"],
        {"h1": {"name": "Mill", "rooms": 5}, "h2": TOWER},
    ),
    "upsert an absent one": (lambda db: db.upsert(BARN, where("cows") > 9), ["n1"], {**OLD, "n1": BARN}),
    "remove what matches": (lambda db: db.remove(where("rooms") == 1), ["h2"], {"h1": MILL}),
    "remove ids": (lambda db: db.remove(doc_ids=["h1", "h9"]), ["h1"], {"h2": TOWER}),
    "truncate": (lambda db: db.truncate(), None, {}),
    "drop": (lambda db: db.drop_table("house"), None, {}),
}


@pytest.mark.parametrize(("write", "result", "left"), WRITES.values(), ids=WRITES)
def test_a_call_is_one_entry_of_the_journal(
    store: Store, write: Callable[[JournalDatabase], Any], result: Any, left: Mapping[str, Any]
) -> None:
    assert write(face(store)) == result
    assert houses(store) == left
    assert [(commit.who, commit.why, commit.at) for commit in store.log()] == [("ana", WHY, AT)]


def test_a_call_that_changes_nothing_leaves_no_entry(store: Store) -> None:
    db = face(store)
    assert db.update({"name": "Mill"}, doc_ids=["h1"]) == ["h1"]
    assert db.update(increment("rooms"), where("name") == "Barn") == []
    assert db.remove(doc_ids=["h9"]) == []
    assert db.insert_multiple([]) == []
    db.drop_table("castle")
    assert store.seq == 0


def test_only_what_differs_is_written(store: Store) -> None:
    face(store).update({"name": "Mill", "rooms": 4}, doc_ids=["h1"])
    (change,) = next(store.log()).changes
    assert (change.set, change.was, change.rev) == ({"rooms": 4}, {"rooms": 3}, 2)


def test_dropping_all_tables_is_one_entry_and_keeps_history(store: Store) -> None:
    db = face(store)
    assert db.tables() == {"house", "letter"}
    db.drop_tables()
    assert db.tables() == set()
    assert store.seq == 1
    assert everything(store)["letter"].keys() == {"l1"}


def test_what_is_read_is_a_copy_with_the_stores_own_fields(store: Store) -> None:
    table = face(store).table("house")
    found = table.get(where("name") == "Mill")
    assert isinstance(found, Document)
    assert (found.doc_id, found["id"], found["rev"], found["kind"]) == ("h1", "h1", 1, "house")
    found["name"] = "Ruin"
    assert table.count(where("name") == "Ruin") == 0


def test_what_was_inserted_is_not_the_callers_any_more(store: Store) -> None:
    owners = ["eva"]
    face(store).insert({"owners": owners})
    owners.append("leo")
    assert houses(store)["n1"] == {"owners": ["eva"]}


def test_nothing_is_cached(store: Store, others: Store) -> None:
    table = face(store).table("house")
    query = where("rooms") == 1
    assert table.count(query) == 1
    keep(others, edit("house", "h1", 1, rooms=1))
    store.refresh()
    assert table.count(query) == 2
    with pytest.raises(ValueError, match="cached"):
        face(store).table("house", cache_size=10)


def test_an_update_of_what_others_changed_is_made_anew(store: Store, others: Store) -> None:
    keep(others, edit("house", "h1", 1, rooms=10))
    updates = ((increment("rooms"), where("name") == name) for name in ("Mill", "Tower"))
    assert face(store).update_multiple(updates) == ["h1", "h2"]
    assert [doc["rooms"] for doc in houses(store).values()] == [11, 2]
    assert [commit.seq for commit in store.refresh()] == [1]


def test_a_condition_holds_when_the_change_is_kept(store: Store, others: Store) -> None:
    keep(others, edit("house", "h1", 1, name="Ruin"))
    assert face(store).update({"rooms": 9}, where("name") == "Mill") == []
    assert face(store).remove(where("name") == "Mill") == []
    assert houses(store)["h1"] == {"name": "Ruin", "rooms": 3}


def test_what_others_removed_or_made_is_respected(store: Store, others: Store) -> None:
    keep(others, drop("house", "h1", 1), new("house", "h3", name="Barn"))
    db = face(store)
    assert db.update({"rooms": 9}, doc_ids=["h1", "h2"]) == ["h2"]
    keep(others, new("house", "h4"))
    with pytest.raises(ValueError, match="h4 already exists"):
        db.insert(with_id("h4", BARN))
    keep(others, new("house", "h5", name="Sty"))
    assert db.upsert(with_id("h5", {"rooms": 1})) == ["h5"]
    assert houses(store)["h5"] == {"name": "Sty", "rooms": 1}


def test_a_document_handed_back_conflicts_with_later_changes(store: Store, others: Store) -> None:
    table = face(store).table("house")
    mine = table.get(where("rooms") == 3)
    assert isinstance(mine, Document)
    mine["name"] = "Windmill"
    assert table.upsert(mine) == ["h1"]
    mine["name"] = "Watermill"
    with pytest.raises(Conflict, match="ana changed the same"):
        table.upsert(mine)
    assert houses(store)["h1"]["name"] == "Windmill"


def test_history_is_out_of_reach(store: Store) -> None:
    table = face(store).table("letter")
    assert table.update({"state": "closed"}) == ["l2"]
    assert table.all() == []
    table.truncate()
    for doc_id in ("l1", "l2"):
        with pytest.raises(Conflict, match="exists already"):
            table.insert(with_id(doc_id, {}))
    assert everything(store)["letter"].keys() == {"l1", "l2"}


def test_an_operation_that_fails_changes_nothing(store: Store) -> None:
    db = face(store)
    db.update(delete("rooms"), doc_ids=["h2"])
    for write in (
        lambda: db.update(increment("rooms")),
        lambda: db.insert_multiple([BARN, object()]),  # type: ignore[list-item]
        lambda: db.insert_multiple([BARN, with_id("h1", BARN)]),
        lambda: db.insert({"now": object()}),
        lambda: db.update({"id": "h3"}),
        lambda: db.insert({"kind": "letter"}),
        lambda: db.table("castle").insert(BARN),
        lambda: db.storage.write({"house": {}}),
    ):
        with pytest.raises((KeyError, TypeError, ValueError)):
            write()
    assert houses(store) == {"h1": MILL, "h2": {"name": "Tower"}}
    assert store.seq == 1


def test_closing_leaves_the_store_open(store: Store) -> None:
    with face(store) as db:
        db.insert(BARN)
    assert store.get("house", "n1")


def add_rooms(path: Path, times: int, start: Barrier) -> None:
    """What each process does."""
    table = face(open_store(path, COLLECTIONS)).table("house")
    start.wait()
    for _ in range(times):
        table.update(increment("rooms"), where("name") == "Mill")


def test_processes_that_count_on_one_document_lose_nothing(store: Store) -> None:
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(2)
    processes = [spawn.Process(target=add_rooms, args=(store.path, 60, start)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    store.refresh()
    assert houses(store)["h1"]["rooms"] == 3 + 120
    assert store.seq == 120
