"""Work off the screen's thread: what touches the store happens in a thread of its own, one after another."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import work
from textual.screen import Screen

from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import Message
from cadence_tui.tui.view import View
from cadence_tui.workspace.unsaved import keeping

if TYPE_CHECKING:
    from cadence_tui.tui.app import CadenceApp

T = TypeVar("T")
_LEAVING_SECONDS = 2.0
"""Whoever leaves does not wait longer than this for others who write, to keep what is half typed."""
Refusal = Callable[[CadenceError], Any]
"""Told of a refusal before the reader is, to bring back what was typed."""


class Errands(Screen[None]):
    """A screen that has things read, reckoned and done for it."""

    def __init__(self) -> None:
        super().__init__()
        self._store_thread = ThreadPoolExecutor(1, "store")
        self._spare_thread = ThreadPoolExecutor(1, "spare")
        self._compute_thread = ThreadPoolExecutor(1, "compute")
        self._cadence: CadenceApp | None = None
        self.waiting: Message | None = None
        """For whom the store waits, while an act is held up."""

    @property
    def cadence(self) -> "CadenceApp":
        """The app."""
        # Remembered: what was asked for may come to its turn when the screen is being taken down.
        return self._cadence or self.app  # type: ignore[return-value]

    def on_mount(self) -> None:
        self._cadence = self.app  # type: ignore[assignment]

    def on_unmount(self) -> None:
        last = [self._store_thread.submit(job) for job in self.unfinished()]
        if wait(last, _LEAVING_SECONDS).not_done:
            self.cadence.workspace.store.give_up()
        self._store_thread.shutdown(wait=True)
        self._spare_thread.shutdown(wait=True)
        self._compute_thread.shutdown(wait=False, cancel_futures=True)

    # -- what the screen does with the results -----------------------------------------

    def unfinished(self) -> list[Callable[[], Any]]:
        """What is still to be kept when the program ends, whichever way that came."""
        raise NotImplementedError

    def tell(self, text: Message | str, *, role: str = "info") -> None:
        """Says something on the footer line until the next key."""
        raise NotImplementedError

    def refused(self, error: CadenceError) -> None:
        """Shows why an act was refused."""
        raise NotImplementedError

    def show_bars(self) -> None:
        """Brings the bars up to date."""
        raise NotImplementedError

    def settled(self) -> None:
        """An act is over, done or refused."""
        raise NotImplementedError

    # -- errands -----------------------------------------------------------------------

    def read(self, owner: View, job: Callable[[], T], then: Callable[[T], Any], *, group: str) -> None:
        """Reads on the store's thread, then shows."""
        self._await_replaceable(self.on_store(job), owner, then, f"{id(owner)}-{group}")

    def compute(self, owner: View, job: Callable[[], T], then: Callable[[T], Any], *, group: str) -> None:
        """Computes beside the store's thread."""
        self._await_replaceable(self._compute_thread.submit(job), owner, then, f"{id(owner)}-{group}")

    def perform(
        self, job: Callable[[], T], then: Callable[[T], Any] | None, *, refused: Refusal | None = None
    ) -> None:
        """Carries out an act on the store's thread; what changed is told to all views.

        What a refused act was to save is kept.
        """
        kept = partial(keeping, self.cadence.workspace, job)
        self._await_act(self._store_thread.submit(kept), then, refused)

    def on_store(self, job: Callable[[], T]) -> "Future[T]":
        """Reads on the store's thread when its turn comes; while an act waits there for others, beside it."""
        thread = self._store_thread if self.waiting is None else self._spare_thread
        return thread.submit(job)

    def _await_replaceable(
        self, future: "Future[T]", owner: View, then: Callable[[T], Any], group: str
    ) -> None:
        show = partial(self._show_result, future, owner, then)
        self.run_worker(show, group=group, exclusive=True, exit_on_error=True)

    async def _show_result(self, future: "Future[T]", owner: View, then: Callable[[T], Any]) -> None:
        try:
            result = await asyncio.wrap_future(future)
        except CadenceError as error:
            self.tell(error.message, role="error")
            return
        # A view that was left, or a screen that is being taken down, shows nothing more.
        if owner.is_mounted and owner.is_attached:
            try:
                then(result)
            except CadenceError as error:
                # What cannot be shown is told, too: nobody is to be thrown out for a faulty file.
                self.tell(error.message, role="error")
            self.show_bars()

    @work(group="acts", exit_on_error=True)
    async def _await_act(
        self, future: "Future[Any]", then: Callable[[Any], Any] | None, refused: Refusal | None
    ) -> None:
        try:
            result = await asyncio.wrap_future(future)
        except CadenceError as error:
            self.settled()
            if refused is not None:
                refused(error)
            self.refused(error)
            return
        if then is not None:
            then(result)
        if (text := self.cadence.workspace.untold()) is not None:
            self.tell(text, role="warn")
        self.settled()
