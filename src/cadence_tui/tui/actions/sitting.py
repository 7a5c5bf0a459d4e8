"""Where a lead is in a review: what waited when it began, what is decided, what is in front (A3)."""

from collections.abc import Mapping

from msgspec.structs import replace

from cadence_tui.model.message import Message
from cadence_tui.practice.review import ReviewItem
from cadence_tui.views.review import Session
from cadence_tui.workspace.review_session import Found


class Sitting:
    """The place in a session; the queue stays as it was when the review began."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.place = 0
        self.signing = False
        self.remarked: set[str] = set()
        self.gone: Mapping[str, Message] = {}
        self._underway: set[str] = set()
        undecided = session.undecided
        self.place = undecided[0] if undecided else 0

    @property
    def item(self) -> ReviewItem | None:
        """The item in front; none on the summary."""
        items = self.session.items
        return items[self.place] if not self.signing and self.place < len(items) else None

    @property
    def touched(self) -> list[str]:
        """What is to be signed: items with a verdict or a remark, in their order."""
        said = {*self.session.words, *self.remarked}
        return [item.id for item in self.session.items if item.id in said]

    def go(self, place: int) -> None:
        """To a place; past the last one is the summary."""
        self.signing = place >= len(self.session.items)
        self.place = max(0, min(place, len(self.session.items) - 1))

    def advance(self) -> None:
        """To the next undecided one, from the end to the first; to the summary when none is left."""
        undecided = self.session.undecided
        after = [at for at in undecided if at > self.place]
        self.go(next(iter([*after, *undecided]), len(self.session.items)))

    def judge(self, item: str, word: str) -> str | None:
        """Notes a word that is being written down; answers the one before it."""
        was = self.session.words.get(item)
        self._underway.add(item)
        self._put({**self.session.words, item: word})
        return was

    def written(self, item: str) -> None:
        """The word is in the store."""
        self._underway.discard(item)

    def unjudge(self, item: str, was: str | None) -> None:
        """The word was refused: what it was before holds."""
        self._underway.discard(item)
        words = {name: word for name, word in self.session.words.items() if name != item}
        self._put({**words, item: was} if was else words)

    def take_in(self, found: Found) -> tuple[list[str], bool]:
        """What changed meanwhile; answers the items that are to be read anew, and whether it moved.

        A verdict that was taken back brings its item to the front. What others saw to stays where it is: a
        key that is on its way is not to meet another item.
        """
        session = self.session
        changed = [name for name, subject in found.subjects.items() if session.subjects[name] != subject]
        taken_back = [
            name for name in session.words if name not in found.words and name not in self._underway
        ]
        kept = {name: word for name, word in session.words.items() if name not in taken_back}
        words = {name: found.words.get(name, word) for name, word in kept.items()}
        self.session = replace(
            session, subjects={**session.subjects, **found.subjects}, words=words, gone=frozenset(found.gone)
        )
        self.gone = found.gone
        if taken_back:
            self.signing = False
            self.place = [item.id for item in session.items].index(taken_back[0])
        return changed, bool(taken_back)

    def _put(self, words: Mapping[str, str]) -> None:
        self.session = replace(self.session, words=words)
