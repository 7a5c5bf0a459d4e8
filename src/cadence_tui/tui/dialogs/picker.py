"""Picks one of many by typing part of its name: palette, jump, people, times, views."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual.widgets import Input

from cadence_tui.locale import Speech
from cadence_tui.model.text import fold
from cadence_tui.tui.dialogs.chooser import Chooser
from cadence_tui.tui.dialogs.layer import key_line
from cadence_tui.tui.spans import Cell, Line, width_of
from cadence_tui.tui.widgets.prompt import LineInput
from cadence_tui.tui.widgets.table import Column, Table

_MOST_SHOWN = 200

_COLUMNS = (Column(id="name", title="", width=24, grow=3), Column(id="hint", title="", width=12, grow=2))
_LONGEST_NAME = 44
"""Cells of a name that are kept before its hint gets what is left."""


class Choice(Struct, frozen=True):
    """Something to pick: its key, its name, and a word beside it. `found_by` is searched too, unseen."""

    key: str
    name: str
    hint: str = ""
    found_by: str = ""


class Picker(Chooser[str]):
    """Answers with the key of the choice, or nothing. `more` finds further choices for what is typed."""

    DEFAULT_CSS = """
    Picker.wide > #box { width: 96%; max-width: 150; }
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        speech: Speech,
        *,
        more: Callable[[str], Sequence[Choice]] | None = None,
        current: str = "",
        typed: str = "",
        wide: bool = False,
    ) -> None:
        """`wide` is for hints that have to be read whole: the screen's width is theirs, as far as needed."""
        super().__init__(title)
        self.set_class(wide, "wide")
        self._choices, self._speech, self._more, self._current = list(choices), speech, more, current
        self._search = [(fold(f"{choice.name} {choice.found_by}"), choice) for choice in self._choices]
        self._input = LineInput(typed, placeholder=speech.say("type to narrow"))
        self._table: Table[Choice] = Table(
            _whole(choices) if wide else _COLUMNS,
            lambda choice: choice.key,
            self._cells,
            empty=[[(speech.say("nothing like that"), "dim")]],
            header=False,
        )

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        return key_line(("↵", say("choose")), ("↑↓", ""), ("esc", say("leave")))

    def begun(self) -> None:
        """The current one is chosen."""
        if self._current:
            self._table.select(self._current)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(self._table.current_key)

    def add(self, choices: Sequence[Choice]) -> None:
        """Further choices, found while somebody types already."""
        self._choices += choices
        self._search += [(fold(f"{choice.name} {choice.found_by}"), choice) for choice in choices]
        if self.is_mounted:
            self.found_by(self._input.typed)

    def found_by(self, typed: str) -> None:
        """The choices that have every word, those that begin with them first."""
        words = fold(typed).split()
        found = [choice for text, choice in self._search if all(word in text for word in words)]
        found.sort(key=lambda choice: not fold(choice.name).startswith(" ".join(words)))
        if self._more is not None and words:
            found.extend(self._more(typed))
        self._table.show(found[:_MOST_SHOWN], keep=False)

    @staticmethod
    def _cells(choice: Choice) -> Sequence[Cell]:
        return (choice.name, (choice.hint, "dim"))


def _whole(choices: Sequence[Choice]) -> tuple[Column, ...]:
    """Columns that leave to hints all that names do not need."""
    name = max((width_of([(choice.name, "")]) for choice in choices), default=0)
    return (
        Column(id="name", title="", width=min(name, _LONGEST_NAME)),
        Column(id="hint", title="", width=12, grow=1),
    )
