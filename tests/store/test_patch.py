"""Field patches: what differs, put together again, taken back."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.store.merge import resolve
from cadence_tui.store.patch import diff, fields_of, inverse, patched
from cadence_tui.store.protocol import Commit

FIELDS = st.dictionaries(st.sampled_from("abcde"), st.one_of(st.integers(0, 3), st.lists(st.booleans())))


def document(fields: dict[str, Any], rev: int) -> dict[str, Any]:
    return {"kind": "house", "id": "h1", "rev": rev, **fields}


@given(FIELDS, FIELDS, st.integers(1, 9))
def test_a_difference_applied_gives_the_new_and_taken_back_the_old(
    old: dict[str, Any], new: dict[str, Any], rev: int
) -> None:
    before = document(old, rev)
    change = diff("house", before, document(new, 0))
    if change is None:
        assert old == new
        return
    applied = resolve(change, before, 0, lambda: ())
    after = patched(before, applied)
    assert after == document(new, rev + 1)
    (back,) = inverse(Commit(seq=1, at="", who="", changes=[applied]))
    assert fields_of(patched(after, resolve(back, after, 0, lambda: ()))) == old


def test_only_what_differs_is_in_the_change() -> None:
    change = diff("house", document({"a": 1, "b": [1], "c": 2}, 4), document({"a": 1, "b": [2]}, 9))
    assert change
    assert (change.base_rev, change.set, change.unset) == (4, {"b": [2]}, ("c",))


def test_a_new_document_is_all_change() -> None:
    change = diff("house", None, document({"a": 1}, 0))
    assert change
    assert (change.id, change.base_rev, change.set) == ("h1", 0, {"a": 1})
