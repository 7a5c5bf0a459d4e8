"""Every byte of a journal cut off or flipped: a state that once was and the rest kept, or a named refusal."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from cadence_tui.model.errors import StoreError
from cadence_tui.store.check import check_store
from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Store
from tests.store.samples import COLLECTIONS, drop, edit, everything, house, keep, letter, make, new
from tests.store.torture.damage import copied, flip, kept_aside, newest_journal
from tests.store.torture.effort import evidence
from tests.store.torture.transactions import Documents

_NEXT = {"kind": "house", "id": "next", "rev": 1}


class Original(NamedTuple):
    """A sound store: its journal, and the documents and the journal's size after each number of commits."""

    path: Path
    journal: bytes
    states: list[Documents]
    ends: list[int]

    def line(self, place: int) -> int:
        """The line a byte belongs to, from 1."""
        return self.journal.count(b"\n", 0, place) + 1


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for some thousand stores, one after the other."""
    with evidence(tmp_path, 0) as folder:
        yield folder


@pytest.fixture
def original(folder: Path) -> Original:
    """A store with a journal of two kilobytes, the newest of two."""
    path = folder / "original"
    store = make(path, [house("h1", rooms=1), letter("l0", "h1", state="closed")])
    keep(store, edit("house", "h1", 1, rooms=2))
    store.compact()
    acts = [
        [edit("house", "h1", 2, rooms=3)],
        [new("letter", "l1", house="h1", state="closed"), new("letter", "l2", house="h1", text="ñandú")],
        [edit("house", "h1", 3, "rooms", name="Mill"), drop("letter", "l0", 1)],
        [new("house", "h2", name='a "quoted" name\n', rooms=None)],
        [edit("letter", "l2", 1, text="x" * 300)],
        [drop("letter", "l1", 1)],
        [edit("house", "h2", 1, rooms=-1.5e300)],
    ]
    states, ends = [{}, everything(store)], [0, newest_journal(path).stat().st_size]
    for act in acts:
        keep(store, *act)
        states.append(everything(store))
        ends.append(newest_journal(path).stat().st_size)
    store.close()
    return Original(path, newest_journal(path).read_bytes(), states, ends)


def test_the_journal_cut_at_every_byte(original: Original, folder: Path) -> None:
    for cut in range(original.ends[1], len(original.journal)):
        path = copied(original.path, folder / "cut")
        newest_journal(path).write_bytes(original.journal[:cut])
        # A cut between two lines leaves what the store was before; no reader could know better.
        assert cut in original.ends or check_store(path, COLLECTIONS)
        _prove_mended_or_refused(original, path, original.journal[:cut], original.line(cut))


def test_the_last_line_left_empty_from_every_byte(original: Original, folder: Path) -> None:
    # A power cut may leave the new size of a file without the bytes, which are zeros then.
    for cut in range(original.ends[-2], len(original.journal)):
        path = copied(original.path, folder / "zeros")
        torn = original.journal[:cut].ljust(len(original.journal), b"\0")
        newest_journal(path).write_bytes(torn)
        store = open_store(path, COLLECTIONS)
        assert _refusal(store) is None, f"torn at byte {cut}, the store needs a repair"
        store.close()
        _prove_mended(original, path, torn)


def test_a_bit_flipped_in_every_byte_of_the_journal(original: Original, folder: Path) -> None:
    for place in range(len(original.journal)):
        path = copied(original.path, folder / "flipped")
        flip(newest_journal(path), place, place % 8)
        problems = check_store(path, COLLECTIONS)
        assert (newest_journal(path).name, original.line(place)) in {(p.file, p.line) for p in problems}
        _prove_mended_or_refused(original, path, newest_journal(path).read_bytes(), original.line(place))


def _prove_mended_or_refused(original: Original, path: Path, journal: bytes, line: int) -> None:
    store = open_store(path, COLLECTIONS)
    assert everything(store) == original.states[store.seq]
    reader = open_store(path, COLLECTIONS)
    refusal = _refusal(store)
    reader.refresh()
    assert everything(reader) == everything(store), "who has it open sees what a writer sees"
    reader.close()
    store.close()
    if refusal is None:
        _prove_mended(original, path, journal)
        return
    assert [(where.file, where.row) for where in refusal.where] == [(str(newest_journal(path)), line)]
    assert newest_journal(path).read_bytes() == journal, "a refusal changes nothing"


def _refusal(store: Store) -> StoreError | None:
    """What a store says to the next write, if it does not take it."""
    try:
        keep(store, new("house", "next"))
    except StoreError as refusal:
        return refusal
    return None


def _prove_mended(original: Original, path: Path, journal: bytes) -> None:
    again = open_store(path, COLLECTIONS)
    kept = again.seq - 1
    found = everything(again)
    again.close()
    assert found["house"].pop("next") == _NEXT
    assert found == original.states[kept]
    # A line that lacks nothing but its end is completed; then there is no rest worth keeping.
    rest = journal[original.ends[kept] :].rstrip(b"\0")
    assert b"".join(kept_aside(path)).rstrip(b"\0") == rest
    assert not [problem for problem in check_store(path, COLLECTIONS) if not problem.harmless]


def test_a_bit_flipped_in_a_snapshot_never_gets_through_a_fold(folder: Path) -> None:
    original = folder / "original"
    closed = [letter(f"l{number}", f"h{number % 2}", state="closed", text="old") for number in range(4)]
    make(original, [house("h0"), house("h1"), *closed]).close()
    truth = everything(open_store(original, COLLECTIONS))
    for name in [file.relative_to(original) for file in sorted(original.glob("snap-*/*"))]:
        for place in range((original / name).stat().st_size):
            path = copied(original, folder / "flipped")
            flip(path / name, place, place % 8)
            _prove_refused_or_true(path, truth)


def _prove_refused_or_true(path: Path, truth: Documents) -> None:
    store = open_store(path, COLLECTIONS)
    fresh = new("letter", "new", house="h0", state="closed")
    try:
        keep(store, fresh)
        store.compact()
    except StoreError:
        return
    finally:
        store.close()
    if check_store(path, COLLECTIONS):
        return
    again = open_store(path, COLLECTIONS)
    found = everything(again)
    again.close()
    del found["letter"]["new"]
    assert found == truth, "the damage is folded into a snapshot that looks sound"


def test_history_read_as_a_whole_never_shows_a_flipped_bit(folder: Path) -> None:
    path = folder / "store"
    make(path, [letter(f"l{number}", "h1", state="closed", text="old") for number in range(4)]).close()
    truth = everything(open_store(path, COLLECTIONS))
    (cold,) = path.glob("snap-*/letter.cold.jsonl")
    for place in range(cold.stat().st_size):
        flip(cold, place, place % 8)
        store = open_store(path, COLLECTIONS)
        try:
            found = everything(store)
        except StoreError:
            found = truth
        store.close()
        assert found == truth
        flip(cold, place, place % 8)
