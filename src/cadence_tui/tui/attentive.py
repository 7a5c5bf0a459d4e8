"""A screen that learns what changes, here or elsewhere, and for whom the store waits."""

import asyncio
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime

from textual import work

from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import Message
from cadence_tui.store.protocol import Watch
from cadence_tui.tui.errands import Errands
from cadence_tui.tui.news import Ear

_LOOK_SECONDS = 1.0
_FIRST_SCREEN_SECONDS = 0.3


class Attentive(Errands):
    """Hears at once where the kernel tells, looks every second anyway."""

    def __init__(self) -> None:
        super().__init__()
        self._ear: Ear | None = None
        self._asking = self._more_asked = False

    def on_mount(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.cadence.waits.listener = self._hear_of_waiting
        self.set_interval(_LOOK_SECONDS, self.look)
        self._since = self.cadence.workspace.now()
        self.set_timer(_FIRST_SCREEN_SECONDS, self._begin)

    def on_unmount(self) -> None:
        self.cadence.waits.listener = None
        # Whoever leaves does not wait to save what cannot be saved: it is kept.
        self.cadence.workspace.store.give_up()
        if self._ear is not None:
            self._ear.close()

    # -- what the screen does with it ----------------------------------------------------

    def came(self, kinds: set[str]) -> None:
        """Documents of these kinds have changed; perhaps none."""
        raise NotImplementedError

    def tick(self) -> None:
        """A second went by without news."""
        raise NotImplementedError

    def greet(self, unseen: int) -> None:
        """The first screen stands; so many acts could not be saved and nobody has looked at them since."""
        raise NotImplementedError

    # -- news ----------------------------------------------------------------------------

    def look(self) -> None:
        """Looks for changes, ours and others'; costs two stat calls when there are none."""
        if not self.cadence.workspace.stale():
            self.tick()
        elif self._asking:
            self._more_asked = True
        else:
            self._asking = True
            self._await_news(self.on_store(self.cadence.workspace.changed_kinds))

    def settled(self) -> None:
        self.waiting = None
        self.look()
        self.show_bars()

    @work(group="news", exit_on_error=True)
    async def _await_news(self, future: "Future[set[str]]") -> None:
        try:
            kinds = await asyncio.wrap_future(future)
        except CadenceError as error:
            self.tell(error.message, role="error")
            return
        finally:
            self._asking = False
        self.came(kinds)
        if self._more_asked:
            self._more_asked = False
            self.look()

    @work(group="begin", exit_on_error=True)
    async def _begin(self) -> None:
        """Does what the first screen need not wait for."""
        watch, unseen = await asyncio.wrap_future(self.on_store(self._open_watch))
        if not self.is_attached:
            if watch is not None:
                watch.close()
            return
        if watch is not None:
            self._ear = Ear(watch, self.look)
        self.greet(unseen)

    def _open_watch(self) -> tuple[Watch | None, int]:
        from cadence_tui.workspace.unsaved import unsaved

        workspace = self.cadence.workspace
        earlier = (each for each in unsaved(workspace) if datetime.fromisoformat(each.at) < self._since)
        return workspace.store.watch(), sum(not attempt.seen for attempt in earlier)

    # -- waiting -------------------------------------------------------------------------

    def _hear_of_waiting(self, text: Message) -> None:
        """Called from the store's thread."""
        with suppress(RuntimeError):  # the loop may be closed by now
            self._loop.call_soon_threadsafe(self._wait, text)

    def _wait(self, text: Message) -> None:
        self.waiting = text
        # News that were asked for meanwhile wait behind the act: they can be had beside it.
        self._asking = False
        self.look()
        self.show_bars()
