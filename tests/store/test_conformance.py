"""What every backend promises, as two people at two screens would notice it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from cadence_tui.model.errors import Conflict
from cadence_tui.store.patch import inverse
from cadence_tui.store.protocol import Change, Store
from tests.store.conformance import BACKENDS, Backend
from tests.store.samples import AT, drop, edit, everything, house, keep, letter, new

START = [
    house("h1", name="Mill", rooms=3),
    house("h2", name="Tower", rooms=1),
    letter("l1", "h1", state="closed", text="old"),
    letter("l2", "h1", state="open", text="young"),
    letter("l3", "h2", state="closed", text="older"),
]


@pytest.fixture(params=BACKENDS, ids=lambda backend: backend.name)
def backend(request: pytest.FixtureRequest) -> Backend:
    return request.param


@pytest.fixture
def look(backend: Backend, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens the store of START once more, as another process would."""
    backend.make(tmp_path, START).close()
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(backend.open(tmp_path)))


def test_first_documents_have_revision_one_and_their_kind(look: Callable[[], Store]) -> None:
    store = look()
    assert store.get("house", "h1") == {"kind": "house", "id": "h1", "rev": 1, "name": "Mill", "rooms": 3}
    assert store.seq == 0
    assert (store.count("house"), store.count("letter")) == (2, 3)
    assert store.schema == 1


def test_what_get_returns_is_the_callers_own(look: Callable[[], Store]) -> None:
    store = look()
    keep(store, new("house", "h3", owners=["eva"]))
    found = store.get("house", "h3")
    assert found
    found["owners"].append("leo")
    assert store.get("house", "h3") == {"kind": "house", "id": "h3", "rev": 1, "owners": ["eva"]}


def test_what_was_committed_is_not_the_callers_any_more(look: Callable[[], Store]) -> None:
    store = look()
    owners = ["eva"]
    keep(store, new("house", "h3", owners=owners))
    owners.append("leo")
    assert [doc["owners"] for doc in store.hot("house") if doc["id"] == "h3"] == [["eva"]]


def test_absent_documents_are_none(look: Callable[[], Store]) -> None:
    assert look().get("letter", "nothing") is None


def test_undeclared_kinds_are_refused(look: Callable[[], Store]) -> None:
    store = look()
    with pytest.raises(ValueError, match="undeclared"):
        store.get("horse", "h1")
    with pytest.raises(ValueError, match="undeclared"):
        keep(store, new("horse", "h1"))


def test_a_group_has_open_and_closed_documents_in_order(look: Callable[[], Store]) -> None:
    store = look()
    assert [doc["id"] for doc in store.group("letter", "h1")] == ["l1", "l2"]
    keep(store, new("letter", "l0", house="h1"), edit("letter", "l3", 1, house="h1"))
    assert [doc["id"] for doc in store.group("letter", "h1")] == ["l0", "l1", "l2", "l3"]
    assert store.group("letter", "h2") == []


