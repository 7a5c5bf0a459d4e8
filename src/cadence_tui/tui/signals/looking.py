"""Looks for signals once the first screen stands and on every new day; quietly, only for who may write."""

import asyncio
from typing import TYPE_CHECKING

from cadence_tui.model.errors import CadenceError, Conflict

if TYPE_CHECKING:
    from datetime import date

    from cadence_tui.tui.frame import Frame

_REST_SECONDS = 0.5
"""The first screen is reckoned first."""
_MINUTE = 60.0
_ROUNDS = 3


class Lookout:
    """Has the store's thread look at some accounts at a time, so that whoever works does not wait."""

    def __init__(self, frame: "Frame") -> None:
        self._frame = frame
        self._day: date | None = None

    def begin(self) -> None:
        """From now on; for readers never."""
        if self._frame.cadence.workspace.actor.role != "reader":
            self._frame.set_timer(_REST_SECONDS, self._turn)
            self._frame.set_interval(_MINUTE, self._turn)

    def _turn(self) -> None:
        today = self._frame.cadence.workspace.today()
        if today != self._day:
            self._day = today
            self._frame.run_worker(self._look, group="signals", exclusive=True, exit_on_error=True)

    async def _look(self) -> None:
        for _ in range(_ROUNDS):
            try:
                await self._pass()
            except Conflict:
                # Somebody looked at the same moment, or dealt with one of them.
                continue
            except CadenceError:
                # Nobody asked for it: whoever writes is told what hinders them.
                return
            return

    async def _pass(self) -> None:
        from cadence_tui.workspace.signal_memory import is_all_seen

        frame, workspace = self._frame, self._frame.cadence.workspace
        if await asyncio.wrap_future(frame.on_store(lambda: is_all_seen(workspace))):
            return
        # What looks is loaded for those starts alone that have something to look at.
        from cadence_tui.workspace.signal_look import Look

        look = await asyncio.wrap_future(frame.on_store(lambda: Look(workspace, only_new=True)))
        while await asyncio.wrap_future(frame.on_store(look.some)):
            pass
        await asyncio.wrap_future(frame.on_store(look.keep))
