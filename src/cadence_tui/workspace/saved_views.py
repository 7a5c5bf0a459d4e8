"""Views of the portfolio that a person kept under a name, in their configuration folder."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from cadence_tui.model.errors import BadInput, Refused, Where
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.views.portfolio_list import Arrangement
from cadence_tui.workspace.preferences import folder

_NAME_LENGTH = 40


def saved_views() -> dict[str, Arrangement]:
    """Views by name, as they were kept. Raises BadInput naming the file when it cannot be read."""
    file = _file()
    try:
        kept = msgspec.json.decode(file.read_bytes(), type=dict[str, Arrangement])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError) as error:
        text = message("{file} cannot be used: {fault}", file=str(file), fault=str(error))
        raise BadInput(text, [Where(file=str(file), expected=str(error))]) from None
    return {plain(name): view for name, view in kept.items()}


def keep_view(name: str, view: Arrangement) -> None:
    """Keeps a view; one of the same name is replaced. Raises Refused for a name that is none, BadInput."""
    name = plain(name).strip()[:_NAME_LENGTH]
    if not name:
        raise Refused(message("A view needs a name"))
    _write({**saved_views(), name: view})


def forget_view(name: str) -> None:
    """Forgets a view. Raises BadInput."""
    _write({kept: view for kept, view in saved_views().items() if kept != name})


def _write(views: Mapping[str, Arrangement]) -> None:
    file = _file()
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(views), indent=2))
        fresh.replace(file)
    except OSError as error:
        raise Refused(
            message("{file} cannot be written: {fault}", file=str(file), fault=error.strerror)
        ) from None


def _file() -> Path:
    return folder() / "views.json"
