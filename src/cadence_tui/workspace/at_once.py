"""Acts of several people in the same call at the same time: both stay, the later on top of the earlier."""

from collections.abc import Callable, Collection
from typing import TypeVar

from cadence_tui.model.errors import Conflict
from cadence_tui.workspace.session import Workspace

T = TypeVar("T")
_ATTEMPTS = 3


def beside_others(ws: Workspace, act: Callable[[], T], *, over: Collection[str] = ()) -> T:
    """Carries out an act; once more on what is there now when somebody else was quicker by a moment.

    With `over` only when they clash over nothing but these fields. Raises what the act raises.
    """
    for _ in range(_ATTEMPTS):
        try:
            return act()
        except Conflict as error:
            if over and not set(error.fields) <= set(over):
                raise
            ws.catch_up()
    return act()
