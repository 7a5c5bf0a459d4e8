"""The one place to jump from: names as they are typed, then everything written that has the words (C9)."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.widget import Widget
from textual.widgets import Input

from cadence_tui.locale import Speech
from cadence_tui.model.errors import BadInput
from cadence_tui.model.text import fold
from cadence_tui.tui.dialogs.chooser import Chooser
from cadence_tui.tui.dialogs.layer import key_line
from cadence_tui.tui.spans import Cell, Line
from cadence_tui.tui.widgets.bar import Bar
from cadence_tui.tui.widgets.prompt import LineInput
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.excerpts import excerpt
from cadence_tui.views.vocabulary import VOCABULARY
from cadence_tui.workspace.search import Hit, hits
from cadence_tui.workspace.search_query import Query

if TYPE_CHECKING:
    from cadence_tui.workspace.destinations import Destination
    from cadence_tui.workspace.search_index import SearchIndex

_MOST_NAMES, _FEW_NAMES, _MOST_TEXTS = 200, 6, 50
_LEAST_EXCERPT = 28
_COLUMNS = (
    Column(id="text", title="", width=_LEAST_EXCERPT, grow=5),
    Column(id="where", title="", width=22, grow=2),
    Column(id="day", title="", width=11, right=True),
)


class Goal(Struct, frozen=True, kw_only=True):
    """Something to open: a document and its account, as the list shows them."""

    kind: str
    id: str
    account: str
    shown: Line
    where: str
    day: str = ""

    @property
    def key(self) -> str:
        """Kind and id."""
        return f"{self.kind} {self.id}"


class Finder(Chooser[Goal]):
    """Answers with what was chosen. Names come from `know_names`, texts from an index once there is one."""

    DEFAULT_CSS = """
    Finder > #box { width: 96%; max-width: 150; }
    """

    def __init__(self, speech: Speech, read: Callable[[str], Query]) -> None:
        super().__init__(speech.say("Jump to"))
        self._speech, self._read = speech, read
        self._names: list[tuple[str, Destination]] = []
        self._accounts: dict[str, str] = {}
        self._index: SearchIndex | None = None
        self._shown: Query | None = None
        self._input = LineInput(placeholder=speech.say("names, or words of what was written"))
        self._status = Bar("dim")
        self._table: Table[Goal] = Table(
            _COLUMNS,
            lambda goal: goal.key,
            _cells,
            empty=[[(speech.say("nothing like that"), "dim")]],
            header=False,
        )

    def foot(self) -> list[Widget]:
        """How the search can be narrowed, and how far it has come."""
        return [self._status]

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        return key_line(("↵", say("open")), ("↑↓", ""), ("esc", say("leave")))

    # -- what there is -------------------------------------------------------------

    def know_names(self, names: "Sequence[Destination]") -> None:
        """Accounts, people, promises and calls to jump to."""
        self._names = [(fold(f"{goal.name} {goal.account_name}"), goal) for goal in names]
        self._accounts = {goal.id: goal.name for goal in names if goal.kind == "account"}
        self._search()

    def know_texts(self, index: "SearchIndex") -> None:
        """Everything written."""
        self._index = index
        self._search()

    # -- searching -------------------------------------------------------------------

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._table.current is not None:
            self.dismiss(self._table.current)

    def _search(self) -> None:
        if self.is_mounted:
            self.found_by(self._input.typed)

    def found_by(self, typed: str) -> None:
        """Names and texts that fit; a filter that is not understood leaves those of before."""
        try:
            query = self._read(typed)
        except BadInput as error:
            # What was found stays: the filter may be half typed.
            self._status.show([(self._speech.word(error.message), "warn")])
            return
        # At once, and not in a worker: enter takes what stands there for what was typed.
        index = self._index
        texts = hits(index, query, _MOST_TEXTS) if index is not None and not query.is_empty else []
        self._show(query, self._named(query), texts)

    def _named(self, query: Query) -> "list[Destination]":
        if query.person or query.since or query.until:
            return []
        found = [
            goal
            for text, goal in self._names
            if all(word in text for word in query.words)
            and (query.kinds is None or goal.kind in query.kinds)
            and all(word in fold(goal.account_name) for word in query.account)
        ]
        start = " ".join(query.words)
        found.sort(key=lambda goal: not fold(goal.name).startswith(start))
        return found

    def _show(self, query: Query, names: "Sequence[Destination]", texts: Sequence[Hit]) -> None:
        shown = names[: _FEW_NAMES if texts else _MOST_NAMES]
        found = {goal.key: goal for goal in (self._goal_of_text(text, query.words) for text in texts)}
        goals = [self._best(self._goal_of_name(name, query.words), found) for name in shown]
        known = {goal.key for goal in goals}
        goals += [goal for key, goal in found.items() if key not in known]
        # When more is known of the same words, the cursor stays.
        self._table.show(goals, keep=query == self._shown)
        self._shown = query
        self._status.show(self._told(query, len(names), len(texts)))

    def _told(self, query: Query, names: int, texts: int) -> Line:
        speech = self._speech
        if self._index is None:
            return [(speech.say("names only: what was written is still being read …"), "info")]
        if query.is_empty:
            return [(speech.say("narrow with account: person: kind: since: until:"), "dim")]
        counted = speech.plural("{n} name", "{n} names", names)
        more = "+" if texts >= _MOST_TEXTS else ""
        return [
            (f"{counted} · {speech.plural('{n} text', '{n} texts', texts)}{more}", "dim"),
            (" · " + speech.say("narrow with account: person: kind: since: until:"), "dim"),
        ]

    @staticmethod
    def _best(named: Goal, found: Mapping[str, Goal]) -> Goal:
        """A call is shown by the line that has the words: its name is a summary, which has many of them."""
        return found.get(named.key, named) if named.kind == "call" else named

    def _goal_of_name(self, name: "Destination", words: Sequence[str]) -> Goal:
        where = [self._kind(name.kind), "" if name.kind == "account" else name.account_name]
        shown = excerpt(name.name, words, self._room)
        return Goal(kind=name.kind, id=name.id, account=name.account, shown=shown, where=_joined(where))

    def _goal_of_text(self, hit: Hit, words: Sequence[str]) -> Goal:
        day = self._speech.day(hit.when, year=True) if hit.when else ""
        where = _joined([self._kind(hit.kind), self._accounts.get(hit.account, "")])
        shown = excerpt(hit.text, words, self._room)
        return Goal(kind=hit.kind, id=hit.id, account=hit.account, shown=shown, where=where, day=day)

    @property
    def _room(self) -> int:
        """Characters of a text that its column shows: the words that were looked for are among them."""
        return max(_LEAST_EXCERPT, self._table.width_of("text"))

    def _kind(self, kind: str) -> str:
        return self._speech.word(VOCABULARY["kind"][kind])


def _cells(goal: Goal) -> Sequence[Cell]:
    return (goal.shown, (goal.where, "dim"), (goal.day, "dim"))


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(filter(None, parts))
