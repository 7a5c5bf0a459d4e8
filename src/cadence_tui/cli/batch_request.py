"""The request of one line of a batch: on the open store of the batch, answered to it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from cadence_tui.cli.request import Request
from cadence_tui.locale import Speech
from cadence_tui.model.clock import Clock
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.workspace.session import Workspace, workspace_on

_WHO_MAY_WHAT = {"person", "settings"}
_MOST_SEATS = 64


class Desk:
    """The one open store of a batch, and those who act on it. Raises what opening raises."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._first = request.workspace
        self._seats = {(request.acting, request.now): self._first}

    def catch_up(self) -> None:
        """Takes in what others have committed; who acts is looked up anew when that may matter."""
        kinds = self._first.changed_kinds().union(*(seat.changed_kinds() for seat in self._seats.values()))
        if kinds & _WHO_MAY_WHAT:
            self._seats.clear()

    def workspace(self, acting: str, now: datetime | None, clock: Clock) -> Workspace:
        """The store for a person, at an instant. Raises NotFound, NotPermitted."""
        place = (acting, now)
        if place not in self._seats:
            if len(self._seats) >= _MOST_SEATS:
                self._seats.clear()
            self._seats[place] = workspace_on(self._first.store, acting=acting, clock=clock)
        return self._seats[place]


class LineRequest(Request):
    """The options of a line where they differ from those of the batch, and the answer to the line."""

    def __init__(self, desk: Desk) -> None:
        self.batch = desk.request
        super().__init__(self.batch.language, as_json=self.batch.as_json)
        self.acting = self.batch.acting
        self.now = self.batch.now
        self.path = self.batch.path
        self.data: Any = None
        self.lines: list[str] = []
        self._desk = desk

    @cached_property
    def speech(self) -> Speech:
        """The language of the line, else of the batch."""
        return self.batch.speech if self.language == self.batch.language else super().speech

    def admit(self) -> None:
        """Raises WrongUsage for a line that names a store."""
        if self.store:
            raise WrongUsage(message("All lines of a batch are for one store: name it before them"))

    def answer(self, data: Any, lines: Callable[[], Iterable[str]]) -> None:
        """Keeps the answer until it is acknowledged."""
        self.data = data
        if not self.batch.as_json:
            self.lines = list(lines())

    def pour(self, chunks: Iterable[bytes]) -> None:
        """Raises WrongUsage: an acknowledgement has no room for files and pages of help."""
        raise WrongUsage(message("This does not fit into a line: give it --out, or call it by itself"))

    def _opened(self) -> Workspace:
        return self._desk.workspace(self.acting, self.now, self.clock)
