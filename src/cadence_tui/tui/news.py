"""When to look for what others have done: at once where the kernel tells of it, and every second anyway."""

import asyncio
from collections.abc import Callable

from cadence_tui.model.message import Message
from cadence_tui.store.protocol import Watch

_BURST_SECONDS = 0.04


class Ear:
    """Listens to a watch in the event loop; a burst of news is one look, and one more for its rest."""

    def __init__(self, watch: Watch, look: Callable[[], None]) -> None:
        self._watch, self._look = watch, look
        self._loop = asyncio.get_running_loop()
        self._pause: asyncio.TimerHandle | None = None
        self._open()

    def close(self) -> None:
        """Hears nothing more."""
        if self._pause is not None:
            self._pause.cancel()
        self._loop.remove_reader(self._watch.fileno())
        self._watch.close()

    def _open(self) -> None:
        self._pause = None
        self._loop.add_reader(self._watch.fileno(), self._hear)

    def _hear(self) -> None:
        # Deaf for a moment: what comes meanwhile waits in the descriptor and is heard then.
        self._loop.remove_reader(self._watch.fileno())
        self._pause = self._loop.call_later(_BURST_SECONDS, self._open)
        self._watch.drain()
        self._look()


class Waits:
    """Hands on what a store says while it waits for its lock; it is called from the thread that writes."""

    def __init__(self) -> None:
        self.listener: Callable[[Message], None] | None = None

    def __call__(self, text: Message) -> None:
        listener = self.listener
        if listener is not None:
            listener(text)
