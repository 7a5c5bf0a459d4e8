"""Where the store is: asked for, in the environment, in the settings, or in the user's data folder."""

import os
import re
from pathlib import Path

from platformdirs import user_data_path

from cadence_tui.model.errors import StoreError, WrongUsage
from cadence_tui.model.message import message
from cadence_tui.workspace.preferences import load_choices

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def store_path(asked: str = "") -> Path:
    """The folder of the store (contract). Raises WrongUsage for no folder, BadInput for broken settings."""
    place = asked or os.environ.get("CADENCE_STORE", "") or load_choices().store
    if not place:
        return user_data_path("cadence") / "store"
    if _URL.match(place):
        raise WrongUsage(message("{place} is no folder; stores are kept in folders", place=place))
    try:
        return Path(place).expanduser().absolute()
    except (RuntimeError, OSError):
        # A home of nobody, or a way from a working folder that is gone.
        raise WrongUsage(message("{place} leads nowhere from here", place=place)) from None


def is_there(path: Path) -> bool:
    """Whether something is where the store is looked for; what cannot be asked is told on opening it."""
    try:
        return path.exists()
    except (ValueError, OSError):
        return True


def require_store(path: Path) -> None:
    """Raises StoreError, with the two ways to have a store, where none is to be seen."""
    try:
        there = path.exists()
    except (ValueError, OSError) as error:
        fault = getattr(error, "strerror", None) or str(error)
        raise StoreError(message("{path} cannot be read: {fault}", path=str(path), fault=fault)) from None
    if not there:
        text = message(
            "There is no store at {path}. To make one: cadence init. To look around first: cadence demo",
            path=str(path),
        )
        raise StoreError(text)
