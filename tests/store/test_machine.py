"""The store against a plain dict: any order of commits, refreshes, foldings and reopenings."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cadence_tui.model.errors import Conflict
from cadence_tui.store.open import open_store
from cadence_tui.store.patch import diff, fields_of, inverse
from cadence_tui.store.protocol import Change, Commit
from tests.store.samples import COLLECTIONS, drop, everything, house, keep, letter, make, new

KINDS = st.sampled_from(["house", "letter"])
IDS = st.sampled_from(["a", "b", 'c"\\é', "dd", "e e"])
VALUES = st.one_of(
    st.integers(-5, 5),
    st.text(max_size=5),
    st.none(),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.text(max_size=2), st.booleans(), max_size=2),
)
FIELDS = st.dictionaries(st.sampled_from(["p", "q", "r"]), VALUES, max_size=3)
OWNERS = st.sampled_from(["", "h1", "h 2", 'h"3'])
STATES = st.sampled_from(["open", "closed"])
Model = dict[tuple[str, str], dict[str, Any]]


class TwoScreens(RuleBasedStateMachine):
    """Two open stores on one folder; the model has the documents without revisions."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        start = [house("a", p=1), letter("b", "h1", state="closed"), letter("dd", "h1", state="open")]
        self.stores = [make(self.folder / "store", start), open_store(self.folder / "store", COLLECTIONS)]
        self.model: Model = {(kind, doc["id"]): fields_of(doc) for kind, doc in start}
        self.commits: list[Commit] = []
        self.reported = [0, 0]
        self.own: list[list[int]] = [[], []]

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.folder)

    @rule(screen=st.integers(0, 1), kind=KINDS, doc_id=IDS, fields=FIELDS, owner=OWNERS, state=STATES)
    def write(
        self, screen: int, kind: str, doc_id: str, fields: dict[str, Any], owner: str, state: str
    ) -> None:
        """Makes or changes a document from what the screen sees, which may be old."""
        wanted = {**fields, "house": owner, "state": state}
        seen = self.stores[screen].get(kind, doc_id)
        change = diff(kind, seen, {**wanted, "id": doc_id})
        if change:
            self._commit(screen, change)

    @rule(screen=st.integers(0, 1), kind=KINDS, doc_id=IDS)
    def remove(self, screen: int, kind: str, doc_id: str) -> None:
        """Removes a document the screen sees."""
        seen = self.stores[screen].get(kind, doc_id)
        if seen:
            self._commit(screen, drop(kind, doc_id, seen["rev"]))

    @rule(screen=st.integers(0, 1), fields=FIELDS)
    def write_both_kinds(self, screen: int, fields: dict[str, Any]) -> None:
        """Makes one document of each kind, or neither."""
        doc_id = f"n{len(self.commits)}"
        self._commit(
            screen, new("house", doc_id, **fields), new("letter", doc_id, house=doc_id, state="closed")
        )

    @rule(screen=st.integers(0, 1), back=st.integers(1, 3))
    def take_back(self, screen: int, back: int) -> None:
        """Undoes one of the last commits where nobody changed the same since."""
        if back <= len(self.commits):
            self._commit(screen, *inverse(self.commits[-back]))

    @rule(screen=st.integers(0, 1))
    def refresh(self, screen: int) -> None:
        """The feed has what others committed, each once, in order."""
        fresh = [commit.seq for commit in self.stores[screen].refresh()]
        others = [commit.seq for commit in self.commits if commit.seq not in self.own[screen]]
        assert fresh == others[self.reported[screen] :]
        self.reported[screen] = len(others)
        assert self._seen(screen) == self.model

    @rule(screen=st.integers(0, 1))
    def fold(self, screen: int) -> None:
        """Folding is invisible."""
        self.stores[screen].compact()
        assert self._seen(screen) == self.model

    @rule(screen=st.integers(0, 1))
    def reopen(self, screen: int) -> None:
        """A process that starts later sees all."""
        self.stores[screen].close()
        self.stores[screen] = open_store(self.folder / "store", COLLECTIONS)
        assert self._seen(screen) == self.model
        assert list(self.stores[screen].log(newest_first=False)) == self.commits
        self.own[screen] = []
        self.reported[screen] = len(self.commits)

    @invariant()
    def counts_and_groups_agree_with_the_documents(self) -> None:
        """Whatever a screen has seen so far fits together."""
        for store in self.stores:
            for kind, documents in everything(store).items():
                assert store.count(kind) == len(documents)
                assert {doc_id: store.get(kind, doc_id) for doc_id in documents} == documents
            letters = everything(store)["letter"]
            for owner in ("", "h1", "h 2", 'h"3'):
                mine = sorted(doc_id for doc_id, doc in letters.items() if doc.get("house") == owner)
                assert [doc["id"] for doc in store.group("letter", owner)] == mine

    def _seen(self, screen: int) -> Model:
        found = everything(self.stores[screen])
        return {
            (kind, doc_id): fields_of(doc) for kind, docs in found.items() for doc_id, doc in docs.items()
        }

    def _commit(self, screen: int, *changes: Change) -> None:
        try:
            commit = keep(self.stores[screen], *changes)
        except Conflict:
            assert self._somebody_came_before(changes)
            return
        self.commits.append(commit)
        self.own[screen].append(commit.seq)
        for change in changes:
            self._bring_forward(change)

    def _somebody_came_before(self, changes: tuple[Change, ...]) -> bool:
        latest = {(a.kind, a.id): a.rev for commit in self.commits for a in commit.changes}
        return any(latest.get((c.kind, c.id), c.base_rev) != c.base_rev for c in changes)

    def _bring_forward(self, change: Change) -> None:
        key = (change.kind, change.id)
        if change.drop:
            del self.model[key]
            return
        document = self.model.setdefault(key, {})
        document.update(change.set)
        for name in change.unset:
            document.pop(name, None)


TwoScreens.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestTwoScreens = TwoScreens.TestCase