def test_documents_in_memory_are_found_by_indexed_fields(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    assert [doc["id"] for doc in ben.by("letter", "state", "open")] == ["l2"]
    keep(ana, new("letter", "l5", house="h1", state="open", due="2026-03-09"))
    keep(
        ana, new("letter", "l6", house="h2", state="sent", due="2026-03-02"), edit("letter", "l2", 1, "state")
    )
    keep(ana, new("letter", "l7", house="h2", due=None), new("letter", "l8", house="h2", due="2026-04-01"))
    keep(ana, drop("letter", "l8", 1))
    ben.refresh()
    for store in (ana, ben, look()):
        assert [doc["id"] for doc in store.by("letter", "state", "open")] == ["l5"]
        assert [doc["id"] for doc in store.by("letter", "state", "")] == ["l2", "l7"]
        assert [doc["id"] for doc in store.by("letter", "house", "h2")] == ["l6", "l7"]
        assert [doc["id"] for doc in store.between("letter", "due", "2026-03-01", "2026-12-31")] == [
            "l6",
            "l5",
        ]
        assert store.between("letter", "due", "2026-04-01", "2026-04-01") == []
        with pytest.raises(ValueError, match="no index"):
            store.by("house", "name", "Mill")


def test_a_transaction_is_found_by_its_id(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    first = keep(ana, edit("house", "h1", 1, rooms=5), txn="t-1")
    assert ben.transaction("t-1") is None
    ben.refresh()
    ana.compact()
    second = keep(ana, edit("house", "h1", 2, rooms=6), txn="t-2")
    for store in (ana, ben, look()):
        store.refresh()
        assert store.transaction("t-1") == first
        assert store.transaction("t-2") == second
        assert store.transaction("t-3") is None


def test_an_exact_change_is_not_merged(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    keep(ana, edit("house", "h1", 1, name="Old Mill"), who="ana")
    exact = Change(kind="house", id="h1", base_rev=1, set={"rooms": 9}, exact=True)
    with pytest.raises(Conflict) as refused:
        keep(ben, exact)
    assert (refused.value.who, refused.value.fields) == ("ana", ("name", "rooms"))
    assert (refused.value.theirs, refused.value.mine) == ({"name": "Old Mill", "rooms": 3}, {"rooms": 9})
    ben.refresh()
    assert keep(ben, Change(kind="house", id="h1", base_rev=2, set={"rooms": 9}, exact=True)).seq == 2


def test_a_commit_is_seen_by_the_next_to_open(look: Callable[[], Store]) -> None:
    commit = keep(look(), edit("house", "h1", 1, rooms=4), new("letter", "l9", house="h1"), who="ana")
    assert (commit.seq, commit.who, commit.at, commit.why) == (1, "ana", AT, {"text": "because"})
    assert [(a.kind, a.id, a.rev, a.made) for a in commit.changes] == [
        ("house", "h1", 2, False),
        ("letter", "l9", 1, True),
    ]
    other = look()
    assert other.seq == 1
    assert other.get("house", "h1") == {"kind": "house", "id": "h1", "rev": 2, "name": "Mill", "rooms": 4}
    assert other.count("letter") == 4


def test_all_or_nothing_over_kinds(look: Callable[[], Store]) -> None:
    store = look()
    before = everything(store)
    with pytest.raises(Conflict):
        keep(store, edit("house", "h1", 1, rooms=4), new("letter", "l1", house="h1"))
    assert everything(store) == before
    assert everything(look()) == before
    assert store.seq == 0


def test_applied_changes_say_what_was_there(look: Callable[[], Store]) -> None:
    store = look()
    (changed,) = keep(store, edit("house", "h1", 1, "name", rooms=4, colour="red")).changes
    assert changed.was == {"name": "Mill", "rooms": 3}
    assert store.get("house", "h1") == {"kind": "house", "id": "h1", "rev": 2, "rooms": 4, "colour": "red"}
    (dropped,) = keep(store, drop("house", "h1", 2)).changes
    assert (dropped.dropped, dropped.rev, dropped.was) == (True, 3, {"rooms": 4, "colour": "red"})
    assert store.get("house", "h1") is None
    assert store.count("house") == 1


def test_edits_of_other_fields_are_merged(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    keep(ana, edit("house", "h1", 1, name="Old Mill"), who="ana")
    merged = keep(ben, edit("house", "h1", 1, rooms=9), who="ben")
    assert merged.changes[0].rev == 3
    assert ben.get("house", "h1") == {"kind": "house", "id": "h1", "rev": 3, "name": "Old Mill", "rooms": 9}


def test_edits_of_the_same_field_conflict_and_name_the_other(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    keep(ana, edit("house", "h1", 1, rooms=5), who="ana")
    keep(ana, edit("house", "h1", 2, name="Old Mill"), who="eve")
    with pytest.raises(Conflict) as refused:
        keep(ben, edit("house", "h1", 1, "name", rooms=5), who="ben")
    assert refused.value.fields == ("name", "rooms")
    assert refused.value.theirs == {"name": "Old Mill", "rooms": 5}
    assert (refused.value.who, refused.value.at) == ("eve", AT)
    with pytest.raises(Conflict) as refused:
        keep(ben, edit("house", "h1", 1, rooms=5), who="ben")
    assert (refused.value.who, refused.value.fields) == ("ana", ("rooms",))


def test_an_edit_of_something_removed_conflicts(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    keep(ana, drop("house", "h1", 1), who="ana")
    with pytest.raises(Conflict, match="ana") as refused:
        keep(ben, edit("house", "h1", 1, rooms=5))
    assert refused.value.who == "ana"
    with pytest.raises(Conflict):
        keep(ben, drop("house", "h1", 1))


def test_removing_what_was_edited_conflicts(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    keep(ana, edit("house", "h1", 1, rooms=5))
    with pytest.raises(Conflict) as refused:
        keep(ben, drop("house", "h1", 1))
    assert refused.value.fields == ("rooms",)


def test_a_document_made_anew_is_not_mistaken_for_the_old_one(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    keep(ana, drop("house", "h1", 1))
    made = keep(ana, new("house", "h1", cellar=True))
    assert made.changes[0].rev == 3
    with pytest.raises(Conflict):
        keep(ben, edit("house", "h1", 1, rooms=5))


def test_a_revision_from_the_future_conflicts(look: Callable[[], Store]) -> None:
    with pytest.raises(Conflict):
        keep(look(), edit("house", "h1", 7, rooms=5))


def test_changes_that_no_store_can_keep(look: Callable[[], Store]) -> None:
    store = look()
    for changes in (
        [],
        [new("house", "x", rev=3)],
        [edit("house", "h1", 1, "kind")],
        [edit("house", "h1", 1, rooms=1), edit("house", "h1", 1, name="a")],
        [new("house", "")],
    ):
        with pytest.raises(ValueError):
            keep(store, *changes)
    assert store.seq == 0


def test_a_transaction_is_kept_once(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    first = keep(ana, edit("house", "h1", 1, rooms=5), who="ana", txn="t-1")
    again = keep(ben, edit("house", "h1", 1, rooms=5), who="ana", txn="t-1")
    assert again == first
    ana.compact()
    for _ in range(3):
        keep(ana, new("house", f"n{ana.seq}"))
    assert keep(look(), edit("house", "h1", 1, rooms=5), txn="t-1") == first
    assert keep(ana, edit("house", "h1", 2, rooms=6), txn="t-2").seq == 5


def test_refresh_tells_the_commits_of_others_in_order(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    keep(ana, edit("house", "h1", 1, rooms=5))
    keep(ana, new("letter", "l9", house="h1"))
    keep(ben, edit("house", "h2", 1, rooms=5))
    keep(ana, edit("house", "h2", 2, name="Spire"))
    assert [commit.seq for commit in ben.refresh()] == [1, 2, 4]
    assert ben.refresh() == []
    assert [commit.seq for commit in ana.refresh()] == [3]
    assert everything(ana) == everything(ben) == everything(look())


def test_refresh_misses_nothing_over_several_foldings(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    for number in range(1, 7):
        keep(ana, edit("house", "h1", number, rooms=number))
        ana.compact()
    assert [commit.seq for commit in ben.refresh()] == [1, 2, 3, 4, 5, 6]
    assert everything(ben) == everything(ana)


def test_reading_a_kind_late_is_consistent_after_several_foldings(look: Callable[[], Store]) -> None:
    ana, ben = look(), look()
    for number in range(4):
        keep(ana, new("letter", f"n{number}", house="h1"))
        ana.compact()
    assert len(ben.group("letter", "h1")) == ben.count("letter") - 1
    assert [commit.seq for commit in ben.refresh()] == [1, 2, 3, 4]


def test_log_and_history_reach_back_over_foldings(look: Callable[[], Store]) -> None:
    store = look()
    for number in range(1, 6):
        keep(store, edit("house", "h1", number, rooms=number), new("letter", f"x{number}", house="h1"))
        if number % 2:
            store.compact()
    keep(store, drop("letter", "x1", 1))
    assert [commit.seq for commit in store.log()] == [6, 5, 4, 3, 2, 1]
    assert [commit.seq for commit in store.log(newest_first=False)] == [1, 2, 3, 4, 5, 6]
    assert [commit.seq for commit in store.log(before=4)] == [3, 2, 1]
    assert [commit.seq for commit in store.log(newest_first=False, before=3)] == [1, 2]
    assert [commit.seq for commit in store.history("letter", "x1")] == [1, 6]
    assert [commit.seq for commit in look().history("house", "h1")] == [1, 2, 3, 4, 5]
    assert store.history("letter", "h1") == []


def test_undo_and_redo_are_commits_of_their_own(look: Callable[[], Store]) -> None:
    store = look()
    before = everything(store)
    commit = keep(
        store,
        edit("house", "h1", 1, "name", rooms=5, colour="red"),
        new("letter", "l9", house="h1"),
        drop("letter", "l1", 1),
    )
    after = everything(store)
    store.compact()
    undo = keep(store, *inverse(commit))
    assert _without_rev(everything(store)) == _without_rev(before)
    keep(store, *inverse(undo))
    assert _without_rev(everything(store)) == _without_rev(after)
    assert [commit.seq for commit in store.log()] == [3, 2, 1]


def test_undo_conflicts_with_later_edits_of_the_same_and_spares_others(look: Callable[[], Store]) -> None:
    store = look()
    commit = keep(store, edit("house", "h1", 1, rooms=5))
    keep(store, edit("house", "h1", 2, name="Old Mill"))
    keep(store, *inverse(commit))
    assert store.get("house", "h1") == {"kind": "house", "id": "h1", "rev": 4, "name": "Old Mill", "rooms": 3}
    with pytest.raises(Conflict):
        keep(store, *inverse(commit))


def test_folding_changes_nothing_visible(look: Callable[[], Store]) -> None:
    store = look()
    keep(store, edit("letter", "l1", 1, text="reopened", state="open"), drop("letter", "l3", 1))
    keep(store, edit("letter", "l2", 1, state="closed"), edit("house", "h2", 1, rooms=2))
    before = everything(store)
    for _ in range(3):
        store.compact()
        assert everything(store) == everything(look()) == before
        assert (store.count("letter"), look().count("letter")) == (2, 2)
        assert look().get("letter", "l3") is None
        assert [doc["text"] for doc in store.group("letter", "h1")] == ["reopened", "young"]


def _without_rev(documents: dict[str, dict[str, dict[str, object]]]) -> object:
    return {
        kind: {doc_id: {k: v for k, v in doc.items() if k != "rev"} for doc_id, doc in found.items()}
        for kind, found in documents.items()
    }
